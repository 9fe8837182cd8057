"""Questions and their kind, with and without punctuation."""

import pytest

from simulator.coding.index import VocabularyIndex
from simulator.coding.questions import find_questions, is_tagged
from simulator.coding.reader import RuleReader
from simulator.coding.scene import Scene
from simulator.domain.moves import Code
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import GENERIC

INDEX = VocabularyIndex(GENERIC)


def kinds(text: str) -> list[str]:
    scene = Scene(Turn(n=0, speaker="trainee", text=text), INDEX)
    return [question.kind for question in find_questions(scene)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("What does your team need?", ["open"]),
        ("How sure are you that the board will sign.", ["open"]),
        ("Looking at the calendar, what should we plan for?", ["open"]),
        ("Where do you see the risk?", ["open"]),
        ("The invoice goes to whom, and paying it late would mean what?", ["open"]),
        ("Do you have a budget for this?", ["closed"]),
        ("How often do you order?", ["closed"]),
        ("Why is the date so important?", ["why"]),
        ("any particular reason for the date", ["why"]),
        ("Sam why would that be a problem", ["why"]),
        ("Why don't we split the fee?", ["closed"]),
        ("Why don't you like the date?", ["why"]),
        ("why don't we look at the calendar first", []),
        ("I'll tell you what I can do for you", []),
        ("I know what you mean by that and how late they are", []),
        ("that depends on what is in the contract", []),
        ("Okay?", []),
        ("All right?", []),
    ],
)
def test_the_kind_of_a_question(text: str, wanted: list[str]) -> None:
    assert kinds(text) == wanted


def test_a_statement_with_a_tag_is_no_question_of_its_own() -> None:
    scene = Scene(Turn(n=0, speaker="trainee", text="The fee stays where it is, okay?"), INDEX)
    assert is_tagged(scene.words, scene.sentences[0])
    scene = Scene(Turn(n=0, speaker="trainee", text="Is the date all right?"), INDEX)
    assert not is_tagged(scene.words, scene.sentences[0])


def test_a_why_after_a_turn_without_a_word_cites_nothing() -> None:
    reader = RuleReader(GENERIC)
    reader.read(Turn(n=0, speaker="buyer", text="..."))
    (why,) = reader.read(Turn(n=1, speaker="trainee", text="Why is that?")).moves
    assert (why.code, why.answers) == (Code.Q_WHY, None)
