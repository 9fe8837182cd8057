"""Headline score 1, active listening: indicators A1 to A6, the negatives, anchor rows and caps."""

from typing import NamedTuple

from simulator.domain.moves import Code, Move, Quote
from simulator.domain.scorecard import Evidence, Indicator, Score
from simulator.domain.text import whole_words
from simulator.grader.diagnosis import diagnosis
from simulator.grader.faults import FAULTS, negatives
from simulator.grader.marks import (
    caps_reached,
    highest,
    no_opportunity,
    rate,
    reaches,
    scored,
    share,
    tally,
    too_little,
    unscored,
)
from simulator.grader.meeting import Meeting
from simulator.grader.needs import need_linked as offers_tied
from simulator.grader.opportunities import (
    cues,
    disclosures,
    hints_answered,
    taunts,
    undiagnosed,
)
from simulator.grader.rubric import ListeningRow
from simulator.grader.rulings import answered, counted
from simulator.grader.secondary.conditions import is_enough, named, says_again
from simulator.grader.sentences import sentences
from simulator.grader.shared import heard_in, tells

_DEALING = frozenset(
    {
        Code.OFFER, Code.CONCEDE, Code.RESCOPE, Code.CHOICE, Code.SEGMENT, Code.ASK_GET,
        Code.PUSH_CLOSE, Code.WALK,
    }
)  # fmt: skip
"""Moves of a turn that deals: a yes to it is a yes to terms."""


class _Facts(NamedTuple):
    diagnosed: Indicator
    taken_up: Indicator
    need_linked: Indicator
    checks: int
    confirmed: int
    negatives: int
    follow_ups: int
    may_follow_up: bool
    mostly_open: bool
    reflecting: bool


def _diagnosed(meeting: Meeting) -> Indicator:
    judged = [diagnosis(meeting, opportunity) for opportunity in undiagnosed(meeting)]
    # To let an insult pass is no fault; to ask what lies behind it is to the trainee's credit.
    judged += [e for taunt in taunts(meeting) if (e := diagnosis(meeting, taunt)) and e.met]
    evidence = [item for item in judged if item is not None]
    evidence.sort(key=lambda item: item.buyer.turn if item.buyer else 0)
    return rate(
        "A1",
        "Unexplained objections and pushes asked about first",
        answered(meeting, "A1", evidence),
        meeting.rubric.listening.rows[0].diagnosed or 0,
    )


def _cue_evidence(meeting: Meeting) -> list[Evidence]:
    evidence = []
    for hint, taken_up in cues(meeting):
        met = taken_up is not None
        evidence.append(
            Evidence(
                met=met,
                why="What the hint is about was taken up." if met else "The hint was passed over.",
                buyer=hint.move.quote,
                trainee=taken_up.quote if taken_up else meeting.whole(hint.reply),
            )
        )
    return evidence


class _Confirmation(NamedTuple):
    evidence: Evidence
    of_check: bool


def _confirmations(meeting: Meeting) -> list[_Confirmation]:
    """Reflections, tests and summaries that the buyer's next turn confirmed in words."""
    rules = meeting.rubric.listening
    answered: dict[int, list[Move]] = {}
    for at, move in meeting.said(rules.understanding_codes):
        buyer_turn = meeting.next_buyer(at)
        if buyer_turn is None or _asks_openly(meeting, at, move):
            continue
        if not meeting.coded(at, _DEALING) or _not_of_terms(meeting, buyer_turn, move):
            answered.setdefault(buyer_turn, []).append(move)
    found = []
    for buyer, said in answered.items():
        yes = next(iter(meeting.coded(buyer, {Code.CONFIRM})), None)
        if yes is None or meeting.coded(buyer, {Code.REJECT, Code.ACCEPT}):
            continue
        # The last one said is what was confirmed; of one turn's, a test or summary.
        last = [move for move in said if move.quote.turn == said[-1].quote.turn]
        checks = [move for move in last if move.code in rules.check_codes]
        confirmed = (checks or last)[-1]
        evidence = Evidence(
            met=True,
            why="The buyer confirmed it.",
            buyer=yes.quote,
            trainee=meeting.whole(meeting.place(confirmed.quote.turn)),
        )
        found.append(_Confirmation(evidence, bool(checks)))
    native = [confirmation.evidence for confirmation in found]
    kept = counted(meeting, "A6", native)
    if kept is native:
        return found
    return [
        *(confirmation for confirmation in found if confirmation.evidence in kept),
        *(_Confirmation(item, of_check=True) for item in kept if item not in native),
    ]


