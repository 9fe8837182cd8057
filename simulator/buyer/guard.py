"""Checks every sentence of the buyer's before it is shown, against the act it should word.

The model may be hostile or broken: a sentence passes only if its figures, its commitments and
what it tells are all in the act. What fails is cut, with the reason, and never shown.
"""

import re
from collections.abc import Callable, Set
from functools import cached_property, lru_cache

from simulator.buyer.act import Act
from simulator.buyer.language import is_foreign
from simulator.buyer.mind import Mind
from simulator.buyer.phrases import load_phrases
from simulator.buyer.sentences import key, plain, split_sentences, stems
from simulator.buyer.wording import groups
from simulator.coding.figures import Figure, find_figures
from simulator.coding.text import Text
from simulator.domain.deal import OptionIssue, RangeIssue, Value
from simulator.domain.persona import ActKind, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.text import whole_words

ACCEPTING = frozenset({ActKind.ACCEPT, ActKind.CLOSE})
BINDING = ACCEPTING | {ActKind.COUNTER, ActKind.CALL_BACK}
ANSWERING = BINDING | {
    ActKind.WELCOME,
    ActKind.CONFIRM,
    ActKind.ANSWER,
    ActKind.TESTED,
    ActKind.CHAT,
    ActKind.FAREWELL,
}
"""Acts in which a bare "yes" is no yes to the deal."""

REPEATABLE = 4
"""Sentences of fewer words may come again: "I see"."""

# Marks that no sentence of a talk has: of markup, code, control pictures; links, speaker labels,
# stage directions. And "words" nobody can say.
_MARKUP = re.compile(
    r"[<>\[\]{}|\\`~*#^=\u2400-\u2426\ufffd]|\w_\w|https?:|www\."
    r"|^\W*(?:buyer|seller|user|assistant|system|human|ai|me|you|act|note|line)\s*:"
    r"|^\(.*\)$|^[-•+]\s|^\d+[.)](?:\s|$)|\w{31,}|[A-Za-z]\w*\d\w*[A-Za-z]\w{6,}",
    re.IGNORECASE,
)


