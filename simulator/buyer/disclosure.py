"""What the buyer tells of itself: interests open tier by tier, one at a time, to good questions."""

import re
from functools import cache, cached_property

from simulator.buyer.mind import QUESTIONS, Mind
from simulator.buyer.restating import Verdict, restates
from simulator.buyer.sentences import plain, split_sentences, stems
from simulator.buyer.stakes import Package
from simulator.domain.base import Noun
from simulator.domain.data import read_data
from simulator.domain.interest import Interest
from simulator.domain.moves import Code, Move, Reading
from simulator.domain.persona import LevelSettings, Persona
from simulator.domain.text import whole_words

OPENERS = frozenset(
    {Code.Q_WHY, Code.REFLECT, Code.LABEL, Code.TEST, Code.Q_OPEN, Code.Q_CLOSED, Code.GUESS}
)
"""Moves that touch an interest when they name its topic."""

FOLLOW_UPS = OPENERS - {Code.GUESS, Code.Q_CLOSED}
"""Moves that go on with what was just told, even if they name no topic; yes or no does not."""

HOSTILE = frozenset({Code.ATTACK, Code.OFF_ROLE, Code.ESCALATE})
"""Moves that open nothing, whatever else is said in the same turn."""

UNDERSTANDING = (Code.REFLECT, Code.TEST, Code.LABEL, Code.SUMM)

_STATING = frozenset({Code.REFLECT, Code.TEST, Code.LABEL, Code.Q_CLOSED, Code.GUESS})
"""Moves that may say what an interest is about."""


class _Demands(Noun):
    limits: tuple[str, ...]
    orders: tuple[str, ...]
    claims: tuple[str, ...]
    commands: tuple[str, ...]
    about_the_yes: tuple[str, ...]
    open_questions: tuple[str, ...]

    @cached_property
    def _orders(self) -> re.Pattern[str]:
        verbs = "|".join(map(re.escape, self.commands))
        return re.compile(rf"(?:^|[.!?:;]\s+)(?:please\s+)?(?:{verbs})(?!\w)", re.IGNORECASE)

    def is_no_listening(self, text: str) -> bool:
        """Whether a turn puts a yes into the buyer's mouth, or gives orders to a program."""
        return bool(whole_words(self.claims).search(text) or self._orders.search(text))


@cache
def _demands() -> _Demands:
    return _Demands.model_validate(read_data("simulator.buyer", "demands.yaml"))


def asks_for_all(text: str, persona: Persona) -> bool:
    """Whether a turn asks to be told everything, or where the limit lies, or gives orders."""
    demands = _demands()
    phrases = (*persona.wide_demands, *demands.limits, *demands.orders)
    return bool(whole_words(phrases).search(text))


def asks_about_the_yes(text: str) -> bool:
    """Whether a turn's last question wants to hear the yes, or what is in it, again. A turn that
    asks nothing wants no other answer either."""
    asked = [sentence for sentence in split_sentences(text) if sentence.rstrip().endswith("?")]
    if not asked:
        return True
    demands, last = _demands(), plain(asked[-1])
    is_open = whole_words(demands.open_questions).search(last)
    return not is_open and whole_words(demands.about_the_yes).search(last) is not None


def as_taken(reading: Reading, text: str, mind: Mind, persona: Persona) -> Reading:
    """The reading without listening that is none: not all that is said about the buyer takes up a
    word of what it said or has on its mind, and nothing does that puts a yes into its mouth."""
    claimed = _demands().is_no_listening(text)
    moves = tuple(_in_its_words(move, text, persona) for move in reading.moves)
    kept = tuple(
        move
        for move in moves
        if move.code not in (*UNDERSTANDING, Code.INVITE)
        or not (claimed or _gives_nothing_back(move, text, mind, persona))
    )
    return reading if kept == reading.moves else reading.model_copy(update={"moves": kept})


def _in_its_words(move: Move, text: str, persona: Persona) -> Move:
    """The move as this buyer hears it: what puts an interest rightly, in whatever words, is about
    that interest, and what turns it round is a wrong guess."""
    if move.code not in _STATING:
        return move
    found = _restated(move.quote.text, persona)
    if not found and move.code is Code.TEST:
        # "It is the moment and not the sum. Did I get that right?"
        found = _restated(" ".join(split_sentences(text[: move.quote.end])[-2:]), persona)
    for interest, verdict in found.items():
        if verdict == "right":
            code = Code.TEST if move.code is Code.Q_CLOSED else move.code
            return move.model_copy(update={"code": code, "topic": interest})
    if "wrong" in found.values() and move.code is not Code.Q_CLOSED:
        return move.model_copy(update={"code": Code.GUESS, "topic": ""})
    return move


def _restated(said: str, persona: Persona) -> dict[str, Verdict]:
    """What a seller's words make of each interest that they are about."""
    verdicts = ((interest, restates(said, interest)) for interest in persona.interests)
    return {interest.id: verdict for interest, verdict in verdicts if verdict}


