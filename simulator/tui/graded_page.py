"""The base of the screens about a finished meeting: reads the transcript and its grade."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from simulator.domain.errors import NegotiateError
from simulator.domain.text import shown
from simulator.tui.messages import LobbyAsked
from simulator.tui.page import Page

if TYPE_CHECKING:
    from simulator.tui.engine import Graded

Grader = Callable[[Path], Awaitable["Graded"]]


@dataclass
class GradeRead(Message):
    """The transcript was read and graded."""

    graded: Graded


class Reading(Static):
    """Stands where the grade will be; says so if there will be none."""

    def __init__(self) -> None:
        super().__init__("Reading the transcript …", id="reading", classes="muted", markup=False)


class GradedPage(Page):
    """Asks the grader in a worker; posts GradeRead, or tells in `Reading` why there is no grade."""

    def __init__(self, path: Path, grader: Grader) -> None:
        super().__init__()
        self.path, self._grader = path, grader

    def on_mount(self) -> None:
        self._read()

    @work(exclusive=True, group="grade", exit_on_error=False)
    async def _read(self) -> None:
        self.post_message(GradeRead(await self._grader(self.path)))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """It cannot be shown: say why."""
        if event.worker.group == "grade" and event.state is WorkerState.ERROR:
            error = event.worker.error
            text = str(error) if isinstance(error, NegotiateError) else f"Unexpected: {error!r}."
            self.query_one(Reading).update(Content(f"✗ {shown(text)}"))

    def action_lobby(self) -> None:
        """Back to the lobby."""
        self.post_message(LobbyAsked())
