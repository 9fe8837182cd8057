"""One thing that is wrong with a file, and how it is told."""

from typing import NamedTuple


class Place(NamedTuple):
    """A spot in a file: its line, counted from 1, and the field as an author would name it."""

    line: int
    field: str


class Problem(NamedTuple):
    """Where it is, and what is wrong with the remedy after a semicolon."""

    place: Place
    message: str

    def told(self, file: str) -> str:
        """'FILE:LINE: FIELD: what is wrong; remedy', in one line that is safe to print."""
        field = f"{self.place.field}: " if self.place.field else ""
        return printable(f"{file}:{self.place.line}: {field}{self.message}")


def printable(text: str) -> str:
    """`text` with control characters written out: what a file says is never a terminal command."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
