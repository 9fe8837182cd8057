"""The files of the trainees: what they may not say, and what following another one means."""

import pytest
from pydantic import ValidationError

from simulator.domain.errors import NegotiateError
from simulator.trainees.book import Book, bot_ids, load_book, slots

LINES = {"no": {"reads": [], "lines": ["No."]}}
RULES = [{"say": ["no"]}]


def book(**changes: object) -> Book:
    bots = {"rock": {"name": "Rock", "about": "Says no.", "rules": RULES}}
    return Book.model_validate({"bots": bots, "sections": LINES, "yours": {}} | changes)


def bot_with(rule: dict[str, object]) -> dict[str, object]:
    return {"rock": {"name": "Rock", "about": "Says no.", "rules": [rule]}}


def test_all_eighteen_trainees_and_the_random_one_are_there() -> None:
    assert len(load_book().bots) == 19
    assert bot_ids("all") == list(load_book().bots)


def test_a_rule_names_only_sections_that_exist() -> None:
    with pytest.raises(ValidationError, match="no section 'yes'"):
        book(bots=bot_with({"say": ["yes"]}))


def test_a_rule_follows_only_a_trainee_that_exists() -> None:
    with pytest.raises(ValidationError, match="no trainee 'nobody'"):
        book(bots=bot_with({"follow": "nobody"}))


def test_a_line_has_only_slots_that_can_be_filled() -> None:
    with pytest.raises(ValidationError, match=r"no slot \{sum\}"):
        book(sections={"no": {"reads": [], "lines": ["No {sum}."]}})


def test_who_follows_another_one_has_its_rules_in_their_place() -> None:
    bots = bot_with({"say": ["no"]}) | {
        "echo": {
            "name": "Echo",
            "about": "As the rock.",
            "rules": [{"say": ["no"], "most": 2}, {"follow": "rock"}],
        }
    }
    assert [rule.most for rule in book(bots=bots).rules("echo")] == [2, 999]


def test_an_unknown_trainee_is_refused_in_a_sentence() -> None:
    with pytest.raises(NegotiateError, match="no trainee 'x'; known are: ideal"):
        bot_ids("x")


def test_slots_are_what_stands_in_braces() -> None:
    assert slots("If {get}, then {terms}.") == {"get", "terms"}
