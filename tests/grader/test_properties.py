"""What holds for any coded conversation."""

import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from simulator.domain.moves import Code, Quote, Reading
from simulator.domain.transcript import End, Turn
from simulator.grader.rubric import load_rubric
from simulator.grader.scoring import Scorecard, score
from tests.grader.builders import DEAL, M, Talk, deal_on

ENDS = (None, End(outcome="buyer_left"), End(outcome="trainee_left"), deal_on(price=9_600, days=90))

BUYER_MOVES = {
    "Too much, I say.": (M(Code.PRESS, topic="price"),),
    "Others are cheaper, you know.": (M(Code.PRESS, topic="rival"),),
    "You people never answer me.": (M(Code.PRESS, topic="insult"),),
    "And one small thing more.": (M(Code.PRESS, topic="nibble"),),
    "This quarter is a bit odd.": (M(Code.CUE, "This quarter", topic="cash"),),
    "I am not so sure yet.": (M(Code.OBJECT),),
    "Our clients pay us late.": (M(Code.DISCLOSE, topic="cash", tier=2),),
    "Make it 9,300 then.": (M(Code.COUNTER, terms={"price": 9_300}),),
    "I can sign this week.": (M(Code.GIVE, terms={"signing": "now"}),),
    "That is not it at all.": (M(Code.REJECT),),
    "Exactly so, yes.": (M(Code.CONFIRM),),
    "Agreed, all right.": (M(Code.ACCEPT),),
    "Go on, please.": (),
}
SELLER_MOVES = {
    "What makes it hard?": (M(Code.Q_WHY),),
    "Is it the bank, the boss?": (M(Code.Q_CLOSED, topic="cash"),),
    "So the money comes late.": (M(Code.REFLECT, topic="cash"),),
    "Time and money, is that it?": (M(Code.SUMM), M(Code.TEST, "is that it?")),
    "It has many good parts.": (M(Code.INFORM),),
    "Your boss is against it.": (M(Code.GUESS),),
    "It stays, for the work.": (M(Code.HOLD, reasons=1),),
    "No, not at all.": (M(Code.HOLD),),
    "The same scope, is it?": (M(Code.BLUFF_TEST),),
    "9,800 is all right.": (M(Code.CONCEDE, "9,800", terms={"price": 9_800}),),
    "9,100 is all right.": (M(Code.CONCEDE, "9,100", terms={"price": 9_100}),),
    "8,500 is all right.": (M(Code.CONCEDE, "8,500", terms={"price": 8_500}),),
    "Back to 10,000 then.": (M(Code.OFFER, "10,000", terms={"price": 10_000}),),
    "Net 90 is fine.": (M(Code.CONCEDE, "Net 90", terms={"days": 90}),),
    "A training day, too.": (M(Code.CONCEDE, terms={"training": "day"}),),
    "If you sign now, then net 90.": (
        M(
            Code.CONCEDE,
            terms={"days": 90},
            asked={"signing": "now"},
            conditional=True,
            condition_first=True,
        ),
    ),
    "Would you be a reference?": (M(Code.ASK_GET, asked={"reference": "call"}),),
    "I cannot go under 9,000.": (M(Code.LEAK),),
    "You are hopeless, really.": (M(Code.ATTACK),),
    "Then I shall leave it here.": (M(Code.WALK),),
    "All right, agreed.": (M(Code.ACCEPT),),
}

exchanges = st.lists(
    st.tuples(st.sampled_from(list(BUYER_MOVES)), st.sampled_from(list(SELLER_MOVES))),
    min_size=1,
    max_size=12,
)
endings = st.sampled_from(ENDS)
FAST = settings(max_examples=60, deadline=None)


def talk_of(pairs: list[tuple[str, str]]) -> Talk:
    talk = Talk()
    for buyer, seller in pairs:
        talk.buyer(buyer, *BUYER_MOVES[buyer])
        talk.seller(seller, *SELLER_MOVES[seller])
    return talk


def values(card: Scorecard) -> list[int | None]:
    return [s.value for s in card.scores]


def not_higher(after: Scorecard, before: Scorecard) -> bool:
    """Being scored at all, after too little to score, is no rise."""
    return all(
        a is None or b is None or a <= b for a, b in zip(values(after), values(before), strict=True)
    )


def quotes_in(item: object) -> Iterator[Quote]:
    if isinstance(item, Quote):
        yield item
    elif isinstance(item, BaseModel):
        for name in type(item).model_fields:
            yield from quotes_in(getattr(item, name))
    elif isinstance(item, tuple):
        for part in item:
            yield from quotes_in(part)


