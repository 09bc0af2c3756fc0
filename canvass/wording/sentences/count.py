"""Sentences for failures in count: none so far."""

SENTENCES: dict[str, str] = {}
