import pytest

from simulator.domain.errors import TranscriptError
from simulator.domain.imported import Side
from simulator.store.speakers import Choice, refuse_unclear, sides_of

Sides = dict[str, Side]


@pytest.mark.parametrize(
    ("speakers", "choice", "sides"),
    [
        (["Seller", "Customer"], Choice(), {"Seller": "trainee", "Customer": "buyer"}),
        (["Anna", "Bo"], Choice(seller=["anna"]), {"Anna": "trainee", "Bo": "buyer"}),
        (["Anna", "Bo"], Choice(buyer=["Anna"]), {"Anna": "buyer", "Bo": "trainee"}),
        (["Anna Kim", "Bo"], Choice(seller=["Kim"]), {"Anna Kim": "trainee", "Bo": "buyer"}),
        (["Anna", "Client"], Choice(), {"Anna": "trainee", "Client": "buyer"}),
        (["Anna", "Bo"], Choice(), {}),
        (["Anna", "Bo", "Cy"], Choice(seller=["Anna"]), {"Anna": "trainee"}),
        (
            ["Anna", "Bo", "Cy"],
            Choice(seller=["Anna"], left_out=["Cy"]),
            {"Anna": "trainee", "Bo": "buyer", "Cy": "left out"},
        ),
        (
            ["Anna", "Bo", "Cy"],
            Choice(seller=["Anna", "Bo", "Someone"], buyer=["Cy"]),
            {"Anna": "trainee", "Bo": "trainee", "Cy": "buyer"},
        ),
        (
            ["system", "user", "assistant"],
            Choice(seller=["user"]),
            {"system": "left out", "user": "trainee", "assistant": "buyer"},
        ),
        (["You", "Client"], Choice(buyer=["You"]), {"You": "buyer", "Client": "buyer"}),
    ],
)
def test_sides(speakers: list[str], choice: Choice, sides: Sides) -> None:
    assert sides_of(speakers, choice) == sides


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (
            Choice(seller=["Dee"]),
            "--seller 'Dee' fits no speaker; they are 'Anna Kim', 'Anna",
        ),
        (Choice(buyer=["Anna"]), "--buyer 'Anna' fits no speaker"),
        (Choice(seller=["Kim"], left_out=["Anna Kim"]), "'Anna Kim' is given two sides"),
    ],
)
def test_a_name_that_does_not_fit_is_refused(choice: Choice, message: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        sides_of(["Anna Kim", "Anna Lee"], choice)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("sides", "message"),
    [
        ({}, "the speakers, with their turns, are 'Anna' (2), 'B\u241b[1mo' (1): name"),
        ({"Anna": "trainee"}, "name the sides with --seller NAME and --buyer NAME, and others"),
        ({"Anna": "buyer", "B\x1b[1mo": "buyer"}, "nobody is the seller"),
        ({"Anna": "left out", "B\x1b[1mo": "trainee"}, "nobody is the buyer"),
    ],
)
def test_what_is_not_clear_is_refused_with_names_and_options(sides: Sides, message: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        refuse_unclear({"Anna": 2, "B\x1b[1mo": 1}, sides)
    assert message in str(caught.value)


def test_a_crowd_is_named_in_part() -> None:
    with pytest.raises(TranscriptError, match=r"'s7' \(1\) and 12 more: name"):
        refuse_unclear({f"s{number}": 1 for number in range(20)}, {})
