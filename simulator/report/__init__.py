"""Graded records as text for people: plain lines first. Text in, text out."""
