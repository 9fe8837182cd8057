"""Which tactic the buyer uses next, and how it takes the seller's answer to the last one."""

from collections.abc import Sequence
from random import Random
from typing import Literal, NamedTuple

from simulator.buyer.mind import Mind
from simulator.domain.persona import Persona
from simulator.domain.tactics import Answer, Milestone, Moment, Sign, Tactic

Verdict = Literal["well", "badly", "remark"]


class Reply(NamedTuple):
    """The answer that fits a seller's turn."""

    answer: Answer
    pool: str
    """Which of the persona's answers it is: 'flinch.well.0', or 'remark.2'."""
    tactic: str
    """The tactic it closes; empty for a remark that answers none."""
    verdict: Verdict

    @property
    def why(self) -> str:
        """The cause of what it changes, in words."""
        if self.tactic:
            return f"took '{self.tactic}' {self.verdict}"
        return f"a remark ({', '.join(sign.value for sign in self.answer.any_of)})"

    def withdraws(self, persona: Persona) -> bool:
        """Whether it gives up taking back a point that was settled."""
        asks = persona.tactic(self.tactic).asks if self.tactic else None
        return asks is not None and asks.reopens and self.answer.drops

    def remembered(self, mind: Mind) -> Mind:
        """The state that knows the tactic or the remark has been dealt with."""
        if not self.tactic:
            index = int(self.pool.rpartition(".")[2])
            return mind.model_copy(update={"answered": (*mind.answered, index)})
        used = mind.tactics
        if self.answer.again:
            used = {**used, self.tactic: used[self.tactic] - 1}
        if self.answer.drops:
            used = {**used, self.tactic: 99}
        return mind.model_copy(update={"tactics": used})


def reply_to(mind: Mind, signs: frozenset[Sign], persona: Persona) -> Reply | None:
    """How a turn with these signs is taken: as an answer to the last tactic, or as a remark.

    Faults are looked for first, or a good question would hide the gift beside it.
    """
    if mind.pending:
        tactic = persona.tactic(mind.pending)
        sides: tuple[tuple[Verdict, Sequence[Answer]], ...] = (
            ("badly", tactic.badly),
            ("well", tactic.well),
        )
        for verdict, answers in sides:
            for index, answer in enumerate(answers):
                if answer.fits(signs):
                    return Reply(answer, f"{tactic.id}.{verdict}.{index}", tactic.id, verdict)
    for index, answer in enumerate(persona.answers):
        if index not in mind.answered and answer.fits(signs):
            return Reply(answer, f"remark.{index}", "", "remark")
    return None


def usable(
    mind: Mind, signs: frozenset[Sign], milestones: frozenset[Milestone], persona: Persona
) -> list[Tactic]:
    """The tactics of the deck whose moment has come, in the file's order."""
    return [
        tactic
        for tactic in persona.tactics
        if tactic.id in mind.deck
        and mind.tactics.get(tactic.id, 0) < tactic.most
        and _is_moment(tactic.when, mind, signs, milestones)
    ]


def draw(tactics: Sequence[Tactic], rng: Random) -> Tactic | None:
    """One of the tactics, by weight; None of none."""
    if not tactics:
        return None
    return rng.choices(tactics, [tactic.weight for tactic in tactics])[0]


def _is_moment(
    when: Moment, mind: Mind, signs: frozenset[Sign], milestones: frozenset[Milestone]
) -> bool:
    return (
        when.from_turn <= mind.heard <= when.until_turn
        and when.heat[0] <= mind.heat <= when.heat[1]
        and when.trust[0] <= mind.trust <= when.trust[1]
        and when.respect[0] <= mind.respect <= when.respect[1]
        and (not when.seen or any(sign in signs for sign in when.seen))
        and not any(sign in signs for sign in when.unseen)
        and milestones.issuperset(when.has)
        and milestones.isdisjoint(when.lacks)
    )
