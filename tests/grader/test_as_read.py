"""What rests on an absence is worded as what was read, where nobody but rules read the turns."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.domain.corrections import Action, Correction, Target
from simulator.domain.moves import Code
from simulator.domain.transcript import End
from simulator.grader import highlights, rubric
from simulator.grader.scoring import Scorecard
from tests.grader.builders import M, Talk, deal_on, named, value

GRADER = Path(rubric.__file__).parent
LEFT = End(outcome="trainee_left")


def gives() -> Talk:
    talk = Talk().fill(4).buyer("9,500, or I go.", M(Code.COUNTER, terms={"price": 9_500}))
    return talk.seller("9,500, then.", M(Code.CONCEDE, terms={"price": 9_500}))


def _ruled(action: Action) -> Correction:
    target = Target(kind="opportunity", of="A1", turn=0)
    return Correction(
        target=target,
        action=action,
        coach="Ann",
        reason="So it was.",
        made=datetime(2026, 3, 4, tzinfo=UTC),
        met=None,
    )


def whys(card: Scorecard, name: str) -> list[str]:
    found = (i for s in card.scores for i in s.indicators if i.id == name)
    return [item.why for one in found for item in one.evidence]


def test_a_give_without_a_condition_is_one_beside_which_none_was_read() -> None:
    by_model, by_rules = (
        gives().score(end=deal_on(price=9_500)),
        gives().score(end=deal_on(price=9_500), by_rules=True),
    )
    assert whys(by_model, "T1") == ["Given for nothing."]
    assert whys(by_rules, "T1") == ["No condition was read beside it."]
    assert whys(by_rules, "F1") == ["Gave way; no condition was read beside it."]
    assert value(by_model, "trading") == value(by_rules, "trading") == 1
    assert named(by_model, "trading").because.endswith(
        "verything was given for nothing, or to buy peace."
    )
    assert "was read" in named(by_rules, "trading").because


def test_a_count_of_none_is_named_as_read_and_any_other_is_not() -> None:
    talk = gives().seller("I could go to 9,100.", M(Code.LEAK))
    counted = {i.id: i for s in talk.score(by_rules=True).scores for i in s.indicators}
    firm = {i.id: i for s in talk.score().scores for i in s.indicators}
    for one, other in zip(counted.values(), firm.values(), strict=True):
        absent = one.status != "no opportunity" and not one.count
        assert one.name == (f"{other.name}, as read" if absent else other.name)
        assert (one.status, one.count, one.out_of) == (other.status, other.count, other.out_of)
    assert counted["T1"].name.endswith(", as read")


def test_a_highlight_that_rests_on_an_absence_says_so() -> None:
    (firm,) = (h.why for h in gives().score().highlights if h.tag == "FREE GIVE")
    (read,) = (h.why for h in gives().score(by_rules=True).highlights if h.tag == "FREE GIVE")
    assert "nothing came back" in firm
    assert "no condition was read beside it" in read


@pytest.mark.parametrize(("action", "cautious"), [("accept", True), ("change", False)])
def test_what_a_coach_has_changed_is_told_in_firm_words(action: Action, cautious: bool) -> None:
    card = gives().score(by_rules=True, corrections=[_ruled(action)])
    (why,) = whys(card, "T1")
    assert why.startswith("No condition was read") == cautious


def test_every_firm_word_that_has_another_form_is_one_that_is_said() -> None:
    source = " ".join(path.read_text(encoding="utf-8") for path in GRADER.rglob("*.py")) + " ".join(
        c.why for s in rubric.load_rubric().secondary.values() for c in s.checks
    )
    words = rubric.load_rubric().as_read
    assert [why for why in words.whys if why not in source] == []
    rules = rubric.load_rubric()
    anchors = {
        r.anchor for one in (rules.listening, rules.firmness, rules.trading) for r in one.rows
    }
    assert set(words.anchors) <= anchors


def test_every_highlight_that_blames_an_absence_has_words_for_what_was_read() -> None:
    kinds = highlights.load_templates().kinds
    blaming = {
        k for k, t in kinds.items() if t.tag in ("FREE GIVE", "EARLY PRICE", "MISSED", "HELD")
    }
    positive = {"asked_again"}
    assert {k for k in blaming - positive if "read" not in kinds[k].as_read} == set()
