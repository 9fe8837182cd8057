"""Turns figures and option names of a turn into mentions: which issue, which value."""

from simulator.coding.asides import goes_by
from simulator.coding.draft import Draft
from simulator.coding.figures import Figure, join_ranges
from simulator.coding.index import VocabularyIndex
from simulator.coding.instalments import find_instalments, is_first_part
from simulator.coding.measures import counts_there, is_part, side_sum
from simulator.coding.memory import Memory
from simulator.coding.placing import (
    asked_of_you,
    distance_to,
    is_hour,
    issue_near,
    one_issue_a_span,
    only_dates,
    said_as_terms,
    whole_options,
)
from simulator.coding.relative import named_before, relative_drafts, waived
from simulator.coding.scene import Scene
from simulator.coding.steps import (
    NO_STEP,
    Step,
    adds,
    adds_else,
    is_counted,
    is_plain_step,
    is_step,
    says_whole_term,
    step_of,
)
from simulator.coding.sums import (
    PARTS_OF_A_SUM,
    has_known_size,
    is_far_below,
    is_price_of_unknown_size,
    money_score,
    share_of,
)
from simulator.coding.tallies import issues_of_tally
from simulator.coding.text import Span
from simulator.domain.deal import RangeIssue, Value
from simulator.domain.moves import Speaker, other_side

_UNIT_DAYS = {"days": 1.0, "months": 30.0}
_NEAR = 12
"""Words on either side in which a word of an issue claims a bare figure."""


_BY_DEFAULT = 0.5
"""What speaks for the price where no word of an issue stands near a figure."""

_MILLION = 1e6
_BESIDE = 3
"""Words within which a word of an issue claims a figure that is outside its range."""

_WAIVING = frozenset(("waive", "free", "set_back"))
_TAGS = _WAIVING | frozenset(("middle", "multiple", "full_price", "do_that"))
"""Tags without any of which a turn without figures and options names no value."""

_MINE = frozenset(("my", "our", "ours", "mine", "us"))
_POINTING = frozenset(("the", "those", "these"))
_COMING = frozenset(("is", "are", "comes", "opens", "starts", "ends", "only", "due", "happens"))


def find_drafts(
    scene: Scene, index: VocabularyIndex, memory: Memory, speaker: Speaker
) -> list[Draft]:
    """Every value named in a turn, in order of appearance."""
    if not (scene.found.options or scene.figures) and _TAGS.isdisjoint(scene.hits):
        return []
    drafts = [
        Draft(hit.issue, hit.option, hit.span, option=True, weak=hit.weak)
        for hit in scene.found.options
        if not (hit.vague or (hit.weak and only_dates(scene, hit.span)))
        or issue_near(scene, hit.issue, hit.span)
    ]
    drafts = whole_options(scene.words, one_issue_a_span(scene, drafts, memory, speaker))
    free = [] if _WAIVING.isdisjoint(scene.hits) else waived(scene, index)
    taken = [draft.span for draft in drafts] + scene.spans("multiple")
    figures = [
        figure
        for figure in join_ranges(scene.words, scene.figures)
        if not any(span.start < figure.end and figure.start < span.end for span in taken)
        and figure.unit != "ordinal"
    ]
    tallied = issues_of_tally(scene, memory, speaker, figures[0]) if figures else None
    parts = find_instalments(scene, index, figures)
    drafts.extend(parts.drafts)
    for figure in figures:
        if figure in parts.used:
            continue
        draft = named_before(scene, index, memory, speaker, figure, drafts)
        draft = draft or _assign(scene, index, memory, speaker, figure, tallied)
        tallied = None
        if draft is not None and all(draft.issue != d.issue for d in free):
            drafts.append(draft)
    drafts.extend(free)
    drafts.extend(relative_drafts(scene, index, memory, speaker, drafts))
    drafts.sort(key=lambda d: d.span)
    _mark_beside(scene, drafts)
    return drafts


