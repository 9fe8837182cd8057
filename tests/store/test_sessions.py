import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import End, Header, Sentence, Turn
from simulator.store.sessions import list_sessions
from simulator.store.transcripts import TranscriptWriter


@pytest.fixture
def header(scenario: Scenario, persona: Persona) -> Header:
    return Header(
        id="x",
        created=datetime(2026, 3, 4, 12, tzinfo=UTC),
        scenario=scenario,
        persona=persona.model_copy(update={"name": "Karin Holt"}),
        level="normal",
        seed=1,
        model="offline",
    )


def test_turns_are_counted_whatever_is_said_in_them(header: Header, tmp_path: Path) -> None:
    writer = TranscriptWriter(tmp_path / "s.jsonl")
    writer.append(header)
    (fresh,) = list_sessions(tmp_path)
    assert (fresh.turns, fresh.outcome) == (0, None)
    writer.append(Sentence(n=0, text="Good morning."))
    writer.append(Turn(n=0, speaker="buyer", text="Good morning."))
    writer.append(Turn(n=1, speaker="trainee", text='\n{"type":"turn"}\n{"type":"end"}'))
    (card,) = list_sessions(tmp_path)
    assert (card.turns, card.outcome, card.buyer) == (2, None, "Karin Holt")
    writer.append(End(outcome="trainee_left"))
    writer.close()
    (card,) = list_sessions(tmp_path)
    assert (card.turns, card.outcome) == (2, "trainee_left")


def test_a_talk_from_before_a_meeting_is_not_listed(header: Header, tmp_path: Path) -> None:
    talk = header.model_copy(update={"purpose": "preparation"})
    (tmp_path / "s.jsonl").write_text(talk.model_dump_json() + "\n")
    assert list_sessions(tmp_path) == []


def test_a_session_with_a_torn_last_line_is_open(header: Header, tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    writer = TranscriptWriter(path)
    for record in (header, Turn(n=0, speaker="buyer", text="Hello.")):
        writer.append(record)
    writer.close()
    with path.open("ab") as file:
        file.write(End(outcome="deal").model_dump_json().encode()[:-5])
    (card,) = list_sessions(tmp_path)
    assert (card.turns, card.outcome) == (1, None)


def test_the_newest_comes_first_and_a_grade_is_noticed(header: Header, tmp_path: Path) -> None:
    for day in (3, 5, 4):
        created = datetime(2026, 3, day, tzinfo=UTC)
        record = header.model_copy(update={"created": created})
        (tmp_path / f"{day}.jsonl").write_text(record.model_dump_json() + "\n")
    (tmp_path / "4.grades.jsonl").write_text("{}\n")
    (tmp_path / "header.jsonl").write_text(json.dumps(["not", "a", "session"]))
    (tmp_path / "empty.jsonl").write_text("")
    cards = list_sessions(tmp_path)
    assert [(card.path.stem, card.graded) for card in cards] == [
        ("5", False),
        ("4", True),
        ("3", False),
    ]
