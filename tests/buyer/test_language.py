import pytest

from simulator.buyer.language import is_foreign
from simulator.content import load_persona, personas
from simulator.domain.persona import ActKind

FOREIGN = {
    "german": "Das ist mir zu teuer, und ich kann das so nicht machen.",
    "french": "Je ne peux pas le faire, mais nous pouvons en parler.",
    "spanish": "El precio es muy alto para nosotros, pero podemos hablar.",
    "italian": "Il prezzo non va bene per noi, grazie.",
    "portuguese": "O preço é muito alto para nós, mas podemos falar.",
    "dutch": "De prijs is voor ons te hoog, maar wij kunnen nog praten.",
    "polish": "Niestety ta cena jest dla nas za wysoka, nie możemy tego podpisać.",
    "swedish": "Priset är för högt för oss, men vi kan prata om det.",
    "turkish": "Bu fiyat bizim için çok yüksek, ama konuşabiliriz.",
    "indonesian": "Harga ini tidak bisa untuk kami, terima kasih.",
}


def openings() -> list[str]:
    """What the guard compares with, of every buyer: the shortest is the hardest."""
    told = [load_persona(card.id).lines[ActKind.OPEN] for card in personas()]
    return [" ".join([*wordings.warm, *wordings.cool]) for wordings in told]


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_known_beside_every_buyers_own_lines(language: str) -> None:
    assert all(is_foreign(FOREIGN[language], sample) for sample in openings())


def test_no_buyers_own_line_looks_foreign() -> None:
    for card in personas():
        persona = load_persona(card.id)
        wordings = persona.lines[ActKind.OPEN]
        sample = " ".join([*wordings.warm, *wordings.cool])
        strange = [line for line in persona.scripted() if is_foreign(line, sample)]
        assert strange == []
