"""Decides what each mentioned value is, seen from its speaker: proposed, a side of a trade, the
other's, refused, hypothetical, past, someone else's, or only asked about.
"""

from simulator.coding.asides import (
    does_nothing,
    is_cost,
    is_told,
    left_behind,
    of_rival,
    of_third_party,
    speaks_of_self,
    turned_down_after,
)
from simulator.coding.conditions import Trade, plain_ifs, split_condition
from simulator.coding.draft import Draft
from simulator.coding.index import VocabularyIndex
from simulator.coding.lexicon import load_words
from simulator.coding.memory import Memory
from simulator.coding.placing import suits_after
from simulator.coding.questions import question_kind
from simulator.coding.records import new_mention
from simulator.coding.scene import Scene
from simulator.coding.text import Clause, Sentence, Span
from simulator.domain.moves import Mention, Speaker, Stance, other_side

_NEGATIONS = frozenset(("not", "no", "never", "without", "neither", "nor"))
_COMPARED = frozenset(("better", "more", "later", "further"))
_FRAMES = (
    *("propose", "commit_me", "ask_get", "free", "hold", "accept", "in_return", "give"),
    "fix_frame",
)
_VERBS = frozenset(
    (
        "is",
        "are",
        "was",
        "would",
        "help",
        "helps",
        "does",
        "do",
        "sounds",
        "seems",
        "looks",
        "leaves",
    )
)
"""Words that talk about a repeated figure; "net 75 then" without one takes it over."""


_GRANTING = frozenset(("yes", "fine", "good", "okay", "agreed", "done", "sure", "alright"))

_CONTRASTING = frozenset(("but", "and", ",", ".", "-", "–", "—", ";", "if", "so"))
"""Words that part a value from the refusal of another: "60 days but I can't do the car"."""

_REPLACED = 4
"""Words after "instead of" in which the value stands that is replaced."""

_DECLINED = 4
"""Words before a value in which it is turned down: "I have to pass on 90"."""

_SHORT = 7
"""Words of a sentence that is little more than the terms: "57,000, net 60."."""


def find_mentions(
    scene: Scene,
    drafts: list[Draft],
    trades: list[Trade],
    index: VocabularyIndex,
    memory: Memory,
    speaker: Speaker,
    choices: frozenset[int] = frozenset(),
) -> tuple[Mention, ...]:
    """The drafts as mentions with their stance and quote; `choices` are the sentences that put
    alternatives side by side.
    """
    mentions = []
    for draft in drafts:
        clause = scene.clause_of(draft.span.start)
        aside = _aside(scene, clause, draft, drafts, choices, index, speaker)
        stance = aside or _stance(scene, clause, draft, trades, index, memory, speaker)
        quote = scene.quote(draft.span.start, draft.span.end)
        mentions.append(new_mention(draft.issue, draft.value, draft.upto, stance, quote))
    return tuple(mentions)


def _aside(
    scene: Scene,
    clause: Clause,
    draft: Draft,
    drafts: list[Draft],
    choices: frozenset[int],
    index: VocabularyIndex,
    speaker: Speaker,
) -> Stance | None:
    """The stance of a value that its speaker does not stand behind; None for any other."""
    at = draft.span.start
    sentence = scene.sentences[clause.sentence]
    if speaker == "trainee":
        told = scene.words[sentence.start : sentence.end]
        named = index.truths.is_alternative(told, draft.value)
        named = named and not speaks_of_self(scene, sentence, at)
        if named or of_third_party(scene, sentence, at):
            return Stance.OTHERS
    elif _of_no_offer(scene, sentence, draft):
        return Stance.OTHERS if not draft.option else Stance.HYPOTHETICAL
    if turned_down_after(scene, draft, drafts):
        return Stance.REFUSED
    if clause.sentence in choices:
        return Stance.ASKED if sentence.mark == "?" else Stance.HYPOTHETICAL
    return Stance.HYPOTHETICAL if is_cost(scene, clause, draft) else None


