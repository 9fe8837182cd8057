"""Tells a value that its speaker turns down from one that it only bounds or demands: "I can't do
90", "I can't do less than 94", "if you can't do 94, we have no deal".
"""

from simulator.coding.conditions import plain_ifs
from simulator.coding.draft import Draft
from simulator.coding.scene import Scene
from simulator.coding.text import Clause, Sentence, Span

_NEGATIONS = frozenset(("not", "no", "never", "without", "neither", "nor", "nobody"))
_NOES = frozenset(("no", "nope", "nah", "never"))
_COMPARED = frozenset(("better", "more", "later", "further"))
_LESS = frozenset(("less", "lower"))
_CONTRASTING = frozenset(("but", "and", ",", ".", "-", "–", "—", ";", "if", "so"))
"""Words that part a value from the refusal of another: "60 days but I can't do the car"."""

_REMOVING = frozenset(("leave", "take", "keep", "leaving", "taking", "keeping"))
_AWAY = frozenset(("out", "aside"))
"""Words that, one before a value and one after it, take it off the list: "leave net 75 out"."""

_LASTING = frozenset(("for", "until", "till", "before"))
_OWING = frozenset(("due", "pay", "paid", "payable", "owe", "invoiced", "billed", "charged"))

_DECLINED = 5
"""Words before a value in which it is turned down: "I have to pass on 90"."""

_THEIRS = frozenset(("you", "they"))
_DEEDS = frozenset(
    ("pay", "accept", "take", "agree", "meet", "reach", "make", "offer", "give", "come", "match")
) | {"do", "go", "get", "manage", "sign", "sell", "stretch"}
"""What the other side must do lest the speaker refuse: "if you can't do 94"."""


def _turned_down(words: list[str], at: int) -> bool:
    """Whether nothing but a no stands right after a value: "230 no.", "55, nope"."""
    at += words[at : at + 1] == [","]
    if words[at : at + 1] == [] or words[at] not in _NOES:
        return False
    return at + 1 >= len(words) or not (words[at + 1][0].isalnum() or words[at + 1] == "?")


def is_refused(scene: Scene, clause: Clause, draft: Draft) -> bool:
    """Whether a value stands under a "no" of its clause, or right before one."""
    words = scene.words
    at = draft.span.start
    if _turned_down(words, draft.span.end) or _is_left_out(words, draft.span, clause):
        return True
    if "declining" in scene.hits and scene.has("declining", max(clause.start, at - _DECLINED), at):
        return True
    if words[at - 1] == "than" and words[at - 2] in _LESS:
        return False
    for i in range(at - 1, clause.start - 1, -1):
        word = words[i]
        if word in _COMPARED:
            # "no more than 45", "can't do better than 58": the figure is what is offered.
            return False
        if word == "only" or word in (",", "but"):
            return False
        if word in _NEGATIONS:
            if inside_option(scene, i, but=draft) or _is_polite(scene, i):
                continue
            if word == "not" and any(span.start <= i < span.end for span in scene.spans("propose")):
                return False
            if scene.sentences[clause.sentence].mark == "?" and _urges(words, i):
                return False
            if _is_spared(words, i, at):
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


def _is_left_out(words: list[str], span: Span, clause: Clause) -> bool:
    """Whether a value is taken off the list: "leave net 75 and the car out"."""
    if _REMOVING.isdisjoint(words[clause.start : span.start]):
        return False
    return not _AWAY.isdisjoint(words[span.end : clause.end])


def is_demanded(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether a value stands in what the other side must not fail to do: "if you can't do 94",
    "unless you pay 94".
    """
    return any(
        opener.start < at and _must_do(scene.words, opener, at)
        for opener in plain_ifs(scene, sentence)
    )


def _must_do(words: list[str], opener: Span, at: int) -> bool:
    """Whether the words from an "if" to a value say that "you" do not do it, or "unless" you do."""
    said = words[opener.end : at]
    if not said or said[0] not in _THEIRS or "," in said:
        return False
    if words[opener.start] != "unless":
        said = said[said.index("not") :] if "not" in said else []
    return not _DEEDS.isdisjoint(said)


def inside_option(scene: Scene, at: int, but: Draft | None = None) -> bool:
    """Whether a word is part of the name of an option, of another issue than that of `but`: the
    "no" of "no sales to other chains and net 45".
    """
    return any(
        hit.span.start <= at < hit.span.end and (but is None or hit.issue != but.issue)
        for hit in scene.found.options
    )


def _is_spared(words: list[str], no: int, at: int) -> bool:
    """Whether what is denied is having to pay sooner: "our bill isn't due for sixty days"."""
    before = at - 1 - (words[at - 1] == "net")
    return words[before] in _LASTING and not _OWING.isdisjoint(words[no:at])


def _is_polite(scene: Scene, at: int) -> bool:
    """Whether a "no" only belongs to a courtesy: "if you do not mind"."""
    return any(span.start <= at < span.end for span in scene.spans("polite_if"))


def _urges(words: list[str], no: int) -> bool:
    """Whether a "not" of a question asks for what it denies: "can't you do 57?"."""
    return words[no + 1 : no + 2] in (["you"], ["we"]) or words[no - 2 : no] == ["you", "do"]
