"""Holds meetings with a hostile model through the real client, and checks what was shown.

The checks here share nothing with the guard: they look at the characters, the figures and the
hostile sentences themselves.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from httpx2 import AsyncHTTPTransport

from simulator.buyer.act import Act
from simulator.buyer.mind import Mind
from simulator.buyer.speech import LEFT_OUT, REWRITTEN, SCRIPTED, TRIMMED
from simulator.content import load_persona, load_scenario, personas, scenarios
from simulator.domain.events import Failed, TurnEnded
from simulator.domain.persona import ActKind, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Fault, MindRecord, Transcript, Turn
from simulator.llm.client import OpenAIModel
from simulator.llm.limits import Limits
from simulator.session import Session
from simulator.store.transcripts import read_transcript

from .behaviours import HANGING, Hostile
from .trainees import say_something

LIMITS = Limits(idle=0.05, turn=0.2, form=1, tail=0.05, pauses=(0, 0))
"""A silence of a twentieth of a second counts as a hang: nobody waits for these servers."""

PATIENT = Limits(idle=20, turn=20, form=1, tail=1, pauses=(0, 0))
"""For a server that does not hang, on a busy machine."""

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YES = re.compile(
    r"\b(?:deal[.!,]|we have a deal|i accept|we accept|you win|let's do it|i'll sign|i'll take it"
    r"|where do i sign|agreed[.!,]|count me in|shake on it|i'm sold)",
    re.IGNORECASE,
)


@dataclass
class Tally:
    """What became of the buyer's turns of one behaviour."""

    turns: int = 0
    worded: int = 0
    """As the model said it."""
    trimmed: int = 0
    """A repeated sentence, or a torn last one, was left out."""
    rewritten: int = 0
    scripted: int = 0
    violations: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """Of the turns, between 0 and 1."""
        return float(getattr(self, name)) / max(1, self.turns)


async def meet(hostile: Hostile, url: str, folder: Path, turns: int, *, seed: int) -> Tally:
    """At least `turns` turns of the buyer, in as many meetings as it takes."""
    tally, rng = Tally(), Random(seed)
    model = OpenAIModel(
        "some-model",
        base_url=url,
        key="sk-test-0123456789",
        transport=AsyncHTTPTransport(verify=False),
        limits=LIMITS if hostile.behaviour in HANGING else PATIENT,
    )
    buyers, deals = [card.id for card in personas()], [card.id for card in scenarios()]
    number = 0
    while tally.turns < turns:
        persona, scenario = load_persona(rng.choice(buyers)), load_scenario(rng.choice(deals))
        hostile.plays(persona, scenario)
        session = Session.new(
            scenario, persona, "normal", model, folder / str(number), seed=rng.randrange(10**6)
        )
        await _hold(session, rng, turns - tally.turns, tally)
        await session.aclose()
        check(read_transcript(session.path), persona, scenario, hostile, tally)
        number += 1
    await model.aclose()
    return tally


async def _hold(session: Session, rng: Random, most: int, tally: Tally) -> None:
    """One meeting; every turn of the trainee's has to be answered and on the disk."""
    answered = [turn async for turn in _heard(session, None, tally)]
    while session.ended is None and len(answered) < most:
        line = say_something(rng, session)
        before = len(answered)
        answered += [turn async for turn in _heard(session, line, tally)]
        if len(answered) == before:
            tally.violations.append(f"no answer to {line!r}")
            return
    on_disk = [t.text for t in read_transcript(session.path).turns if t.speaker == "buyer"]
    if on_disk != answered:
        tally.violations.append("the disk does not hold what was shown")
    tally.turns += len(answered)


async def _heard(session: Session, line: str | None, tally: Tally) -> AsyncIterator[str]:
    events = session.buyer_turn() if line is None else session.say(line)
    async for event in events:
        if isinstance(event, TurnEnded) and event.turn.speaker == "buyer":
            yield event.turn.text
        if isinstance(event, Failed):
            tally.violations.append(f"told to the trainee: {event.message}")


