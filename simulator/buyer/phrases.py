"""What binds the buyer, gives it away or breaks the role: guard.yaml, as patterns."""

import re
from collections.abc import Sequence
from functools import cache, cached_property

from simulator.domain.base import Noun
from simulator.domain.data import read_data
from simulator.domain.text import whole_words

NEAR = 5
"""Words before a phrase in which a "not" is looked for."""

_CLAUSE = re.compile(r"[.,;:!?—–()\"]")
_WORD = re.compile(r"[\w'-]+")


class Phrases(Noun):
    """The lists of guard.yaml; what each is for is said there."""

    accepting: tuple[str, ...]
    yielding: tuple[str, ...]
    hems: tuple[str, ...]
    openers: tuple[str, ...]
    assents: tuple[str, ...]
    offering: tuple[str, ...]
    negations: tuple[str, ...]
    granting: tuple[str, ...]
    leaking: tuple[str, ...]
    out_of_role: tuple[str, ...]
    amounts: tuple[str, ...]
    deadlines: tuple[str, ...]
    days: tuple[str, ...]

    def accepts(self, sentence: str) -> bool:
        """Whether it says yes to a deal."""
        if self._says(self.accepting, sentence):
            return True
        return bool(self._opening.match(sentence))

    def speaks_of_a_yes(self, sentence: str) -> bool:
        """Whether it has the words of a yes, be they denied."""
        return whole_words(self.accepting).search(sentence) is not None

    def yields(self, sentence: str) -> bool:
        """Whether it sounds like giving in, and may mean something else."""
        return self._says(self.yielding, sentence)

    def offers(self, sentence: str) -> bool:
        """Whether it offers to pay, to move or to sign."""
        return self._says(self.offering, sentence)

    def grants(self, sentence: str) -> bool:
        """Whether it promises, takes or adds whatever else it names."""
        return self._says(self.granting, sentence)

    def is_assent(self, sentence: str) -> bool:
        """Whether it is a bare yes."""
        words = " ".join(_WORD.findall(sentence.lower()))
        return words in self._assents

    def set_days(self, text: str) -> list[str]:
        """The days that it sets as deadlines, in order."""
        return [found[1].lower() for found in self._deadline.finditer(text)]

    def _says(self, phrases: Sequence[str], sentence: str) -> bool:
        """Whether one of the phrases is said, and not denied in the same breath."""
        return any(
            not self._denied(sentence[: found.start()])
            for found in whole_words(phrases).finditer(sentence)
        )

    def _denied(self, before: str) -> bool:
        clause = _CLAUSE.split(before)[-1].lower()
        near = _WORD.findall(clause)[-NEAR:]
        # "No deal" is a no; "no date for the signature is agreed" names an option.
        return near[-1:] == ["no"] or not set(near).isdisjoint(self.negations)

    @cached_property
    def _assents(self) -> frozenset[str]:
        return frozenset(self.assents)

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        mark = r"\s*(?:[,.!;:–—-]|$)"
        hems = rf"(?:(?:{_any(self.hems)})[\s,.!–—-]+)*"
        return re.compile(rf"\W*{hems}(?:{_any(self.openers)}){mark}", re.IGNORECASE)

    @cached_property
    def _deadline(self) -> re.Pattern[str]:
        before, days = _any(self.deadlines), _any(self.days)
        pattern = rf"(?<!\w)(?:{before})\s+(?:the\s+|on\s+|by\s+)*({days})(?!\w)"
        return re.compile(pattern, re.IGNORECASE)


@cache
def load_phrases() -> Phrases:
    """The lists, read once."""
    return Phrases.model_validate(read_data("simulator.buyer", "guard.yaml"))


def _any(phrases: Sequence[str]) -> str:
    return "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
