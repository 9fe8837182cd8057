"""One scripted trainee in one meeting: picks the first rule that fits and says it.

It is given what a person in its place is given, the brief and the buyer's words, and speaks
plain text, so that the buyer has to read it as it reads a person.
"""

import re
from collections import Counter
from collections.abc import Sequence
from random import Random

from simulator.domain.deal import Issue, Value
from simulator.domain.scenario import Scenario
from simulator.domain.table import Table
from simulator.domain.text import whole_words
from simulator.trainees.book import Bid, Rule, When, load_book, slots
from simulator.trainees.purse import Package, Purse
from simulator.trainees.sight import AGREEING, OFFERING, Heard

ECHO_WORDS = 14
"""Words of the buyer's that are given back at once."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CLAUSE = re.compile(r"[^.!?;:]+")

Bidding = tuple[Package, Package]
"""What is given, and what is asked for it."""


class Trainee:
    """Says the same for the same seed and the same buyer."""

    def __init__(self, bot_id: str, scenario: Scenario, seed: int, purse: Purse) -> None:
        book = load_book()
        self.bot = book.bots[bot_id]
        self._sections, self._yours = book.sections, book.yours
        self._rules = book.rules(bot_id)
        self._scenario = scenario
        self._purse = purse
        self._rng = Random(f"{seed}:{bot_id}")
        facts = [f"{fact.text.rstrip('.')}." for fact in scenario.facts]
        apart = [f"{f.text.rstrip('.')}." for f in scenario.facts if f.differentiator]
        alternatives = scenario.brief.alternatives
        drawn = {"fact": facts, "unique": apart, "alternative": alternatives}
        self._facts = {slot: texts for slot, texts in drawn.items() if texts}
        self._turn = 0
        self._used: Counter[int] = Counter()
        self._said: dict[str, set[int]] = {}
        self._offered: Package | None = None
        """The buyer's last counter-offer, whole."""
        self._dear: set[str] = set()
        """Issues on which the buyer has asked for something."""
        self._given: Package = {}
        """The gives of the last trade."""
        self._agreed = False

    def say(self, heard: Heard, table: Table) -> str:
        """The trainee's next turn. `table` is the deal as the screen shows it."""
        self._turn += 1
        self._take_in(heard, table)
        for index, rule in enumerate(self._rules):
            if self._used[index] >= rule.most or not self._fits(rule.when, heard, table):
                continue
            text = self._spoken(rule, heard, table)
            if text:
                self._used[index] += 1
                return text
        return "I see."

    def _take_in(self, heard: Heard, table: Table) -> None:
        if heard.kind in AGREEING:
            self._agreed = True
        elif heard.terms:
            self._dear.update(heard.terms)
        if heard.kind in OFFERING:
            self._offered = {**table.seller_package, **heard.terms}

    def _fits(self, when: When, heard: Heard, table: Table) -> bool:
        hears = not when.hears or whole_words(when.hears).search(heard.text) is not None
        settled = sum(position.status == "agreed" for position in table.positions.values())
        facts = (
            (when.asks, bool(heard.terms) and heard.kind not in OFFERING | AGREEING),
            (when.agreed, self._agreed),
            (when.bearable, self._bears(heard, table)),
            (when.hopeless, self._offered is None or self._worth() < self._purse.reservation),
        )
        return (
            (not when.kinds or heard.kind in when.kinds)
            and (not when.pressure or heard.pressure in when.pressure)
            and when.turn[0] <= self._turn <= when.turn[1]
            and settled >= when.settled
            and hears
            and all(wanted is None or wanted == found for wanted, found in facts)
        )

    def _worth(self) -> float:
        return self._purse.worth(self._offered or {})

    def _bears(self, heard: Heard, table: Table) -> bool:
        """Whether the offer the buyer has just made is worth what the trainee wants by now."""
        wanted = self._purse.wanted(self.bot.wants, self._turn)
        return heard.kind in OFFERING and self._worth() >= wanted

    # --- terms ------------------------------------------------------------------------------

    def _bid(self, rule: Rule, heard: Heard, table: Table) -> Bidding | None:
        """The terms a rule speaks of; None if there are none to be had."""
        package, purse = table.seller_package, self._purse
        match rule.bid:
            case Bid.TRADE:
                return self._trade(package)
            case Bid.SMALL_TRADE:
                return self._small_trade(package)
            case Bid.AGAIN:
                return (self._given, {}) if self._given else None
            case Bid.COUNTER | Bid.ASKED:
                return (heard.terms, {}) if heard.terms else None
            case Bid.CUT:
                return self._cut(package, rule.share)
            case Bid.EXTRA:
                left = [(i, v) for i, v in self._extras() if purse.cheaper(i, v, package[i])]
                left = [(i, v) for i, v in left if package[i] != v]
                return ({left[0][0]: left[0][1]}, {}) if left else None
            case Bid.PRICE:
                return ({purse.price.id: package[purse.price.id]}, {}) if purse.price else None
            case Bid.PACKAGE:
                return self._scenario.noteworthy(package), {}
            case _:
                return {}, {}

    def _trade(self, package: Package) -> Bidding | None:
        wanted = self._purse.wanted(self.bot.wants, self._turn)
        found = self._purse.trade(wanted, self._dear, self._offered)
        if found is None:
            return None
        give, get = self._purse.split(found, package)
        return (give, get) if give and get else None

    def _small_trade(self, package: Package) -> Bidding | None:
        gives = [(i, v) for i, v in self._extras() if package[i] != v]
        gets = [(i, v) for i, v in self._purse.gets if package[i] != v]
        pairs = [(g, w) for g in gives for w in gets if g[0] != w[0]]
        if not pairs:
            return None
        give, get = pairs[0]
        self._given = dict([give])
        return self._given, dict([get])

    def _cut(self, package: Package, share: float) -> Bidding | None:
        price = self._purse.price
        if price is None:
            return None
        now = float(package[price.id])
        lower = (now - share * price.standard) // price.step * price.step
        return ({price.id: max(price.low, lower)}, {}) if now > price.low else None

    def _extras(self) -> list[tuple[str, Value]]:
        """The gives that are no price, the cheapest first."""
        price = self._purse.price.id if self._purse.price else ""
        gives = [(issue, to) for issue, to in self._purse.gives if issue != price]
        return sorted(gives, key=lambda give: -self._purse.worth(dict([give])))

    # --- words ------------------------------------------------------------------------------

    def _spoken(self, rule: Rule, heard: Heard, table: Table) -> str:
        if rule.bid is Bid.RANDOM:
            return self._anything(heard, table)
        bid = self._bid(rule, heard, table)
        if bid is None:
            return ""
        fills = self._fills(rule.say, bid, heard, table)
        lines = [self._line(section, fills) for section in rule.say]
        return " ".join(lines) if all(lines) else ""

    def _anything(self, heard: Heard, table: Table) -> str:
        """Any one or two sections, with any terms."""
        issues = self._rng.sample(self._scenario.issues, 2)
        give, get = (self._value_of(issue) for issue in issues)
        if self._rng.random() < 0.2 and heard.terms:
            give = heard.terms
        names = self._rng.sample(list(self._sections), self._rng.choice((1, 1, 2)))
        fills = self._fills(names, (give, get), heard, table)
        return " ".join(filter(None, (self._line(name, fills) for name in names))) or "Hm."

    def _value_of(self, issue: Issue) -> Package:
        return {issue.id: self._rng.choice(list[Value](issue.outcomes()))}

    def _line(self, section: str, fills: dict[str, str]) -> str:
        """A wording that can be filled and was not said yet; empty if none can be filled."""
        lines = self._sections[section].lines
        usable = [i for i, line in enumerate(lines) if slots(line) <= fills.keys()]
        if not usable:
            return ""
        said = self._said.setdefault(section, set())
        fresh = [i for i in usable if i not in said]
        if not fresh:
            said.clear()
            fresh = usable
        index = self._rng.choice(fresh)
        said.add(index)
        return lines[index].format(**fills)

    def _fills(
        self, sections: Sequence[str], bid: Bidding, heard: Heard, table: Table
    ) -> dict[str, str]:
        """What the slots of these sections stand for; those that stand for nothing are left out."""
        lines = (line for name in sections for line in self._sections[name].lines)
        # In order, as some are drawn.
        wanted = sorted(set[str]().union(*map(slots, lines)))
        found = {slot: self._fill(slot, bid, heard, table) for slot in wanted}
        return {slot: text for slot, text in found.items() if text}

    def _fill(self, slot: str, bid: Bidding, heard: Heard, table: Table) -> str:
        scenario, price = self._scenario, self._purse.price
        match slot:
            case "terms":
                return scenario.spoken(bid[0])
            case "package":
                return _upper(scenario.spoken(bid[0]))
            case "get":
                return scenario.spoken(bid[1])
            case "asked":
                return scenario.spoken(heard.terms)
            case "price" if price is not None:
                return price.spoken(table.positions[price.id].seller)
            case "floor" if price is not None and self._purse.floor is not None:
                return price.spoken(self._purse.floor)
            case "settled":
                settled = sum(p.status == "agreed" for p in table.positions.values())
                return NUMBERS[settled] if 0 < settled < len(NUMBERS) else ""
            case "echo":
                words = self._echo(heard.text)
                return _lower(" ".join(self._yours.get(word.lower(), word) for word in words))
            case "words":
                return _upper(" ".join(self._echo(heard.text)))
            case _:
                return self._rng.choice(self._facts.get(slot, ("",)))

    def _echo(self, text: str) -> list[str]:
        """The last longer clause of the buyer's, without its figures."""
        clauses = [clause.split() for clause in _CLAUSE.findall(text)]
        long = [c for c in clauses if len(c) >= 4] or clauses or [[]]
        words = [w.strip('",') for w in long[-1] if not any(ch.isdigit() for ch in w)]
        words = [w.replace("’", "'") for w in words]
        return [w for w in words if w][:ECHO_WORDS]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
