import json
from hashlib import sha256
from pathlib import Path

import pytest

from simulator.domain.errors import NegotiateError, TranscriptError
from simulator.domain.imported import Basis, Side, SmallKey, scenario_of
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Transcript
from simulator.store.conversations import open_transcript, read_said
from simulator.store.imports import already_imported, attach, keep
from simulator.store.sessions import list_sessions
from simulator.store.transcripts import read_transcript
from tests.grader import bots
from tests.grader.graded import session_file
from tests.store.formats.samples import TEXT, TURNS

SIDES: dict[str, Side] = {"Anna Kim": "trainee", "Bo Larsen": "buyer"}
KEY = SmallKey(name="Two vans", list_price=4_000, floor=3_800)


def kept(
    folder: Path, name: str = "call.txt", text: str = TEXT, key: SmallKey | None = None
) -> Path:
    source = folder / "source"
    source.write_text(text, "utf-8")
    return keep(read_said(source), name, SIDES, folder / "kept", Basis(key=key))


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, " ".join(turn.text.split())) for turn in transcript.turns]


def test_it_is_kept_with_where_it_came_from(tmp_path: Path) -> None:
    path = kept(tmp_path)
    transcript = open_transcript(path)
    assert (transcript.header, transcript.end, transcript.problems) == (None, None, ())
    assert said(transcript) == [(SIDES[who], text) for who, text in TURNS]
    assert [turn.n for turn in transcript.turns] == [0, 1, 2]
    imported = transcript.imported
    assert imported is not None
    assert (imported.source, imported.format, imported.speakers) == ("call.txt", "text", SIDES)
    source = path.with_name(f"{path.stem}.source.txt")
    assert source.read_bytes() == TEXT.encode()
    assert imported.sha256 == sha256(source.read_bytes()).hexdigest()
    assert sorted(path.parent.iterdir()) == [path, source]


def test_who_is_left_out_has_no_turns(tmp_path: Path) -> None:
    source = tmp_path / "call.txt"
    source.write_text(f"{TEXT}Host: Thank you.\nBo Larsen: Bye.\n", "utf-8")
    sides: dict[str, Side] = {**SIDES, "Host": "left out"}
    path = keep(read_said(source), source.name, sides, tmp_path / "kept", Basis())
    turns = read_transcript(path).turns
    assert [turn.n for turn in turns] == [0, 1, 2, 3]
    assert turns[-1].text == "Bye."


@pytest.mark.parametrize(
    ("name", "stem", "suffix"),
    [
        ("../../etc/passwd", "passwd", ".txt"),
        ("Gespräch mit Müller (2).VTT", "gesprach-mit-muller-2", ".vtt"),
        ("\x1b[31m\n.sh", "31m", ".txt"),
        ("...", "conversation", ".txt"),
        ("会話.srt", "conversation", ".srt"),
        ("a" * 300, "a" * 40, ".txt"),
    ],
)
def test_names_of_files_are_made_from_letters_and_digits(
    tmp_path: Path, name: str, stem: str, suffix: str
) -> None:
    path = kept(tmp_path, name)
    assert path.parent == tmp_path / "kept"
    assert path.name[18:].rpartition("-")[0] == stem
    assert path.with_name(f"{path.stem}.source{suffix}").is_file()


def test_the_same_source_is_found_again_whatever_its_name(tmp_path: Path) -> None:
    path = kept(tmp_path)
    assert already_imported(TEXT.encode(), path.parent) == path
    assert already_imported(TEXT.encode() + b"\n", path.parent) is None
    path.write_text("{}")
    assert already_imported(TEXT.encode(), path.parent) is None
    assert already_imported(TEXT.encode(), tmp_path / "none") is None


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = kept(tmp_path)
    before = path.read_bytes()

    def soon() -> None:
        for _ in range(20):  # two of them fall into one second
            kept(tmp_path)

    with pytest.raises(NegotiateError, match="there is a file of that name"):
        soon()
    assert path.read_bytes() == before
    assert not [*path.parent.glob("*.part")]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("in the way")
    with pytest.raises(NegotiateError, match="choose another folder with --output DIR"):
        kept(tmp_path)


def test_the_deal_attached_last_counts(tmp_path: Path, scenario: Scenario) -> None:
    path = kept(tmp_path, key=KEY)
    before = path.read_bytes()
    assert open_transcript(path).scenario == scenario_of(KEY)
    attach(path, Basis(scenario=scenario))
    assert open_transcript(path).scenario == scenario
    other = KEY.model_copy(update={"floor": 3_900})
    attach(path, Basis(key=other))
    assert open_transcript(path).scenario == scenario_of(other)
    assert path.read_bytes().startswith(before)
    assert len(open_transcript(path).turns) == len(TURNS)


def test_a_session_played_here_keeps_its_deal(
    tmp_path: Path, scenario: Scenario, persona: Persona
) -> None:
    played = bots.transcript_of(bots.IDEAL, scenario, persona)
    path = session_file(tmp_path / "session.jsonl", played.records)
    with pytest.raises(TranscriptError, match="played here, with a deal of its own"):
        attach(path, Basis(key=KEY))
    assert (read_transcript(path).imported, read_transcript(path).scenario) == (None, scenario)


def test_the_list_of_sessions_names_buyer_and_deal(tmp_path: Path, scenario: Scenario) -> None:
    path = kept(tmp_path)
    (card,) = list_sessions(path.parent)
    assert (card.buyer, card.deal, card.outcome) == ("Bo Larsen", "call.txt", "imported")
    assert (card.path, card.turns, card.graded) == (path, 3, False)
    attach(path, Basis(scenario=scenario))
    assert list_sessions(path.parent)[0].deal == scenario.name
    attach(path, Basis(key=KEY))
    assert list_sessions(path.parent)[0].deal == "Two vans"


def test_a_source_in_json_lines_is_no_session(tmp_path: Path) -> None:
    lines = [json.dumps({"speaker": who, "text": text}) for who, text in TURNS]
    path = kept(tmp_path, "call.jsonl", "\n".join(lines))
    assert [card.path for card in list_sessions(path.parent)] == [path]


def test_parents_in_a_circle_do_not_matter_to_readers(
    tmp_path: Path, scenario: Scenario, persona: Persona
) -> None:
    played = bots.transcript_of(bots.IDEAL, scenario, persona)
    assert played.header is not None
    for own, parent in (("a", "b"), ("b", "a"), ("c", "c")):
        header = played.header.model_dump(mode="json")
        header |= {"id": own, "parent": {"id": parent, "turn": 1}}
        records = [json.dumps(header), *(r.model_dump_json() for r in played.records[1:])]
        (tmp_path / f"{own}.jsonl").write_text("\n".join(records) + "\n", "utf-8")
    assert len(list_sessions(tmp_path)) == 3
    assert read_transcript(tmp_path / "c.jsonl").turns == played.turns


@pytest.mark.parametrize("first", ["[" * 100_000, "\0\1\2", '{"type": "imported"}'])
def test_a_first_line_that_is_none_of_ours_is_one_sentence(tmp_path: Path, first: str) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(f"{first}\n")
    with pytest.raises(TranscriptError, match=r"line 1: [^\n]*[.]$"):
        read_transcript(path)
    assert list_sessions(tmp_path) == []
