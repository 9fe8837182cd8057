"""One conversation: the seller says something, the buyer decides, speaks, and all is on disk.

The session knows no screen. It yields events; whatever an event tells is already flushed to the
transcript, so a kill loses nothing that was shown.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from simulator.buyer.act import Act
from simulator.buyer.buyer import Buyer, Decision
from simulator.buyer.exit_answers import exit_answers
from simulator.buyer.guard import Guard
from simulator.buyer.mind import Mind
from simulator.buyer.sentences import key, split_sentences
from simulator.buyer.speech import Spoken, speak
from simulator.buyer.variants import drawn
from simulator.buyer.voice import Request, compose
from simulator.buyer.wording import mark_used
from simulator.coding.reader import RuleReader
from simulator.domain.errors import ModelError, NegotiateError
from simulator.domain.events import (
    Ended,
    Event,
    Failed,
    TermsMoved,
    TextAdded,
    TurnEnded,
    TurnStarted,
)
from simulator.domain.moves import Reading
from simulator.domain.persona import ActKind, Level, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.table import Table
from simulator.domain.transcript import (
    End,
    Fault,
    Header,
    Learned,
    MindRecord,
    Plan,
    Record,
    Sentence,
    Transcript,
    Turn,
)
from simulator.domain.vocabulary import vocabulary_of
from simulator.llm.model import Model
from simulator.llm.tokens import count_tokens
from simulator.preparation.actions import Note, notes, strengthened
from simulator.store.transcripts import TranscriptWriter, read_transcript, transcript_path

LONGEST_TURN = 20_000
"""Characters of a seller's turn; a paste beyond that is refused, and nothing is lost."""


