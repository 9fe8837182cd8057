"""Finds the moves that a sentence's own words decide: stakeholders, sharing, closing, walking,
irritators, small talk, words to the program and the rest.
"""

from collections.abc import Iterator
from typing import NamedTuple

from simulator.coding.figures import find_figures
from simulator.coding.inquiries import topic_of_words
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import ON_THE_TABLE, Code, Move, Stance


class Rule(NamedTuple):
    """A code that a tag earns in a sentence, unless one of `unless` stands there too."""

    code: Code
    tag: str
    unless: tuple[str, ...] = ()
    question: bool | None = None
    """True: only in a question; False: only outside one."""
    affirmed: bool = False
    """Whether a "not" before the words takes the code away."""
    followed_by: str = ""
    """A word that has to follow: "you said X, so Y"."""


RULES: tuple[Rule, ...] = (
    Rule(Code.STAKE, "stake"),
    Rule(Code.COMMON, "common", question=False, affirmed=True),
    Rule(Code.SPLIT_PEOPLE, "split_people"),
    Rule(Code.LIMIT_UPFRONT, "limit_upfront", question=False),
    Rule(Code.ASK_SHARE, "ask_share", ("propose",), question=True),
    Rule(Code.SHARE, "share", ("plead",), question=False),
    Rule(Code.WALK, "walk", ("polite_if", "not_walk"), question=False, affirmed=True),
    Rule(Code.DOOR, "door", question=False),
    Rule(Code.LEAK, "leak", ("quoted", "others"), question=False),
    Rule(Code.IRRIT, "irrit", question=False, affirmed=True),
    Rule(Code.ATTACK, "attack"),
    Rule(Code.PUSH_CLOSE, "push_close", ("if", "in_return", "exchange_for")),
    Rule(Code.OFF_ROLE, "off_role"),
    Rule(Code.VALUE, "value", ("propose", "ask_get"), question=False),
    Rule(Code.VALUE, "value_said", ("propose", "ask_get"), question=False, followed_by="so"),
    Rule(Code.UNIQUE, "unique", question=False),
    Rule(Code.INFORM, "inform", ("value", "unique"), question=False),
    Rule(Code.SMALL_TALK, "small_talk"),
    Rule(Code.FLEXIBLE, "flexible", ("if", "in_return")),
    Rule(Code.PLEAD, "plead", question=False),
    Rule(Code.APOLOGY, "apology", ("held_price",), question=False),
    Rule(Code.DEFEND, "defend", question=False),
    Rule(Code.DEFER, "defer"),
    Rule(Code.GOAL, "goal", question=False),
    Rule(Code.SIGNPOST, "signpost"),
    Rule(Code.PRINCIPLE, "principle", question=True),
    Rule(Code.COST, "cost_sum"),
    Rule(Code.PIPELINE, "pipeline", question=False, affirmed=True),
    Rule(Code.PIPELINE, "third_party", question=False),
    Rule(Code.PERMISSION, "permission"),
    Rule(Code.ESCALATE, "escalate", ("permission",)),
    Rule(Code.BREACH, "breach", ("not_yet_agreed",)),
    Rule(Code.PAUSE, "pause"),
    Rule(Code.OFFER_HELP, "offer_help"),
    Rule(Code.FIX, "fix", ("ask_share",), question=False),
    Rule(Code.INVITE, "invite"),
)


def talk_moves(view: View) -> Iterator[Move]:
    """The moves of a trainee's turn that need no look back, one of a code."""
    asked = {question.sentence for question in view.questions}
    seen: set[Code] = set()
    rules = [rule for rule in RULES if rule.tag in view.scene.hits]
    for sentence in view.scene.sentences if rules else ():
        for rule in rules:
            if rule.code in seen or not _applies(view, rule, sentence, sentence in asked):
                continue
            seen.add(rule.code)
            threat = rule.code is Code.WALK and view.scene.has("walk_threat", *sentence[:2])
            yield view.move(
                rule.code, sentence, topic=topic_of_words(view, sentence), conditional=threat
            )
    if Code.PIPELINE not in seen:
        yield from _alternatives(view)
    yield from _citations(view, asked)
    if Code.STAKE not in seen and view.scene.found.contacts:
        yield from _contacts(view)


def _applies(view: View, rule: Rule, sentence: Sentence, asked: bool) -> bool:
    scene = view.scene
    start, end = sentence.start, sentence.end
    place = scene.first(rule.tag, start, end)
    if place is None or (rule.affirmed and _denied(scene.words, start, place.start)):
        return False
    if rule.question is not None and rule.question != asked:
        return False
    if rule.code is Code.LEAK and not _names_limit(view, sentence):
        return False
    if rule.code is Code.WALK and _closes_terms(view, sentence, place.end):
        return False
    if rule.code is Code.PIPELINE and "your" in scene.words[place.start : place.end]:
        return False
    if rule.followed_by and rule.followed_by not in scene.words[place.end : end]:
        return False
    if rule.code is Code.PUSH_CLOSE and view.trades:
        return False
    return not scene.any(rule.unless, start, end)


def _closes_terms(view: View, sentence: Sentence, end: int) -> bool:
    """Whether "we're done" only closes terms: "make it 57 and we're done"."""
    done = "done" in view.scene.words[end - 2 : end]
    return done and any(m.stance in ON_THE_TABLE for m in view.mentions_in(sentence))


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


def _names_limit(view: View, sentence: Sentence) -> bool:
    """Whether a figure is told that the other side does not have: the list price is none."""
    known = view.memory.positions["trainee"]
    figures = [f for f in find_figures(view.scene.text) if sentence.start <= f.start < sentence.end]
    mentions = view.mentions_in(sentence)
    return bool(figures) and not any(
        m.issue is not None and known.get(m.issue) == m.value for m in mentions
    )


def _citations(view: View, asked: set[Sentence]) -> Iterator[Move]:
    """What the trainee says somebody at the customer told it or wants; the topic is that person.

    Somebody the deal does not know has no topic.
    """
    scene, cited = view.scene, False
    for contact, spans in scene.found.contacts.items():
        for span in spans:
            sentence = scene.sentences[scene.sentence_of(span.start)]
            if _is_cited(view, "cite", sentence, asked):
                yield view.move(Code.CITE, sentence, topic=contact)
                cited = True
                break
    if cited or "cite_role" not in scene.hits:
        return
    for sentence in scene.sentences:
        if _is_cited(view, "cite_role", sentence, asked):
            yield view.move(Code.CITE, sentence)
            return


def _is_cited(view: View, tag: str, sentence: Sentence, asked: set[Sentence]) -> bool:
    """Whether a sentence says what somebody told; "you said your boss ..." gives back the buyer."""
    scene = view.scene
    if sentence in asked or not scene.any((tag,), sentence.start, sentence.end):
        return False
    return not scene.any(("value_said", "quoted"), sentence.start, sentence.end)


def _contacts(view: View) -> Iterator[Move]:
    for spans in view.scene.found.contacts.values():
        sentence = view.scene.sentences[view.scene.sentence_of(spans[0].start)]
        yield view.move(Code.STAKE, sentence)
        return
