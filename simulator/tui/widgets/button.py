"""A button of one line that runs an action; by mouse, Enter or Space."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from simulator.domain.text import shown


class ActionButton(Static, can_focus=True):
    """Runs `action` (an action string of the screen: 'screen.start') when pressed."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", "Press", show=False)]

    def __init__(self, label: str, action: str, *, id: str, primary: bool = False) -> None:  # noqa: A002
        super().__init__(
            Content(shown(label)), markup=False, id=id, classes="-primary" if primary else ""
        )
        self.action = action

    async def action_press(self) -> None:
        """Run the action."""
        await self.run_action(self.action)

    async def on_click(self) -> None:
        await self.run_action(self.action)
