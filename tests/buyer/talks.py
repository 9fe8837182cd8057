"""A real meeting, from the words on: what the seller says, and the act it is answered with."""

from pathlib import Path

from simulator.buyer.act import Act
from simulator.content import load_persona, load_scenario
from simulator.domain.transcript import End, MindRecord, Turn
from simulator.models import open_model
from simulator.session import Session
from simulator.store.transcripts import read_transcript


class Talk:
    """One meeting with one buyer, played through the session."""

    def __init__(
        self, folder: Path, scenario: str, persona: str, seed: int = 7, variant: str = ""
    ) -> None:
        self.session = Session.new(
            load_scenario(scenario),
            load_persona(persona),
            "normal",
            open_model("offline"),
            folder,
            seed=seed,
            variant=variant,
        )

    async def says(self, *lines: str) -> list[Act]:
        """What the buyer does after each of the seller's lines."""
        async for _ in self.session.buyer_turn():
            pass
        for line in lines:
            if self.session.ended is None:
                async for _ in self.session.say(line):
                    pass
        acts = [
            Act.model_validate(record.act)
            for record in read_transcript(self.session.path).records
            if isinstance(record, MindRecord)
        ]
        return acts[-len(lines) :] if lines else acts

    @property
    def last(self) -> Turn:
        """What the buyer said last."""
        return [turn for turn in self.session.turns if turn.speaker == "buyer"][-1]

    @property
    def end(self) -> End | None:
        """How it ended, if it has."""
        return self.session.ended
