from pathlib import Path

import pytest

from simulator.domain.errors import TranscriptError
from simulator.domain.transcript import End, Header, Turn
from simulator.store import paths
from simulator.store.sessions import list_sessions
from simulator.store.transcripts import TranscriptWriter, read_transcript


@pytest.fixture
def path(tmp_path: Path, header: Header) -> Path:
    path = tmp_path / "meeting.jsonl"
    writer = TranscriptWriter(path)
    writer.append(header)
    writer.append(Turn(n=0, speaker="buyer", text="Hello."))
    writer.append(Turn(n=1, speaker="trainee", text="[red]Hi[/red] \x1b[31m"))
    writer.close()
    return path


def test_a_session_reads_back_whole(path: Path, header: Header) -> None:
    transcript = read_transcript(path)
    assert transcript.header == header
    assert [turn.text for turn in transcript.turns] == ["Hello.", "[red]Hi[/red] \x1b[31m"]
    assert transcript.end is None
    assert transcript.problems == ()


def test_a_torn_last_line_is_skipped_and_reported(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"type": "turn", "n": 2, "speaker": "bu')
    transcript = read_transcript(path)
    assert len(transcript.turns) == 2
    assert transcript.problems == (
        "meeting.jsonl, line 4: torn by a crash, skipped; the rest is whole.",
    )


def test_an_old_tear_does_not_stop_a_resumed_session_from_being_read(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"type": "tur')
    writer = TranscriptWriter(path)
    writer.append(Turn(n=2, speaker="buyer", text="Go on."))
    writer.close()
    transcript = read_transcript(path)
    assert [turn.n for turn in transcript.turns] == [0, 1, 2]
    assert len(transcript.problems) == 1


def test_an_unknown_version_is_refused_with_a_sentence(path: Path) -> None:
    path.write_text(path.read_text().replace('"version":1', '"version":7', 1))
    with pytest.raises(TranscriptError, match=r"version 7 is not known here.*update"):
        read_transcript(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ("Seller: hi\n", "no transcript"),
        ('{"type": "turn"}\n', "header"),
        ("[1, 2]\n", "header"),
    ],
)
def test_what_is_no_transcript_is_refused_with_a_sentence(
    tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(content)
    with pytest.raises(TranscriptError, match=said):
        read_transcript(path)


def test_a_damaged_line_in_the_middle_names_itself(path: Path) -> None:
    lines = path.read_text().splitlines()
    lines[1] = lines[1].replace('"buyer"', '"nobody"')
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(TranscriptError, match="line 2"):
        read_transcript(path)


def test_the_list_tells_open_sessions_from_ended_ones(path: Path) -> None:
    assert [(card.buyer, card.outcome) for card in list_sessions(path.parent)] == [
        ("Karin Holt", None)
    ]
    writer = TranscriptWriter(path)
    writer.append(End(outcome="deal", terms={"price": 60_000.0}))
    writer.close()
    (path.parent / "notes.jsonl").write_text("not a session\n")
    assert [card.outcome for card in list_sessions(path.parent)] == ["deal"]


def test_a_folder_that_is_not_there_has_no_sessions(tmp_path: Path) -> None:
    assert list_sessions(tmp_path / "none") == []


def test_transcripts_go_where_they_are_asked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paths.transcripts_dir(tmp_path) == tmp_path
    root = paths.checkout()
    assert root is not None
    assert paths.transcripts_dir() == root / "transcripts"
    monkeypatch.setattr(paths, "checkout", lambda: None)
    assert paths.transcripts_dir().parts[-2:] == ("negotiation-simulator", "transcripts")
