"""What a usable file holds, in a line, for its author."""

from simulator.domain.imported import SmallKey, scenario_of
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.utility import frontier, nash_point


def describe(noun: Persona | Scenario | SmallKey) -> str:
    """'ok, ...': enough to see that the file says what its author meant."""
    if isinstance(noun, SmallKey):
        return f"ok, a key for {noun.name!r}: {scenario_of(noun).summary}"
    if isinstance(noun, Persona):
        acts, lines = len(noun.lines), len(noun.scripted())
        return (
            f"ok, the buyer {noun.name!r}: {lines} lines, {acts} acts, "
            f"{len(noun.interests)} interests, {len(noun.facts)} plain facts"
        )
    best = nash_point(frontier(noun.issues, noun.seller, noun.buyer), noun.seller, noun.buyer)
    if best is None:
        possible = "no package suits both sides, so the right end is to walk away"
    else:
        possible = (
            f"a deal is possible; the fairest is worth {best.seller:,.0f} to the seller and "
            f"{best.buyer:,.0f} to the buyer, counted from the standard terms"
        )
    return f"ok, the deal {noun.name!r}: {len(noun.issues)} issues; {possible}"
