"""The command `negotiate`: one module a command, each imported only when it is run."""

from simulator.cli.main import main

__all__ = ["main"]
