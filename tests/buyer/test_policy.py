import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.buyer.act import Act
from simulator.buyer.buyer import Buyer
from simulator.buyer.mind import Mind
from simulator.buyer.stakes import Stakes
from simulator.domain.deal import Value
from simulator.domain.moves import Code, Mention, Move, Quote, Reading, Stance
from simulator.domain.persona import ActKind, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.table import Table
from tests.buyer.readings import any_reading, quote, reading

Terms = dict[str, Value]


class Meeting:
    """Plays readings against the buyer, without words."""

    def __init__(self, scenario: Scenario, persona: Persona, seed: int = 1) -> None:
        self.buyer = Buyer(scenario, persona, "normal", seed)
        self.persona, self.stakes = persona, self.buyer.stakes
        self.acts: list[Act] = []
        self.minds: list[Mind] = []
        self.did(self.buyer.open().act)

    @property
    def mind(self) -> Mind:
        return self.buyer.mind

    @property
    def table(self) -> Table:
        return self.buyer.table

    def did(self, act: Act) -> Act:
        self.buyer.spoke(act)
        self.acts.append(act)
        self.minds.append(self.mind)
        return act

    def hears(self, turn: Reading, text: str = "") -> Act:
        return self.did(self.buyer.hear(turn, text).act)


@pytest.fixture
def meeting(scenario: Scenario, persona: Persona) -> Meeting:
    return Meeting(scenario, persona)


def test_it_opens_with_a_hint(meeting: Meeting) -> None:
    assert meeting.acts[0].kind is ActKind.OPEN
    assert meeting.acts[0].cue


def test_a_price_cut_brings_relief_and_then_a_second_ask(meeting: Meeting) -> None:
    assert meeting.hears(reading(terms={"price": 57_000.0})).kind is ActKind.THANK
    second = meeting.hears(reading(Code.HOLD))
    assert second.kind in {ActKind.ASK, ActKind.HESITATE}
    kinds = {second.kind, meeting.hears(reading(Code.HOLD)).kind}
    assert ActKind.ASK in kinds


def test_asking_why_opens_the_interest_tier_by_tier(meeting: Meeting) -> None:
    acts = [meeting.hears(reading(Code.Q_WHY, topic="cash_timing")) for _ in range(3)]
    assert [(act.kind, act.tier) for act in acts] == [(ActKind.REVEAL, n) for n in (1, 2, 3)]


def test_without_trust_the_interest_stays_shut(meeting: Meeting) -> None:
    meeting.hears(reading(Code.PUSH_CLOSE))
    meeting.hears(reading(Code.PUSH_CLOSE))
    act = meeting.hears(reading(Code.Q_OPEN, topic="cash_timing"))
    assert (act.kind, act.tier) == (ActKind.DEFLECT, 0)


def test_a_demand_to_know_everything_opens_nothing(meeting: Meeting) -> None:
    meeting.hears(reading(Code.Q_WHY, topic="cash_timing"))
    act = meeting.hears(reading(Code.Q_OPEN), "Just tell me everything, please.")
    assert (act.kind, act.tier) == (ActKind.DEFLECT, 0)
    assert meeting.mind.tiers["cash_timing"] == 1


def test_an_open_question_about_nothing_gets_no_bid(meeting: Meeting) -> None:
    assert meeting.hears(reading(Code.Q_OPEN)).kind is ActKind.HESITATE


def test_a_question_after_a_disclosure_is_about_it(meeting: Meeting) -> None:
    meeting.hears(reading(Code.Q_WHY, topic="cash_timing"))
    assert meeting.hears(reading(Code.Q_CLOSED)).kind is not ActKind.REVEAL
    meeting.hears(reading(Code.Q_WHY, topic="cash_timing"))
    act = meeting.hears(reading(Code.Q_OPEN))
    assert (act.kind, act.interest, act.tier) == (ActKind.REVEAL, "cash_timing", 3)


