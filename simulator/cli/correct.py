"""`negotiate correct`: a coach's corrections of a grade, and the trainee's dispute of it."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.domain.corrections import Action
    from simulator.domain.scenario import Scenario
    from simulator.grader.coach.drafts import Draft
    from simulator.grader.coach.review import Review

ACTIONS: "tuple[Action, ...]" = ("accept", "change", "add", "remove")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `correct` to the command line."""
    parser = subparsers.add_parser(
        "correct",
        help="correct a grade as a coach, or dispute it as a trainee",
        description="Without an action, lists the judgements of a grade by name: codes "
        "('c7.hold'), ledger rows ('l7.price') and opportunities ('a1.6'). A correction makes a "
        "new record with the scores it leads to; nothing is overwritten.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a transcript that was graded")
    actions = parser.add_mutually_exclusive_group()
    actions.add_argument("--accept", metavar="TARGET", help="right as it is; also a turn, or 'all'")
    actions.add_argument("--change", metavar="TARGET", help="make it what --to says")
    actions.add_argument("--remove", metavar="TARGET", help="there is no such thing")
    actions.add_argument("--add", metavar="TURN", help="the grader missed what --to says")
    actions.add_argument("--dispute", metavar="TARGET", help="the trainee's, one a session")
    actions.add_argument(
        "--rule", choices=("uphold", "overturn"), help="a coach's ruling: the grade stands, or not"
    )
    parser.add_argument(
        "--to",
        default="",
        metavar="WHAT",
        help="a code; traded, linked, free or people give; met, not met or no opportunity",
    )
    parser.add_argument("--of", default="", metavar="ID", help="to add: the issue or the indicator")
    parser.add_argument("--quote", default="", metavar="WORDS", help="the exact words it rests on")
    parser.add_argument(
        "--with",
        action="append",
        default=[],
        dest="details",
        metavar="KEY=VALUE",
        help="a code's detail: topic=rival, tier=2, reasons=1, terms.price=57000",
    )
    parser.add_argument("--before", metavar="VALUE", help="an added row: from")
    parser.add_argument("--after", metavar="VALUE", help="an added row: to")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.add_argument("--coach", default=os.environ.get("USER", ""), metavar="NAME")
    parser.add_argument(
        "--blind", action="store_true", help="made before the grader's scores were seen; hides them"
    )
    parser.add_argument("--scenario", metavar="ID|FILE", help="the deal it was graded with")
    parser.add_argument("--json", action="store_true", help="print the judgements or the record")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List, correct or dispute. Raises NegotiateError for what cannot be done."""
    from simulator.content import load_scenario
    from simulator.grader.coach.review import open_review
    from simulator.store.conversations import open_transcript

    review = open_review(args.file, open_transcript(args.file))
    scenario = load_scenario(args.scenario) if args.scenario else None
    if args.dispute is not None:
        return _dispute(args, review)
    draft = _draft(args, review)
    return _list(args, review) if draft is None else _correct(args, review, draft, scenario)


def _draft(args: argparse.Namespace, review: "Review") -> "Draft | None":
    """What the options ask for; None if they ask for nothing."""
    from simulator.domain.errors import NegotiateError
    from simulator.grader.coach import drafts

    record = review.of(args.coach)
    if args.rule is not None:
        if review.dispute is None:
            raise NegotiateError(f"{args.file}: nothing is disputed here.")
        return drafts.ruling(
            review.dispute.target, args.rule, record,
            to=args.to, words=args.quote, reason=args.reason,
        )  # fmt: skip
    action = next((action for action in ACTIONS if getattr(args, action) is not None), None)
    if action is None:
        return None
    target = drafts.target_of(
        getattr(args, action), action, record, review.transcript,
        to=args.to, of=args.of, words=args.quote,
    )  # fmt: skip
    return drafts.Draft(
        action,
        target,
        to=args.to,
        # Of an added row the words are the give itself, which the target has.
        words="" if action == "add" else args.quote,
        details=drafts.details_of(args.details),
        before=None if args.before is None else drafts.number_or_word(args.before),
        after=None if args.after is None else drafts.number_or_word(args.after),
        reason=args.reason,
        blind=args.blind,
    )


def _correct(
    args: argparse.Namespace, review: "Review", draft: "Draft", scenario: "Scenario | None"
) -> int:
    from datetime import UTC, datetime

    from simulator.domain.text import one_line
    from simulator.grader.coach.drafts import drafted
    from simulator.grader.coach.review import correct, rule
    from simulator.report.side_by_side import side_by_side

    record = review.of(args.coach)
    correction = drafted(draft, record, review.transcript, args.coach, datetime.now(UTC))
    make = rule if args.rule is not None else correct
    made = make(review, correction, scenario=scenario)
    if args.blind:
        print(f"{correction.action}: {one_line(correction.target.id)}; the scores stay hidden.")
    elif args.json:
        print(made.model_dump_json())
    else:
        print(f"{correction.action}: {one_line(correction.target.id)}")
        print(side_by_side(review.own, made), end="")
    return 0


def _dispute(args: argparse.Namespace, review: "Review") -> int:
    from datetime import UTC, datetime

    from simulator.domain.text import one_line
    from simulator.grader.coach.judgements import judgement
    from simulator.grader.coach.review import raise_dispute

    target = judgement(review.records[-1], args.dispute).target
    dispute = raise_dispute(review, target, args.reason, datetime.now(UTC))
    if args.json:
        print(dispute.model_dump_json())
    else:
        print(
            f"The dispute of {one_line(target.id)} is on record. A coach rules on it with: "
            "negotiate correct FILE --rule uphold|overturn --coach NAME --reason TEXT"
        )
    return 0


def _list(args: argparse.Namespace, review: "Review") -> int:
    from simulator.grader.coach.judgements import judgements

    record = review.of(args.coach)
    if args.json:
        import json

        rows = [
            {"id": j.id, "verdict": j.verdict, "why": j.why, "target": j.target.model_dump()}
            for j in judgements(record)
            if not (args.blind and j.target.kind == "opportunity")
        ]
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    from simulator.cli.judgement_lines import lines

    print("\n".join(lines(review, record, blind=args.blind)))
    return 0
