"""What is loaded at once is not searched for garbage meanwhile, and is again afterwards, whatever happened."""

from __future__ import annotations

import gc

import pytest

from ibc_edu.loading import loading


def test_no_garbage_is_searched_for_while_much_is_loaded() -> None:
    assert gc.isenabled()

    @loading()
    def searched() -> bool:
        return gc.isenabled()

    assert [searched(), searched(), gc.isenabled()] == [False, False, True]


def test_the_search_goes_on_where_loading_fails() -> None:
    with pytest.raises(ValueError, match="broken"), loading():
        raise ValueError("broken")
    assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with loading():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
