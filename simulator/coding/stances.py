"""Decides what each mentioned value is, seen from its speaker: proposed, a side of a trade, the
other's, refused, hypothetical, past, someone else's, or only asked about.
"""

from simulator.coding.asides import (
    does_nothing,
    is_cost,
    is_told,
    is_worth,
    left_behind,
    makes_loss,
    names_limit,
    speaks_of_self,
    turned_down_after,
)
from simulator.coding.bids import (
    in_question,
    is_exclaimed,
    is_granted_first,
    is_supposed_bid,
    without_fallbacks,
)
from simulator.coding.conditions import Trade, plain_ifs, split_condition
from simulator.coding.draft import Draft
from simulator.coding.elsewhere import (
    given_back,
    of_others,
    of_rival,
    of_third_party,
    told_of_others,
)
from simulator.coding.index import VocabularyIndex
from simulator.coding.memory import Memory
from simulator.coding.placing import suits_after
from simulator.coding.records import new_mention
from simulator.coding.refusals import inside_option, is_demanded, is_refused
from simulator.coding.scene import Scene
from simulator.coding.sums import is_price_of_unknown_size
from simulator.coding.text import Clause, Sentence
from simulator.domain.moves import Mention, Speaker, Stance

_FRAMES = (
    *("propose", "commit_me", "ask_get", "free", "hold", "accept", "in_return", "give"),
    "fix_frame",
)
_VERBS = frozenset(("is", "are", "was", "would", "help", "helps", "does", "do"))
_VERBS |= {"sounds", "seems", "looks", "leaves"}
"""Words that talk about a repeated figure; "net 75 then" without one takes it over."""

_GRANTING = frozenset(("yes", "fine", "good", "okay", "agreed", "done", "sure", "alright"))

_CONTRASTED: tuple[list[str], ...] = ([], ["and"], [","])
"""What stands before the "not" that sets a value apart: "sixty days, and not thirty"."""

_REPLACED = 4
"""Words after "instead of" or "otherwise" in which the value stands that is set behind."""

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
    back = given_back(scene, drafts, memory, speaker, traded=bool(trades))
    for draft in drafts:
        clause = scene.clause_of(draft.span.start)
        aside = _aside(scene, clause, draft, drafts, choices, index, speaker)
        if aside is None and clause.sentence in back and not is_granted_first(scene, draft):
            aside = Stance.ASKED if speaker == "trainee" else Stance.QUOTED
        stance = aside or _stance(scene, clause, draft, trades, index, memory, speaker)
        quote = scene.quote(draft.span.start, draft.span.end)
        mentions.append(new_mention(draft.issue, draft.value, draft.upto, stance, quote))
    if trades and len(mentions) > 1 and speaker == "trainee":
        mentions = without_fallbacks(mentions, memory)
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
    if draft.matched:
        return Stance.PROPOSED
    if speaker == "trainee":
        told = scene.words[sentence.start : sentence.end]
        named = index.truths.is_alternative(told, draft.value)
        named = named and not speaks_of_self(scene, sentence, at)
        if named or of_third_party(scene, sentence, at):
            return Stance.OTHERS
    elif _of_no_offer(scene, sentence, draft):
        return Stance.OTHERS if not draft.option else Stance.HYPOTHETICAL
    if not draft.option and of_others(scene, clause, draft, speaker):
        return Stance.OTHERS
    if "if" in scene.hits and is_demanded(scene, sentence, at):
        return Stance.CONDITION
    if turned_down_after(scene, draft, drafts) or makes_loss(scene, clause, draft):
        return Stance.REFUSED
    if clause.sentence in choices:
        return Stance.ASKED if sentence.mark == "?" else Stance.HYPOTHETICAL
    if is_cost(scene, clause, draft) or is_worth(scene, clause, draft):
        return Stance.HYPOTHETICAL
    return None


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
    if names_limit(scene, draft, speaker) or _is_set_behind(scene, sentence, at):
        return Stance.HYPOTHETICAL
    if is_told(scene, draft, memory, speaker):
        return Stance.QUOTED
    if side is None:
        foreign = _foreign(scene, clause, at)
        if foreign is not None:
            return foreign
    if is_refused(scene, clause, draft):
        return _refused(scene, clause, draft, memory, speaker)
    if side is not None:
        return _by_interest(draft, side, index, memory, speaker)
    bids = speaker == "trainee" and is_supposed_bid(scene, sentence, draft)
    if not bids and _bare_condition(scene, sentence):
        return Stance.CONDITION
    if not bids and _unreal(scene, draft, clause, sentence):
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
        core = draft.issue is not None and index.issues[draft.issue].core
        return in_question(scene, sentence, draft, repeated, core)
    if _talked_about(scene, sentence, draft, framed, repeated, speaker, index, memory):
        return Stance.QUOTED
    short = sentence.end - sentence.start <= _SHORT and not draft.weak
    return Stance.PROPOSED if framed or not draft.option or short else Stance.HYPOTHETICAL


