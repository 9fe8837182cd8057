"""Checks of what a buyer did in a whole meeting; each yields a sentence for every breach."""

import re
from collections.abc import Callable, Iterator

from simulator.buyer.guard import figures
from simulator.buyer.perception import perceive
from simulator.domain.moves import Code
from simulator.domain.persona import ActKind
from simulator.domain.tactics import Seen
from simulator.domain.text import whole_words
from simulator.domain.utility import worth
from simulator.trainees.play import Played, Stage, Step

BINDING = {ActKind.ACCEPT, ActKind.CLOSE, ActKind.COUNTER, ActKind.CALL_BACK}
MOST_COOLING = 1.0

Check = Callable[[Stage, Played], Iterator[str]]

_ONE = re.compile(r"(?<!\w)1(?!\w)")
"""A one in digits; "a month" and "an hour" are no figures anybody invents."""

_HEAT = re.compile(r"^(.*): .*?heat ([\d.]+) to ([\d.]+)")


def breaks_limit(stage: Stage, played: Played) -> Iterator[str]:
    """Accepts, counters and calls back inside its limits only."""
    for step in played.steps:
        if step.act.kind in BINDING and not stage.stakes.can_sign(step.act.package):
            yield f"{step.act.kind.value}s {step.act.package}"


def tells_secret(stage: Stage, played: Played) -> Iterator[str]:
    """Says no word of an interest's tier before that tier is open."""
    for step in played.steps:
        for interest in stage.persona.interests:
            shut = interest.secret[step.mind.tiers[interest.id] :]
            words = [word for tier in shut for word in tier]
            text = step.text.replace("’", "'")
            if words and (found := whole_words(words).search(text)):
                yield f"says {found.group()!r} of {interest.id}: {step.text}"


def invents_figure(stage: Stage, played: Played) -> Iterator[str]:
    """Every number it says is one of its act."""
    for step in played.steps:
        act = step.act
        known = [stage.scenario.spoken(t) for t in (act.terms, act.theirs, act.package, act.quoted)]
        if act.tier:
            known += stage.persona.interest(act.interest).tiers[act.tier - 1].figures
        known += [f for fact in stage.persona.facts if fact.id == act.fact for f in fact.figures]
        strange = figures(step.text) - set[float]().union(*map(figures, known))
        if strange - {1.0} or (strange and _ONE.search(step.text)):
            yield f"says {strange}: {step.text}"


def rewards_gift(stage: Stage, played: Played) -> Iterator[str]:
    """A gift costs respect, softens no demand, and is not given back in part."""
    for step in played.steps[1:]:
        if not _gave(stage, step):
            continue
        before, mind = step.after.mind, step.mind
        if mind.respect > 0 and not any("something for nothing" in why for why in step.reasons):
            yield f"keeps its respect after {step.after.text!r}"
        if mind.hardness < before.hardness - 1e-6:
            yield f"asks for less after {step.after.text!r}"
        package = {**step.after.table.seller_package, **step.act.theirs}
        if step.act.kind is ActKind.COUNTER and not stage.stakes.at_least(
            step.act.package, package
        ):
            yield f"gives some of {step.after.text!r} back"


def _gave(stage: Stage, step: Step) -> bool:
    after = step.after
    assert after.reading is not None
    if not after.reading.terms and not after.reading.has(Code.ACCEPT):
        return False
    _, seen = perceive(
        after.mind,
        after.reading,
        after.text,
        after.table,
        stage.stakes,
        stage.persona,
        stage.level,
    )
    return Seen.FREE_GIVE in seen.signs


def signs_above_floor(stage: Stage, played: Played) -> Iterator[str]:
    """Where there is no zone, it signs only what hurts the seller."""
    if not stage.persona.no_zone:
        return
    floor = stage.scenario.seller.reservation
    for step in played.steps:
        package = step.act.package
        if step.act.kind in BINDING and worth(stage.scenario.seller, package) >= floor:
            yield f"{step.act.kind.value}s {package}, which the seller can live with"


def takes_a_mere_discount(stage: Stage, played: Played) -> Iterator[str]:
    """Whoever has a hard line on something else signs no package that changes the price alone."""
    price = stage.stakes.price
    lines = {limit.issue for limit in stage.persona.limits if limit.share > 0}
    if stage.persona.discount_alone or price is None or not lines & stage.stakes.issues.keys():
        return
    standard = stage.scenario.standard
    changed = {issue for issue, value in played.terms.items() if value != standard[issue]}
    if played.terms and changed <= {price.id}:
        yield f"signs {played.terms}"


def cools_by_itself(stage: Stage, played: Played) -> Iterator[str]:
    """Heat falls by the moves its file lists, at most by one a turn, or when it comes back."""
    listed = {s.value for s, change in stage.persona.reactions.items() if change.get("heat", 0) < 0}
    for step in played.steps[1:]:
        if step.act.kind is ActKind.CALL_BACK:
            continue
        if step.after.mind.heat - step.mind.heat > MOST_COOLING + 1e-9:
            yield f"cools by more than {MOST_COOLING} after {step.after.text!r}"
        fallen = [
            m for why in step.reasons if (m := _HEAT.match(why)) and float(m[3]) < float(m[2])
        ]
        if step.mind.heat < step.after.mind.heat and not fallen:
            yield f"cools without a reason after {step.after.text!r}"
        for match in fallen:
            # An answer to a tactic or a remark has its change in the file as well.
            if match[1] not in listed and not match[1].startswith(("took '", "a remark")):
                yield f"cools by {match[1]!r}, which its file does not list"


CHECKS: tuple[Check, ...] = (
    breaks_limit,
    tells_secret,
    invents_figure,
    rewards_gift,
    signs_above_floor,
    takes_a_mere_discount,
    cools_by_itself,
)


def breaches(stage: Stage, played: Played) -> list[str]:
    """Every breach of every check in a meeting."""
    return [
        f"seed {played.seed}, {check.__name__}: {told}"
        for check in CHECKS
        for told in check(stage, played)
    ]
