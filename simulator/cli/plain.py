"""The meeting in plain lines: for pipes, screen readers and tests. The second front end.

Standard output is the talk, one line a turn ("Buyer: ..."); notes go to standard error, so that a
pipe carries words only. The end of the input leaves the meeting open, to be resumed.
"""

import argparse
import asyncio
import secrets
import sys

from simulator.content import Card, load_persona, load_scenario, personas, scenarios
from simulator.domain.errors import NegotiateError
from simulator.domain.events import Failed, TurnEnded
from simulator.domain.scenario import Scenario
from simulator.domain.text import one_line
from simulator.domain.transcript import End, Plan
from simulator.llm.model import Model
from simulator.models import open_model
from simulator.session import Session
from simulator.store.paths import transcripts_dir

LEAVE = "/leave"
RETRY = "/retry"


async def play_plain(args: argparse.Namespace) -> int:
    """Run a session over standard input and output; returns the exit code."""
    model = open_model(args.model)
    session = Session.resume(args.resume, model) if args.resume else _new(args, model)
    try:
        _introduce(session)
        if session.awaiting_buyer:
            await _hear(session)
        await _talk(session)
        if session.ended is not None:
            _note(_outcome(session.ended, session.scenario))
            await _debrief(session)
        else:
            _note(
                f"The meeting is open. Go on with: negotiate play --plain --resume {session.path}"
            )
    finally:
        await session.aclose()
        await model.aclose()
    return 0


def _new(args: argparse.Namespace, model: Model) -> Session:
    persona = load_persona(args.persona or _first(personas(), "personas"))
    scenario = load_scenario(args.scenario or _first(scenarios(), "scenarios"))
    seed = args.seed if args.seed is not None else secrets.randbelow(2**31)
    folder = transcripts_dir(args.transcripts)
    plan = Plan(target=args.target, walk_away=args.walk_away, trades=args.trades)
    return Session.new(scenario, persona, args.level, model, folder, seed=seed, plan=plan)


def _first(cards: list[Card], what: str) -> str:
    if not cards:
        raise NegotiateError(f"No {what} were found; reinstall the program or name a file.")
    return cards[0].id


def _introduce(session: Session) -> None:
    brief = session.scenario.brief
    _note(f"{session.scenario.name}. {brief.you_are} {brief.buyer_is} {brief.situation}")
    _note(f"Goal: {brief.goal}")
    _note(f"Your limit: {brief.limit}")
    for give in session.scenario.gives:
        moved = session.scenario.issue(give.issue).spoken(give.to)
        _note(f"You can give {moved}. Cost: {give.cost}. Ask for: {give.ask_for}.")
    for get in session.scenario.gets:
        _note(f"You can ask for {session.scenario.issue(get.issue).spoken(get.to)}: {get.worth}.")
    _note(session.scenario.opening_line)
    _note(f"Type a line and Enter. {LEAVE} ends the meeting, {RETRY} asks for an answer again.")
    for problem in session.problems:
        _note(problem)
    for turn in session.turns:
        print(f"{'Buyer' if turn.speaker == 'buyer' else 'You'}: {one_line(turn.text)}")


async def _talk(session: Session) -> None:
    while session.ended is None:
        line = await asyncio.to_thread(sys.stdin.readline)
        if not line:
            return
        text = line.rstrip("\r\n")
        if text == LEAVE:
            session.leave()
        elif text == RETRY or session.awaiting_buyer:
            await _hear(session)
        else:
            try:
                await _hear(session, text)
            except NegotiateError as error:
                _note(str(error))


async def _hear(session: Session, text: str | None = None) -> None:
    """Print what the buyer answers, a line a turn."""
    events = session.buyer_turn() if text is None else session.say(text)
    async for event in events:
        match event:
            case TurnEnded(turn) if turn.speaker == "buyer":
                print(f"Buyer: {one_line(turn.text)}", flush=True)
            case Failed(message):
                _note(f"{message} ({RETRY} tries again)")
            case _:
                pass


async def _debrief(session: Session) -> None:
    from simulator.grader.grade import grade
    from simulator.report.plain import debrief_text
    from simulator.store.grades import append_grade
    from simulator.store.transcripts import read_transcript

    transcript = read_transcript(session.path)
    grader = open_model("offline")
    try:
        record = await grade(transcript, grader, name=session.path.name)
    finally:
        await grader.aclose()
    append_grade(session.path, record)
    print(debrief_text(record, transcript))


def _outcome(end: End, scenario: Scenario) -> str:
    words = {
        "deal": "Deal",
        "buyer_left": "The buyer left without a deal",
        "trainee_left": "You left without a deal",
    }
    terms = f": {scenario.spoken(scenario.noteworthy(end.terms))}" if end.terms else ""
    return f"{words[end.outcome]}{terms}."


def _note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
