"""Where transcripts go: a folder asked for, else the checkout's, else the user's data folder."""

from pathlib import Path

APP_NAME = "negotiation-simulator"

GRADES = ".grades.jsonl"
"""How the file of grades beside a transcript ends: X.jsonl has X.grades.jsonl."""


def checkout() -> Path | None:
    """The project's root when the program runs from a checkout; None when it is installed."""
    root = Path(__file__).resolve().parents[2]
    inside = (root / "pyproject.toml").is_file() and (root / "personas").is_dir()
    return root if inside else None


def transcripts_dir(explicit: Path | None = None) -> Path:
    """The folder for transcripts; made when the first one is written, not here."""
    if explicit is not None:
        return explicit.expanduser()
    root = checkout()
    if root is not None:
        return root / "transcripts"
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False) / "transcripts"
