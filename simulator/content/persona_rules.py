"""Rules a persona has to keep beyond its shape and its lines: what one part says of another."""

from collections import Counter
from collections.abc import Iterator

from pydantic import ValidationError

from simulator.content.document import Document
from simulator.content.problems import Problem
from simulator.domain.persona import Persona


def persona_problems(persona: Persona, document: Document) -> Iterator[Problem]:
    """Ids that stand twice or name nothing, and variants that make no persona."""
    yield from _twice("tactics", [tactic.id for tactic in persona.tactics], document)
    yield from _twice("claims", [claim.id for claim in persona.claims], document)
    yield from _twice("interests", [interest.id for interest in persona.interests], document)
    yield from _dangling(persona, document)
    for name in persona.variants:
        yield from _variant_problems(persona, name, document)


def _twice(field: str, ids: list[str], document: Document) -> Iterator[Problem]:
    for known, count in Counter(ids).items():
        if count > 1:
            place = document.place((field, ids.index(known)))
            yield Problem(place, f"the id '{known}' stands twice; give each its own.")


def _dangling(persona: Persona, document: Document) -> Iterator[Problem]:
    claims = {claim.id for claim in persona.claims}
    interests = {interest.id for interest in persona.interests}
    tactics = {tactic.id for tactic in persona.tactics}
    if persona.opens_with is not None and persona.opens_with not in tactics:
        yield Problem(
            document.place(("opens_with",)),
            f"there is no tactic '{persona.opens_with}'; known are: {_listed(tactics)}.",
        )
    for index, tactic in enumerate(persona.tactics):
        if tactic.claim is not None and tactic.claim not in claims:
            yield Problem(
                document.place(("tactics", index, "claim")),
                f"there is no claim '{tactic.claim}'; known are: {_listed(claims)}.",
            )
        for side, answers in (("well", tactic.well), ("badly", tactic.badly)):
            for number, answer in enumerate(answers):
                if answer.opens is not None and answer.opens not in interests:
                    yield Problem(
                        document.place(("tactics", index, side, number, "opens")),
                        f"there is no interest '{answer.opens}'; known are: {_listed(interests)}.",
                    )
    for number, answer in enumerate(persona.answers):
        if answer.opens is not None and answer.opens not in interests:
            yield Problem(
                document.place(("answers", number, "opens")),
                f"there is no interest '{answer.opens}'; known are: {_listed(interests)}.",
            )


def _variant_problems(persona: Persona, name: str, document: Document) -> Iterator[Problem]:
    place = document.place(("variants", name, "changes"))
    try:
        played = persona.played_as(name)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        yield Problem(place, f"with these changes {field or 'it'} is wrong: {first['msg']}.")
        return
    unknown = set(persona.variants[name].changes) - set(Persona.model_fields)
    if unknown:
        yield Problem(place, f"'{min(unknown)}' is no field of a persona; correct its name.")
    if played.unworded:
        yield Problem(place, "the changes take lines away; leave every act its lines.")


def _listed(ids: set[str]) -> str:
    return ", ".join(sorted(ids)) or "none"
