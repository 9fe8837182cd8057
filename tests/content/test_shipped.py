"""The personas and scenarios that come with the program say what they are meant to say."""

import re
from collections.abc import Iterator

import pytest

from simulator.buyer.act import Act
from simulator.buyer.guard import Guard
from simulator.buyer.mind import first_mind
from simulator.buyer.speech import split_sentences
from simulator.buyer.stakes import Stakes
from simulator.content import load_persona, load_scenario, personas, scenarios
from simulator.domain.deal import OptionIssue, RangeIssue, Value
from simulator.domain.persona import ActKind, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.utility import frontier, nash_point, scaled, worth, zone

CAPITAL = 0.08
PRICE = 60_000.0
ACTS_OF_THEIR_OWN = {ActKind.REVEAL, ActKind.DEFLECT, ActKind.ANSWER}
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
    for kind in set(ActKind) - ACTS_OF_THEIR_OWN:
        assert len(any_persona.lines[kind].warm) >= 7, kind
        assert len(any_persona.lines[kind].cool) >= 7, kind
    for interest in any_persona.interests:
        assert len(interest.holding_back) >= 6
        assert all(len(tier.lines) >= 6 for tier in interest.tiers)
        assert all(len(cue.loud) >= 5 and len(cue.faint) >= 3 for cue in interest.cues)
    assert sum(len(fact.lines) >= 5 for fact in any_persona.facts) >= 4


def test_no_sentence_begins_with_a_list_of_terms(any_persona: Persona) -> None:
    starts = re.compile(r"(?:^|[.?!…]\s+)\{(?!line)")
    assert [line for line in any_persona.scripted() if starts.search(line)] == []


def test_what_accepts_says_yes(any_persona: Persona) -> None:
    wordings = any_persona.lines[ActKind.ACCEPT]
    clear = re.compile(r"\b(yes|agreed|deal|accept)\b", re.IGNORECASE)
    assert [line for line in (*wordings.warm, *wordings.cool) if not clear.search(line)] == []


def test_hints_stand_only_where_they_are_meant(any_persona: Persona) -> None:
    words = tuple(w for i in any_persona.interests for cue in i.cues for w in cue.words)
    assert [line for _, _, line in act_lines(any_persona) if mentioned(words, line)] == []


def test_no_line_names_a_term_the_act_did_not_give_it(
    any_persona: Persona, any_scenario: Scenario
) -> None:
    options = [issue for issue in any_scenario.issues if isinstance(issue, OptionIssue)]
    words = tuple(w for i in options for o in i.options for w in (o.name, *o.words))
    named = {line: found for line in any_persona.scripted() if (found := mentioned(words, line))}
    assert named == {}


def test_every_line_passes_the_guard_in_its_act(any_persona: Persona) -> None:
    scenario = load_scenario("services_60k")
    mind = first_mind(any_persona, "normal")
    spoken, package = scenario.spoken(TERMS), scenario.standard
    refused = []
    for kind, tone, line in act_lines(any_persona):
        act = Act(kind=kind, tone=tone, terms=TERMS, theirs=TERMS, package=package)
        filled = line.format(terms=spoken, theirs=spoken, package=scenario.spoken(package))
        guard = Guard(act, mind, any_persona, scenario)
        refused += [(s, o) for s in split_sentences(filled) if (o := guard.objection(s))]
        assert guard.missing(filled) is None or "{terms}" not in line
    assert refused == []


def test_what_is_told_passes_the_guard_once_it_may_be_told(any_persona: Persona) -> None:
    scenario = load_scenario("services_60k")
    mind = first_mind(any_persona, "normal")
    told: list[tuple[Act, dict[str, int], str]] = []
    for interest in any_persona.interests:
        hint = Act(kind=ActKind.HESITATE, tone="warm")
        back = Act(kind=ActKind.DEFLECT, tone="warm", interest=interest.id)
        told += [(back, {}, line) for line in interest.holding_back]
        told += [(hint, {}, line) for cue in interest.cues for line in (*cue.loud, *cue.faint)]
        for number, tier in enumerate(interest.tiers, start=1):
            act = Act(kind=ActKind.REVEAL, tone="warm", interest=interest.id, tier=number)
            told += [(act, {interest.id: number}, line) for line in tier.lines]
    for fact in any_persona.facts:
        answer = Act(kind=ActKind.ANSWER, tone="warm", fact=fact.id)
        told += [(answer, {}, line) for line in fact.lines]
    refused = []
    for act, tiers, line in told:
        now = mind.model_copy(update={"tiers": {**mind.tiers, **tiers}})
        guard = Guard(act, now, any_persona, scenario)
        refused += [(s, o) for s in split_sentences(line) if (o := guard.objection(s))]
    assert refused == []


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


def test_the_costs_in_the_brief_are_those_of_the_arithmetic(scenario: Scenario) -> None:
    for give in scenario.gives:
        cost = -worth(scenario.seller, {give.issue: give.to})
        figure = f"${abs(cost):,.0f}"
        assert figure in give.cost, give
    for get in scenario.gets:
        assert f"${worth(scenario.seller, {get.issue: get.to}):,.0f}" in get.worth, get


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


def test_what_the_trainee_reads_gives_no_secret_away(
    any_scenario: Scenario, any_persona: Persona
) -> None:
    card = f"{any_persona.summary} {any_scenario.summary} {any_scenario.opening_line}"
    secret = tuple(w for i in any_persona.interests for words in i.secret for w in words)
    assert mentioned(secret, card) == []
    assert mentioned(secret, any_scenario.brief.model_dump_json()) == []
    # The prompt's part of the persona as well.
    assert mentioned(secret, f"{any_persona.character} {' '.join(any_persona.voice)}") == []
