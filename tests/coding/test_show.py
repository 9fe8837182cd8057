"""How a coded turn is shown."""

from simulator.coding.reader import RuleReader
from simulator.coding.show import coded_lines
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import GENERIC

TURN = Turn(n=1, speaker="trainee", text="If you sign this week, we can do net 60.")


def test_codes_are_coloured_by_family_only_where_wanted() -> None:
    reading = RuleReader(GENERIC).read(TURN)
    grey = "\n".join(coded_lines(TURN, reading, colour=False))
    bright = "\n".join(coded_lines(TURN, reading, colour=True))
    assert "\x1b" not in grey
    assert "\x1b[33mOFFER" in bright
    assert "\x1b[93mASK-GET" in bright


def test_what_a_turn_offers_is_shown_as_terms() -> None:
    shown = "\n".join(coded_lines(TURN, RuleReader(GENERIC).read(TURN), colour=False))
    assert "payment_days: 60" in shown
    assert "condition first" in shown


def test_control_characters_are_made_visible() -> None:
    turn = Turn(n=1, speaker="trainee", text="a\x1b[2J\u202eb\nnet 60")
    reading = RuleReader(GENERIC).read(turn)
    shown = "".join(coded_lines(turn, reading, colour=False))
    assert "a␛[2J\N{REPLACEMENT CHARACTER}b net 60" in shown
    assert not set(shown) & set("\x1b\u202e")
