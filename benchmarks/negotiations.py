"""What whole negotiations cost: deciding an act, 1,000 meetings, and a turn late in a long one.

Run with `python -m benchmarks.negotiations`. Time is processor time of one core; of several parts
the median or the best counts, as other programs can only slow a part down.
"""

import statistics
import time

from benchmarks.turn import LINES, patient
from simulator.buyer.buyer import Buyer
from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario, personas, scenarios
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of
from simulator.trainees.play import Stage

MEETINGS = 1_000
TURNS = 12
PARTS = 10
LONG = 220
DECISION_MS, SILENT_S, VOICED_S = 2, 20, 60


def decisions(stage: Stage) -> list[float]:
    """Seconds of each decision in a long meeting with lines of every kind."""
    persona = patient(stage.persona)
    buyer = Buyer(stage.scenario, persona, stage.level, seed=1)
    reader = RuleReader(vocabulary_of(stage.scenario, persona))
    buyer.spoke(buyer.open().act)
    times = []
    for n in range(LONG):
        text = LINES[n % len(LINES)]
        reading = reader.read(Turn(n=2 * n + 1, speaker="trainee", text=text))
        start = time.process_time()
        act = buyer.hear(reading, text).act
        times.append(time.process_time() - start)
        buyer.spoke(act)
    return times


def meetings_seconds(stage: Stage, *, voice: bool) -> float:
    """Seconds that 1,000 meetings of twelve turns take, from the best of ten parts of fewer.

    The random trainee does everything that can be done; meetings end when they end, so the time
    is taken a turn.
    """
    stage.play("random", 0, voice=voice)
    best, seed = float("inf"), 1
    for _ in range(PARTS):
        start, turns = time.process_time(), 0
        while turns < TURNS * PARTS:
            turns += stage.play("random", seed, voice=voice).turns
            seed += 1
        best = min(best, (time.process_time() - start) / turns)
    return best * MEETINGS * TURNS


def main() -> None:
    """Print the figures, one a line."""
    persona = load_persona(personas()[0].id)
    variants = list(persona.variants)
    persona = persona.played_as(variants[0]) if variants else persona
    stage = Stage(load_scenario(scenarios()[0].id), persona)
    times = decisions(stage)
    early, late = statistics.median(times[1:11]), statistics.median(times[195:205])
    silent = meetings_seconds(stage, voice=False)
    voiced = meetings_seconds(stage, voice=True)
    slow = statistics.quantiles(times, n=100)[-1]
    print(
        f"negotiations: deciding an act {1e3 * statistics.median(times):.2f} ms, one in a hundred "
        f"{1e3 * slow:.2f} ms (wanted: under {DECISION_MS})"
    )
    print(f"negotiations: turn 200 costs {late / early:.2f} times turn 5 (wanted: about 1)")
    print(f"negotiations: 1,000 of 12 turns {silent:.1f} s (wanted: under {SILENT_S})")
    print(f"negotiations: the same with the voice {voiced:.1f} s (wanted: under {VOICED_S})")


if __name__ == "__main__":
    main()
