"""Words for the screen: everything dynamic passes `shown`, so that text from a model, a file or
a person can neither style the screen nor steer the terminal. Imports no Textual.
"""

from datetime import datetime

_LINE_FEED, _TAB = 0x0A, 0x09
_BIDI_CONTROLS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_VISIBLE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code != _LINE_FEED},
    _TAB: "    ",
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    # Overrides can make a line read as what it is not; right-to-left letters need none of them.
    **dict.fromkeys(_BIDI_CONTROLS, _REPLACEMENT),
    0x2028: "\n",
    0x2029: "\n",
    # A lone half of a surrogate pair cannot be written to a terminal at all.
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
}


def shown(text: str) -> str:
    """`text` with every control character made visible: ESC as ␛, a tab as spaces.

    Line feeds stay; a carriage return before one is dropped.
    """
    return text.replace("\r\n", "\n").translate(_VISIBLE)


def short_name(name: str) -> str:
    """What to call somebody in a label: the first name."""
    words = shown(name).replace(",", " ").split()
    return words[0] if words else "Buyer"


def ago(created: str, now: datetime) -> str:
    """When something was, as a person says it: 'just now', '3 hours ago', 'yesterday', '4 March'.

    `created` is ISO 8601; anything else is given back as it is.
    """
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return shown(created)
    moment, now = moment.astimezone(), now.astimezone()
    minutes = int((now - moment).total_seconds() // 60)
    days = (now.date() - moment.date()).days
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return counted(minutes, "minute") + " ago"
    if days == 0:
        return counted(minutes // 60, "hour") + " ago"
    if days == 1:
        return "yesterday"
    if days < 7:
        return f"{days} days ago"
    return f"{moment.day} {moment:%B}" + ("" if moment.year == now.year else f" {moment.year}")


def counted(number: int, noun: str) -> str:
    """'1 turn', '6 turns'."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


MUTED = "$foreground 62%"
"""The style of what is said in passing; $text-muted works in stylesheets only."""

OUTCOMES = {
    "deal": "a deal",
    "buyer_left": "the buyer left",
    "trainee_left": "you left",
}
"""How a meeting ended, in words."""
