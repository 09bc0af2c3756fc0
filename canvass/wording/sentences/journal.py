"""Sentences for failures in journal: none so far."""

SENTENCES: dict[str, str] = {}
