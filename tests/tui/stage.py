"""A small deal and a grade of it, fixed for good: what the pictures of the screens are made of."""

from datetime import UTC, datetime

from simulator.domain.deal import Option, OptionIssue, RangeIssue
from simulator.domain.moves import Code, Move, Quote, Reading
from simulator.domain.persona import Persona
from simulator.domain.scenario import (
    Brief,
    Contact,
    Get,
    Give,
    Insight,
    Key,
    Lead,
    Preparation,
    Research,
    Scenario,
)
from simulator.domain.scorecard import (
    Doubt,
    Evidence,
    GradedRecord,
    Highlight,
    Indicator,
    LedgerRow,
    Provenance,
    Score,
)
from simulator.domain.table import Table
from simulator.domain.transcript import End, Fault, Header, MindRecord, Plan, Transcript, Turn
from simulator.domain.utility import Preferences

CREATED = datetime(2026, 3, 4, 12, tzinfo=UTC)

PRICE = RangeIssue(
    kind="range", id="price", name="Price", unit="money", low=8_000, high=12_000, step=100,
    standard=12_000, core=True,
)  # fmt: skip
DAYS = RangeIssue(
    kind="range", id="days", name="Payment", unit="days", low=0, high=90, step=15, standard=30,
    say="net {value}",
)  # fmt: skip
CARE = OptionIssue(
    kind="options", id="care", name="Care", standard="basic",
    options=(Option(id="basic", name="basic care"), Option(id="full", name="full care")),
)  # fmt: skip

SIDE = Preferences(
    worth={"price": {8_000.0: -4_000.0, 12_000.0: 0.0}, "days": {0.0: 80.0, 90.0: -160.0}},
    reservation=-1_000.0,
    target=0.0,
)

DEAL = Scenario(
    id="tree_care",
    name="Tree care for a school",
    summary="Sell a year of tree care to a school.",
    opening_line="A walk through the school's garden, in March.",
    brief=Brief(
        you_are="You run a firm of tree surgeons.",
        buyer_is="The school's caretaker, who signs for the garden.",
        situation="Your offer has been there for a week.",
        goal="A signed year.",
        alternatives=("A hotel wants the same week.",),
        limit="Stop below $11,000.",
    ),
    issues=(PRICE, DAYS, CARE),
    seller=SIDE,
    buyer=SIDE,
    gives=(Give(issue="days", to=60.0, cost="$80 of waiting", ask_for="a signature today"),),
    gets=(Get(issue="care", to="full", worth="a steady winter"),),
    key=Key(real_problem="The budget opens in May.", trades=()),
)

PREPARED = DEAL.model_copy(
    update={
        "contacts": (
            Contact(
                name="Rosa Lind",
                role="head teacher",
                cares_about="the summer fair",
                guarded=True,
                insights=(
                    Insight(
                        id="fair",
                        note="The fair in June needs the oak made safe before.",
                        words=("fair", "June"),
                        lines=(
                            "In June the fair is under the oak.",
                            "The oak has to be safe for the fair.",
                            "There's a fair in June, and that oak worries me.",
                        ),
                    ),
                ),
            ),
        ),
        "preparation": Preparation(
            actions=2,
            leads=(
                Lead(
                    id="hotel",
                    name="Ring the hotel again",
                    text="The hotel would take the same week, for $11,400.",
                    words=("hotel",),
                    worth=-600.0,
                ),
            ),
            research=(
                Research(
                    id="others",
                    name="Ask who else has looked at the trees",
                    about="rival",
                    words=("others",),
                    if_true="A gardener has sent an offer.",
                    if_false="Nobody else has been in the garden.",
                ),
            ),
        ),
    }
)
"""The same deal with things to do before the meeting."""

PLAN = Plan(target="12,000, signed today", walk_away="Under 11,000", trades="net 60 for today")

SAID = (
    "It is more than last year, I have to say.",
    "What changed since last year: the sum, or when you have to pay it?",
    "The new budget opens in May. Could you do 11,000?",
    "If you sign today at the full price, we can wait until May: net 60.",
    "Then we have a deal.",
)
TURNS = tuple(
    Turn(n=n, speaker="trainee" if n % 2 else "buyer", text=text) for n, text in enumerate(SAID)
)


def table() -> Table:
    """The deal in the middle of the talk: one issue agreed, one open."""
    start = Table.of_standard(DEAL.standard)
    asked = start.moved("buyer", {"price": 11_000.0, "days": 60.0})
    return asked.moved("trainee", {"days": 60.0})


def quote(turn: int, words: str) -> Quote:
    """Words of a turn."""
    start = SAID[turn].index(words)
    return Quote(turn=turn, start=start, end=start + len(words), text=words)