def _mark_beside(scene: Scene, drafts: list[Draft]) -> None:
    if len(drafts) < 2:
        return
    places = [scene.sentence_of(d.span.start) for d in drafts]
    figured = {place for place, d in zip(places, drafts, strict=True) if not d.option and d.issue}
    for place, draft in zip(places, drafts, strict=True):
        draft.figure_beside = draft.option and place in figured
        draft.accompanied = places.count(place) > 1


def _assign(
    scene: Scene,
    index: VocabularyIndex,
    memory: Memory,
    speaker: Speaker,
    figure: Figure,
    answered: frozenset[str] | None,
) -> Draft | None:
    """The value that a figure is; `answered` are the issues it can be of where it answers what was
    asked of no money, else None.
    """
    figure = _as_months(scene.words, index, figure)
    span = Span(figure.start, figure.end)
    by_piece = _by_piece(scene, index, figure)
    if by_piece is not None:
        return by_piece
    issues = index.ranges_in(figure.unit)
    step = step_of(scene.words, figure, speaker) if issues else NO_STEP
    if step is None:
        return None
    if answered is not None:
        issues = tuple(issue for issue in issues if issue.id in answered)
    elif figure.unit == "count" and not step.sign:
        issues = tuple(issue for issue in issues if is_counted(scene.words, issue, figure))
    if not issues and figure.unit != "money":
        return None
    said = said_as_terms(scene, figure) if issues else False
    best: tuple[float, RangeIssue, float] | None = None
    for issue in issues:
        scored = _score(scene, issue, figure, memory, speaker, step, said)
        if scored is not None and (best is None or scored[0] > best[0]):
            best = (scored[0], issue, scored[1])
    if best is None:
        if figure.unit == "money" or (figure.value >= 1000 and figure.unit is None):
            return Draft(None, figure.value, span)
        return None
    _, issue, value = best
    if figure.unit == "percent" and issue.unit == "money":
        whole = _whole(scene, memory, speaker, issue, figure, step)
        memory.take_share(issue.id, whole or value, value)
    if figure.least is None:
        return Draft(issue.id, value, span)
    least = figure._replace(value=figure.least)
    low = _score(scene, issue, least, memory, speaker, step, said)
    ends = (value, low[1] if low is not None else value)
    # Who names a range is held to the end that the other side likes better.
    gain = index.vocabulary.seller_prefers(issue.id, *ends) * (1 if speaker == "trainee" else -1)
    binding, upto = ends[::-1] if gain > 0 else ends
    return Draft(issue.id, binding, span, upto=upto if upto != binding else None)


def _as_months(words: list[str], index: VocabularyIndex, figure: Figure) -> Figure:
    """A hurried "24m" or "24 m" as months, where no price of the deal is in millions."""
    apart = words[figure.end : figure.end + 1] == ["m"]
    if figure.unit is not None or not (apart or words[figure.end - 1][-1:] == "m"):
        return figure
    value = figure.value if apart else figure.value / _MILLION
    for issue in index.ranges:
        if issue.unit == "money" and issue.high * 5 >= _MILLION:
            return figure
    if not any(i.unit == "months" and i.low <= value <= i.high for i in index.ranges):
        return figure
    return Figure(value, "months", figure.start, figure.end + apart, scaled=True)


def _by_piece(scene: Scene, index: VocabularyIndex, figure: Figure) -> Draft | None:
    """A price by the piece as that of the whole: "117 a set" where 800 sets are the standard."""
    words = scene.words[figure.end : figure.end + 2]
    if len(words) < 2 or words[0] not in ("a", "per") or figure.unit not in ("money", None):
        return None
    price = next((i for i in index.ranges if i.core and i.unit == "money" and i.standard), None)
    if price is None:
        return None
    for issue in index.ranges:
        if issue.unit == "count" and issue.standard > 1 and words[1] in issue.words:
            value = round(figure.value * issue.standard, 2)
            if price.low <= value <= price.high:
                return Draft(price.id, value, Span(figure.start, figure.end + 2))
    return None


