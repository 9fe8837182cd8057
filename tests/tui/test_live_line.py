from simulator.domain.events import Ended, Failed
from simulator.domain.transcript import End
from simulator.tui.lines import Line
from simulator.tui.live_line import BROKEN_OFF, THINKING, LiveLine


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Sheet:
    """A transcript that is only a list."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def add(self, line: Line) -> None:
        self.lines.append(line)

    def replace_last(self, line: Line) -> None:
        self.lines[-1] = line

    def drop_last(self) -> None:
        self.lines.pop()


def test_what_happened_after_the_words_waits_for_them() -> None:
    sheet = Sheet()
    live = LiveLine(sheet, "Karin", Clock())
    live.start()
    assert (sheet.lines[-1].text, sheet.lines[-1].note) == ("", THINKING)
    live.add("It is a deal.")
    over = Ended(End(outcome="deal"))
    assert live.hold(over)
    assert live.released() == []
    live.tick()
    assert sheet.lines[-1].text == "It"
    live.hurry()
    assert live.released() == [over]
    assert not live.speaking
    assert sheet.lines[-1].text == "It is a deal."


def test_a_turn_without_a_word_leaves_no_line() -> None:
    sheet = Sheet()
    live = LiveLine(sheet, "Karin", Clock())
    live.start()
    assert live.hold(Failed("no answer"))
    assert live.released() == [Failed("no answer")]
    live.break_off()
    assert sheet.lines == []


def test_a_line_that_broke_off_says_so_and_gives_way_to_the_next_attempt() -> None:
    sheet = Sheet()
    live = LiveLine(sheet, "Karin", Clock())
    live.start()
    live.add("The price")
    live.break_off()
    assert [(line.text, line.note) for line in sheet.lines] == [("The price", BROKEN_OFF)]
    live.start()
    assert [line.note for line in sheet.lines] == [THINKING]
    live.add("The price is high.")
    live.end()
    live.whole(Line("Karin", mine=False, text="The price is high."))
    live.start()
    assert [line.text for line in sheet.lines] == ["The price is high.", ""]


def test_from_a_second_on_a_silence_says_how_long_it_is_and_how_to_end_it() -> None:
    sheet, clock = Sheet(), Clock()
    live = LiveLine(sheet, "Karin", clock)
    live.start()
    notes = []
    for seconds in (0.9, 0.2, 0.5, 1.0):
        clock.now += seconds
        live.tick()
        notes.append(sheet.lines[-1].note)
    assert notes == [THINKING, f"{THINKING} 1 s, Ctrl+C stops", *notes[1:2], notes[3]]
    assert notes[3] == f"{THINKING} 2 s, Ctrl+C stops"
    live.add("The price.")
    live.tick()
    assert (sheet.lines[-1].text, sheet.lines[-1].note) == ("The", "")


def test_a_silence_in_the_middle_of_a_line_is_counted_from_its_last_word() -> None:
    sheet, clock = Sheet(), Clock()
    live = LiveLine(sheet, "Karin", clock)
    live.start()
    clock.now += 60
    live.add("Well.")
    live.tick()
    live.tick()
    assert (sheet.lines[-1].text, sheet.lines[-1].note) == ("Well.", "")
    clock.now += 3
    live.tick()
    assert sheet.lines[-1].note == f"{THINKING} 3 s, Ctrl+C stops"
    live.hold(Ended(End(outcome="deal")))
    live.tick()
    assert sheet.lines[-1].note == ""


def test_nothing_is_drawn_while_nothing_changes() -> None:
    sheet, clock = Sheet(), Clock()
    live = LiveLine(sheet, "Karin", clock)
    live.start()
    first = sheet.lines[-1]
    for _ in range(15):
        clock.now += 0.05
        live.tick()
    assert sheet.lines[-1] is first


def test_once_hurried_the_rest_of_a_line_comes_at_once() -> None:
    sheet = Sheet()
    live = LiveLine(sheet, "Karin", Clock())
    live.start()
    live.add("One two three.")
    live.hurry()
    live.add("Four five six.")
    assert sheet.lines[-1].text == "One two three. Four five six."
    live.end()
    live.start()
    live.add("Seven eight.")
    live.tick()
    assert sheet.lines[-1].text == "Seven"


def test_the_scene_stands_above_the_words_from_the_start_and_goes_with_them() -> None:
    sheet = Sheet()
    live = LiveLine(sheet, "Karin", Clock())
    live.start("Some time later.")
    assert [line.scene for line in sheet.lines] == ["Some time later."]
    live.add("It is me again.")
    live.hurry()
    assert [(line.scene, line.text) for line in sheet.lines] == [
        ("Some time later.", "It is me again.")
    ]
    live.break_off()
    live.start("Some time later.")
    assert [line.scene for line in sheet.lines] == ["Some time later."]
