"""Grades a finished conversation: opportunities, concession ledger, three scores, highlights."""
