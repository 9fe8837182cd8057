"""A turn as the transcript shows it, and the whole talk as text to take away. No Textual."""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.domain.text import shown

Span = tuple[int, int]


@dataclass
class Line:
    """One turn as it is shown; without `who`, a remark on the scene.

    `marks` are the quoted parts, as offsets into `text`; `note` is ours, nobody said it, and so
    is `scene`: what happens before the words.
    """

    who: str
    mine: bool
    text: str
    note: str = ""
    marks: tuple[Span, ...] = ()
    scene: str = ""


def plain_text(lines: Iterable[Line]) -> str:
    """What was said, a paragraph a turn, named as `negotiate grade` reads a conversation."""
    spoken = (line for line in lines if line.who and line.text)
    return "\n\n".join(
        f"{'Seller' if line.mine else 'Buyer'}: {shown(line.text)}" for line in spoken
    )
