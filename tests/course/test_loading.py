"""What is loaded at once is searched neither for garbage nor for plugins, and is again afterwards."""

from __future__ import annotations

import gc
import os
import subprocess
import sys

import pytest

from ibc_edu.course.loading import loading

VARIABLE = "PYDANTIC_DISABLE_PLUGINS"


def test_no_garbage_is_searched_for_while_much_is_loaded() -> None:
    assert gc.isenabled()

    @loading()
    def searched() -> bool:
        return gc.isenabled()

    assert [searched(), searched(), gc.isenabled()] == [False, False, True]


def test_the_search_goes_on_where_loading_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(ValueError, match="broken"), loading():
        raise ValueError("broken")
    assert gc.isenabled()
    assert VARIABLE not in os.environ


def test_who_has_switched_it_off_finds_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "one")
    gc.disable()
    try:
        with loading():
            assert os.environ[VARIABLE] == "one"
        assert not gc.isenabled()
        assert os.environ[VARIABLE] == "one"
    finally:
        gc.enable()


def test_the_first_question_comes_without_a_search_for_plugins() -> None:
    code = (
        "import importlib.metadata as metadata\n"
        "metadata.entry_points = lambda **asked: print('searched', asked) or ()\n"
        "import ibc_edu\n"
        "ibc_edu.lesson('staging').show('predict')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == ""
