"""Where files are found, and the cards that cost no YAML."""

from pathlib import Path

import pytest

from simulator.content import library, load_persona, load_scenario, personas, scenarios
from simulator.content.card import read_card
from simulator.content.library import find, folders
from simulator.domain.errors import ContentError

ROOT = Path(__file__).resolve().parents[2]
HEAD = "id: {id}\nname: {name}\nsummary: {summary}\n\nversion: 1\n"


def write_card(folder: Path, file: str, **fields: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / file
    path.write_text(HEAD.format(**fields), encoding="utf-8")
    return path


def test_every_shipped_file_has_a_card_that_says_what_the_file_says() -> None:
    for card in personas():
        persona = load_persona(card.id)
        assert (card.name, card.summary) == (persona.name, persona.summary)
    for card in scenarios():
        scenario = load_scenario(card.id)
        assert (card.name, card.summary) == (scenario.name, scenario.summary)
    shipped = {*ROOT.glob("personas/*.yaml"), *ROOT.glob("scenarios/*.yaml")}
    assert {card.path for card in (*personas(), *scenarios())} == shipped


def test_files_in_the_current_folder_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = write_card(tmp_path / "personas", "mine.yaml", id="mine", name="M", summary="Mine.")
    ids = [card.id for card in personas()]
    assert ids[0] == "mine"
    assert len(ids) > 1
    assert find("mine", "persona") == mine


def test_of_two_files_with_one_id_the_nearer_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = scenarios()[0]
    monkeypatch.chdir(tmp_path)
    mine = write_card(tmp_path / "scenarios", "x.yaml", id=shipped.id, name="M", summary="Mine.")
    assert find(shipped.id, "scenario") == mine
    assert [card.id for card in scenarios()].count(shipped.id) == 1


def test_a_file_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    text = find("services_60k", "scenario").read_text("utf-8")
    mine.write_text(text, "utf-8")
    assert load_scenario(str(mine)) is load_scenario(str(mine))
    name = load_scenario(str(mine)).name
    mine.write_text(text.replace(f"name: {name}", f"name: {name} again", 1), "utf-8")
    assert load_scenario(str(mine)).name == f"{name} again"


def test_a_wheel_brings_its_own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "simulator"
    carried = package / "library" / "personas"
    carried.mkdir(parents=True)
    write_card(carried, "a.yaml", id="a", name="A", summary="In the wheel.")
    # Somebody else's folder beside the package is none of ours.
    write_card(tmp_path / "site-packages" / "personas", "b.yaml", id="b", name="B", summary="No.")
    monkeypatch.setattr(library, "_PACKAGE", package)
    monkeypatch.chdir(tmp_path)
    assert [card.id for card in personas()] == ["a"]


def test_a_current_folder_that_is_gone_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "cwd", staticmethod(gone))
    assert folders("persona") == [ROOT / "personas"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "./nope.yaml", "nope.yml", "..\\secret", "/etc/shadow.yaml"]
)
def test_only_what_looks_like_a_path_is_one(name: str) -> None:
    assert find(name, "persona") == Path(name)


@pytest.mark.parametrize("name", ["..", ".", "", "~", "passwd", "con", "personas"])
def test_an_id_never_becomes_a_path(name: str) -> None:
    with pytest.raises(ContentError, match="There is no buyer") as caught:
        find(name, "persona")
    assert personas()[0].id in str(caught.value)


def test_a_near_miss_is_named() -> None:
    meant = scenarios()[0].id
    with pytest.raises(ContentError, match=f"There is no deal '{meant}s'; did you mean '{meant}'"):
        find(f"{meant}s", "scenario")


@pytest.mark.parametrize(
    ("head", "summary"),
    [
        ('id: a\nname: A\nsummary: "A: b # c"\n', "A: b # c"),
        ("id: a\nname: A\nsummary: 'It''s here'\n", "It's here"),
        ("id: a\nname: A\nsummary: Here. # not this\n", "Here."),
        ("# first\nid: a\n# second\nname: A\nsummary: Here.\n", "Here."),
        ("\ufeffid: a\r\nname: A\r\nsummary: Here.\r\n", "Here."),
        ("id: a\nname: A\nsummary: \x1b[31mRed\x07\n", "[31mRed"),
    ],
)
def test_a_card_is_read_as_yaml_would(tmp_path: Path, head: str, summary: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(head, encoding="utf-8", newline="")
    card = read_card(path)
    assert card is not None
    assert (card.id, card.summary) == ("a", summary)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"id: a\n\nname: A\nsummary: Late.\n"])
def test_a_file_without_a_card_is_left_out(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    assert read_card(path) is None
    assert read_card(tmp_path) is None
