"""Words for the screen: everything dynamic passes `shown`, so that text from a model, a file or
a person can neither style the screen nor steer the terminal. Imports no Textual.
"""

from datetime import datetime

from simulator.domain.text import shown


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
