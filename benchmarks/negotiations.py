"""What whole negotiations cost: deciding an act, 1,000 meetings, and a turn late in a long one.

Run with `python -m benchmarks.negotiations`. Time is processor time of one core; of several parts
the median or the best counts, as other programs can only slow a part down. Every buyer is measured,
each over another deal, and the mean of them printed beside the slowest.

Without text, a meeting is the buyer's alone: the seller's readings are given, acts come back.
With text, a scripted trainee finds its lines, both sides' words are read, and the buyer's lines
are picked. With the voice, every line is also composed as a request to a model and guarded.
"""

import statistics
import time
from collections.abc import Callable, Sequence

from benchmarks.turn import LINES, patient
from simulator.buyer.buyer import Buyer
from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario, personas, scenarios
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of
from simulator.trainees.play import Played, Stage

MEETINGS = 1_000
TURNS = 12
PARTS = 6
LONG = 220
DECISION_MS, SILENT_S, VOICED_S = 2, 20, 60


def stages() -> list[Stage]:
    """Every buyer, in its first variant, each over another deal."""
    ready = []
    for card, deal in zip(personas(), scenarios(), strict=False):
        persona = load_persona(card.id)
        variants = list(persona.variants)
        persona = persona.played_as(variants[0]) if variants else persona
        ready.append(Stage(load_scenario(deal.id), persona))
    return ready


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


def again(stage: Stage, played: Played) -> int:
    """The buyer's side of a meeting, from its readings; the number of turns."""
    buyer = Buyer(stage.scenario, stage.persona, stage.level, played.seed, stakes=stage.stakes)
    buyer.spoke(buyer.open().act)
    for step in played.steps[1:]:
        assert step.after.reading is not None
        buyer.spoke(buyer.hear(step.after.reading, step.after.text).act)
    return played.turns


def seconds_of_a_thousand(meet: Callable[[int], int]) -> float:
    """Seconds that 1,000 meetings of twelve turns take, from the best of a few parts.

    `meet` holds the meeting of a seed and tells its turns: meetings end when they end, so the time
    is taken a turn.
    """
    meet(0)
    best, seed = float("inf"), 1
    for _ in range(PARTS):
        start, turns = time.process_time(), 0
        while turns < TURNS * PARTS:
            turns += meet(seed)
            seed += 1
        best = min(best, (time.process_time() - start) / turns)
    return best * MEETINGS * TURNS


def silent(stage: Stage) -> float:
    """Seconds without text. The random trainee, who does everything that can be done, is played
    beforehand."""
    known = [stage.play("random", seed) for seed in range(4 * PARTS)]
    return seconds_of_a_thousand(lambda seed: again(stage, known[seed % len(known)]))


def spoken(stage: Stage, *, voice: bool) -> float:
    """Seconds with both sides' words."""
    return seconds_of_a_thousand(lambda seed: stage.play("random", seed, voice=voice).turns)


def _told(seconds: Sequence[float]) -> str:
    return f"{statistics.fmean(seconds):.1f} s, the slowest buyer {max(seconds):.1f} s"


def main() -> None:
    """Print the figures, one a line."""
    ready = stages()
    times = [decisions(stage) for stage in ready]
    every = [seconds for of_one in times for seconds in of_one[1:]]
    slow = statistics.quantiles(every, n=100)[-1]
    print(
        f"negotiations: deciding an act {1e3 * statistics.median(every):.2f} ms, one in a hundred "
        f"{1e3 * slow:.2f} ms (wanted: under {DECISION_MS})"
    )
    early = statistics.median(s for of_one in times for s in of_one[1:11])
    late = statistics.median(s for of_one in times for s in of_one[195:205])
    print(f"negotiations: turn 200 costs {late / early:.2f} times turn 5 (wanted: about 1)")
    without = [silent(stage) for stage in ready]
    print(f"negotiations: 1,000 of 12 turns without text {_told(without)} (under {SILENT_S})")
    read = [spoken(stage, voice=False) for stage in ready]
    print(f"negotiations: the same with lines picked and read {_told(read)}")
    voiced = [spoken(stage, voice=True) for stage in ready]
    print(f"negotiations: the same with the offline voice {_told(voiced)} (under {VOICED_S})")


if __name__ == "__main__":
    main()
