"""All that a rule of the buyer's policy may look at, worked out once a turn."""

from dataclasses import dataclass
from functools import cached_property
from random import Random

from simulator.buyer import bidding
from simulator.buyer.act import Act
from simulator.buyer.claims import rival_price
from simulator.buyer.mind import Mind
from simulator.buyer.perception import Perception
from simulator.buyer.stakes import Package, Stakes
from simulator.domain.deal import Value
from simulator.domain.persona import ActKind, Level, LevelSettings, Persona
from simulator.domain.tactics import Demand, Milestone


@dataclass(frozen=True)
class Situation:
    """One turn, as policy sees it. `rng` draws the same for the same seed and turn."""

    mind: Mind
    seen: Perception
    persona: Persona
    level: Level
    stakes: Stakes
    rng: Random

    @property
    def settings(self) -> LevelSettings:
        """What the level of difficulty sets."""
        return self.persona.levels[self.level]

    @property
    def package(self) -> Package:
        """The seller's last word on every issue."""
        return self.seen.table.seller_package

    @cached_property
    def wanted(self) -> float:
        """Money the buyer wants by now, before a trade is met."""
        return bidding.demand(self.mind, self.persona, self.level, self.stakes)

    @cached_property
    def demand(self) -> float:
        """Money that is enough for this turn's package."""
        if not self.seen.linked:
            return self.wanted
        return bidding.met(self.wanted, self.persona.bidding, self.stakes)

    @cached_property
    def content(self) -> bool:
        """Whether the buyer would sign the seller's package now."""
        return self.stakes.content_with(self.package, self.demand)

    @cached_property
    def open_issues(self) -> set[str]:
        """Issues the buyer may bargain on without telling what is not yet told."""
        shut = {
            issue
            for interest in self.persona.interests
            if self.mind.tiers[interest.id] == 0
            for issue in interest.opens
        }
        return set(self.stakes.issues) - shut

    @property
    def milestones(self) -> frozenset[Milestone]:
        """What has happened so far, the state of the table included."""
        found = set(self.mind.milestones)
        if any(p.status == "agreed" and p.spoken_of for p in self.seen.table.positions.values()):
            found.add(Milestone.POINT_SETTLED)
        if self.content:
            found.add(Milestone.NEAR_YES)
        if self.mind.agreed:
            found.add(Milestone.AGREED)
        if any(self.mind.tiers[i.id] for i in self.persona.interests if i.pivotal):
            found.add(Milestone.TOLD)
        return frozenset(found)

    def act(self, kind: ActKind, **parts: object) -> Act:
        """An act in the tone of the moment that may repeat the seller's terms."""
        calm = self.mind.heat <= self.persona.thresholds.warm_heat
        fields = {"kind": kind, "tone": "warm" if calm else "cool", "theirs": self.seen.offered}
        return Act.model_validate(fields | parts)

    def changes_to(self, package: Package) -> dict[str, Value]:
        """Where a package differs from the seller's last word."""
        return {i: value for i, value in package.items() if value != self.package[i]}

    def counter(
        self,
        wanted: float | None = None,
        kind: ActKind = ActKind.COUNTER,
        package: Package | None = None,
    ) -> Act | None:
        """An offer that is worth `wanted` (money; the demand of the turn) to the buyer, changed
        from `package` (the seller's last word)."""
        package = self.package if package is None else package
        wanted = self.demand if wanted is None else wanted
        word = self.mind.counter or self.mind.agreed
        if word:
            # It never asks for more than it has said it would sign.
            wanted = min(wanted, self.stakes.worth(word))
        changed = bidding.counter(
            package,
            self.open_issues,
            wanted,
            self.persona.bidding,
            self.stakes,
        )
        if changed is None:
            return None
        changed = self._not_below_own_bid(changed, package)
        if changed == package:
            return None
        return self.act(kind, terms=self.changes_to(changed), package=changed)

    def _not_below_own_bid(self, changed: Package, package: Package) -> Package:
        """A counter-offer with the price the buyer has bid before, where it would bid less and what
        else is in it leaves room for that."""
        price, bid = self.stakes.price, self.mind.bid
        if price is None or bid is None or float(changed[price.id]) >= bid:
            return changed
        held: Package = {**changed, price.id: min(bid, float(package[price.id]))}
        return held if self.stakes.can_sign(held) else changed

    def price_wish(self, cut: float) -> dict[str, Value]:
        """A lower price to ask for: never binding, never above what is on the table."""
        price = self.stakes.price
        if price is None:
            return {}
        # Never from above the list price: a figure the seller only threatens with is no base.
        current = min(float(self.package[price.id]), price.standard)
        # Who has bid 57 does not go on to bid 55, unless it has been given something for nothing.
        wanted = max(current * (1.0 - cut), self.mind.bid or 0.0)
        if self.mind.leaked is not None:
            # A seller who says how low it can go is asked for just that.
            wanted = min(wanted, self.mind.leaked)
        return self._lower(price.id, max(price.low, wanted // price.step * price.step))

    def wish(self, demand: Demand) -> dict[str, Value]:
        """The terms of a tactic's demand in this deal; empty if it has none to ask for."""
        if demand.cut is not None:
            return self.price_wish(demand.cut)
        if demand.below_floor is not None:
            figure = self.stakes.below_floor(demand.below_floor)
            price = self.stakes.price
            return self._lower(price.id, figure) if price and figure is not None else {}
        if demand.reopens:
            return self._reopened()
        if demand.forbidden:
            return self._forbidden()
        return self._extra(demand.extra)

    def rival(self, claim_id: str) -> dict[str, Value]:
        """The rival's price that a claim names: the one it named before, else a new one."""
        if claim_id in self.mind.rivals:
            return self.mind.rivals[claim_id]
        price = self.stakes.price
        if price is None:
            return {}
        current = min(float(self.package[price.id]), price.standard)
        figure = rival_price(self.persona.claim(claim_id), current, price.step)
        return {} if figure is None else {price.id: figure}

    def _lower(self, price_id: str, wanted: float) -> dict[str, Value]:
        return {price_id: wanted} if wanted < float(self.package[price_id]) else {}

    def _extra(self, issues: tuple[str, ...]) -> dict[str, Value]:
        for issue in issues:
            if issue in self.stakes.issues and issue in self.open_issues:
                better = self.stakes.better(issue, self.package[issue])
                if better:
                    return {issue: better[len(better) // 2]}
        return {}

    def _reopened(self) -> dict[str, Value]:
        for issue, position in self.seen.table.positions.items():
            if position.status == "agreed" and position.spoken_of and issue in self.open_issues:
                better = self.stakes.better(issue, position.seller)
                if better:
                    return {issue: better[0]}
        return {}

    def _forbidden(self) -> dict[str, Value]:
        for issue in self.stakes.issues.values():
            others = [value for value in issue.outcomes() if value != issue.standard]
            if issue.fixed and others:
                return {issue.id: max(others, key=lambda v: self.stakes.worth({issue.id: v}))}
        return {}