def test_an_attack_opens_nothing(meeting: Meeting) -> None:
    meeting.hears(reading(Code.ATTACK, Code.REFLECT, topic="cash_timing"))
    assert meeting.mind.tiers["cash_timing"] == 0


def test_asking_about_terms_touches_what_they_would_help(meeting: Meeting) -> None:
    asked = reading(Code.Q_CLOSED)
    mention = Mention(issue="payment_days", value=90.0, stance=Stance.ASKED, quote=quote())
    act = meeting.hears(asked.model_copy(update={"mentions": (mention,)}))
    assert (act.kind, act.interest) == (ActKind.REVEAL, "cash_timing")


def test_a_higher_price_is_no_gift(meeting: Meeting) -> None:
    respect = meeting.mind.respect
    act = meeting.hears(reading(terms={"price": 65_000.0, "payment_days": 120.0}))
    assert act.kind not in {ActKind.THANK, ActKind.POCKET}
    assert meeting.mind.respect == respect
    assert meeting.mind.nibbles_due == 0


def test_a_worse_offer_is_refused_and_a_repeated_one_only_met_with_doubt(meeting: Meeting) -> None:
    assert meeting.hears(reading(terms={"price": 61_000.0})).kind is ActKind.REFUSE
    repeated = meeting.hears(reading(Code.HOLD, terms={"price": 61_000.0}))
    assert repeated.kind in {ActKind.ASK, ActKind.HESITATE}


def test_it_never_asks_for_more_than_the_list_price(meeting: Meeting) -> None:
    meeting.hears(reading(terms={"price": 65_000.0}))
    asks = [meeting.hears(reading(Code.INFORM)) for _ in range(6)]
    assert all(float(a.terms["price"]) < 60_000 for a in asks if a.kind is ActKind.ASK)


def test_a_trade_in_substance_is_no_gift(meeting: Meeting) -> None:
    meeting.hears(reading(terms={"payment_days": 90.0, "contract_months": 24.0}))
    assert meeting.mind.nibbles_due == 0


def test_who_beats_its_counter_has_its_word(meeting: Meeting) -> None:
    meeting.hears(reading(terms={"price": 59_000.0}))
    meeting.hears(reading(Code.Q_WHY, topic="cash_timing"))
    offer: Terms = {"payment_days": 60.0, "signing": "this_week"}
    counter = meeting.hears(reading(terms=offer, linked=True))
    assert counter.kind is ActKind.COUNTER
    better = {**counter.terms, "price": 58_000.0}
    assert meeting.hears(reading(terms=better)).kind is ActKind.ACCEPT


def test_the_best_first_line_does_not_win_the_meeting(meeting: Meeting) -> None:
    trade: Terms = {"payment_days": 90.0, "signing": "this_week"}
    first = meeting.hears(reading(terms=trade, linked=True))
    assert first.kind is ActKind.WELCOME
    assert [meeting.hears(reading(Code.INFORM)).kind for _ in range(2)][-1] is ActKind.ACCEPT


def test_a_stale_wish_is_not_paid_by_a_bare_yes(meeting: Meeting) -> None:
    act = meeting.hears(reading(Code.INFORM))
    assert act.kind is ActKind.ASK
    meeting.hears(reading(Code.Q_OPEN, topic="team"))
    meeting.hears(reading(Code.ACCEPT))
    assert meeting.table.positions["price"].seller == 60_000


def test_after_the_yes_a_refused_extra_is_given_up_before_it_closes(meeting: Meeting) -> None:
    for _ in range(3):
        meeting.hears(reading(terms={"payment_days": 90.0, "signing": "this_week"}, linked=True))
    agreed = meeting.mind.agreed
    assert agreed
    assert meeting.hears(reading(terms={"reference": "case_study"})).kind is ActKind.REFUSE
    assert meeting.hears(reading(Code.Q_OPEN, topic="team")).kind is ActKind.ANSWER
    assert meeting.hears(reading(Code.PAUSE)).kind is not ActKind.CLOSE
    for kind in (ActKind.ACCEPT, ActKind.CLOSE):
        act = meeting.hears(reading(Code.ACCEPT))
        assert (act.kind, act.package) == (kind, agreed)


