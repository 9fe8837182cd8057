"""Hand-made coded conversations and a small deal, so that scoring is tested without a reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from simulator.domain.corrections import Correction
from simulator.domain.deal import Value
from simulator.domain.moves import (
    ON_THE_TABLE,
    Code,
    Mention,
    Move,
    Quote,
    Reading,
    Speaker,
    Stance,
)
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import Indicator, LedgerRow, Score, ScoreName
from simulator.domain.transcript import End, Turn
from simulator.grader.meeting import Sheet
from simulator.grader.scoring import Scorecard, score

LIST_PRICE = 10_000
FLOOR = 9_000


def small_deal(*, proposal_sent: bool = True) -> Scenario:
    """A deal of 10,000 with a floor of 9,000: 1,000 of room. Days cost the seller little."""
    return Scenario.model_validate(
        {
            "id": "small",
            "name": "A small deal",
            "summary": "For tests.",
            "proposal_sent": proposal_sent,
            "brief": {
                "you_are": "the seller",
                "buyer_is": "the buyer",
                "situation": "A proposal is out.",
                "goal": "Sign it.",
                "alternatives": ["Another buyer."],
                "limit": "9,000.",
            },
            "issues": [
                {
                    "kind": "range", "id": "price", "name": "Price", "unit": "money", "low": 5000,
                    "high": 12000, "step": 50, "standard": LIST_PRICE, "core": True,
                },
                {
                    "kind": "range", "id": "days", "name": "Payment", "unit": "days", "low": 0,
                    "high": 120, "step": 30, "standard": 30, "say": "net {value}",
                },
                {
                    "kind": "options", "id": "training", "name": "Training", "standard": "none",
                    "options": [
                        {"id": "none", "name": "no training"},
                        {"id": "day", "name": "a day of training"},
                    ],
                },
                {
                    "kind": "options", "id": "signing", "name": "Signature", "standard": "later",
                    "options": [
                        {"id": "later", "name": "a signature later"},
                        {"id": "now", "name": "a signature this week"},
                    ],
                },
                {
                    "kind": "options", "id": "reference", "name": "Reference", "standard": "none",
                    "options": [
                        {"id": "none", "name": "no reference"},
                        {"id": "call", "name": "a reference call"},
                    ],
                },
            ],
            "seller": {
                "reservation": FLOOR - LIST_PRICE,
                "target": 0,
                "worth": {
                    "price": {5000: -5000, 12000: 2000},
                    "days": {0: 50, 30: 0, 120: -150},
                    "training": {"none": 0, "day": -300},
                    "signing": {"later": 0, "now": 200},
                    "reference": {"none": 0, "call": 100},
                },
            },
            "buyer": {
                "reservation": -500,
                "target": 500,
                "worth": {
                    "price": {5000: 5000, 12000: -2000},
                    "days": {0: -100, 30: 0, 120: 900},
                    "training": {"none": 0, "day": 400},
                    "signing": {"later": 0, "now": -50},
                    "reference": {"none": 0, "call": -20},
                },
            },
            "gives": [
                {"issue": "days", "to": 90, "cost": "100"},
                {"issue": "training", "to": "day", "cost": "300"},
            ],
            "gets": [
                {"issue": "signing", "to": "now", "worth": "200"},
                {"issue": "reference", "to": "call", "worth": "100"},
            ],
            "key": {
                "real_problem": "Time to pay.",
                "trades": [{"give": {"days": 90}, "get": {"signing": "now"}, "why": "Cheap days."}],
            },
        }
    )  # fmt: skip


DEAL = small_deal()


@dataclass(frozen=True)
class M:
    """A move to be quoted: its words have to stand in the turn; without words, the whole turn."""

    code: Code
    words: str = ""
    terms: Mapping[str, Value] = field(default_factory=dict)
    asked: Mapping[str, Value] = field(default_factory=dict)
    topic: str = ""
    tier: int = 0
    reasons: int = 0
    alternative: bool = False
    conditional: bool = False
    condition_first: bool = False


@dataclass
class Talk:
    """A conversation under construction; the buyer and the trainee speak in any order."""

    turns: list[Turn] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    def buyer(self, text: str, *moves: M) -> "Talk":
        return self._say("buyer", text, moves)

    def seller(self, text: str, *moves: M) -> "Talk":
        return self._say("trainee", text, moves)

    def fill(self, count: int = 6) -> "Talk":
        """Neutral exchanges, so that there are enough turns to score."""
        for number in range(count):
            self.buyer(f"Go on, point {number}, tell me about it please.")
            self.seller(f"Point {number} stands in the proposal.", M(Code.COMMON))
        return self

    def score(
        self,
        scenario: Scenario | None = DEAL,
        end: End | None = None,
        persona: Persona | None = None,
        sheet: Sheet | None = None,
        corrections: Sequence[Correction] = (),
        *,
        by_rules: bool = False,
    ) -> Scorecard:
        return score(
            self.turns,
            self.readings,
            scenario=scenario,
            persona=persona,
            end=end,
            sheet=sheet,
            corrections=corrections,
            by_rules=by_rules,
        )

    def _say(self, speaker: Speaker, text: str, moves: tuple[M, ...]) -> "Talk":
        n = len(self.turns)
        made = tuple(_move(n, text, move) for move in moves)
        terms = [
            (issue, value, Stance.PROPOSED, move.quote)
            for move in made
            for issue, value in move.terms.items()
        ] + [
            (issue, value, Stance.CONDITION, move.quote)
            for move in made
            for issue, value in move.asked.items()
        ]
        assert all(stance in ON_THE_TABLE for _, _, stance, _ in terms)
        self.turns.append(Turn(n=n, speaker=speaker, text=text))
        self.readings.append(
            Reading(
                turn=n,
                speaker=speaker,
                moves=made,
                mentions=tuple(
                    Mention(issue=i, value=v, stance=s, quote=q) for i, v, s, q in terms
                ),
            )
        )
        return self


def _move(n: int, text: str, move: M) -> Move:
    words = move.words or text
    start = text.index(words)
    return Move(
        code=move.code,
        quote=Quote(turn=n, start=start, end=start + len(words), text=words),
        terms=dict(move.terms),
        asked=dict(move.asked),
        topic=move.topic,
        tier=move.tier,
        reasons=move.reasons,
        alternative=move.alternative,
        conditional=move.conditional,
        condition_first=move.condition_first,
    )


def deal_on(**terms: Value) -> End:
    """The end record of a deal on the standard terms with some of them changed."""
    return End(outcome="deal", terms={**DEAL.standard, **terms})


def named(card: Scorecard, name: ScoreName) -> Score:
    return next(s for s in (*card.scores, *card.secondary) if s.name == name)


def value(card: Scorecard, name: ScoreName) -> int | None:
    return named(card, name).value


def indicator(card: Scorecard, name: ScoreName, indicator_id: str) -> Indicator:
    return next(i for i in named(card, name).indicators if i.id == indicator_id)


def verdicts(card: Scorecard) -> list[str]:
    return [row.verdict for row in card.ledger]


def row(card: Scorecard, issue: str) -> LedgerRow:
    return next(r for r in card.ledger if r.issue == issue)
