"""Plain blocks of text that the pages are set in: titles, paragraphs, entries, signed words."""

from textual.content import Content
from textual.widgets import Static

from simulator.domain.text import shown
from simulator.tui.text import MUTED

GOOD, BAD, MIDDLE = "bold $text-success", "bold $text-error", "bold $text-warning"


def heading(text: str) -> Static:
    """A section's title."""
    return Static(Content(shown(text)), classes="title")


def paragraph(text: str, classes: str = "") -> Static:
    """Running text."""
    return Static(Content(shown(" ".join(text.split()))), classes=f"paragraph {classes}")


def entry(head: str, *lines: str, note: str = "") -> Static:
    """A bold line, a remark after it, and indented lines below."""
    remark = Content.styled(f"  {shown(note)}" if note else "", MUTED)
    parts = [Content.assemble(Content.styled(shown(head), "bold"), remark)]
    parts += [Content.styled(shown(" ".join(line.split())), MUTED) for line in lines if line]
    return Static(Content("\n").join(parts), classes="entry")


def toned(words: str) -> Content:
    """Words that start with a sign, coloured by it; the sign says the same without colour."""
    style = {"✓": GOOD, "✗": BAD}.get(words[:1], MIDDLE)
    return Content.styled(words, style)
