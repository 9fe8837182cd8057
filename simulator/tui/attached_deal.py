"""The deal of a conversation from elsewhere: the one attached to it, or else the one of the library
that its grade was made with. No Textual in here."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from simulator.domain.errors import ContentError, NegotiateError
from simulator.domain.imported import Attached, Basis

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.domain.scenario import Scenario
    from simulator.domain.scorecard import GradedRecord
    from simulator.domain.transcript import Transcript


def with_deal(transcript: Transcript, record: GradedRecord) -> Transcript:
    """The transcript, about the deal that was named as it was graded; unchanged where it has one
    already, or the library does not have that one.
    """
    if transcript.scenario is not None or not record.made_from.scenario:
        return transcript
    scenario = _of_library(record.made_from.scenario)
    if scenario is None:
        return transcript
    found = Attached(created=record.graded, basis=Basis(scenario=scenario))
    return transcript.model_copy(update={"records": (*transcript.records, found)})


_found: dict[str, Scenario] = {}
"""Deals of the library by hash: to look for one loads them all, some 0.2 s, and every correction
asks for the same one. One that is not there is looked for again: it may be put there."""


def _of_library(wanted: str) -> Scenario | None:
    if wanted in _found:
        return _found[wanted]
    from simulator.content import load_scenario, scenarios

    for card in scenarios():
        try:
            scenario = load_scenario(card.id)
        except ContentError:
            continue
        if _hash_of(scenario) == wanted:
            return _found.setdefault(wanted, scenario)
    return None


def _hash_of(scenario: Scenario | None) -> str:
    from simulator.grader.ground import ground_of

    return ground_of(scenario, None).hashes[0]


def refuse_other_deal(transcript: Transcript, record: GradedRecord) -> None:
    """Raises NegotiateError, with what to do, where a grade cannot be corrected because it was made
    with another deal than the conversation has now.
    """
    graded_with = record.made_from.scenario
    if transcript.header is not None or not record.made_from.transcript:
        return
    if transcript.scenario is None and graded_with:
        raise NegotiateError(
            "This was graded with a deal that it does not have: attach that one with "
            "'negotiate import --attach FILE --scenario FILE'."
        )
    if _hash_of(transcript.scenario) != graded_with:
        raise NegotiateError(
            "Another deal was attached after this was graded: grade it again with "
            "'negotiate grade FILE', then correct it."
        )


def how_to_attach(path: Path, record: GradedRecord, transcript: Transcript) -> str:
    """What to do about the scores that need a deal; empty where it has one, or was graded with
    one that only the coach has.

    Names the file in full, for the screen calls a call by its source, which has no deal.
    """
    if transcript.scenario is not None or record.made_from.scenario:
        return ""
    return (
        "Without a deal some of it is not scored: attach one with 'negotiate import --attach "
        f"{shlex.quote(str(path))} --scenario ID', then grade it again."
    )
