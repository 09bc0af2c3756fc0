"""The law as data: templates, thresholds, clocks, what the petition says. Pure, but for reading the templates."""
