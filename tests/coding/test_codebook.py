"""The codebook is complete, and the rules agree with its examples."""

from simulator.coding.codebook import Exchange, load_codebook
from simulator.coding.forms import HoldForm, MentionForm, MoveForm, OfferForm, instructions
from simulator.coding.reader import RuleReader
from simulator.domain.moves import Code, Speaker
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import GENERIC

NOT_FOR_RULES = {Code.FALSE, Code.CUE, Code.DISCLOSE, Code.GIVE}
"""Need the fact sheet, or the words of a deal and a persona."""


def test_every_code_has_an_entry_and_only_those() -> None:
    assert set(load_codebook().codes) == set(Code)


def test_the_prompt_of_the_model_coder_names_every_code() -> None:
    prompt = instructions()
    for code, entry in load_codebook().codes.items():
        assert code.value in prompt
        assert entry.means in prompt


def test_the_prompt_of_the_model_coder_tells_how_every_field_is_filled_in() -> None:
    prompt, book = instructions(), load_codebook()
    for stance, means in book.stances.items():
        assert f"{stance.value}: {means}" in prompt
    for form in (MoveForm, OfferForm, HoldForm, MentionForm):
        for field in set(form.model_fields) - {"turn", "code"}:
            assert f'"{field}"' in prompt


def test_the_rules_see_most_examples() -> None:
    missed = []
    total = 0
    for code, entry in load_codebook().codes.items():
        if code in NOT_FOR_RULES:
            continue
        for example in entry.examples:
            total += 1
            if not _seen(code, "buyer" if entry.side == "buyer" else "trainee", example):
                missed.append((code.value, example))
    assert len(missed) <= total * 0.1, missed


def _seen(code: Code, speaker: Speaker, example: str | Exchange) -> bool:
    reader = RuleReader(GENERIC)
    before = example.buyer if isinstance(example, Exchange) else "So it's the date, is that right?"
    text = example.trainee if isinstance(example, Exchange) else example
    other: Speaker = "trainee" if speaker == "buyer" else "buyer"
    if code in (Code.CONCEDE, Code.GIVE):
        reader.read(Turn(n=0, speaker=speaker, text="I said 45,000."))
    reader.read(Turn(n=1, speaker=other, text=before))
    return reader.read(Turn(n=2, speaker=speaker, text=text)).has(code)
