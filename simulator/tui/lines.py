"""A turn as the transcript shows it. No Textual."""

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass
class Line:
    """One turn as it is shown; without `who`, a remark on the scene.

    `marks` are the quoted parts, as offsets into `text`.
    """

    who: str
    mine: bool
    text: str
    note: str = ""
    marks: tuple[Span, ...] = ()
