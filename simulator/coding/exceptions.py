"""Tells when the words of a rule do not earn its code after all: they are the buyer's own, they
close terms and no talk, they tell of the own costs.
"""

from collections.abc import Callable
from itertools import chain

from simulator.coding.leaving import stays
from simulator.coding.limits import names_no_limit
from simulator.coding.recaps import is_recap
from simulator.coding.text import Sentence, Span
from simulator.coding.view import View
from simulator.coding.voices import is_handed_on
from simulator.domain.moves import ON_THE_TABLE, Code

Check = Callable[[View, Sentence, Span], bool]

_LINKING = frozenset(("so", "that", "which", "if", "when", "because", "where"))
_OWN = frozenset(("us", "me", "our", "my"))
_FRANK = frozenset(("open", "honest", "frank", "transparent", "candid", "straight", "upfront"))
_IS = frozenset(("is", "are", "be"))
_HAVE = frozenset(("have", "has"))
_PRODUCT = frozenset(("programme", "program", "fee", "package", "workshops", "our", "service"))
"""What has a price and no loss: "the programme costs you 5,000 a month"."""

_TOTAL = frozenset(("for", "all", "including"))
_COSTING = frozenset(
    (
        *("cost", "costs", "costing", "lose", "loses", "losing", "lost", "loss", "losses", "waste"),
        *("standstill", "downtime", "outage", "pays", "pay", "paid", "home", "breaks", "break"),
        *("earned", "damage", "failure", "failures", "waiting", "nothing", "against", "set"),
    )
)
_DONE = frozenset(("had", "to", "been", "done", "got", "the", "seen", "settled", "agreed", "a"))
_POINTING = frozenset(("that", "this", "it"))
_PERIODS = frozenset(("month", "year", "week", "day"))
_URGED = frozenset(("wake", "grow", "calm", "get"))
_NO_URGING = frozenset(
    (
        *("i", "we", "they", "after", "before", "when", "you", "until", "once", "help", "helps"),
        *("could", "can", "us", "things", "prices", "people", "children", "kids", "costs", "daily"),
    )
)
"""Words after which "wake up" and "calm down" urge nobody."""

_ASKING_WHO = frozenset(
    ("know", "understand", "ask", "learn", "hear", "tell", "see", "me", "about", "on", "of", ",")
)
"""Words after which a "who" of a statement asks: "I'd like to know who signs"."""

_LEADING = frozenset(("and", "so", "but", "then", "or", "-", "–", "—", ":", ";", "exactly", "tell"))
_FINDING = frozenset(("have", "find", "get", "know", "see"))
_OURS = frozenset(("our", "ours", "us"))

_ABOVE = frozenset(
    ("above", "over", "past", "around", "higher", "further", "really", "actually", "truly")
)
"""First words of "above you", "higher up" and "really in charge", which can only be asked about."""

_DENYING = 6
"""Words before those of a blame in which a "not" denies it."""

_NO = frozenset(("not", "never", "nobody", "no", "none"))
_KINDLY = frozenset(("need", "can", "will", "would", "could", "may", "get", "have", "know"))
"""Verbs after "you never" or "you always" that rather promise than blame."""

_SUBJECTS = frozenset(("i", "we", "they", "you", "to", "would", "will", "who", "people", "nobody"))
_TRADES = frozenset(("job", "homework", "trade", "sums"))
_IMPROVING = frozenset(("if", "should", "better", "please", "must"))
"""Words before "you know your trade" that find fault with it."""

_AT_HEAD = frozenset(("head", "back"))
_THREATENER = frozenset(("i", "we", "me", "us", "my", "our"))
_TELLING = frozenset(("say", "said", "mention", "mentioned", "raise", "raised", "name", "named"))
"""Verbs after "you never" that only tell what was new: "you never said that before"."""

_GOING = frozenset(("we", "i", "to", "they", "it", "things"))
_PLACED = frozenset(("on", "at", "for", "by", "from"))
"""Words before "your side" that make a place of it, and no view."""

