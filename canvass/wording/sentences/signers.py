"""Sentences for failures in signers: none so far."""

SENTENCES: dict[str, str] = {}
