"""Prices of others that a speaker tells of: a rival's, another customer's, those of places it has
looked at, and those of shops to which it could go or sends the other side.
"""

from collections.abc import Sequence

from simulator.coding.asides import speaks_of_self
from simulator.coding.draft import Draft
from simulator.coding.memory import Memory
from simulator.coding.scene import Scene
from simulator.coding.text import Clause, Sentence, Span
from simulator.domain.moves import Speaker

_PRICES = ("others", "shop", "looked_at")
_CHARGED = 1
"""Words between what others charge and the figure: "they go for around 900"."""

_SELF = frozenset(("i", "we", "let", "my", "our"))
_ASKING = frozenset(("would", "could", "can", "will", "how", "what"))
_LETTING = frozenset(("let", "letting"))
_PRICED = frozenset(("for", "at", "around", "about", "asking", "from", "under", "over"))
_YOURS = frozenset(("your", "yours", "you"))
_OWN_SHOP = frozenset(("my", "our", "your"))
_AT = frozenset(("to", "at", "in", "from", "on", "into", "through", "by"))
_WHEREVER = frozenset(("online", "elsewhere", "somewhere", "anywhere", "everywhere"))
_SENDING = frozenset(("go", "try", "look", "find", "get", "buy", "head", "check", "visit", "order"))
_BEFORE_SHOP = 5
"""Words before a shop in which somebody goes there."""

_BEFORE_NOUN = 3
"""Words before a shop in which an "at" or "to" makes a place of it: "at the thrift store"."""

_THOUSAND = 1000
_SPEAKER = frozenset(("i", "we"))
_NONE: frozenset[int] = frozenset()
_THEIRS = frozenset(("you", "your", "it", "that", "they", "he", "she", "the", "this"))
_GUESSED = frozenset(("how", "when", "which", "where", "who"))
_SEALING = frozenset(("deal", "okay", "agreed", "done", "settled", "fine"))
"""Last words of a question that asks for the handshake."""

_ADVISING = frozenset(("suggest", "recommend", "propose"))


def of_others(scene: Scene, clause: Clause, draft: Draft, speaker: Speaker) -> bool:
    """Whether a figure is the price of something that the speaker does not sell or buy here."""
    if scene.hits.keys().isdisjoint(_PRICES):
        return False
    sentence, at = scene.sentences[clause.sentence], draft.span.start
    charged = told_of_others(scene, clause.start, at)
    if charged is not None and at - _CHARGED <= charged.end:
        return not _puts_forward(scene, sentence, at)
    if speaker == "buyer":
        shop = _could_go(scene, clause, sentence, at)
    else:
        shop = _sends_away(scene, sentence, at)
    return shop or _was_looked_at(scene, sentence, at, speaker)


def given_back(
    scene: Scene, drafts: Sequence[Draft], memory: Memory, speaker: Speaker, traded: bool
) -> frozenset[int]:
    """The sentences, by number, that only give back what the other side has put forward."""
    if not drafts:
        return _NONE
    if speaker == "buyer":
        return _set_opposite(scene, drafts, memory)
    return _asked_about(scene, drafts, memory, traded)


def _set_opposite(scene: Scene, drafts: Sequence[Draft], memory: Memory) -> frozenset[int]:
    """The sentences of a buyer that say what the seller wants, beside what it wants itself: "you
    bring 94 and a signature, I bring 80".
    """
    if "echoing" not in scene.hits:
        return _NONE
    places = [scene.sentence_of(draft.span.start) for draft in drafts]
    own = {
        place
        for place, draft in zip(places, drafts, strict=True)
        if draft.issue is None or not memory.was_told("buyer", draft.issue, draft.value)
    }
    said = set(places) - own if own else ()
    return frozenset(
        number
        for number in said
        if scene.has("echoing", scene.sentences[number].start, scene.sentences[number].start + 2)
        and not speaks_of_self(scene, scene.sentences[number], scene.sentences[number].end)
        and not scene.any(("accept", "grants"), *scene.sentences[number][:2])
    )


def _asked_about(
    scene: Scene, drafts: Sequence[Draft], memory: Memory, traded: bool
) -> frozenset[int]:
    """The questions of a trainee, by number, that name nothing but what the buyer has just named,
    as its own or a rival's, beside what stands anyway: "84 for the same 800 sets?".
    """
    if "?" not in scene.words:
        return _NONE
    told = memory.told_to("trainee")
    echoed = {
        scene.sentence_of(figure.start)
        for figure in scene.figures
        if not told.isdisjoint((figure.value, figure.value * _THOUSAND))
    }
    new: set[int] = set()
    for draft in drafts:
        number = scene.sentence_of(draft.span.start)
        issue = draft.issue
        if scene.sentences[number].mark != "?" or issue is None:
            new.add(number)
        elif memory.was_told("trainee", issue, draft.value):
            echoed.add(number)
        elif memory.position("trainee", issue) != draft.value and (traded or not draft.option):
            new.add(number)
    return frozenset([n for n in echoed - new if not _takes_it(scene, scene.sentences[n])])


