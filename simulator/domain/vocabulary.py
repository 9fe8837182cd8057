"""What a reader of turns needs to know of a scenario and persona: words, no limits and no money.

It is all that `simulator.coding` sees of a deal, so neither the rules nor a model coder can lean
on what the trainee could not know.
"""

from simulator.domain.base import Noun
from simulator.domain.deal import Issue, OptionIssue, RangeIssue, Value
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario


class Topic(Noun):
    """Something people can ask about, reflect or hint at, and the words that show it."""

    id: str
    words: tuple[str, ...]
    issues: tuple[str, ...] = ()
    """Issues on which asking why touches this topic."""
    of: str = ""
    """Cues: the topic they hint at."""


class Vocabulary(Noun):
    """The words of one deal. `standing` is what the seller's offer starts from, if it was sent."""

    issues: tuple[Issue, ...]
    seller_gains: dict[str, dict[str, float]] = {}
    """Options issues: rank of each option for the seller, higher is better, so that a reader can
    tell a concession. Range issues: {'up': 1} or {'up': -1}."""
    topics: tuple[Topic, ...] = ()
    cues: tuple[Topic, ...] = ()
    facts: tuple[Topic, ...] = ()
    contacts: tuple[Topic, ...] = ()
    standing: dict[str, Value] = {}
    statements: tuple[str, ...] = ()
    """What is true of the product and the seller's firm; a share claimed beside these is false."""
    alternatives: tuple[str, ...] = ()
    """What else the seller truly could sell, and to whom; empty where no deal is known."""

    def seller_prefers(self, issue: str, new: Value, old: Value) -> int:
        """1 if `new` is better for the seller than `old`, -1 if worse, 0 if equal or unknown."""
        ranks = self.seller_gains.get(issue, {})
        if isinstance(new, str) or isinstance(old, str):
            gain = ranks.get(str(new), 0.0) - ranks.get(str(old), 0.0)
        else:
            gain = (new - old) * ranks.get("up", 0.0)
        return (gain > 0) - (gain < 0)


def _seller_gains(scenario: Scenario) -> dict[str, dict[str, float]]:
    gains: dict[str, dict[str, float]] = {}
    for issue in scenario.issues:
        curve = scenario.seller.worth.get(issue.id)
        if curve is None:
            continue
        if isinstance(issue, OptionIssue):
            # Ranks, not money: the order is all a reader may know.
            order = sorted(set(curve.values()))
            gains[issue.id] = {str(o): float(order.index(w)) for o, w in curve.items()}
        else:
            points = sorted((float(value), money) for value, money in curve.items())
            gains[issue.id] = {"up": 1.0 if points[-1][1] >= points[0][1] else -1.0}
    return gains


def vocabulary_of(scenario: Scenario, persona: Persona | None = None) -> Vocabulary:
    """The vocabulary of a scenario, with the persona's topics and cues if there is one."""
    interests = persona.interests if persona else ()
    return Vocabulary(
        issues=scenario.issues,
        seller_gains=_seller_gains(scenario),
        topics=tuple(Topic(id=i.id, words=i.words, issues=i.explains) for i in interests)
        + tuple(Topic(id=f.id, words=f.words) for f in (persona.facts if persona else ())),
        cues=tuple(Topic(id=cue.id, words=cue.words, of=i.id) for i in interests for cue in i.cues),
        facts=tuple(Topic(id=f.id, words=f.words) for f in scenario.facts),
        contacts=tuple(
            Topic(id=c.name.lower().replace(" ", "_"), words=(c.name, c.role, *c.words))
            for c in scenario.contacts
        ),
        standing=scenario.standard if scenario.proposal_sent else {},
        statements=(
            *(fact.text for fact in scenario.facts),
            scenario.brief.you_are,
            scenario.brief.situation,
        ),
        alternatives=scenario.brief.alternatives,
    )


GENERIC = Vocabulary(
    issues=(
        RangeIssue(
            kind="range",
            id="price",
            name="Price",
            unit="money",
            low=0,
            high=1e12,
            step=1,
            standard=0,
            core=True,
            words=("price", "cost", "fee", "salary", "pay"),
        ),
        RangeIssue(
            kind="range",
            id="payment_days",
            name="Payment",
            unit="days",
            low=0,
            high=3650,
            step=1,
            standard=0,
            words=("payment", "pay", "net", "invoice"),
        ),
    ),
    seller_gains={"price": {"up": 1.0}, "payment_days": {"up": -1.0}},
)
"""For a conversation without a scenario: money is a price, days after 'net' are payment."""
