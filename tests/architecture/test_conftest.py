"""What `tests/conftest.py` promises is tried on tests that break it, each in a pytest of its own."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

BAD = {
    ("a_thread_left_running", "threads left running"): """
        import threading
        def test_it():
            threading.Thread(target=threading.Event().wait, args=(20,), daemon=True).start()
    """,
    ("an_exception_in_a_thread", "ZeroDivisionError"): """
        import threading
        def test_it():
            thread = threading.Thread(target=lambda: 1 / 0)
            thread.start()
            thread.join()
    """,
    ("a_warning", "UserWarning: stray"): """
        import warnings
        def test_it():
            warnings.warn("stray")
    """,
    ("an_unclosed_file", "ResourceWarning"): """
        import gc
        def test_it(tmp_path):
            open(tmp_path / "x", "w")
            gc.collect()
    """,
    ("a_stray_log_record", "stray log records"): """
        import logging
        def test_it():
            logging.getLogger("canvass.x").warning("stray")
    """,
    ("an_expected_log_record_that_does_not_come", "expected in the log and not there"): """
        def test_it(expect_log):
            expect_log("never")
    """,
    ("an_unexpected_pass", "XPASS(strict)"): """
        import pytest
        @pytest.mark.xfail
        def test_it():
            pass
    """,
    ("an_unknown_marker", "'slwo' not found in `markers`"): """
        import pytest
        @pytest.mark.slwo
        def test_it():
            pass
    """,
    ("a_qt_warning", "Qt messages"): """
        from PySide6.QtCore import qWarning
        def test_it(qapp):
            qWarning("stray")
    """,
    ("an_exception_in_a_slot", "Exceptions caught in Qt event loop"): """
        from PySide6.QtCore import QTimer
        def test_it(qtbot):
            QTimer.singleShot(0, lambda: 1 / 0)
            qtbot.wait(50)
    """,
    ("a_window_left_in_sight", "left by a window: ['QWidget"): """
        from PySide6.QtWidgets import QWidget
        windows = []
        def test_it(qapp):
            windows.append(QWidget())
            windows[0].show()
    """,
    ("a_qthread_left_running", "left by a window: ['Worker"): """
        from PySide6.QtCore import QThread
        class Worker(QThread):
            def run(self):
                self.exec()
        threads = []
        def test_it(qapp, request):
            threads.append(Worker())
            threads[0].start()
        def test_afterwards(qapp):
            threads[0].quit()
            threads[0].wait()
    """,
}

GOOD = """
    import logging, os, pathlib, threading
    import platformdirs
    def test_a_log_record_that_was_expected(expect_log):
        expect_log("stray")
        logging.getLogger("canvass.x").warning("stray")
    def test_a_thread_that_ends():
        threading.Thread(target=lambda: None).start()
    def test_the_home_is_nobodys(tmp_path_factory):
        temporary = tmp_path_factory.getbasetemp()
        assert pathlib.Path.home().is_relative_to(temporary)
        assert pathlib.Path(platformdirs.user_data_dir("canvass")).is_relative_to(temporary)
        assert "CANVASS_PASSPHRASE" not in os.environ
    def test_the_platform(qapp):
        assert qapp.platformName() == "offscreen"
    def test_a_window_that_is_closed(qtbot):
        from PySide6.QtWidgets import QWidget
        window = QWidget()
        qtbot.addWidget(window)
        window.show()
"""


def run(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_inner.py").write_text(textwrap.dedent(text))
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "CANVASS_PASSPHRASE": "canary"}
    environment.pop("CANVASS_TEST_PLATFORM", None)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    command += ["-c", str(REPOSITORY / "pyproject.toml"), "--rootdir", str(folder), "--basetemp", str(folder / "t")]
    return subprocess.run(
        [*command, str(folder / "test_inner.py")],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("name", "said"), sorted(BAD))
def test_it_turns_red(tmp_path, name, said):
    inner = run(tmp_path, BAD[name, said])
    assert inner.returncode in {1, 2}, inner.stdout
    assert said in inner.stdout


@pytest.mark.slow
def test_it_stays_green(tmp_path):
    inner = run(tmp_path, GOOD)
    assert inner.returncode == 0, inner.stdout
    assert "5 passed" in inner.stdout
