"""The buyer stands by a figure it has named: it goes no lower, and takes it when it gets it."""

from pathlib import Path

import pytest

from simulator.buyer.act import Act
from simulator.buyer.buyer import Buyer
from simulator.content import load_persona, load_scenario
from simulator.domain.moves import Code
from simulator.domain.persona import ActKind
from tests.buyer.readings import reading
from tests.buyer.talks import Talk

GIVES = (
    "We could do 236,000 just to get things moving.",
    "All right, 233,000, and a rebate of 2 percent with it.",
    "You can have net 60 as well, please.",
    "228,000 then.",
    "225,000, and that's final.",
    "222,000 and 12 months.",
    "218,000. I can't go home with nothing.",
)
HOLDS = (
    "96,000 for 800 sets, and that's the price.",
    "94,000 if you sign this week.",
    "94,000 for a signature this week still stands.",
    "94,000 for 24 months, if you sign this week.",
    "94,000 stays, with 24 months and a signature this week.",
)


def prices(acts: list[Act]) -> list[float]:
    return [float(act.terms["price"]) for act in acts if "price" in act.terms]


@pytest.mark.parametrize("seed", [3, 15, 21, 40])
@pytest.mark.parametrize(
    ("scenario", "persona", "lines"),
    [
        ("major_account", "big_enterprise", GIVES),
        ("spare_parts", "dictator", HOLDS),
        ("spare_parts", "price_first", HOLDS),
    ],
)
async def test_its_figures_never_walk_away_from_the_seller(
    tmp_path: Path, scenario: str, persona: str, lines: tuple[str, ...], seed: int
) -> None:
    asked: list[float] = []
    talk = Talk(tmp_path, scenario, persona, seed=seed)
    for line in lines:
        if talk.end is None:
            acts = await talk.says(line)
            if acts[-1].kind is not ActKind.ACCEPT:
                asked += prices(acts)
    assert asked == sorted(asked)


@pytest.mark.parametrize("persona", ["big_enterprise", "price_first", "contentious_client"])
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_who_comes_to_its_own_figure_has_a_yes(persona: str, seed: int) -> None:
    buyer = Buyer(load_scenario("agency_project"), load_persona(persona), "normal", seed)
    buyer.spoke(buyer.open().act)
    for _ in range(8):
        act = buyer.hear(reading(Code.INFORM), "").act
        buyer.spoke(act)
        if (
            buyer.mind.bid is not None
            and buyer.mind.heard >= buyer.persona.levels["normal"].earliest_yes
        ):
            break
    bid = buyer.mind.bid
    assert bid is not None
    act = buyer.hear(reading(terms={"price": bid}), f"{bid:g}.").act
    if buyer.stakes.can_sign(buyer.table.seller_package):
        assert act.kind in {ActKind.ACCEPT, ActKind.PRESS}
        assert "price" not in act.terms or act.terms["price"] == bid


@pytest.mark.parametrize("seed", [5, 6, 7, 8])
def test_what_it_asks_for_it_could_sign(seed: int) -> None:
    persona = load_persona("dictator").played_as("wall")
    buyer = Buyer(load_scenario("spare_parts"), persona, "normal", seed)
    buyer.spoke(buyer.open().act)
    for offer in (96_000.0, 95_000.0, 94_000.0, 93_000.0):
        act = buyer.hear(reading(terms={"price": offer}, linked=True), "").act
        buyer.spoke(act)
        if "price" in act.terms:
            package = {**buyer.table.seller_package, **act.terms}
            assert buyer.stakes.can_sign(package)


def test_after_a_gift_below_its_bid_it_asks_for_something_else() -> None:
    scenario = load_scenario("agency_project")
    buyer = Buyer(scenario, load_persona("cash_flow_worried"), "normal", 1)
    buyer.spoke(buyer.open().act)
    low, asked = 0.0, list[dict[str, object]]()
    for n in range(9):
        price = scenario.standard["price"]
        assert not isinstance(price, str)
        act = buyer.hear(reading(terms={"price": price * (1 - 0.01 * n)}), "").act
        buyer.spoke(act)
        if act.kind is ActKind.NIBBLE:
            asked.append(dict(act.terms))
        low = max(low, buyer.mind.bid or 0.0)
    named = [float(str(terms["price"])) for terms in asked if "price" in terms]
    assert named
    assert min(named) == max(named) == low
    assert any("price" not in terms for terms in asked)
