"""Tells a bid from an echo where a value stands in a question or alone: "would 46 be easier?" and
"okay, 39,750, but can we keep the month?" bid; "forty-one seven ... oh" and "what would you have to
see by Friday?" do not.
"""

from simulator.coding.draft import Draft
from simulator.coding.elsewhere import is_guess
from simulator.coding.lexicon import load_words
from simulator.coding.memory import Memory
from simulator.coding.questions import question_kind
from simulator.coding.records import new_mention
from simulator.coding.scene import Scene
from simulator.coding.text import Sentence, Span
from simulator.domain.moves import ON_THE_TABLE, Mention, Stance

_INVERTING = frozenset(("would", "could", "might", "will", "does"))
_SETTING = frozenset(("maybe", "perhaps", "um", "uh", "er", ",", "a", "like", "say", "the"))
"""Words between the verb of a question and the value that is its subject."""

_SUITING = frozenset(("be", "do", "help", "work", "suit", "fit", "make", "get"))
_GRANTING = frozenset(("okay", "fine", "alright", "yes", "yeah", "sure", "deal", "agreed"))
_AROUND = frozenset(
    (",", "-", "–", "—", "well", "then", "um", "uh", "oh", "right", "so", "it", "is")
)
"""Words that may stand around a yes before the value it grants."""

_TURNING = frozenset(("but", "can", "could", "would", "will", "do"))
_ASKING = frozenset(("what", "why", "who", "when", "where", "which"))
_PUTTING = frozenset(("about", "if", "say", "think"))
_NEAR = 0.01
"""Share of a figure within which a shortened one still echoes it: "41.7" for 41,750."""

_SHORT = 7
"""Words of a question that is little more than the terms: "57,000, net 60?"."""

_STOPPING = frozenset((".", "!", "–", "—", "-"))


def _is_subject(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """Whether a question asks how the value itself would do: "would 46 be easier?"."""
    words, at = scene.words, scene.opening(sentence)
    if words[at] not in _INVERTING or not _SETTING.issuperset(words[at + 1 : draft.span.start]):
        return False
    return not _SUITING.isdisjoint(words[draft.span.end : draft.span.end + 2])


def is_granted_first(scene: Scene, draft: Draft) -> bool:
    """Whether a yes takes the value before the question turns to something else."""
    words, end = scene.words, draft.span.end
    sentence = scene.sentences[scene.sentence_of(draft.span.start)]
    before = words[sentence.start : draft.span.start]
    if _GRANTING.isdisjoint(before) or not (_GRANTING | _AROUND).issuperset(before):
        return False
    end += 2 * (words[end : end + 2] == ["it", "is"])
    end += words[end : end + 1] == ["then"]
    parted = words[end : end + 1] == [","]
    at = end + parted
    at += words[at : at + 1] == ["and"]
    following = words[at : at + 1]
    return bool(following) and (
        following[0] == "but" or (parted and following[0] in _TURNING and end + 2 < sentence.end)
    )


def is_supposed_bid(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """Whether a question supposes an own step and asks nothing else: "and if I came to 236?"."""
    if sentence.mark != "?" or "if" not in scene.hits:
        return False
    words, at = scene.words, scene.opening(sentence)
    at += words[at] in ("and", "but", "so")
    if words[at] != "if" or words[at + 1 : at + 2] not in (["i"], ["we"]):
        return False
    stepped = words[at + 2 : at + 3] != [] and words[at + 2] in load_words("supposed_step")
    return stepped and "," not in words[at : sentence.end] and not draft.option


def _asks_when(scene: Scene, sentence: Sentence) -> bool:
    """Whether a question with a question word only dates what it asks for."""
    words, at = scene.words, scene.opening(sentence)
    asked = words[at] in _ASKING
    return asked and _PUTTING.isdisjoint(words[at + 1 : at + 4])


def is_exclaimed(scene: Scene, sentence: Sentence, draft: Draft, memory: Memory) -> bool:
    """Whether the other side's figure, or a shortened one, is only said back in surprise: alone,
    with dots, a mark or an "oh" beside it.
    """
    if draft.issue is None or draft.option or isinstance(draft.value, str):
        return False
    heard = memory.last("buyer")
    theirs = heard[0].terms.get(draft.issue) if heard else None
    if theirs is None or isinstance(theirs, str) or abs(draft.value - theirs) > _NEAR * theirs:
        return False
    words, echoed = scene.words, load_words("exclaimed")
    rest = [
        word
        for i, word in enumerate(words[sentence.start : sentence.end], sentence.start)
        if not draft.span.start <= i < draft.span.end and word[0].isalnum()
    ]
    if not echoed.issuperset(rest):
        return False
    after = words[sentence.end : sentence.end + 1]
    trails = sentence.mark == "!" or (bool(after) and (after[0] in _STOPPING or after[0] in echoed))
    return trails or any(word in echoed for word in rest)


def without_fallbacks(mentions: list[Mention], memory: Memory) -> list[Mention]:
    """The mentions, with what stays where a trade is not taken set behind: the own last 240 after
    "if you sign this month I'd come to 236".
    """
    traded: set[str] = set()
    kept = []
    for said in mentions:
        own = memory.position("trainee", said.issue) if said.issue else None
        if said.stance in ON_THE_TABLE and said.issue in traded and own == said.value:
            kept.append(
                new_mention(said.issue, said.value, said.upto, Stance.HYPOTHETICAL, said.quote)
            )
            continue
        if said.issue and said.stance is Stance.RETURN and own not in (None, said.value):
            traded.add(said.issue)
        kept.append(said)
    return kept


def in_question(
    scene: Scene, sentence: Sentence, draft: Draft, repeated: bool, core: bool
) -> Stance:
    """The stance of a value in a question; `repeated` says whether the other side has named it,
    `core` whether it is one of the price.
    """
    at = draft.span.start
    if is_granted_first(scene, draft):
        return Stance.PROPOSED
    if draft.option and _asks_when(scene, sentence):
        return Stance.ASKED
    bids = core and scene.turn.speaker == "trainee" and _is_subject(scene, sentence, draft)
    bids = bids or is_supposed_bid(scene, sentence, draft)
    asks = bids or _asks_for(scene, sentence, at) or _asks_leave(scene, sentence, draft)
    checks = repeated and not draft.accompanied
    if scene.has("would_accept", draft.span.end, draft.span.end + 1):
        # "90, and we have a deal?"
        return Stance.PROPOSED
    return Stance.PROPOSED if asks and not checks else Stance.ASKED


def _asks_leave(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """Whether a question only asks for a yes to the terms it names: "9 hours?", "60, okay?"."""
    words = scene.words[sentence.start : sentence.end - 1]
    alone = draft.option and len(words) == draft.span.end - draft.span.start == 1
    if alone or is_guess(scene, sentence):
        # "January?" gives back, or guesses.
        return False
    if words and words[-1] in ("okay", "fine", "good", "deal", "acceptable", "possible", "alright"):
        return True
    start = scene.opening(sentence)
    # "When does it come right, January?" is no wish either.
    asked = load_words("aux") | load_words("wh")
    inverted = start < sentence.end and scene.words[start] in asked
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
