"""Rules every scripted line has to keep, so that no persona file can make its buyer slip.

Scripted lines are spoken as they are, so what the guard asks of a model's line is asked of them
here, when the file is loaded.
"""

import re
from collections.abc import Iterator, Sequence
from string import Formatter

from simulator.content.document import Document
from simulator.content.problems import Problem
from simulator.domain.persona import ActKind, Persona
from simulator.domain.tactics import Demand
from simulator.domain.text import whole_words

UNQUOTED = 5
"""Lines per act and tone that have to work when there is nothing of the seller's to quote."""

NAMING = frozenset(
    {ActKind.ASK, ActKind.NIBBLE, ActKind.COUNTER, ActKind.ACCEPT, ActKind.CALL_BACK}
)
"""Acts that put terms on the table: every line of theirs says {terms}, no other line can."""

CONCLUDING = frozenset({ActKind.COUNTER, ActKind.ACCEPT, ActKind.CLOSE, ActKind.CALL_BACK})
"""Acts that know a whole {package}."""

DEAL_WORDS = frozenset({"deal", "supplier", "contact", "concern"})
"""Slots every line may use; the deal fills them."""


def line_problems(persona: Persona, document: Document) -> Iterator[Problem]:
    """What is wrong with the persona's lines, act by act, then interest by interest."""
    yield from _settings_problems(persona, document)
    for act, wordings in persona.lines.items():
        for tone, lines in (("warm", wordings.warm), ("cool", wordings.cool)):
            yield from _act_problems(act, tone, lines, document)
    for line in persona.again:
        yield from _placeholder_problems(line, frozenset({"line"}), "line", document)
    for line in persona.asides:
        yield from _placeholder_problems(line, DEAL_WORDS | {"terms"}, "terms", document)
        yield from _figure_problems(line, None, document)
    for line, figures in _told_lines(persona):
        yield from _placeholder_problems(line, DEAL_WORDS, "", document)
        yield from _figure_problems(line, figures, document)
    yield from _tactic_problems(persona, document)
    for interest in persona.interests:
        for cue in interest.cues:
            marks = whole_words(cue.words)
            yield from (
                _at(line, f"the cue '{cue.id}' is not marked; use one of its 'words'.", document)
                for line in (*cue.loud, *cue.faint)
                if not marks.search(line)
            )
    yield from _secret_problems(persona, document)
    for name in persona.variants:
        yield from _secret_problems(persona.played_as(name), document)


def _settings_problems(persona: Persona, document: Document) -> Iterator[Problem]:
    for level in ("easy", "normal", "hard"):
        if level not in persona.levels:
            place = document.place(("levels",))
            yield Problem(place, f"the level '{level}' is missing; add it.")
    for trait in ("heat", "trust", "respect"):
        if trait not in persona.start:
            place = document.place(("start",))
            yield Problem(place, f"'{trait}' is missing; add a number from 0 to 10.")

    if persona.unworded:
        acts = ", ".join(act.value for act in persona.unworded)
        place = document.place(("lines",))
        yield Problem(
            place, f"no lines for {acts}; add at least five warm and five cool ones each."
        )


def _tactic_problems(persona: Persona, document: Document) -> Iterator[Problem]:
    """What is wrong with the lines of tactics, of the answers to them, and of claims."""
    for tactic in persona.tactics:
        quotes_rival = bool(tactic.claim) and any(
            claim.id == tactic.claim and claim.price_below for claim in persona.claims
        )
        yield from _asking_problems(tactic.lines, tactic.asks, quotes_rival, document)
    for answer in (*persona.answers, *(a for t in persona.tactics for a in (*t.well, *t.badly))):
        yield from _asking_problems(answer.lines, answer.asks, False, document)
    for claim in persona.claims:
        for line in (*claim.wobbles, *claim.dropped, *claim.proved):
            allowed = DEAL_WORDS | ({"rival"} if claim.price_below else set())
            yield from _placeholder_problems(line, allowed, "", document)
            yield from _figure_problems(line, None, document)


