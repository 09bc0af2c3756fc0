"""How many there are of what: totals that never share a number. Samples and forecasts come with matching."""
