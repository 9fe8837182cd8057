"""The rubric as a typed object: codes that count, thresholds, anchor rows and caps.

The numbers and texts are in `rubric.yaml`; the scoring modules hold none of their own.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from yaml import YAMLError

from simulator.domain.base import Noun
from simulator.domain.errors import NegotiateError
from simulator.domain.moves import Code, Pressure
from simulator.domain.scorecard import Secondary
from simulator.grader.data import parse_yaml, read_text
from simulator.grader.secondary.rules import SecondaryRules
from simulator.store.lines import cannot_read

Share = float
"""A rate in 0..1."""


class EvidenceRules(Noun):
    """When there is too little to score, or the coding is not to be trusted."""

    min_opportunities: int
    min_trainee_turns: int
    min_words: int
    max_dropped_share: Share
    look_back: int = Field(ge=2)


class Phases(Noun):
    """Which turns open and close a meeting."""

    opening_turns: int
    opening_places: int
    closing_turns: int = Field(ge=1)


class OutcomeRules(Noun):
    """What is worth a word beside the scores."""

    worth_telling: float = Field(description="Money.")


class Temper(Noun):
    """Words of a buyer's that show one."""

    cross: tuple[str, ...]
    calm: tuple[str, ...]


class AsRead(Noun):
    """How a grade says that something was absent where nobody but rules has read the turns."""

    none: str = Field(pattern=r"\{name\}", description="The name of an indicator that counts 0.")
    whys: dict[str, str] = Field(description="What evidence shows, by its firm words.")
    anchors: dict[str, str] = Field(description="Anchors of rows, by their firm words.")


class Cap(Noun):
    """A fault that limits a score, whatever else was good."""

    at: int = Field(ge=1, le=5)
    threshold: int = Field(default=1, alias="from", description="How many it takes.")
    text: str


class Row(Noun):
    """One line of an anchor table."""

    score: int = Field(ge=1, le=5)
    anchor: str

    def conditions(self) -> dict[str, float]:
        """What it asks for, by name; a condition that is not asked for is left out."""
        asked = self.model_dump(exclude={"score", "anchor"}, exclude_defaults=True)
        return {name: float(value) for name, value in asked.items()}


class ListeningRow(Row):
    """Conditions on the indicators A1 to A6; None: not asked for."""

    diagnosed: Share | None = None
    taken_up: Share | None = None
    checks: int = 0
    confirmed: int = 0
    need_linked: Share | None = None
    max_negatives: int | None = None
    either: Share | None = Field(default=None, description="Diagnosed or taken up, one of them.")
    open_or_reflecting: bool = False
    diagnosed_or_follow_up: Share | None = None


class FirmnessRow(Row):
    """Conditions on the indicators F1 to F11."""

    held: Share | None = None
    max_self_bids: int | None = None
    give_away: Share | None = None
    max_faults: int | None = None
    no_leak: bool = False
    floor_safe: bool = False
    no_large_first_drop: bool = False


class TradingRow(Row):
    """Conditions on the indicators T1 to T8."""

    linked: Share | None = None
    collected: Share | None = None
    balanced: bool = False
    cross_issue: bool = False
    minor_free_gives: bool = False
    no_people_give: bool = False
    nibbles_met: bool = False
    some_linked: bool = False


class ListeningRules(Noun):
    """Section 3 of the rubric."""

    title: str
    indicators: dict[str, str] = Field(description="What each of them counts, in words.")
    diagnosable_pressures: frozenset[Pressure]
    diagnose_codes: frozenset[Code]
    arguing_codes: frozenset[Code]
    asking_words: tuple[str, ...]
    curt_words: int
    known_reason_tier: int
    uptake_codes: frozenset[Code]
    uptake_window: int
    bid_reasons: tuple[str, ...]
    bare_bid_words: int
    understanding_codes: frozenset[Code]
    check_codes: frozenset[Code]
    need_links: tuple[str, ...]
    enough_terms: int
    recent_turns: int = Field(ge=1)
    mending_turns: int
    short_offer_words: int
    question_codes: frozenset[Code]
    proposing_codes: frozenset[Code]
    echo_words: int
    open_question_codes: frozenset[Code]
    pitch_codes: frozenset[Code]
    credit_codes: frozenset[Code] = Field(
        description="Moves that earn nothing in a turn that attacks the buyer."
    )
    solution_phrases: tuple[str, ...]
    question_run: int
    mostly_open: Share
    max_word_share: Share
    min_words_a_turn: int
    question_share: Share
    rows: tuple[ListeningRow, ...]
    caps: dict[str, Cap]