def _score(
    scene: Scene,
    issue: RangeIssue,
    figure: Figure,
    memory: Memory,
    speaker: Speaker,
    step: Step,
    said: bool,
) -> tuple[float, float] | None:
    """How well a figure fits an issue, and the value it would mean; None if it does not."""
    sign = step.sign
    value = _in_unit(issue, figure)
    fits = value is not None and issue.low <= value <= issue.high
    if figure.unit is None and issue.unit != "money" and not fits and not sign:
        return None
    distance = distance_to(scene, issue.id, figure)
    near = distance <= _NEAR
    if (sign and adds_else(scene.words, issue, figure)) or _of_mine(scene.words, issue, figure):
        return None
    if is_hour(scene.words, figure) and (issue.unit in _UNIT_DAYS or not near):
        return None
    base = _base(memory, speaker, issue, step) if sign or issue.unit == "money" else None
    score = 2.0 - distance / 20 if near else 0.0
    if value is None:
        given = sign < 0 or (near and said and not _part_of(scene.words, figure))
        whole = _whole(scene, memory, speaker, issue, figure, step)
        return share_of(figure, whole, sign, score) if given else None
    if (issue.unit == "percent" and sign < 0 and not near) or (
        distance > _BESIDE
        and (
            figure.unit == "things"
            or (
                goes_by(scene, figure, fits)
                and not asked_of_you(scene, figure)
                # What work is paid by the hour is a price where none is known for the whole.
                and not (said and is_price_of_unknown_size(issue))
            )
            or _part_of(scene.words, figure)
        )
    ):
        return None
    if sign and base is not None and is_step(scene.words, issue, figure, value, base):
        entire = sign > 0 and says_whole_term(scene.words, issue, figure, value)
        return _stepped(issue, None if entire else base + sign * value, value, score, distance)
    if issue.unit == "money":
        told = said or distance <= _BESIDE
        if issue.core and not told and is_far_below(value, base, figure):
            return None
        if _is_no_price(scene, issue, figure, sign, base):
            return None
        if not near and issue.core:
            score += _BY_DEFAULT
        return money_score(scene.words, issue, figure, near, said, score, base, memory)
    if figure.unit in _UNIT_DAYS and distance > _BESIDE and _only_counts_down(scene, figure):
        return None
    pays = "paying" in scene.hits and _pays(scene, figure)
    said = said or _points_at(scene.words, figure, value, memory.position(speaker, issue.id))
    return _plain_score(issue, figure, value, distance, said, pays, memory)


def _stepped(
    issue: RangeIssue, stepped: float | None, value: float, score: float, distance: int
) -> tuple[float, float] | None:
    """What a step leads to: nothing known if "four more years" may be the whole lease; and a lease
    of 38 months is none that anybody means, nor "net -30".
    """
    if stepped is None:
        return (score + 2, value) if value == issue.standard else None
    odd = issue.unit == "months" and distance > _BESIDE and not _on_step(issue, stepped)
    return None if odd or stepped < 0 else (score + 2, stepped)


def _of_mine(words: list[str], issue: RangeIssue, figure: Figure) -> bool:
    """Whether a number counts the speaker's own people: "two of ours", "two of my best"."""
    after = words[figure.end : figure.end + 3]
    mine = after[:1] == ["of"] and after[1:2] != [] and after[1] in _MINE
    return issue.unit == "count" and mine and issue.words.count(after[-1]) == 0


def _is_no_price(
    scene: Scene, issue: RangeIssue, figure: Figure, sign: int, base: float | None
) -> bool:
    """Whether a sum is a step from no known price, some out of more, a deposit or the like."""
    words = scene.words
    if sign and base is None and is_plain_step(words, figure):
        return True
    if words[figure.end : figure.end + 1] == ["of"] and is_part(words, figure.end):
        return True
    if not figure.scaled and figure.unit is None and counts_there(words, figure.start):
        return True
    if "part_now" in scene.hits and is_first_part(scene, figure):
        return True
    aside = side_sum(words, figure.start, figure.end)
    return aside is not None and aside not in issue.words


