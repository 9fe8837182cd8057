"""Errors that a person can act on: one sentence, exit code 2, no traceback."""


class NegotiateError(Exception):
    """What went wrong, where, and what to do about it, in one clear sentence.

    The two front ends print `str(error)` and nothing else, so the sentence has to stand alone.
    """


class ContentError(NegotiateError):
    """A persona or scenario file that cannot be used."""


class TranscriptError(NegotiateError):
    """A transcript that cannot be read, or not by this version."""


class ModelError(NegotiateError):
    """The language model could not be reached, or answered something unusable.

    `lasting`: it will fail again until somebody changes the set-up: a wrong key, an unknown model.
    """

    def __init__(self, sentence: str, *, lasting: bool = False) -> None:
        super().__init__(sentence)
        self.lasting = lasting