@FAST
@given(exchanges, endings)
def test_every_quote_stands_word_for_word_in_its_turn(
    pairs: list[tuple[str, str]], end: End | None
) -> None:
    talk = talk_of([("Too much, I say.", "9,800 is all right."), *pairs])
    card = talk.score(end=end)
    found = list(quotes_in((card.ledger, card.scores, card.highlights)))
    assert found
    assert all(talk.turns[q.turn].text[q.start : q.end] == q.text for q in found)


def clauses(anchor: str) -> set[str]:
    """The clauses of an anchor, without the ids of what they rest on."""
    bare = re.sub(r"\s*\([A-Z]\w*(, [A-Z]\w*)*\)", "", anchor.rstrip(".")).lower()
    return {clause.removeprefix("and ") for clause in re.split("[,;] ", bare)}


@FAST
@given(exchanges, endings)
def test_the_score_is_the_row_lowered_by_the_strictest_cap(
    pairs: list[tuple[str, str]], end: End | None
) -> None:
    rubric = load_rubric()
    tables = {
        "listening": rubric.listening.rows,
        "firmness": rubric.firmness.rows,
        "trading": (
            *rubric.trading.rows,
            rubric.trading.without_concessions.refused_offers,
            rubric.trading.without_concessions.untried_trade,
        ),
    }
    for item in talk_of(pairs).score(end=end).scores:
        if item.value is None:
            assert item.verdict != "scored"
            continue
        said = clauses(item.because.removeprefix("As far as there was occasion: "))
        row = next(r for r in tables[item.name] if said <= clauses(r.anchor))
        limits = [int(cap.rstrip(")").rsplit(" ", 1)[1]) for cap in item.caps]
        assert item.value == min([row.score, *limits])


@FAST
@given(exchanges, endings, st.data())
def test_filler_turns_never_raise_a_score(
    pairs: list[tuple[str, str]], end: End | None, data: st.DataObject
) -> None:
    talk = talk_of(pairs)
    at = data.draw(st.integers(0, len(talk.turns)))
    padding = Turn(n=1000, speaker="trainee", text="Thank you so much, lovely to talk to you.")
    turns = [*talk.turns[:at], padding, *talk.turns[at:]]
    blank = Reading(turn=1000, speaker="trainee")
    readings = [*talk.readings[:at], blank, *talk.readings[at:]]
    padded = score(turns, readings, scenario=DEAL, end=end)
    assert not_higher(padded, talk.score(end=end))


@FAST
@given(exchanges, endings, st.integers(1, 40))
def test_padded_turns_never_score_higher_and_a_little_padding_changes_nothing(
    pairs: list[tuple[str, str]], end: End | None, times: int
) -> None:
    talk = talk_of(pairs)
    plain = talk.score(end=end)
    turns = [
        t.model_copy(update={"text": t.text + " thank you" * times})
        if t.speaker == "trainee"
        else t.model_copy(update={"text": t.text + " well" * 2 * times})
        for t in talk.turns
    ]
    assert values(score(turns, talk.readings, scenario=DEAL, end=end)) == values(plain)
    wordy = [
        t.model_copy(update={"text": t.text + " thank you" * times})
        if t.speaker == "trainee"
        else t
        for t in talk.turns
    ]
    assert not_higher(score(wordy, talk.readings, scenario=DEAL, end=end), plain)


@FAST
@given(exchanges)
def test_a_free_give_never_raises_the_trading_score(pairs: list[tuple[str, str]]) -> None:
    pairs = [p for p in pairs if "training" not in p[1]]
    before = talk_of(pairs).seller("Well.", M(Code.COMMON)).score(end=ENDS[1])
    after = (
        talk_of(pairs)
        .seller("Well.", M(Code.COMMON))
        .buyer("Go on.")
        .seller("And a training day.", M(Code.CONCEDE, terms={"training": "day"}))
        .score(end=ENDS[1])
    )
    first, second = values(before)[2], values(after)[2]
    assert first is None or (second is not None and second <= first)


@FAST
@given(exchanges, endings)
def test_the_same_codes_give_the_same_card(pairs: list[tuple[str, str]], end: End | None) -> None:
    assert talk_of(pairs).score(end=end) == talk_of(pairs).score(end=end)


@FAST
@given(exchanges)
def test_without_a_key_nothing_is_priced(pairs: list[tuple[str, str]]) -> None:
    card = talk_of(pairs).score(scenario=None)
    assert card.price_equivalent is None
    assert all(row.cost is None and row.value_got is None for row in card.ledger)
    assert card.scores[1].value is None
