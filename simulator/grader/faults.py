"""What counts against listening: pitching over a concern, asking again, a wrong guess left
standing, interrogation, and talking most of the time."""

from typing import Literal, NamedTuple

from simulator.domain.moves import Code
from simulator.domain.scorecard import Evidence
from simulator.domain.text import whole_words
from simulator.grader.meeting import Meeting, once_a_meeting
from simulator.grader.opportunities import concerns
from simulator.grader.rulings import counted
from simulator.grader.sentences import sentences
from simulator.grader.shared import content, tells, words_shared

FAULTS = "Worries pitched over, repeated questions, wrong guesses, grilling, talking most"
"""All that is counted against listening: of another fault nothing is said."""


class Fault(NamedTuple):
    """A fault against listening, "ruled" by a coach or of a kind, and the words that show it."""

    kind: Literal[
        "pitched_over", "asked_again", "left_wrong", "interrogation", "talked_most", "ruled"
    ]  # fmt: skip
    evidence: Evidence


@once_a_meeting
def negatives(meeting: Meeting) -> list[Fault]:
    """Every fault against listening, with the words that show it."""
    found = [
        *(Fault("pitched_over", item) for item in _pitched_over(meeting)),
        *(Fault("asked_again", item) for item in _asked_again(meeting)),
        *(Fault("left_wrong", item) for item in _left_wrong(meeting)),
        *(Fault("interrogation", item) for item in _interrogation(meeting)),
        *(Fault("talked_most", item) for item in _talked_most(meeting)),
    ]
    native = [fault.evidence for fault in found]
    kept = counted(meeting, "A-", native)
    if kept is native:
        return found
    return [
        *(fault for fault in found if fault.evidence in kept),
        *(Fault("ruled", item) for item in kept if item not in native),
    ]


def _pitched_over(meeting: Meeting) -> list[Evidence]:
    """Answers to a concern that hold nothing but pitch, and no word of the concern."""
    pitch = meeting.rubric.listening.pitch_codes
    return [
        Evidence(
            met=False,
            why="The buyer showed a concern and got a pitch.",
            buyer=concern.move.quote,
            trainee=meeting.moves(concern.reply)[0].quote,
        )
        for concern in concerns(meeting)
        if concern.move.topic != "how-much"  # that asks for an answer, which no pitch is
        and all(move.code in pitch for move in meeting.moves(concern.reply))
        and not _takes_up(meeting, concern.reply)
    ]


def _asked_again(meeting: Meeting) -> list[Evidence]:
    """Questions on a topic the buyer had told in full, or the same words once more."""
    found = []
    asked: set[str] = set()
    solutions = whole_words(meeting.rubric.listening.solution_phrases)
    for at, move in meeting.said(meeting.rubric.listening.question_codes):
        if meeting.coded(at, {Code.TEST}):  # "Have I got that right?" is asked anew each time.
            continue
        words = " ".join(move.quote.text.casefold().split())
        told = (
            disclosure
            for buyer in meeting.buyer_turns
            if buyer < at
            for disclosure in meeting.coded(buyer, {Code.DISCLOSE})
            if disclosure.tier == 3
            and disclosure.topic
            and disclosure.topic == move.topic
            and _answers(meeting, move.quote.text, disclosure.quote.text)
        )
        fruitful = solutions.search(move.quote.text) or _told_more(meeting, at)
        answer = None if fruitful else next(told, None)
        if answer is not None or words in asked:
            found.append(
                Evidence(
                    met=False,
                    why="This had been answered already."
                    if answer
                    else "The same question in the same words.",
                    buyer=answer.quote if answer else None,
                    trainee=move.quote,
                )
            )
        asked.add(words)
    return found


def _answers(meeting: Meeting, question: str, told: str) -> bool:
    """Whether what was told has the words of a question, but for one of several: on the same topic
    it may ask for something else, and rules cannot tell which."""
    asked, shared = len(tells(meeting, question)), words_shared(meeting, question, told)
    return not meeting.by_rules and 0 < shared >= asked - (asked > 2)


def _told_more(meeting: Meeting, at: int) -> bool:
    """Whether the buyer's answer shows that there was more to tell."""
    buyer = meeting.next_buyer(at)
    return buyer is not None and bool(meeting.coded(buyer, {Code.DISCLOSE, Code.CUE}))


def _left_wrong(meeting: Meeting) -> list[Evidence]:
    """Guesses the buyer did not confirm and the trainee did not check afterwards."""
    repairing = meeting.rubric.listening.diagnose_codes
    found = []
    for at, guess in meeting.said({Code.GUESS}):
        buyer = meeting.next_buyer(at)
        if buyer is None or meeting.coded(buyer, {Code.CONFIRM}):
            continue
        corrected = meeting.coded(buyer, {Code.REJECT})
        following = meeting.reply_to(buyer)
        if following is None and meeting.replies_to(buyer, 1):
            continue  # what it answered could not be read
        if corrected and (following is None or not meeting.coded(following, repairing)):
            found.append(
                Evidence(
                    met=False,
                    why="The buyer said this was wrong, and it was left standing.",
                    buyer=corrected[0].quote,
                    trainee=guess.quote,
                )
            )
    return found


def _interrogation(meeting: Meeting) -> list[Evidence]:
    """Runs of questions with nothing else between them; each run counts once."""
    rules = meeting.rubric.listening
    found = []
    run = 0
    for at in meeting.trainee_turns:
        asked = {m.quote: m for m in meeting.coded(at, rules.question_codes)}
        if not asked or _gives_back(meeting, at):
            run = 0
        for question in asked.values():
            run += 1
            if run == rules.question_run:
                found.append(
                    Evidence(
                        met=False,
                        why=f"{run} questions in a row and nothing of the answers given back.",
                        trainee=question.quote,
                    )
                )
    return found


def _gives_back(meeting: Meeting, at: int) -> bool:
    """Whether a turn says anything beside its questions, or asks in words just heard: even "Cold,
    then." gives back what was said."""
    rules = meeting.rubric.listening
    if meeting.coded(at, rules.understanding_codes | rules.proposing_codes):
        return True
    idle = [m.quote for m in meeting.readings[at].moves if m.code in meeting.rubric.idle_codes]
    asked = [m.quote for m in meeting.coded(at, rules.question_codes)]
    beside = (
        said
        for said in sentences(meeting, at)
        if not said.text.endswith("?")
        and not any(q.start <= said.start < q.end for q in (*idle, *asked))
    )
    if any(content(meeting, said.text) for said in beside):
        return True
    return _takes_up(meeting, at)


def _takes_up(meeting: Meeting, at: int) -> bool:
    """Whether a turn has a word of what was just heard."""
    said = meeting.turns[at].text
    heard = (meeting.turns[buyer].text for buyer in meeting.prompts(at))
    return any(words_shared(meeting, said, text) for text in heard)


def _talked_most(meeting: Meeting) -> list[Evidence]:
    """Most of the words, in turns that were long as well."""
    rules = meeting.rubric.listening
    lengths = {at: len(turn.text.split()) for at, turn in enumerate(meeting.turns)}
    mine = {at: lengths[at] for at in meeting.trainee_turns}
    spoken = sum(mine.values()) / max(1, sum(lengths.values()))
    if spoken <= rules.max_word_share or sum(mine.values()) < rules.min_words_a_turn * len(mine):
        return []
    return [
        Evidence(
            met=False,
            why=f"You spoke {spoken:.0%} of the words; this was the longest turn.",
            trainee=meeting.whole(max(mine, key=lambda at: mine[at])),
        )
    ]
