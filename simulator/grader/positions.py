"""Goes through the turns of a meeting once and keeps both sides' positions: what was given, what
was asked for it, and every package the seller stood behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from simulator.domain.deal import Value
from simulator.domain.moves import ON_THE_TABLE, Code, Move, Quote, Stance
from simulator.grader.asks import Ask, find_ask, find_package, tied_in_words, wished
from simulator.grader.deal import known_terms
from simulator.grader.meeting import Meeting
from simulator.grader.screening import overlap
from simulator.grader.sentences import in_full
from simulator.grader.standing import is_refused

EXTRA = "extra"
"""The issue of a row for something free that the scenario has no issue for."""

_PRESSING = frozenset({Code.COUNTER, Code.PRESS, Code.GIVE, Code.OBJECT, Code.REJECT})
_NOT_WANTED = frozenset({Stance.QUOTED, Stance.REFUSED, Stance.PAST})

_FOR_ANYTHING = frozenset({"nibble", "insult"})
"""Kinds of pressure that something else than the price may answer."""

NOT_STATED = "not stated before"


@dataclass
class Give:
    """One concession as it was made: `at` is the place of its turn."""

    at: int
    issue: str
    before: Value
    after: Value
    quote: Quote
    pressure: Quote | None
    ask: Ask | None


class Offer(NamedTuple):
    """The seller's whole package after a turn: the last word on every issue."""

    at: int
    package: dict[str, Value]


_GRANTING = frozenset({Code.COUNTER, Code.GIVE, Code.ACCEPT})
"""Moves of the buyer's that offer terms; a threat or a deadline only demands them."""


