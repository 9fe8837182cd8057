"""Claims that may be bluffs: made, tested, and given up or proved."""

from simulator.buyer.mind import QUESTIONS, ClaimState, Mind
from simulator.domain.moves import Code, Reading
from simulator.domain.persona import Persona
from simulator.domain.tactics import Claim
from simulator.domain.text import whole_words

STANDING: tuple[ClaimState, ...] = ("standing", "wobbling")


def tested(mind: Mind, reading: Reading, text: str, persona: Persona) -> str:
    """The claim that a seller's turn asks to see; empty if none.

    A test names the claim's words, or follows right upon it.
    """
    standing = [c for c in persona.claims if mind.claims.get(c.id) in STANDING]
    if not standing or not reading.has(Code.BLUFF_TEST, *QUESTIONS, Code.CITE):
        return ""
    named = next((c.id for c in standing if whole_words(c.words).search(text)), "")
    return named or (_last_made(mind, persona) if reading.has(Code.BLUFF_TEST) else "")


def after_test(mind: Mind, claim: str) -> ClaimState:
    """What a test makes of a claim: a true one is proved; a false one wobbles, then is dropped."""
    if mind.truths.get(claim, False):
        return "proved"
    known_better = claim in mind.exposed
    return "dropped" if known_better or mind.claims.get(claim) == "wobbling" else "wobbling"


def rival_price(claim: Claim, price: float, step: float) -> float | None:
    """The figure of a rival's price, on a step under `price`; None if the claim names none."""
    if claim.price_below is None:
        return None
    return max(step, price * (1.0 - claim.price_below) // step * step)


def _last_made(mind: Mind, persona: Persona) -> str:
    """The claim of the tactic whose answer is awaited, else the one made last."""
    if mind.pending:
        claim = persona.tactic(mind.pending).claim
        if claim is not None and mind.claims.get(claim) in STANDING:
            return claim
    standing = [claim for claim, state in mind.claims.items() if state in STANDING]
    return standing[-1] if standing else ""