class FirmnessRules(Noun):
    """Section 4 of the rubric."""

    title: str
    indicators: dict[str, str] = Field(description="What each of them counts, in words.")
    claim_pressures: frozenset[Pressure]
    claims_tested: Share
    hold_codes: frozenset[Code]
    limit_words: tuple[str, ...]
    last_words: tuple[str, ...]
    denials: tuple[str, ...]
    max_price_steps: int
    max_reasons: float
    max_irritators: int
    reasoned_holds: Share
    bare_refusals: int
    bare_no: int
    bare_words: int
    large_drop: Share
    worth_telling: float = Field(description="Money.")
    rows: tuple[FirmnessRow, ...]
    caps: dict[str, Cap]


class WithoutConcessions(Noun):
    """What the trading score is when nothing was conceded."""

    refused_offers: Row
    untried_trade: Row
    none_found: str
    cannot_tell: str


class TradingRules(Noun):
    """Section 5 of the rubric."""

    title: str
    indicators: dict[str, str] = Field(description="What each of them counts, in words.")
    people_pressures: frozenset[Pressure]
    people_turns: int
    amends: tuple[str, ...]
    peace_words: tuple[str, ...]
    small_give: Share
    weak_asks: tuple[str, ...]
    optional_asks: tuple[str, ...]
    open_asks: tuple[str, ...]
    claim_phrases: tuple[str, ...]
    choice_words: tuple[str, ...]
    worth_phrases: tuple[str, ...]
    tying_words: tuple[str, ...]
    condition_first: Share
    rows: tuple[TradingRow, ...]
    without_concessions: WithoutConcessions
    caps: dict[str, Cap]


class Rubric(Noun):
    """The whole rubric; `fingerprint` tells apart two files with the same id."""

    id: str
    fingerprint: str
    evidence: EvidenceRules
    phases: Phases
    as_read: AsRead
    outcome: OutcomeRules
    idle_codes: frozenset[Code]
    common_words: tuple[str, ...] = Field(
        description="Words that every talk has: that both sides use one shows nothing."
    )
    temper: Temper
    listening: ListeningRules
    firmness: FirmnessRules
    trading: TradingRules
    secondary: dict[Secondary, SecondaryRules]

    @property
    def label(self) -> str:
        """What a graded record names: the id and the first digits of the file's SHA-256."""
        return f"{self.id}+{self.fingerprint}"


def parse_rubric(text: str) -> Rubric:
    """The rubric in a YAML text; raises pydantic's ValidationError if a field is wrong."""
    data: dict[str, Any] = parse_yaml(text)
    fingerprint = sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:8]
    return Rubric.model_validate({**data, "fingerprint": fingerprint})


def read_rubric(path: Path) -> Rubric:
    """The rubric in a file. Raises NegotiateError, in a sentence, for one that is no rubric."""
    try:
        return parse_rubric(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NegotiateError(cannot_read(path, error)) from error
    except (UnicodeDecodeError, YAMLError, TypeError) as error:
        raise NegotiateError(
            f"{path}: this is not a rubric in YAML; start from 'negotiate rubric --format yaml'."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise NegotiateError(f"{path}: {where}: {first['msg']}; mend it.") from error


@cache
def load_rubric() -> Rubric:
    """The rubric that ships with the program, read once."""
    return parse_rubric(read_text("rubric.yaml"))
