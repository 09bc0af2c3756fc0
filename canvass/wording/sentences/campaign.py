"""Sentences for failures in campaign: none so far."""

SENTENCES: dict[str, str] = {}
