"""Finds, reads and validates personas and scenarios.

The cards of the lobby cost a few lines of each file; only loading one imports YAML and pydantic.
"""

from simulator.content.card import Card
from simulator.content.library import load_persona, load_scenario, personas, scenarios

__all__ = ["Card", "load_persona", "load_scenario", "personas", "scenarios"]
