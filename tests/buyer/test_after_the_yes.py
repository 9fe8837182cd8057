"""What is asked after the yes, how often a goodbye is heard, and offers side by side."""

from pathlib import Path

import pytest

from simulator.buyer.disclosure import asks_about_the_yes
from simulator.buyer.goodbyes import says_goodbye
from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario
from simulator.domain.persona import ActKind
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of
from tests.buyer.talks import Talk

TO_THE_YES = (
    "What makes it feel steep?",
    "So it's the moment, not the sum, is that right?",
    "If you sign this week you can have net 90, at the 60,000.",
)


@pytest.mark.parametrize(
    "text",
    [
        "What if one of them never pays at all?",
        "Which of the two would be the harder month?",
        "Would a warm spring change anything for you?",
        "How many people would come along to the first day?",
    ],
)
async def test_a_question_no_yes_answers_gets_no_yes(tmp_path: Path, text: str) -> None:
    talk = Talk(tmp_path, "services_60k", "cash_flow_worried")
    agreed, act = (await talk.says(*TO_THE_YES, text))[-2:]
    assert agreed.kind is ActKind.ACCEPT
    assert act.aside or act.kind is not ActKind.ACCEPT
    assert "yes" not in talk.last.text.lower()
    assert talk.end is None


@pytest.mark.parametrize(
    "text",
    [
        "So do we have a deal?",
        "Is everything right like that?",
        "Have I left anything out?",
        "Shall I put that down?",
    ],
)
def test_a_question_about_the_yes_is_known(text: str) -> None:
    assert asks_about_the_yes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Is there a month when it would still be tight?",
        "What does the board do with it now?",
        "Who signs it, you or your partner?",
        "Will the money from March be in by then?",
    ],
)
def test_any_other_question_is_none(text: str) -> None:
    assert not asks_about_the_yes(text)


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("No hard feelings. Bye for now.", True),
        ("I can't. Safe journey home.", True),
        ("Then I'm off, have a good day.", True),
        ("I'll see myself out.", True),
        ("Before I say goodbye: what would a night's stop cost you?", False),
        ("We would not say bye to the price just yet, it is 94,000.", False),
        ("Take care of the night shift first, and the rest follows.", False),
        ("Let's have a good look at the dates.", False),
    ],
)
def test_a_goodbye_is_heard_at_the_end(text: str, leaves: bool) -> None:
    reader = RuleReader(vocabulary_of(load_scenario("spare_parts"), load_persona("dictator")))
    read = reader.read(Turn(n=0, speaker="trainee", text=text))
    assert says_goodbye(read, text) is leaves


@pytest.mark.parametrize("persona", ["dictator", "big_enterprise", "contentious_client"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Then it's no from me. Bye for now.", "94,000 is what I said. Safe drive back."),
        ("I'm off then, goodbye.", "No, really. Goodbye, and good luck with the other one."),
        ("We won't agree. I'll be going.", "Have a good day."),
    ],
)
async def test_after_two_goodbyes_the_meeting_is_over(
    tmp_path: Path, persona: str, first: str, second: str
) -> None:
    talk = Talk(tmp_path, "spare_parts", persona, seed=4)
    await talk.says("96,000 for 800 sets. What happens when a line stands?", first, second)
    assert talk.end is not None
    assert talk.end.outcome == "trainee_left"


@pytest.mark.parametrize(
    "text",
    [
        "Lovely, I'll send it over. Goodbye!",
        "Perfect. Goodbye, Karin, and thanks for the coffee.",
        "Thanks, bye!",
    ],
)
async def test_a_goodbye_after_the_yes_closes_the_deal(tmp_path: Path, text: str) -> None:
    talk = Talk(tmp_path, "services_60k", "cash_flow_worried")
    await talk.says(*TO_THE_YES, text)
    assert talk.end is not None
    assert talk.end.outcome == "deal"


@pytest.mark.parametrize(
    "text",
    [
        "If you take 24 months it's 58,000, otherwise it stays at 60,000.",
        "58,000 with a reference call, or else the 60,000 as it was.",
        "It's 58,000 for 24 months. If not, it's 60,000.",
    ],
)
async def test_what_stands_side_by_side_is_not_heard_as_one(tmp_path: Path, text: str) -> None:
    (act,) = await Talk(tmp_path, "services_60k", "price_first", seed=5).says(text)
    mixed = {"price": 60_000.0, "contract_months": 24.0}
    assert not mixed.items() <= act.theirs.items()
    assert act.kind is not ActKind.ACCEPT
