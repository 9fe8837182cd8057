"""Records that carry nothing but what raters said: codes, one score, one opportunity."""

from datetime import timedelta

from simulator.domain.corrections import Correction, Target
from simulator.domain.moves import Code, Move, Quote, Reading
from simulator.domain.scorecard import Evidence, GradedRecord, Indicator, Provenance, Score
from tests.grader.graded import MADE

WORDS = Quote(turn=0, start=0, end=5, text="words")


def reading(turn: int, *codes: Code) -> Reading:
    quote = WORDS.model_copy(update={"turn": turn})
    moves = tuple(Move(code=code, quote=quote) for code in codes)
    return Reading(turn=turn, speaker="trainee", moves=moves)


def graded(
    name: str, *codes: Code | None, value: int | None = 3, held: bool | None = None
) -> GradedRecord:
    """A record with a code (or none) in each turn, a firmness score, and a pressure in turn 0."""
    evidence = () if held is None else (Evidence(met=held, why="", buyer=WORDS),)
    f1 = Indicator(id="F1", name="Held", status="met", out_of=len(evidence), evidence=evidence)
    score = Score(
        name="firmness",
        verdict="scored" if value else "not enough evidence",
        value=value,
        because="",
        indicators=(f1,),
    )
    return GradedRecord(
        id=f"{name}-root",
        transcript=name,
        graded=MADE,
        rubric="r",
        coder="rules",
        readings=tuple(reading(n, *([code] if code else [])) for n, code in enumerate(codes)),
        scores=(score,),
    )


def coached(
    own: GradedRecord, other: GradedRecord, coach: str = "Ann", *, blind: bool = True, of: str = ""
) -> GradedRecord:
    """What a coach made of a record: all that `other` says; all turns, or turn `of`, judged."""
    target = Target(kind="turn", turn=int(of) if of else None)
    accept = Correction(made=MADE, coach=coach, action="accept", target=target, blind=blind)
    return own.model_copy(
        update={
            "id": f"{own.id}-{coach}",
            "parent": own.id,
            "coach": coach,
            "graded": MADE + timedelta(hours=1),
            "readings": other.readings,
            "scores": other.scores,
            "corrections": (accept,),
        }
    )


def sampled(name: str, *values: int | None) -> GradedRecord:
    """A record whose samples give these values of firmness."""
    record = graded(name, value=3)
    score = record.scores[0].model_copy(update={"samples": values})
    made_from = Provenance(samples=len(values))
    return record.model_copy(update={"scores": (score,), "made_from": made_from})


def rated(
    how_many: int, bias: float, *, blind: bool = True, start: int = 0
) -> list[list[GradedRecord]]:
    """Transcripts of which the grader gives 1 to 4, and a coach `bias` more on average."""
    sessions = []
    for n in range(start, start + how_many):
        own = graded(f"t{n}", value=1 + n % 4)
        # Every second round of four one point more, or all of them, or none.
        more = int(bias) + (1 if bias % 1 and n // 4 % 2 else 0)
        theirs = graded(f"t{n}", value=1 + n % 4 + more)
        sessions.append([own, coached(own, theirs, blind=blind)])
    return sessions