_IF = frozenset(("if", "should", "when"))
_TOLD = frozenset(("said", "told", "took"))
_SETTLED = frozenset(("agreed", "settled", "accepted", "confirmed", "promised", "yes", "signed"))

_PAST = frozenset(("did", "had", "have", "was", "were", "nobody", "has"))
"""Words that tell what went wrong, for which a "sorry" is meant."""

_THINGS = frozenset(("a", "an", "the", "some", "had", "been", "felt", "your", "quite", "many"))
"""Words after "you must have" that guess at something without blame."""

_NEAR = 3
"""Words from the opening of a sentence within which small talk begins."""

_WISHING = frozenset(("hope", "enjoy", "wish", "thank", "thanks"))


def earns_nothing(view: View, code: Code, sentence: Sentence, place: Span) -> bool:
    """Whether the words of `code` at `place` are an exception to its rule."""
    found = _EXCEPTIONS.get(code)
    return found is not None and found(view, sentence, place)


def _handed_on(view: View, sentence: Sentence, place: Span) -> bool:
    return is_handed_on(view.scene, sentence, place)


def _attacks_nobody(view: View, sentence: Sentence, place: Span) -> bool:
    """ "So you never wait" is a promise, "that you don't know whom to ring" a worry, and "after you
    wake up" an hour of the day.
    """
    words = view.scene.words
    before = words[max(sentence.start, place.start - 1) : place.start]
    if _only_remarks(words, place) or _feels_for_you(view, sentence, place):
        return True
    if _is_denied(words, sentence, place) or _promises_you(words, place):
        return True
    if words[place.start + 1] in ("just", "only") and sentence in view.asked:
        # "You just want somebody who picks up, is that it?"
        return True
    told = words[place.start] in _URGED and not _NO_URGING.isdisjoint(before)
    return told or not _LINKING.isdisjoint(before) or _handed_on(view, sentence, place)


