"""Every mistake an author can make is named with file, line, field and remedy, never a traceback.

Each case breaks a shipped file in one place and looks at the message.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.content.reading import check_file, read_persona, read_scenario
from simulator.domain.errors import ContentError

ROOT = Path(__file__).resolve().parents[2]
PERSONA = (ROOT / "personas" / "cash_flow_worried.yaml").read_text("utf-8")
SCENARIO = (ROOT / "scenarios" / "services_60k.yaml").read_text("utf-8")


def message_of(path: Path) -> str:
    with pytest.raises(ContentError) as caught:
        check_file(path)
    return str(caught.value)


def broken(tmp_path: Path, text: str, old: str, new: str) -> tuple[Path, int]:
    """The file with `old` replaced once, and the line on which that stands."""
    assert text.count(old) == 1, f"{old!r} has to stand once in the file"
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path, text[: text.index(old)].count("\n") + 1


MISTAKES = yaml.safe_load((Path(__file__).parent / "mistakes.yaml").read_text("utf-8"))
CASES = [(kind, case) for kind in ("scenario", "persona") for case in MISTAKES[kind]]


@pytest.mark.parametrize(("kind", "case"), CASES, ids=[case["said"][:40] for _, case in CASES])
def test_a_mistake_is_named(tmp_path: Path, kind: str, case: dict[str, Any]) -> None:
    text = PERSONA if kind == "persona" else SCENARIO
    path, line = broken(tmp_path, text, case["old"], case["new"])
    message = message_of(path)
    assert case["said"] in message
    assert "below" not in case or f"{path}:{line + case['below']}: " in message


@pytest.mark.parametrize("version", ["9" * 5000, "[" * 3000 + "]" * 3000, "[" * 30 + "]" * 30])
def test_monstrous_values_are_refused(tmp_path: Path, version: str) -> None:
    path, _ = broken(tmp_path, SCENARIO, "\nversion: 1\n", f"\nversion: {version}\n")
    assert re.search("a number cannot be read|nested too deep", message_of(path))


def test_five_lines_have_to_work_without_a_quote(tmp_path: Path) -> None:
    start = PERSONA.index("  refuse:\n    warm:\n")
    quoted = PERSONA[start:].replace("      - I can't do that.", "      - I can't do {theirs}.", 1)
    quoted = quoted.replace("      - We don't do it like that.", "      - No {theirs}, no.", 1)
    path = tmp_path / "mine.yaml"
    path.write_text(PERSONA[:start] + quoted, encoding="utf-8")
    message = message_of(path)
    assert "lines.refuse.cool: only 4 lines do without {theirs} and 5 are needed" in message


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", ":1: the file is empty"),
        (b"# only a comment\n", ":1: the file is empty"),
        (b"\n\n- a\n- b\n", ":3: the file has to start with 'field: value' lines"),
        (b"just text", ":1: the file has to start with 'field: value' lines"),
        (b"id: a\nname: caf\xe9\n", ":2: byte 0xe9 is not UTF-8"),
        ("id: a\n".encode("utf-16"), ":1: byte 0xff is not UTF-8"),
        (b"a: 1\nb: \x00\n", ":2: there is a control character"),
        (b"? [a]\n: 1\n", ":1: a field's name has to be plain text"),
        (b"a: !!int abc\n", ":1: a number cannot be read"),
        (b"&a [*a]\n", ":1: this part is used again with an alias"),
        (b'a: "open\n', "check the indentation, the brackets and the quotes"),
        (b"id: a\nname: A\n", ":1: this is neither a persona (it has no 'lines')"),
    ],
)
def test_a_file_that_is_no_persona_is_refused(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(raw)
    assert said in message_of(path)


def test_a_folder_a_missing_file_and_a_device_are_refused(tmp_path: Path) -> None:
    assert "is a folder; name a YAML file in it" in message_of(tmp_path)
    assert "There is no file" in message_of(tmp_path / "nope.yaml")
    large = tmp_path / "large.yaml"
    large.write_bytes(b"a: b\n" * 300_000)
    assert "is larger than 1,000,000 bytes" in message_of(large)


def test_terminal_commands_in_a_file_are_not_echoed(tmp_path: Path) -> None:
    path, _ = broken(tmp_path, PERSONA, "version: 1\n", '"\\e[31mred": 1\nversion: 1\n')
    message = message_of(path)
    assert r"\x1b[31mred: there is no such field" in message
    assert "\x1b" not in message


def test_loading_names_the_first_problem_and_counts_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("id: a\nname: A\nissues: []\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"mine\.yaml:1: '.*' is missing") as caught:
        read_scenario(path)
    assert "\n" not in str(caught.value)
    assert "more: 'negotiate check" in str(caught.value)
    assert len(message_of(path).splitlines()) > 5


def test_a_persona_is_not_taken_for_a_scenario() -> None:
    with pytest.raises(ContentError, match=r"there is no such field|is missing"):
        read_scenario(ROOT / "personas" / "cash_flow_worried.yaml")


def test_yes_and_no_stay_words_and_dates_stay_text(tmp_path: Path) -> None:
    unquoted = SCENARIO.replace('"no"', "no").replace('"yes"', "yes")
    path = tmp_path / "mine.yaml"
    path.write_text(unquoted.replace("to: 57000", "to: 057000"), encoding="utf-8")
    scenario = read_scenario(path)
    assert scenario.issue("auto_pay").outcomes() == ("no", "yes")
    assert scenario.gives[-1].to == 57_000


LINES = st.sampled_from(SCENARIO.splitlines() + PERSONA.splitlines())


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES | st.text(max_size=30), max_size=25), st.sampled_from([SCENARIO, PERSONA]))
def test_whatever_a_file_holds_the_answer_is_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], base: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    cut = base.splitlines()[: len(lines) * 9]
    path.write_bytes("\n".join([*cut, *lines]).encode("utf-8", "surrogatepass"))
    for read in (read_persona, read_scenario):
        told = outcome(read, path)
        assert told is None or (told.startswith(str(path)) and told.isprintable())


def outcome(read: Callable[[Path], object], path: Path) -> str | None:
    try:
        read(path)
    except ContentError as error:
        return str(error)
    return None
