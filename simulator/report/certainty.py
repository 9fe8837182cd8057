"""How sure a grade is, in words: the interval of a score, the codes to be taken with care, and
what was left out for want of a quote."""

from collections.abc import Iterator

from simulator.domain.moves import Move
from simulator.domain.scorecard import Doubt, GradedRecord, Provenance, Score
from simulator.llm.tokens import OFFLINE

TITLE = "How sure the coding is"
MOST = 12
"""Doubts, and codes left out, that are listed of a whole grade; the record has them all."""


def figure(score: Score) -> str:
    """'4 of 5 (3 to 4)', with the 95 % interval; without one, or withheld, the words alone."""
    return score.words if score.value is None else f"{score.words}{spread(score)}"


def spread(score: Score) -> str:
    """' (3 to 4)', also of a score that was withheld because of it.

    Empty of one sample, and where the interval is no wider than the score itself.
    """
    low, high = score.interval or (0.0, 0.0)
    return f" ({low:g} to {high:g})" if low < high else ""


def doubt_words(doubt: Doubt, made_from: Provenance) -> str:
    """'2 of 3 samples', of a panel '2 of 6 votes', 'paraphrase, not counted', 'quote repaired'."""
    if doubt.kind == "paraphrase":
        return "paraphrase, not counted"
    if doubt.kind == "repaired":
        return "quote repaired"
    votes, of = made_from.votes, "samples" if len(made_from.judges) == 1 else "votes"
    found = f"{(doubt.share or 0.0) * votes:.0f} of {votes} {of}"
    return found if counts(doubt) else f"{found}, not counted"


def counts(doubt: Doubt) -> bool:
    """Whether the code that is doubted is scored all the same."""
    return doubt.kind == "repaired" or (doubt.kind == "vote" and (doubt.share or 0.0) > 0.5)


def waits_for(record: GradedRecord, score: Score) -> str:
    """What a coach has to rule on for a withheld score; "" of any other."""
    turns = record.unsettled(score)
    if not turns:
        return ""
    *first, last = map(str, turns)
    named = f"turns {', '.join(first)} and {last}" if first else f"turn {last}"
    return f"{score.name.capitalize()} has a number once a coach has ruled on the codes of {named}."


def doubts_of(record: GradedRecord, move: Move) -> list[Doubt]:
    """The doubts of a code that counts. A repaired quote names the turn it was first given for."""
    words = _plain(move.quote.text)
    alike = [d for d in record.open_doubts if counts(d) and d.code == move.code.value]
    exact = [d for d in alike if _plain(d.said) == words]
    return exact or [d for d in alike if d.kind == "vote" and d.turn == move.quote.turn]


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def uncounted(record: GradedRecord, turn: int) -> list[Doubt]:
    """What was found in a turn and is not scored, or is no code: shown, to be judged by eye."""
    return [
        doubt
        for doubt in record.open_doubts
        if doubt.turn == turn and (not counts(doubt) or doubt.code == MENTION)
    ]


BY_RULES = (
    "The turns were read by rules, and rules misread free wording. Where a quote does not show "
    "what is said of it, trust the quote: dispute it, or have a model or a coach read the turns."
)
"""Said of every grade that no model and no coach has looked at."""

MENTION = "mention"
"""The code of a doubt about a figure or a term that was read, and not about a move."""


def dropped_at(record: GradedRecord, turn: int) -> list[str]:
    """What was left out of a turn, without the turn's number."""
    head = f"turn {turn}: "
    return [fault.removeprefix(head) for fault in record.dropped if fault.startswith(head)]


def doubt_line(doubt: Doubt, made_from: Provenance) -> str:
    """'HOLD “we can't”: 2 of 3 samples'."""
    what = "a term" if doubt.code == MENTION else doubt.code
    said = f" “{doubt.said.strip()}”" if doubt.said else ""
    return f"{what}{said}: {doubt_words(doubt, made_from)}"


def certainty_lines(record: GradedRecord) -> Iterator[str]:
    """What to know before one trusts the grade; nothing of one clean sample of a model."""
    made_from = record.made_from
    if made_from.model == OFFLINE and not record.coach:
        yield BY_RULES
    doubts = sorted(record.open_doubts, key=lambda doubt: doubt.turn)
    if made_from.votes > 1:
        yield f"{_asked(made_from)} Figures in brackets are 95 % intervals over the answers."
    for doubt in doubts[:MOST]:
        yield f"Turn {doubt.turn}: {doubt_line(doubt, made_from)}."
    if len(doubts) > MOST:
        yield f"{len(doubts) - MOST} more doubtful codes are marked in the replay."
    for fault in record.dropped[:MOST]:
        yield f"Left out: {fault}."
    if len(record.dropped) > MOST:
        yield f"And {len(record.dropped) - MOST} more."


def _asked(made_from: Provenance) -> str:
    models = len(made_from.judges)
    whom = "The model was" if models == 1 else f"{models} models were"
    times = "once" if made_from.samples == 1 else f"{made_from.samples} times"
    return f"{whom} asked {times}{'' if models == 1 else ' each'}."