def _feels_for_you(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether harsh words fall on the own side, or tell what one does not do: "that was stupid of
    us", "we don't play games", "you have no idea how sorry I am", "you know your trade".
    """
    words = view.scene.words
    said, after = words[place.start : place.end], words[place.end : place.end + 1]
    if said[:2] == ["do", "not"] and not _SUBJECTS.isdisjoint(words[place.start - 1 : place.start]):
        return True
    if said[-1] in _TRADES and not _SUBJECTS.isdisjoint(words[place.start - 1 : place.start]):
        return _IMPROVING.isdisjoint(words[sentence.start : place.start])
    if (said[-1] == "idea" and after == ["how"]) or (said[-1] == "better" and after == ["than"]):
        return True
    yours = {"you", "your"}.isdisjoint(said)
    return yours and view.scene.has("owns_up", *sentence[:2])


def _is_denied(words: list[str], sentence: Sentence, place: Span) -> bool:
    """Whether the words of a blame or a threat are denied: "nobody's calling you a liar"."""
    before = words[max(sentence.start, place.start - _DENYING) : place.start]
    return not _NO.isdisjoint(before) and "hesitate" not in before


def _promises_you(words: list[str], place: Span) -> bool:
    """Whether "you never" or "you always" promises something: "you never need to ring twice"."""
    said = words[place.start : place.start + 3]
    return said[:2] in (["you", "never"], ["you", "always"]) and not _KINDLY.isdisjoint(said[2:])


def _only_remarks(words: list[str], place: Span) -> bool:
    """Whether "you never said that" remarks that something is new, and blames nobody yet."""
    said = words[place.start : place.end + 1]
    return (
        said[:1] == ["you"]
        and not {"never", "not"}.isdisjoint(said)
        and (not _TELLING.isdisjoint(said))
    )


def _asks_who_decides(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether "who sits above you?" asks for the way of a decision; "over your head" threatens."""
    words = view.scene.words
    if _is_denied(words, sentence, place) or "not" in words[place.start : place.end]:
        return True
    if words[place.start] not in _ABOVE or not _AT_HEAD.isdisjoint(
        words[place.end : place.end + 1]
    ):
        return False
    start = sentence.start
    if sentence not in view.asked:
        if "who" not in words[start : place.start]:
            return False
        start += words[start : place.start].index("who")
    return _THREATENER.isdisjoint(words[start : sentence.end])


def _breaks_nothing(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether "you said before" only takes up what was told, and no terms that were settled."""
    words = view.scene.words
    said = words[place.start : place.end]
    told = "you" in said and not _TOLD.isdisjoint(said)
    settled = not _SETTLED.isdisjoint(words[sentence.start : sentence.end])
    return told and not settled and not view.mentions_in(sentence)


def _is_for_later(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether a number is left in case something changes: "if you find a way, call me"; and a
    contact that is a side of a trade, or a term read back, mends nothing by itself.
    """
    if view.trades or view.scene.has("if", place.end, sentence.end) or is_recap(view, sentence):
        return True
    if any(m.issue and view.index.issues[m.issue].core for m in view.mentions_in(sentence)):
        return True
    words = view.scene.words
    start = view.scene.opening(sentence)
    return (
        words[start] in _IF
        and words[start + 1 : start + 2] == ["you"]
        and (view.scene.has("door", start, sentence.end))
    )


def _is_the_others(view: View, _: Sentence, place: Span) -> bool:
    return "your" in view.scene.words[place.start : place.end]


def _presses_nobody(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether a signature is one side of a trade, or "deal?" ends a question on something else."""
    words = view.scene.words
    inside = words[place.start] == "deal" and place.start != view.scene.opening(sentence)
    return bool(view.trades) or inside


def _on_business(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether a word of small talk stands inside a sentence on something else: "the holidays"."""
    words = view.scene.words
    if not _WISHING.isdisjoint(words[sentence.start : place.end]):
        return False
    named = chain.from_iterable(view.scene.found.issues.values())
    if place.end == place.start + 1 and any(s.start in range(*sentence[:2]) for s in named):
        return True
    return bool(view.mentions_in(sentence)) or place.start - sentence.start > _NEAR


def _own_costs(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether a cost is the speaker's, or "are" sums nothing up: "the two weeks are a worry"."""
    words = view.scene.words
    if not _OWN.isdisjoint(words[place.start : min(place.end + 2, sentence.end)]):
        return True
    following = words[place.end : min(place.end + 4, sentence.end)]
    if words[place.end - 1] in _IS and not any(word[0].isdecimal() for word in following):
        return True
    # "That's 42,000 a year" repeats a price; what a problem costs is said with another verb.
    said = words[place.start : place.end + 2]
    summed = said[0] in _POINTING and not _PERIODS.isdisjoint(said)
    if summed and said[1] == "is" and not _TOTAL.isdisjoint(said):
        return True
    if words[place.start] in ("cost", "costs") and words[place.start - 1] in _PRODUCT:
        return True
    positions = view.memory.positions
    named = any(
        m.issue and m.value in (positions["trainee"].get(m.issue), positions["buyer"].get(m.issue))
        for m in view.mentions_in(sentence)
    )
    return named and _COSTING.isdisjoint(words[place.start : place.end])


def _only_told(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether "what happened" is told, or promised to be told, and not asked for."""
    scene = view.scene
    if scene.words[place.start] in ("go", "carry"):
        # "Before we go on" goes on oneself.
        return not _GOING.isdisjoint(scene.words[place.start - 1 : place.start])
    if scene.words[place.start] == "your":
        return not _PLACED.isdisjoint(scene.words[place.start - 1 : place.start])
    if sentence in view.asked or scene.words[place.start] not in ("what", "how", "which"):
        return False
    return scene.any(("commit_me", "own_gift", "read_back"), sentence.start, sentence.end)


def _only_frank(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether "to be honest" is followed by nothing of the own side."""
    words = view.scene.words
    if _FRANK.isdisjoint(words[place.start : place.end]):
        return False
    return _OWN.isdisjoint(words[place.end : sentence.end]) and not view.scene.has(
        "share", place.end, sentence.end
    )


def _no_fact(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether "we have ..." tells what happened or puts terms, and no fact of the product."""
    if any(m.stance in ON_THE_TABLE for m in view.mentions_in(sentence)):
        return True
    words = view.scene.words
    following = words[place.end : place.end + 1]
    return words[place.end - 1] in _HAVE and not _DONE.isdisjoint(following)


def _asks_no_interest(view: View, sentence: Sentence, _: Span) -> bool:
    """ "Are you interested in it?" opens a sale, and asks for no priority."""
    return view.scene.has("no_sharing", sentence.start, sentence.end)


def _only_declines(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether a "sorry" softens a no: "I'm sorry, but no", and no "sorry, we did not answer"."""
    words = view.scene.words
    after = words[place.end : place.end + 6]
    if words[place.start] == "sorry" and words[place.start - 1] in ("of", "are", "say", "is"):
        # "That's a lot of sorry for one year" speaks of the others'.
        return True
    if after[:2] == ["to", "hear"]:
        # "I'm sorry to hear that" feels for the other side, and is sorry for nothing done.
        return True
    if not _PAST.isdisjoint(after):
        return False
    if view.scene.has("held_price", sentence.start, sentence.end):
        return True
    parted = after[:1] != [] and after[0] in (",", "but", "-", ".", "no")
    return words[place.end - 1] == "sorry" and parted and not {"no", "not"}.isdisjoint(after)


def _is_of_nobody(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether a "who" only belongs to somebody told of: "my son, who is in the navy"."""
    words, at = view.scene.words, place.start
    if words[at] != "who":
        return False
    if _asks_of_sellers(words[at : sentence.end]):
        return True
    asking = _ASKING_WHO if sentence not in view.asked else _ASKING_WHO | _LEADING
    return at > view.scene.opening(sentence) and words[at - 1] not in asking


def _asks_of_sellers(words: list[str]) -> bool:
    """Whether a "who" is of the seller's people, or a boast: "who would you have needed it from?",
    "who's apologising to you?", "who else do you have that pays?".
    """
    if words[1:2] == ["else"] and words[2:4] in (["do", "you"], ["would", "you"], ["will", "you"]):
        return not _FINDING.isdisjoint(words[4:5])
    if words[1:3] in (["should", "have"], ["could", "have"]):
        return True
    mine = not _OURS.isdisjoint(words) and "your" not in words
    return mine or words[2:3] == ["you"] or words[-3:-1] == ["to", "you"]


def _blames_nobody(view: View, sentence: Sentence, place: Span) -> bool:
    """ "You must have a lot to do" feels for the other side, "so you never ring twice" promises."""
    words = view.scene.words
    if words[place.start - 1] == "so" and words[place.start + 1] == "never":
        return True
    if _only_remarks(words, place) or _promises_you(words, place):
        return True
    if view.scene.has("owns_up", *sentence[:2]) and "but" not in words[sentence.start : place.end]:
        return "you" not in words[place.start : place.end]
    if view.scene.has("if", sentence.start, place.start):
        # "If there is one, nobody's told me" knows of nothing, and excuses nothing.
        return True
    guessed = words[place.start : place.end - 1][-2:] == ["must", "have"]
    return (guessed and words[place.end - 1] in _THINGS) or _handed_on(view, sentence, place)


_EXCEPTIONS: dict[Code, Check] = {
    Code.ASK_SHARE: _asks_no_interest,
    Code.APOLOGY: _only_declines,
    Code.BREACH: _breaks_nothing,
    Code.STAKE: _is_of_nobody,
    Code.LEAK: names_no_limit,
    Code.WALK: stays,
    Code.PIPELINE: _is_the_others,
    Code.PUSH_CLOSE: _presses_nobody,
    Code.ATTACK: _attacks_nobody,
    Code.IRRIT: _handed_on,
    Code.DEFEND: _blames_nobody,
    Code.ESCALATE: _asks_who_decides,
    Code.FIX: _is_for_later,
    Code.SMALL_TALK: _on_business,
    Code.COST: _own_costs,
    Code.INVITE: _only_told,
    Code.SHARE: _only_frank,
    Code.INFORM: _no_fact,
}
