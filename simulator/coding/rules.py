"""The rule coder, called directly: the codes that the offline model would answer, without asking.

Same rules, same readings; only the client, the form and the look for its quotes are left out.
"""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from simulator.coding.coder import Coding
from simulator.coding.reader import RuleReader
from simulator.coding.records import new_reading
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import Vocabulary

RULES = "rules"
"""How a graded record names this coder."""

_PARTS = ("*.py", "*.yaml")


def code_by_rules(turns: Sequence[Turn], vocabulary: Vocabulary) -> Coding:
    """The codes of a whole conversation, from the rules."""
    reader = RuleReader(vocabulary)
    read = map(reader.read, turns)
    # Which issues are only named moves a buyer and no score, and no model coder tells it.
    return Coding(tuple(new_reading(r.turn, r.speaker, r.moves, r.mentions, ()) for r in read))


@cache
def rules_hash() -> str:
    """Twelve digits that change with the rules: with this package's code or its word lists."""
    digest = sha256()
    folder = Path(__file__).parent
    for path in sorted(path for part in _PARTS for path in folder.rglob(part)):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
