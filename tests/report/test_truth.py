"""What the trainee was not told: the variant, and the claims with what became of them."""

from datetime import UTC, datetime

import pytest

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
    assert claim.verdict == "The claim in it (rival) was not true; you asked, and it was given up."
    assert truths(talk) == {"rival": False, "unsaid": True}


def test_a_claim_that_was_decided_and_never_spoken_is_left_out(talk: Transcript) -> None:
    spoken = tuple(r for r in talk.records if not (isinstance(r, Turn) and r.n >= 2))
    assert claims_made(talk.model_copy(update={"records": spoken})) == []


def standing(talk: Transcript, *answers: str) -> Transcript:
    """The talk with the claim never tested in the buyer's record, and the trainee's next turns."""
    said = {n: text for n, text in zip((3, 5), answers, strict=False)}
    turns = [t for t in talk.turns if t.n not in said]
    turns += [Turn(n=n, speaker="trainee", text=text) for n, text in said.items()]
    state: dict[str, object] = {"truths": {"rival": False}, "claims": {"rival": "standing"}}
    records = (
        talk.header,
        MindRecord(n=2, state=state, act={}),
        *sorted(turns, key=lambda turn: turn.n),
    )
    return talk.model_copy(update={"records": records})


@pytest.mark.parametrize(
    ("answers", "fate"),
    [
        (("I see. Our price stays.", "Net 60 then."), "you did not ask about it"),
        (("I see.", "When do you want to start?"), "you did not ask about it"),
        (("whose offer is that", "Net 60 then."), "it stood to the end"),
        (("Less for the same hours?", "Good."), "it stood to the end"),
        (("I see.", "that other firm - what do they do for less"), "it stood to the end"),
        (("I see.", "Does the firm you spoke of come at night?"), "it stood to the end"),
    ],
)
def test_nobody_is_told_that_they_did_not_ask_who_may_have(
    talk: Transcript, answers: tuple[str, str], fate: str
) -> None:
    (claim,) = claims_made(standing(talk, *answers))
    assert claim.verdict == f"The claim in it (rival) was not true; {fate}."


def test_a_claim_that_nothing_is_recorded_of_is_left_out(talk: Transcript) -> None:
    bare = [MindRecord(n=2, state={"claims": {"rival": "proved"}}, act={})]
    assert claims_made(talk.model_copy(update={"records": (talk.header, *bare, *talk.turns)})) == []


def test_a_talk_without_private_records_has_no_truth(talk: Transcript) -> None:
    bare = talk.model_copy(update={"records": talk.turns})
    assert claims_made(bare) == []
    assert truths(bare) == {}
