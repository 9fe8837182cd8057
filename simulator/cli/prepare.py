"""Preparation in plain lines: by the keys of `--prepare`, or asked for at a terminal."""

import sys
from collections.abc import Sequence
from pathlib import Path

from simulator.cli.lines import LEAVE, answer, hear, note, read_line
from simulator.domain.errors import NegotiateError
from simulator.domain.scenario import Scenario
from simulator.llm.model import Model
from simulator.preparation.actions import Note, actions, budget
from simulator.preparation.desk import Desk
from simulator.session import Session
from simulator.store.transcripts import read_transcript

DONE = "/done"


def print_actions(scenario: Scenario) -> None:
    """Everything that can be done before a meeting on this deal: its key, and what it is."""
    listed = actions(scenario)
    if not listed:
        print(f"{scenario.name}: there is nothing to prepare.")
        return
    print(f"{scenario.name}: there is time for {budget(scenario)} of these.")
    width = max(len(action.key) for action in listed)
    for action in listed:
        print(f"  {action.key:<{width}}  {action.name}. {action.warning}".rstrip())


async def prepare(desk: Desk, keys: Sequence[str], model: Model, folder: Path) -> None:
    """Do what `keys` name, in order; without any, ask for them if somebody is at the terminal.

    Raises NegotiateError, before anything is done, for a key that cannot be done.
    """
    desk.check(keys)
    for key in keys:
        await _do(desk, key, model, folder)
    if not keys and sys.stdin.isatty():
        await _ask(desk, model, folder)


async def _ask(desk: Desk, model: Model, folder: Path) -> None:
    while desk.left:
        note(f"Before the meeting, {desk.left} of {desk.budget} things left:")
        for action in desk.actions:
            if action.key not in desk.spent:
                note(f"  {action.key}: {action.name}. {action.warning}")
        note("Type what to do, as it stands before the colon; an empty line goes on.")
        key = await read_line()
        if not key:
            return
        try:
            for learned in await _do(desk, key.strip(), model, folder):
                note(f"New on your sheet: {learned}")
        except NegotiateError as error:
            note(str(error))


async def _do(desk: Desk, key: str, model: Model, folder: Path) -> list[Note]:
    if not key.startswith("meet:"):
        return desk.look(key)
    contact = desk.visitor(key)
    talk = Session.new(desk.scenario, contact, desk.level, model, folder, seed=desk.seed)
    try:
        note(f"A few minutes with {contact.name}; an empty line or {DONE} ends them.")
        await hear(talk)
        while talk.ended is None:
            line = await read_line()
            if not line or line in {DONE, LEAVE}:
                talk.leave()
            else:
                await answer(talk, line)
    finally:
        await talk.aclose()
    return desk.talked(key, read_transcript(talk.path))
