"""Reads a turn of a negotiation: move codes with verbatim quotes, and terms."""
