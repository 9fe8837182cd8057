"""Scripted trainees: they play whole meetings by themselves, to check and to measure the buyers."""
