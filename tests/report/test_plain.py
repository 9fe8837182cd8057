from datetime import UTC, datetime

from simulator.domain.moves import Code
from simulator.domain.scorecard import GradedRecord
from simulator.domain.text import one_line
from simulator.domain.transcript import Transcript
from simulator.report.plain import debrief_text
from tests.grader.builders import M, Talk


def record_of(talk: Talk) -> tuple[GradedRecord, Transcript]:
    card = talk.score()
    record = GradedRecord(
        id="1",
        transcript="talk.txt",
        graded=datetime(2026, 1, 1, tzinfo=UTC),
        rubric="r",
        coder="rules",
        readings=tuple(talk.readings),
        ledger=card.ledger,
        scores=card.scores,
        highlights=card.highlights,
        outcome=card.outcome,
        price_equivalent=card.price_equivalent,
    )
    return record, Transcript(header=None, records=tuple(talk.turns))


def free_cut(words: str) -> Talk:
    talk = Talk().fill()
    return talk.buyer("Too much.", M(Code.PRESS, topic="price")).seller(
        words, M(Code.CONCEDE, terms={"price": 9_500})
    )


def test_scores_ledger_and_highlights_are_told_with_their_quotes() -> None:
    record, transcript = record_of(free_cut("9,500 then, my friend."))
    text = debrief_text(record, transcript)
    for title in ("Active listening", "Firmness", "Trade-only concessions: 1 of 5"):
        assert title in text
    assert 'Buyer, turn 12: "Too much."' in text
    assert 'You, turn 13: "9,500 then, my friend."' in text
    assert "price: 10,000 -> 9,500, cost $500: free" in text
    assert "FREE GIVE" in text
    assert "Try: " in text


def test_an_ungraded_record_says_why_and_shows_no_score() -> None:
    record, transcript = record_of(free_cut("9,500."))
    failed = record.model_copy(
        update={"status": "not graded", "note": "The model did not answer; try again."}
    )
    text = debrief_text(failed, transcript)
    assert "The model did not answer; try again." in text
    assert "of 5" not in text


def test_what_people_said_cannot_steer_a_terminal() -> None:
    record, transcript = record_of(free_cut("\x1b[2J\x07 9,500 \u202efdp.exe [red]x[/red]"))
    text = debrief_text(record, transcript)
    assert not any(char in text for char in "\x1b\x07\u202e")
    assert "[red]x[/red]" in text


def test_emoji_and_other_scripts_stay() -> None:
    assert one_line("👩‍💻 مرحبا\nok") == "👩‍💻 مرحبا ok"


def test_what_could_not_be_judged_is_marked_so() -> None:
    record, transcript = record_of(Talk().fill(1))
    lines = debrief_text(record, transcript).splitlines()
    assert "  n/a Packages below the floor" in lines
    assert not any(line.startswith("  +   Packages") for line in lines)


def test_the_scene_is_told_with_the_words_it_comes_before() -> None:
    record, transcript = record_of(free_cut("9,500 then, my friend."))
    pressed = transcript.turns[12].model_copy(update={"scene": "Some time later."})
    turns = (*transcript.turns[:12], pressed, *transcript.turns[13:])
    text = debrief_text(record, Transcript(header=None, records=turns))
    assert 'Buyer, turn 12 [Some time later.]: "Too much."' in text
