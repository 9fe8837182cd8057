"""Readers of conversations from elsewhere, one module a format.

Each has `read(text) -> Parsed` and raises TranscriptError with a sentence that lacks the file's
name; nothing here decides who sells and who buys.
"""
