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
        return self.meets_bid or self.stakes.content_with(self.package, self.demand)

    @cached_property
    def meets_bid(self) -> bool:
        """Whether the seller has come to the price the buyer named itself, the rest no worse than
        it was then: what a buyer has said it stands by. Whom no discount helps has only asked, and
        offered nothing, until it makes a counter-offer."""
        price, own = self.stakes.price, self.mind.bid_package
        if price is None or not own or not self.stakes.can_sign(self.package):
            return False
        if not self.persona.discount_alone and not self.mind.counter:
            return False
        comes_to_it = float(self.package[price.id]) <= float(own[price.id])
        return comes_to_it and self.stakes.at_least(self.package, own)

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
        """A counter-offer with the price the buyer has bid before, where it would bid less: with
        the rest as it wants it now, else with the rest no worse than it was when it bid."""
        price, bid, own = self.stakes.price, self.mind.bid, self.mind.bid_package
        if price is None or bid is None or float(changed[price.id]) >= bid:
            return changed
        held: Package = {**changed, price.id: min(bid, float(package[price.id]))}
        worse = {i: v for i, v in own.items() if self.stakes.gain(i, v, package[i]) < 0}
        as_bid: Package = {**package, **worse, price.id: held[price.id]}
        return next((p for p in (held, as_bid) if self.stakes.can_sign(p)), changed)

    def price_wish(self, cut: float) -> dict[str, Value]:
        """A lower price to ask for: never binding, never above what is on the table."""
        price = self.stakes.price
        if price is None:
            return {}
        # Never from above the list price: a figure the seller only threatens with is no base.
        current = min(float(self.package[price.id]), price.standard)
        # Who has bid 57 bids neither 55 nor, while that stands as its offer, 59.
        bid = self.mind.bid or 0.0
        wanted = bid if bid and self.mind.counter else max(current * (1.0 - cut), bid)
        if self.mind.leaked is not None:
            # A seller who says how low it can go is asked for just that.
            wanted = min(wanted, self.mind.leaked)
        return self._lower(price.id, max(price.low, wanted // price.step * price.step))

    def extra_wish(self) -> dict[str, Value]:
        """A little more in another term than the price."""
        others = self.persona.bidding.bargains_on
        return self._extra(tuple(issue for issue in others if issue != self.stakes.price_id))

    def wish(self, demand: Demand) -> dict[str, Value]:
        """The terms of a tactic's demand in this deal; empty if it has none to ask for."""
        if demand.cut is not None:
            return self.price_wish(demand.cut)
        if demand.below_floor is not None:
            figure = self.stakes.below_floor(demand.below_floor)
            price = self.stakes.price
            if price is None or figure is None:
                return {}
            return self._lower(price.id, max(figure, self.mind.bid or 0.0))
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
        if figure is None:
            return {}
        # A rival that is dearer than what the buyer has bid itself would help nobody's case.
        return {price.id: min(figure, self.mind.bid or figure)}

    def _lower(self, price_id: str, wanted: float) -> dict[str, Value]:
        """A price to ask for that is no higher than it could sign with the rest as it stands."""
        highest = self.stakes.highest_price(self.package)
        wanted = wanted if highest is None else min(wanted, highest)
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