class Session:
    """A meeting that is being held. Make one with `new` or `resume`."""

    def __init__(self, header: Header, model: Model, writer: TranscriptWriter) -> None:
        self.header = header
        self.scenario, self.persona = header.scenario, header.persona
        self.path = writer.path
        self.turns: list[Turn] = []
        self.ended: End | None = None
        self.problems: tuple[str, ...] = ()
        """What was skipped when the transcript was read back."""
        self._model = model
        self._writer = writer
        self._buyer = Buyer(self.scenario, self.persona, header.level, header.seed, header.learned)
        self._reader = RuleReader(vocabulary_of(self.scenario, self.persona))
        self._act: Act | None = None
        """The act that is decided and not yet spoken."""
        self._last_reading: Reading | None = None
        self._before: Mind = self._buyer.mind
        """The buyer's state before the turn it answers: manner is told by comparison."""
        self._said: set[str] = set()
        """The keys of the sentences the buyer has said."""
        self._cancelled = asyncio.Event()

    @classmethod
    def new(
        cls,
        scenario: Scenario,
        persona: Persona,
        level: Level,
        model: Model,
        directory: Path,
        *,
        seed: int,
        plan: Plan | None = None,
        learned: Learned | None = None,
        variant: str = "",
    ) -> "Session":
        """Start a transcript in `directory`. Raises NegotiateError if it cannot be written.

        `variant` names the truth behind the persona; the seed draws one if it is empty.
        """
        played, variant = drawn(persona, variant, seed)
        known = learned or Learned()
        header = Header(
            id=uuid4().hex[:8],
            created=datetime.now(UTC),
            scenario=strengthened(scenario, known),
            persona=played,
            level=level,
            seed=seed,
            model=model.id,
            plan=plan or Plan(),
            variant=variant,
            truth=persona.variants[variant].about if variant else "",
            learned=known,
            purpose="deal" if persona.authority else "preparation",
        )
        writer = TranscriptWriter(transcript_path(directory, header))
        writer.append(header)
        session = cls(header, model, writer)
        session._decided(session._buyer.open())
        return session

    @classmethod
    def resume(cls, path: Path, model: Model) -> "Session":
        """Take a session up at the turn it was left at, after a quit or a kill."""
        transcript = read_transcript(path)
        if transcript.header and transcript.header.purpose == "preparation":
            raise NegotiateError(
                f"{path}: this is a talk from before a meeting; it cannot be resumed, start a new "
                "meeting instead."
            )
        if transcript.header is None or transcript.end is not None:
            raise NegotiateError(f"{path}: this meeting is over; replay it or start a new one.")
        if transcript.header.persona.unworded:
            raise NegotiateError(
                f"{path}: an older version of the program played this meeting; it can be graded "
                "and replayed, but not resumed."
            )
        session = cls(transcript.header, model, TranscriptWriter(path))
        session.problems = transcript.problems
        session._recall(transcript)
        return session

    @property
    def table(self) -> Table:
        """The deal as it stands."""
        return self._buyer.table

    @property
    def notes(self) -> list[Note]:
        """What the seller found out before the meeting."""
        return notes(self.scenario, self.persona, self._buyer.mind.truths, self.header.learned)

    @property
    def awaiting_buyer(self) -> bool:
        """Whether the buyer owes a turn: at the start, after a failure or a kill."""
        return self._act is not None and self.ended is None

    @property
    def offer_agreed(self) -> bool:
        """Whether the buyer has said yes; one more turn of the seller's closes the meeting."""
        return bool(self._buyer.mind.agreed)

    async def say(self, text: str) -> AsyncIterator[Event]:
        """The seller's turn, then the buyer's. Raises NegotiateError if it cannot be taken."""
        self._check_may_speak(text)
        # Half of a surrogate pair, as some terminals send, could not be written to the disk.
        text = text.encode(errors="replace").decode()
        turn = Turn(n=len(self.turns), speaker="trainee", text=text, at=datetime.now(UTC))
        self._keep(turn)
        self.turns.append(turn)
        yield TurnStarted(turn.n, "trainee")
        yield TurnEnded(turn)
        before = self.table
        self._before = self._buyer.mind
        self._decided(self._buyer.hear(self._reader.read(turn), text))
        if self.table != before:
            yield TermsMoved(self.table)
        async for event in self.buyer_turn():
            yield event

    async def buyer_turn(self) -> AsyncIterator[Event]:
        """Speaks the turn the buyer owes: the opening, an answer, or a retry after a failure."""
        act = self._act
        if act is None or self.ended is not None:
            return
        request = self._request(act)
        guard = Guard(act, self._buyer.mind, self.persona, self.scenario, self._said)
        n, said = len(self.turns), list[str]()
        self._cancelled.clear()
        yield TurnStarted(n, "buyer", act.scene)
        try:
            async for spoken in self._until_cancelled(speak(self._model, request, guard)):
                if spoken.refused:
                    self._keep(Fault(n=n, kind=spoken.kind, message=spoken.refused))
                    continue
                self._keep(Sentence(n=n, text=spoken.text))
                said.append(spoken.text)
                yield TextAdded(n, spoken.text)
        except ModelError as error:
            self._keep(Fault(n=n, kind="model", message=str(error)))
            yield Failed(str(error))
            return
        if not said:
            yield Failed("The buyer was stopped before a word was said; try again.")
            return
        for event in self._spoken(act, request, " ".join(said)):
            yield event

    def cancel(self) -> None:
        """Stop the buyer. What was said so far stays in the transcript, marked as interrupted."""
        self._cancelled.set()

    def leave(self) -> End:
        """The seller ends the meeting: with the deal, if both have said yes, else without one."""
        if self.ended is None:
            agreed = self._buyer.mind.agreed
            return self._finish(End(outcome="deal" if agreed else "trainee_left", terms=agreed))
        return self.ended

    async def aclose(self) -> None:
        """Close the file. The session can be resumed if the meeting is not over."""
        self._writer.close()

    def _check_may_speak(self, text: str) -> None:
        if self.ended is not None:
            raise NegotiateError("The meeting is over; start a new one.")
        if self.awaiting_buyer:
            raise NegotiateError("The buyer has not answered yet; try again (retry) first.")
        if len(text) > LONGEST_TURN:
            raise NegotiateError(
                f"Your turn has {len(text):,} characters and {LONGEST_TURN:,} is the most; "
                "shorten it."
            )

    def _decided(self, decision: Decision) -> None:
        self._act = decision.act
        self._keep(
            MindRecord(
                n=len(self.turns),
                state=self._buyer.mind.model_dump(mode="json"),
                act=decision.act.model_dump(mode="json"),
                reasons=decision.reasons,
            )
        )

    def _request(self, act: Act) -> Request:
        seed = self._buyer.rng().getrandbits(31)
        return compose(
            act,
            self._buyer.mind,
            self.persona,
            self.scenario,
            self.turns,
            seed,
            before=self._before,
            count=lambda text: count_tokens(text, self._model.id).n,
        )

    async def _until_cancelled(self, line: AsyncIterator[Spoken]) -> AsyncIterator[Spoken]:
        """The sentences of a line, until it ends or `cancel` is called, even while it waits."""
        stop = asyncio.ensure_future(self._cancelled.wait())
        try:
            while True:
                step = asyncio.ensure_future(_next(line))
                await asyncio.wait({step, stop}, return_when=asyncio.FIRST_COMPLETED)
                if stop.done():
                    step.cancel()
                    await asyncio.wait({step})
                    return
                spoken = step.result()
                if spoken is None:
                    return
                yield spoken
        finally:
            stop.cancel()

    def _spoken(self, act: Act, request: Request, text: str) -> list[Event]:
        """Close the buyer's turn: keep it, move the table, end the meeting if the act does."""
        turn = Turn(
            n=len(self.turns),
            speaker="buyer",
            text=text,
            scene=act.scene,
            interrupted=self._cancelled.is_set(),
            at=datetime.now(UTC),
        )
        self._keep(turn)
        before = self.table
        self._heard(turn, act, request)
        events: list[Event] = [TurnEnded(turn)]
        if self.table != before:
            events.append(TermsMoved(self.table))
        if act.ends_meeting:
            events.append(Ended(self._end_by(act)))
        return events

    def _end_by(self, act: Act) -> End:
        """End the meeting as the buyer's last act says."""
        agreed = self._buyer.mind.agreed if act.kind is ActKind.CLOSE else {}
        left = "trainee_left" if act.kind is ActKind.FAREWELL else "buyer_left"
        return self._finish(End(outcome="deal" if agreed else left, terms=agreed))

    def _heard(self, turn: Turn, act: Act, request: Request) -> None:
        """What a buyer's turn changes in memory, live and when a session is recalled."""
        self.turns.append(turn)
        self._said.update(map(key, split_sentences(turn.text)))
        self._reader.read(turn)
        self._act = None
        self._buyer.mind = mark_used(self._buyer.mind, turn.text, request.offered)
        self._buyer.spoke(act)

    def _finish(self, end: End) -> End:
        answers = exit_answers(self._buyer.mind, self._buyer.stakes, end.terms)
        end = end.model_copy(update={"answers": answers})
        self._keep(end)
        self.ended = end
        return end

    def _keep(self, record: Record) -> None:
        self._writer.append(record)

    def _recall(self, transcript: Transcript) -> None:
        """Rebuild the memory from the records; the buyer's private state is read, not guessed."""
        minds = {r.n: r for r in transcript.records if isinstance(r, MindRecord)}
        whole = {turn.n for turn in transcript.turns}
        torn = [r for r in transcript.records if isinstance(r, Sentence) and r.n not in whole]
        for turn in transcript.turns:
            self._recall_turn(turn, minds.get(turn.n))
        if torn:
            text = " ".join(sentence.text for sentence in torn)
            turn = Turn(n=len(self.turns), speaker="buyer", text=text, interrupted=True)
            self._keep(turn)
            self._recall_turn(turn, minds.get(turn.n))
        last = minds.get(len(self.turns) - 1)
        if last is not None and Act.model_validate(last.act).ends_meeting:
            self._end_by(Act.model_validate(last.act))
        else:
            self._recall_owed(minds.get(len(self.turns)))

    def _recall_turn(self, turn: Turn, mind: MindRecord | None) -> None:
        if turn.speaker == "trainee":
            self.turns.append(turn)
            self._last_reading = self._reader.read(turn)
            return
        if mind is None:
            raise NegotiateError(
                f"{self.path}: the buyer's turn {turn.n} has no record of its state; this "
                "session can be graded, but not resumed."
            )
        act = self._recall_mind(mind)
        self._heard(turn, act, self._request(act))

    def _recall_mind(self, record: MindRecord) -> Act:
        act = Act.model_validate(record.act)
        self._before = self._buyer.mind
        self._buyer.recall(Mind.model_validate(record.state), act)
        return act

    def _recall_owed(self, mind: MindRecord | None) -> None:
        """The turn the buyer still owes, decided before the kill or decided now."""
        if mind is not None:
            self._act = self._recall_mind(mind)
        elif not self.turns:
            self._decided(self._buyer.open())
        elif self.turns[-1].speaker == "trainee" and self._last_reading is not None:
            self._before = self._buyer.mind
            self._decided(self._buyer.hear(self._last_reading, self.turns[-1].text))


async def _next(line: AsyncIterator[Spoken]) -> Spoken | None:
    return await anext(line, None)