class Guard:
    """The checks for one act. `mind` is the state with the act's own disclosure in it.

    `said` holds the keys (sentences.key) of what the buyer has said in this session.
    """

    def __init__(
        self,
        act: Act,
        mind: Mind,
        persona: Persona,
        scenario: Scenario,
        said: Set[str] = frozenset(),
    ) -> None:
        self._act, self._scenario, self._persona, self._said = act, scenario, persona, said
        self._groups = groups(act, mind, persona, scenario)
        self._bound = act.kind in ACCEPTING or bool(mind.agreed)
        told: list[str] = []
        if act.tier:
            told += persona.interest(act.interest).tiers[act.tier - 1].figures
        if act.fact:
            told += next(fact.figures for fact in persona.facts if fact.id == act.fact)
        self._known = known = [*map(scenario.spoken, _terms_of(act)), *told]
        self._figures = set[float]().union(*map(figures, known))
        # A figure of what is told may be any kind; "net 60" allows no "60 percent".
        self._percents = set[float]().union(*map(percents, known), *map(figures, told))
        shut = [
            word
            for interest in persona.interests
            for words in interest.secret[mind.tiers[interest.id] :]
            for word in words
        ]
        self._secrets = whole_words(shut) if shut else None

    def objection(self, sentence: str) -> str | None:
        """Why the sentence may not be shown, for the rewrite; None if it may."""
        text = plain(sentence)
        checks: tuple[Callable[[str], str], ...] = (
            self._markup,
            self._figure,
            self._secret,
            self._role,
            self._commitment,
            self._deadline,
        )
        found = next((why for check in checks if (why := check(text))), "")
        if found:
            return found
        # What people wrote for this act may be a bluff about limits, or a bare yes to something
        # else.
        found = self._manner(text) or self._other_point(text)
        return found if found and key(sentence) not in self._own else None

    def repeats(self, sentence: str) -> bool:
        """Whether the buyer has said it before, and not in a scripted line of this act."""
        if len(sentence.split()) < REPEATABLE:
            return False
        said = key(sentence)
        return said in self._said and said not in self._own

    def missing(self, line: str) -> str | None:
        """What the finished line should have said and did not; None if it is complete."""
        if not line.strip():
            return "nothing was said"
        if all(any(own in line for own in group.lines.values()) for group in self._groups):
            return None
        if all(key(sentence) in self._said for sentence in split_sentences(line)):
            return "nothing new was said"
        lacking = self._numbers_needed - figures(line)
        if lacking:
            return f"the terms were not named ({min(lacking):g})"
        for names in self._options_needed:
            if not whole_words(names).search(plain(line)):
                return f"the terms were not named ({names[0]})"
        if self._tells and not self._tells & stems(line):
            return "what the act tells was not told"
        return None

    def can_stop(self, line: str) -> bool:
        """Whether a line that broke off may end with its last whole sentence."""
        return len(line.split()) >= REPEATABLE and self.missing(line) is None

    @property
    def _is_telling(self) -> bool:
        """Whether the act tells something, so that its own content has to be said."""
        act = self._act
        return bool(act.tier or act.fact or act.tactic or act.claim)

    def _markup(self, text: str) -> str:
        found = _MARKUP.search(text)
        name = self._persona.name.split()[0].lower()
        if found or re.match(rf"\W*{re.escape(name)}[\w ]*:", text.lower()):
            return "it holds markup, code or a stage direction"
        return ""

    def _figure(self, text: str) -> str:
        if strange := figures(text) - self._figures:
            return f"it names a figure that is not in the act ({min(strange):g})"
        if strange := percents(text) - self._percents:
            return f"it names a percentage that is not in the act ({min(strange):g})"
        vague = whole_words(load_phrases().amounts).search(text)
        if vague and not self._names(vague.group().lower(), self._own_words, text):
            return f"it names an amount that is not in the act ({vague.group()})"
        return ""

    def _secret(self, text: str) -> str:
        if self._secrets and (told := self._secrets.search(text)):
            return f"it tells what is not to be told yet ({told.group()!r})"
        return ""

    def _role(self, text: str) -> str:
        strange = whole_words(load_phrases().out_of_role).search(text)
        return f"it steps out of the role ({strange.group()!r})" if strange else ""

    def _commitment(self, text: str) -> str:
        if self._bound:
            return ""
        if load_phrases().accepts(text) or self._hides_a_yes(text):
            return "it agrees to something, and the act does not"
        if self._act.kind not in BINDING and load_phrases().offers(text):
            return "it offers something, and the act does not"
        return ""

    def _hides_a_yes(self, text: str) -> bool:
        """In "a break clause before the last year is agreed" the "before" denies nothing."""
        if not load_phrases().speaks_of_a_yes(text):
            return False
        named = whole_words(_points_of(self._scenario))
        return load_phrases().accepts(named.sub("that", text))

    def _other_point(self, text: str) -> str:
        """A point of the deal that the act is not about, given or taken."""
        if not load_phrases().grants(text):
            return ""
        points = _points_of(self._scenario)
        for found in whole_words(points).finditer(text):
            meant = points[found.group().lower()]
            if not any(self._is_in_act(issue, value) for issue, value in meant):
                return f"it settles a point that the act is not about ({found.group()!r})"
        return ""

    def _is_in_act(self, issue: str, value: Value) -> bool:
        act = self._act
        takes_up = act.kind in BINDING or act.kind is ActKind.WELCOME
        settled = (act.terms, act.package, act.theirs if takes_up else {})
        return any(terms.get(issue) == value for terms in settled)

    def _deadline(self, text: str) -> str:
        """A day that nobody set; one that the act only mentions is no deadline either."""
        for day in load_phrases().set_days(text):
            if not self._names(day, self._own_days, text):
                return f"it sets a day that is not in the act ({day})"
        return ""

    def _manner(self, text: str) -> str:
        if self._act.kind not in ANSWERING and not self._bound and load_phrases().is_assent(text):
            return "it says yes, and the act does not"
        if not self._bound and load_phrases().yields(text):
            return "it gives in, and the act does not"
        if leak := whole_words(load_phrases().leaking).search(text):
            return f"it speaks of what it holds back ({leak.group()!r})"
        if is_foreign(text, self._sample):
            return "it is in another language"
        return ""

    @cached_property
    def _own(self) -> frozenset[str]:
        """The scripted lines and each of their sentences, by their keys."""
        lines = [line for group in self._groups for line in group.lines.values()]
        return frozenset(key(s) for line in lines for s in (line, *split_sentences(line)))

    def _names(self, words: str, own: str, text: str) -> bool:
        """Whether the act's own text holds a day or an amount; as part of an option ("start before
        May") it counts where the option is named whole."""
        return words in own or any(
            words in option and option in text.lower() for option in self._option_words
        )

    @cached_property
    def _own_words(self) -> str:
        """Everything that is said of this act anywhere."""
        lines = [line for group in self._groups for line in group.lines.values()]
        return " | ".join([*self._known, *lines]).lower()

    @cached_property
    def _own_days(self) -> str:
        """What a deadline may be taken from: what the act tells, and the deadlines of its lines."""
        if self._is_telling:
            return self._own_words
        return " | ".join([*self._known, *load_phrases().set_days(self._own_words)]).lower()

    @cached_property
    def _option_words(self) -> list[str]:
        """Every way to say an option of the act."""
        return [
            word.lower()
            for terms in _terms_of(self._act)
            for issue, value in terms.items()
            if isinstance(self._scenario.issue(issue), OptionIssue)
            for word in _ways_to_say(self._scenario, issue, value)
        ]

    @cached_property
    def _sample(self) -> str:
        """A text that is certainly in the language of the session."""
        wordings = self._persona.lines[ActKind.OPEN]
        return " ".join([*wordings.warm, *wordings.cool])

    @cached_property
    def _numbers_needed(self) -> set[float]:
        """The numbers a line that asks, offers or accepts has to name."""
        return {
            float(value)
            for issue, value in self._act.terms.items()
            if isinstance(self._scenario.issue(issue), RangeIssue)
        }

    @cached_property
    def _options_needed(self) -> list[tuple[str, ...]]:
        """The same for options: for each, the ways to say it."""
        return [
            _ways_to_say(self._scenario, issue, value)
            for issue, value in self._act.terms.items()
            if isinstance(self._scenario.issue(issue), OptionIssue)
        ]

    @cached_property
    def _tells(self) -> frozenset[str]:
        """Stems of which one at least has to be said; none where the act tells nothing."""
        act = self._act
        if not self._is_telling:
            return frozenset()
        told = [line for group in self._groups for line in group.lines.values()]
        if act.tier:
            told.append(self._persona.interest(act.interest).tiers[act.tier - 1].gist)
        return stems(" ".join(told))