def _asking_problems(
    lines: Sequence[str], asks: Demand | None, quotes_rival: bool, document: Document
) -> Iterator[Problem]:
    needed = "terms" if asks else ""
    allowed = DEAL_WORDS | ({needed} - {""}) | ({"rival"} if quotes_rival else set())
    for line in lines:
        yield from _placeholder_problems(line, allowed, needed, document)
        yield from _figure_problems(line, None, document)


def _act_problems(
    act: ActKind, tone: str, lines: Sequence[str], document: Document
) -> Iterator[Problem]:
    needed = "terms" if act in NAMING else ""
    allowed = {"theirs", needed, "package" if act in CONCLUDING else ""} - {""} | DEAL_WORDS
    for line in lines:
        yield from _placeholder_problems(line, frozenset(allowed), needed, document)
        yield from _figure_problems(line, None, document)
    plain = sum("{theirs}" not in line for line in lines)
    if plain < UNQUOTED:
        yield Problem(
            document.place(("lines", act.value, tone)),
            f"only {plain} lines do without {{theirs}} and {UNQUOTED} are needed, for when there "
            f"is nothing to quote; add {UNQUOTED - plain}.",
        )


def _placeholder_problems(
    line: str, allowed: frozenset[str], needed: str, document: Document
) -> Iterator[Problem]:
    try:
        parts = list(Formatter().parse(line))
    except ValueError:
        yield _at(line, "a brace is left open; close it or take it out.", document)
        return
    names = [name for _, name, _, _ in parts if name is not None]
    known = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "none"
    for name in names:
        if name not in allowed:
            message = f"{{{name}}} cannot be filled here; placeholders of this line: {known}."
            yield _at(line, message, document)
    if any(form or conversion for _, _, form, conversion in parts):
        yield _at(line, "a placeholder takes no '!' or ':'; write the bare name.", document)
    if needed and needed not in names:
        yield _at(line, f"the line does not say {{{needed}}}; add it.", document)


def _figure_problems(
    line: str, figures: Sequence[str] | None, document: Document
) -> Iterator[Problem]:
    # What stands in braces is no figure of the line's; a broken brace is reported elsewhere.
    for figure in re.findall(r"\d+(?:[.,]\d+)*", re.sub(r"\{[^}]*\}", "", line)):
        if figures is None:
            remedy = "take it out, all figures come from the act"
        elif figure not in figures:
            remedy = "list it under 'figures', or take it out"
        else:
            continue
        yield _at(line, f"{figure} stands in the line; {remedy}.", document)


def _told_lines(persona: Persona) -> Iterator[tuple[str, Sequence[str] | None]]:
    """Lines outside the acts, with the figures they may say; None where they can have none."""
    for interest in persona.interests:
        for tier in interest.tiers:
            yield from ((line, tier.figures) for line in tier.lines)
        yield from ((line, None) for line in interest.holding_back)
        for cue in interest.cues:
            yield from ((line, None) for line in (*cue.loud, *cue.faint))
    for fact in persona.facts:
        yield from ((line, fact.figures) for line in fact.lines)
    for want in persona.wants:
        yield from ((line, None) for line in (*want.noted, *want.kept))


def _secret_problems(persona: Persona, document: Document) -> Iterator[Problem]:
    """No line says a word of a tier that may still be shut when the line is spoken."""
    open_at = {
        line: (interest.id, tier)
        for interest in persona.interests
        for tier, told in enumerate(interest.tiers, start=1)
        for line in told.lines
    }
    for interest in persona.interests:
        for shut, words in enumerate(interest.secret, start=1):
            if not words:
                continue
            secret = whole_words(words)
            for line in persona.scripted():
                owner, tier = open_at.get(line, ("", 0))
                if owner == interest.id and tier >= shut:
                    continue
                if found := secret.search(line.replace("’", "'")):
                    yield _at(
                        line,
                        f"{found.group()!r} is a secret of '{interest.id}', tier {shut}; say it "
                        "in other words, or only in a line of that tier.",
                        document,
                    )


def _at(line: str, message: str, document: Document) -> Problem:
    return Problem(document.place_of_text(line) or document.place(("lines",)), message)