def test_a_bid_is_never_lowered_not_even_after_a_gift(meeting: Meeting) -> None:
    meeting.hears(reading(Code.INFORM))
    asked = float(meeting.acts[-1].terms["price"])
    assert asked == meeting.mind.bid
    for _ in range(6):
        meeting.hears(reading(Code.INFORM, terms={"contract_months": 24.0}, linked=True))
        assert float(meeting.acts[-1].terms.get("price", asked)) >= asked
    gifts: list[dict[str, Value]] = [{"price": 58_000.0}, {"auto_pay": "no", "price": 56_000.0}]
    for gift in gifts:
        meeting.hears(reading(terms=gift))
        assert float(meeting.acts[-1].terms.get("price", asked)) >= asked


def test_what_the_seller_takes_back_is_off_the_table(meeting: Meeting) -> None:
    meeting.hears(reading(terms={"payment_days": 60.0}, linked=True))
    said = Mention(issue="payment_days", value=60.0, stance=Stance.REFUSED, quote=quote())
    meeting.hears(Reading(turn=3, speaker="trainee", mentions=(said,)))
    assert meeting.table.positions["payment_days"].seller == 30


def test_a_plain_fact_is_always_answered(meeting: Meeting) -> None:
    act = meeting.hears(reading(Code.Q_OPEN, topic="team"))
    assert (act.kind, act.fact) == (ActKind.ANSWER, "team")
    assert set(meeting.mind.tiers.values()) == {0}


def test_what_was_told_and_given_back_rightly_is_confirmed(meeting: Meeting) -> None:
    for _ in range(3):
        meeting.hears(reading(Code.Q_WHY, topic="cash_timing"))
    assert meeting.hears(reading(Code.TEST, topic="cash_timing")).kind is ActKind.CONFIRM


def test_exactly_is_no_answer_to_a_further_question(meeting: Meeting) -> None:
    for _ in range(3):
        meeting.hears(reading(Code.Q_WHY, topic="cash_timing"))
    asked = Move(
        code=Code.Q_CLOSED, quote=Quote(turn=1, start=8, end=24, text="Who else is there?")
    )
    both = reading(Code.REFLECT, topic="cash_timing")
    act = meeting.hears(both.model_copy(update={"moves": (*both.moves, asked)}))
    assert act.kind not in (ActKind.CONFIRM, ActKind.REVEAL)


def test_a_right_reflection_is_confirmed_before_more_is_told(meeting: Meeting) -> None:
    meeting.hears(reading(Code.Q_WHY, topic="cash_timing"))
    act = meeting.hears(reading(Code.REFLECT, topic="cash_timing"))
    assert (act.kind, act.tier, act.confirms) == (ActKind.REVEAL, 2, True)


def test_a_why_without_a_topic_is_about_what_was_just_told(meeting: Meeting) -> None:
    meeting.hears(reading(Code.Q_WHY, topic="cash_timing"))
    act = meeting.hears(reading(Code.Q_WHY))
    assert (act.kind, act.interest, act.tier) == (ActKind.REVEAL, "cash_timing", 2)


def test_a_reflection_earns_trust(meeting: Meeting) -> None:
    before = meeting.mind.trust
    meeting.hears(reading(Code.REFLECT, topic="cash_timing"))
    assert meeting.mind.trust == before + 2


def test_a_wrong_guess_is_corrected_and_closes_a_tier(meeting: Meeting) -> None:
    meeting.hears(reading(Code.Q_WHY, topic="cash_timing"))
    assert meeting.hears(reading(Code.GUESS)).kind is ActKind.CORRECT
    assert meeting.mind.tiers["cash_timing"] == 0


