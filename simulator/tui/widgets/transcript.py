"""What was said: a window of turns, each one plain text widget, over any number of lines."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from simulator.domain.text import shown
from simulator.tui.lines import Line, Span, plain_text
from simulator.tui.messages import CopyAsked
from simulator.tui.text import MUTED, counted
from simulator.tui.transcript_window import Change, TranscriptWindow


def written(line: Line) -> Content:
    """A turn: the scene, the speaker's name, the words, a remark."""
    if not line.who:
        return Content.styled(shown(line.text), f"italic {MUTED}")
    parts = [
        Content.styled(shown(line.scene), f"italic {MUTED}"),
        Content.styled(shown(line.who), "bold $text-primary" if line.mine else "bold $text-accent"),
        marked(line.text, line.marks),
        Content.styled(shown(line.note), f"italic {MUTED}"),
    ]
    return Content("\n").join(part for part in parts if part.plain)


def marked(text: str, marks: tuple[Span, ...]) -> Content:
    """`text` with the marked parts underlined; what is shown may be longer than what was said."""
    parts: list[Content] = []
    at = 0
    for start, end in sorted(marks):
        start, end = max(start, at), max(end, at)
        parts += [
            Content(shown(text[at:start])),
            Content.styled(shown(text[start:end]), "underline"),
        ]
        at = end
    return Content.assemble(*parts, Content(shown(text[at:])))


class TurnView(Static):
    """One turn."""

    def __init__(self, index: int, line: Line) -> None:
        super().__init__(written(line), markup=False, classes="-mine" if line.mine else "")
        self.index = index

    def redraw(self, line: Line) -> None:
        """Show other words; the page is laid out anew only if they need more lines."""
        content = written(line)
        width = self.content_size.width
        grown = not width or content.get_height({}, width) != self.content_size.height
        self.update(content, layout=grown)


class TranscriptView(VerticalScroll, can_focus=True):
    """Follows the end while the reader is there; older turns load when scrolling up to them.

    A click, or Up and Down, picks one turn: to look at it, or to copy it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "pick(-1)", "Turn before", show=False, id="transcript.before"),
        Binding("down", "pick(1)", "Turn after", show=False, id="transcript.after"),
    ]

    class Picked(Message):
        """The reader picked a turn."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines: list[Line] = []
        self._window = TranscriptWindow()
        self._views: dict[int, TurnView] = {}
        self._picked: int | None = None
        self._moving = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every turn, mounted or not."""
        return tuple(self._lines)

    def load(self, lines: list[Line]) -> None:
        """Show these turns, the last of them first in view."""
        self._lines = list(lines)
        self._window.total = len(lines)
        self._apply(self._window.jump_to_end())

    def add(self, line: Line) -> None:
        """A new turn."""
        following = line.mine or self.following
        self._lines.append(line)
        self._apply(self._window.append(following=following))
        if following:
            self.follow()

    @property
    def following(self) -> bool:
        """Whether the reader is at the end, and not reading further up."""
        return self._window.at_end and self.is_vertical_scroll_end

    def follow(self) -> None:
        """Go to the end and stay there as turns come in."""
        if not self._window.at_end:
            self._apply(self._window.jump_to_end())
        if self.is_anchored:
            self.anchor()

    def watch_virtual_size(self) -> None:
        """The talk grew: once it fills the page, its end stays in view."""
        self.call_after_refresh(self._anchor_when_full)

    def _anchor_when_full(self) -> None:
        # Textual draws anchored content at the bottom even while it fits: anchor once it does not.
        # A picked turn stays in view instead.
        full = self._picked is None and self.max_scroll_y > 0
        if full and (not self.is_anchored or self.following):
            self.anchor()

    def replace_last(self, line: Line) -> None:
        """The turn being spoken has more words."""
        self._lines[-1] = line
        view = self._views.get(len(self._lines) - 1)
        if view is not None:
            view.redraw(line)

    def drop_last(self) -> None:
        """The turn being spoken came to nothing."""
        index = len(self._lines) - 1
        self._lines.pop()
        self._window.total = index
        if self._window.end > index:
            self._window.end = index
            self._views.pop(index).remove()

    def pick(self, index: int) -> None:
        """Mark one turn and bring it into view."""
        self._apply(self._window.jump_to(index))
        self._mark(index)
        if index in self._views:
            self.call_after_refresh(self._views[index].scroll_visible, animate=False)

    def action_pick(self, by: int) -> None:
        """Pick the turn before or after; the newest to begin with."""
        last = len(self._lines) - 1
        index = last if self._picked is None else self._picked + by
        if 0 <= index <= last:
            self.pick(index)

    def on_blur(self) -> None:
        """Where turns are picked by focus, none is picked without it."""
        self._mark(None)

    def _mark(self, index: int | None) -> None:
        self._picked = index
        for at, view in self._views.items():
            view.set_class(at == index, "-current")

    def copy_turn(self) -> None:
        """Copy the words of the picked turn, or else the other side's last ones."""
        picked = self._lines[self._picked : self._picked + 1] if self._picked is not None else []
        theirs = [line for line in self._lines if line.who and not line.mine and line.text]
        for line in picked or theirs[-1:]:
            whose = "your" if line.mine else f"{line.who}'s" if line.who else "the scene's"
            self.post_message(CopyAsked(line.text, f"{whose} words"))

    def copy_talk(self) -> None:
        """Copy all that was said, as plain text."""
        turns = sum(bool(line.who and line.text) for line in self._lines)
        what = f"the whole talk, {counted(turns, 'turn')}"
        self.post_message(CopyAsked(plain_text(self._lines), what))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Load more turns at either end."""
        super().watch_scroll_y(old_value, new_value)
        if self._moving or not self._views:
            return
        if new_value < old_value and new_value <= 1 and not self._window.at_start:
            self._apply(self._window.older(), keep_place=True)
        elif new_value > old_value and self.is_vertical_scroll_end and not self._window.at_end:
            self._apply(self._window.newer(), keep_place=True)

    def on_click(self, event: object) -> None:
        """Pick the turn under the pointer."""
        widget = getattr(event, "widget", None)
        if isinstance(widget, TurnView):
            self.pick(widget.index)
            self.post_message(self.Picked(widget.index))

    def _apply(self, change: Change, keep_place: bool = False) -> None:
        stays = [i for i in self._views if i not in change.dropped]
        pin = self._views[stays[0]] if keep_place and stays else None
        place = pin.virtual_region.y - self.scroll_y if pin is not None else 0
        with self.app.batch_update():
            for index in change.dropped:
                self._views.pop(index).remove()
            before = [TurnView(i, self._lines[i]) for i in change.before]
            after = [TurnView(i, self._lines[i]) for i in change.after]
            if before:
                self.mount_all(before, before=0)
            if after:
                self.mount_all(after)
        self._views.update({view.index: view for view in (*before, *after)})
        self._views = dict(sorted(self._views.items()))
        if self._picked is not None:
            self._mark(self._picked)
        if pin is not None:
            self._moving = True
            self.call_after_refresh(self._keep_place, pin, place)

    def _keep_place(self, pin: TurnView, place: float) -> None:
        """Put the turn the reader was looking at where it was."""
        self.scroll_to(y=pin.virtual_region.y - place, animate=False, immediate=True)
        self._moving = False