def transcript(persona: Persona) -> Transcript:
    """The finished talk, with what the buyer thought."""
    header = Header(
        id="stage", created=CREATED, scenario=DEAL, persona=persona, level="normal", seed=1,
        model="offline", plan=PLAN,
    )  # fmt: skip
    minds = [
        MindRecord(
            n=n,
            state={"heat": 2.0, "trust": 4.0 + n, "respect": 5.0, "patience": 12 - n,
                   "tiers": {"budget": n // 2}},
            act={"kind": kind, "terms": {"price": 11_000.0} if kind == "ask" else {}},
            reasons=("asked why: trust 6 to 8",) if kind == "close" else (),
        )
        for n, kind in ((0, "open"), (2, "ask"), (4, "close"))
    ]  # fmt: skip
    end = End(outcome="deal", terms={"price": 12_000.0, "days": 60.0, "care": "basic"})
    refused = Fault(n=4, kind="guard", message="said a figure that is not in the act: 9,500")
    said = [
        record for turn in TURNS for record in (*(mind for mind in minds if mind.n == turn.n), turn)
    ]
    return Transcript(header=header, records=(header, *said, refused, end))


def grade() -> GradedRecord:
    """A grade with each kind of verdict."""
    asked = quote(1, "What changed since last year")
    hint = quote(2, "The new budget opens in May.")
    gave = quote(3, "we can wait until May: net 60")
    tied = quote(3, "If you sign today at the full price")
    return GradedRecord(
        id="g1",
        transcript="stage.jsonl",
        graded=CREATED,
        rubric="headline-1",
        coder="rules",
        readings=(
            Reading(turn=1, speaker="trainee", moves=(Move(code=Code.Q_WHY, quote=asked),)),
            Reading(
                turn=3,
                speaker="trainee",
                moves=(Move(code=Code.OFFER, quote=gave, terms={"days": 60.0}),),
            ),
        ),
        scores=(
            Score(
                name="listening",
                verdict="scored",
                value=4,
                because="Most objections were diagnosed first.",
                indicators=(
                    Indicator(
                        id="A1",
                        name="Objections diagnosed first",
                        status="met",
                        count=1,
                        out_of=1,
                        evidence=(
                            Evidence(
                                met=True,
                                why="The answer began with a question.",
                                buyer=quote(0, "more than last year"),
                                trainee=asked,
                            ),
                        ),
                    ),
                    Indicator(
                        id="A2",
                        name="Hints taken up",
                        status="not met",
                        count=0,
                        out_of=1,
                        evidence=(
                            Evidence(
                                met=False, why="The hint was passed over.", buyer=hint, trainee=gave
                            ),
                        ),
                    ),
                    Indicator(id="A6", name="Understanding confirmed", status="no opportunity"),
                ),
            ),
            Score(
                name="firmness",
                verdict="not enough evidence",
                because="One pressure only; a score needs two.",
            ),
            Score(name="trading", verdict="no opportunity", because="Nothing called for a trade."),
        ),
        ledger=(
            LedgerRow(
                turn=3,
                issue="days",
                before=30.0,
                after=60.0,
                cost=80.0,
                value_to_buyer=400.0,
                given=gave,
                asked=tied,
                verdict="traded",
                got=quote(4, "we have a deal"),
            ),
        ),
        highlights=(
            Highlight(
                tag="TRADE",
                quote=tied,
                answers=hint,
                why="A cheap give for the full price.",
                try_instead="Say what it costs: “Waiting costs us $80, so I need today.”",
            ),
        ),
        outcome="A deal at $12,000, net 60.",
        price_equivalent=11_920.0,
    )


def doubtful_grade() -> GradedRecord:
    """The same, of a model that was asked three times: with an interval, a score that is left to
    a coach, and doubts about what was done in turn 3.
    """
    own = grade()
    listening, firmness, trading = own.scores
    withheld = {
        "verdict": "not scored",
        "interval": (2.0, 4.0),
        "because": "Left to a coach: the samples put it anywhere from 2 to 4.",
    }
    return own.model_copy(
        update={
            "status": "low confidence",
            "note": "1 of 4 codes had no verbatim quote and were left out.",
            "made_from": Provenance(model="a model", samples=3),
            "dropped": ("turn 3: HOLD: 'not a cent' is not said there",),
            "doubts": (
                Doubt(turn=3, code="OFFER", kind="vote", said=SAID[3], share=2 / 3),
                Doubt(turn=3, code="ASK-GET", kind="vote", said="sign today", share=1 / 3),
                Doubt(turn=3, code="INFORM", kind="paraphrase", said="We could wait until May"),
            ),
            "scores": (
                listening.model_copy(update={"interval": (3.0, 4.0)}),
                firmness.model_copy(update=withheld),
                trading,
            ),
        }
    )