def _gives_nothing_back(move: Move, text: str, mind: Mind, persona: Persona) -> bool:
    """Whether a reflection holds nothing of what it answers; a test may have it in the words
    before: "so you pay first; did I get that right?"."""
    if move.code not in (Code.REFLECT, Code.TEST):
        return False
    given = f"{move.quote.text} {text}" if move.code is Code.TEST else move.quote.text
    if move.answers and not stems(given).isdisjoint(stems(move.answers.text)):
        return False
    about = move.topic or mind.last_told
    if any(_restated(part, persona).get(about) == "right" for part in (move.quote.text, given)):
        return False
    words = [word for i in persona.interests if i.id == about for word in _words_of(i)]
    return not words or whole_words(words).search(given) is None


def _words_of(interest: Interest) -> list[str]:
    secrets = (word for words in interest.secret for word in words)
    return [*interest.words, *secrets, *(word for cue in interest.cues for word in cue.words)]


def touched(
    mind: Mind, interest: Interest | None, reading: Reading, settings: LevelSettings
) -> tuple[str, str]:
    """The interest that opens one tier further, and the one that stays shut; one at most."""
    if interest is None or reading.has(*HOSTILE):
        return "", ""
    tier = mind.tiers[interest.id]
    if tier >= len(interest.tiers):
        return "", ""
    kind = reading.has(Code.REFLECT, Code.LABEL, Code.SHARE)
    # A good reflection earns the trust it needs in the same breath.
    trust = mind.trust + (2.0 if kind else 0.0)
    if trust >= settings.trust_to_open[tier]:
        return interest.id, ""
    return "", interest.id


def interest_of(
    mind: Mind, reading: Reading, asked_about: Package, persona: Persona
) -> Interest | None:
    """The interest a turn touches: by its topic, by terms it asks about, or by following up."""
    offered = {m.quote.text for m in reading.all(Code.OFFER, Code.CONCEDE, Code.PUSH_CLOSE)}
    touching = {
        move.topic
        for move in reading.moves
        # "Your team likes it, so can we sign?" is an offer, and asks nothing about the team.
        if move.code in OPENERS and not (move.code is Code.Q_CLOSED and move.quote.text in offered)
    }
    on_terms = bool(reading.terms) or reading.has(Code.PUSH_CLOSE, Code.ASK_GET)
    following = any(m.code in FOLLOW_UPS and not m.topic for m in reading.moves)
    if mind.last_told and following and not on_terms:
        # A "why" or a "so you ..." that names no topic is about what was just told.
        touching.add(mind.last_told)
    for interest in persona.interests:
        if interest.id in touching or not asked_about.keys().isdisjoint(interest.opens):
            return interest
    if reading.has(Code.SHARE):
        # Told something of the seller's own, the buyer gives something back: the small thing first.
        shut = [i for i in persona.interests if mind.tiers[i.id] < len(i.tiers)]
        return min(shut, key=lambda i: (i.pivotal, mind.tiers[i.id]), default=None)
    return None


def tiers_after(mind: Mind, opened: str, wrong_guess: bool) -> dict[str, int]:
    """The tiers once one has opened; a wrong guess closes one of the widest."""
    tiers = dict(mind.tiers)
    if opened:
        tiers[opened] += 1
    elif wrong_guess and tiers:
        widest = max(tiers, key=lambda interest: tiers[interest])
        tiers[widest] = max(0, tiers[widest] - 1)
    return tiers


def guessed_wrong(reading: Reading, persona: Persona) -> bool:
    """A reason stated as fact that is none of this buyer's."""
    guesses = reading.all(Code.GUESS)
    true_topics = {interest.id for interest in persona.interests}
    return bool(guesses) and not any(move.topic in true_topics for move in guesses)


def understood(mind: Mind, reading: Reading, interest: str) -> bool:
    """Whether the seller gave back what it was told of an interest."""
    # "What do you mean by that?" checks what was said, and gives nothing of it back.
    asked = {move.quote.text for move in reading.all(Code.Q_OPEN, Code.Q_WHY)}
    return any(
        (move.topic or mind.last_told) == interest
        for move in reading.all(*UNDERSTANDING)
        if move.code is not Code.TEST or move.quote.text not in asked
    )


def asks_more(reading: Reading) -> bool:
    """Whether a turn asks something in other words than those that give back what was told."""
    given_back = {move.quote.text for move in reading.all(*UNDERSTANDING)}
    return any(move.quote.text not in given_back for move in reading.all(*QUESTIONS))


def asked_fact(reading: Reading, persona: Persona) -> str:
    """The plain fact a turn asks for; empty if none."""
    asked = {move.topic for move in reading.moves if move.code in QUESTIONS | {Code.STAKE}}
    return next((fact.id for fact in persona.facts if fact.id in asked), "")
