"""What is found to grade, and faults of the disk told in a sentence."""

import os
from pathlib import Path

import pytest

from simulator.batch.sources import files_in, sources
from simulator.domain.errors import NegotiateError
from simulator.store.grades import make_durable


def test_files_of_the_folder_one_is_in_have_no_dot_before_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Seller: Hello there.\n")
    monkeypatch.chdir(tmp_path)
    assert list(files_in([Path(".")])) == ["a.txt"]


def test_a_pipe_with_a_talks_name_is_a_fault_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "talk.txt")
    (found,) = sources([tmp_path])
    assert "this is no file" in found.fault


def test_a_folder_that_goes_away_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(NegotiateError, match="Permission denied"):
        list(files_in([tmp_path]))


def test_grades_that_are_gone_before_they_are_saved_are_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NegotiateError, match="could not be saved"):
        make_durable([tmp_path / "gone.grades.jsonl"])
