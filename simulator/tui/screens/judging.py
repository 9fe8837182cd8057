"""The pages on which a coach corrects one judgement of a grade, or adds one that is missing."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from simulator.domain.corrections import Target
from simulator.grader.coach.drafts import Draft
from simulator.tui import addition_words, judge_words
from simulator.tui.grade_words import LEDGER
from simulator.tui.screens.judge import Field, JudgeScreen

if TYPE_CHECKING:
    from simulator.tui.engine import Graded

REASON = Field("Why", "In a sentence; it stays with the correction.", needed=True)
QUOTE = Field("Its words", "As they were said; empty: the whole turn.")
OTHER_QUOTE = Field("Its words", "As they were said; empty: as they are.")
DETAILS = Field("Details", "If any: tier=2, reasons=1, terms.price=57000")
PAID = Field("Tied by", "The words that asked for a return, or paid it.")


class Coaching(Protocol):
    """What takes a coach's corrections."""

    coach: str
    """Empty until it was asked."""

    async def correct(self, path: Path, draft: Draft) -> Graded:
        """Add a correction; the grade after it. Raises NegotiateError."""
        ...


Saved = Callable[[Draft, str], Awaitable[None]]
"""Takes the draft and the coach's name (empty: it is known). Raises NegotiateError."""


def judging(
    way: Literal["accept", "correct"], target: Target, graded: Graded, coach: str, save: Saved
) -> JudgeScreen:
    """The page for one judgement; it asks for the coach's name where that is not known yet."""
    transcript, record = graded.transcript, graded.grade
    if target.kind == "turn":
        title = f"Accept the codes of turn {target.turn}"
    else:
        title = judge_words.heading(target, record, transcript)
    choices: Mapping[str, str] = {}
    fields: dict[str, Field] = {}
    if way == "correct":
        choices = judge_words.outcomes(target, record, transcript)
        fields = _CHANGED[target.kind]

    async def take(choice: str, filled: Mapping[str, str]) -> None:
        draft = Draft("accept", target)
        if way == "correct":
            draft = judge_words.corrected(target, choice, filled)
        await save(draft, filled.get("coach", ""))

    words = target.quote.text if target.quote else ""
    return JudgeScreen(title, words, choices, {**fields, **_name(coach)}, take)


_CHANGED: Mapping[str, dict[str, Field]] = {
    "code": {"words": OTHER_QUOTE, "details": DETAILS, "why": REASON},
    "ledger": {"paid": PAID, "why": REASON},
    "opportunity": {"why": REASON},
}
"""What is asked besides the outcome, for each kind of judgement."""


def adding(what: str, turn: int, graded: Graded, coach: str, save: Saved) -> JudgeScreen:
    """The page for something that is missing in a turn; `what` is one of `kinds`."""
    transcript, record = graded.transcript, graded.grade
    kind, _, issue_id = what.partition(" ")
    fields = {"words": QUOTE, "why": REASON}
    choices: Mapping[str, str]
    match kind:
        case addition_words.CODE:
            title, choices = f"Add a code to turn {turn}", judge_words.codes(turn, transcript)
            fields = {"words": QUOTE, "details": DETAILS, "why": REASON}
        case addition_words.ROW:
            issue = addition_words.issue_of(issue_id, transcript.scenario)
            about = issue.name if issue is not None else "an extra"
            title = f"Given in turn {turn}: {about}"
            choices = {str(verdict): words for verdict, words in LEDGER.items()}
            fields = {"words": QUOTE, **_values(issue_id, graded), "paid": PAID, "why": REASON}
        case _:
            title = f"Add an opportunity to turn {turn}"
            choices = addition_words.opportunities(record, turn, transcript)

    async def take(choice: str, filled: Mapping[str, str]) -> None:
        if kind == addition_words.CODE:
            draft = judge_words.added(transcript, turn, choice, filled)
        elif kind == addition_words.ROW:
            draft = addition_words.row(transcript, turn, issue_id, choice, filled)
        else:
            draft = addition_words.opportunity(transcript, turn, choice, filled)
        await save(draft, filled.get("coach", ""))

    said = transcript.turn(turn)
    words = said.text if said is not None else ""
    return JudgeScreen(title, words, choices, {**fields, **_name(coach)}, take)


def _values(issue_id: str, graded: Graded) -> dict[str, Field]:
    """From what to what; of something beside the deal the words say it."""
    scenario = graded.transcript.scenario
    issue = addition_words.issue_of(issue_id, scenario)
    if issue is None:
        return {}
    return {
        "before": Field("From", "Empty: your last word before it."),
        "after": Field("To", addition_words.value_hint(issue, scenario), needed=True),
    }


def _name(coach: str) -> dict[str, Field]:
    if coach:
        return {}
    return {"coach": Field("Coach", "Your name; asked once.", os.environ.get("USER", ""))}