@dataclass
class Positions:
    """Goes through the turns once and keeps both sides' positions."""

    meeting: Meeting
    stated: dict[str, Value] = field(default_factory=dict)
    package: dict[str, Value] = field(default_factory=dict)
    buyer: dict[str, Value] = field(default_factory=dict)
    wishes: dict[str, Value] = field(default_factory=dict)
    """What the buyer has said it would like, firm or not; a return is measured from here."""
    buyer_offer: int | None = None
    gives: list[Give] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    spent: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        scenario = self.meeting.scenario
        if scenario is None:
            return
        self.package = dict(self.meeting.standard)
        self.stated = {
            issue.id: issue.standard
            for issue in scenario.issues
            if scenario.proposal_sent or not issue.core
        }

    def run(self) -> None:
        trainee = set(self.meeting.trainee_turns)
        for at in range(len(self.meeting.turns)):
            if at in trainee:
                self._trainee(at)
            elif self.meeting.turns[at].speaker == "buyer":
                self._buyer(at)

    def _terms(self, at: int) -> dict[str, Value]:
        terms = self.meeting.terms(at)
        scenario = self.meeting.scenario
        return terms if scenario is None else known_terms(scenario, terms)

    def _buyer(self, at: int) -> None:
        terms = self._terms(at)
        if terms:
            self.buyer_offer = at
        demanded = {i for m in self.meeting.coded(at, {Code.PRESS}) for i in m.terms}
        granted = {i for m in self.meeting.coded(at, _GRANTING) for i in m.terms}
        self.buyer.update({i: v for i, v in terms.items() if i not in demanded - granted})
        for mention in self.meeting.readings[at].mentions:
            if mention.issue is not None and mention.stance in ON_THE_TABLE | {Stance.ASKED}:
                self.wishes[mention.issue] = mention.value
        self.wishes.update(terms)

    def _trainee(self, at: int) -> None:
        wishes = wished(self.meeting, at)
        terms = {i: v for i, v in self._terms(at).items() if i not in wishes}
        accepted = self._accepted(at)
        terms = {**accepted, **terms}
        conceded = self._conceded(terms)
        ask = find_ask(self.meeting, at, conceded, self._granted_before(accepted), self.wishes)
        if ask is None and accepted:
            ask = self._trade_of_the_buyer(at, terms)
        if ask is None and conceded:
            ask = find_package(self.meeting, at, conceded, self._granted_before(accepted))
        if ask is not None:
            self.asks.append(ask)
        wanted = ask.wanted if ask else {}
        made = self._record(at, conceded, ask)
        self._drop_lapsed(terms)
        for issue, value in terms.items():
            self.package[issue] = value
            if issue not in wanted or issue not in self.stated:
                self.stated[issue] = value
        if terms or made:
            self.offers.append(Offer(at, dict(self.package)))

    def _drop_lapsed(self, terms: Mapping[str, Value]) -> None:
        """Another price without a return that went with the one before, and that the buyer never
        granted, is a package without that return."""
        for ask in self.asks:
            anew = any(
                issue in terms and self.meeting.is_core(issue) and terms[issue] != value
                for issue, value in ask.offered.items()
            )
            for issue, value in ask.wanted.items() if anew else ():
                lapsed = issue not in terms and self.buyer.get(issue) != value
                if lapsed and self.package.get(issue) == value and issue in self.stated:
                    self.package[issue] = self.stated[issue]

    def _accepted(self, at: int) -> dict[str, Value]:
        """The buyer's terms that this turn says yes to."""
        if not self.meeting.accepted(at) or self.buyer_offer not in self.meeting.prompts(at):
            return {}
        return self._terms(self.buyer_offer)

    def _granted_before(self, accepted: Mapping[str, Value]) -> dict[str, Value]:
        return {issue: value for issue, value in self.buyer.items() if issue not in accepted}

    def _conceded(self, terms: Mapping[str, Value]) -> dict[str, tuple[Value, Value]]:
        return {
            issue: (self.stated[issue], value)
            for issue, value in terms.items()
            if issue in self.stated and self.meeting.prefers(issue, value, self.stated[issue]) < 0
        }

    def _trade_of_the_buyer(self, at: int, terms: Mapping[str, Value]) -> Ask | None:
        """A trade the buyer proposed and this turn accepts: its return was asked by nobody."""
        if self.buyer_offer is None:
            return None
        gains = {
            issue: value
            for issue, value in terms.items()
            if issue in self.package and self.meeting.prefers(issue, value, self.package[issue]) > 0
        }
        if not gains:
            return None
        quote = self.meeting.moves(self.buyer_offer)
        spoken = quote[0].quote if quote else self.meeting.whole(self.buyer_offer)
        # The buyer's own words are ask and payment at once, so it counts from that turn on.
        return Ask(at=self.buyer_offer - 1, quote=spoken, wanted=gains, baseline={})

    def _record(
        self, at: int, conceded: Mapping[str, tuple[Value, Value]], ask: Ask | None
    ) -> bool:
        rescoped = self.meeting.coded(at, {Code.RESCOPE})
        unspent = None if ask is not None else self._unspent_ask_before(at)
        rows = {i: v for i, v in conceded.items() if not (rescoped and self.meeting.is_core(i))}
        extras = [
            move
            for move in self.meeting.coded(at, {Code.CONCEDE})
            if not move.terms and not rows and not self._is_of_the_deal(at, move)
        ]
        for issue, (before, after) in rows.items():
            given = self.given_quote(at, issue)
            link = ask or self._ask_with(at, issue, after) or unspent
            self._add(at, issue, before, after, given, link or tied_in_words(self.meeting, given))
        for move in extras[:1]:
            link = ask or unspent or tied_in_words(self.meeting, move.quote)
            self._add(at, EXTRA, NOT_STATED, move.quote.text, move.quote, link)
        made = bool(rows or extras)
        if made and (ask := ask or unspent) is not None:
            self.spent.add(ask.at)
        if ask is not None:
            self._ask_again(ask, given_more=made)
        return made

    def _is_of_the_deal(self, at: int, move: Move) -> bool:
        """Whether a give in words speaks of an issue of the deal, and puts nothing on the table: it
        lets go of a term of the giver's own, or only talks of one."""
        said = self.meeting.readings[at].mentions
        return any(m.issue is not None and overlap(m.quote, move.quote) for m in said)

    def _add(
        self, at: int, issue: str, before: Value, after: Value, quote: Quote, ask: Ask | None
    ) -> None:
        pressure = self.pressure(at, issue, before)
        self.gives.append(Give(at, issue, before, after, quote, pressure, ask))

    def _ask_again(self, ask: Ask, *, given_more: bool) -> None:
        """Giving the same for another return, when the first was refused, is the give that counts.

        Who says the whole package again, the old return included, asks for nothing else.
        """
        at, terms, standard = ask.at, self._terms(ask.at), self.meeting.standard
        gains = bool(ask.wanted) and all(
            self.meeting.prefers(i, v, standard.get(i, v)) > 0 for i, v in ask.wanted.items()
        )
        newest = {give.issue: give for give in self.gives}  # an older one was taken back
        for give in self.gives:
            if give.ask is None or give.at == at or _is_said_again(give.ask, terms):
                continue
            if newest[give.issue] is not give and give.issue != EXTRA:
                continue
            if gains and terms.get(give.issue) == give.after:
                if is_refused(self.meeting, give.ask, at):
                    give.at, give.ask, give.quote = at, ask, self.given_quote(at, give.issue)
                    give.pressure = self.pressure(at, give.issue, give.before)
                    self.spent.add(at)
            elif give.ask.is_open and ask.wanted and not given_more:
                give.ask = replace(ask, condition_first=give.ask.condition_first)
                self.spent.add(at)

    def _unspent_ask_before(self, at: int) -> Ask | None:
        """The ask of the turn before that nothing was given for yet; an if-then had its own."""
        before = self.meeting.previous(at)
        if before is None or any(move.conditional for move in self.meeting.moves(before)):
            return None
        return next((a for a in self.asks if a.at == before and a.at not in self.spent), None)

    def _ask_with(self, at: int, issue: str, value: Value) -> Ask | None:
        """The return asked for in the turn that first spoke of what is given now, if it stands."""
        said = self.meeting.readings
        for ask in self.asks:
            if ask.at < 0:  # a trade the buyer proposed first of all
                continue
            named = any(m.issue == issue and m.value == value for m in said[ask.at].mentions)
            made = any(give.issue == issue and give.at >= ask.at for give in self.gives)
            if named and ask.at < at and not made:
                again = self._terms(at)
                kept = any(again.get(i) == wanted for i, wanted in ask.wanted.items())
                return ask if kept or not is_refused(self.meeting, ask, at) else None
        return None

    def given_quote(self, at: int, issue: str) -> Quote:
        """The words of a turn that give way on an issue."""
        terms = self.meeting.terms(at)
        noes = [move.quote for move in self.meeting.coded(at, {Code.REJECT})]
        for mention in self.meeting.readings[at].mentions:
            meant = mention.stance in ON_THE_TABLE and mention.value == terms.get(issue)
            refused = any(overlap(mention.quote, no) for no in noes)
            if mention.issue == issue and meant and not refused:
                return in_full(self.meeting, mention.quote)
        moves = self.meeting.moves(at)
        for code in (Code.CONCEDE, Code.OFFER, Code.ACCEPT):
            for move in moves:
                if move.code is code and (issue in move.terms or code is Code.ACCEPT):
                    return move.quote
        return self.meeting.whole(at)

    def pressure(self, at: int, issue: str, before: Value) -> Quote | None:
        """The words that pressed for a give: the newest that want more on its issue than the seller
        had granted before, else a counter-offer or a pressure; what turns an offer down presses for
        the price only.
        """
        prompts = self.meeting.prompts(at)[::-1]
        for buyer in prompts:
            wish = self._wish(buyer, issue, before)
            if wish is not None:
                return wish
        core = self.meeting.is_core(issue)
        kinds = ({Code.COUNTER}, {Code.PRESS}, {Code.OBJECT, Code.REJECT})
        for codes in kinds if core else kinds[1:2]:
            for buyer in prompts:
                for move in self.meeting.coded(buyer, codes):
                    if core or self._speaks_of(buyer, move, issue):
                        return move.quote
        return None

    def _speaks_of(self, at: int, move: Move, issue: str) -> bool:
        """Whether a pressure may be for an issue: it names it, or no issue at all and asks for one
        thing more."""
        said = self.meeting.readings[at].mentions
        named = {m.issue for m in said if m.issue and overlap(m.quote, move.quote)}
        return issue in named or (not named and move.topic in _FOR_ANYTHING)

    def _wish(self, at: int, issue: str, before: Value) -> Quote | None:
        """The words of a buyer's turn that name more than a value of an issue."""
        for mention in self.meeting.readings[at].mentions:
            more = mention.issue == issue and self.meeting.prefers(issue, mention.value, before) < 0
            if not more or mention.stance in _NOT_WANTED:
                continue
            start = mention.quote.start
            moves = (m.quote for m in self.meeting.coded(at, _PRESSING))
            saying = (quote for quote in moves if quote.start <= start < quote.end)
            return next(saying, None) or in_full(self.meeting, mention.quote)
        return None


def _is_said_again(ask: Ask, terms: Mapping[str, Value]) -> bool:
    return bool(ask.wanted) and all(terms.get(i) == value for i, value in ask.wanted.items())
