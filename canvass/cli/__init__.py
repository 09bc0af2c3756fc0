"""The same capabilities for a terminal: commands, their texts and JSON, exit codes."""
