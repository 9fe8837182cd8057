"""The buyer's turn while it is being spoken: its words come little by little, and whatever happened
after them waits until they are all shown. Draws through a `Canvas`; knows no widget, and only the
clock it is given.
"""

from collections.abc import Callable
from typing import Protocol

from simulator.domain.events import Event
from simulator.tui.lines import Line
from simulator.tui.reveal import Reveal

THINKING = "…"
BROKEN_OFF = "— the line broke off here"


class Canvas(Protocol):
    """Where the turn is drawn: the end of a transcript."""

    def add(self, line: Line) -> None:
        """A new turn."""

    def replace_last(self, line: Line) -> None:
        """The last turn has other words."""

    def drop_last(self) -> None:
        """The last turn came to nothing."""


class LiveLine:
    """One at a time: `start`, `add` as sentences arrive, `tick` from a timer, `end`."""

    def __init__(self, canvas: Canvas, buyer: str, clock: Callable[[], float]) -> None:
        """`clock` gives seconds from any start, as time.monotonic does."""
        self._canvas = canvas
        self._buyer = buyer
        self._clock = clock
        self._reveal: Reveal | None = None
        self._waiting: list[Event] = []
        self._silent_since = 0.0
        self._hurried = False
        self._scene = ""
        self._drawn = Line(buyer, mine=False, text="")
        self._partial = False

    @property
    def speaking(self) -> bool:
        """Whether a turn has begun and not all of it is shown."""
        return self._reveal is not None

    def start(self, scene: str = "") -> None:
        """The buyer begins; a line that broke off before gives way to the new attempt."""
        if self._partial:
            self._canvas.drop_last()
        self._partial = False
        self._hurried = False
        self._scene = scene
        self._reveal = Reveal()
        self._silent_since = self._clock()
        self._drawn = self._line("", THINKING)
        self._canvas.add(self._drawn)

    def add(self, text: str) -> None:
        """A sentence arrived."""
        if self._reveal is not None:
            self._reveal.add(text)
            if self._hurried:
                self.hurry()

    def hold(self, event: Event) -> bool:
        """Whether an event has to wait for words; if so, `released` gives it back."""
        if self._reveal is not None:
            self._waiting.append(event)
        return self._reveal is not None

    def tick(self) -> None:
        """Show a little more, or how long there has been nothing to show."""
        if self._reveal is None:
            return
        if not self._reveal.done:
            self._reveal.tick()
            self._silent_since = self._clock()
        self._draw(self._reveal.shown, self._silence(self._reveal))

    def hurry(self) -> None:
        """Show at once all that has arrived, and what is still to come as it comes."""
        self._hurried = True
        if self._reveal is not None and not self._reveal.done:
            self._reveal.finish()
            self._silent_since = self._clock()
            self._draw(self._reveal.shown)

    def released(self) -> list[Event]:
        """The events that waited, once all words are shown; the turn is over then."""
        if self._reveal is None or not self._reveal.done or not self._waiting:
            return []
        waiting, self._waiting = self._waiting, []
        self.end()
        return waiting

    def end(self) -> None:
        """No more words will come."""
        self.hurry()
        if self._reveal is not None:
            self._partial = bool(self._reveal.shown)
            if not self._partial:
                self._canvas.drop_last()
        self._reveal = None

    def whole(self, line: Line) -> None:
        """The turn as it is on disk."""
        self._partial = False
        self._canvas.replace_last(line)

    def break_off(self) -> None:
        """The turn failed: mark what was heard of it."""
        self.end()
        if self._partial:
            self._draw(self._drawn.text, BROKEN_OFF)

    def _silence(self, reveal: Reveal) -> str:
        """'…' before the first word; in any longer silence its seconds, and the way out of it."""
        if self._waiting or not reveal.done:
            return ""
        seconds = int(self._clock() - self._silent_since)
        if seconds >= 1:
            return f"{THINKING} {seconds} s, Ctrl+C stops"
        return "" if reveal.shown else THINKING

    def _line(self, text: str, note: str) -> Line:
        return Line(self._buyer, mine=False, text=text, note=note, scene=self._scene)

    def _draw(self, text: str, note: str = "") -> None:
        line = self._line(text, note)
        if line != self._drawn:
            self._drawn = line
            self._canvas.replace_last(line)
