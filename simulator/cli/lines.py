"""A talk in plain lines: what is said goes to standard output, notes go to standard error."""

import asyncio
import sys

from simulator.domain.errors import NegotiateError
from simulator.domain.events import Failed, TurnEnded
from simulator.domain.text import one_line
from simulator.domain.transcript import Turn
from simulator.session import Session

LEAVE = "/leave"
RETRY = "/retry"


def note(text: str) -> None:
    """Tell the trainee something that nobody says."""
    print(one_line(text), file=sys.stderr, flush=True)


async def read_line() -> str | None:
    """The next line of standard input without its end; None if there is none."""
    line = await asyncio.to_thread(sys.stdin.readline)
    return line.rstrip("\r\n") if line else None


def print_turn(turn: Turn, session: Session) -> None:
    """A turn as one line, 'Buyer: ...'; the scene before it, if there is one, in brackets."""
    if turn.scene:
        print(f"[{one_line(turn.scene)}]")
    them = "Buyer" if session.persona.authority else session.persona.name
    who = them if turn.speaker == "buyer" else "You"
    print(f"{one_line(who)}: {one_line(turn.text)}", flush=True)


async def hear(session: Session, text: str | None = None) -> None:
    """Print the answer to `text`, or without it the turn that is owed."""
    events = session.buyer_turn() if text is None else session.say(text)
    try:
        async for event in events:
            match event:
                case TurnEnded(turn) if turn.speaker == "buyer":
                    print_turn(turn, session)
                case Failed(message):
                    note(f"{message} ({RETRY} tries again)")
                case _:
                    pass
    except NegotiateError as error:
        note(str(error))


async def answer(session: Session, line: str) -> None:
    """Do what a line of the trainee's says."""
    if line == LEAVE:
        session.leave()
    elif line == RETRY or session.awaiting_buyer:
        await hear(session)
    else:
        await hear(session, line)
