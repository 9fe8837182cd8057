"""What the trainee was not told: the variant, and the claims with what became of them."""

from datetime import UTC, datetime

import pytest

from simulator.domain.moves import Code, Move, Quote, Reading
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Header, MindRecord, Transcript, Turn
from simulator.report.truth import claims_made, truth_played, truths

SAID = ("Good morning.", "Hello.", "Another firm does it for less.", "Which?", "Never mind which.")


@pytest.fixture
def talk(scenario: Scenario, persona: Persona) -> Transcript:
    header = Header(
        id="x",
        created=datetime(2026, 3, 4, tzinfo=UTC),
        scenario=scenario,
        persona=persona,
        level="normal",
        seed=1,
        model="offline",
        variant="bad_day",
        truth="The day was bad, not the offer.",
    )
    turns = [
        Turn(n=n, speaker="trainee" if n % 2 else "buyer", text=text) for n, text in enumerate(SAID)
    ]
    known = {"rival": False, "unsaid": True}
    minds = [
        MindRecord(n=n, state={"truths": known, "claims": claims}, act={})
        for n, claims in ((0, {}), (2, {"rival": "standing"}), (4, {"rival": "dropped"}))
    ]
    return Transcript(header=header, records=(header, *minds, *turns))


def test_the_variant_is_named_with_what_was_true(talk: Transcript) -> None:
    assert truth_played(talk) == "Bad day: The day was bad, not the offer."
    assert talk.header is not None
    single = talk.header.model_copy(update={"variant": "", "truth": ""})
    assert truth_played(talk.model_copy(update={"header": single})) == ""
    assert truth_played(talk.model_copy(update={"header": None})) == ""


def test_a_claim_is_quoted_where_it_was_made_and_judged_by_how_it_ended(talk: Transcript) -> None:
    (claim,) = claims_made(talk)
    assert (claim.turn, claim.words) == (2, SAID[2])
    assert claim.verdict == "The claim in it (rival) was not true; it was given up."
    (tested,) = claims_made(talk, coded(talk, 3, Code.BLUFF_TEST))
    assert tested.verdict == "The claim in it (rival) was not true; you asked, and it was given up."
    assert truths(talk) == {"rival": False, "unsaid": True}


def test_a_claim_that_was_decided_and_never_spoken_is_left_out(talk: Transcript) -> None:
    spoken = tuple(r for r in talk.records if not (isinstance(r, Turn) and r.n >= 2))
    assert claims_made(talk.model_copy(update={"records": spoken})) == []


def standing(talk: Transcript, *answers: str, state: str = "standing") -> Transcript:
    """The talk with the last state of the claim in the buyer's record, and the trainee's next
    turns."""
    said = {n: text for n, text in zip((3, 5), answers, strict=False)}
    turns = [t for t in talk.turns if t.n not in said]
    turns += [Turn(n=n, speaker="trainee", text=text) for n, text in said.items()]
    known: dict[str, object] = {"truths": {"rival": False}, "claims": {"rival": state}}
    records = (
        talk.header,
        MindRecord(n=2, state=known, act={}),
        *sorted(turns, key=lambda turn: turn.n),
    )
    return talk.model_copy(update={"records": records})


@pytest.mark.parametrize(
    ("answers", "fate"),
    [
        (("I see. Our price stays.", "Net 60 then."), "you did not ask about it"),
        (("I see.", "When do you want to start?"), "you did not ask about it"),
        (("whose offer is that", "Net 60 then."), ""),
        (("Less for the same hours?", "Good."), ""),
        (("I see.", "that other firm - what do they do for less"), ""),
        (("I see.", "Does the firm you spoke of come at night?"), ""),
    ],
)
def test_nobody_is_told_that_they_did_not_ask_who_may_have(
    talk: Transcript, answers: tuple[str, str], fate: str
) -> None:
    (claim,) = claims_made(standing(talk, *answers))
    assert claim.fate == fate
    assert claim.verdict == f"The claim in it (rival) was not true{fate and '; '}{fate}."


@pytest.mark.parametrize(
    ("state", "at", "code", "fate"),
    [
        ("proved", 3, Code.BLUFF_TEST, "you asked, and it held"),
        ("wobbling", 5, Code.BLUFF_TEST, "you asked, and it grew vague"),
        ("standing", 3, Code.BLUFF_TEST, ""),
        ("proved", 3, Code.UNIQUE, "you did not ask about it"),
        ("proved", 1, Code.BLUFF_TEST, "you did not ask about it"),
        ("wobbling", 3, Code.Q_CLOSED, "it grew vague"),
    ],
)
def test_only_who_tested_a_claim_is_told_that_it_was_the_asking(
    talk: Transcript, state: str, at: int, code: Code, fate: str
) -> None:
    played = standing(
        talk, "Ours is the only one.", "The firm, does it do it by night.", state=state
    )
    (claim,) = claims_made(played, coded(played, at, code))
    assert claim.fate == fate


def coded(talk: Transcript, at: int, code: Code) -> tuple[Reading, ...]:
    """The readings of a talk in which one turn, as a whole, has one code."""
    return tuple(
        Reading(
            turn=turn.n,
            speaker=turn.speaker,
            moves=(
                Move(
                    code=code,
                    quote=Quote(turn=turn.n, start=0, end=len(turn.text), text=turn.text),
                ),
            )
            if turn.n == at
            else (),
        )
        for turn in talk.turns
    )


def test_a_claim_that_nothing_is_recorded_of_is_left_out(talk: Transcript) -> None:
    bare = [MindRecord(n=2, state={"claims": {"rival": "proved"}}, act={})]
    assert claims_made(talk.model_copy(update={"records": (talk.header, *bare, *talk.turns)})) == []


def test_a_talk_without_private_records_has_no_truth(talk: Transcript) -> None:
    bare = talk.model_copy(update={"records": talk.turns})
    assert claims_made(bare) == []
    assert truths(bare) == {}
