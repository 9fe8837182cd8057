"""Reads whole negotiations and predicts how they ended: agreed or not, at what price and terms."""

import json
from collections.abc import Collection, Iterable, Iterator

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulator.coding.divisions import Division
from simulator.coding.figures import find_figures
from simulator.coding.lexicon import load_lexicon
from simulator.coding.reader import RuleReader
from simulator.coding.settings import vocabulary_of_source
from simulator.coding.text import Text
from simulator.domain.deal import RangeIssue, Value
from simulator.domain.errors import NegotiateError
from simulator.domain.moves import ON_THE_TABLE, Code, Reading, Speaker, Stance
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import Vocabulary

_SELLING = frozenset(("seller", "recruiter", "a", "vendor", "trainee"))
_LOWEST, _HIGHEST = 0.15, 2.0
"""Shares of the list price between which a figure can be the price of the thing itself."""

_CLOSING_WORDS = 12
_PUT_FORWARD = (*ON_THE_TABLE, Stance.ASKED)
_NAMED = (Stance.QUOTED, Stance.REFUSED)


class SaidOrDone(BaseModel):
    """A turn; one without text is an action on a screen and is not looked at."""

    model_config = ConfigDict(extra="ignore")

    speaker: str = ""
    text: str | None = None


class Dialogue(BaseModel):
    """One negotiation. Other fields are ignored: they may be the answer."""

    model_config = ConfigDict(extra="ignore")

    id: str
    source: str = ""
    list_price: float | None = None
    turns: list[SaidOrDone] = Field(default=[])


def read_dialogues(lines: Iterable[str], name: str) -> Iterator[Dialogue]:
    """The dialogues of a JSON Lines file.

    Raises NegotiateError, naming the line, for a line that is no dialogue.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield Dialogue.model_validate(json.loads(line))
        except (ValueError, RecursionError) as error:
            why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else "no JSON"
            raise NegotiateError(
                f'{name}, line {number}: this is no dialogue ({why}); write {{"id", "source", '
                '"turns"}.'
            ) from error


class _Table:
    """The state of a talk: the last offer, and whether it was taken."""

    def __init__(self, list_price: float | None) -> None:
        self.list_price = list_price
        self.offer: float | None = None
        self.by: Speaker | None = None
        self.agreed = False
        self.refused = False
        self.asked: list[float] = []
        """Every price of the turn before."""
        self.terms: dict[str, Value] = {}

    def hear(self, reading: Reading, turn: Turn) -> None:
        """Takes in a turn."""
        price = self._price(reading)
        self.terms.update(reading.terms)
        yes, no = _closes(turn.text, reading), _refuses(reading)
        self.refused = no
        said = _prices(turn.text, self)
        would = "would_accept" in load_lexicon().find(Text(turn.text).words)
        repeats = price is not None and price == self.offer and self.by != turn.speaker
        if price is not None and price in self.asked and yes and not no:
            self.offer, self.agreed = price, True
        elif repeats and not no and not turn.text.rstrip().endswith("?"):
            # "35 it is": the other side's figure, said again.
            self.agreed = True
        elif price is not None and price != self.offer:
            self.offer, self.by = price, turn.speaker
            # "Make it 40 and we have a deal" is taken unless the other side goes on.
            self.agreed = would
        elif no:
            self.agreed = False
        elif (yes or would) and self.by != turn.speaker and (self.offer is not None or self.terms):
            self.agreed = True
        elif "?" in turn.text and not yes and not _thanks(turn.text):
            # Still asking: nothing was settled yet.
            self.agreed = self.agreed and reading.has(Code.ACCEPT)
        if reading.terms and self.by is None:
            self.by = turn.speaker
        self.asked = said

    def _price(self, reading: Reading) -> float | None:
        return self._last(reading, _PUT_FORWARD) or self._last(reading, _NAMED)

    def _last(self, reading: Reading, stances: Collection[Stance]) -> float | None:
        values = [
            float(m.value)
            for m in reading.mentions
            if m.issue in ("price", "salary")
            and m.stance in stances
            and not isinstance(m.value, str)
        ]
        return next((value for value in reversed(values) if self.plausible(value)), None)

    def plausible(self, value: float) -> bool:
        """Whether a figure can be the price of the thing itself."""
        base = self.list_price
        return base is None or _LOWEST * base <= value <= _HIGHEST * base


def predict_dialogue(dialogue: Dialogue) -> dict[str, object]:
    """The outcome of a dialogue, as the prediction line of the scorer."""
    vocabulary = _priced(vocabulary_of_source(dialogue.source), dialogue.list_price)
    reader = RuleReader(vocabulary)
    table = _Table(dialogue.list_price)
    division = Division(vocabulary)
    prices: dict[str, list[float]] = {}
    for n, said in enumerate(dialogue.turns):
        if said.text is None:
            continue
        speaker: Speaker = "trainee" if said.speaker.lower() in _SELLING else "buyer"
        turn = Turn(n=n, speaker=speaker, text=said.text)
        table.hear(reader.read(turn), turn)
        division.hear(said.speaker, said.text)
        figures = _prices(said.text, table)
        if figures:
            prices[str(n)] = figures
    # A talk about many things is rarely broken off; only a price is often not agreed on.
    haggling = dialogue.list_price is not None
    agreed = table.agreed if haggling else not table.refused
    names = {issue.id: issue.name for issue in vocabulary.issues}
    terms: dict[str, object] = {names[i]: _plain(v) for i, v in table.terms.items() if i in names}
    outcome: dict[str, object] = {"id": dialogue.id, "agreed": agreed}
    if haggling:
        return {**outcome, "price": table.offer, "turn_prices": prices}
    return {**outcome, "terms": division.shares() or terms}


def _plain(value: Value) -> Value:
    return int(value) if isinstance(value, float) and value == int(value) else value


def _priced(vocabulary: Vocabulary, list_price: float | None) -> Vocabulary:
    """The vocabulary with the list price as the seller's standing offer."""
    if not list_price:
        return vocabulary
    issues = tuple(
        i.model_copy(update={"low": _LOWEST * list_price, "high": _HIGHEST * list_price,
                             "standard": list_price})
        if isinstance(i, RangeIssue) and i.unit == "money" else i
        for i in vocabulary.issues
    )  # fmt: skip
    standing: dict[str, Value] = {"price": list_price}
    return vocabulary.model_copy(update={"issues": issues, "standing": standing})


def _prices(text: str, table: _Table) -> list[float]:
    """Every figure of a turn that can be a price."""
    prepared = Text(text)
    return [
        value
        for figure in find_figures(prepared)
        for value in (figure.least, figure.value)
        if value is not None
        and (figure.unit == "money" or (figure.unit is None and value >= 5))
        and table.plausible(value)
        and prepared.words[figure.end : figure.end + 1] != ["off"]
    ]


def _closes(text: str, reading: Reading) -> bool:
    """Whether a turn takes what is on the table, in words that end a talk."""
    if reading.has(Code.ACCEPT):
        return True
    spans = load_lexicon("corpora").find(Text(text).words).get("closing")
    return spans is not None and spans[0].start < _CLOSING_WORDS


def _thanks(text: str) -> bool:
    return "thank" in text.lower()


def _refuses(reading: Reading) -> bool:
    return reading.has(Code.REJECT, Code.WALK) and not reading.has(Code.ACCEPT)
