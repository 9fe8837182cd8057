"""How fast the rule coder reads: turns a second, loading time, late turns against early ones,
and memory over a long conversation. Run with `python -m benchmarks.reader`.

The last line says how fast this machine runs plain Python just now: divide by it before comparing
figures of different days or machines.
"""

import gc
import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from statistics import median

from simulator.coding.index import VocabularyIndex
from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario, personas, scenarios
from simulator.domain.moves import Speaker
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import Vocabulary, vocabulary_of

LINES: tuple[tuple[Speaker, str], ...] = (
    (
        "buyer",
        "Thanks for the proposal, I read it twice over the weekend. I like the programme, but the "
        "fee is a bit steep for a studio of our size right now, to be honest.",
    ),
    (
        "trainee",
        "I understand, and I would rather not change the price today. What makes this hard for you "
        "right now, is it the amount itself or more the timing of the payment?",
    ),
    (
        "buyer",
        "It's more the timing than the amount. Our clients take their time with invoices, and the "
        "last quarter is never easy. Could you do 57,000, or give us longer to pay?",
    ),
    (
        "trainee",
        "If you sign this week and stay at the full price, we could do net 90 instead of net 30, "
        "and I would move the start to January so that nobody is in a hurry.",
    ),
)
TURNS = 4_000
PARTS = 80
"""Parts of a conversation that are timed apart: other programs slow some of them down."""

LOADING = (
    "import time, pydantic, yaml\n"
    "from simulator.domain.transcript import Turn\n"
    "from simulator.domain.vocabulary import GENERIC\n"
    "start = time.process_time()\n"
    "from simulator.coding.reader import RuleReader\n"
    "RuleReader(GENERIC).read(Turn(n=0, speaker='buyer', text='Hello.'))\n"
    "print(time.process_time() - start)\n"
)


def conversation(turns: int) -> list[Turn]:
    """Turns of 30 words each, both sides in alternation; figures differ from round to round."""
    return [
        Turn(n=n, speaker=speaker, text=text.replace("57,000", f"{57_000 + 10 * (n % 50):,}"))
        for n in range(turns)
        for speaker, text in (LINES[n % len(LINES)],)
    ]


def rates(work: Callable[[Turn], object], turns: list[Turn]) -> tuple[float, float]:
    """Turns a second of some work on each turn: in the best part of the turns, as other programs
    can only slow it down, and in the median one.
    """
    for turn in turns[:8]:
        work(turn)
    size = len(turns) // PARTS
    seconds = []
    for first in range(0, len(turns), size):
        start = time.process_time()
        for turn in turns[first : first + size]:
            work(turn)
        seconds.append(time.process_time() - start)
    return size / min(seconds), size / median(seconds)


def count_words(turn: Turn) -> dict[str, int]:
    """Work of a fixed size in plain Python: how often each word stands in a turn."""
    counts: dict[str, int] = {}
    for word in turn.text.lower().split():
        counts[word] = counts.get(word, 0) + 1
    return counts


def late_against_early(vocabulary: Vocabulary, turns: list[Turn]) -> float:
    """Time of turns 500 to 600 divided by that of turns 4 to 104, the best of five runs."""
    best: list[float] = []
    for _ in range(5):
        reader = RuleReader(vocabulary)
        times = []
        for turn in turns[:600]:
            start = time.process_time()
            reader.read(turn)
            times.append(time.process_time() - start)
        best.append(sum(times[500:600]) / sum(times[4:104]))
    return min(best)


def memory_growth(vocabulary: Vocabulary, turns: list[Turn]) -> int:
    """Bytes the reader holds more after all turns than after the first 400. Collecting first
    empties the lists of freed objects that Python keeps for reuse, which are not the reader's.
    """
    reader = RuleReader(vocabulary)
    tracemalloc.start()
    for turn in turns[:400]:
        reader.read(turn)
    gc.collect()
    early, _ = tracemalloc.get_traced_memory()
    for turn in turns[400:]:
        reader.read(turn)
    gc.collect()
    late, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return late - early


def long_against_half(vocabulary: Vocabulary) -> float:
    """Time of a turn of 100,000 characters divided by that of its first half; the worst of a few
    shapes, each the best of three runs.
    """
    reader = RuleReader(vocabulary)
    worst = 0.0
    for unit in ("a", "“", "1,", "-", "a\u0301", "\ufb03", "? ", "if you sign, net 60. "):
        best = {50_000: float("inf"), 100_000: float("inf")}
        for size in [*best] * 3:
            turn = Turn(n=0, speaker="trainee", text=(unit * size)[:size])
            reader.start_over()
            start = time.process_time()
            reader.read(turn)
            best[size] = min(best[size], time.process_time() - start)
        worst = max(worst, best[100_000] / best[50_000])
    return worst


def loading_seconds() -> float:
    """Seconds to import the reader, build one and read a turn, in a process that has pydantic
    already and, as every run but the first, finds the modules compiled.
    """
    with tempfile.TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        runs = [
            float(
                subprocess.run(
                    [sys.executable, "-c", LOADING],
                    capture_output=True,
                    check=True,
                    env=environment,
                ).stdout
            )
            for _ in range(6)
        ]
    return min(runs[1:])


def indexing() -> tuple[int, float]:
    """How many pairs of a deal and a buyer are shipped, and seconds to index the words of one."""
    deals = [load_scenario(card.id) for card in scenarios()]
    buyers = [load_persona(card.id) for card in personas()]
    pairs = [vocabulary_of(deal, buyer) for deal in deals for buyer in buyers]
    start = time.process_time()
    indexes = [VocabularyIndex(pair) for pair in pairs]
    return len(indexes), (time.process_time() - start) / len(indexes)


def main() -> None:
    """Print the figures, one a line."""
    pairs, seconds = indexing()
    print(f"reader: indexing a deal and a buyer {1000 * seconds:.1f} ms, the mean of {pairs} pairs")
    vocabulary = vocabulary_of(load_scenario(scenarios()[0].id), load_persona(personas()[0].id))
    turns = conversation(TURNS)
    words = sum(len(turn.text.split()) for turn in turns) / len(turns)
    best, middle = rates(RuleReader(vocabulary).read, turns)
    print(
        f"reader: {best:,.0f} turns of {words:.0f} words a second, whole deal, undisturbed; "
        f"{middle:,.0f} in the median (wanted: 4,000)"
    )
    print(f"reader: loading {1000 * loading_seconds():.0f} ms (wanted: under 150)")
    ratio = late_against_early(vocabulary, turns)
    print(f"reader: turn 500 costs {ratio:.2f} times turn 5 (wanted: about 1)")
    long = long_against_half(vocabulary)
    print(f"reader: 100,000 characters cost {long:.2f} times 50,000 (wanted: at most about 2)")
    print(f"reader: {memory_growth(vocabulary, turns):,} bytes more after 4,000 turns (wanted: 0)")
    best, middle = rates(count_words, turns)
    print(
        f"machine: {best:,.0f} such turns a second only split and counted word by word; "
        f"{middle:,.0f} in the median"
    )


if __name__ == "__main__":
    main()
