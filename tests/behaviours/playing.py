"""One tactic against one answer, with the real reader between them."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from simulator.buyer.act import Act
from simulator.buyer.buyer import Buyer, Decision
from simulator.buyer.mind import Mind
from simulator.buyer.wording import choices, groups, mark_used, pick
from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario
from simulator.domain.persona import Persona
from simulator.domain.tactics import Moment
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of

ROWS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "rows.yaml").read_text("utf-8")
)
PROVOKED = [row for row, entry in ROWS.items() if "buyer" in entry]
SEED = 5


class Exchange(NamedTuple):
    """What a buyer pressed with, what it made of the answer, and its state before and after."""

    pressed: Act
    answer: Decision
    before: Mind
    after: Mind
    reply: str


@cache
def persona_of(name: str) -> Persona:
    """A persona by its id, with a variant after a slash."""
    persona_id, _, variant = name.partition("/")
    persona = load_persona(persona_id)
    return persona.played_as(variant) if variant else persona


def with_only(persona: Persona, tactic_id: str) -> Persona:
    """The persona with that tactic alone, ready at any moment."""
    tactic = persona.tactic(tactic_id).model_copy(update={"when": Moment(), "most": 1})
    return persona.model_copy(update={"tactics": (tactic,), "opens_with": None, "answers": ()})


def exchange(row: str, side: str) -> Exchange:
    """Greets the buyer of a row, lets it use the tactic, and answers with the row's line."""
    entry = ROWS[row]
    name, tactic_id = entry["buyer"]
    scenario = load_scenario(entry["deal"])
    persona = with_only(persona_of(name), tactic_id)
    buyer = Buyer(scenario, persona, "normal", SEED)
    reader = RuleReader(vocabulary_of(scenario, persona))

    def speak(decision: Decision) -> str:
        offered = groups(decision.act, buyer.mind, persona, scenario)
        text = pick(choices(offered, SEED), SEED)
        reader.read(Turn(n=2 * buyer.mind.heard, speaker="buyer", text=text))
        buyer.mind = mark_used(buyer.mind, text, offered)
        buyer.spoke(decision.act)
        return text

    def hear(text: str) -> Decision:
        turn = Turn(n=2 * buyer.mind.heard + 1, speaker="trainee", text=text)
        return buyer.hear(reader.read(turn), text)

    speak(buyer.open())
    pressed = hear("Good morning.")
    speak(pressed)
    before = buyer.mind
    answer = hear(entry[side])
    after = buyer.mind
    return Exchange(pressed.act, answer, before, after, speak(answer))
