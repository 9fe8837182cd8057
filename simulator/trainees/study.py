"""Many meetings of one kind, in as many processes as wanted, and what they add up to.

A `Cell` names everything by id or path, so that it can travel to another process. The seeds
decide everything, so the number of processes changes no figure.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, get_args

from simulator.content import load_persona, load_scenario
from simulator.domain.persona import Level
from simulator.trainees.estimates import Estimate, mean, share
from simulator.trainees.play import Ending, Played, Stage

AT_ONCE = 25
"""Meetings a process plays before it reports."""


class Cell(NamedTuple):
    """One kind of meeting: who meets whom over what."""

    persona: str
    variant: str
    scenario: str
    bot: str
    level: Level = "normal"


class Task(NamedTuple):
    """Some meetings of a cell, by their seeds. `save` keeps them as transcripts there."""

    cell: Cell
    seeds: tuple[int, ...]
    voice: bool = False
    save: Path | None = None


class Summary(NamedTuple):
    """What the meetings of a cell came to. Money counts from each side's best alternative."""

    cell: Cell
    runs: int
    outcomes: dict[Ending, Estimate]
    price: Estimate | None
    seller: Estimate | None
    buyer: Estimate | None
    joint: Estimate | None
    turns: Estimate | None
    heat: Estimate | None
    refused: int
    """Lines the guard would have cut; counted with a voice only."""


def variants(persona: str) -> tuple[str, ...]:
    """The variants of a buyer; one empty name if it has none. Raises ContentError."""
    return tuple(load_persona(persona).variants) or ("",)


@lru_cache(maxsize=24)
def stage(persona: str, variant: str, scenario: str, level: Level) -> Stage:
    """The stage of a cell, made ready once in a process. Raises ContentError."""
    whole = load_persona(persona)
    return Stage(load_scenario(scenario), whole.played_as(variant) if variant else whole, level)


def play(task: Task) -> list[Played]:
    """The meetings of a task, without their steps: a long study would not hold them."""
    cell = task.cell
    ready = stage(cell.persona, cell.variant, cell.scenario, cell.level)
    found = []
    for seed in task.seeds:
        played = ready.play(cell.bot, seed, voice=task.voice)
        if task.save is not None:
            from simulator.trainees.keep import keep

            lines = [step.after.text for step in played.steps[1:]]
            whole = load_persona(cell.persona)
            keep(ready.scenario, whole, cell.variant, cell.level, seed, lines, task.save)
        found.append(_light(played))
    return found


def _light(played: Played) -> Played:
    """Without its steps, except those the guard would have cut."""
    return played._replace(steps=tuple(step for step in played.steps if step.refused))


def run(
    cells: Sequence[Cell],
    seeds: Sequence[int],
    *,
    jobs: int = 1,
    voice: bool = False,
    save: Path | None = None,
    told: Callable[[int], None] = lambda done: None,
) -> Iterator[Summary]:
    """A summary for each cell, in order. `told` hears how many meetings are done."""
    parts = [tuple(seeds[i : i + AT_ONCE]) for i in range(0, len(seeds), AT_ONCE)]
    tasks = [Task(cell, part, voice, save) for cell in cells for part in parts]
    if jobs == 1:
        yield from _summaries(map(play, tasks), cells, len(parts), told)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from _summaries(_mapped(pool, tasks), cells, len(parts), told)


def _mapped(pool: Executor, tasks: list[Task]) -> Iterator[list[Played]]:
    return pool.map(play, tasks)


def _summaries(
    results: Iterator[list[Played]],
    cells: Sequence[Cell],
    parts: int,
    told: Callable[[int], None],
) -> Iterator[Summary]:
    done = 0
    for cell in cells:
        played: list[Played] = []
        for _ in range(parts):
            played += next(results)
            told(done + len(played))
        done += len(played)
        yield summary(cell, played)


def summary(cell: Cell, played: Sequence[Played]) -> Summary:
    """What these meetings (at least one) add up to."""
    return Summary(
        cell=cell,
        runs=len(played),
        outcomes={
            ending: share(sum(p.outcome == ending for p in played), len(played))
            for ending in get_args(Ending)
        },
        price=mean([p.price for p in played if p.price is not None]),
        seller=mean([p.seller for p in played]),
        buyer=mean([p.buyer for p in played]),
        joint=mean([p.joint for p in played if p.joint is not None]),
        turns=mean([float(p.turns) for p in played]),
        heat=mean([p.heat for p in played]),
        refused=sum(len(p.steps) for p in played),
    )
