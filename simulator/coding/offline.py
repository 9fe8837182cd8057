"""What the offline model answers to a model coder's request: the rules' own codes."""

from collections.abc import Mapping

from simulator.coding.forms import CodesForm, MentionForm, move_form, passage_in
from simulator.coding.reader import RuleReader
from simulator.domain.transcript import Turn


def answer_codes(request: Mapping[str, object]) -> str:
    """The JSON text of the answer to a Chat Completions request body.

    Raises ValueError, in one sentence, if the request holds no passage.
    """
    passage = passage_in(request)
    reader = RuleReader(passage.deal)
    for turn in passage.before:
        reader.read(Turn(n=turn.n, speaker=turn.speaker, text=turn.text))
    answer = CodesForm(moves=[], mentions=[])
    for turn in passage.turns:
        reading = reader.read(Turn(n=turn.n, speaker=turn.speaker, text=turn.text))
        answer.moves.extend(move_form(move) for move in reading.moves)
        answer.mentions.extend(
            MentionForm.model_construct(
                turn=m.quote.turn,
                issue=m.issue,
                value=m.value,
                upto=m.upto,
                stance=m.stance,
                quote=m.quote.text,
            )
            for m in reading.mentions
        )
    return answer.model_dump_json()
