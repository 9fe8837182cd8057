"""What the meeting's screen says in words of its own: turns, endings, the top line. No Textual."""

from simulator.domain.scenario import Scenario
from simulator.domain.transcript import End, Header, Turn
from simulator.tui.lines import Line
from simulator.tui.text import counted

STOPPED = "— you stopped the buyer here"

HELP = (
    "Say what you would say at the table. Terms you name appear beside the talk, above "
    "your plan and what you found out; F3 has the brief with them. Ctrl+C stops the buyer in the "
    "middle of a line; when nobody speaks, press it twice to quit: the "
    "session is kept and waits in the lobby. F8 ends the meeting for good, and grades it. "
    "F4 copies the buyer's last words, or the turn you picked with a click, or with Tab and "
    "the arrow keys; F5 copies the whole talk. If nothing arrives, your terminal keeps "
    "programs off the clipboard: hold Shift and select with the mouse."
)

STOPPING = "Stopped."
ALL_SAID = "{buyer} had said all of it; nothing is cut."

CONTACT_HELP = (
    "A short talk before the meeting. Ask about what this person sees in the daily work; nothing "
    "can be agreed here. What you are told goes on your sheet. It ends when they have to go, or "
    "with F8. F2 shows what you know so far, F3 the brief."
)
CONTACT_SCENE = "A few minutes with {name}, before the meeting."
CONTACT_STRIP = "Ask about their own work. They settle nothing."
CONTACT_OVER = "The talk is over. What you were told is on your sheet."

LEAVING = (
    "Leaving ends the meeting for good and grades it. Pausing keeps it open: it waits in the "
    "lobby, and the buyer remembers every word."
)
LEAVING_WITH_DEAL = f"You both said yes: leaving now keeps the deal. {LEAVING}"


def line_of(turn: Turn, buyer: str) -> Line:
    """A turn as a line of the transcript."""
    mine = turn.speaker == "trainee"
    note = STOPPED if turn.interrupted else ""
    return Line("You" if mine else buyer, mine, turn.text, note, scene=turn.scene)


def ending(end: End, scenario: Scenario, buyer: str) -> str:
    """How the meeting ended."""
    how = {
        "deal": f"You have a deal: {scenario.spoken(end.terms)}.",
        "buyer_left": f"{buyer} ended the meeting without a deal.",
        "trainee_left": "You left without a deal.",
    }
    return f"The meeting is over. {how[end.outcome]}"


def whereabouts(header: Header, turns: int) -> str:
    """The deal, the level, how far we are."""
    if header.purpose == "preparation":
        return f"before the meeting · {counted(turns, 'turn')}"
    return f"{header.scenario.name} · {header.level} · {counted(turns, 'turn')}"
