"""Trades without an "if": two sides that are set side by side, or in two sentences, "you take the
24 months, I take back what is left", "57, and you sign this week", "Net 60 works. For that, two
years."

Each has a side that the other party does and one that the speaker does, or terms on one side.
"""

from simulator.coding.lexicon import load_words
from simulator.coding.scene import Scene
from simulator.coding.sides import has_terms, is_deed, is_negated, makes_request, promises
from simulator.coding.text import Sentence, Span

_JOINS = frozenset((",", ";", ":", "-", "–", "—"))
_SPEAKER = frozenset(("i", "we"))
_FUTURE = frozenset(("will", "would", "can", "could", "may", "then", "just", "also"))
_GETTING = frozenset(("have", "get", "keep", "receive", "save"))
_SUBJECTS = frozenset(("you", "they", "he", "she", "it", "there"))
"""Words beside which a sentence tells something of the terms and does not name them."""

_NOT = frozenset(("not", "no", "never", "nothing", "or"))
_LEAVE = frozenset(("can", "could", "may", "might"))
"""Words after "you" that give leave and ask for nothing: "57, and you can take until June"."""

_FEWEST = 2
"""Words, without punctuation, of the shortest side: "sixty days"."""

_LINKED = frozenset(("and", ",", "then", "-", "–", "—", ";", ":"))
_POINTING = frozenset(("it", "that", "this"))
_BECOMES = frozenset(("is", "would", "will", "comes", "goes", "drops", "becomes", "can", "could"))
_CALLING = frozenset(("look", "listen", "see", "please", "just"))
"""Words that may stand before an order without a comma."""

_ADDRESS = 4
"""Words of an address before an order: "Right, Mr Maddox,"."""

_SHORTEST = 5
"""Words of the shortest order with a promise: "sign and it's 57"."""


_NAMED_BEFORE = frozenset(("that", "those", "them", "these", "it", "this", "both"))
"""Words after a "with" that stand for what was named before."""

_IDLE_AFTER = frozenset(("said", "in", "out", "being", "settled", "done", "agreed", "the", "a"))
"""Words after "with that" that make another phrase of it: "with that said", "with all the"."""

_BACK = ("exchange_for", "ask_beside", "need_back", "in_return")
_TYING = frozenset(("but", "only", "though", "just"))
"""First words of a sentence that takes back some of what the one before gives."""


def order_and_promise(scene: Scene, sentence: Sentence) -> tuple[Span, Span, bool] | None:
    """ "Sign this week and we'll do net 60", "you give us X, I give you Y", "... and it's 92"."""
    words = scene.words
    if sentence.mark == "?" or sentence.end - sentence.start < _SHORTEST:
        return None
    start = _after_address(scene, sentence)
    if start >= sentence.end or scene.has("idle_imperative", start, start + 1):
        return None
    opens = (
        words[start] in load_words("imperatives")
        and not (words[start] == "let" and words[start + 1 : start + 2] in (["us"], ["me"]))
        and words[start + 1 : start + 2] != ["you"]
    )
    you_do = any(span.start == start for span in scene.spans("you_do"))
    you_do = you_do and not is_given(words, start)
    if not opens and not you_do:
        return None
    for at in _promised_from(scene, start + 2, sentence.end):
        main = Span(at, sentence.end)
        condition = Span(start, at - (words[at - 1] in ("and", "then")))
        if not threatens(scene, main):
            if is_negated(scene, condition) or is_negated(scene, main):
                return None
            return condition, main, True
    return None


def _after_address(scene: Scene, sentence: Sentence) -> int:
    """Where an order starts after "so", "look," or a name: "Right Toni, sign today and ..."."""
    words, start = scene.words, scene.opening(sentence)
    if words[start : start + 1] == ["you"]:
        return start
    for i in range(start, min(start + _ADDRESS, sentence.end - 1)):
        called = words[i] == "," or words[i] in _CALLING
        if called and (words[i + 1] == "you" or words[i + 1] in load_words("imperatives")):
            return i + 1
    return start


def _promised_from(scene: Scene, start: int, end: int) -> list[int]:
    """Where a promise can start after an order: "... and I'll", "..., it's 92,000"."""
    words = scene.words
    mine = [
        span.start
        for span in scene.spans("commit_me")
        if start <= span.start < end
        and words[span.start] != "you"
        and words[span.start - 1] in _LINKED
    ]
    if mine:
        return mine
    return [
        at
        for at in range(start, end - 1)
        if words[at - 1] in _LINKED
        and (
            (words[at] == "you" and is_given(words, at))
            or (words[at] == "its" and words[at + 1][0].isdecimal())
            or (words[at][0].isdecimal() and "yours" in words[at : min(end, at + _SHORTEST)])
            or (
                words[at] in _POINTING
                and words[at + 1] in _BECOMES
                and has_terms(scene, Span(at, min(end, at + _SHORTEST)))
            )
        )
    ]


