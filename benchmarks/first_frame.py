"""How long until the app can be used, as a ratio to a bare Textual app, in one run on one machine.

    python benchmarks/first_frame.py [RUNS]

Both apps start as fresh processes in a real pseudo-terminal of 120x40, by turns; the clock stops
when the main text of the screen arrives. Prints medians, the ratio (budget: 1.5), and the longest
time the event loop stood still while the app imported the rest behind the first frame (budget:
50 ms, beside what the machine itself adds to a loop that has nothing to do).
"""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZE = (40, 120)
LONGEST_START = 30.0
FIRST_FRAME_BUDGET = 1.5
STALL_BUDGET_MS = 50

MAIN_TEXT = "ew meeting"
"""Without its first letter: the bare app's cursor stands on that one."""

BARE = """
from textual.app import App
from textual.widgets import Footer, Header, Input
class Bare(App):
    def compose(self):
        yield Header()
        yield Input(placeholder="New meeting")
        yield Footer()
Bare().run()
"""

OURS = """
import sys
from pathlib import Path
from simulator.tui.app import run_app
run_app(Path(sys.argv[1]), "offline", 1)
"""

STALL = """
import asyncio, sys, threading, time
from pathlib import Path
from simulator.tui.app import NegotiateApp
from simulator.tui.engine import Engine

class Watched(Engine):
    done = threading.Event()
    def warm_up(self):
        if sys.argv[2] == "warm":
            super().warm_up()
        else:
            time.sleep(1.0)
        self.done.set()

class App(NegotiateApp):
    def on_mount(self):
        self.run_worker(self.watch())
    async def watch(self):
        await asyncio.sleep(0.2)
        worst, last = 0.0, time.perf_counter()
        while not self.engine.done.is_set():
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            worst, last = max(worst, now - last), now
        Path(sys.argv[1], "stall").write_text(f"{worst * 1000:.1f}")
        self.exit()

App(Watched(Path(sys.argv[1]), "offline", 1)).run()
"""


def start(code: str, *args: str) -> tuple[subprocess.Popen[bytes], int]:
    """Run code in a pseudo-terminal; returns the process and the terminal's end."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *args],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=ROOT,
        env=env,
        start_new_session=True,
    )
    os.close(slave)
    return process, master


def read(master: int, seconds: float) -> bytes:
    """What the terminal was sent within some seconds, at the first moment there is any."""
    if not select.select([master], [], [], seconds)[0]:
        return b""
    try:
        return os.read(master, 65_536)
    except OSError:
        return b""


def seconds_until(text: str, code: str, *args: str) -> float:
    """Seconds from the start of a process until `text` is on its screen."""
    began = time.perf_counter()
    process, master = start(code, *args)
    seen = b""
    try:
        while text.encode() not in seen:
            if time.perf_counter() - began > LONGEST_START:
                raise SystemExit(f"'{text}' never came:\n{seen.decode(errors='replace')[-2000:]}")
            seen += read(master, 1.0)
        return time.perf_counter() - began
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(master)


def stall_ms(directory: str, mode: str) -> float:
    """The longest stand-still of the loop, in ms, while it warms up ('warm') or idles ('idle')."""
    process, master = start(STALL, directory, mode)
    while process.poll() is None:
        read(master, 0.05)
    os.close(master)
    return float(Path(directory, "stall").read_text())


def main(runs: int = 10) -> None:
    """Measure and print."""
    bare: list[float] = []
    ours: list[float] = []
    with tempfile.TemporaryDirectory() as directory:
        for run in range(runs + 1):
            pair = seconds_until(MAIN_TEXT, BARE), seconds_until(MAIN_TEXT, OURS, directory)
            if run:  # the first pair only fills the disk's cache
                bare.append(pair[0])
                ours.append(pair[1])
        warm = [stall_ms(directory, "warm") for _ in range(3)]
        idle = [stall_ms(directory, "idle") for _ in range(3)]
    ratio = statistics.median(ours) / statistics.median(bare)
    print(
        f"first frame: {statistics.median(ours) * 1e3:.0f} ms, bare Textual app: "
        f"{statistics.median(bare) * 1e3:.0f} ms, ratio {ratio:.2f} (at most {FIRST_FRAME_BUDGET})"
    )
    print(
        f"loop stall while warming up behind it: {statistics.median(warm):.0f} ms (at most "
        f"{STALL_BUDGET_MS}); with nothing to do: {statistics.median(idle):.0f} ms"
    )


if __name__ == "__main__":
    main(*(int(runs) for runs in sys.argv[1:2]))
