"""The nine secondary scores: each a handful of checks, counted with their quotes, and a table."""
