"""The deal as it stands: each side's last word on each issue."""

from collections.abc import Iterable, Mapping
from typing import Literal

from simulator.domain.base import Noun
from simulator.domain.deal import Value
from simulator.domain.moves import Speaker

Status = Literal["agreed", "open", "untouched"]


class Position(Noun):
    """Both sides' last terms on one issue; the seller starts at its standard terms."""

    seller: Value
    buyer: Value | None = None
    spoken_of: bool = False
    agreed: bool = False

    @property
    def status(self) -> Status:
        """Agreed if both said the same (or the deal is done), untouched if nobody spoke of it."""
        if self.agreed or self.buyer == self.seller:
            return "agreed"
        return "open" if self.spoken_of else "untouched"


class Table(Noun):
    """A position for every issue of the scenario."""

    positions: dict[str, Position]

    @classmethod
    def of_standard(cls, standard: Mapping[str, Value], settled: Iterable[str] = ()) -> "Table":
        """The table before anybody spoke; `settled` issues were agreed in earlier talks."""
        positions = {issue: Position(seller=value) for issue, value in standard.items()}
        for issue in settled:
            value = standard[issue]
            positions[issue] = Position(seller=value, buyer=value, spoken_of=True)
        return cls(positions=positions)

    def moved(self, side: Speaker, terms: Mapping[str, Value]) -> "Table":
        """The table after one side's terms; issues the scenario does not have are left out."""
        field = "seller" if side == "trainee" else "buyer"
        changed = {
            issue: self.positions[issue].model_copy(
                update={field: value, "spoken_of": True, "agreed": False}
            )
            for issue, value in terms.items()
            if issue in self.positions
        }
        return Table(positions={**self.positions, **changed})

    def settled(self, package: Mapping[str, Value]) -> "Table":
        """The table once both have agreed on `package`."""
        return Table(
            positions={
                issue: Position(seller=value, buyer=value, agreed=True)
                for issue, value in package.items()
            }
        )

    @property
    def seller_package(self) -> dict[str, Value]:
        """The seller's last word on every issue: what the buyer would accept."""
        return {issue: position.seller for issue, position in self.positions.items()}