def threatens(scene: Scene, span: Span) -> bool:
    """Whether a clause threatens or ends the talk; "we would drop the fee" does not."""
    if scene.any(("walk", "attack"), span.start, span.end):
        return True
    return any(
        span.start <= threat.start < span.end
        and not scene.has("grants_term", threat.end - 1, threat.end)
        for threat in scene.spans("threat")
    )


def set_side_by_side(scene: Scene, sentence: Sentence) -> tuple[Span, Span, bool] | None:
    """What is asked for, what is given, and whether the first is said first; None if the sentence
    is no bargain.
    """
    words = scene.words
    if "you" not in words[sentence.start : sentence.end]:
        return None
    start = scene.opening(sentence)
    if words[start : start + 1] == ["you"] and sentence.mark != "?":
        return _deed_for_deed(words, start, sentence.end) or _deed_and_terms(scene, start, sentence)
    return _terms_and_you(scene, start, sentence)


def join_sides(scene: Scene, sentence: Sentence) -> tuple[Span, Span, bool] | None:
    """ "What if we gave you 90 days and you signed?", "how about you sign and I take 500 off?"."""
    words = scene.words
    start = scene.first("joint", sentence.start, sentence.end)
    if start is None:
        return None
    subject = next(w for w in words[start.start :] if w in _SPEAKER or w == "you")
    first = words.index(subject, start.start)
    if subject == "you" and (not is_deed(words, first) or is_given(words, first)):
        return None
    for i in range(first + _FEWEST, sentence.end - 2):
        if words[i] != "and":
            continue
        at = min(_after_link(words, i + 1), sentence.end - 1)
        before, after = Span(start.start, i), Span(at, sentence.end)
        if subject == "you" and words[at] in _SPEAKER and is_deed(words, at):
            return before, after, True
        if subject != "you" and words[at] == "you" and is_deed(words, at):
            given = is_given(words, at) or not _LEAVE.isdisjoint(words[at + 1 : at + 2])
            return None if given else (after, before, False)
    return None


def _after_link(words: list[str], at: int) -> int:
    """The place after "in return", "in turn", "for that" or "then"."""
    if words[at] in ("in", "for"):
        return at + 2
    return at + (words[at] == "then")


def is_given(words: list[str], you: int) -> bool:
    """Whether "you" are to get something, and not to do it: "you keep the extra days"."""
    at = you + 1
    while words[at : at + 1] and words[at] in _FUTURE:
        at += 1
    return words[at : at + 1] != [] and (
        words[at] in _GETTING and words[at + 1 : at + 2] not in (["me"], ["us"])
    )


def _deed_for_deed(words: list[str], start: int, end: int) -> tuple[Span, Span, bool] | None:
    """ "You take the 24 months, I take back whatever you have not opened"."""
    if not _does(words, start, "imperatives") or is_given(words, start):
        return None
    for at in range(start + _FEWEST, end - 1):
        joined = words[at - 1] in _JOINS or words[at - 1] == "and"
        if words[at] in _SPEAKER and joined and _does(words, at, "giving"):
            asked = Span(start, at)
            return (asked, Span(at, end), True) if _is_plain(words, asked) else None
    return None


def _deed_and_terms(scene: Scene, start: int, sentence: Sentence) -> tuple[Span, Span, bool] | None:
    """ "You make one call, then you have your 60 days"; "you pay after sixty days, and we get the
    second month free".
    """
    words = scene.words
    if not _does(words, start, "imperatives") or is_given(words, start):
        return None
    for at in range(start + _FEWEST, sentence.end - 2):
        if words[at - 1] not in _JOINS and words[at - 1] not in ("and", "then"):
            continue
        before, after = Span(start, at), Span(at, sentence.end)
        if words[at] == "you" and is_given(words, at) and _names_terms(scene, after):
            return (before, after, True) if _is_plain(words, before, after) else None
        if words[at] in _SPEAKER and is_given(words, at) and _names_terms(scene, before):
            return (after, before, False) if _is_plain(words, after) else None
    return None


def _terms_and_you(scene: Scene, start: int, sentence: Sentence) -> tuple[Span, Span, bool] | None:
    """ "57, and you sign this week"; "1,200 sets and you have your two per cent"."""
    words = scene.words
    for at in range(start + _FEWEST, sentence.end - 1):
        if words[at] != "you" or words[at - 1] != "and" or words[at + 1] in _LEAVE:
            continue
        before, after = Span(start, at - 1), Span(at, sentence.end)
        told = not _SUBJECTS.isdisjoint(words[start : at - 1])
        if told or not _names_terms(scene, before) or not _is_plain(words, before, after):
            return None
        if _does(words, at, "imperatives") and words[at + 1] not in _GETTING:
            return after, before, False
        if words[at + 1] in _GETTING and sentence.mark != "?" and not _gives(scene, before):
            return before, after, True
    return None