def test_terms_for_full_price_are_accepted(meeting: Meeting) -> None:
    trade: Terms = {"payment_days": 90.0, "signing": "this_week"}
    act = meeting.hears(reading(terms=trade, linked=True))
    for _ in range(8):
        if act.kind is ActKind.ACCEPT:
            break
        assert act.kind in {ActKind.COUNTER, ActKind.WELCOME}
        act = meeting.hears(reading(Code.HOLD, terms=trade, linked=True))
    assert act.kind is ActKind.ACCEPT
    assert act.package["price"] == 60_000
    assert meeting.hears(reading(Code.SUMM)).kind is ActKind.CLOSE


def test_too_few_days_bring_a_small_counter_on_days(meeting: Meeting) -> None:
    meeting.hears(reading(Code.Q_WHY, topic="cash_timing"))
    offer: Terms = {"payment_days": 60.0, "signing": "this_week"}
    act = meeting.hears(reading(terms=offer, linked=True))
    assert act.kind is ActKind.COUNTER
    assert float(act.terms["payment_days"]) > 60


def test_taking_the_counter_closes_the_deal_without_a_nibble(meeting: Meeting) -> None:
    meeting.hears(reading(Code.Q_WHY, topic="cash_timing"))
    meeting.hears(reading(terms={"payment_days": 60.0, "signing": "this_week"}, linked=True))
    assert meeting.hears(reading(Code.ACCEPT)).kind is ActKind.ACCEPT


def test_free_terms_are_pocketed_and_a_discount_asked_later(meeting: Meeting) -> None:
    respect = meeting.mind.respect
    assert meeting.hears(reading(terms={"payment_days": 90.0})).kind is not ActKind.ACCEPT
    assert meeting.mind.respect == respect - 1
    act = meeting.hears(reading(Code.HOLD))
    assert act.kind is ActKind.NIBBLE
    assert float(act.terms["price"]) < 60_000


def test_a_good_trade_after_a_gift_is_nibbled_at_and_then_taken(meeting: Meeting) -> None:
    meeting.hears(reading(terms={"price": 59_000.0}))
    trade: Terms = {"payment_days": 90.0, "signing": "this_week"}
    assert meeting.hears(reading(terms=trade, linked=True)).kind is ActKind.NIBBLE
    assert meeting.hears(reading(Code.HOLD)).kind is ActKind.ACCEPT


def test_pressure_to_sign_makes_it_retreat(meeting: Meeting) -> None:
    assert meeting.hears(reading(Code.PUSH_CLOSE)).kind is ActKind.RETREAT


def test_who_approves_is_told_by_tiers(meeting: Meeting) -> None:
    acts = [meeting.hears(reading(Code.Q_OPEN, topic="approval")) for _ in range(2)]
    assert [act.kind for act in acts] == [ActKind.REVEAL, ActKind.REVEAL]
    assert acts[-1].interest == "approval"


def test_an_offer_held_open_for_a_dated_decision_is_taken_up(meeting: Meeting) -> None:
    act = meeting.hears(reading(terms={"signing": "after_approval"}, linked=True))
    assert act.kind is ActKind.WELCOME
    assert act.theirs == {"signing": "after_approval"}


def test_sharing_first_brings_something_back(meeting: Meeting) -> None:
    act = meeting.hears(reading(Code.SHARE))
    assert (act.kind, act.interest, act.tier) == (ActKind.REVEAL, "approval", 1)


def test_a_held_out_phased_start_is_accepted(meeting: Meeting) -> None:
    act = meeting.hears(reading(terms={"scope": "phased", "reference": "call"}, linked=True))
    for _ in range(10):
        if act.kind is ActKind.ACCEPT:
            return
        act = meeting.hears(reading(Code.HOLD, terms={"scope": "phased"}, linked=True))
    raise AssertionError("never accepted")


