"""The collector rests during a build and works again after it, whatever becomes of the build."""

from __future__ import annotations

import gc

import pytest
from handbook.content.gc import gc_paused


def test_it_rests_and_works_again() -> None:
    with gc_paused():
        assert not gc.isenabled()
        with gc_paused():
            pass
        assert not gc.isenabled(), "one rest within another does not end it"
    assert gc.isenabled()


def test_it_works_again_after_a_failure() -> None:
    @gc_paused()
    def fail() -> None:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - any
        fail()
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with gc_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
