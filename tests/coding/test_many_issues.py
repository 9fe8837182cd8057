"""Figures where a deal has several issues of money, and some of shares and counts."""

import pytest

from simulator.coding.reader import RuleReader
from simulator.domain.deal import RangeIssue, Unit, Value
from simulator.domain.moves import Speaker
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import Vocabulary


def issue(
    name: str, unit: Unit, bounds: tuple[float, float], standard: float, words: str
) -> RangeIssue:
    return RangeIssue(
        kind="range",
        id=name,
        name=name,
        unit=unit,
        low=bounds[0],
        high=bounds[1],
        step=0.25,
        standard=standard,
        core=name == "unit_price",
        words=tuple(words.split(",")),
    )


BOLTS = Vocabulary(
    issues=(
        issue("unit_price", "money", (8, 20), 14, "price,unit price,per box"),
        issue("storage", "money", (0, 3000), 1200, "storage,storage fee,warehouse fee"),
        issue("setup", "money", (0, 8000), 5000, "setup,setup fee"),
        issue("volume", "count", (100, 5000), 500, "minimum,volume,order,boxes"),
        issue("rebate", "percent", (0, 10), 0, "rebate,bonus"),
        issue("payment_days", "days", (0, 120), 30, "payment,net,pay"),
        issue("contract_months", "months", (6, 48), 12, "contract,commitment,term"),
    ),
    seller_gains={
        "unit_price": {"up": 1},
        "storage": {"up": 1},
        "setup": {"up": 1},
        "volume": {"up": 1},
        "rebate": {"up": -1},
        "payment_days": {"up": -1},
    },
    standing={"unit_price": 14, "storage": 1200, "setup": 5000, "volume": 500, "rebate": 0},
)


def terms(text: str, speaker: Speaker = "trainee") -> dict[str, Value]:
    reader = RuleReader(BOLTS)
    reader.read(Turn(n=0, speaker="buyer", text="I need to think about it."))
    return reader.read(Turn(n=1, speaker=speaker, text=text)).terms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We could do 13 a box.", {"unit_price": 13}),
        ("I can do $12.50 per box.", {"unit_price": 12.5}),
        ("I could do 13.25 each on a 24-month contract.",
         {"unit_price": 13.25, "contract_months": 24}),
        ("The storage fee could be 900 a month.", {"storage": 900}),
        ("We could go to 1,000 a month on storage.", {"storage": 1000}),
        ("Let's do 12.75 and a setup of 4,000.", {"unit_price": 12.75, "setup": 4000}),
        ("We could waive the setup fee.", {"setup": 0}),
        ("We could waive the setup fee of 5,000.", {"setup": 0}),
        ("I can offer a 3% rebate.", {"rebate": 3}),
        ("We could do a rebate of 8 percent.", {"rebate": 8}),
        ("We could raise the rebate by one point.", {"rebate": 1}),
        ("We could take 3% off.", {"unit_price": 13.58}),
        ("I could do 13.50 for 1,200 boxes.", {"unit_price": 13.5, "volume": 1200}),
        ("If you take a minimum of 1,000 boxes, I could do 13.",
         {"volume": 1000, "unit_price": 13}),
        ("For 2,000 boxes at net 60 I could do $12.",
         {"volume": 2000, "payment_days": 60, "unit_price": 12}),
        ("Let's double the volume.", {"volume": 1000}),
        ("We could store 400 pallets for you.", {}),
        ("We have 14 people in the warehouse.", {}),
    ],
)  # fmt: skip
def test_the_nearest_word_decides_and_the_price_is_the_default(
    text: str, wanted: dict[str, Value]
) -> None:
    assert terms(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Could you do 12?", {"unit_price": 12}),
        ("Can't you do 12?", {"unit_price": 12}),
        ("Why can't you do 12?", {}),
        ("We can't do 14.", {}),
    ],
)
def test_a_negative_question_asks_for_what_it_denies(text: str, wanted: dict[str, Value]) -> None:
    assert terms(text, "buyer") == wanted
