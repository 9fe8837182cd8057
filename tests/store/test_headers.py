import json

import pytest

from simulator.domain.transcript import Header, Learned, Parent, Plan
from simulator.store.headers import known_header


@pytest.fixture
def header(header: Header) -> Header:
    """One with all that a header can hold, and words in it that look like its own fields."""
    return header.model_copy(
        update={
            "plan": Plan(target='the word ,"level": and ,"persona": in a plan'),
            "learned": Learned(met=("Dana",)),
            "parent": Parent(id="0000abcc", turn=4),
        }
    )


def test_sessions_of_one_deal_and_buyer_share_them(header: Header) -> None:
    other = header.model_copy(update={"id": "0000abce", "seed": 2})
    one, two = known_header(header.model_dump_json()), known_header(other.model_dump_json())
    assert (one, two) == (header, other)
    assert one is not None
    assert two is not None
    assert one.scenario is two.scenario
    assert one.persona is two.persona


def test_a_header_in_another_order_is_left_to_the_slow_way(header: Header) -> None:
    fields = json.loads(header.model_dump_json())
    turned = json.dumps(dict(reversed(fields.items())), separators=(",", ":"))
    assert known_header(turned) is None
    assert Header.model_validate_json(turned) == header


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"version":1', '"version":2'),
        ('"seed":1', '"seed":"one"'),
        (',"persona":', ',"more":1,"persona":'),
        ('"level":"normal"', '"level":"normal","more":1'),
        ("}", ""),
    ],
)
def test_what_is_wrong_with_a_header_is_left_to_the_slow_way(
    header: Header, old: str, new: str
) -> None:
    assert known_header(header.model_dump_json().replace(old, new, 1)) is None
