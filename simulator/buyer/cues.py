"""Hints at an interest that nobody has asked about yet."""

from random import Random

from simulator.buyer.act import Act
from simulator.buyer.mind import Mind
from simulator.domain.persona import ActKind, Level, Persona

MOST = 2
"""Times a cue is given, the second time fainter."""

HINTING = frozenset(
    {
        ActKind.OPEN,
        ActKind.ASK,
        ActKind.HESITATE,
        ActKind.THANK,
        ActKind.RETREAT,
        ActKind.CHAT,
        ActKind.ANSWER,
        ActKind.REFUSE,
        ActKind.CORRECT,
    }
)
"""Acts a cue can be added to: the buyer keeps the talk going and wants something."""


def cue_for(act: Act, mind: Mind, persona: Persona, level: Level, rng: Random) -> dict[str, object]:
    """The cue to add to an act, as fields of it; nothing if this is no moment for one."""
    settings = persona.levels[level]
    if act.kind not in HINTING or mind.since_cue < settings.cue_every:
        return {}
    shut = [i for i in persona.interests if mind.tiers[i.id] == 0]
    left = [cue for i in shut for cue in i.cues if mind.cues.get(cue.id, 0) < MOST]
    if not left:
        return {}
    fewest = min(mind.cues.get(cue.id, 0) for cue in left)
    cue = rng.choice([cue for cue in left if mind.cues.get(cue.id, 0) == fewest])
    return {"cue": cue.id, "faint": settings.faint_cues or fewest > 0}
