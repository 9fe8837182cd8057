from hypothesis import given
from hypothesis import strategies as st

from simulator.tui.reveal import Reveal

SENTENCES = st.lists(st.text(min_size=1, max_size=80), max_size=6)


@given(SENTENCES)
def test_what_is_shown_only_grows_and_ends_with_everything(sentences: list[str]) -> None:
    reveal = Reveal()
    whole = Reveal()
    for sentence in sentences:
        reveal.add(sentence)
        whole.add(sentence)
    whole.finish()
    seen = [""]
    while not reveal.done:
        reveal.tick()
        assert reveal.shown.startswith(seen[-1])
        assert len(reveal.shown) > len(seen[-1])
        seen.append(reveal.shown)
    assert reveal.shown == whole.shown


def test_one_word_a_tick_and_no_word_is_cut() -> None:
    reveal = Reveal()
    reveal.add("Thanks for coming.")
    reveal.add("It is steep.")
    seen = []
    while not reveal.done:
        reveal.tick()
        seen.append(reveal.shown)
    assert seen[:4] == ["Thanks", "Thanks for", "Thanks for coming.", "Thanks for coming. It"]
    assert seen[-1] == "Thanks for coming. It is steep."


def test_a_long_speech_catches_up() -> None:
    reveal = Reveal()
    reveal.add("word " * 400)
    ticks = 0
    while not reveal.done:
        reveal.tick()
        ticks += 1
    assert ticks < 200
