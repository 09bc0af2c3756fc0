"""What holds for every test: no real home, no display needed, nothing swallowed, nothing left running."""

import gc
import logging
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator

import hypothesis
import pytest

os.environ["QT_QPA_PLATFORM"] = os.environ.get("CANVASS_TEST_PLATFORM", "offscreen")
os.environ.pop("QT_SCALE_FACTOR", None)

# On a busy machine a slow example is no defect; a failure prints what is needed to see it again.
hypothesis.settings.register_profile("canvass", deadline=None, print_blob=True)
hypothesis.settings.load_profile("canvass")

_HOMES = {
    "HOME": ".",
    "USERPROFILE": ".",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
}
_THREAD_GRACE_S = 5.0


@pytest.fixture(autouse=True)
def _home_of_nobody(tmp_path_factory) -> Iterator[None]:
    """Each test has a home of its own, and sees no passphrase or setting of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        for name, folder in _HOMES.items():
            place = home / folder
            place.mkdir(mode=0o700, exist_ok=True)
            environment.setenv(name, str(place))
        for name in [name for name in os.environ if name.startswith("CANVASS_") and name != "CANVASS_TEST_PLATFORM"]:
            environment.delenv(name)
        for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
            environment.delenv(name, raising=False)
        environment.setenv("LANG", "C.UTF-8")
        yield


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application under test has the style that the program asks for."""
    return ["canvass", "-style", "Fusion"]


class _LogKeeper(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def expect_log() -> Iterator[Callable[[str], None]]:
    """A log record of WARNING and above fails the test, unless `expect_log(pattern)` said that it comes."""
    keeper = _LogKeeper()
    logging.getLogger().addHandler(keeper)
    yield keeper.expected.append
    logging.getLogger().removeHandler(keeper)
    stray = [line for line in keeper.seen if not any(re.search(pattern, line) for pattern in keeper.expected)]
    missing = [pattern for pattern in keeper.expected if not any(re.search(pattern, line) for line in keeper.seen)]
    assert not stray, f"stray log records: {stray}"
    assert not missing, f"expected in the log and not there: {missing}"


@pytest.fixture(autouse=True)
def _nothing_left_running(request) -> Iterator[None]:
    """After a test there is no new thread, and after one with a window no running QThread and no window in sight."""
    before = set(threading.enumerate())
    yield
    new = [thread for thread in threading.enumerate() if thread not in before]
    for thread in new:
        thread.join(_THREAD_GRACE_S)
    assert not [thread.name for thread in new if thread.is_alive()], "threads left running"
    if "qapp" in request.fixturenames:
        left = [*_windows_in_sight(), *_running_qthreads()]
        assert not left, f"left by a window: {left}"


def _windows_in_sight() -> list[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None:
        return []
    return [
        f"{type(window).__name__} {window.objectName()}"
        for window in widgets.QApplication.topLevelWidgets()
        if window.isVisible()
    ]


def _running_qthreads() -> list[str]:
    core, shiboken = sys.modules.get("PySide6.QtCore"), sys.modules.get("shiboken6")
    if core is None or shiboken is None:
        return []
    here = core.QThread.currentThread()
    threads = [thing for thing in gc.get_objects() if issubclass(type(thing), core.QThread)]
    return [
        type(thread).__name__
        for thread in threads
        if shiboken.isValid(thread) and thread != here and thread.isRunning()
    ]
