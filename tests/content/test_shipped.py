"""The personas and scenarios that come with the program say what they are meant to say."""

import re
from collections.abc import Iterator

import pytest

from simulator.buyer.stakes import Stakes
from simulator.content import load_persona, load_scenario, personas, scenarios
from simulator.domain.deal import OptionIssue, RangeIssue, Value
from simulator.domain.persona import ActKind, Level, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.utility import frontier, nash_point, scaled, worth, zone

CAPITAL = 0.08
PRICE = 60_000.0
OFTEN = (ActKind.ASK, ActKind.COUNTER, ActKind.HESITATE, ActKind.REFUSE)
"""Acts a buyer may need more than five wordings of in one meeting."""

TERMS: dict[str, Value] = {"price": 57_000.0, "payment_days": 90.0, "start_date": "january"}


@pytest.fixture(params=[card.id for card in personas()])
def any_persona(request: pytest.FixtureRequest) -> Persona:
    return load_persona(request.param)


@pytest.fixture(params=[card.id for card in scenarios()])
def any_scenario(request: pytest.FixtureRequest) -> Scenario:
    return load_scenario(request.param)


def offer(scenario: Scenario, **terms: Value) -> dict[str, Value]:
    return {**scenario.standard, **terms}


def mentioned(words: tuple[str, ...], line: str) -> list[str]:
    return [w for w in words if re.search(rf"(?<!\w){re.escape(w)}(?!\w)", line, re.IGNORECASE)]


def act_lines(persona: Persona) -> Iterator[tuple[ActKind, str, str]]:
    for kind, wordings in persona.lines.items():
        yield from ((kind, "warm", line) for line in wordings.warm)
        yield from ((kind, "cool", line) for line in wordings.cool)


# --- The lines of a persona --------------------------------------------------------------------


def test_there_are_enough_words_for_a_long_meeting(any_persona: Persona) -> None:
    for kind in OFTEN:
        assert len(any_persona.lines[kind].warm) >= 6, kind
        assert len(any_persona.lines[kind].cool) >= 6, kind
    for interest in any_persona.interests:
        assert all(len(cue.loud) >= 3 and len(cue.faint) >= 2 for cue in interest.cues)
    assert len(any_persona.facts) >= 4


def test_no_sentence_begins_with_a_list_of_terms(any_persona: Persona) -> None:
    starts = re.compile(r"(?:^|[.?!…]\s+)\{(?!line)")
    assert [line for line in any_persona.scripted() if starts.search(line)] == []


def test_hints_stand_only_where_they_are_meant(any_persona: Persona) -> None:
    words = tuple(w for i in any_persona.interests for cue in i.cues for w in cue.words)
    assert [line for _, _, line in act_lines(any_persona) if mentioned(words, line)] == []


def test_no_line_names_a_term_the_act_did_not_give_it(
    any_persona: Persona, any_scenario: Scenario
) -> None:
    options = [issue for issue in any_scenario.issues if isinstance(issue, OptionIssue)]
    words = tuple(option.name for issue in options for option in issue.options)
    lines = [line for _, _, line in act_lines(any_persona)]
    lines += [line for tactic in any_persona.tactics for line in tactic.lines]
    named = {line: found for line in lines if (found := mentioned(words, line))}
    assert named == {}


# --- The cash-flow-worried buyer in the deal of 60,000 -------------------------------------------


def test_the_first_hesitation_is_about_the_price(persona: Persona) -> None:
    opening = persona.lines[ActKind.OPEN]
    assert all("steep" in line for line in (*opening.warm, *opening.cool))


def test_she_goes_back_to_thinking_when_pressed(persona: Persona) -> None:
    lines = persona.lines[ActKind.RETREAT]
    assert sum("think" in line for line in (*lines.warm, *lines.cool)) >= 6


def test_time_matters_three_times_as_much_to_her(persona: Persona, scenario: Scenario) -> None:
    hers = scaled(scenario.buyer, persona.multipliers)
    net_90: dict[str, Value] = {"payment_days": 90.0}
    assert worth(hers, net_90) == 2_700
    assert worth(hers, net_90) / PRICE == pytest.approx(0.045)


@pytest.mark.parametrize("days", [0, 60, 90, 120])
def test_waiting_costs_what_the_bank_takes(scenario: Scenario, days: int) -> None:
    cost = PRICE * CAPITAL * (days - 30) / 365
    assert worth(scenario.seller, {"payment_days": float(days)}) == pytest.approx(-cost, abs=0.51)


def test_net_90_costs_789_and_a_cut_of_5_percent_3000(scenario: Scenario) -> None:
    assert worth(scenario.seller, {"payment_days": 90.0}) == -789
    assert worth(scenario.seller, {"price": PRICE * 0.95}) == -3_000
    for figure in ("789", "3,000", "2,700"):
        assert figure in scenario.key.arithmetic


@pytest.mark.parametrize("level", ["easy", "normal", "hard"])
def test_no_discount_alone_gets_a_signature(
    persona: Persona, scenario: Scenario, level: str
) -> None:
    stakes = Stakes(scenario, persona, level)  # type: ignore[arg-type]
    price = scenario.issue("price")
    assert isinstance(price, RangeIssue)
    assert not any(stakes.can_sign(offer(scenario, price=p)) for p in price.outcomes())


