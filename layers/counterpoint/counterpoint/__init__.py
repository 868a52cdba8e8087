"""Counterpoint: the same day's news, told from each side."""

__version__ = "0.1.0"
