"""Several models as judges of one talk: how a panel is named, where its judges part, and whether
one of them judges its own kind.

Each judge codes by itself, and the votes of all are pooled; see `samples`.
"""

import re
from collections.abc import Iterator, Sequence

from simulator.domain.errors import NegotiateError
from simulator.domain.moves import Reading
from simulator.domain.scorecard import BETWEEN_JUDGES, Score, ScoreName, judges_of
from simulator.grader.samples import MOST_SPREAD, ScoreAll, majority, withheld
from simulator.llm.tokens import OFFLINE

_NAME = re.compile(r"[a-z]+")


def panel_named(text: str) -> str:
    """The panel of the judges named, with commas between them, in one order whatever was typed.

    Raises NegotiateError for a judge named twice, and for the rules in company.
    """
    judges = [name.strip() for name in text.split(BETWEEN_JUDGES)]
    if "" in judges:
        raise NegotiateError(f"--model {text!r}: the name of a model is missing.")
    twice = next((name for name in judges if judges.count(name) > 1), None)
    if twice is not None:
        raise NegotiateError(f"--model names {twice} twice: ask one judge more often by --samples.")
    if len(judges) > 1 and OFFLINE in judges:
        raise NegotiateError(
            f"The rules ({OFFLINE}) sit on no panel: name models only; the rules grade apart."
        )
    return BETWEEN_JUDGES.join(sorted(judges))


def left_to_a_coach(
    scores: Sequence[Score],
    judges: Sequence[str],
    samples: Sequence[Sequence[Reading]],
    score: ScoreAll,
) -> tuple[Score, ...]:
    """The scores, with their samples, those withheld on which two judges by themselves are too far
    apart.

    `samples` has those of the first judge, then as many of the next. The interval stays.
    """
    if len(judges) == 1:
        return tuple(scores)
    each = len(samples) // len(judges)
    if each == 1:  # what each sample gives by itself is known
        return tuple(_judged(one, judges, one.samples) for one in scores)
    alone: dict[ScoreName, list[int | None]] = {}
    for start in range(0, len(samples), each):
        for one in score(majority(samples[start : start + each]).readings):
            alone.setdefault(one.name, []).append(one.value)
    return tuple(_judged(one, judges, alone[one.name]) for one in scores)


def _judged(score: Score, judges: Sequence[str], alone: Sequence[int | None]) -> Score:
    values = {j: value for j, value in zip(judges, alone, strict=True) if value is not None}
    if not values or max(values.values()) - min(values.values()) <= MOST_SPREAD:
        return score
    said = ", ".join(f"{judge} makes it {value}" for judge, value in values.items())
    return withheld(score, f"the judges are too far apart: {said}")


def own_kind(panel: str, buyer: str) -> Iterator[str]:
    """A sentence for each judge that is the buyer's own model, or of the same family by its name:
    models favour what sounds like themselves."""
    for judge in judges_of(panel):
        if judge == OFFLINE:
            continue  # rules favour nobody
        if judge == buyer:
            kin = "by the same model"
        elif _family(judge) and _family(judge) == _family(buyer):
            kin = f"by {buyer}, by its name of the same family"
        else:
            continue
        yield (
            f"{judge} judges talks in which the buyer spoke {kin}: models favour what sounds like "
            "themselves, so let another family judge, too."
        )


def _family(model: str) -> str:
    """The letters that a model's name begins with, without who offers it and that it was tuned:
    'openai/gpt-4.1' and 'ft:gpt-4o:mine' are of 'gpt'."""
    name = model.rpartition("/")[2].casefold().removeprefix("ft:").removeprefix("chat")
    found = _NAME.match(name)
    return found[0] if found else ""
