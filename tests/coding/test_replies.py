"""A yes, a no and a counter to what the other side put forward, in the words people use."""

from functools import cache

import pytest

from simulator.coding.reader import RuleReader
from simulator.content import load_scenario
from simulator.domain.deal import Value
from simulator.domain.moves import Code, Reading, Speaker, Stance, other_side
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import GENERIC, Vocabulary, vocabulary_of


@cache
def _vocabulary() -> Vocabulary:
    return vocabulary_of(load_scenario("spare_parts"))


def _answer(offer: str, answer: str, speaker: Speaker = "trainee") -> Reading:
    """The reading of an answer to an offer; the list price is 96,000."""
    reader = RuleReader(_vocabulary())
    reader.read(Turn(n=0, speaker=other_side(speaker), text=offer))
    return reader.read(Turn(n=1, speaker=speaker, text=answer))


PREFERRING = [
    "{} works better.",
    "{} works better for me.",
    "{} would work better for us.",
    "{} would be more like it.",
    "{} is closer to what I had in mind.",
    "{} would suit us better.",
    "I'd prefer {}.",
    "I'd be happier with {}.",
    "I'd rather see {}.",
    "Make that {} and I'm happy.",
]


@pytest.mark.parametrize("words", PREFERRING)
@pytest.mark.parametrize(
    ("speaker", "offer", "figure", "code"),
    [
        ("trainee", "I could do 88,000.", "94", Code.OFFER),
        ("buyer", "I could do 94,000.", "88", Code.COUNTER),
    ],
)
def test_who_names_what_it_would_prefer_makes_a_counter(
    speaker: Speaker, offer: str, figure: str, code: Code, words: str
) -> None:
    reading = _answer(offer, words.format(figure), speaker)
    assert reading.terms == {"price": float(figure) * 1_000}
    assert reading.has(code)
    assert not reading.has(Code.ACCEPT)


def test_who_still_prefers_its_own_figure_takes_no_other() -> None:
    reader = RuleReader(_vocabulary())
    said: list[tuple[Speaker, str]] = [
        ("buyer", "I could do 88,000."),
        ("trainee", "92,000 then."),
        ("buyer", "88 still works better for me."),
    ]
    *_, last = [reader.read(Turn(n=n, speaker=who, text=t)) for n, (who, t) in enumerate(said)]
    assert not last.has(Code.ACCEPT)


@pytest.mark.parametrize(
    ("speaker", "offer", "answer"),
    [
        ("buyer", "I could do 94,000.", "94 works for me."),
        ("trainee", "I could do 94,000.", "94 works for us."),
        ("trainee", "I could do 94,000.", "That works better."),
    ],
)
def test_a_yes_stays_a_yes(speaker: Speaker, offer: str, answer: str) -> None:
    assert _answer(offer, answer, speaker).has(Code.ACCEPT)


@pytest.mark.parametrize(
    ("answer", "given", "behind"),
    [
        ("Net 45 works better than net 60.", 45.0, 60.0),
        ("Net 45 suits us better than 60 days.", 45.0, 60.0),
    ],
)
def test_what_is_set_behind_another_value_is_not_given(
    answer: str, given: Value, behind: Value
) -> None:
    reading = _answer("We need longer to pay.", answer)
    assert reading.terms == {"payment_days": given}
    assert {m.value for m in reading.mentions if m.stance is Stance.HYPOTHETICAL} == {behind}


@pytest.mark.parametrize(
    "answer",
    [
        "Certainly not.",
        "Absolutely not",
        "of course not",
        "i cant",
        "Too low.",
        "that is a bit low",
        "I don't think so.",
        "I'd rather not.",
        "We are unable to do that.",
        "I must decline your offer.",
        "I don't think that is fair.",
        "I'm not happy with that figure.",
        "That's not what we had in mind.",
        "Not at that price.",
        "That is well below what we can do.",
        "That's less than I can take.",
        "We would never sell that low.",
        "You're asking too much.",
        "The offer is too low.",
        "Our rules do not allow that.",
        "That is outside our range.",
        "I wish I could.",
        "We don't usually do that.",
        "It isn't something we do.",
        "I have a problem with that.",
        "That rate is reserved for our largest customers.",
        "I didn't agree to that.",
        "No, how about 94?",
        "We really can't do 88, what about 94?",
    ],
)
def test_a_no_in_other_words_turns_an_offer_down(answer: str) -> None:
    reading = _answer("I could do 88,000.", answer)
    assert reading.has(Code.REJECT)
    assert not reading.has(Code.ACCEPT)


