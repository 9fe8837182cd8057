"""Which tactic is used, and how the answer to it is taken; without words or a deal."""

from random import Random

import pytest

from simulator.buyer.mind import Mind, first_mind
from simulator.buyer.tactics import draw, reply_to, usable
from simulator.domain.moves import Code
from simulator.domain.persona import Persona
from simulator.domain.tactics import Answer, Milestone, Moment, Seen, Sign, Tactic

LINES = ("One.", "Another.", "A third.")


def answer(*any_of: Sign, **fields: object) -> Answer:
    return Answer.model_validate({"any_of": any_of, "lines": LINES} | fields)


def tactic(name: str, **fields: object) -> Tactic:
    given = {
        "id": name,
        "weight": 1,
        "lines": LINES,
        "well": [answer(Code.Q_WHY)],
        "badly": [answer(Seen.FREE_GIVE)],
    }
    return Tactic.model_validate(given | fields)


@pytest.fixture
def buyer(persona: Persona) -> Persona:
    tactics = (
        tactic("early", when=Moment(until_turn=2)),
        tactic("hot", when=Moment(heat=(5, 10))),
        tactic("after_gift", when=Moment(seen=(Seen.FREE_GIVE,))),
        tactic("unless_asked", when=Moment(unseen=(Seen.QUESTION,), has=(Milestone.TRADED,))),
    )
    remark = answer(Code.FLEXIBLE)
    return persona.model_copy(update={"tactics": tactics, "answers": (remark,), "claims": ()})


@pytest.fixture
def mind(buyer: Persona) -> Mind:
    return first_mind(buyer, "normal").model_copy(update={"heard": 1})


def names(mind: Mind, buyer: Persona, *signs: Sign, done: tuple[Milestone, ...] = ()) -> set[str]:
    found = usable(mind, frozenset(signs), frozenset(done), buyer)
    return {tactic.id for tactic in found}


def test_a_tactic_waits_for_its_moment(mind: Mind, buyer: Persona) -> None:
    assert names(mind, buyer) == {"early"}
    late = mind.model_copy(update={"heard": 3, "heat": 6.0})
    assert names(late, buyer) == {"hot"}
    assert names(late, buyer, Seen.FREE_GIVE) == {"hot", "after_gift"}
    assert names(mind, buyer, done=(Milestone.TRADED,)) == {"early", "unless_asked"}
    assert names(mind, buyer, Seen.QUESTION, done=(Milestone.TRADED,)) == {"early"}


def test_a_tactic_is_used_up(mind: Mind, buyer: Persona) -> None:
    assert names(mind.model_copy(update={"tactics": {"early": 1}}), buyer) == set()


def test_only_the_deck_of_the_meeting_is_played(mind: Mind, buyer: Persona) -> None:
    assert names(mind.model_copy(update={"deck": ("hot",)}), buyer) == set()


def test_weights_decide_how_often_a_tactic_is_drawn() -> None:
    heavy, light = tactic("heavy", weight=9), tactic("light", weight=1)
    drawn = [draw((heavy, light), Random(seed)) for seed in range(200)]
    assert 150 < sum(t is heavy for t in drawn) < 200
    assert draw((), Random(1)) is None


def test_a_gift_beside_a_good_question_is_a_gift(mind: Mind, buyer: Persona) -> None:
    pending = mind.model_copy(update={"pending": "early", "tactics": {"early": 1}})
    both = reply_to(pending, frozenset({Code.Q_WHY, Seen.FREE_GIVE}), buyer)
    good = reply_to(pending, frozenset({Code.Q_WHY}), buyer)
    assert both is not None
    assert good is not None
    assert (both.verdict, good.verdict) == ("badly", "well")


def test_a_remark_is_taken_once(mind: Mind, buyer: Persona) -> None:
    reply = reply_to(mind, frozenset({Code.FLEXIBLE}), buyer)
    assert reply is not None
    assert reply_to(reply.remembered(mind), frozenset({Code.FLEXIBLE}), buyer) is None


@pytest.mark.parametrize(
    ("fields", "uses_left"), [({"drops": True}, 0), ({"again": True}, 1), ({}, 0)]
)
def test_an_answer_ends_a_tactic_or_brings_it_back(
    mind: Mind, buyer: Persona, fields: dict[str, bool], uses_left: int
) -> None:
    again = tactic("again", well=[answer(Code.HOLD, **fields)])
    played = buyer.model_copy(update={"tactics": (again,)})
    pending = mind.model_copy(
        update={"pending": "again", "tactics": {"again": 1}, "deck": ("again",)}
    )
    reply = reply_to(pending, frozenset({Code.HOLD}), played)
    assert reply is not None
    after = reply.remembered(pending).model_copy(update={"pending": ""})
    assert len(names(after, played)) == uses_left


def test_an_answer_needs_all_it_asks_for() -> None:
    picky = answer(Code.HOLD, all_of=(Seen.REASONED_NO,), none_of=(Code.ATTACK,))
    assert picky.fits(frozenset({Code.HOLD, Seen.REASONED_NO}))
    assert not picky.fits(frozenset({Code.HOLD}))
    assert not picky.fits(frozenset({Code.HOLD, Seen.REASONED_NO, Code.ATTACK}))
