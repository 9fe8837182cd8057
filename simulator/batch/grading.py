"""Grades one file after another for the command line: read, look for an earlier grade, grade, keep.

Whatever is wrong with a file ends in its row; only what would fail for every file is raised.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, NamedTuple

from simulator.batch.earlier import Earlier
from simulator.batch.queue import Waiting, waiting
from simulator.domain.errors import ModelError, NegotiateError
from simulator.domain.scorecard import GradedRecord
from simulator.domain.transcript import Transcript
from simulator.grader.case import Case, open_case, provenance
from simulator.grader.grade import grade_by_model, grade_by_rules
from simulator.grader.moved import what_moved
from simulator.grader.panel import own_kind
from simulator.llm.answers import Answers, NotAskedError
from simulator.llm.budget import Budget, BudgetSpentError
from simulator.llm.model import Model, Usage
from simulator.llm.tokens import OFFLINE
from simulator.store.conversations import open_transcript
from simulator.store.grades import GradeCard, append_grades, make_durable

if TYPE_CHECKING:
    from simulator.domain.scenario import Scenario
    from simulator.store.answers import AnswerStore

Result = Literal[
    "graded",
    "low confidence",
    "not graded",
    "unchanged",
    "repeated",
    "skipped",
    "failed",
    "not asked",
]
FAILED: frozenset[Result] = frozenset({"not graded", "failed"})


@dataclass(frozen=True, slots=True)
class Setup:
    """How to grade, for every process alike.

    `model` is one, or a panel's name. `cache` None: answers are not kept. `regrade`: a new record
    in any case, compared to the last. `whole`: rows carry the graded records. `durable`: each
    record is on the disk when its row is there; otherwise when its group is done. Without `keep`
    nothing is written beside transcripts. `budgets` has that of each judge; they may share a cap.
    """

    model: str = OFFLINE
    samples: int = 1
    scenario: "Scenario | None" = None
    cache: Path | None = None
    refresh: bool = False
    regrade: bool = False
    whole: bool = False
    durable: bool = True
    keep: bool = True
    budgets: Mapping[str, Budget] = field(default_factory=dict)


class Row(NamedTuple):
    """What came of one file. `said` are sentences for a person, `record` the record as JSON."""

    path: str
    result: Result
    said: tuple[str, ...] = ()
    scores: tuple[tuple[str, int | None], ...] = ()
    record: str = ""
    moved: tuple[str, ...] = ()
    carried: int = 0
    """Coaches' corrections that were carried over to the new grade."""
    left: tuple[str, ...] = ()
    """A sentence for each of them that does not fit it."""
    branch: tuple[str, str] = ("", "")
    """The transcript's id and its parent's, where it has one."""
    kin: tuple[str, ...] = ()
    """A sentence for each judge that judges its own kind, the same for every such file."""
    waiting: Waiting | None = None
    """Why a coach should look at it, if one should."""


