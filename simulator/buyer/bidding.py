"""How much the buyer wants out of the deal by now, and what it would change to get it.

Time-dependent concession (Faratin, Sierra & Jennings 1998) with reciprocity: a linked trade is
met in kind, a gift makes the buyer want more.
"""

from simulator.buyer.mind import Mind
from simulator.buyer.stakes import Package, Stakes
from simulator.domain.persona import Bidding, Level, Persona
from simulator.domain.tactics import Seen, Sign

EARLY = 3
"""Seller's turns within which a big drop counts as early."""

MOST_HARDNESS = 0.1
"""Share of the price by which demands can rise or fall beyond the time-dependent aspiration."""


def aspiration(elapsed: float, bidding: Bidding, pace: float, stakes: Stakes) -> float:
    """Money demanded when `elapsed` (0..1) of the patience is used up.

    target - (target - reservation) * elapsed ** (1 / pace), never below the reservation value.
    """
    share = float(min(1.0, max(0.0, elapsed)) ** (1.0 / (bidding.pace * pace)))
    return stakes.target - (stakes.target - stakes.reservation) * share


def demand(mind: Mind, persona: Persona, level: Level, stakes: Stakes) -> float:
    """Money the buyer wants by now if nothing is asked of it in return.

    It falls over the meeting, at most by the movement budget in a round; gifts and early drops
    have raised it, shrinking steps have eased it.
    """
    bidding = persona.bidding
    whole = persona.levels[level].patience
    elapsed = 1.0 - max(0, mind.patience) / whole
    wanted = aspiration(elapsed, bidding, mind.pace, stakes) + mind.hardness
    if mind.demand is not None:
        span = stakes.target - stakes.reservation
        wanted = max(wanted, mind.demand - bidding.budget * span)
    return max(stakes.reservation, wanted)


def met(wanted: float, bidding: Bidding, stakes: Stakes) -> float:
    """What is left of a demand when the seller offers a trade: it is answered in kind."""
    least = stakes.reservation
    return least + (wanted - least) * (1.0 - bidding.reciprocity)


def hardened(
    mind: Mind, signs: frozenset[Sign], steps: tuple[float, ...], persona: Persona, stakes: Stakes
) -> tuple[float, list[str]]:
    """The hardness after a seller's turn, with the reasons. `steps` are its price cuts so far.

    A gift is answered with a higher demand, and an early big drop more so (Kwon & Weingart 2004);
    steps that shrink tell that the limit is near (Tey et al. 2021), and ease.
    """
    bidding = persona.bidding
    shares: list[tuple[float, str]] = []
    if Seen.FREE_GIVE in signs:
        shares.append((bidding.free_give, "a gift"))
    if Seen.BIG_DROP in signs and mind.heard <= EARLY:
        shares.append((bidding.big_drop, "a big drop so early"))
    if Seen.PRICE_CUT in signs and len(steps) > 1 and steps[-1] < steps[-2]:
        shares.append((-bidding.shrinking, "its steps get smaller"))
    told = [f"{why}: next demand {share:+.0%} of the price" for share, why in shares if share]
    return harder(mind.hardness, sum(share for share, _ in shares), stakes), told


def harder(hardness: float, share: float, stakes: Stakes) -> float:
    """The hardness raised (or eased) by a share of the price, within bounds."""
    most = stakes.money_of(MOST_HARDNESS)
    return max(-most, min(most, hardness + _money(share, stakes)))


def _money(share: float, stakes: Stakes) -> float:
    return stakes.money_of(share) if share >= 0 else -stakes.money_of(-share)


def counter(
    package: Package, open_issues: set[str], wanted: float, bidding: Bidding, stakes: Stakes
) -> Package | None:
    """The seller's package with the least change that is worth `wanted`; None if there is none."""
    movable = [i for i in bidding.bargains_on if i in stakes.issues and i in open_issues]
    changed = stakes.counter(package, movable, wanted, bidding.largest_step)
    return None if changed == package else changed