def _of_no_offer(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """Whether a buyer's value belongs to a rival, or is a date it presses with."""
    if not draft.option:
        seen = scene.words[draft.span.start - 1 : draft.span.start] == ["seen"]
        return seen or of_rival(scene, sentence)
    pressed = scene.has("press_deadline", sentence.start, sentence.end)
    return pressed and not speaks_of_self(scene, sentence, draft.span.start, ("commit_me",))


def _stance(
    scene: Scene,
    clause: Clause,
    draft: Draft,
    trades: list[Trade],
    index: VocabularyIndex,
    memory: Memory,
    speaker: Speaker,
) -> Stance:
    at = draft.span.start
    sentence = scene.sentences[clause.sentence]
    side = _side_of_trade(trades, at)
    if left_behind(scene.words, draft.span):
        return Stance.PAST
    if is_told(scene, draft, memory, speaker):
        return Stance.QUOTED
    if scene.first("instead_of", max(sentence.start, at - _REPLACED), at) is not None:
        return Stance.HYPOTHETICAL
    if side is None:
        foreign = _foreign(scene, clause, at)
        if foreign is not None:
            return foreign
    if _negated(scene, clause, draft):
        return Stance.REFUSED
    if side is not None:
        return _by_interest(draft, side, index, memory, speaker)
    if _bare_condition(scene, sentence):
        return Stance.CONDITION
    if _unreal(scene, draft, clause, sentence):
        return Stance.HYPOTHETICAL
    framed = (
        scene.any(_FRAMES, *(clause[:2] if draft.weak else sentence[:2]))
        or scene.has("instead_of", sentence.start, sentence.end)
        or scene.has("frame_turn", 0, sentence.start + 1)
        or scene.has("recap", sentence.start, sentence.start + 2)
        or scene.has("suits", draft.span.end, draft.span.end + 1)
        or ("yes_after" in scene.hits and suits_after(scene, draft.span.end))
        or _goes_on(scene, clause.sentence)
    ) or (
        # "Net 75, with the case study": the figure carries the rest of its sentence along.
        draft.option and draft.figure_beside and not draft.weak
    )
    repeated = not framed and _repeats_other(draft, memory, speaker)
    if sentence.mark == "?":
        return _in_question(scene, sentence, draft, repeated)
    if _talked_about(scene, sentence, draft, framed, repeated, speaker, index, memory):
        return Stance.QUOTED
    short = sentence.end - sentence.start <= _SHORT and not draft.weak
    return Stance.PROPOSED if framed or not draft.option or short else Stance.HYPOTHETICAL


def _unreal(scene: Scene, draft: Draft, clause: Clause, sentence: Sentence) -> bool:
    """Whether a value is only supposed, or pressed for without being offered."""
    at = draft.span.start
    return (
        _inside_if(scene, sentence, at)
        or _imagined(scene, clause, at)
        or scene.has("otherwise", sentence.start, sentence.start + 1)
        or (draft.option and scene.has("push_close", sentence.start, sentence.end))
        or (draft.weak and scene.has("what_if_you", sentence.start, at))
        or does_nothing(scene.words, draft.span.end)
    )


def _in_question(scene: Scene, sentence: Sentence, draft: Draft, repeated: bool) -> Stance:
    at = draft.span.start
    asks = _asks_for(scene, sentence, at) or _asks_leave(scene, sentence)
    checks = repeated and not draft.accompanied
    return Stance.PROPOSED if asks and not checks else Stance.ASKED


def _talked_about(
    scene: Scene,
    sentence: Sentence,
    draft: Draft,
    framed: bool,
    repeated: bool,
    speaker: Speaker,
    index: VocabularyIndex,
    memory: Memory,
) -> bool:
    """Whether a statement is about a value and does not put it forward."""
    if scene.has("test", sentence.start, draft.span.start):
        return True
    if not framed and scene.has("weighed", draft.span.end, sentence.end):
        return True
    if speaker == "buyer" and repeated and _takes_up(scene, sentence, draft, index, memory):
        return False
    verbs = not _VERBS.isdisjoint(scene.words[sentence.start : sentence.end])
    return repeated and (speaker == "buyer" or verbs)


def _goes_on(scene: Scene, number: int) -> bool:
    """Whether a sentence adds to what the one before puts forward: "And it is here in a day"."""
    if number == 0 or scene.words[scene.sentences[number].start] != "and":
        return False
    before = scene.sentences[number - 1]
    return before.mark != "?" and speaks_of_self(scene, before, before.end)


def _takes_up(
    scene: Scene, sentence: Sentence, draft: Draft, index: VocabularyIndex, memory: Memory
) -> bool:
    """Whether a buyer says nothing but the seller's figure, "56, then.", after a bid of its own or
    where the seller has asked for it.
    """
    spoken = range(scene.opening(sentence), sentence.end)
    rest = [i for i in spoken if not draft.span.start <= i < draft.span.end]
    alone = all(not scene.words[i][0].isalnum() or scene.words[i] == "then" for i in rest)
    if not alone or draft.issue is None:
        return False
    bid = memory.position("buyer", draft.issue) is not None
    standard = index.issues[draft.issue].standard
    granted = index.vocabulary.seller_prefers(draft.issue, draft.value, standard) > 0
    after = scene.words[sentence.end : sentence.end + 1]
    return bid or (granted and bool(after) and after[0] in _GRANTING)


def _repeats_other(draft: Draft, memory: Memory, speaker: Speaker) -> bool:
    """Whether the value is the other side's, and not the speaker's own, last word."""
    if draft.issue is None:
        return False
    return (
        memory.position(other_side(speaker), draft.issue) == draft.value
        and memory.position(speaker, draft.issue) != draft.value
    )


def _side_of_trade(trades: list[Trade], at: int) -> Stance | None:
    for trade in trades:
        if trade.condition.start <= at < trade.condition.end:
            return Stance.CONDITION
        if trade.promise.start <= at < trade.promise.end:
            return Stance.RETURN
    return None


def _by_interest(
    draft: Draft, side: Stance, index: VocabularyIndex, memory: Memory, speaker: Speaker
) -> Stance:
    """Which side of a trade a value is on: who gains by it tells more than where it was said."""
    if draft.issue is None:
        return side
    base = memory.position("trainee", draft.issue)
    if base is None:
        base = index.issues[draft.issue].standard
    gain = index.vocabulary.seller_prefers(draft.issue, draft.value, base)
    if not gain:
        return side
    speaker_gains = (gain > 0) == (speaker == "trainee")
    return Stance.CONDITION if speaker_gains else Stance.RETURN


def _foreign(scene: Scene, clause: Clause, at: int) -> Stance | None:
    """Someone else's, the past's or the other side's value; None if it is the speaker's own."""
    start, end = clause.start, clause.end
    own = scene.first("commit_me", start, at) or scene.first("propose", start, at)
    others = scene.first("others", start, end)
    if (
        others is not None
        and not _inside_option(scene, others.start)
        and (own is None or own.start < others.start < at)
    ):
        return Stance.OTHERS
    if scene.has("past", start, end) and own is None:
        return Stance.PAST
    quoted = scene.first("quoted", start, at)
    asked = scene.words[clause.start : clause.start + 2] in (["do", "you"], ["would", "you"])
    if quoted is not None and scene.words[quoted.end - 1 : quoted.end + 1] == ["need", "to"]:
        # "You need to pay in 30 days" asks for something; "you need 90 days" repeats it.
        return None
    if quoted is not None and not asked and (own is None or own.start < quoted.start):
        return Stance.QUOTED
    return None


def _negated(scene: Scene, clause: Clause, draft: Draft) -> bool:
    words = scene.words
    at = draft.span.start
    if "declining" in scene.hits and scene.has("declining", max(clause.start, at - _DECLINED), at):
        return True
    for i in range(at - 1, clause.start - 1, -1):
        word = words[i]
        if word in _COMPARED:
            # "no more than 45", "can't do better than 58": the figure is what is offered.
            return False
        if word == "only" or word in (",", "but"):
            return False
        if word in _NEGATIONS:
            if _inside_option(scene, i, but=draft):
                continue
            if word == "not" and any(span.start <= i < span.end for span in scene.spans("propose")):
                return False
            if scene.sentences[clause.sentence].mark == "?" and _urges(words, i):
                return False
            return not (word == "without" and at - i > 3)
    return words[draft.span.end : draft.span.end + 4] in (
        ["is", "not", "possible", "."],
        ["is", "out", "of", "the"],
        ["will", "not", "work", "."],
        ["is", "not", "an", "option"],
    ) or any(
        draft.span.end <= span.start <= draft.span.end + 1
        and words[draft.span.end] not in _CONTRASTING
        for span in scene.spans("refuse")
    )


def _inside_option(scene: Scene, at: int, but: Draft | None = None) -> bool:
    """Whether a word is part of the name of an option, of another issue than that of `but`: the
    "no" of "no sales to other chains and net 45".
    """
    return any(
        hit.span.start <= at < hit.span.end and (but is None or hit.issue != but.issue)
        for hit in scene.found.options
    )


def _urges(words: list[str], no: int) -> bool:
    """Whether a "not" of a question asks for what it denies: "can't you do 57?"."""
    return words[no + 1 : no + 2] in (["you"], ["we"]) or words[no - 2 : no] == ["you", "do"]


def _inside_if(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether a value stands in a condition that is no trade."""
    for opener in plain_ifs(scene, sentence):
        if opener.start < at and not any(
            scene.words[i] in (",", "then") for i in range(opener.end, at)
        ):
            return True
    return False


def _bare_condition(scene: Scene, sentence: Sentence) -> bool:
    """ "Only if the fee stays as it is": a condition for what the other side just asked."""
    start = scene.opening(sentence)
    return any(
        opener.start == start and split_condition(scene, sentence, opener) is None
        for opener in plain_ifs(scene, sentence)
    )


def _imagined(scene: Scene, clause: Clause, at: int) -> bool:
    return scene.first("imagine", clause.start, at) is not None


def _asks_leave(scene: Scene, sentence: Sentence) -> bool:
    """Whether a question only asks for a yes to the terms it names: "9 hours?", "60, okay?"."""
    words = scene.words[sentence.start : sentence.end - 1]
    if words and words[-1] in ("okay", "fine", "good", "deal", "acceptable", "possible", "alright"):
        return True
    start = scene.opening(sentence)
    inverted = start < sentence.end and scene.words[start] in load_words("aux")
    return len(words) <= _SHORT and not inverted and question_kind(scene, sentence) == "closed"


def _asks_for(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether a question proposes: "would you take 57?", and not "did you say 57?"."""
    start = scene.opening(sentence)
    if scene.words[start + 1 : start + 3] == ["not", "you"]:
        return scene.words[start] in ("can", "could", "would", "will")
    for tag in ("propose", "ask_get", "give", "press_nibble"):
        span = scene.first(tag, sentence.start, sentence.end)
        if span is not None:
            return True
    return any(
        Span(i, i + 2).end <= at
        and scene.words[i] in ("could", "would", "can", "will", "might")
        and scene.words[i + 1] in ("you", "we", "i")
        for i in range(sentence.start, max(sentence.start, at - 1))
    )
