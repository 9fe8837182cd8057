"""What a hostile model does over HTTP: each behaviour makes the reply to a request."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

import yaml

from simulator.buyer.mind import first_mind
from simulator.buyer.stakes import Stakes
from simulator.domain.deal import OptionIssue
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from tests.llm.http_server import (
    DONE,
    Reply,
    Request,
    chunk,
    document,
    error,
    event,
    spoken,
    stream,
)

SPEAKING = ("caves", "leaks", "invents", "settles", "out_of_role", "languages", "markup")
"""Behaviours that are lists of lines; the others break the protocol or the form."""

HANGING = ("hangs", "broken", "stops")
"""Behaviours in which the server may leave a stream open."""


@cache
def lines() -> dict[str, list[str]]:
    """What hostile models say, by behaviour."""
    text = (Path(__file__).parent / "lines.yaml").read_text(encoding="utf-8")
    listed: dict[str, list[str]] = yaml.safe_load(text)
    return listed


class Hostile:
    """A hostile model that knows the deal it plays in, as a leaky one might."""

    def __init__(self, behaviour: str, seed: int) -> None:
        self.behaviour, self.rng = behaviour, Random(f"{behaviour}:{seed}")
        self.said: set[str] = set()
        """Every hostile line so far, whole."""
        self._fills: dict[str, list[str]] = {}
        self._answer: Callable[[Request], Reply] = (
            self._speak if behaviour in SPEAKING else getattr(self, f"_{behaviour}")
        )

    def plays(self, persona: Persona, scenario: Scenario) -> None:
        """Take a seat in another meeting."""
        stakes = Stakes(scenario, persona, "normal")
        tiers = first_mind(persona, "normal").tiers
        self._fills = {
            "limit": [f"${limit:,.0f}" for limit in limit_prices(stakes)] or ["$41,300"],
            "secret": [
                word
                for interest in persona.interests
                for words in interest.secret[tiers[interest.id] :]
                for word in words
            ],
            "option": [
                option.name
                for issue in scenario.issues
                if isinstance(issue, OptionIssue)
                for option in issue.options
                if option.id != issue.standard
            ],
        }
        self._fills["other"] = self._fills["option"]

    def __call__(self, request: Request) -> Reply:
        """The reply to one request."""
        return self._answer(request)

    def _speak(self, request: Request) -> Reply:
        chosen = self.rng.sample(lines()[self.behaviour], self.rng.randint(1, 2))
        said = [self._filled(line) for line in chosen]
        self.said.update(said)
        # Some begin well: the guard has to stop a line half-way.
        start = [own(request, self.rng) + " "] if self.rng.random() < 0.3 else []
        return spoken(*start, *pieces(" ".join(said), self.rng))

    def _filled(self, line: str) -> str:
        fills = {name: self.rng.choice(values) for name, values in self._fills.items() if values}
        fills |= {
            "price": f"${self.rng.randrange(1, 99_000):,}",
            "percent": str(self.rng.randrange(2, 60)),
        }
        for name, value in fills.items():
            line = line.replace(f"{{{name}}}", value)
        return line

    def _honest(self, request: Request) -> Reply:
        """The baseline: answers, and says one wording of each group."""
        start = self.rng.choice(["Well. ", "Look, I heard that. ", "Hm, let me see. ", ""])
        return spoken(*pieces(start + own(request, self.rng), self.rng))

    def _repeats(self, request: Request) -> Reply:
        talk = talk_in(request)
        mine = [text for who, text in talk if who != "seller"]
        said = mine[-1] if mine else "I have to think about that for a while."
        return spoken(*pieces(" ".join([said] * 3), self.rng))

    def _stops(self, request: Request) -> Reply:
        whole = own(request, self.rng)
        cut = self.rng.randrange(1, max(2, len(whole) - 1))
        finish = self.rng.choice(["length", "stop"])
        return stream(*map(chunk, pieces(whole[:cut], self.rng)), chunk(finish=finish), DONE)

    def _broken(self, request: Request) -> Reply:
        whole = list(map(chunk, pieces(own(request, self.rng), self.rng)))
        part = whole[: self.rng.randrange(len(whole) + 1)]
        return self.rng.choice(
            [
                stream(*part, b"data: {torn\n\n"),
                stream(*part),
                stream(*part, then="drop"),
                stream(*part, event({"choices": "none"}), event({"choices": None}), DONE),
                stream(*part, b"data: 7\n\n", DONE),
                stream(*part, event({"choices": [{"delta": {"content": ["x"]}}]})),
                stream(*part, b"\xff\xfe not text\n\n"),
                stream(b": nothing\n\n", DONE),
            ]
        )

    def _error_body(self, request: Request) -> Reply:
        body = {"error": {"message": "overloaded", "type": "server_error", "code": None}}
        sse = b"data: " + json.dumps(body).encode() + b"\n\n"
        return self.rng.choice(
            [
                document(body),
                document({"detail": "upstream failed"}),
                stream(sse),
                stream(chunk("Well,"), sse),
            ]
        )

    def _hangs(self, request: Request) -> Reply:
        begun = [*map(chunk, pieces(own(request, self.rng)[:20], self.rng))]
        return self.rng.choice([stream(then="hold"), stream(*begun, then="hold")])

    def _too_many(self, request: Request) -> Reply:
        return error(429, "slow down", "rate_limit_exceeded", headers={"retry-after-ms": "1"})

    def _fails(self, request: Request) -> Reply:
        return error(self.rng.choice([500, 502, 503]), "the server had an error")


BEHAVIOURS = (
    *SPEAKING,
    "repeats",
    "stops",
    "broken",
    "error_body",
    "hangs",
    "too_many",
    "fails",
)


def limit_prices(stakes: Stakes) -> list[float]:
    """The prices at which the buyer would and would not just sign, on the standard terms."""
    if stakes.price is None:
        return []
    standard = {issue.id: issue.standard for issue in stakes.issues.values()}
    issue = stakes.price
    signable = [p for p in issue.outcomes() if stakes.can_sign({**standard, issue.id: p})]
    return [min(signable, key=lambda price: stakes.worth({issue.id: price}))] if signable else []


def note_in(request: Request) -> dict[str, object]:
    """The act as the model is told it: the last line of the last message."""
    note: dict[str, object] = json.loads(_last_message(request).splitlines()[-1])
    return note


def own(request: Request, rng: Random) -> str:
    """One wording of each group, as an honest model would use them."""
    wordings = note_in(request)["wordings"]
    assert isinstance(wordings, list)
    return " ".join(rng.choice(group) for group in wordings if group)


def talk_in(request: Request) -> list[tuple[str, str]]:
    """The talk as the model sees it: who, and what."""
    return list(_talk(_last_message(request)))


def _talk(content: str) -> Iterator[tuple[str, str]]:
    for line in content.splitlines():
        if line.startswith('{"') and line.endswith('"}'):
            record = json.loads(line)
            if len(record) == 1:
                yield from record.items()


def _last_message(request: Request) -> str:
    messages = request.body["messages"]
    assert isinstance(messages, list)
    return str(messages[-1]["content"])


def pieces(text: str, rng: Random) -> list[str]:
    """A text in pieces of a few characters, as tokens come."""
    cut, at = [], 0
    while at < len(text):
        size = rng.randint(1, 12)
        cut.append(text[at : at + size])
        at += size
    return cut