_TOLD_BY_A_YES = 2
"""Words of content of a yes that says what it is to."""


def _not_of_terms(meeting: Meeting, buyer: int, move: Move) -> bool:
    """Whether a yes is to what was understood, though terms stood beside it: the buyer tells on of
    the same matter, or puts other terms and says what the yes is to."""
    topic = meeting.family(move.topic)
    if any(told.topic in topic for told in meeting.coded(buyer, {Code.DISCLOSE})):
        return True
    yes = meeting.coded(buyer, {Code.CONFIRM})
    return bool(meeting.coded(buyer, {Code.COUNTER})) and any(
        len(tells(meeting, one.quote.text)) >= _TOLD_BY_A_YES for one in yes
    )


def _asks_openly(meeting: Meeting, at: int, move: Move) -> bool:
    """Whether the words are a question that no yes or no answers."""
    opened = meeting.coded(at, meeting.rubric.listening.open_question_codes)
    return any(question.quote == move.quote for question in opened)


class _Question(NamedTuple):
    at: int
    words: Quote
    moves: list[Move]


def _questions(meeting: Meeting) -> list[_Question]:
    """The trainee's questions: coded ones, and sentences that end as one; proposals apart."""
    rules = meeting.rubric.listening
    deals = rules.proposing_codes | {Code.ASK_GET}
    found = []
    for at in meeting.trainee_turns:
        for said in sentences(meeting, at):
            moves = [m for m in meeting.moves(at) if said.start <= m.quote.start < said.end]
            coded = [m for m in moves if m.code in rules.question_codes]
            proposes = any(m.code in deals for m in moves)
            if coded or (not proposes and _asks_plainly(meeting, at, said)):
                quote = coded[0].quote if coded else said
                found.append(_Question(at, quote, moves))
    return found


def _asks_plainly(meeting: Meeting, at: int, said: Quote) -> bool:
    """Whether a sentence without a code asks something: no figure given back, no plea for a yes,
    and nothing beside an attack."""
    if not said.text.endswith("?") or meeting.coded(at, {Code.ATTACK}):
        return False
    pleas = whole_words(phrase.rstrip("?") for phrase in meeting.rubric.trading.weak_asks)
    return not any(sign.isdigit() for sign in said.text) and not pleas.search(said.text)


def _follow_ups(meeting: Meeting, questions: list[_Question]) -> list[Evidence]:
    """Questions on the cause, on what the buyer had raised, or right after it was raised.

    A question about terms, or one that comes with an offer, asks for an answer to the offer; a test
    of what was understood asks for a yes.
    """
    found = []
    wh = whole_words(meeting.rubric.listening.asking_words)
    for question in questions:
        at, quote = question.at, question.words
        codes = {move.code for move in question.moves}
        tests = not codes.isdisjoint(meeting.rubric.listening.check_codes)
        open_ended = wh.search(quote.text) is not None
        if tests or (_names_terms(meeting, at, quote) and not open_ended):
            continue
        prompts = meeting.prompts(at)
        # What a question is about may stand in the sentence before it, and not farther off.
        before = next((q.text for q in sentences(meeting, at)[::-1] if q.end <= quote.start), "")
        heard = heard_in(meeting, quote.text, prompts, 1)
        took_up = heard_in(meeting, before, prompts, 1)
        if heard is None and not tells(meeting, quote.text):  # "what makes it so?"
            heard = took_up
        why = _follows_up(meeting, question, codes, heard)
        # A question with words of its own need not be about what the turn took up: no pair.
        if not why and took_up is not None and not meeting.coded(at, _DEALING):
            why = "Took up what was said, and asked on."
        if why:
            found.append(Evidence(met=True, why=why, buyer=heard, trainee=quote))
    return found


