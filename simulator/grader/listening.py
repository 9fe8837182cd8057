"""Headline score 1, active listening: indicators A1 to A6, the negatives, anchor rows and caps."""

from typing import NamedTuple

from simulator.domain.moves import Code, Move, Quote
from simulator.domain.scorecard import Evidence, Indicator, Score
from simulator.grader.asking import stems
from simulator.grader.faults import negatives
from simulator.grader.marks import (
    caps_reached,
    highest,
    rate,
    reaches,
    scored,
    share,
    tally,
    too_little,
    unscored,
)
from simulator.grader.meeting import Meeting
from simulator.grader.opportunities import Opportunity, cues, disclosures, undiagnosed
from simulator.grader.rubric import ListeningRow
from simulator.grader.rulings import answered, counted


class _Facts(NamedTuple):
    diagnosed: Indicator
    taken_up: Indicator
    need_linked: Indicator
    checks: int
    confirmed: int
    negatives: int
    follow_ups: int
    mostly_open: bool
    reflecting: bool


def _diagnosis(meeting: Meeting, opportunity: Opportunity) -> Evidence:
    first = meeting.moves(opportunity.reply)[0]
    opening = [m for m in meeting.moves(opportunity.reply) if m.quote.start == first.quote.start]
    wanted = meeting.rubric.listening.diagnose_codes
    asked = next((move for move in opening if move.code in wanted), None)
    if asked is None:
        questions = meeting.coded(opportunity.reply, meeting.rubric.listening.question_codes)
        return Evidence(
            met=False,
            why="The answer asked something, but did not begin with what lay behind this."
            if questions
            else "The answer did not begin by finding out what lay behind this.",
            buyer=opportunity.move.quote,
            trainee=meeting.whole(opportunity.reply),
        )
    return Evidence(
        met=True,
        why="The answer began by finding out what lay behind this.",
        buyer=opportunity.move.quote,
        trainee=asked.quote,
    )


