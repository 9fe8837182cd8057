"""The buyer's private state at a turn, in words; shown after the meeting only. No Textual."""

from collections.abc import Mapping
from typing import NamedTuple

from simulator.domain.scenario import Scenario
from simulator.domain.text import shown
from simulator.domain.transcript import Fault, MindRecord, Transcript

TRAITS = ("heat", "trust", "respect", "patience")
SCALE = 10
TIERS = ("closed", "hinted", "half told", "told in full")
FAULTS: Mapping[str, str] = {"guard": "Held back", "model": "The model failed"}
TERMS = {
    "wish": "Wishes for",
    "counter": "Its counter-offer",
    "agreed": "Agreed",
}


class Gauge(NamedTuple):
    """One figure of the state, and how it moved since the buyer's last turn."""

    name: str
    value: float
    change: float

    @property
    def bar(self) -> str:
        """Ten marks for a value on the scale 0..10; empty for one that can be more."""
        if self.name == "patience":
            return ""
        filled = round(max(0.0, min(self.value, SCALE)))
        return "●" * filled + "○" * (SCALE - filled)

    @property
    def moved(self) -> str:
        """'up 1.5', 'down 1', or nothing."""
        if not self.change:
            return ""
        return f"{'up' if self.change > 0 else 'down'} {abs(self.change):g}"


def mind_at(transcript: Transcript, turn: int) -> tuple[MindRecord | None, MindRecord | None]:
    """The record that holds at a turn, and the one before it.

    A record is filed under the buyer's turn it is spoken in; at a trainee's turn it is the state
    that turn led to, so the next one.
    """
    minds = sorted((r for r in transcript.records if isinstance(r, MindRecord)), key=lambda r: r.n)
    wanted = _buyer_turn(transcript, turn)
    now = next((r for r in minds if r.n == wanted), None)
    before = [r for r in minds if r.n < wanted]
    return now, before[-1] if before else None


def faults_at(transcript: Transcript, turn: int) -> list[str]:
    """What went wrong, and was survived, while the buyer's turn was made; filed as its record."""
    wanted = _buyer_turn(transcript, turn)
    return [
        f"{FAULTS.get(fault.kind, _words(fault.kind))}: {shown(fault.message)}"
        for fault in transcript.records
        if isinstance(fault, Fault) and fault.n == wanted
    ]


def _buyer_turn(transcript: Transcript, turn: int) -> int:
    """The number of the buyer's turn itself, or of the one that answers a trainee's."""
    speakers = {said.n: said.speaker for said in transcript.turns}
    return turn if speakers.get(turn) == "buyer" else turn + 1


def gauges(now: MindRecord, before: MindRecord | None) -> list[Gauge]:
    """Heat, trust, respect and patience."""
    old = before.state if before else {}
    found = []
    for name in TRAITS:
        value, earlier = now.state.get(name), old.get(name)
        if isinstance(value, int | float):
            change = value - earlier if isinstance(earlier, int | float) else 0.0
            found.append(Gauge(name, float(value), round(float(change), 2)))
    return found


def disclosure(now: MindRecord) -> list[tuple[str, str]]:
    """Each interest of the buyer's, and how much of it is told."""
    tiers = now.state.get("tiers")
    if not isinstance(tiers, Mapping):
        return []
    return [(_words(name), TIERS[min(int(tier), len(TIERS) - 1)]) for name, tier in tiers.items()]


def standing_terms(now: MindRecord, scenario: Scenario | None) -> list[tuple[str, str]]:
    """What the buyer wishes for, has offered, has agreed to."""
    return [
        (label, _spoken(terms, scenario))
        for key, label in TERMS.items()
        if isinstance(terms := now.state.get(key), Mapping) and terms
    ]


def act_words(now: MindRecord, scenario: Scenario | None) -> str:
    """What the buyer decided to do: 'counter: $58,000, net 60'."""
    act = now.act
    parts = [_words(act.get("kind", ""))]
    terms = act.get("terms")
    if isinstance(terms, Mapping) and terms:
        parts.append(_spoken(terms, scenario))
    for key in ("interest", "fact", "cue", "tactic", "claim"):
        if act.get(key):
            parts.append(f"{key} {_words(act[key])}")
    if act.get("claim_state"):
        parts.append(f"now {_words(act['claim_state'])}")
    if act.get("reply"):
        parts.append(_reply_words(str(act["reply"])))
    if act.get("interest") and act.get("tier"):
        parts.append(f"tier {act['tier']}")
    return ": ".join([parts[0], ", ".join(parts[1:])]) if parts[1:] else parts[0]


def _reply_words(pool: str) -> str:
    """'flinch.badly.0' as 'takes your answer to flinch badly'."""
    tactic, _, how = pool.partition(".")
    verdict = how.partition(".")[0]
    if verdict not in {"well", "badly"}:
        return "takes up your remark"
    return f"takes your answer to {_words(tactic)} {verdict}"


def _words(value: object) -> str:
    return shown(str(value)).replace("_", " ")


def _spoken(terms: Mapping[str, object], scenario: Scenario | None) -> str:
    known = {issue.id: issue for issue in scenario.issues} if scenario else {}
    return ", ".join(
        known[name].spoken(value)
        if name in known and isinstance(value, str | int | float)
        else f"{_words(name)} {_words(value)}"
        for name, value in terms.items()
    )