class Grader:
    """Grades files by one set-up. Use it as an async context manager.

    `answers` stands in for the model, as when requests are only counted or written to a file.
    """

    def __init__(self, setup: Setup, answers: Answers | None = None) -> None:
        self._setup = setup
        self._instead = answers
        self._models: dict[str, Model] = {}
        self._store: AnswerStore | None = None
        self._answers: Answers | None = None
        self._appended: list[Path] = []

    async def __aenter__(self) -> "Grader":
        if self._setup.model != OFFLINE:
            self._open()
        return self

    def _open(self) -> None:
        from simulator.grader.answering import AnswersByModel, CachedAnswers
        from simulator.store.answers import AnswerStore

        self._answers = behind = self._instead or AnswersByModel(self._model)
        if self._setup.cache is not None:
            self._store = AnswerStore(self._setup.cache)
            self._answers = CachedAnswers(self._store, behind, refresh=self._setup.refresh)

    def _model(self, judge: str) -> Model:
        """The judge's model. What is all in the cache takes neither a key nor the client."""
        if judge not in self._models:
            from simulator.models import open_grader_model

            self._models[judge] = open_grader_model(judge, self._setup.budgets.get(judge))
        return self._models[judge]

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end_group()
        for model in self._models.values():
            await model.aclose()
        if self._store is not None:
            self._store.close()

    @property
    def usages(self) -> dict[str, Usage]:
        """What each judge was asked for so far."""
        return {judge: model.usage for judge, model in self._models.items()}

    def end_group(self) -> None:
        """Put on the disk what was graded since the last call."""
        make_durable(self._appended)
        self._appended.clear()
        if self._store is not None:
            self._store.flush()

    async def grade(self, name: str, digest: str = "") -> Row:
        """Grade one file; `digest` is the hash of its bytes, if it is known.

        Raises what would befall every other file as well: a lasting ModelError, a spent budget.
        """
        path = Path(name)
        try:
            return await self._row(path, digest)
        except NotAskedError:
            return Row(name, "not asked")
        except (ModelError, BudgetSpentError):
            raise
        except NegotiateError as error:
            return Row(name, "failed", (str(error),))
        except Exception as error:  # one bad file, or one bug, never stops the rest
            why = f"{path}: could not be graded ({type(error).__name__}: {error})"
            return Row(name, "failed", (f"{why}; please report it with the file.",))

    async def _row(self, path: Path, digest: str) -> Row:
        setup = self._setup
        earlier = Earlier(path)
        fresh = setup.refresh or setup.regrade
        if not fresh and setup.scenario is None:
            same = earlier.of_file(digest, setup.model, setup.samples)
            if same is not None:
                return self._unchanged(path, earlier, same, ())
        transcript = open_transcript(path)
        header = transcript.header
        if header is not None and header.purpose == "preparation":
            return Row(str(path), "skipped")
        case = open_case(transcript, path.name, setup.scenario)
        said = (*transcript.problems, *earlier.strangers(case), *_own_parent(transcript))
        if not fresh:
            same = earlier.made_from(provenance(case, setup.model, setup.samples))
            if same is not None:
                return self._unchanged(path, earlier, same, said)
        last = earlier.last_of_grader() if setup.regrade else None
        record = await self._graded(case, last.id if last else "")
        record = record.model_copy(update={"file": digest})
        moved = what_moved(last, record) if last else ()
        still = last is not None and not moved
        carried = earlier.carried_over(last if still and last else record, case)
        if setup.keep:
            new = () if still or earlier.says_as_much(record) else (record,)
            self._append(path, (*new, *carried.records))
        if record.status == "not graded":
            said = (*said, f"{path}: not graded: {record.note}")
        parent = header.parent.id if header and header.parent else ""
        return Row(
            path=str(path),
            result="unchanged" if still else record.status,
            said=said,
            scores=tuple((score.name, score.value) for score in record.scores),
            record=record.model_dump_json() if setup.whole else "",
            moved=moved,
            carried=carried.kept,
            left=carried.left,
            branch=(header.id, parent) if header and parent else ("", ""),
            kin=tuple(own_kind(setup.model, header.model)) if header else (),
            waiting=waiting(str(path), record.status, record.note, record.scores),
        )

    def _append(self, path: Path, records: Sequence[GradedRecord]) -> None:
        if not records:
            return
        appended = append_grades(path, records, durable=self._setup.durable)
        if not self._setup.durable:
            self._appended.append(appended)

    async def _graded(self, case: Case, parent: str) -> GradedRecord:
        if self._answers is None:
            return grade_by_rules(case, parent)
        setup = self._setup
        return await grade_by_model(case, self._answers, setup.model, setup.samples, parent)

    def _unchanged(
        self, path: Path, earlier: Earlier, card: GradeCard, said: tuple[str, ...]
    ) -> Row:
        record = earlier.whole(card.id).model_dump_json() if self._setup.whole else ""
        scores = tuple((score.name, score.value) for score in card.scores)
        wait = waiting(str(path), card.status, card.note, card.scores)
        seen = earlier.seen_by_a_coach(card)
        return Row(str(path), "unchanged", said, scores, record, waiting=None if seen else wait)


def total_usage(parts: Iterable[Usage]) -> Usage:
    """What was asked for by several, together."""
    total = Usage()
    for part in parts:
        total = total.plus(
            requests=part.requests,
            prompt_tokens=part.prompt_tokens,
            completion_tokens=part.completion_tokens,
        )
    return total


def _own_parent(transcript: Transcript) -> tuple[str, ...]:
    header = transcript.header
    if header is None or header.parent is None or header.parent.id != header.id:
        return ()
    return (f"{header.id}: it names itself as the session it branched from; graded as it is.",)