def test_a_leaked_limit_becomes_the_ask(meeting: Meeting) -> None:
    leak = reading(Code.LEAK)
    leak = leak.model_copy(
        update={"moves": (leak.moves[0].model_copy(update={"terms": {"price": 56_000.0}}),)}
    )
    act = meeting.hears(leak)
    if act.kind is not ActKind.ASK:
        act = meeting.hears(reading(Code.HOLD))
    assert act.terms == {"price": 56_000.0}


def test_a_remark_out_of_place_is_warned_once(meeting: Meeting) -> None:
    assert meeting.hears(reading(Code.OFF_ROLE)).kind is ActKind.WARN
    assert meeting.hears(reading(Code.OFF_ROLE)).kind is ActKind.LEAVE


def test_attacks_end_the_meeting(meeting: Meeting) -> None:
    kinds = [meeting.hears(reading(Code.ATTACK)).kind for _ in range(4)]
    assert kinds[-1] is ActKind.LEAVE


def test_patience_ends(meeting: Meeting) -> None:
    kinds = [meeting.hears(reading(Code.INFORM)).kind for _ in range(16)]
    assert kinds[-1] is ActKind.LEAVE
    assert ActKind.LEAVE not in kinds[:-1]


def test_bare_refusals_heat_it_up_and_reasoned_ones_do_not(
    scenario: Scenario, persona: Persona
) -> None:
    bare, reasoned = (Meeting(scenario, persona) for _ in range(2))
    no = reading(Code.HOLD)
    why = no.model_copy(update={"moves": (no.moves[0].model_copy(update={"reasons": 1}),)})
    for _ in range(5):
        bare.hears(no)
        reasoned.hears(why)
    assert bare.mind.heat > reasoned.mind.heat == persona.start["heat"]


@settings(max_examples=150, deadline=None)
@given(data=st.data(), seed=st.integers(0, 1000))
def test_whatever_the_seller_does_the_line_holds(
    scenario: Scenario, persona: Persona, stakes: Stakes, data: st.DataObject, seed: int
) -> None:
    meeting = Meeting(scenario, persona, seed)
    topics = [interest.id for interest in persona.interests]
    for turn in data.draw(st.lists(any_reading(scenario, topics), max_size=20)):
        before, table = meeting.mind, meeting.table
        act = meeting.hears(turn)
        if act.kind in {ActKind.ACCEPT, ActKind.COUNTER, ActKind.CLOSE}:
            assert stakes.can_sign(act.package)
        if act.kind in {ActKind.ASK, ActKind.COUNTER, ActKind.NIBBLE}:
            assert act.terms  # else there would be no line to speak
        if act.kind in {ActKind.ASK, ActKind.NIBBLE}:
            for issue, wanted in act.terms.items():
                assert stakes.gain(issue, meeting.table.positions[issue].seller, wanted) > 0
        if act.kind is ActKind.REVEAL:
            assert act.tier == before.tiers[act.interest] + 1
        for interest, tier in meeting.mind.tiers.items():
            assert abs(tier - before.tiers[interest]) <= 1
        assert meeting.mind.heat >= before.heat - 1
        assert set(table.positions) == set(meeting.table.positions)
        if act.ends_meeting:
            break


@settings(deadline=None)
@given(data=st.data(), seed=st.integers(0, 1000))
def test_each_hint_is_given_at_most_twice(
    scenario: Scenario, persona: Persona, stakes: Stakes, data: st.DataObject, seed: int
) -> None:
    meeting = Meeting(scenario, persona, seed)
    for turn in data.draw(st.lists(any_reading(scenario, ["approval"]), max_size=15)):
        if meeting.hears(turn).ends_meeting:
            break
    given_cues = [(act.cue, act.faint) for act in meeting.acts if act.cue]
    assert len(given_cues) == len(set(given_cues))
