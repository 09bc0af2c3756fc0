"""The window: the only room that knows Qt. Thin over the same functions that the terminal uses."""
