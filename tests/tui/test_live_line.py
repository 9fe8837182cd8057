from simulator.domain.events import Ended, Failed
from simulator.domain.transcript import End
from simulator.tui.lines import Line
from simulator.tui.live_line import BROKEN_OFF, THINKING, LiveLine


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
    live = LiveLine(sheet, "Karin")
    live.start()
    assert sheet.lines[-1].text == THINKING
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
    live = LiveLine(sheet, "Karin")
    live.start()
    assert live.hold(Failed("no answer"))
    assert live.released() == [Failed("no answer")]
    live.break_off()
    assert sheet.lines == []


def test_a_line_that_broke_off_says_so_and_gives_way_to_the_next_attempt() -> None:
    sheet = Sheet()
    live = LiveLine(sheet, "Karin")
    live.start()
    live.add("The price")
    live.break_off()
    assert [(line.text, line.note) for line in sheet.lines] == [("The price", BROKEN_OFF)]
    live.start()
    assert [line.text for line in sheet.lines] == [THINKING]
    live.add("The price is high.")
    live.end()
    live.whole(Line("Karin", mine=False, text="The price is high."))
    live.start()
    assert [line.text for line in sheet.lines] == ["The price is high.", THINKING]
