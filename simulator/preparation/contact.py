"""Makes a buyer without authority of a contact, so that the same engine can hold the short talk."""

from functools import cache

from simulator.domain.base import Noun
from simulator.domain.data import read_data
from simulator.domain.interest import PlainFact
from simulator.domain.persona import (
    ActKind,
    Bidding,
    LevelSettings,
    Persona,
    Thresholds,
    Wordings,
)
from simulator.domain.scenario import Contact, Insight
from simulator.domain.tactics import Trait
from simulator.domain.transcript import MindRecord, Transcript


class _Manner(Noun):
    """The shape of contact.yaml."""

    character: str
    voice: tuple[str, ...]
    start: dict[Trait, float]
    patience: int
    warm_heat: float
    leave_heat: float
    lines: dict[ActKind, tuple[str, ...]]
    again: tuple[str, ...]


@cache
def _manner() -> _Manner:
    return _Manner.model_validate(read_data("simulator.preparation", "contact.yaml"))


def contact_persona(contact: Contact) -> Persona:
    """The contact as somebody who can be talked to, tells what they know, and settles nothing."""
    manner = _manner()
    settings = LevelSettings(
        patience=manner.patience, cue_every=99, trust_to_open=(0, 0, 0), target_bonus=0
    )
    return Persona(
        id="contact",
        name=contact.name,
        summary=f"{contact.role}; a short talk before the meeting.",
        character=f"{manner.character} Role: {contact.role}. Cares about {contact.cares_about}.",
        voice=manner.voice,
        authority=False,
        start=manner.start,
        levels={"easy": settings, "normal": settings, "hard": settings},
        thresholds=Thresholds(
            warm_heat=manner.warm_heat,
            leave_heat=manner.leave_heat,
            warnings=1,
            stonewalls=9,
            follow_up_respect=0,
        ),
        reactions={},
        bidding=Bidding(pace=1, bargains_on=(), price_asks=(), reciprocity=0, largest_step=1),
        discount_alone=True,
        interests=(),
        facts=tuple(_fact(insight) for insight in contact.insights),
        lines={kind: Wordings(warm=said) for kind, said in manner.lines.items()},
        again=manner.again,
    )


def _fact(insight: Insight) -> PlainFact:
    # A contact may say every number that stands in any of its lines.
    return PlainFact(id=insight.id, words=insight.words, figures=insight.lines, lines=insight.lines)


def told(transcript: Transcript) -> tuple[str, ...]:
    """The insights that were told in a talk with a contact, each once, in order."""
    spoken = {turn.n for turn in transcript.turns if turn.speaker == "buyer"}
    answers = [
        str(record.act["fact"])
        for record in transcript.records
        if isinstance(record, MindRecord) and record.n in spoken and record.act.get("fact")
    ]
    return tuple(dict.fromkeys(answers))
