"""Turns a filled-in form into readings: every code checked against the words of its turn.

What the turn's speaker cannot earn, or what was not said, is dropped; nothing of a form reaches a
reading without a quote cut from the turn.
"""

from collections.abc import Sequence
from typing import NamedTuple

from simulator.coding.codebook import load_codebook
from simulator.coding.deal_ids import DealIds
from simulator.coding.evidence import MISSING, Found, Standing, locate
from simulator.coding.forms import (
    AnsweredForm,
    Filled,
    MentionForm,
    MoveForm,
    TermForm,
)
from simulator.coding.records import new_mention, new_move, new_reading
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


def check(filled: Filled, turns: Sequence[Turn], here: Sequence[Turn], ids: DealIds) -> Checked:
    """Check an answer about the turns `here` of the conversation `turns` on the deal of `ids`."""
    checker = _Checker(turns, here, ids, filled.unreadable)
    for item in filled.form.moves:
        checker.add_move(item)
    for said in filled.form.mentions:
        checker.add_mention(said)
    return checker.checked()


class _Checker:
    def __init__(
        self,
        turns: Sequence[Turn],
        here: Sequence[Turn],
        ids: DealIds,
        unreadable: Sequence[str],
    ) -> None:
        self._codes = load_codebook().codes
        self._ids = ids
        self._here = {turn.n: turn for turn in here}
        last = here[-1].n if here else 0
        self._heard = {turn.n: turn for turn in turns if turn.n <= last}
        """Turns that a reactive code may answer."""
        self._moves: dict[int, list[Move]] = {turn.n: [] for turn in here}
        self._mentions: dict[int, list[Mention]] = {turn.n: [] for turn in here}
        self._last: dict[int, Quote] = {}
        """The last mention of each turn."""
        self._dropped = list(unreadable)
        self._doubts: list[Doubt] = []

    def checked(self) -> Checked:
        readings = tuple(
            new_reading(
                turn=turn.n,
                speaker=turn.speaker,
                moves=tuple(sorted(self._moves[turn.n], key=_place)),
                mentions=tuple(sorted(self._mentions[turn.n], key=_place)),
                issues=(),
            )
            for turn in self._here.values()
        )
        kept = sum(len(reading.moves) + len(reading.mentions) for reading in readings)
        return Checked(readings, tuple(self._dropped), tuple(self._doubts), kept)

    def add_move(self, item: MoveForm) -> None:
        turn = self._here.get(item.turn)
        if turn is None:
            self._drop(item, " is on a turn that was not asked for")
            return
        if not self._codes[item.code].allows(turn.speaker):
            self._drop(item, f" cannot be earned by the {turn.speaker}")
            return
        found = self._locate(item.quote, turn)
        said = item.answers
        answers = self._answered(said, turn) if said is not None and said.quote else None
        standing = found.standing if answers is None else max(found.standing, answers.standing)
        if standing is Standing.MISSING:
            self._drop(item, f": {_missing(item, found)}")
            return
        if standing is not Standing.VERBATIM:
            self._doubt(item.turn, item.code.value, standing, item.quote)
        if found.quote is not None and standing is not Standing.PARAPHRASE:
            quote = answers.quote if answers is not None else None
            self._moves[found.quote.turn].append(self._move(item, found.quote, quote))

    def add_mention(self, said: MentionForm) -> None:
        turn = self._here.get(said.turn)
        found = self._said_next(said.quote, turn) if turn is not None else MISSING
        fault = self._ids.fault(said.issue, said.value) if said.issue is not None else ""
        if found.standing is Standing.MISSING:
            fault = "not said there"
        if fault:
            self._dropped.append(f"turn {said.turn}: mention {said.quote!r}: {fault}")
            return
        if found.standing is not Standing.VERBATIM:
            self._doubt(said.turn, "mention", found.standing, said.quote)
        if found.quote is not None:
            mention = new_mention(said.issue, said.value, said.upto, said.stance, found.quote)
            self._mentions[found.quote.turn].append(mention)

    def _said_next(self, text: str, turn: Turn) -> Found:
        """Where a value is said. A form knows no places but lists values in the order they are
        said: the first place from the last one on, and beyond it for the same words once more.
        """
        last = self._last.get(turn.n)
        after = 0 if last is None else last.end if last.text == text else last.start
        found = self._locate(text, turn, after)
        if after and found.standing is not Standing.VERBATIM:
            found = self._locate(text, turn)
        if found.quote is not None:
            self._last[turn.n] = found.quote
        return found

    def _move(self, item: MoveForm, quote: Quote, answers: Quote | None) -> Move:
        offer, hold = item.offer, item.hold
        return new_move(
            code=item.code,
            quote=quote,
            answers=answers,
            terms=self._terms(item, offer.terms) if offer else None,
            asked=self._terms(item, offer.asked) if offer else None,
            conditional=offer is not None and offer.conditional,
            condition_first=offer is not None and offer.condition_first,
            reasons=max(0, hold.reasons) if hold else 0,
            alternative=hold is not None and hold.alternative,
            topic=self._ids.topic(item.code, item.topic),
            tier=min(3, max(0, item.tier)) if item.tier else 0,
        )

    def _terms(self, item: MoveForm, named: list[TermForm]) -> dict[str, Value]:
        """The terms that the deal has; the others are dropped, and the move stays."""
        known: dict[str, Value] = {}
        for term in named:
            if fault := self._ids.fault(term.issue, term.value):
                self._drop(item, f": {fault}")
            else:
                known[term.issue] = term.value
        return known

    def _drop(self, item: MoveForm, why: str) -> None:
        self._dropped.append(f"turn {item.turn}: {item.code.value}{why}")

    def _locate(self, text: str, turn: Turn, after: int = 0) -> Found:
        return locate(
            text,
            turn,
            lambda: [t for t in self._here.values() if t.speaker == turn.speaker and t is not turn],
            after,
        )

    def _answered(self, said: AnsweredForm, turn: Turn) -> Found:
        """The words of the other side that a reactive code answers."""

        def may_be_answered(heard: Turn) -> bool:
            return heard.n < turn.n and heard.speaker != turn.speaker

        cited = self._heard.get(said.turn)
        if cited is not None and not may_be_answered(cited):
            cited = None
        return locate(
            said.quote,
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


def _missing(item: MoveForm, found: Found) -> str:
    if found.standing is Standing.MISSING or item.answers is None:
        return f"{item.quote!r} is not said there"
    return f"{item.answers.quote!r} is not said in turn {item.answers.turn}"


def _place(said: Move | Mention) -> tuple[int, int]:
    return said.quote.start, said.quote.end