@pytest.mark.parametrize(
    "answer",
    [
        "No problem.",
        "No later than Friday, I promise.",
        "Sorry for the wait.",
        "I'm sorry to hear that.",
        "Sorry, I was on the telephone.",
        "Unfortunately I missed your call.",
        "You can have as much time as you want.",
        "Would you do 94, or is that too high for you?",
        "Obviously not Saturday, nobody is in then.",
        "Is that above what you can spend?",
        "I know it is over your budget.",
        "I'm not happy with how we handled that.",
        "We go beyond what we promised.",
        "That would be reasonable.",
        "I have two technicians reserved for you.",
        "I did not say that you were wrong.",
        "I have no problem with that.",
    ],
)
def test_words_of_a_no_that_turn_nothing_down(answer: str) -> None:
    assert not _answer("I could do 88,000.", answer).has(Code.REJECT)


def test_a_no_needs_something_that_it_answers() -> None:
    for answer in ("Too low.", "Certainly not.", "That's not what we had in mind."):
        assert not _answer("Good morning, do sit down.", answer).has(Code.REJECT)


Said = tuple[Speaker, str]


def _last(vocabulary: Vocabulary, *said: Said) -> Reading:
    reader = RuleReader(vocabulary)
    *_, last = [
        reader.read(Turn(n=n, speaker=who, text=text)) for n, (who, text) in enumerate(said)
    ]
    return last


def _agrees(*said: Said) -> bool:
    """Whether the last turn says yes, told alike with a key and without one."""
    heard = {_last(words, *said).has(Code.ACCEPT) for words in (_vocabulary(), GENERIC)}
    assert len(heard) == 1
    return heard.pop()


BID, ASKING = "I could pay 88,000.", "I could do 94,000 and a free visit to the plant."


@pytest.mark.parametrize(
    "answer",
    [
        "Everything works.",
        "Everything in the cabin works.",
        "The pump works.",
        "The heating and the radio work, and the gearbox works too.",
        "The paint looks good.",
        "I can get it repaired.",
        "The maker mends that, or I can do it.",
        "We want a price that is good for both.",
        "Let us find something that works for both of us.",
        "There must be an answer that is fair for everybody.",
        "Either you call your boss or we can do it my way.",
        "Or we can do it this way.",
        "We have a deal, I think, if you move up a little.",
        "we have a deal I think if you take the other one",
        "I agree, unless my boss objects.",
        "We agree on most of it.",
        "I can say that nearly all of that works.",
        "Fine. Then this will not work today.",
        "Ok, I'll take all of the stock and you can have the visits.",
    ],
)
def test_words_of_a_yes_that_take_no_bid(answer: str) -> None:
    assert not _agrees(("buyer", BID), ("trainee", answer))


@pytest.mark.parametrize(
    "answer",
    [
        "That works for both of us.",
        "All of that works for me.",
        "Everything works for us.",
        "I think that is fair.",
        "The price works for us.",
        "That is a price that works for us.",
        "We can do it.",
        "More or less what I wanted, we can do that.",
        "Fine. Then let's write it up.",
        "Looks good.",
    ],
)
def test_a_yes_to_a_bid_stays_one(answer: str) -> None:
    assert _agrees(("buyer", BID), ("trainee", answer))


@pytest.mark.parametrize(
    "answer",
    [
        "Find me an arrangement that works for both of us, and stay under 90,000.",
        "We have a deal as soon as it says 90,000.",
        "Either you call your boss or we can do it my way, 88,000 and no more.",
        "Add a second visit and we have a deal.",
        "Two free visits to the plant and we have a deal.",
        "Throw in the stock and I'll take it.",
        "I'll take it to my boss.",
        "I'll take it from here.",
        "I'll take that as a no.",
        "We'll take it up with the board.",
        "I'll take it if it comes with the stock.",
        "Fair for you, have a great day!",
        "Fair for me? Have a great day!",
    ],
)
def test_words_of_a_yes_that_take_no_offer(answer: str) -> None:
    assert not _agrees(("trainee", ASKING), ("buyer", answer))


