"""Practise a sales negotiation against a scripted buyer, then read a grade you can check."""

__version__ = "0.1.0"
