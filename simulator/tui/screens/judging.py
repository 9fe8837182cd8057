"""The pages on which a coach corrects one judgement of a grade, or adds a code."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from simulator.domain.corrections import Target
from simulator.grader.coach.drafts import Draft
from simulator.tui import judge_words
from simulator.tui.screens.judge import Field, JudgeScreen

if TYPE_CHECKING:
    from simulator.tui.engine import Graded

Way = Literal["accept", "correct", "add"]

REASON = Field("Why", "In a sentence; it stays with the correction.")
QUOTE = Field("Its words", "As they were said; empty: the whole turn.")


class Coaching(Protocol):
    """What takes a coach's corrections."""

    coach: str
    """Empty until it was asked."""

    async def correct(self, path: Path, draft: Draft) -> Graded:
        """Add a correction; the grade after it. Raises NegotiateError."""
        ...


Saved = Callable[[Draft, str], Awaitable[None]]
"""Takes the draft and the coach's name (empty: it is known). Raises NegotiateError."""


def judging(way: Way, target: Target, graded: Graded, coach: str, save: Saved) -> JudgeScreen:
    """The page for one judgement; it asks for the coach's name where that is not known yet."""
    transcript, record = graded.transcript, graded.grade
    turn = target.turn or 0
    words = target.quote.text if target.quote else ""
    choices: Mapping[str, str] = {}
    if way == "add":
        title, choices = f"Add a code to turn {turn}", judge_words.codes(turn, transcript)
        words = next((t.text for t in transcript.turns if t.n == turn), "")
    elif target.kind == "turn":
        title = f"Accept the codes of turn {turn}"
    else:
        title = judge_words.heading(target, record, transcript)
        if way == "correct":
            choices = judge_words.outcomes(target, record, transcript)

    async def take(choice: str, fields: Mapping[str, str]) -> None:
        name = fields.get("coach", "")
        if way == "accept":
            draft = Draft("accept", target)
        elif way == "add":
            draft = judge_words.added(transcript, turn, choice, fields["words"], fields["why"])
        else:
            draft = judge_words.corrected(target, choice, fields["why"])
        await save(draft, name)

    return JudgeScreen(title, words, choices, _fields(way, coach), take)


def _fields(way: Way, coach: str) -> dict[str, Field]:
    fields = {} if way == "accept" else {"why": REASON}
    if way == "add":
        fields = {"words": QUOTE, **fields}
    if not coach:
        user = os.environ.get("USER", "")
        fields["coach"] = Field("Coach", "Your name; asked once.", user)
    return fields
