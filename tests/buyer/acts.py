"""Every act a persona can be asked to word."""

from collections.abc import Iterator

from simulator.buyer.act import Act
from simulator.domain.persona import ActKind, Persona

WISH = {"price": 57_250.0}
BY_TOPIC = frozenset(
    {
        ActKind.REVEAL,
        ActKind.DEFLECT,
        ActKind.ANSWER,
        ActKind.PRESS,
        ActKind.REPLY,
        ActKind.TESTED,
    }
)


def every_act(persona: Persona) -> list[Act]:
    """Each act in both tones, each tier, hint, fact, tactic, answer and claim."""
    plain = [
        Act(kind=kind, tone=tone, terms=WISH, theirs={"price": 58_500.0}, package=WISH)
        for kind in ActKind
        if kind not in BY_TOPIC
        for tone in ("warm", "cool")
    ]
    return [*plain, *_told(persona), *_tactics(persona)]


def _told(persona: Persona) -> Iterator[Act]:
    for interest in persona.interests:
        yield Act(kind=ActKind.DEFLECT, tone="warm", interest=interest.id)
        for tier in (1, 2, 3):
            yield Act(kind=ActKind.REVEAL, tone="warm", interest=interest.id, tier=tier)
        for cue in interest.cues:
            yield Act(kind=ActKind.HESITATE, tone="warm", cue=cue.id)
            yield Act(kind=ActKind.HESITATE, tone="warm", cue=cue.id, faint=True)
    for fact in persona.facts:
        yield Act(kind=ActKind.ANSWER, tone="warm", fact=fact.id)
    for want in persona.wants:
        yield Act(kind=ActKind.WELCOME, tone="warm", noted=want.id)
        yield Act(kind=ActKind.ACCEPT, tone="warm", terms=WISH, package=WISH, kept=(want.id,))
        yield Act(kind=ActKind.CLOSE, tone="cool", package=WISH, kept=(want.id,))
    yield Act(kind=ActKind.ACCEPT, tone="warm", terms=WISH, package=WISH, aside=True)


def _tactics(persona: Persona) -> Iterator[Act]:
    rival = {"price": 49_500.0}
    pools = [(f"remark.{index}", answer) for index, answer in enumerate(persona.answers)]
    for tactic in persona.tactics:
        yield Act(
            kind=ActKind.PRESS,
            tone="cool",
            tactic=tactic.id,
            terms=WISH if tactic.asks else {},
            quoted=rival if tactic.claim else {},
        )
        for verdict, answers in (("well", tactic.well), ("badly", tactic.badly)):
            pools += [(f"{tactic.id}.{verdict}.{i}", a) for i, a in enumerate(answers)]
    for pool, answer in pools:
        yield Act(kind=ActKind.REPLY, tone="warm", reply=pool, terms=WISH if answer.asks else {})
    for claim in persona.claims:
        for state in ("wobbling", "dropped", "proved"):
            yield Act(
                kind=ActKind.TESTED,
                tone="cool",
                claim=claim.id,
                claim_state=state,
                quoted=rival,
            )