def _diagnosed(meeting: Meeting) -> Indicator:
    evidence = [_diagnosis(meeting, opportunity) for opportunity in undiagnosed(meeting)]
    return rate(
        "A1",
        "Objections diagnosed first",
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


def _needs_before(meeting: Meeting, at: int) -> set[str]:
    """Topics the buyer has hinted at or told by then."""
    told = (
        move
        for buyer in meeting.buyer_turns
        if buyer < at
        for move in meeting.coded(buyer, {Code.DISCLOSE, Code.CUE})
    )
    return {topic for move in told for topic in meeting.family(move.topic)}


def _meets_need(meeting: Meeting, at: int, offer: Move) -> bool:
    """Whether an offer moves an issue on which the buyer has told what matters."""
    told = (
        move.topic
        for buyer in meeting.buyer_turns
        if buyer < at
        for move in meeting.coded(buyer, {Code.DISCLOSE})
    )
    return not meeting.tied_to(told).isdisjoint(offer.terms)


def _names_need(meeting: Meeting, at: int) -> bool:
    """Whether the words of an offer's turn tie it to what the buyer said."""
    needs = _needs_before(meeting, at)
    linking = {Code.VALUE, Code.UNIQUE, Code.REFLECT, Code.LABEL, Code.SUMM}
    if any(move.code in linking or move.topic in needs for move in meeting.moves(at)):
        return True
    words = (
        word
        for topic in (*meeting.vocabulary.topics, *meeting.vocabulary.cues)
        if topic.id in needs
        for word in topic.words
    )
    return any(meeting.says(at, word) for word in words)


def _new_offer(meeting: Meeting, at: int) -> Move | None:
    """The move of a turn that offers something new; repeating one's terms is no offer."""
    for move in meeting.coded(at, {Code.OFFER, Code.CHOICE, Code.SEGMENT}):
        fresh = any(meeting.sellers_word(i, at) != v for i, v in move.terms.items())
        if fresh or move.code is not Code.OFFER:
            return move
    return None


def _need_linked(meeting: Meeting) -> Indicator:
    evidence = []
    for at in meeting.trainee_turns:
        offer = _new_offer(meeting, at)
        if offer is None:
            continue
        need = _meets_need(meeting, at, offer) or _names_need(meeting, at)
        evidence.append(
            Evidence(
                met=need,
                why="The offer was tied to something the buyer had said."
                if need
                else "The offer named no need of the buyer's.",
                trainee=meeting.whole(at) if need else offer.quote,
            )
        )
    needed = meeting.rubric.listening.rows[0].need_linked or 0
    return rate("A3", "Offers tied to a stated need", answered(meeting, "A3", evidence), needed)


class _Confirmation(NamedTuple):
    evidence: Evidence
    of_check: bool


def _confirmations(meeting: Meeting) -> list[_Confirmation]:
    """Reflections, tests and summaries that the buyer's next turn confirmed in words."""
    rules = meeting.rubric.listening
    answered: dict[int, list[Move]] = {}
    for at, move in meeting.said(rules.understanding_codes):
        buyer_turn = meeting.next_buyer(at)
        if buyer_turn is not None:
            answered.setdefault(buyer_turn, []).append(move)
    found = []
    for buyer, said in answered.items():
        yes = next(iter(meeting.coded(buyer, {Code.CONFIRM})), None)
        if yes is None or meeting.coded(buyer, {Code.REJECT}):
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


def _follow_ups(meeting: Meeting) -> list[Evidence]:
    """Questions on the cause, on a topic the buyer had raised, or right after it was raised.

    A question that comes with an offer asks for an answer to the offer, not for more.
    """
    found: dict[Quote, Evidence] = {}
    raised: set[str] = set()
    dealing = {Code.OFFER, Code.CONCEDE, Code.CHOICE, Code.PUSH_CLOSE}
    for at, turn in enumerate(meeting.turns):
        if turn.speaker == "buyer":
            raised |= {topic for m in _raised(meeting, at) for topic in meeting.family(m.topic)}
            continue
        just_raised = next((m for b in meeting.prompts(at) for m in _raised(meeting, b)), None)
        right_after = just_raised is not None and not meeting.coded(at, dealing)
        for move in meeting.coded(at, meeting.rubric.listening.question_codes):
            on_cause = move.code is Code.Q_WHY
            if on_cause or right_after or (move.topic and move.topic in raised):
                why = "Followed up on the cause." if on_cause else "Followed up on what was said."
                buyer = _followed_up(meeting, at, move) or (just_raised and just_raised.quote)
                found[move.quote] = Evidence(met=True, why=why, buyer=buyer, trainee=move.quote)
    return list(found.values())


def _followed_up(meeting: Meeting, at: int, question: Move) -> Quote | None:
    """The words just heard that a question repeats most of, or the turn on the way to it.

    Of equals, those of what was told or hinted at come first.
    """
    prompts = meeting.prompts(at)
    said = [m.quote for buyer in prompts for m in (*_raised(meeting, buyer), *meeting.moves(buyer))]
    if len(set(said)) < 2:
        return said[0] if said else None
    heard = {quote: stems(quote.text) for quote in said}
    for words in (question.quote.text, meeting.turns[at].text[: question.quote.start]):
        asked = stems(words)
        best = max(heard, key=lambda quote: len(asked & heard[quote]), default=None)
        if best is not None and asked & heard[best]:
            return best
    return None


def _raised(meeting: Meeting, at: int) -> list[Move]:
    """What the buyer told or hinted at in a turn, where it has a topic."""
    return [move for move in meeting.coded(at, {Code.DISCLOSE, Code.CUE}) if move.topic]


def _said(meeting: Meeting, codes: frozenset[Code], why: str) -> list[Evidence]:
    return [Evidence(met=True, why=why, trainee=m.quote) for _, m in meeting.said(codes)]


def _shares(meeting: Meeting, follow_ups: list[Evidence]) -> list[Indicator]:
    """A4 and A5: shares of the trainee's moves; a turn counts a code once."""
    rules = meeting.rubric.listening
    moves = sum(len({m.code for m in meeting.moves(at)}) for at in meeting.trainee_turns)
    checks = _said(meeting, rules.check_codes, "Checked the understanding, or summed up.")
    questions = _said(meeting, rules.question_codes, "A question.")
    return [
        share("A4", "Tests and summaries", len(checks), moves, rules.check_share, checks),
        share("A5", "Questions", len(questions), moves, rules.question_share),
        share(
            "A5b", "Follow-up questions", len(follow_ups), len(questions), rules.follow_up_share,
            follow_ups,
        ),
    ]  # fmt: skip


def _meets(row: ListeningRow, facts: _Facts) -> bool:
    rates = (facts.diagnosed.rate, facts.taken_up.rate)
    best = max((r for r in rates if r is not None), default=0.0)
    diagnosed = facts.diagnosed.rate or 0.0
    return all(
        (
            reaches(facts.diagnosed, row.diagnosed),
            reaches(facts.taken_up, row.taken_up),
            reaches(facts.need_linked, row.need_linked),
            facts.checks >= row.checks,
            facts.confirmed >= row.confirmed,
            row.max_negatives is None or facts.negatives <= row.max_negatives,
            row.either is None or best >= row.either - 1e-9,
            not row.open_or_reflecting or facts.mostly_open or facts.reflecting,
            row.diagnosed_or_follow_up is None
            or diagnosed >= row.diagnosed_or_follow_up - 1e-9
            or facts.follow_ups > 0,
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
    need_linked = _need_linked(meeting)
    confirmations = _confirmations(meeting)
    faults = [fault.evidence for fault in negatives(meeting)]
    follow_ups = _follow_ups(meeting)
    questions = meeting.said(rules.question_codes)
    open_ones = [m for _, m in questions if m.code in rules.open_question_codes]
    facts = _Facts(
        diagnosed=diagnosed,
        taken_up=taken_up,
        need_linked=need_linked,
        checks=len(meeting.said(rules.check_codes)),
        confirmed=sum(c.of_check for c in confirmations),
        negatives=len(faults),
        follow_ups=len(follow_ups) + int(taken_up.count),
        mostly_open=bool(questions) and len(open_ones) >= rules.mostly_open * len(questions),
        reflecting=bool(meeting.said(rules.understanding_codes)),
    )
    indicators = [
        diagnosed,
        taken_up,
        need_linked,
        *_shares(meeting, follow_ups),
        tally(
            "A6",
            "Understanding confirmed by the buyer",
            [c.evidence for c in confirmations],
            met=bool(confirmations),
        ),
        tally("A-", "Against listening", faults, met=not faults),
    ]
    asked_of = int((diagnosed.out_of or 0) + (taken_up.out_of or 0))
    reason = too_little(meeting, asked_of + len(disclosures(meeting)))
    if reason is not None:
        return unscored("listening", reason, indicators)
    counts = {
        "negatives": len(faults),
        "paraphrase_only": int(_only_paraphrases(meeting)),
    }
    row = highest(rules.rows, lambda candidate: _meets(candidate, facts))
    return scored("listening", row, caps_reached(rules.caps, counts), indicators)
