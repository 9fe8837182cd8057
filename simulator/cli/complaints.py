"""Tells of what is wrong, on standard error. What a file is named or holds may be anything."""

import sys


def complain(sentences: str) -> None:
    """Print what is wrong; line feeds stay, as bad files have a line for each fault."""
    from simulator.domain.text import shown

    print(f"negotiate: {shown(sentences)}", file=sys.stderr)
