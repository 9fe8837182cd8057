"""What is a bid, an echo, a fallback or a limit, and which half of a sentence asks."""

from functools import cache

import pytest

from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario
from simulator.domain.moves import Code, Reading, Stance
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import GENERIC, Vocabulary, vocabulary_of
from tests.coding.lines import last_reading, named

OPENED = "S: It's sixty thousand, as in the proposal."
BID = "B: I can offer you $54,500."


@cache
def vocabulary(deal: str) -> Vocabulary:
    return vocabulary_of(load_scenario(deal), load_persona("price_first"))


def last(deal: str, *lines: str) -> Reading:
    return last_reading(vocabulary(deal), *lines)


def given(reading: Reading) -> dict[str, object]:
    """What the turn gives, by issue."""
    return {
        issue: value for move in reading.all(Code.CONCEDE) for issue, value in move.terms.items()
    }


@pytest.mark.parametrize(
    "line",
    [
        "Would 57 be easier for you?",
        "Would maybe 57 do?",
        "Could 57 work?",
        "Might 57,000 be better?",
        "How about 57?",
        "What if we said 57?",
        "Would um 57 help?",
        "And if I came down to 57?",
        "So if we said 57?",
    ],
)
def test_a_bid_may_be_put_as_a_question(line: str) -> None:
    reading = last("services_60k", OPENED, BID, f"S: {line}")
    assert given(reading) == {"price": 57000.0}


@pytest.mark.parametrize(
    "line",
    [
        "Would 54,500 be the figure your board named?",
        "Would a start in January help you?",
        "Would sixty days be easier to explain upstairs?",
        "Does 54,500 work in your other shops?",
        "Who said 57?",
        "And if I came down to 57, who would see it?",
        "If they said 57?",
        "Would you say 54,500 is what others pay?",
    ],
)
def test_a_question_about_a_figure_is_no_bid(line: str) -> None:
    reading = last("services_60k", OPENED, BID, f"S: {line}")
    assert not reading.has(Code.CONCEDE)


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("Alright, 54,500, but could you be our reference?", True),
        ("Okay okay, 54,500 then, can we keep December?", True),
        ("Yes, fine, 54,500 but would you sign for two years?", True),
        ("Fine, 54,500 it is, and could you be our reference?", True),
        ("Okay, 54,500 for what, though?", False),
        ("Okay, so 54,500?", False),
        ("Fine words, 54,500, but who decides?", False),
        ("Okay, and where does 54,500 come from?", False),
    ],
)
def test_a_yes_before_a_but_takes_the_figure(line: str, taken: bool) -> None:
    reading = last("services_60k", OPENED, BID, f"S: {line}")
    assert (given(reading).get("price") == 54500.0) is taken


@pytest.mark.parametrize(
    "line",
    [
        "Fifty-four five... oh dear. I'd have to think.",
        "54,500? Oh.",
        "Oh, 54.5!",
        "Fifty-four and a half thousand... phew.",
        "Wow, 54,500. That's a long way down.",
        "54,500! My goodness.",
    ],
)
def test_a_figure_said_back_in_surprise_is_no_offer(line: str) -> None:
    reading = last("services_60k", OPENED, BID, f"S: {line}")
    assert named(reading).isdisjoint({"OFFER", "CONCEDE", "ACCEPT"})


@pytest.mark.parametrize("line", ["54,500 then.", "Oh well, I'd do 54,500.", "Oh, 56!"])
def test_a_figure_taken_with_a_sigh_is_one(line: str) -> None:
    assert last("services_60k", OPENED, BID, f"S: {line}").has(Code.CONCEDE)


@pytest.mark.parametrize(
    "line",
    [
        "If you sign by Friday, I'd come to 58. Sign later and it's sixty again.",
        "If you take two years I can do 58. Without them we stay at 60,000.",
        "If it's signed today it's 58. From tomorrow it's 60,000 as before.",
        "Sign this week and it's 58. Next week it's sixty thousand again.",
        "58 if it's signed this week, and sixty thousand if it isn't.",
        "Fifty-eight if you sign for two years, and sixty if you don't.",
    ],
)
def test_what_stays_where_a_trade_is_not_taken_is_set_behind(line: str) -> None:
    offer = last("services_60k", OPENED, BID, f"S: {line}").all(Code.OFFER)[0]
    assert offer.conditional
    assert offer.terms["price"] == 58000.0


def test_what_is_given_beside_a_trade_is_given_for_nothing() -> None:
    line = "S: 57 only works for me if you take two years. As it stands it's 59."
    reading = last("services_60k", OPENED, BID, line)
    assert [(m.terms, m.conditional) for m in reading.all(Code.CONCEDE)] == [
        ({"price": 59000.0}, False)
    ]


