"""Readings made by hand, and drawn at random, without a reader in between."""

from hypothesis import strategies as st

from simulator.domain.deal import Value
from simulator.domain.moves import Code, Mention, Move, Quote, Reading, Stance
from simulator.domain.scenario import Scenario


def quote() -> Quote:
    return Quote(turn=1, start=0, end=6, text="timing")


def reading(
    *codes: Code, terms: dict[str, Value] | None = None, topic: str = "", linked: bool = False
) -> Reading:
    """A seller's turn with those codes; `terms` adds an offer, `linked` an ask in return."""
    moves = [Move(code=code, quote=quote(), answers=quote(), topic=topic) for code in codes]
    mentions: tuple[Mention, ...] = ()
    if terms:
        moves.append(Move(code=Code.OFFER, quote=quote(), terms=terms, conditional=linked))
        mentions = tuple(
            Mention(issue=issue, value=value, stance=Stance.PROPOSED, quote=quote())
            for issue, value in terms.items()
        )
    if linked:
        moves.append(Move(code=Code.ASK_GET, quote=quote(), asked=terms or {}))
    return Reading(turn=1, speaker="trainee", moves=tuple(moves), mentions=mentions)


def any_terms(scenario: Scenario) -> st.SearchStrategy[dict[str, Value]]:
    """Terms on up to three issues, a few of them absurd."""
    values: dict[str, st.SearchStrategy[Value]] = {}
    for issue in scenario.issues:
        good: tuple[Value, ...] = issue.outcomes()
        bad: st.SearchStrategy[Value] = st.just("nonsense")
        if issue.kind == "range":
            bad = st.floats(-1e6, 1e9)
        values[issue.id] = st.sampled_from(good) | bad
    pairs = st.sampled_from(sorted(values)).flatmap(
        lambda issue: st.tuples(st.just(issue), values[issue])
    )
    return st.lists(pairs, max_size=3).map(lambda found: dict(found))


def any_reading(scenario: Scenario, topics: list[str]) -> st.SearchStrategy[Reading]:
    """Any seller's turn."""
    codes = st.lists(st.sampled_from(list(Code)), max_size=4)
    return st.builds(
        lambda codes, terms, topic, linked: reading(
            *codes, terms=terms, topic=topic, linked=linked
        ),
        codes,
        any_terms(scenario),
        st.sampled_from([*topics, ""]),
        st.booleans(),
    )
