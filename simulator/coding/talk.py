"""Finds the moves that a sentence's own words decide: stakeholders, sharing, closing, walking,
irritators, small talk, words to the program and the rest.
"""

from collections.abc import Iterator
from typing import NamedTuple

from simulator.coding.exceptions import earns_nothing
from simulator.coding.inquiries import topic_of_words
from simulator.coding.recaps import is_recap
from simulator.coding.text import Sentence, Span
from simulator.coding.view import View
from simulator.domain.moves import Code, Move, Stance


class Rule(NamedTuple):
    """A code that a tag earns in a sentence, unless one of `unless` stands there too."""

    code: Code
    tag: str
    unless: tuple[str, ...] = ()
    question: bool | None = None
    """True: only in a question; False: only outside one."""
    affirmed: bool = False
    """Whether a "not" before the words takes the code away."""


_PROPOSING = ("propose", "why", "why_back", "how_amount")

RULES: tuple[Rule, ...] = (
    Rule(Code.STAKE, "stake"),
    Rule(Code.COMMON, "common", question=False, affirmed=True),
    Rule(Code.SPLIT_PEOPLE, "split_people"),
    Rule(Code.LIMIT_UPFRONT, "limit_upfront", question=False),
    Rule(Code.ASK_SHARE, "ask_share", (*_PROPOSING, "attack"), question=True),
    Rule(Code.SHARE, "share", ("plead", "leak"), question=False),
    Rule(Code.WALK, "walk", ("polite_if", "not_walk"), question=False, affirmed=True),
    Rule(Code.WALK, "walk_last", ("polite_if", "not_walk"), question=False, affirmed=True),
    Rule(Code.DOOR, "door", question=False),
    Rule(Code.LEAK, "leak", ("quoted", "others")),
    Rule(Code.IRRIT, "irrit", question=False, affirmed=True),
    Rule(Code.ATTACK, "attack"),
    Rule(Code.PUSH_CLOSE, "push_close", ("if", "in_return", "exchange_for")),
    Rule(Code.OFF_ROLE, "off_role"),
    Rule(Code.UNIQUE, "unique", question=False),
    Rule(Code.INFORM, "inform", ("value", "unique", "label"), question=False),
    Rule(Code.SMALL_TALK, "small_talk"),
    Rule(Code.FLEXIBLE, "flexible", ("if", "in_return")),
    Rule(Code.PLEAD, "plead", ("off_role",), question=False),
    Rule(Code.APOLOGY, "apology", question=False),
    Rule(Code.DEFEND, "defend", question=False),
    Rule(Code.DEFER, "defer"),
    Rule(Code.GOAL, "goal", question=False),
    Rule(Code.SIGNPOST, "signpost"),
    Rule(Code.PRINCIPLE, "principle", question=True),
    Rule(Code.COST, "cost_sum"),
    Rule(Code.PIPELINE, "pipeline", question=False, affirmed=True),
    Rule(Code.PIPELINE, "third_party", question=False),
    Rule(Code.PERMISSION, "permission"),
    Rule(Code.ESCALATE, "escalate", ("permission", "no_escalate")),
    Rule(Code.BREACH, "breach", ("not_yet_agreed",)),
    Rule(Code.PAUSE, "pause"),
    Rule(Code.OFFER_HELP, "offer_help"),
    Rule(Code.FIX, "fix", ("ask_share", "walk"), question=False),
    Rule(Code.INVITE, "invite", ("attack",)),
)


_DOING = frozenset(
    (
        *("say", "says", "think", "thinks", "need", "needs", "want", "wants", "see", "sees", "to"),
        *("will", "would", "does", "do", "did", "is", "has", "have", "can", "could", "be", "mind"),
    )
)
"""Verbs beside a role that make a person of it: "what does the bookkeeper need?"."""

_SOMEBODY = frozenset(("she", "he", "her", "him"))

_TAGS = frozenset(rule.tag for rule in RULES)


def talk_moves(view: View) -> Iterator[Move]:
    """The moves of a trainee's turn that need no look back, one of a code."""
    seen: set[Code] = set()
    tags = _TAGS.intersection(view.scene.hits)
    rules = [rule for rule in RULES if rule.tag in tags] if tags else []
    for sentence in view.scene.sentences if rules else ():
        for rule in rules:
            if rule.code in seen or not _applies(view, rule, sentence):
                continue
            seen.add(rule.code)
            threat = rule.code is Code.WALK and view.scene.has("walk_threat", *sentence[:2])
            yield view.move(
                rule.code, sentence, topic=topic_of_words(view, sentence), conditional=threat
            )
    if view.scene.found.facts and Code.INFORM not in seen:
        yield from _facts(view)
    if view.mentions and Code.PIPELINE not in seen:
        yield from _alternatives(view)
    yield from _citations(view)
    if Code.STAKE not in seen:
        yield from _people(view)