def test_a_yes_to_a_question_before_any_offer_is_none_to_a_deal() -> None:
    for answer in (
        "Yes, very much so. I can offer you 80,000.",
        "Yes we are. We would pay 80,000.",
    ):
        assert not _agrees(("trainee", "Are you still looking for parts?"), ("buyer", answer))
    approval = "That's fair. What would you like to see?"
    assert not _agrees(("buyer", "No figure before I have seen them."), ("trainee", approval))
    assert not _agrees(("trainee", "Would you like a coffee?"), ("buyer", "I'll take it, thanks."))


@pytest.mark.parametrize(
    "answer",
    [
        "OK. I will take it. Thanks.",
        "Then I'll take it.",
        "Good, we'll take it.",
        "Sounds right to me, I'm going to take it.",
        "Fine, you can have my order.",
        "Very well, consider it sold.",
        "You throw in that visit to the plant and we have a deal.",
        "That's fair for me, have a great day!",
        "Fair for us. Have a good weekend.",
        "That works for us, nice doing business with you.",
    ],
)
def test_a_taking_of_what_stands_is_a_yes(answer: str) -> None:
    talk: list[Said] = [
        ("trainee", ASKING),
        ("buyer", "Is the visit in that?"),
        ("trainee", "Yes, the visit to the plant is in that."),
    ]
    assert _agrees(*talk, ("buyer", answer))


@pytest.mark.parametrize("wish", ["Give me one more visit", "Throw in a visit", "One more visit"])
@pytest.mark.parametrize(
    "answer", ["Sounds good.", "Sure thing!", "Okay, thank you!", "Yes, sure."]
)
def test_a_yes_to_a_wish_for_a_deal_is_one(wish: str, answer: str) -> None:
    assert _agrees(("buyer", f"{wish} and we have a deal."), ("trainee", answer))
    assert not _agrees(
        ("buyer", f"{wish} and we have a deal."), ("trainee", "Not without a third year.")
    )
    assert not _agrees(("buyer", f"{wish} and we have a deal."), ("trainee", "Sure, but who pays?"))


@pytest.mark.parametrize(
    "question", ["Do we have a deal?", "So, is that agreed?", "Shall we shake?"]
)
def test_a_summary_is_agreed_to_in_few_words_or_many(question: str) -> None:
    talk: list[Said] = [
        ("trainee", "I could do 94,000 with a contract of 24 months."),
        ("buyer", "Hm."),
        ("trainee", f"To sum up: 94,000 and 24 months. {question}"),
    ]
    for answer in (
        "We do.",
        "Yes, we do.",
        "It is.",
        "Yes, let's.",
        "That is something I can put my name to, $94,000 and 24 months. Yes.",
        "Yes: 94,000 and 24 months.",
    ):
        assert _agrees(*talk, ("buyer", answer))
    for answer in (
        "We do not.",
        "Not yet.",
        "Do we?",
        "Is it?",
        "Yes, if you add a visit.",
        "Yes, for 90,000.",
        "Sure, at 90,000 then.",
    ):
        assert not _agrees(*talk, ("buyer", answer))


@pytest.mark.parametrize(
    "slip", ["I thought it said 98,000", "I thought you wanted 98,000", "I assumed it was 98,000"]
)
@pytest.mark.parametrize(
    "bid", ["Would you accept 80,000?", "I can pay 80,000.", "How about 80,000?"]
)
def test_a_misread_price_does_not_hide_the_bid_after_it(slip: str, bid: str) -> None:
    for words in (_vocabulary(), GENERIC):
        reading = _last(words, ("buyer", f"Sorry, {slip}, ha. {bid}"))
        assert reading.terms == {"price": 80_000.0}
        assert reading.has(Code.COUNTER)


def test_a_yes_to_a_question_about_something_else_agreed_closes_nothing() -> None:
    for question in ("Is it agreed that we start in May?", "You agreed on that with her, right?"):
        for answer in ("We do.", "It is."):
            assert not _agrees(("trainee", question), ("buyer", answer))


def test_a_deal_and_the_next_question_in_one_breath() -> None:
    assert _agrees(("trainee", ASKING), ("buyer", "Okay, deal. When can you start?"))
    assert _agrees(("buyer", "88,000. Do we have a deal?"), ("trainee", "Yes we do, thanks."))
