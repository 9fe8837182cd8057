"""All that the screens ask of the rest of the program. Every import is inside a function: the
first frame waits for none of them, and a thread warms them up right after it.
"""

from __future__ import annotations

import asyncio
import random
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from simulator.content import Card
    from simulator.domain.corrections import Correction, Dispute, Target
    from simulator.domain.persona import Level, Persona
    from simulator.domain.scenario import Scenario
    from simulator.domain.scorecard import GradedRecord
    from simulator.domain.transcript import Transcript
    from simulator.grader.coach.drafts import Draft
    from simulator.grader.coach.review import Review
    from simulator.llm.model import Model
    from simulator.preparation.desk import Desk
    from simulator.session import Session
    from simulator.store.sessions import SessionCard


class Graded(NamedTuple):
    """A transcript and its latest grade, which may be a coach's."""

    transcript: Transcript
    grade: GradedRecord
    own: GradedRecord | None = None
    """The grader's own record, where a coach corrected it."""
    dispute: Dispute | None = None
    ruling: Correction | None = None
    """A coach's, on the dispute."""


class Engine:
    """Opens content, sessions and grades; owns the one model of this run."""

    def __init__(self, transcripts: Path, model_name: str | None, seed: int | None) -> None:
        self.transcripts = transcripts
        self._model_name = model_name
        self._seed = seed
        self._model: Model | None = None
        self._grading = threading.Lock()
        self.coach = ""
        """Who corrects grades in this run; empty until it was asked."""

    def buyers(self) -> list[Card]:
        """The buyers to choose from."""
        from simulator.content import personas

        return personas()

    def deals(self) -> list[Card]:
        """The deals to choose from."""
        from simulator.content import scenarios

        return scenarios()

    def sessions(self) -> list[SessionCard]:
        """Sessions played so far, newest first."""
        from simulator.store.sessions import list_sessions

        return list_sessions(self.transcripts)

    def warm_up(self) -> None:
        """Import what a meeting needs; for a thread, once the first frame is on the screen."""
        from simulator.models import warm_up

        warm_up()
        from simulator.preparation import desk  # noqa: F401
        from simulator.tui.screens import brief, chat, plan, preparation  # noqa: F401

    def load(self, buyer: str, deal: str) -> tuple[Persona, Scenario]:
        """A buyer and a deal by id or file. Raises ContentError."""
        from simulator.content import load_persona, load_scenario

        return load_persona(buyer), load_scenario(deal)

    def desk(self, persona: Persona, scenario: Scenario, level: Level) -> Desk:
        """Where the next meeting is prepared; its dice are cast with it."""
        from simulator.preparation.desk import Desk

        seed = random.randrange(2**31) if self._seed is None else self._seed
        return Desk(scenario, persona, level, seed)

    def visit(self, desk: Desk, key: str) -> Session:
        """Go and see a contact. Raises NegotiateError if there is no time, or nothing is saved."""
        from simulator.session import Session

        contact = desk.visitor(key)
        model = self._open_model()
        return Session.new(
            desk.scenario, contact, desk.level, model, self.transcripts, seed=desk.seed
        )

    def begin(self, desk: Desk, **plan: str) -> Session:
        """Sit down with the buyer; `plan` has the fields of the plan sheet.

        Raises NegotiateError if nothing can be saved.
        """
        from simulator.domain.transcript import Plan
        from simulator.session import Session

        return Session.new(
            desk.scenario,
            desk.persona,
            desk.level,
            self._open_model(),
            self.transcripts,
            seed=desk.seed,
            plan=Plan(**plan),
            learned=desk.learned,
            variant=desk.variant,
        )

    def resume(self, path: Path) -> Session:
        """Go on with an open session. Raises TranscriptError."""
        from simulator.session import Session

        return Session.resume(path, self._open_model())

    def again(self, path: Path) -> tuple[Persona, Scenario, Level]:
        """What a meeting was played with, as it is in the library.

        A transcript has the truth behind its buyer settled and its deal prepared, so it serves
        only where the library has none of that name. Raises TranscriptError, too where the
        conversation is from elsewhere.
        """
        from simulator.domain.errors import ContentError, TranscriptError

        header = self.read(path).header
        if header is None:
            raise TranscriptError(
                "This conversation is from elsewhere: there is no buyer to play it again with. "
                "Choose one in the lobby."
            )
        try:
            persona, scenario = self.load(header.persona.id, header.scenario.id)
        except ContentError:
            return header.persona, header.scenario, header.level
        return persona, scenario, header.level

    def read(self, path: Path) -> Transcript:
        """A transcript as it is on the disk. Raises TranscriptError."""
        from simulator.store.transcripts import read_transcript

        return read_transcript(path)

    async def graded(self, path: Path) -> Graded:
        """A transcript with its latest grade; one that has none is graded now and kept.

        Runs in a thread with a loop of its own, for grading is work and the screen has to move.
        Raises NegotiateError if the file cannot be read or the grade cannot be saved.
        """
        return await asyncio.to_thread(self._graded_alone, path)

    def _graded_alone(self, path: Path) -> Graded:
        # Two screens may ask for the same grade; the second finds it on the disk.
        with self._grading:
            return asyncio.run(self._graded(path))

    async def _graded(self, path: Path) -> Graded:
        from simulator.grader.coach.review import review_of
        from simulator.grader.grade import grade
        from simulator.store.grades import append_grade, read_grades

        transcript = self.read(path)
        records = read_grades(path)
        if records and records[-1].status != "not graded":
            from simulator.tui.attached_deal import with_deal

            about = with_deal(transcript, records[-1])
            return self._reviewed(review_of(path, about, records))
        from simulator.models import OFFLINE, open_model

        grader = open_model(OFFLINE)
        try:
            record = await grade(transcript, grader, name=path.name)
        finally:
            await grader.aclose()
        append_grade(path, record)
        return Graded(transcript, record)

    @staticmethod
    def _reviewed(review: Review) -> Graded:
        latest = review.records[-1]
        own = review.own if latest.coach else None
        return Graded(review.transcript, latest, own, review.dispute, review.ruling)

    async def correct(self, path: Path, draft: Draft) -> Graded:
        """Add `coach`'s correction of a grade; the grade after it.

        Raises NegotiateError for one that cannot be made.
        """
        return await asyncio.to_thread(self._correct, path, draft)

    def _correct(self, path: Path, draft: Draft) -> Graded:
        from simulator.grader.coach.drafts import drafted
        from simulator.grader.coach.review import correct, open_review
        from simulator.tui.attached_deal import refuse_other_deal, with_deal

        with self._grading:
            review = open_review(path, self.read(path))
            record = review.of(self.coach)
            transcript = with_deal(review.transcript, record)
            refuse_other_deal(transcript, record)
            review = review._replace(transcript=transcript)
            made = drafted(draft, record, transcript, self.coach, datetime.now(UTC))
            return self._reviewed(review.after(correct(review, made)))

    async def dispute(self, path: Path, target: Target, reason: str) -> Graded:
        """Put the trainee's dispute on record. Raises NegotiateError for a second one."""
        return await asyncio.to_thread(self._dispute, path, target, reason)

    def _dispute(self, path: Path, target: Target, reason: str) -> Graded:
        from simulator.grader.coach.review import open_review, raise_dispute
        from simulator.tui.attached_deal import with_deal

        with self._grading:
            review = open_review(path, self.read(path))
            about = with_deal(review.transcript, review.records[-1])
            dispute = raise_dispute(review, target, reason, datetime.now(UTC))
            return self._reviewed(review._replace(transcript=about, dispute=dispute))

    async def aclose(self) -> None:
        """Close the model's connections."""
        if self._model is not None:
            await self._model.aclose()

    def _open_model(self) -> Model:
        if self._model is None:
            from simulator.models import open_model

            self._model = open_model(self._model_name)
        return self._model