def _applies(view: View, rule: Rule, sentence: Sentence) -> bool:
    scene = view.scene
    start, end = sentence.start, sentence.end
    place = scene.first(rule.tag, start, end)
    if place is None or (rule.affirmed and _denied(scene.words, start, place.start)):
        return False
    if rule.question is not None and rule.question != (sentence in view.asked):
        return False
    if earns_nothing(view, rule.code, sentence, place):
        return False
    return not scene.any(rule.unless, start, end)


def _facts(view: View) -> Iterator[Move]:
    """INFORM where a sentence tells a fact of the sheet in other words than those of a rule."""
    scene = view.scene
    named = [s.start for spans in scene.found.facts.values() for s in spans]
    for sentence in scene.sentences:
        start, end, _ = sentence
        if sentence in view.asked or not any(start <= at < end for at in named):
            continue
        if view.mentions_in(sentence) or scene.any(("if", "quoted"), start, end):
            continue
        if view.index.truths.tells_fact(scene.words[start:end]):
            yield view.move(Code.INFORM, sentence)
            return


def _alternatives(view: View) -> Iterator[Move]:
    """PIPELINE where the turn gives the figure of somebody on the fact sheet."""
    scene, truths = view.scene, view.index.truths
    for sentence in scene.sentences:
        words = scene.words[sentence.start : sentence.end]
        if any(
            m.stance is Stance.OTHERS and truths.is_alternative(words, m.value)
            for m in view.mentions_in(sentence)
        ):
            yield view.move(Code.PIPELINE, sentence)
            return


def _denied(words: list[str], start: int, end: int) -> bool:
    """Whether a "not" stands in the few words before `end`."""
    return any(word in ("not", "never", "no") for word in words[max(start, end - 5) : end])


def _citations(view: View) -> Iterator[Move]:
    """What the trainee says somebody at the customer told it or wants; the topic is that person.

    Somebody the deal does not know has no topic.
    """
    scene, cited = view.scene, False
    for contact, spans in scene.found.contacts.items():
        for span in spans:
            sentence = scene.sentences[scene.sentence_of(span.start)]
            if _is_cited(view, "cite", sentence):
                yield view.move(Code.CITE, sentence, topic=contact)
                cited = True
                break
    if cited or "cite_role" not in scene.hits:
        return
    for sentence in scene.sentences:
        if _is_cited(view, "cite_role", sentence):
            yield view.move(Code.CITE, sentence)
            return


def _is_cited(view: View, tag: str, sentence: Sentence) -> bool:
    """Whether a sentence says what somebody told; "you said your boss ..." gives back the buyer."""
    scene = view.scene
    if sentence in view.asked or not scene.has(tag, sentence.start, sentence.end):
        return False
    return not scene.any(("value_said", "quoted"), sentence.start, sentence.end)


def _people(view: View) -> Iterator[Move]:
    """STAKE where somebody at the customer is worked in by name, or asked about as "she"."""
    scene = view.scene
    for spans in scene.found.contacts.values():
        span = next((s for s in spans if _is_somebody(view, s)), None)
        if span is None:
            continue
        sentence = scene.sentences[scene.sentence_of(span.start)]
        if not is_recap(view, sentence):
            yield view.move(Code.STAKE, sentence)
            return
    if not view.asked or _SOMEBODY.isdisjoint(scene.words) or not _spoke_of_somebody(view):
        return
    for sentence in view.asked:
        if not _SOMEBODY.isdisjoint(scene.words[sentence.start : sentence.end]):
            yield view.move(Code.STAKE, sentence)
            return


def _is_somebody(view: View, span: Span) -> bool:
    """Whether a person is named, or a role is spoken of: "your finance lead", "would the bookkeeper
    mind", and not "at the plants with the night shift".
    """
    words, text = view.scene.words, view.scene.text
    if text.raw[text.starts[span.start]].isupper() and span.start not in _openings(view):
        return True
    before, after = words[max(0, span.start - 3) : span.start], words[span.end : span.end + 1]
    if "our" in before or "my" in before:
        return False
    return "your" in before or not _DOING.isdisjoint(after) or not _DOING.isdisjoint(before[:-1])


def _openings(view: View) -> set[int]:
    """The first words of the sentences, which have a capital whatever they are."""
    return {sentence.start for sentence in view.scene.sentences}


def _spoke_of_somebody(view: View) -> bool:
    """Whether the buyer's last turns name a colleague, and no rival."""
    rival = any("rival" in past.pressures for past in view.other)
    known = _SOMEBODY | view.index.people
    return not rival and any(not known.isdisjoint(past.words) for past in view.other)
