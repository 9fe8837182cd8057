"""The transcripts that were written and read by hand, and how the grader reads them."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario
from simulator.domain.moves import Reading
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import End, Turn
from simulator.domain.vocabulary import vocabulary_of
from simulator.grader.scoring import Scorecard, score

FOLDER = Path(__file__).parent / "by_hand"
HEADLINES = ("listening", "firmness", "trading")


class Written(NamedTuple):
    """One conversation as it was written down."""

    name: str
    scenario: Scenario
    persona: Persona
    turns: tuple[Turn, ...]
    end: End


class Marks(NamedTuple):
    """What one person read in it: scores by name (None: no score), and codes by turn."""

    scores: dict[str, int | None]
    codes: frozenset[tuple[int, str]]


def names() -> list[str]:
    """The names of all of them."""
    return sorted(path.stem for path in (FOLDER / "texts").glob("*.yaml"))


@cache
def _cast(scenario: str, persona: str) -> tuple[Scenario, Persona]:
    return load_scenario(scenario), load_persona(persona)


@cache
def written(name: str) -> Written:
    """One of them, by its name."""
    data = _data("texts", name)
    turns = [
        Turn(n=n, speaker=speaker, text=text)
        for n, said in enumerate(data["turns"])
        for speaker, text in said.items()
    ]
    scenario, persona = _cast(data["scenario"], data["persona"])
    terms = {**scenario.standard, **data["terms"]} if data["end"] == "deal" else {}
    end = End(outcome=data["end"], terms=terms)
    return Written(name, scenario, persona, tuple(turns), end)


def marks(reader: str, name: str) -> Marks:
    """What the "first" or the "second" reader wrote about it."""
    data = _data(reader, name)
    codes = frozenset((item["turn"], str(item["code"])) for item in data["codes"])
    return Marks({headline: data["scores"][headline] for headline in HEADLINES}, codes)


def quoted(reader: str, name: str) -> list[tuple[int, str, str]]:
    """What a reader saw: turn, code and the words."""
    return [(i["turn"], str(i["code"]), str(i["quote"])) for i in _data(reader, name)["codes"]]


def read_by_rules(talk: Written) -> list[Reading]:
    """The codes the rules see in it."""
    reader = RuleReader(vocabulary_of(talk.scenario, talk.persona))
    return [reader.read(turn) for turn in talk.turns]


def graded(talk: Written) -> Scorecard:
    """The grader's scores, coded by the rules."""
    return score(
        talk.turns,
        read_by_rules(talk),
        scenario=talk.scenario,
        persona=talk.persona,
        end=talk.end,
    )


def _data(folder: str, name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((FOLDER / folder / f"{name}.yaml").read_text("utf-8"))
    return read
