"""Short scripted conversations with the cash-flow-worried buyer, one a kind of seller.

Each is (buyer, seller) pairs in order, the buyer's last line, and how it ended.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from simulator.domain.deal import Value
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import End, Header, Transcript, Turn


class Bot(NamedTuple):
    """One scripted session."""

    exchanges: tuple[tuple[str, str], ...]
    last: str = ""
    agreed: dict[str, Value] | None = None
    """Changes to the standard terms; None: no deal."""


OPENING = "Good to see you. I like the programme, but it is a bit steep for us this quarter."
PRESSES = (
    OPENING,
    "It is still a lot of money. Could you come down to 57,000?",
    "Our clients take their time paying, so it is hard. What about 56,000?",
    "January would be easier for us. But the price is too high.",
    "I would have to talk to the bank. Can you lower the price a little?",
    "It is a bit much, really. Could you do something about the price?",
    "Your price is too high for us. Anything you can do?",
    "I still think it is too expensive.",
)

IDEAL = Bot(
    (
        (
            OPENING,
            "What makes it steep this quarter? Is it the amount, or the timing?",
        ),
        (
            "The timing, mostly. Our clients take their time paying.",
            "So the programme fits, and the trouble is that your money comes in late. "
            "Have I got that right?",
        ),
        (
            "Exactly. It comes in, only not when I need it.",
            "It sounds as if the next few months are what worries you. How long does it usually "
            "take until they pay?",
        ),
        (
            "About ninety days. Could you do 57,000, perhaps?",
            "So it is about when you pay. The price stays at $60,000, because the coaches are paid "
            "by the hour. What I can look at is the time.",
        ),
        (
            "January would be easier for us.",
            "What would January make easier?",
        ),
        (
            "By then the autumn projects are paid.",
            "Since your clients pay after ninety days, here is a thought: if you sign this week "
            "for a 24-month contract, then we can do net 90.",
        ),
        (
            "A 24-month contract and a signature this week, for net 90. Yes, I can do that.",
            "Let me sum up. $60,000, net 90, a 24-month contract, a signature this week. "
            "Is that right?",
        ),
    ),
    "That's right. Agreed.",
    {"payment_days": 90, "contract_months": 24, "signing": "this_week"},
)

PUSHOVER = Bot(
    tuple(
        zip(
            PRESSES[:7],
            (
                "I can do 57,000.",
                "All right, 56,500.",
                "Then let us say 56,000.",
                "I can go to 55,000.",
                "54,000 then.",
                "I can do 53,000.",
                "52,000, and that is fine with me.",
            ),
            strict=True,
        )
    ),
    "Agreed, we have a deal.",
    {"price": 52_000},
)

STONEWALLER = Bot(
    tuple(
        zip(
            PRESSES,
            (
                "No, the price is $60,000.",
                "No. I can't do that.",
                "I won't go down.",
                "No, we cannot do that.",
                "The price stays at $60,000.",
                "No, it stays at $60,000.",
                "I said no, I can't lower it.",
                "The answer is no. We can't go lower.",
            ),
            strict=True,
        )
    ),
    "Then we will leave it there. Goodbye.",
)

PITCHER = Bot(
    tuple(
        zip(
            PRESSES[:7],
            (
                "Our programme has three workshops and a weekly call for a year.",
                "Every participant has a coaching call each week.",
                "The programme includes workshops with a written playbook.",
                "Our programme lasts a year, with the same coach all the way.",
                "The coach who runs the workshops is the one who calls each week.",
                "Our programme includes support by email within one working day.",
                "Every coach has run a studio or an agency.",
            ),
            strict=True,
        )
    ),
    "I need to think about it.",
)

SANTA = Bot(
    (
        (OPENING, "I hear you. What makes it steep this quarter?"),
        (
            "Our clients take their time paying.",
            "I see, so they pay late. I will give you net 60.",
        ),
        (
            "Thank you. Could you come down to 57,000, too?",
            "The price stays at $60,000, because the coaches are paid by the hour.",
        ),
        (
            "January would be easier for us.",
            "No problem, we can do a start in January.",
        ),
        (
            "And the price? It is still too high.",
            "We keep the price at $60,000, because the hours are the same. I can make it net 90.",
        ),
        (
            "That is kind. Could you do 58,000?",
            "The price stays at $60,000, because that is what the work takes.",
        ),
        ("I see.", "I will also give you a signature right after the December meeting."),
    ),
    "Agreed, we have a deal.",
    {"payment_days": 90, "start_date": "january", "signing": "after_approval"},
)

FAKE_TRADER = Bot(
    tuple(
        zip(
            PRESSES[:7],
            (
                "I can go down to 57,000. Is that OK?",
                "I can do 56,800. Will that help?",
                "Then I can do 56,600. Does that work?",
                "I can do 56,500. Is that all right?",
                "I can make it net 60 as well. How does that sound?",
                "And I can do 56,400. Is that fair?",
                "I can do 56,300. What do you think?",
            ),
            strict=True,
        )
    ),
    "Agreed, we have a deal.",
    {"price": 56_300, "payment_days": 60},
)

ASKER_NOT_COLLECTOR = Bot(
    (
        (OPENING, "The price stays at $60,000, because the coaches are paid by the hour."),
        (
            "Could you do 58,500?",
            "If you sign this week, I can do 58,500.",
        ),
        (
            "I can't sign this week.",
            "All right, 58,500 anyway.",
        ),
        (
            "It is still too expensive.",
            "If you give us a reference call, I can do 58,000.",
        ),
        (
            "I can't do a reference call. But the price is too high.",
            "Fine, I can do 58,000 without it.",
        ),
        (
            "I still think it is too expensive.",
            "We can't go lower, because that is what the work takes.",
        ),
        (
            "The price is too high, though.",
            "The price stays where it is, because the hours are the same.",
        ),
    ),
    "Agreed, we have a deal.",
    {"price": 58_000},
)

LEAKER = Bot(
    (
        (OPENING, "What makes it steep?"),
        (
            "It is a lot of money. What is your lowest price?",
            "To be honest, I can't go below $56,000, that is my limit.",
        ),
        *zip(
            PRESSES[1:6],
            ("The price stays at $60,000, because the coaches are paid by the hour.",) * 5,
            strict=True,
        ),
    ),
    "I need to think.",
)

RUDE_ROCK = Bot(
    tuple(
        zip(
            PRESSES[:7],
            (
                "That is ridiculous. The price is $60,000.",
                "You are wasting my time. No.",
                "Don't be silly. We can't go lower.",
                "You people never understand value. The price stays at $60,000.",
                "That is your problem, not mine. No.",
                "You are being difficult. I won't lower it.",
                "That is a joke. No.",
            ),
            strict=True,
        )
    ),
    "Then we will leave it there. Goodbye.",
)

MUTE = Bot(tuple((press, word) for press, word in zip(PRESSES, ("Ok.", "Hm.") * 4, strict=True)))


def with_line(bot: Bot, line: str) -> Bot:
    """The same seller, who adds a line to every turn."""
    return bot._replace(exchanges=tuple((b, f"{s} {line}") for b, s in bot.exchanges))


def transcript_of(bot: Bot, scenario: Scenario, persona: Persona) -> Transcript:
    """The session as a transcript, as if it had been played here."""
    header = Header(
        id="bot",
        created=datetime(2026, 1, 1, tzinfo=UTC),
        scenario=scenario,
        persona=persona,
        level="normal",
        seed=1,
        model="offline",
    )
    said = [line for exchange in bot.exchanges for line in exchange] + [bot.last]
    turns = [
        Turn(n=n, speaker="buyer" if n % 2 == 0 else "trainee", text=text)
        for n, text in enumerate(said)
        if text
    ]
    end = (
        End(outcome="buyer_left")
        if bot.agreed is None
        else End(outcome="deal", terms={**scenario.standard, **bot.agreed})
    )
    return Transcript(header=header, records=(header, *turns, end))