def _terms_of(act: Act) -> tuple[dict[str, Value], ...]:
    return act.terms, act.theirs, act.package, act.quoted


def _ways_to_say(scenario: Scenario, issue_id: str, value: Value) -> tuple[str, ...]:
    """The ways to say an option."""
    issue = scenario.issue(issue_id)
    assert isinstance(issue, OptionIssue)
    option = next(option for option in issue.options if option.id == value)
    return (option.name, *option.words)


def _points_of(scenario: Scenario) -> dict[str, list[tuple[str, Value]]]:
    """What an option that is not standard is called -> the options that are called so."""
    points: dict[str, list[tuple[str, Value]]] = {}
    for issue in scenario.issues:
        if isinstance(issue, OptionIssue):
            for value in issue.outcomes():
                for name in _ways_to_say(scenario, issue.id, value):
                    points.setdefault(name.lower(), []).append((issue.id, value))
    standard = scenario.standard
    return {
        name: meant
        for name, meant in points.items()
        if all(standard[issue] != value for issue, value in meant)
    }


def figures(text: str) -> frozenset[float]:
    """Every amount in a text, in digits or in words; "one" and "this quarter" are no amounts."""
    return _amounts(text)[0]


def percents(text: str) -> frozenset[float]:
    """The amounts that are percentages."""
    return _amounts(text)[1]


@lru_cache(maxsize=1_024)
def _amounts(text: str) -> tuple[frozenset[float], frozenset[float]]:
    read = Text(text)
    found = [f for f in find_figures(read) if _is_amount(f, read.words)]
    percentages = (f.value for f in found if f.unit == "percent")
    return frozenset(f.value for f in found), frozenset(percentages)


def _is_amount(figure: Figure, words: list[str]) -> bool:
    word = words[figure.start]
    if word == "one":
        return figure.value != 1
    return word != "quarter" or words[figure.start - 1] == "a"
