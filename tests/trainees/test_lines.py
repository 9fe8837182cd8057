"""Every line of the trainees reads as what it is meant to be, in every deal."""

import pytest

from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario, scenarios
from simulator.domain.scenario import Scenario
from simulator.domain.table import Table
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of
from simulator.trainees.book import Wants, load_book
from simulator.trainees.purse import Purse

DEALS = [card.id for card in scenarios()]
BEFORE = {
    None: "It is a bit steep for us, to be honest.",
    "rival": "Another supplier offers us the same thing, and cheaper.",
}

every_deal = pytest.mark.parametrize("deal", DEALS)


@pytest.fixture(scope="module", params=DEALS)
def reading_of(request: pytest.FixtureRequest) -> tuple[Scenario, RuleReader]:
    scenario = load_scenario(request.param)
    return scenario, RuleReader(vocabulary_of(scenario, load_persona("cash_flow_worried")))


def fills(scenario: Scenario) -> dict[str, str]:
    purse = Purse(scenario)
    assert purse.price is not None
    assert purse.floor is not None
    give = min(
        (g for g in purse.gives if g[0] != purse.price.id), key=lambda g: -purse.worth(dict([g]))
    )
    get = next(g for g in purse.gets if g[0] != give[0])
    return {
        "terms": scenario.spoken(dict([give])),
        "get": scenario.spoken(dict([get])),
        "asked": scenario.spoken(dict([give])),
        "package": scenario.spoken(dict([give, get])),
        "price": purse.price.spoken(purse.price.standard),
        "floor": purse.price.spoken(purse.floor),
        "settled": "three",
        "echo": "your clients take their time",
        "words": "Our clients take their time",
        "fact": scenario.facts[0].text,
        "unique": scenario.facts[0].text,
        "alternative": scenario.brief.alternatives[0],
        "deal": scenario.speech.deal,
    }


def test_every_line_reads_as_it_is_meant(reading_of: tuple[Scenario, RuleReader]) -> None:
    scenario, reader = reading_of
    known, wrong = fills(scenario), []
    for name, section in load_book().sections.items():
        for line in section.lines:
            reader.start_over()
            reader.read(Turn(n=0, speaker="buyer", text=BEFORE[section.after]))
            said = line.format(**known)
            reading = reader.read(Turn(n=1, speaker="trainee", text=said))
            found = {move.code for move in reading.moves}
            if not found.issuperset(section.reads):
                wrong.append(f"{name}: {said} -> {sorted(found)}")
    assert wrong == []


def test_a_trade_is_read_with_both_of_its_sides(
    reading_of: tuple[Scenario, RuleReader],
) -> None:
    scenario, reader = reading_of
    purse, wrong = Purse(scenario), []
    table = Table.of_standard(scenario.standard).seller_package
    for turn in range(1, 14):
        wanted = purse.wanted(Wants(first=1.2, last=0.0, turns=(1, 13)), turn)
        package = purse.trade(wanted)
        if package is None:
            continue
        give, get = purse.split(package, table)
        for line in load_book().sections["trade"].lines:
            reader.start_over()
            reader.read(Turn(n=0, speaker="buyer", text=BEFORE[None]))
            said = line.format(terms=scenario.spoken(give), get=scenario.spoken(get))
            reading = reader.read(Turn(n=1, speaker="trainee", text=said))
            linked = any(move.conditional for move in reading.moves)
            if reading.terms != {**get, **give} or not linked:
                wrong.append(f"{said} -> {reading.terms}")
    assert wrong == []
