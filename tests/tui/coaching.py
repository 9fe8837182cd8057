"""Helpers to correct a grade on the screen: to the judgement, to the page about it, and back."""

from pathlib import Path

from textual.pilot import Pilot

from simulator.domain.corrections import Correction
from simulator.domain.scorecard import GradedRecord
from simulator.domain.transcript import Transcript
from simulator.grader.coach.drafts import Draft
from simulator.store.grades import read_grades
from simulator.tui.app import NegotiateApp
from simulator.tui.engine import Engine, Graded
from simulator.tui.messages import ReplayAsked
from simulator.tui.screens.judge import JudgeScreen
from simulator.tui.screens.pick import PickScreen
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.widgets.inspector import Inspector, JudgementBlock
from simulator.tui.widgets.letter_list import LetterList
from simulator.tui.widgets.prompt import Prompt
from simulator.tui.widgets.transcript import TurnView
from tests.tui import stage
from tests.tui.driving import app_of, go_to, grading, wait_until


def app_on(path: Path) -> NegotiateApp:
    return app_of(Engine(path.parent, "offline", 1))


async def replay_of(pilot: Pilot[int], path: Path, turn: int = 0) -> ReplayScreen:
    pilot.app.post_message(ReplayAsked(path, turn))
    replay = await go_to(pilot, ReplayScreen)
    assert isinstance(replay, ReplayScreen)
    await wait_until(pilot, lambda: replay.query(TurnView) and replay.query(JudgementBlock))
    await pilot.pause()
    return replay


async def choose(pilot: Pilot[int], replay: ReplayScreen, name: str) -> None:
    """Down to the judgement of that name."""
    inspector = replay.query_one(Inspector)
    for _ in replay.query(JudgementBlock):
        await pilot.press("down")
        if inspector.chosen is not None and inspector.chosen.id == name:
            return
    raise AssertionError(f"{name} was never chosen")


async def modal(pilot: Pilot[int]) -> JudgeScreen:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, JudgeScreen))
    await pilot.pause()
    assert isinstance(pilot.app.screen, JudgeScreen)
    return pilot.app.screen


def pick(page: JudgeScreen | PickScreen, name: str) -> None:
    """Highlight the row of that name."""
    choices = page.query_one(LetterList)
    choices.highlighted = choices.get_option_index(name)


def fill(page: JudgeScreen, **fields: str) -> None:
    """Put words into the fields of those names."""
    for name, words in fields.items():
        page.query_one(f"#{name}", Prompt).text = words


async def missing(pilot: Pilot[int], what: str) -> JudgeScreen:
    """Press + and go on to the page on which `what` is added to the turn."""
    await pilot.press("plus")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, PickScreen))
    await pilot.pause()
    assert isinstance(pilot.app.screen, PickScreen)
    pick(pilot.app.screen, what)
    await pilot.press("enter")
    return await modal(pilot)


def made(path: Path) -> list[Correction]:
    return list(read_grades(path)[-1].corrections)


class Staged:
    """Takes any correction, and gives the grade of stage.py one point more for listening."""

    def __init__(self, transcript: Transcript) -> None:
        self.coach = ""
        self._transcript = transcript

    async def correct(self, path: Path, draft: Draft) -> Graded:
        own = stage.grade()
        better = own.scores[0].model_copy(update={"value": 5})
        grade = own.model_copy(update={"scores": (better, *own.scores[1:]), "coach": self.coach})
        return Graded(self._transcript, grade, own)


async def staged_replay(
    pilot: Pilot[int], transcript: Transcript, grade: GradedRecord, coaching: Staged | None = None
) -> ReplayScreen:
    """The replay of a grade that is on no disk, at the turn of the staged trade."""
    read = grading(Graded(transcript, grade))
    await pilot.app.push_screen(ReplayScreen(Path(), read, 3, coaching or Staged(transcript)))
    replay = await go_to(pilot, ReplayScreen)
    assert isinstance(replay, ReplayScreen)
    await wait_until(pilot, lambda: replay.query(JudgementBlock))
    return replay
