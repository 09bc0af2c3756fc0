"""Progress is told, thinned, and the same call cancels."""

import pytest

from canvass.ground.progress import Cancelled, Thinned, silent


def test_of_many_calls_few_are_passed_on_and_always_the_last():
    told: list[tuple[int, int]] = []
    report = Thinned(lambda done, total: told.append((done, total)), per_second=1)
    for done in range(1, 10_001):
        report(done, 10_000)
    assert told[0] == (1, 10_000)
    assert told[-1] == (10_000, 10_000)
    assert len(told) < 100


def test_a_cancel_passes_through():
    def give_up(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Thinned(give_up)(1, 2)


def test_silence_says_nothing():
    silent(1, 2)
