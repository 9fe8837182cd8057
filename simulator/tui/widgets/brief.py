"""The trainee's brief as a page of text: what a seller may know before the meeting, no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widgets import Static

from simulator.domain.text import shown
from simulator.tui.plan_words import plan_lines
from simulator.tui.widgets.notes import TITLE
from simulator.tui.widgets.text_blocks import entry, heading, paragraph

if TYPE_CHECKING:
    from simulator.domain.scenario import Scenario
    from simulator.domain.transcript import Plan
    from simulator.preparation.actions import Note


class BriefText(VerticalGroup):
    """The whole brief, in two columns where there is room."""

    def __init__(
        self, scenario: Scenario, plan: Plan | None = None, notes: Sequence[Note] = ()
    ) -> None:
        super().__init__()
        self._scenario = scenario
        self._plan, self._notes = plan, tuple(notes)

    def compose(self) -> ComposeResult:
        yield Static(Content(shown(self._scenario.name)), classes="headline")
        yield paragraph(self._scenario.summary, "muted")
        with VerticalGroup(classes="columns"):
            with VerticalGroup(classes="column"):
                yield from self._situation()
            with VerticalGroup(classes="column"):
                yield from self._moves()

    def _situation(self) -> Iterator[Static]:
        brief = self._scenario.brief
        if self._plan is not None and any(plan_lines(self._plan)):
            yield heading("Your plan")
            for name, text in plan_lines(self._plan):
                yield entry(name, *text.splitlines())
        if self._notes:
            yield heading(TITLE)
        for note in self._notes:
            yield entry(note.source, note.text)
        yield heading("You")
        yield paragraph(brief.you_are)
        yield heading("Across the table")
        yield paragraph(brief.buyer_is)
        yield heading("So far")
        yield paragraph(brief.situation)
        yield heading("Your goal")
        yield paragraph(brief.goal)
        yield heading("Where you stop")
        yield paragraph(brief.limit, "limit")
        yield heading("If there is no deal")
        for alternative in brief.alternatives:
            yield paragraph(f"– {alternative}")
        if self._scenario.contacts:
            yield heading("People at the customer")
        for contact in self._scenario.contacts:
            yield entry(contact.name, contact.cares_about, note=contact.role)

    def _moves(self) -> Iterator[Static]:
        scenario = self._scenario
        yield heading("What you can move, and what it costs you")
        for give in scenario.gives:
            issue = scenario.issue(give.issue)
            ask = f"Ask for: {give.ask_for}" if give.ask_for else ""
            yield entry(f"{issue.name}: {issue.spoken(give.to)}", give.cost, ask)
        yield heading("What is worth asking for")
        for get in scenario.gets:
            issue = scenario.issue(get.issue)
            yield entry(f"{issue.name}: {issue.spoken(get.to)}", get.worth)
        yield heading("Your list terms")
        for issue in scenario.issues:
            fixed = "policy, never moves" if issue.fixed else ""
            head = f"{issue.name}: {issue.spoken(issue.standard)}"
            yield entry(head, issue.note, note=fixed)
        if scenario.facts:
            yield heading("True about what you sell")
        for fact in scenario.facts:
            only_us = "only you have this" if fact.differentiator else ""
            yield entry(fact.text, note=only_us)
