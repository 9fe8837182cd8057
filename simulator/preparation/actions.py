"""What can be done before a meeting, and what is found out by it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from simulator.domain.errors import NegotiateError
from simulator.domain.persona import Persona
from simulator.domain.scenario import Contact, Research, Scenario
from simulator.domain.transcript import Learned
from simulator.domain.utility import Preferences

NOTHING = "Nothing to be found that would help."
TOLD_NOTHING = "Told you nothing that would help."

Kind = Literal["meet", "look", "research"]


class Note(NamedTuple):
    """Something learned before the meeting, and where it comes from."""

    source: str
    text: str

    def __str__(self) -> str:
        return f"{self.source}: {self.text}"


class Action(NamedTuple):
    """One thing a seller may spend a little of its time on; `key` is how it is named."""

    key: str
    kind: Kind
    name: str
    warning: str = ""


def actions(scenario: Scenario) -> list[Action]:
    """Everything that can be done before a meeting on this deal, in the file's order."""
    preparation = scenario.preparation
    if preparation is None:
        return []
    met = [
        Action(
            f"meet:{_key(contact)}",
            "meet",
            f"Talk to {contact.name}, {contact.role}",
            "The buyer may mind." if contact.guarded else "",
        )
        for contact in scenario.contacts
        if contact.insights
    ]
    looked = [Action(f"look:{lead.id}", "look", lead.name) for lead in preparation.leads]
    found = [Action(f"research:{r.id}", "research", r.name) for r in preparation.research]
    return [*met, *looked, *found]


def budget(scenario: Scenario) -> int:
    """How many actions there is time for; 0 if the deal has no preparation."""
    return scenario.preparation.actions if scenario.preparation else 0


def done(learned: Learned) -> int:
    """How many actions have been spent."""
    return len(learned.met) + len(learned.leads) + len(learned.research)


def spent(learned: Learned) -> frozenset[str]:
    """The keys of the actions that were done."""
    kinds = (("meet", learned.met), ("look", learned.leads), ("research", learned.research))
    return frozenset(f"{kind}:{name}" for kind, names in kinds for name in names)


def contact_of(scenario: Scenario, key: str) -> Contact:
    """The contact an action is about; raises NegotiateError for any other key."""
    for contact in scenario.contacts:
        if contact.insights and key == f"meet:{_key(contact)}":
            return contact
    known = ", ".join(action.key for action in actions(scenario)) or "nothing"
    raise NegotiateError(f"There is no preparation {key!r} in this deal; known are: {known}.")


def after_meeting(learned: Learned, contact: Contact, insights: tuple[str, ...]) -> Learned:
    """What is known after a talk with a contact."""
    return learned.model_copy(
        update={
            "met": (*learned.met, _key(contact)),
            "insights": tuple(dict.fromkeys((*learned.insights, *insights))),
            "went_around": learned.went_around or contact.guarded,
        }
    )


def after_action(scenario: Scenario, learned: Learned, key: str) -> Learned:
    """What is known after looking for an alternative, or looking up a claim.

    Raises NegotiateError for an unknown key, one that was done before, or an empty budget.
    """
    check_affordable(scenario, learned, key)
    kind, _, name = key.partition(":")
    field = "leads" if kind == "look" else "research"
    return learned.model_copy(update={field: (*getattr(learned, field), name)})


def check_affordable(scenario: Scenario, learned: Learned, key: str) -> None:
    """Raises NegotiateError unless this action is known, still to be done, and there is time."""
    known = [action.key for action in actions(scenario)]
    if key not in known:
        raise NegotiateError(
            f"There is no preparation {key!r} in this deal; known are: "
            f"{', '.join(known) or 'none'}."
        )
    if key in spent(learned):
        raise NegotiateError(f"You have done {key!r} already; choose something else.")
    if done(learned) >= budget(scenario):
        raise NegotiateError(
            f"There is time for {budget(scenario)} things before this meeting, and they are done."
        )


def notes(
    scenario: Scenario, persona: Persona, truths: Mapping[str, bool], learned: Learned
) -> list[Note]:
    """What was learned, for the trainee's sheet. `truths`: which of the buyer's claims are true."""
    preparation = scenario.preparation
    if preparation is None:
        return []
    found: list[Note] = []
    for contact in scenario.contacts:
        if _key(contact) in learned.met:
            told = [i.note for i in contact.insights if i.id in learned.insights]
            found += [Note(contact.name, note) for note in told or [TOLD_NOTHING]]
    found += [Note(lead.name, lead.text) for lead in preparation.leads if lead.id in learned.leads]
    looked_up = [r for r in preparation.research if r.id in learned.research]
    return [*found, *(Note(r.name, finding(persona, truths, r)) for r in looked_up)]


def sheet(
    scenario: Scenario, persona: Persona, truths: Mapping[str, bool], learned: Learned
) -> list[str]:
    """The notes as lines."""
    return [str(note) for note in notes(scenario, persona, truths, learned)]


def finding(persona: Persona, truths: Mapping[str, bool], research: Research) -> str:
    """What looking up a kind of claim brings to light about this buyer's."""
    claims = [claim.id for claim in persona.claims if claim.kind == research.about]
    if not claims:
        return NOTHING
    return research.if_true if truths.get(claims[0], False) else research.if_false


def strengthened(scenario: Scenario, learned: Learned) -> Scenario:
    """The deal with the alternatives that were found: the seller's walk-away point rises."""
    leads = [
        lead
        for lead in (scenario.preparation.leads if scenario.preparation else ())
        if lead.id in learned.leads and lead.text not in scenario.brief.alternatives
    ]
    if not leads:
        return scenario
    seller = scenario.seller
    best = max(seller.reservation, *(lead.worth for lead in leads))
    brief = scenario.brief
    return scenario.model_copy(
        update={
            "seller": Preferences(
                worth=seller.worth, reservation=best, target=max(seller.target, best)
            ),
            "brief": brief.model_copy(
                update={
                    "alternatives": (*brief.alternatives, *(lead.text for lead in leads)),
                    "limit": f"{brief.limit} What you have found since raises that by "
                    f"${best - seller.reservation:,.0f}.",
                }
            ),
        }
    )


def _key(contact: Contact) -> str:
    return contact.name.lower().replace(" ", "_")
