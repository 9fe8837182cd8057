"""The meeting in plain lines: for pipes, screen readers and tests. The second front end.

Standard output is the talk, one line a turn ("Buyer: ..."); notes go to standard error, so that a
pipe carries words only. The end of the input leaves the meeting open, to be resumed.
"""

import argparse
import secrets

from simulator.cli.lines import LEAVE, RETRY, answer, hear, note, print_turn, read_line
from simulator.cli.prepare import prepare, print_actions
from simulator.content import Card, load_persona, load_scenario, personas, scenarios
from simulator.domain.errors import NegotiateError
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import End, Plan
from simulator.llm.model import Model
from simulator.models import open_model
from simulator.preparation.desk import Desk
from simulator.session import Session
from simulator.store.paths import transcripts_dir


async def play_plain(args: argparse.Namespace) -> int:
    """Run a session over standard input and output; returns the exit code."""
    if args.resume and (args.prepare or args.variant):
        raise NegotiateError(
            "--prepare and --variant are for a new meeting; leave them out to go on with one."
        )
    model = open_model(args.model)
    try:
        if args.resume:
            session = Session.resume(args.resume, model)
            _brief(session.scenario)
        else:
            session = await _new(args, model)
        await _meet(session)
    finally:
        await model.aclose()
    return 0


def list_preparation(args: argparse.Namespace) -> int:
    """Print what can be done before a meeting on the deal; returns the exit code."""
    print_actions(_scenario(args))
    return 0


async def _meet(session: Session) -> None:
    try:
        _introduce(session)
        if session.awaiting_buyer:
            await hear(session)
        while session.ended is None:
            line = await read_line()
            if line is None:
                break
            await answer(session, line)
        if session.ended is not None:
            note(_outcome(session.ended, session.scenario))
            await _debrief(session)
        else:
            note(f"The meeting is open. Go on with: negotiate play --plain --resume {session.path}")
    finally:
        await session.aclose()


async def _new(args: argparse.Namespace, model: Model) -> Session:
    """A new meeting, prepared."""
    persona = load_persona(args.persona or _first(personas(), "personas"))
    scenario = _scenario(args)
    seed = args.seed if args.seed is not None else secrets.randbelow(2**31)
    folder = transcripts_dir(args.transcripts)
    desk = Desk(scenario, persona, args.level, seed, args.variant)
    desk.check(args.prepare)
    _brief(scenario)
    await prepare(desk, args.prepare, model, folder)
    return Session.new(
        scenario,
        persona,
        args.level,
        model,
        folder,
        seed=seed,
        plan=Plan(target=args.target, walk_away=args.walk_away, trades=args.trades),
        learned=desk.learned,
        variant=desk.variant,
    )


def _scenario(args: argparse.Namespace) -> Scenario:
    return load_scenario(args.scenario or _first(scenarios(), "scenarios"))


def _first(cards: list[Card], what: str) -> str:
    if not cards:
        raise NegotiateError(f"No {what} were found; reinstall the program or name a file.")
    return cards[0].id


def _brief(scenario: Scenario) -> None:
    brief = scenario.brief
    note(f"{scenario.name}. {brief.you_are} {brief.buyer_is} {brief.situation}")
    note(f"Goal: {brief.goal}")
    note(f"Your limit: {brief.limit}")
    for give in scenario.gives:
        moved = scenario.issue(give.issue).spoken(give.to)
        note(f"You can give {moved}. Cost: {give.cost}. Ask for: {give.ask_for}.")
    for get in scenario.gets:
        note(f"You can ask for {scenario.issue(get.issue).spoken(get.to)}: {get.worth}.")


def _introduce(session: Session) -> None:
    for learned in session.notes:
        note(f"On your sheet: {learned}")
    note(session.scenario.opening_line)
    note(f"Type a line and Enter. {LEAVE} ends the meeting, {RETRY} asks for an answer again.")
    for problem in session.problems:
        note(problem)
    for turn in session.turns:
        print_turn(turn, session)


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