def test_halves_are_no_terms_of_a_trade() -> None:
    line = "S: okay then if we're in this fifty fifty it feels right"
    assert not last("services_60k", OPENED, BID, line).has(Code.ASK_GET)


def test_a_last_word_after_a_trade_counts() -> None:
    line = "S: If you sign by Friday, I'd come to 58. And with two years I could do 57."
    assert last("services_60k", OPENED, BID, line).terms["price"] == 57000.0


@pytest.mark.parametrize(
    ("line", "tied"),
    [
        ("Two years and the net 60 is yours. Otherwise it's thirty days.", True),
        ("A signature by Friday, and you have net 60. Or else it stays at 30 days.", True),
        ("Half of it in December and net 60 for the rest. If not, no net 60.", True),
        ("December is fine and net 60 is in. Otherwise nothing changes.", False),
        ("I've put net 60 in. Otherwise it is all as before.", False),
        ("We start in December and you get net 60. Otherwise all is well.", False),
    ],
)
def test_an_otherwise_ties_what_it_takes_away(line: str, tied: bool) -> None:
    gives = last("services_60k", OPENED, "B: I need net 60.", f"S: {line}").all(Code.CONCEDE)
    assert [move.conditional for move in gives] == [tied]
    assert "payment_days" in gives[0].terms


@pytest.mark.parametrize(
    ("line", "months"),
    [
        ("We'd stay three more years.", 36.0),
        ("We would sign for another three years.", 36.0),
        ("We'd renew for 36 more months.", 36.0),
        ("Three more years on top of the three, if it helps.", 72.0),
        ("We could add another 12 months to the lease.", 48.0),
        ("We'd stay four more years.", None),
        ("The lamps are two more months in the dark.", None),
    ],
)
def test_more_years_may_be_the_whole_term(line: str, months: float | None) -> None:
    reading = last("office_lease", "B: And what do you bring?", f"S: {line}")
    assert reading.terms.get("contract_months") == months


@pytest.mark.parametrize(
    ("deal", "heard", "line", "asked"),
    [
        (
            "office_lease",
            "B: 44.",
            "If we took 60 months, could the owner do 48?",
            "could the owner",
        ),
        (
            "office_lease",
            "B: June.",
            "If the works start in June, the rent rises by 1 % only.",
            "the rent",
        ),
        ("office_lease", "B: 44.", "If our firm signed 60 months, we would need 48.", "we would"),
        ("services_60k", BID, "If net 60 came into it, I'd need two years.", "I'd need"),
        ("services_60k", BID, "If you took two years, I could do 58.", "you took two"),
        ("services_60k", BID, "If you sign this week, net 60 is in.", "you sign"),
        ("services_60k", BID, "If it's signed by Friday, it's 58.", "it's signed"),
    ],
)
def test_who_gives_in_the_if_clause_decides_what_is_asked(
    deal: str, heard: str, line: str, asked: str
) -> None:
    asks = last(deal, OPENED if deal != "office_lease" else "S: 48.", heard, f"S: {line}")
    assert [move.quote.text[: len(asked)] for move in asks.all(Code.ASK_GET)] == [asked]


def test_the_half_with_the_return_is_quoted() -> None:
    line = (
        "S: For the usual, it stays at sixty thousand. Give me two years where we said one, and "
        "since it's you, you may have 58,000."
    )
    reading = last("services_60k", OPENED, BID, line)
    for code in (Code.OFFER, Code.CONCEDE, Code.ASK_GET):
        assert "two years" in reading.all(code)[0].quote.text
    assert all(move.reasons == 0 for move in reading.all(Code.HOLD))


def test_the_sentence_that_gives_is_quoted_and_not_the_one_before() -> None:
    line = "S: 60 days of waiting, and wages to pay. I can do net 60 on all invoices."
    reading = last("services_60k", OPENED, "B: Clients pay after 60 days.", line)
    assert reading.all(Code.CONCEDE)[0].quote.text.startswith("I can do net 60")


