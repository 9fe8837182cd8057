"""A coded turn as lines of text, with the codes coloured by family where colour is wanted."""

from simulator.coding.codebook import Family, load_codebook
from simulator.domain.deal import Value
from simulator.domain.moves import Move, Reading
from simulator.domain.text import one_line
from simulator.domain.transcript import Turn

_COLOURS: dict[Family, int] = {
    "ask": 36,
    "listen": 32,
    "inform": 37,
    "offer": 33,
    "trade": 93,
    "firm": 34,
    "people": 35,
    "trust": 92,
    "create": 96,
    "exit": 90,
    "fault": 31,
    "answer": 94,
    "press": 91,
    "hint": 95,
}
"""Terminal colours (ECMA-48 codes), one a family."""


def coded_lines(turn: Turn, reading: Reading, *, colour: bool) -> list[str]:
    """The turn, its moves and its mentions; control characters of the text are made visible."""
    name = "Buyer" if turn.speaker == "buyer" else "Seller"
    lines = [f"{turn.n:>4} {name}: {one_line(turn.text)}"]
    for move in reading.moves:
        family = load_codebook().codes[move.code].family
        code = f"{move.code.value:<13}"
        shown = f"\x1b[{_COLOURS[family]}m{code}\x1b[0m" if colour else code
        lines.append(f"       {shown} {one_line(move.quote.text)!r}{_details(move)}")
    for mention in reading.mentions:
        issue = mention.issue or "no issue"
        lines.append(
            f"       {'= ' + mention.stance.value:<13} {one_line(issue)}: {_value(mention.value)} "
            f"{one_line(mention.quote.text)!r}"
        )
    return lines


def _details(move: Move) -> str:
    parts = []
    if move.terms:
        parts.append(_terms(move.terms))
    if move.asked:
        parts.append("asks " + _terms(move.asked))
    if move.conditional:
        parts.append("condition first" if move.condition_first else "conditional")
    if move.reasons:
        parts.append(f"{move.reasons} reason{'s' if move.reasons > 1 else ''}")
    if move.alternative:
        parts.append("with an alternative")
    if move.topic:
        parts.append("about " + move.topic)
    if move.tier:
        parts.append(f"tier {move.tier}")
    return f"  [{'; '.join(map(one_line, parts))}]" if parts else ""


def _terms(terms: dict[str, Value]) -> str:
    return ", ".join(f"{issue}: {_value(value)}" for issue, value in terms.items())


def _value(value: Value) -> str:
    if isinstance(value, str):
        return one_line(value)
    return f"{value:g}" if value < 1e6 else f"{value:,.0f}"