def _refused(
    scene: Scene, clause: Clause, draft: Draft, memory: Memory, speaker: Speaker
) -> Stance:
    """What a value under a "no" is: "sixty days, not thirty" refuses nothing that nobody wants."""
    words = scene.words
    if draft.issue is None or memory.was_told(speaker, draft.issue, draft.value):
        return Stance.REFUSED
    own = memory.position(speaker, draft.issue) == draft.value
    told = words[clause.start : draft.span.start]
    contrasted = told[-1:] == ["not"] and told[-2:-1] in _CONTRASTED
    return Stance.HYPOTHETICAL if contrasted or (own and "without" in told) else Stance.REFUSED


def _is_set_behind(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether a value is the one that another is better than, or replaces, or stands in for."""
    near = max(sentence.start, at - _REPLACED)
    if scene.any(("instead_of", "otherwise"), near, at):
        return True
    if "set_behind" not in scene.hits:
        return False
    return any(at - 1 <= span.end <= at for span in scene.spans("set_behind"))


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
    if speaker == "trainee" and is_exclaimed(scene, sentence, draft, memory):
        return True
    if not framed and scene.has("weighed", draft.span.end, sentence.end):
        return True
    if speaker == "buyer" and repeated and _takes_up(scene, sentence, draft, index, memory):
        return False
    if repeated and _takes_over(scene, sentence, draft):
        return False
    if repeated and scene.words[sentence.end : sentence.end + 1] == ["."]:
        # "Net 60... that's two months."
        return True
    verbs = not _VERBS.isdisjoint(scene.words[sentence.start : sentence.end])
    return repeated and (speaker == "buyer" or verbs)


def _takes_over(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence ends in the other side's value and a "then": "okay, if it helps, 120
    then".
    """
    after = scene.words[draft.span.end : sentence.end]
    return after[:1] == ["then"] and len(after) <= 1 + bool(sentence.mark)


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
    # "This week, then." grants what was asked for.
    yes = "then" in scene.words[draft.span.end : sentence.end] or not _GRANTING.isdisjoint(after)
    return bid or (granted and yes)


def _repeats_other(draft: Draft, memory: Memory, speaker: Speaker) -> bool:
    """Whether the value is what the other side named, and not the speaker's own last word."""
    return draft.issue is not None and memory.was_told(speaker, draft.issue, draft.value)


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
    issue = index.issues[draft.issue]
    if base is None:
        if is_price_of_unknown_size(issue):
            return side
        base = issue.standard
    prefers = index.vocabulary.seller_prefers
    # Who says again what it asks for is no better off than before, but than the standard.
    gain = prefers(draft.issue, draft.value, base) or (
        0 if is_price_of_unknown_size(issue) else prefers(draft.issue, draft.value, issue.standard)
    )
    theirs = memory.position("buyer", draft.issue)
    again = side is Stance.CONDITION and draft.value == memory.position(speaker, draft.issue)
    if not gain or (again and theirs is not None and prefers(draft.issue, draft.value, theirs) > 0):
        # "Would you go back up to 44?" asks for the own last figure.
        return side
    speaker_gains = (gain > 0) == (speaker == "trainee")
    return Stance.CONDITION if speaker_gains else Stance.RETURN


def _foreign(scene: Scene, clause: Clause, at: int) -> Stance | None:
    """Someone else's, the past's or the other side's value; None if it is the speaker's own."""
    start, end = clause.start, clause.end
    own = scene.first("commit_me", start, at) or scene.first("propose", start, at)
    others = told_of_others(scene, start, end)
    if (
        others is not None
        and not inside_option(scene, others.start)
        and (own is None or own.start < others.start < at)
    ):
        return Stance.OTHERS
    if scene.has("past", start, end) and (own is None or scene.words[own.start] == "that"):
        return Stance.PAST
    quoted = scene.first("quoted", start, at)
    asked = scene.words[clause.start : clause.start + 2] in (["do", "you"], ["would", "you"])
    if quoted is not None and scene.words[quoted.end - 1 : quoted.end + 1] == ["need", "to"]:
        # "You need to pay in 30 days" asks for something; "you need 90 days" repeats it.
        return None
    if scene.turn.speaker == "trainee" and "interested" in scene.words[start:at]:
        # "I see you are interested in the loft for 1,400" names the seller's own price.
        return None
    if quoted is not None and not asked and (own is None or own.start < quoted.start):
        return Stance.QUOTED
    return None


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
