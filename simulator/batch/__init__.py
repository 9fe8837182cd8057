"""Grading by the thousand: which files, one file, many processes, and what came of it."""