@pytest.mark.parametrize(
    ("terms", "signs"),
    [
        ({}, False),
        ({"payment_days": 90.0, "signing": "this_week"}, True),
        ({"payment_days": 90.0, "contract_months": 24.0}, True),
        ({"payment_days": 90.0, "auto_pay": "yes", "reference": "case_study"}, True),
        ({"payment_days": 75.0}, True),
        ({"payment_days": 60.0}, False),
        ({"payment_days": 60.0, "price": 50_000.0}, False),
        ({"payment_days": 90.0, "price": 60_250.0}, False),
        ({"scope": "phased"}, True),
        ({"scope": "phased", "reference": "call"}, True),
        ({"scope": "starter"}, False),
        ({"scope": "starter", "payment_days": 90.0}, False),
        ({"payment_days": 90.0, "signing": "after_approval"}, True),
    ],
)
def test_what_she_can_sign(
    persona: Persona, scenario: Scenario, terms: dict[str, Value], signs: bool
) -> None:
    assert Stakes(scenario, persona, "normal").can_sign(offer(scenario, **terms)) is signs


def test_the_deal_has_fixed_and_range_issues(scenario: Scenario) -> None:
    assert len(scenario.issues) >= 5
    assert [issue.id for issue in scenario.issues if issue.fixed] == ["liability"]
    assert {"range", "options"} == {issue.kind for issue in scenario.issues}
    assert sum(fact.differentiator for fact in scenario.facts) >= 2


@pytest.mark.parametrize("worried", [True, False])
def test_a_deal_is_possible_and_the_full_programme_is_efficient(
    persona: Persona, scenario: Scenario, worried: bool
) -> None:
    buyer = scaled(scenario.buyer, persona.multipliers) if worried else scenario.buyer
    front = frontier(scenario.issues, scenario.seller, buyer)
    possible = zone(front, scenario.seller, buyer)
    fairest = nash_point(front, scenario.seller, buyer)
    assert fairest is not None
    assert fairest.package["scope"] == "full"
    assert sum(outcome.package["scope"] == "full" for outcome in possible) > len(possible) / 2


@pytest.mark.parametrize("worried", [True, False])
def test_the_trades_of_the_key_are_good_for_both(
    persona: Persona, scenario: Scenario, worried: bool
) -> None:
    buyer = scaled(scenario.buyer, persona.multipliers) if worried else scenario.buyer
    five_percent_off = worth(scenario.seller, {"price": PRICE * 0.95})
    for trade in scenario.key.trades:
        terms = {**trade.give, **trade.get}
        assert worth(buyer, terms) > 0, trade.why
        assert worth(scenario.seller, terms) > five_percent_off / 2, trade.why
        assert worth(buyer, terms) + worth(scenario.seller, terms) > 0, trade.why


def test_a_deal_names_no_buyer(any_scenario: Scenario, any_persona: Persona) -> None:
    text = any_scenario.model_dump_json()
    assert any_persona.name not in text
    assert any_persona.name.split()[0] not in text


def test_what_the_trainee_reads_gives_no_secret_away(any_persona: Persona) -> None:
    # The card, and the prompt's part of the persona.
    read = f"{any_persona.summary} {any_persona.character} {' '.join(any_persona.voice)}"
    secret = tuple(w for i in any_persona.interests for words in i.secret for w in words)
    assert mentioned(secret, read) == []


@pytest.mark.slow
@pytest.mark.parametrize("level", ["easy", "normal", "hard"])
def test_every_buyer_can_be_played_in_every_deal(
    any_persona: Persona, any_scenario: Scenario, level: Level
) -> None:
    """There is a package both sides sign, unless this buyer is one with whom there is none."""
    for played in [any_persona, *map(any_persona.played_as, any_persona.variants)]:
        stakes = Stakes(any_scenario, played, level)
        buyer = scaled(any_scenario.buyer, played.multipliers)
        whole = frontier(any_scenario.issues, any_scenario.seller, buyer)
        both = [
            outcome
            for outcome in whole
            if outcome.seller >= any_scenario.seller.reservation
            and stakes.can_sign(outcome.package)
        ]
        assert bool(both) is not played.no_zone
        assert not stakes.can_sign(any_scenario.standard)


def test_a_deal_has_room_for_trades(any_scenario: Scenario) -> None:
    tradable = [issue for issue in any_scenario.issues if not issue.fixed]
    assert len(tradable) >= 5
    assert any(issue.fixed for issue in any_scenario.issues)
    assert {"price", "payment_days", "signing", "contract_months"} <= {i.id for i in tradable}
    assert sum(fact.differentiator for fact in any_scenario.facts) >= 2
    assert any_scenario.preparation is not None
    assert {contact.guarded for contact in any_scenario.contacts} == {True, False}


def test_what_gives_and_gets_cost_is_what_the_arithmetic_says(any_scenario: Scenario) -> None:
    for give in any_scenario.gives:
        cost = -worth(any_scenario.seller, {give.issue: give.to})
        assert f"{abs(cost):,.0f}" in give.cost, give
    for get in any_scenario.gets:
        assert f"{worth(any_scenario.seller, {get.issue: get.to}):,.0f}" in get.worth, get
