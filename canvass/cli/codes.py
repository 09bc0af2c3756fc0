"""Exit codes: a promise that scripts rely on."""

DONE = 0

REFUSED = 1
"""A sentence on stderr says what, what it means for the data, and what to do."""

USAGE = 2

FOR_A_PERSON = 3
"""Done, and there is something for a person to decide."""

BUG = 70
"""A fault of ours (EX_SOFTWARE of sysexits.h)."""

CANCELLED = 130

PIPE_CLOSED = 141
"""What a shell reports of a program ended by SIGINT, or by writing to a reader that went away."""