def _may_follow_up(meeting: Meeting, questions: list[_Question]) -> bool:
    """Whether a question came right after the buyer had told of something: it may be about that in
    words of its own."""
    return any(_told(meeting, at) for question in questions for at in meeting.prompts(question.at))


def _follows_up(
    meeting: Meeting, question: _Question, codes: set[Code], heard: Quote | None
) -> str:
    """How a question follows up; empty if it does not."""
    dealing = {Code.OFFER, Code.CONCEDE, Code.CHOICE, Code.PUSH_CLOSE}
    deals = bool(meeting.coded(question.at, dealing))
    if heard is not None and not deals:
        return "Followed up on what was said."
    if Code.Q_WHY in codes:
        return "Asked for the cause."
    earlier = meeting.buyer_between(-1, question.at)
    raised = [move.topic for buyer in earlier for move in _told(meeting, buyer)]
    told = {topic for one in raised for topic in meeting.family(one)}
    tag = codes.isdisjoint(meeting.rubric.listening.diagnose_codes) and not tells(
        meeting, question.words.text
    )  # "leave it there, ok?" asks for a yes
    if not tag and any(move.topic in told for move in question.moves):
        return "Asked on about what was told."
    prompts = meeting.prompts(question.at)
    if not deals and not tag and any(_told(meeting, buyer) for buyer in prompts):
        return "Asked right after something was told."
    claims = meeting.rubric.firmness.claim_pressures
    pressed = (m for buyer in prompts for m in meeting.coded(buyer, {Code.PRESS}))
    return "Asked about the claim." if any(m.topic in claims for m in pressed) else ""


def _names_terms(meeting: Meeting, at: int, quote: Quote) -> bool:
    return any(
        mention.issue is not None and quote.start <= mention.quote.start < quote.end
        for mention in meeting.readings[at].mentions
    )


def _told(meeting: Meeting, at: int) -> list[Move]:
    """What the buyer told in a turn, where it has a topic; a hint tells nothing yet."""
    return [move for move in meeting.coded(at, {Code.DISCLOSE}) if move.topic]


def _checks(meeting: Meeting) -> list[Evidence]:
    """Tests and summaries; to say a new offer or an ultimatum is neither."""
    codes = meeting.rubric.listening.check_codes
    return [
        Evidence(
            met=True,
            why="Summed up." if move.code is Code.SUMM else "Asked whether it was so.",
            trainee=move.quote,
        )
        for at, move in meeting.said(codes)
        if move.code is not Code.SUMM
        or not meeting.coded(at, _DEALING)
        or (meeting.terms(at) and says_again(meeting, at))
    ]


def _may_sum_up(meeting: Meeting, at: int) -> bool:
    """Whether a turn is a summary for one reader and an offer for another."""
    if meeting.coded(at, {Code.SUMM}):
        return True
    return is_enough(meeting, named(meeting, at)) and says_again(meeting, at)


def _confirmed(meeting: Meeting, confirmations: list[_Confirmation]) -> Indicator:
    """A6; a yes of which it cannot be told what it was to is no lack of one."""
    name = "Understanding confirmed by the buyer"
    if not confirmations and any(meeting.coded(b, {Code.CONFIRM}) for b in meeting.buyer_turns):
        return no_opportunity("A6", name)
    return tally("A6", name, [c.evidence for c in confirmations], met=bool(confirmations))


def _asking(
    meeting: Meeting, checks: list[Evidence], asked: list[_Question], follow_ups: list[Evidence]
) -> list[Indicator]:
    """A4 and A5: what can be counted along in the talk itself, so not as shares of the moves."""
    rules = meeting.rubric.listening
    tested = tally("A4", "Tests and summaries", checks, met=bool(checks))
    if not checks and any(_may_sum_up(meeting, at) for at in meeting.trainee_turns):
        tested = no_opportunity("A4", "Tests and summaries")
    turns = sum(turn.speaker == "trainee" for turn in meeting.turns)
    asking = len({question.at for question in asked})
    questions = share(
        "A5", "Turns that ask something, proposals apart", asking, turns, rules.question_share
    )
    named = ("A5b", "Follow-up questions, at least")
    if not follow_ups and (not asked or _may_follow_up(meeting, asked)):
        return [tested, questions, no_opportunity(*named)]
    return [tested, questions, tally(*named, follow_ups, met=bool(follow_ups))]