def _takes_it(scene: Scene, sentence: Sentence) -> bool:
    """Whether a question puts terms forward as the speaker's: "58 and net 45, deal?"."""
    words, start, end = scene.words, sentence.start, sentence.end
    if scene.has("would_accept", start, end) or not _SEALING.isdisjoint(words[end - 2 : end - 1]):
        return True
    return any(
        start <= own.start < end
        and words[own.start] not in _THEIRS
        and words[own.start + 1] not in _THEIRS
        for tag in ("commit_me", "propose", "give")
        for own in scene.spans(tag)
    )


def is_guess(scene: Scene, sentence: Sentence) -> bool:
    """Whether a question only helps with the one before: "How long is it? A month, three?"."""
    before = scene.sentences[scene.sentence_of(sentence.start) - 1]
    start = scene.opening(before)
    asked = before.start < sentence.start and before.mark == "?" and start < before.end
    return asked and scene.words[start] in _GUESSED and scene.words[start + 1] != "about"


def told_of_others(scene: Scene, start: int, end: int) -> Span | None:
    """The first words of a range that tell of others; "let these go for 900" are none."""
    for span in scene.spans("others"):
        if start <= span.start < end and scene.words[span.start - 1] not in _LETTING:
            return span
    return None


def of_third_party(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether somebody else is the subject: "another landlord would pay $52,000"."""
    for span in scene.spans("third_party"):
        if sentence.start <= span.start < sentence.end:
            named = {"you", "your"}.isdisjoint(scene.words[span.start : span.end])
            return named and at > span.start and not speaks_of_self(scene, sentence, span.start)
    return False


def of_rival(scene: Scene, sentence: Sentence) -> bool:
    """Whether a buyer's figure is that of the rival it has just told of."""
    rival = scene.first("press_rival", 0, sentence.end)
    return rival is not None and not any(
        sentence.start <= own.start < sentence.end
        and _bids(scene.words, own)
        and not (own.start < rival.end and rival.start < own.end)
        for tag in ("commit_me", "propose")
        for own in scene.spans(tag)
    )


def _bids(words: list[str], own: Span) -> bool:
    """Whether words put forward an own bid: "I'd pay", "my offer is", "would you take"."""
    first = words[own.start]
    return first in _SELF or (first in _ASKING and words[own.start + 1] in ("you", "about"))


def _was_looked_at(scene: Scene, sentence: Sentence, at: int, speaker: Speaker) -> bool:
    """ "I've seen two others like it for 950", and not "I saw a scratch and would pay 950"; where a
    seller says "there is another", it is its own.
    """
    seen = scene.first("looked_at", sentence.start, at)
    if seen is None or (speaker == "trainee" and scene.words[seen.start] == "there"):
        return False
    if _PRICED.isdisjoint(scene.words[max(seen.end, at - 2) : at]):
        return False
    between = scene.words[seen.start : at]
    own = any(
        seen.end <= own.start < at and _bids(scene.words, own)
        for tag in ("commit_me", "propose")
        for own in scene.spans(tag)
    )
    return not own and _YOURS.isdisjoint(between)


def _could_go(scene: Scene, clause: Clause, sentence: Sentence, at: int) -> bool:
    """ "I can go to the shop and pay 350", "I could get a new one online for 350"."""
    could = scene.first("could_get", sentence.start, at)
    shop = scene.first("shop", clause.start, clause.end)
    return could is not None and shop is not None and _is_others(scene, shop)


def _sends_away(scene: Scene, sentence: Sentence, at: int) -> bool:
    """ "Take 20 bucks and go to the flea market", "for 15 you can find one online"."""
    shop = scene.first("shop", sentence.start, sentence.end)
    if shop is None or not _is_others(scene, shop) or _puts_forward(scene, sentence, at):
        return False
    words = scene.words
    for i in range(max(sentence.start, shop.start - _BEFORE_SHOP), shop.start):
        if words[i] in _SENDING:
            return _SPEAKER.isdisjoint(words[max(sentence.start, i - 2) : i])
    return False


def _is_others(scene: Scene, shop: Span) -> bool:
    """Whether a shop is a place where others sell, and not one of a side or the goods."""
    before = scene.words[max(0, shop.start - _BEFORE_NOUN) : shop.start]
    placed = scene.words[shop.start] in _WHEREVER or not _AT.isdisjoint(before)
    return placed and _OWN_SHOP.isdisjoint(before[-2:])


def _puts_forward(scene: Scene, sentence: Sentence, until: int) -> bool:
    """Whether the speaker offers something before a word; "I suggest you take" is advice."""
    words = scene.words
    return any(
        sentence.start <= own.start < until
        and words[own.start] in _SELF
        and not (words[own.end - 1] in _ADVISING and words[own.end : own.end + 1] == ["you"])
        for tag in ("commit_me", "propose")
        for own in scene.spans(tag)
    )
