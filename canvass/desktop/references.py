"""A fault of PySide6 6.12 under Python 3.11, kept from ending the program in the middle of an evening.

Its wheels count on `None`, `True` and `False` being immortal, as they are from Python 3.12 on (PEP 683). Under 3.11
every call that returns one of them (each signal, each setter) gives up a reference that it never had; after some
thousands of calls Python finds that nobody holds `None` any more and aborts. `tests/desktop` shows it.
"""

import ctypes
import sys

ENOUGH = 1 << 40
"""More calls than a window makes in any lifetime."""


def keep_constants() -> None:
    """Hold as many references to the constants as Qt's calls could ever give up; once is enough."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for constant in (None, True, False):
        if sys.getrefcount(constant) < ENOUGH // 2:
            ctypes.c_ssize_t.from_address(id(constant)).value += ENOUGH
