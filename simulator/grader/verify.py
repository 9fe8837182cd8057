"""The last check before anything is scored: every quote stands word for word in its turn.

The coder has verified its codes already; this holds whatever coded the turns, a coach's
correction or a stored record included.
"""

from collections.abc import Sequence
from typing import NamedTuple

from simulator.coding.codebook import load_codebook
from simulator.domain.moves import Move, Quote, Reading
from simulator.domain.transcript import Turn


class Verified(NamedTuple):
    """One reading for each turn, in order, and what had to be dropped."""

    readings: tuple[Reading, ...]
    dropped: tuple[str, ...]

    @property
    def kept(self) -> int:
        """How many moves stand."""
        return sum(len(reading.moves) for reading in self.readings)


def is_verbatim(quote: Quote, turn: Turn) -> bool:
    """Whether the quote is exactly what stands at its place in that turn, and not empty."""
    return (
        quote.turn == turn.n
        and 0 <= quote.start < quote.end <= len(turn.text)
        and turn.text[quote.start : quote.end] == quote.text
        and bool(quote.text.strip())
    )


def _stands(move: Move, turn: Turn, turns: dict[int, Turn]) -> bool:
    if not is_verbatim(move.quote, turn):
        return False
    if not load_codebook().codes[move.code].allows(turn.speaker):
        return False
    if move.answers is None:
        return True
    answered = turns.get(move.answers.turn)
    return (
        answered is not None
        and answered.n < turn.n
        and answered.speaker != turn.speaker
        and is_verbatim(move.answers, answered)
    )


def verify(turns: Sequence[Turn], readings: Sequence[Reading]) -> Verified:
    """Keeps what is proven by a quote; a turn without a reading gets an empty one."""
    by_number = {turn.n: turn for turn in turns}
    given = {reading.turn: reading for reading in readings}
    kept: list[Reading] = []
    dropped: list[str] = []
    for turn in turns:
        reading = given.get(turn.n)
        if reading is None:
            kept.append(Reading(turn=turn.n, speaker=turn.speaker))
            continue
        moves = tuple([m for m in reading.moves if _stands(m, turn, by_number)])
        if len(moves) < len(reading.moves):
            standing = {id(move) for move in moves}
            dropped += [
                f"turn {turn.n}: {move.code.value}: no such words: {move.quote.text!r}"
                for move in reading.moves
                if id(move) not in standing
            ]
        kept.append(
            Reading(
                turn=turn.n,
                speaker=turn.speaker,
                moves=moves,
                mentions=tuple([m for m in reading.mentions if is_verbatim(m.quote, turn)]),
            )
        )
    return Verified(tuple(kept), tuple(dropped))