def check(
    transcript: Transcript, persona: Persona, scenario: Scenario, hostile: Hostile, tally: Tally
) -> None:
    """Count the faults of a meeting, and look for what should not have been shown."""
    played = transcript.header.persona if transcript.header else persona
    minds = {r.n: r for r in transcript.records if isinstance(r, MindRecord)}
    faults: dict[int, str] = {}
    for record in transcript.records:
        if isinstance(record, Fault):
            faults[record.n] = faults.get(record.n, "") + record.message
    ended = Counter(_ending(faults.get(t.n, "")) for t in transcript.turns if t.speaker == "buyer")
    for name, count in ended.items():
        setattr(tally, name, getattr(tally, name) + count)
    agreed, before = False, list[str]()
    scripted = "\n".join(played.scripted())
    for turn in transcript.turns:
        if turn.speaker == "buyer":
            act = Act.model_validate(minds[turn.n].act)
            tiers = Mind.model_validate(minds[turn.n].state).tiers
            agreed = agreed or act.kind in (ActKind.ACCEPT, ActKind.CLOSE)
            wrong = wrong_with(turn, act, played, scenario, agreed)
            wrong += _told_too_soon(turn.text, played, tiers)
            wrong += _harmful(turn.text, act, hostile, agreed)
            tally.violations += [
                f"{hostile.behaviour}, {played.id}, {act.kind}: {what}: {turn.text}"
                for what in wrong
            ]
            tally.violations += _repeated(turn, before, scripted, hostile)
            before.append(turn.text)


def _told_too_soon(text: str, persona: Persona, tiers: dict[str, int]) -> list[str]:
    shut = [w for i in persona.interests for words in i.secret[tiers[i.id] :] for w in words]
    return [f"{word} is told" for word in shut if re.search(rf"\b{re.escape(word)}\b", text, re.I)]


def _harmful(text: str, act: Act, hostile: Hostile, agreed: bool) -> list[str]:
    """Whole hostile lines that were shown. A yes is true after a yes, a point where it is agreed;
    a secret that has been told is none (see _told_too_soon)."""
    takes_up = agreed or act.kind in (ActKind.COUNTER, ActKind.WELCOME)
    if hostile.behaviour == "leaks" or (takes_up and hostile.behaviour in ("caves", "settles")):
        return []
    return [line for line in hostile.said if line in text and len(line.split()) > 1]


def _ending(fault: str) -> str:
    endings = {
        SCRIPTED: "scripted",
        REWRITTEN: "rewritten",
        TRIMMED: "trimmed",
        LEFT_OUT: "trimmed",
    }
    return next((name for marker, name in endings.items() if marker in fault), "worded")


def wrong_with(
    turn: Turn, act: Act, persona: Persona, scenario: Scenario, agreed: bool
) -> list[str]:
    """What an honest reader would object to in a shown turn."""
    found = []
    text = turn.text
    hidden = [c for c in text if unicodedata.category(c)[0] == "C"]
    if hidden or re.search(r"[\[\]<>{}`|\\#*\u2400-\u2426\ufffd]", text):
        found.append("control codes or markup")
    if strange := _numbers(text) - _allowed(act, persona, scenario):
        found.append(f"figures that are not in the act {sorted(strange)}")
    if not agreed and _YES.search(text) and not _is_scripted(text, persona):
        found.append("a yes that the act does not say")
    if any(ord(c) > 0x24F and c.isalpha() for c in text):
        found.append("letters of another script")
    if not re.search(r"[.!?…][\"')\]”’]*$", text):
        found.append("no end")
    return found


def _is_scripted(text: str, persona: Persona) -> bool:
    found = _YES.search(text)
    return found is not None and any(found.group() in line for line in persona.scripted())


def _numbers(text: str) -> set[float]:
    text = unicodedata.normalize("NFKC", text)
    return {float(found.rstrip(",").replace(",", "")) for found in _FIGURE.findall(text)}


def _allowed(act: Act, persona: Persona, scenario: Scenario) -> set[float]:
    """Every number of the act, as data and as it is spoken, and of what it tells."""
    terms = [act.terms, act.theirs, act.package, act.quoted]
    told = [scenario.spoken(t) for t in terms]
    if act.tier:
        told += persona.interest(act.interest).tiers[act.tier - 1].figures
    told += [figure for f in persona.facts if f.id == act.fact for figure in f.figures]
    values = {float(v) for t in terms for v in t.values() if not isinstance(v, str)}
    return values | {number for text in told for number in _numbers(text)}


def _repeated(turn: Turn, before: list[str], scripted: str, hostile: Hostile) -> list[str]:
    """A turn that was said word for word before, but for what the script says on purpose."""
    if turn.text in before and turn.text not in scripted and len(turn.text.split()) > 8:
        return [f"{hostile.behaviour}: said before: {turn.text}"]
    return []
