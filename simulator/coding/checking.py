"""Turns a filled-in form into readings: every code checked against the words of its turn.

What the turn's speaker cannot earn, or what was not said, is dropped; nothing of a form reaches a
reading without a quote cut from the turn.
"""

from collections.abc import Sequence
from typing import NamedTuple

from simulator.coding.codebook import load_codebook
from simulator.coding.evidence import MISSING, Found, Standing, locate
from simulator.coding.forms import Filled, MentionForm, MoveForm, TermForm
from simulator.domain.deal import Value
from simulator.domain.moves import Mention, Move, Quote, Reading
from simulator.domain.scorecard import Doubt
from simulator.domain.transcript import Turn


class Checked(NamedTuple):
    """A passage's readings in order, what was dropped, what is doubtful, and how much stands."""

    readings: tuple[Reading, ...]
    dropped: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    kept: int

    @property
    def unverified_share(self) -> float:
        """Codes and mentions that do not count, of all; 0..1."""
        unverified = len(self.dropped) + len(self._paraphrases)
        return unverified / (unverified + self.kept) if unverified else 0.0

    @property
    def complaints(self) -> list[str]:
        """What a coder is told when it is asked again."""
        return [
            *self.dropped,
            *(
                f"turn {d.turn}: {d.code}: {d.said!r} is not word for word"
                for d in self._paraphrases
            ),
        ]

    @property
    def _paraphrases(self) -> list[Doubt]:
        return [doubt for doubt in self.doubts if doubt.kind == "paraphrase"]


def check(filled: Filled, turns: Sequence[Turn], here: Sequence[Turn]) -> Checked:
    """Check an answer about the turns `here` of the conversation `turns`."""
    checker = _Checker(turns, here, filled.unreadable)
    for item in filled.form.moves:
        checker.add_move(item)
    for said in filled.form.mentions:
        checker.add_mention(said)
    return checker.checked()


class _Checker:
    def __init__(
        self, turns: Sequence[Turn], here: Sequence[Turn], unreadable: Sequence[str]
    ) -> None:
        self._here = {turn.n: turn for turn in here}
        last = here[-1].n if here else 0
        self._heard = {turn.n: turn for turn in turns if turn.n <= last}
        """Turns that a reactive code may answer."""
        self._moves: dict[int, list[Move]] = {turn.n: [] for turn in here}
        self._mentions: dict[int, list[Mention]] = {turn.n: [] for turn in here}
        self._dropped = list(unreadable)
        self._doubts: list[Doubt] = []

    def checked(self) -> Checked:
        readings = tuple(
            Reading(
                turn=turn.n,
                speaker=turn.speaker,
                moves=tuple(sorted(self._moves[turn.n], key=lambda m: _place(m.quote))),
                mentions=tuple(sorted(self._mentions[turn.n], key=lambda m: _place(m.quote))),
            )
            for turn in self._here.values()
        )
        kept = sum(len(reading.moves) + len(reading.mentions) for reading in readings)
        return Checked(readings, tuple(self._dropped), tuple(self._doubts), kept)

    def add_move(self, item: MoveForm) -> None:
        where = f"turn {item.turn}: {item.code.value}"
        turn = self._here.get(item.turn)
        if turn is None:
            self._dropped.append(f"{where} is on a turn that was not asked for")
            return
        entry = load_codebook().codes[item.code]
        if not entry.allows(turn.speaker):
            self._dropped.append(f"{where} cannot be earned by the {turn.speaker}")
            return
        found = self._locate(item.quote, turn)
        answers = self._answered(item, turn)
        standing = _worse(found, answers)
        if standing is Standing.MISSING:
            self._dropped.append(f"{where}: {_missing(item, found)}")
            return
        if standing is not Standing.VERBATIM:
            self._doubt(item.turn, item.code.value, standing, item.quote)
        if found.quote is not None and standing is not Standing.PARAPHRASE:
            quote = answers.quote if answers is not None else None
            self._moves[found.quote.turn].append(_move(item, found.quote, quote))

    def add_mention(self, said: MentionForm) -> None:
        turn = self._here.get(said.turn)
        found = self._locate(said.quote, turn) if turn is not None else MISSING
        if found.standing is Standing.MISSING:
            self._dropped.append(f"turn {said.turn}: mention {said.quote!r} is not said there")
        elif found.standing is not Standing.VERBATIM:
            self._doubt(said.turn, "mention", found.standing, said.quote)
        if found.quote is not None:
            mention = Mention(
                issue=said.issue,
                value=said.value,
                upto=said.upto,
                stance=said.stance,
                quote=found.quote,
            )
            self._mentions[found.quote.turn].append(mention)

    def _locate(self, text: str, turn: Turn) -> Found:
        return locate(
            text,
            turn,
            lambda: [t for t in self._here.values() if t.speaker == turn.speaker and t is not turn],
        )

    def _answered(self, item: MoveForm, turn: Turn) -> Found | None:
        """The words of the other side that a reactive code answers; None if it names none."""
        if not item.answers_quote:
            return None

        def may_be_answered(heard: Turn) -> bool:
            return heard.n < turn.n and heard.speaker != turn.speaker

        cited = self._heard.get(item.answers_turn) if item.answers_turn is not None else None
        if cited is not None and not may_be_answered(cited):
            cited = None
        return locate(
            item.answers_quote,
            cited,
            lambda: [t for t in self._heard.values() if t is not cited and may_be_answered(t)],
        )

    def _doubt(self, turn: int, code: str, standing: Standing, said: str) -> None:
        self._doubts.append(
            Doubt(
                turn=turn,
                code=code,
                kind="repaired" if standing is Standing.REPAIRED else "paraphrase",
                said=said,
            )
        )


def _worse(found: Found, answers: Found | None) -> Standing:
    return found.standing if answers is None else max(found.standing, answers.standing)


def _missing(item: MoveForm, found: Found) -> str:
    if found.standing is Standing.MISSING:
        return f"{item.quote!r} is not said there"
    return f"{item.answers_quote!r} is not said in turn {item.answers_turn}"


def _place(quote: Quote) -> tuple[int, int]:
    return quote.start, quote.end


def _move(item: MoveForm, quote: Quote, answers: Quote | None) -> Move:
    return Move(
        code=item.code,
        quote=quote,
        answers=answers,
        terms=_terms(item.terms),
        asked=_terms(item.asked),
        conditional=item.conditional,
        condition_first=item.condition_first,
        reasons=max(0, item.reasons),
        alternative=item.alternative,
        topic=item.topic,
        tier=min(3, max(0, item.tier)),
    )


def _terms(items: list[TermForm]) -> dict[str, Value]:
    return {item.issue: item.value for item in items}
