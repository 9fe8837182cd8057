"""The deal as it stands, move by move."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.deal import Value
from simulator.domain.moves import Speaker
from simulator.domain.table import Table

STANDARD: dict[str, Value] = {"price": 60_000.0, "payment_days": 30.0, "scope": "full"}
VALUES: dict[str, list[Value]] = {
    "price": [57_000.0, 60_000.0],
    "payment_days": [30.0, 60.0, 90.0],
    "scope": ["full", "core"],
}

terms = st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in VALUES.items()})
sides: st.SearchStrategy[Speaker] = st.sampled_from(["trainee", "buyer"])
histories = st.lists(st.tuples(sides, terms), max_size=8)


def played(history: list[tuple[Speaker, dict[str, Value]]]) -> Table:
    table = Table.of_standard(STANDARD)
    for side, said in history:
        table = table.moved(side, said)
    return table


def test_before_a_word_the_seller_stands_on_its_standard_terms() -> None:
    table = Table.of_standard(STANDARD)
    assert table.seller_package == STANDARD
    assert {p.status for p in table.positions.values()} == {"untouched"}


@given(histories)
def test_each_side_stands_on_its_last_word(
    history: list[tuple[Speaker, dict[str, Value]]],
) -> None:
    table = played(history)
    for issue, standard in STANDARD.items():
        seller = [said[issue] for side, said in history if side == "trainee" and issue in said]
        buyer = [said[issue] for side, said in history if side == "buyer" and issue in said]
        assert table.positions[issue].seller == (seller or [standard])[-1]
        assert table.positions[issue].buyer == (buyer[-1] if buyer else None)


@given(histories)
def test_an_issue_is_agreed_only_if_both_said_the_same(
    history: list[tuple[Speaker, dict[str, Value]]],
) -> None:
    for issue, position in played(history).positions.items():
        assert (position.status == "agreed") == (position.seller == position.buyer)
        spoken_of = any(issue in terms for _, terms in history)
        assert (position.status == "untouched") == (not spoken_of)


@given(histories, sides, terms)
def test_a_move_changes_nothing_but_what_it_names(
    history: list[tuple[Speaker, dict[str, Value]]], side: Speaker, said: dict[str, Value]
) -> None:
    before = played(history)
    after = before.moved(side, said)
    assert before == played(history)
    same = set(STANDARD) - set(said)
    assert {i: after.positions[i] for i in same} == {i: before.positions[i] for i in same}


def test_terms_the_deal_does_not_have_are_left_out() -> None:
    table = Table.of_standard(STANDARD)
    assert table.moved("trainee", {"free_lunch": "yes"}) == table


@given(histories)
def test_once_settled_every_issue_is_agreed(
    history: list[tuple[Speaker, dict[str, Value]]],
) -> None:
    table = played(history)
    package = table.seller_package
    settled = table.settled(package)
    assert {p.status for p in settled.positions.values()} == {"agreed"}
    assert settled.seller_package == package


def test_a_new_word_on_a_settled_issue_opens_it_again() -> None:
    settled = Table.of_standard(STANDARD).settled(STANDARD)
    reopened = settled.moved("buyer", {"price": 57_000.0})
    assert reopened.positions["price"].status == "open"
    assert reopened.positions["scope"].status == "agreed"