def _gives(scene: Scene, span: Span) -> bool:
    """Whether a seller names terms of its own: "we go to 57 and you get the books as well"."""
    return scene.turn.speaker == "trainee" and not _SPEAKER.isdisjoint(scene.words[slice(*span)])


def _is_plain(words: list[str], *spans: Span) -> bool:
    return all(_NOT.isdisjoint(words[span.start : span.end]) for span in spans)


def _does(words: list[str], subject: int, group: str) -> bool:
    """Whether a subject is followed by a verb of a group: "I'll take back"."""
    at = subject + 1
    while words[at : at + 1] and words[at] in _FUTURE:
        at += 1
    return words[at : at + 1] != [] and words[at] in load_words(group)


def _names_terms(scene: Scene, span: Span) -> bool:
    """Whether a few words are little more than terms: they hold a figure or the name of one."""
    named = any(span.start <= hit.span.start < span.end for hit in scene.found.options)
    return named or any(scene.words[i][0].isdecimal() for i in range(span.start, span.end))


def tie_sentences(scene: Scene, number: int) -> tuple[Span, Span, bool] | None:
    """ "I can do net 60. In return I'd need a signature." and the reverse; `number` is above 0."""
    sentence, before = scene.sentences[number], scene.sentences[number - 1]
    link = scene.first("in_return", sentence.start, sentence.end) or _tied(scene, sentence)
    if link is None or before.mark == "?":
        return None
    if sentence.mark == "?" and scene.words[scene.opening(sentence)] in load_words("wh"):
        # "Who on your side was left holding it?"
        return None
    here, there = Span(sentence.start, sentence.end), Span(before.start, before.end)
    if not promises(scene, there) or is_negated(scene, _without_result(scene.words, there)):
        if makes_request(scene, there) and promises(scene, here):
            return there, here, True
        return None
    if scene.has("refuse", here.start, here.end):
        return None
    return here, there, False


def _tied(scene: Scene, sentence: Sentence) -> Span | None:
    """Words that tie the sentence before: "But then you'd have to take two years.", "For that, two
    years.", and not "Then you should look at the delivery."
    """
    start, end, _ = sentence
    words, wanted = scene.words, scene.first("for_that", start, start + 2)
    if wanted is not None and has_terms(scene, Span(wanted.end, end)):
        return wanted
    link = scene.first("need_back", start, start + 2)
    if link is None or words[start] in _TYING or "you" not in words[link.start : link.end]:
        return link
    return None


def _without_result(words: list[str], span: Span) -> Span:
    """A span up to what comes of it: "spare linen, so no manager stands there without"."""
    for at in range(span.start + 1, span.end):
        if words[at] == "so" and words[at - 1] == ",":
            return Span(span.start, at)
    return span


def name_before(scene: Scene, number: int) -> tuple[Span, Span, bool] | None:
    """ "You left out the two years. With them, net 45 is fine by me."; `number` is above 0."""
    sentence = scene.sentences[number]
    words, start = scene.words, scene.opening(sentence)
    if words[start : start + 1] != ["with"] or words[start + 1] not in _NAMED_BEFORE:
        return None
    end = start + 2
    main = Span(end, sentence.end)
    if words[end] in _IDLE_AFTER or sentence.mark == "?" or not has_terms(scene, main):
        return None
    if not promises(scene, main) or is_negated(scene, main) or threatens(scene, main):
        return None
    before = scene.sentences[number - 1]
    condition = Span(before.start, before.end)
    named = before.mark != "?" and has_terms(scene, condition)
    return (condition, main, True) if named else None


def take_away_otherwise(scene: Scene, number: int) -> tuple[Span, Span, bool] | None:
    """ "Half now, and the training is in. Otherwise you pay for it."; `number` is above 0."""
    here, before = scene.sentences[number], scene.sentences[number - 1]
    words, start = scene.words, scene.opening(here)
    link = scene.first("otherwise", start, start + 1)
    if link is None or "?" in (here.mark, before.mark) or scene.turn.speaker == "buyer":
        return None
    rest = Span(link.end, here.end)
    if not load_words("unchanged").isdisjoint(words[slice(*rest)]) or threatens(scene, rest):
        return None
    for at in range(before.end - 2, before.start + 1, -1):
        if words[at] not in ("and", ","):
            continue
        asked, given = Span(before.start, at), Span(at + 1, before.end)
        if at - before.start < _FEWEST or not has_terms(scene, given):
            continue
        if not _is_plain(words, asked, given):
            return None
        # "A training day, against a signature. Otherwise not." asks last.
        if scene.any(_BACK, *given):
            return (given, asked, False) if has_terms(scene, asked) else None
        return asked, given, True
    return None
