"""What the scenario's key and a turn's other codes take back before anything is counted.

A reader sees words only. The key tells that refusing to go below the list price gives no limit
away; an open door, a walk-away and a promise of results put no terms on the table.
"""

import re
from collections.abc import Sequence

from simulator.domain.moves import Code, Move, Quote, Reading, Stance
from simulator.domain.scenario import Scenario
from simulator.domain.text import whole_words
from simulator.grader.ground import ground_of
from simulator.grader.rubric import Rubric

_PARTING = frozenset({Code.DOOR, Code.WALK})
_REFUSING = frozenset({Code.HOLD, Code.REJECT})
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def screened(
    readings: Sequence[Reading], rubric: Rubric, scenario: Scenario | None
) -> tuple[Reading, ...]:
    """The readings without the codes that cannot be so; the buyer's stay as they are."""
    return tuple(
        _without_false_leaks(_without_mere_talk(reading, rubric), rubric, scenario)
        if reading.speaker == "trainee"
        else reading
        for reading in readings
    )


def overlap(one: Quote, other: Quote) -> bool:
    """Whether two quotes of a turn share words."""
    return one.turn == other.turn and one.start < other.end and other.start < one.end


def _without_mere_talk(reading: Reading, rubric: Rubric) -> Reading:
    """Takes the terms out of words that offer none: a door, a walk, a promise of results."""
    promises = whole_words(rubric.trading.claim_phrases)
    talk = [
        move.quote
        for move in reading.moves
        if move.code in _PARTING or (move.code is Code.CONCEDE and promises.search(move.quote.text))
    ]
    if not talk:
        return reading
    inside = {m.quote: any(overlap(m.quote, q) for q in talk) for m in reading.mentions}
    offered = {m.issue for m in reading.mentions if not inside[m.quote]}
    empty = {m.issue for m in reading.mentions if inside[m.quote]} - offered
    kept = [move for move in reading.moves if not _is_talk(move, talk)]
    asks = any(move.code is Code.ASK_GET or move.asked for move in kept)
    return reading.model_copy(
        update={
            "moves": tuple(
                move.model_copy(
                    update={
                        "terms": {i: v for i, v in move.terms.items() if i not in empty},
                        "conditional": move.conditional and asks,
                    }
                )
                for move in kept
            ),
            "mentions": tuple(
                m.model_copy(update={"stance": Stance.HYPOTHETICAL}) if inside[m.quote] else m
                for m in reading.mentions
            ),
        }
    )


def _is_talk(move: Move, talk: Sequence[Quote]) -> bool:
    gives = move.code is Code.CONCEDE or (move.code is Code.ASK_GET and not move.asked)
    return gives and any(overlap(move.quote, quote) for quote in talk)


def _without_false_leaks(reading: Reading, rubric: Rubric, scenario: Scenario | None) -> Reading:
    """Makes a refusal of every leak that gives no limit away; only a key can tell."""
    if scenario is None or not reading.has(Code.LEAK):
        return reading
    refused = [move.quote for move in reading.moves if move.code in _REFUSING]
    kept: list[Move] = []
    for move in reading.moves:
        if move.code is not Code.LEAK or _reveals(reading, move, rubric, scenario):
            kept.append(move)
        elif not any(overlap(move.quote, quote) for quote in refused):
            kept.append(move.model_copy(update={"code": Code.HOLD}))
    return reading.model_copy(update={"moves": tuple(kept)})


def _reveals(reading: Reading, leak: Move, rubric: Rubric, scenario: Scenario) -> bool:
    """Whether it names a figure under the list terms or, without any, speaks of a limit."""
    words = ground_of(scenario, None).vocabulary
    core = {issue.id: issue for issue in scenario.issues if issue.core}
    named = [
        (m.issue, m.value)
        for m in reading.mentions
        if m.issue in core and overlap(m.quote, leak.quote)
    ]
    if not named:
        figures = [float(f.replace(",", "")) for f in _FIGURE.findall(leak.quote.text)]
        named = [(i, figure) for i in core for figure in figures if core[i].holds(figure)]
    if named:
        return any(words.seller_prefers(i, v, core[i].standard) < 0 for i, v in named if i)
    return whole_words(rubric.firmness.limit_words).search(leak.quote.text) is not None