def _points_at(words: list[str], figure: Figure, value: float, own: Value | None) -> bool:
    """Whether a duration points at the speaker's own terms: "you left out the two years"."""
    return value == own and figure.unit in _UNIT_DAYS and words[figure.start - 1] in _POINTING


def _pays(scene: Scene, figure: Figure) -> bool:
    """Whether a sentence with a figure speaks of paying."""
    sentence = scene.sentences[scene.sentence_of(figure.start)]
    return scene.has("paying", sentence.start, sentence.end)


def _only_counts_down(scene: Scene, figure: Figure) -> bool:
    """Whether a duration says when something comes, or how much of it: "it is in forty days", "a
    month of wages".
    """
    at = figure.start - 1
    if scene.words[figure.end : figure.end + 1] == ["of"]:
        return True
    return at > 0 and scene.words[at] == "in" and scene.words[at - 1] in _COMING


def _part_of(words: list[str], figure: Figure) -> bool:
    """Whether a percentage only says how much of something: "1 % of our price"."""
    share = figure.unit == "percent" and figure.value not in PARTS_OF_A_SUM
    return share and words[figure.end : figure.end + 1] == ["of"]


def _base(
    memory: Memory, speaker: Speaker, issue: RangeIssue, step: Step = NO_STEP
) -> float | None:
    """The figure on the table that a step starts from: the one that is named, else the own last
    one, else the other's. What a seller takes off is off its own price, never off a bid.
    """
    known = memory.position(speaker, issue.id) if step.start != "other" else None
    own = step.start == "own" or (step.sign < 0 and issue.core and speaker == "trainee")
    if known is None and not own:
        known = memory.position(other_side(speaker), issue.id)
    if known is not None:
        return None if isinstance(known, str) else known
    return issue.standard if issue.standard and (not issue.core or has_known_size(issue)) else None


def _whole(
    scene: Scene,
    memory: Memory,
    speaker: Speaker,
    issue: RangeIssue,
    figure: Figure,
    step: Step,
) -> float | None:
    """What a share is taken off: "8 % off" said again, or now 7, is off the same as before."""
    base = _base(memory, speaker, issue, step)
    if base is None or adds(scene.words, figure):
        return base
    return memory.undiscounted(issue.id, base)


def _plain_score(
    issue: RangeIssue,
    figure: Figure,
    value: float,
    distance: int,
    said: bool,
    pays: bool,
    memory: Memory,
) -> tuple[float, float] | None:
    """How well a figure fits an issue of days, months, shares or counts."""
    near = distance <= _NEAR
    score = 2.0 - distance / 20 if near else 0.0
    fits = issue.low <= value <= issue.high
    if figure.unit is None:
        if value != int(value):
            return None
        if fits and not near and said and memory.just_named(issue.id) and _on_step(issue, value):
            return 0.8 + memory.alone_named(issue.id), value
        return (score + fits, value) if near and fits and distance <= 5 else None
    if not near and not (said and (pays or _expected(issue, figure, value, memory))):
        return None
    # Two years are no payment term, however near "net" stands.
    claimed = distance <= _BESIDE and figure.unit == issue.unit
    return (score + 2 + fits, value) if fits or claimed else None


def _on_step(issue: RangeIssue, value: float) -> bool:
    """Whether a value is one that the issue is commonly settled at: 58 days are not."""
    return value % issue.step == 0


def _expected(issue: RangeIssue, figure: Figure, value: float, memory: Memory) -> bool:
    """Whether a duration without a word of its issue can be meant for it: there are terms on the
    issue, or the duration is a usual one.
    """
    if figure.unit not in _UNIT_DAYS:
        return True
    return _on_step(issue, value) or memory.just_put(issue.id)


def _in_unit(issue: RangeIssue, figure: Figure) -> float | None:
    """The figure in the unit of an issue that takes it; None for a share of a sum of money."""
    if issue.unit == "days":
        return figure.value * _UNIT_DAYS.get(figure.unit or "days", 1.0)
    return None if issue.unit == "money" and figure.unit == "percent" else figure.value