def _meets(row: ListeningRow, facts: _Facts) -> bool:
    # What had no opportunity, or of which it cannot be told, fails no row.
    rates = (facts.diagnosed.rate, facts.taken_up.rate)
    best = max((r for r in rates if r is not None), default=1.0)
    diagnosed = facts.diagnosed.rate or 0.0
    return all(
        (
            reaches(facts.diagnosed, row.diagnosed),
            reaches(facts.taken_up, row.taken_up),
            reaches(facts.need_linked, row.need_linked),
            facts.checks >= row.checks,
            facts.confirmed >= row.confirmed,
            row.max_negatives is None or facts.negatives <= row.max_negatives,
            row.either is None or best >= row.either - 1e-9 or facts.confirmed > 0,
            not row.open_or_reflecting or facts.mostly_open or facts.reflecting,
            row.diagnosed_or_follow_up is None
            or diagnosed >= row.diagnosed_or_follow_up - 1e-9
            or facts.follow_ups > 0
            or facts.may_follow_up,
        )
    )


def _only_paraphrases(meeting: Meeting) -> bool:
    deeper = {Code.Q_WHY, Code.Q_OPEN, Code.LABEL, Code.TEST}
    return bool(meeting.said({Code.REFLECT})) and not meeting.said(deeper)


def score_listening(meeting: Meeting) -> Score:
    """The active-listening score of a meeting."""
    rules = meeting.rubric.listening
    diagnosed = _diagnosed(meeting)
    cues_answered = answered(meeting, "A2", _cue_evidence(meeting))
    taken_up = rate("A2", "Hints taken up", cues_answered, rules.rows[0].taken_up or 0)
    need_linked = offers_tied(meeting)
    confirmations = _confirmations(meeting)
    faults = [fault.evidence for fault in negatives(meeting)]
    asked = _questions(meeting)
    follow_ups = _follow_ups(meeting, asked)
    checks = _checks(meeting)
    questions = meeting.said(rules.question_codes)
    open_ones = [m for _, m in questions if m.code in rules.open_question_codes]
    facts = _Facts(
        diagnosed=diagnosed,
        taken_up=taken_up,
        need_linked=need_linked,
        checks=len(checks),
        confirmed=sum(c.of_check for c in confirmations),
        negatives=len(faults),
        follow_ups=len(follow_ups) + int(taken_up.count),
        may_follow_up=_may_follow_up(meeting, asked),
        mostly_open=bool(questions) and len(open_ones) >= rules.mostly_open * len(questions),
        reflecting=bool(meeting.said(rules.understanding_codes)),
    )
    indicators = [
        diagnosed,
        taken_up,
        need_linked,
        *_asking(meeting, checks, asked, follow_ups),
        _confirmed(meeting, confirmations),
        tally("A-", FAULTS, faults, met=not faults),
    ]
    # An answer of which nothing can be claimed still was an occasion.
    occasions = max(int(diagnosed.out_of or 0), len(undiagnosed(meeting)))
    occasions += max(int(taken_up.out_of or 0), hints_answered(meeting))
    reason = too_little(meeting, occasions + len(disclosures(meeting)))
    if reason is not None:
        return unscored("listening", reason, indicators)
    counts = {
        "negatives": len(faults),
        "paraphrase_only": int(_only_paraphrases(meeting)),
    }
    row = highest(rules.rows, lambda candidate: _meets(candidate, facts))
    if row is rules.rows[0]:
        indicators = [_enough(indicator) for indicator in indicators]
    return scored("listening", row, caps_reached(rules.caps, counts), indicators)


def _enough(indicator: Indicator) -> Indicator:
    """No row asks for these: beside the highest, none of them is a lack."""
    if indicator.id not in ("A5", "A5b") or indicator.status != "not met":
        return indicator
    return indicator.model_copy(update={"status": "met"})
