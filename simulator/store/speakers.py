"""Decides which side each speaker is on: by what a person says, or by the label."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from simulator.domain.errors import TranscriptError
from simulator.domain.imported import Side
from simulator.domain.text import one_line
from simulator.store.formats.said import Said
from simulator.store.formats.words import known_side, plain

MOST_NAMED = 8
"""Speakers that a message names."""


class Choice(NamedTuple):
    """What a person says of the speakers; a name may be a part of a speaker's name."""

    seller: Sequence[str] = ()
    buyer: Sequence[str] = ()
    left_out: Sequence[str] = ()


def turn_counts(said: Iterable[Said]) -> dict[str, int]:
    """Every speaker with the number of their turns, in the order they begin to speak."""
    counts: dict[str, int] = {}
    for turn in said:
        counts[turn.speaker] = counts.get(turn.speaker, 0) + 1
    return counts


def sides_of(speakers: Sequence[str], choice: Choice) -> dict[str, Side]:
    """The sides that are clear; of two speakers the second follows from the first.

    Raises TranscriptError if a name that was given fits nobody, or a speaker is given two sides.
    """
    sides = _chosen(speakers, choice)
    for speaker in speakers:
        known = known_side(speaker)
        if speaker not in sides and known is not None:
            sides[speaker] = known
    here = [speaker for speaker in speakers if sides.get(speaker) != "left out"]
    unclear = [speaker for speaker in here if speaker not in sides]
    if len(here) == 2 and len(unclear) == 1:
        clear = next(sides[speaker] for speaker in here if speaker in sides)
        sides[unclear[0]] = "buyer" if clear == "trainee" else "trainee"
    return sides


def refuse_unclear(counts: Mapping[str, int], sides: Mapping[str, Side]) -> None:
    """Raises TranscriptError if a speaker has no side, or a side has no speaker."""
    named = ", ".join(f"{quoted(name)} ({count})" for name, count in [*counts.items()][:MOST_NAMED])
    more = f" and {len(counts) - MOST_NAMED} more" if len(counts) > MOST_NAMED else ""
    if any(speaker not in sides for speaker in counts):
        raise TranscriptError(
            f"it is not clear who sells and who buys; the speakers, with their turns, are {named}"
            f"{more}: name the sides with --seller NAME and --buyer NAME, and others with "
            "--leave-out NAME."
        )
    for side, option in (("trainee", "seller"), ("buyer", "buyer")):
        if side not in sides.values():
            raise TranscriptError(
                f"nobody is the {option}; the speakers, with their turns, are {named}{more}: name "
                f"one with --{option} NAME."
            )


def quoted(name: str) -> str:
    """A speaker's name, safe to print."""
    return f"'{one_line(name)}'"


def _chosen(speakers: Sequence[str], choice: Choice) -> dict[str, Side]:
    sides: dict[str, Side] = {}
    options: tuple[tuple[str, Side, Sequence[str]], ...] = (
        ("--seller", "trainee", choice.seller),
        ("--buyer", "buyer", choice.buyer),
        ("--leave-out", "left out", choice.left_out),
    )
    for option, side, names in options:
        found = {speaker for name in names for speaker in _fitting(speakers, name)}
        # Of many files with the same options, not everybody has to be in each.
        if names and not found and side != "left out":
            raise TranscriptError(
                f"{option} {quoted(names[0])} fits no speaker; they are "
                f"{', '.join(map(quoted, speakers[:MOST_NAMED]))}."
            )
        for speaker in found:
            if sides.setdefault(speaker, side) != side:
                raise TranscriptError(
                    f"the speaker {quoted(speaker)} is given two sides; keep one of the options."
                )
    return sides


def _fitting(speakers: Sequence[str], name: str) -> list[str]:
    """The speaker of that name; else those in whose name all its words are, if there is one."""
    wanted = plain(name)
    exact = [speaker for speaker in speakers if plain(speaker) == wanted]
    parts = set(wanted.split())
    partly = [speaker for speaker in speakers if parts and parts <= set(plain(speaker).split())]
    return exact or (partly if len(partly) == 1 else [])
