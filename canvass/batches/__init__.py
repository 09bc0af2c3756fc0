"""Records that travel: kits, sealing, reading with its order of checks, export and merge."""
