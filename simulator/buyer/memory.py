"""What the buyer remembers of its own act: what it asked, hinted, claimed, agreed."""

from simulator.buyer.act import Act
from simulator.buyer.mind import Mind
from simulator.buyer.stakes import Package
from simulator.domain.persona import ActKind, Persona

_BIDS = frozenset(
    {ActKind.ASK, ActKind.NIBBLE, ActKind.PRESS, ActKind.REPLY, ActKind.COUNTER, ActKind.CALL_BACK}
)
"""Acts in which a buyer names a price of its own."""

_OFFERS = frozenset({ActKind.COUNTER, ActKind.CALL_BACK})
"""Those that hold a whole package it would sign."""


def after(
    mind: Mind,
    act: Act,
    persona: Persona,
    price: str = "",
    opened: str = "",
    package: Package | None = None,
) -> Mind:
    """The state once the act is decided; `price` is the id of the deal's price, `package` the
    seller's last word on every issue.

    An interest that was `opened` and is not told in this act stays as shut as it was.
    """
    if opened and not (act.tier and act.interest == opened):
        tiers = {**mind.tiers, opened: mind.tiers[opened] - 1}
        mind = mind.model_copy(update={"tiers": tiers})
    # A wish is answered in the next breath or not at all; a counter-offer stands.
    changed: dict[str, object] = {"wish": {}, "last_told": act.interest if act.tier else ""}
    if act.kind in {ActKind.CONFIRM, ActKind.DEFLECT}:
        changed["last_told"] = mind.last_told
    if act.cue:
        changed |= {"cues": {**mind.cues, act.cue: mind.cues.get(act.cue, 0) + 1}, "since_cue": 0}
    changed |= _by_kind(mind, act, persona)
    # "Net 75, the rest as you have it" says yes to the seller's price.
    named = act.terms.get(price, act.package.get(price) if act.kind in _OFFERS else None)
    if act.kind in _BIDS and named is not None and not isinstance(named, str):
        changed["bid"] = max(named, mind.bid or named)
        if mind.bid is None or named >= mind.bid:
            changed["bid_package"] = {**(package or {}), **act.package, **act.terms}
    return mind.model_copy(update=changed)


def _by_kind(mind: Mind, act: Act, persona: Persona) -> dict[str, object]:
    match act.kind:
        case ActKind.NIBBLE:
            return {"nibbles_due": mind.nibbles_due - 1, "wish": act.terms}
        case ActKind.ASK:
            return {"price_asks": mind.price_asks + 1, "wish": act.terms}
        case ActKind.REPLY:
            return {"wish": act.terms}
        case ActKind.HESITATE:
            return {"hesitations": mind.hesitations + 1}
        case ActKind.COUNTER:
            return {"counter": act.package, "since_counter": 0, "agreed": {}}
        case ActKind.CALL_BACK:
            heat = mind.heat if persona.cools_to is None else min(mind.heat, persona.cools_to)
            return {"counter": act.package, "came_back": True, "heat": heat}
        case ActKind.ACCEPT | ActKind.CLOSE:
            return {"agreed": act.package, "counter": {}, "nibbles_due": 0}
        case ActKind.UNSURE | ActKind.REFUSE:
            # Who does not know what the other meant, or refuses it, has agreed to nothing; what it
            # was ready to sign stays its word.
            return {"agreed": {}, "counter": mind.agreed or mind.counter}
        case ActKind.PRESS:
            return _pressed(mind, act)
        case ActKind.OPEN if persona.opens_with:
            used = {**mind.tactics, persona.opens_with: 1}
            return {"pending": persona.opens_with, "tactics": used, "since_tactic": 0}
        case _:
            return {}


def _pressed(mind: Mind, act: Act) -> dict[str, object]:
    changed: dict[str, object] = {
        "pending": act.tactic,
        "since_tactic": 0,
        "tactics": {**mind.tactics, act.tactic: mind.tactics.get(act.tactic, 0) + 1},
        "wish": act.terms,
    }
    if act.claim and act.claim not in mind.claims:
        changed["claims"] = {**mind.claims, act.claim: "standing"}
    if act.claim and act.quoted:
        changed["rivals"] = {**mind.rivals, act.claim: act.quoted}
    return changed
