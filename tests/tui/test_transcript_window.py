from hypothesis import given
from hypothesis import strategies as st

from simulator.tui.transcript_window import Change, TranscriptWindow

STEPS = st.lists(
    st.one_of(
        st.sampled_from(["follow", "read on above", "older", "newer", "end"]),
        st.integers(min_value=0, max_value=200),
    ),
    max_size=120,
)


def take(window: TranscriptWindow, step: str | int) -> Change:
    match step:
        case "follow":
            return window.append(following=True)
        case "read on above":
            return window.append(following=False)
        case "older":
            return window.older()
        case "newer":
            return window.newer()
        case "end":
            return window.jump_to_end()
        case index:
            return window.jump_to(int(index))


@given(STEPS, st.integers(4, 40), st.integers(1, 12))
def test_a_widget_that_obeys_every_change_shows_exactly_the_window(
    steps: list[str | int], size: int, step: int
) -> None:
    window = TranscriptWindow(size=size, step=step)
    mounted: list[int] = []
    for taken in steps:
        change = take(window, taken)
        assert set(change.dropped) <= set(mounted)
        kept = [index for index in mounted if index not in change.dropped]
        mounted = [*change.before, *kept, *change.after]
        assert mounted == list(range(window.start, window.end))
        assert 0 <= window.start <= window.end <= window.total
        assert len(mounted) <= size + step


@given(st.integers(1, 500), st.integers(4, 40), st.integers(1, 12))
def test_every_turn_can_be_reached_from_the_end_and_back(total: int, size: int, step: int) -> None:
    window = TranscriptWindow(size=size, step=step, total=total)
    window.jump_to_end()
    seen: set[int] = set()
    while not window.at_start:
        seen |= set(range(window.start, window.end))
        window.older()
    seen |= set(range(window.start, window.end))
    assert seen == set(range(total))
    while not window.at_end:
        window.newer()
    assert window.end == total


def test_a_reader_who_reads_above_is_not_moved() -> None:
    window = TranscriptWindow(size=4, step=2, total=20)
    window.jump_to_end()
    window.older()
    before = (window.start, window.end)
    assert window.append(following=False) == Change()
    assert (window.start, window.end) == before
    assert window.append(following=True).after[-1] == 21


def test_a_jump_to_a_mounted_turn_changes_nothing() -> None:
    window = TranscriptWindow(size=4, step=2, total=20)
    window.jump_to_end()
    assert window.jump_to(18) == Change()
    assert window.jump_to(99) == Change()
    window.jump_to(3)
    assert window.start <= 3 < window.end