@pytest.mark.parametrize(
    ("lines", "leaks"),
    [
        (("That's less than I'm allowed already, 56.",), True),
        (("56.", "Bid: 55,500.", "56. That's under what I may sign already."), True),
        (
            ("56.", "Bid: 55,500.", "No, I'm not allowed to go under 56."),
            True,
        ),
        (("It's 56 or I get sacked.",), True),
        (("56.", "Bid: 55,500.", "I can't go under 56."), False),
        (("I'm not allowed to go below 60.",), False),
        (("What does an empty week on our floor set you back?",), False),
        (("How many desks stand on our floor, and who pays for them?",), False),
        (("Our limit as a studio is the number of coaches.",), False),
    ],
)
def test_a_limit_that_somebody_set_is_given_away(lines: tuple[str, ...], leaks: bool) -> None:
    talk = [f"B: {line[5:]}" if line.startswith("Bid") else f"S: {line}" for line in lines]
    assert last("services_60k", OPENED, BID, *talk).has(Code.LEAK) is leaks


@pytest.mark.parametrize(
    ("line", "priced"),
    [
        ("What does one empty quarter cost you?", False),
        ("How was the last quarter?", False),
        ("We deliver in the quarter by the river.", False),
        ("Is a quarter on this street a good one?", False),
        ("I could take a quarter off.", True),
    ],
)
def test_a_quarter_of_a_year_or_a_town_is_no_price(line: str, priced: bool) -> None:
    reading = last("services_60k", OPENED, BID, f"S: {line}")
    assert any(m.issue == "price" for m in reading.mentions) is priced


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("January for what. what happens if it slips", Code.Q_WHY),
        ("wld that suit your people", Code.Q_CLOSED),
        ("wat makes the start so hard", Code.Q_WHY),
        ("Do I have it: if the coaches stay away, you hear of it at home?", Code.TEST),
        ("All of it, in a row: sixty thousand, net 30, December, the full programme.", Code.SUMM),
        ("So we read from the same page: twelve months, December, net 30, full.", Code.SUMM),
    ],
)
def test_questions_checks_and_recaps_in_hurried_words(line: str, code: Code) -> None:
    heard = "B: I told them January. When coaches stay away I hear of it at home."
    assert last("services_60k", OPENED, heard, f"S: {line}").has(code)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("What happens here is simple, we coach.", Code.Q_OPEN),
        ("Do I have to ask: is it the price?", Code.TEST),
        ("You've got the quote of sixty thousand over there.", Code.HOLD),
        ("Saw the letter about 60,000. Too much against what?", Code.HOLD),
        ("Start with the one that hurt most.", Code.SEGMENT),
        ("What would you have to see by Friday to believe it?", Code.OFFER),
    ],
)
def test_look_alikes_are_not_taken_for_them(line: str, code: Code) -> None:
    heard = "B: Sixty thousand is too much. Make it $54,000."
    assert not last("services_60k", OPENED, heard, f"S: {line}").has(code)


@pytest.mark.parametrize(
    ("line", "attacks"),
    [
        ("Your lobby is shabby, by the way.", True),
        ("Go and wash your ears, it's sixty.", True),
        ("Must I spell it out for you again?", True),
        ("Your lobby is bright, by the way.", False),
        ("I hope your contract is not outdated.", False),
        ("By the way, who looks after the coaches?", False),
    ],
)
def test_a_sneer_is_an_attack(line: str, attacks: bool) -> None:
    heard = "B: Your coaches never come, and the price is the price."
    assert last("services_60k", OPENED, heard, f"S: {line}").has(Code.ATTACK) is attacks


def test_what_is_told_by_the_way_gives_nothing_back() -> None:
    heard = "B: Our coaches sit in the lobby on the second floor and wait."
    reading = last("services_60k", OPENED, heard, "S: Your lobby has two coaches, by the way.")
    assert not reading.has(Code.REFLECT)


def test_a_break_clause_may_go_in_other_words() -> None:
    line = "S: If we get the 48, the break clause goes."
    reading = last("office_lease", "S: 48.", "B: $44,000.", line)
    assert reading.terms.get("break_clause") == "none"


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (("S: 12k.", "B: 9"), 9000.0),
        (("S: It is 12k, and it runs.", "B: 8"), 8000.0),
        (("S: 12k", "B: 9", "S: 11"), 11000.0),
        (("S: 12k", "B: 9", "S: there are 11 on the lot"), None),
        (("S: 12k", "B: it has 4 doors"), None),
        (("S: it's 80", "B: I'd pay 60"), 60.0),
    ],
)
def test_a_bare_number_after_one_in_thousands_is_of_them(
    lines: tuple[str, ...], value: float | None
) -> None:
    reader = RuleReader(GENERIC)
    sides = {"B": "buyer", "S": "trainee"}
    *_, reading = (
        reader.read(Turn(n=n, speaker=sides[line[0]], text=line[3:]))
        for n, line in enumerate(lines)
    )
    prices = [m.value for m in reading.mentions if m.stance is not Stance.ASKED]
    assert prices == ([value] if value else [])
