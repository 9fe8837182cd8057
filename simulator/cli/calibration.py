"""`--calibration FILE`: how one's own coaches would score, written by `agree`, shown by `grade`.

The grader's own scores stay as they are, on record and on the screen; these stand beside them.
"""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from simulator.domain.errors import NegotiateError
from simulator.domain.scorecard import GradedRecord
from simulator.grader.agreement.calibration import Calibration
from simulator.store.lines import cannot_read


def write_calibration(path: Path, calibration: Calibration) -> None:
    """Raises NegotiateError where there is no map to write, or it cannot be written."""
    if not calibration.maps:
        reasons = "; ".join(f"{name}: {why}" for name, why in calibration.without.items())
        raise NegotiateError(f"{path}: not written, for no score can be calibrated ({reasons}).")
    if path.exists() and path.stat().st_size:
        read_calibration(path)  # anything else there is not ours to overwrite
    try:
        path.write_text(calibration.model_dump_json(indent=2) + "\n", "utf-8")
    except OSError as error:
        raise NegotiateError(
            f"{path}: cannot be written ({error.strerror}); name another file."
        ) from error


def read_calibration(path: Path) -> Calibration:
    """Raises NegotiateError if it cannot be read, or was not written by `agree`."""
    try:
        return Calibration.model_validate_json(path.read_bytes())
    except OSError as error:
        raise NegotiateError(cannot_read(path, error)) from error
    except ValidationError as error:
        raise NegotiateError(
            f"{path}: is no calibration; name another file, or write one with 'negotiate agree DIR "
            "--calibration FILE'."
        ) from error


def calibrated_lines(record: GradedRecord, calibration: Calibration) -> Iterator[str]:
    """What the coaches would give on average, or that nothing can be said."""
    found = calibration.of(record)
    if not found:
        yield "Your coaches: these scores are of another rubric than the calibration, or none."
        return
    scores = ", ".join(f"{name} {value:.1f}" for name, value in found.items())
    yield f"Your coaches would give, on average: {scores}"
