"""Which scripted lines fit an act, filled with what was really said, and not used before.

The lines travel inside the request: a real model reads them as examples, the offline model picks
one of each group. Either way a line that was spoken is not offered again in the same session.
"""

import json
from collections.abc import Mapping, Sequence
from random import Random
from string import Formatter
from typing import NamedTuple

from simulator.buyer.act import Act
from simulator.buyer.mind import Mind
from simulator.domain.persona import ActKind, Persona, Tone
from simulator.domain.scenario import Scenario

CHOICES = 6
"""Lines of a group that are offered to the model."""

QUOTABLE = 3
"""More terms than this are not read back to the seller one by one."""


class Group(NamedTuple):
    """Lines of which one is spoken, keyed by their index in the persona's list."""

    pool: str
    lines: dict[int, str]


def groups(act: Act, mind: Mind, persona: Persona, scenario: Scenario) -> list[Group]:
    """The groups of an act, in speaking order: the reply, what is told, the act, the hint."""
    fills = _fills(act, scenario)
    pools: list[tuple[str, Sequence[str]]] = []
    if act.noted:
        pools.append((f"want.{act.noted}.noted", persona.want(act.noted).noted))
    if act.reply:
        pools.append((f"reply.{act.reply}", _reply_lines(act.reply, persona)))
    if act.confirms:
        pools.append(_spoken_as(ActKind.CONFIRM, act.tone, persona))
    if act.tier:
        tier = persona.interest(act.interest).tiers[act.tier - 1]
        pools.append((f"{act.interest}.{act.tier}", tier.lines))
    pools += _lines_of_act(act, persona)
    pools += [(f"want.{want}.kept", persona.want(want).kept) for want in act.kept]
    if act.cue:
        cue = next(c for i in persona.interests for c in i.cues if c.id == act.cue)
        strength = "faint" if act.faint else "loud"
        pools.append((f"cue.{act.cue}.{strength}", cue.faint if act.faint else cue.loud))
    return [_group(pool, lines, fills, mind, persona.again) for pool, lines in pools]


def _lines_of_act(act: Act, persona: Persona) -> list[tuple[str, Sequence[str]]]:
    """The lines that word the act itself; none where the reply or the disclosure says it all."""
    match act.kind:
        case ActKind.DEFLECT:
            return [(f"{act.interest}.back", persona.interest(act.interest).holding_back)]
        case ActKind.ANSWER:
            fact = next(fact for fact in persona.facts if fact.id == act.fact)
            return [(f"fact.{act.fact}", fact.lines)]
        case ActKind.PRESS:
            return [(f"tactic.{act.tactic}", persona.tactic(act.tactic).lines)]
        case ActKind.TESTED:
            claim = persona.claim(act.claim)
            lines = {
                "wobbling": claim.wobbles,
                "dropped": claim.dropped,
                "proved": claim.proved,
            }
            return [(f"claim.{act.claim}.{act.claim_state}", lines[act.claim_state])]
        case ActKind.REVEAL | ActKind.REPLY:
            return []
        case ActKind.WELCOME if act.noted:
            return []
        case ActKind.ACCEPT if act.aside and persona.asides:
            return [("aside", persona.asides)]
        case _:
            return [_spoken_as(act.kind, act.tone, persona)]


def _reply_lines(pool: str, persona: Persona) -> Sequence[str]:
    """The lines of an answer, by its pool: 'remark.2' or 'flinch.well.0'."""
    owner, _, index = pool.rpartition(".")
    if owner == "remark":
        return persona.answers[int(index)].lines
    tactic_id, _, verdict = owner.rpartition(".")
    tactic = persona.tactic(tactic_id)
    return (tactic.well if verdict == "well" else tactic.badly)[int(index)].lines


def _spoken_as(kind: ActKind, tone: Tone, persona: Persona) -> tuple[str, Sequence[str]]:
    wordings = persona.lines[kind]
    return f"{kind}.{tone}", wordings.warm if tone == "warm" else wordings.cool or wordings.warm


def _fills(act: Act, scenario: Scenario) -> dict[str, str]:
    spoken = {
        "terms": scenario.spoken(act.terms),
        "theirs": scenario.spoken(act.theirs) if len(act.theirs) <= QUOTABLE else "",
        "package": scenario.spoken(scenario.noteworthy(act.package)),
        "rival": scenario.spoken(act.quoted),
        **deal_words(scenario),
    }
    return {name: text for name, text in spoken.items() if text}


def deal_words(scenario: Scenario) -> dict[str, str]:
    """How this deal calls things, for the lines of any persona."""
    other = next((c for c in scenario.contacts if c.guarded), None)
    contact = other or (scenario.contacts[-1] if scenario.contacts else None)
    return {
        "deal": scenario.speech.deal,
        "supplier": scenario.speech.supplier,
        "contact": f"the {contact.role}" if contact else "my colleagues",
        "concern": (contact.concern or contact.cares_about) if contact else "the detail",
    }


def _group(
    pool: str, lines: Sequence[str], fills: dict[str, str], mind: Mind, again: Sequence[str]
) -> Group:
    usable = {i: line.format(**fills) for i, line in enumerate(lines) if _needs(line) <= set(fills)}
    fresh = {i: line for i, line in usable.items() if i not in mind.used.get(pool, ())}
    if fresh:
        return Group(pool, fresh)
    # Every line is spent: the buyer repeats itself, and says so.
    return Group(pool, {i: again[i % len(again)].format(line=usable[i]) for i in usable})


def _needs(line: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(line) if name}


def mark_used(mind: Mind, spoken: str, offered: Sequence[Group]) -> Mind:
    """The state that remembers which of the offered lines were spoken."""
    used = dict(mind.used)
    for group in offered:
        said = tuple(index for index, line in group.lines.items() if line in spoken)
        used[group.pool] = tuple(dict.fromkeys((*used.get(group.pool, ()), *said)))
    return mind.model_copy(update={"used": used})


def pick(choices: Sequence[Sequence[str]], seed: int) -> str:
    """One line of each group, by the seed, joined."""
    # Other dice than those that drew the choices: with the same, the first would nearly always win.
    rng = Random(f"{seed}:pick")
    return " ".join(rng.choice(group) for group in choices if group)


def choices(offered: Sequence[Group], seed: int) -> list[list[str]]:
    """The lines to show the model: some of each group, in an order drawn by the seed."""
    rng = Random(seed)
    return [
        rng.sample(list(group.lines.values()), min(CHOICES, len(group.lines))) for group in offered
    ]


def answer_line(request: Mapping[str, object]) -> str:
    """What the offline model says to a request of `voice`: one of the wordings it was shown.

    `request` is the body of a Chat Completions request. Anything that is not such a request is
    answered with a polite nothing, as a small model would.
    """
    messages = request.get("messages")
    seed = request.get("seed")
    try:
        content = messages[-1]["content"]  # type: ignore[index]
        shown = json.loads(str(content).splitlines()[-1])["wordings"]
        return pick(shown, seed if isinstance(seed, int) else 0)
    except (TypeError, LookupError, ValueError):
        return "I see."
