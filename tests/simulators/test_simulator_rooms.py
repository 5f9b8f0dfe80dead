"""What holds for all simulators: a sentence on what each leaves out, cheap import, errors that say the range."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest

import ibc_edu.simulators
from ibc_edu.errors import ParameterError
from ibc_edu.simulators.parameters import POSITIVE, PROBABILITY, Range, check, check_flag, check_kind, checked_list

HELPERS = {"binomial", "parameters", "pharmacokinetics", "replicated_tests", "survival_curves"}
MODELS = sorted({module.name for module in pkgutil.iter_modules(ibc_edu.simulators.__path__)} - HELPERS)


@pytest.mark.parametrize("name", MODELS)
def test_each_model_says_in_one_sentence_what_it_leaves_out(name: str) -> None:
    sentence = importlib.import_module(f"ibc_edu.simulators.{name}").LEAVES_OUT
    assert "leave" in sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    assert len(sentence) < 300


def test_importing_the_simulators_is_cheap() -> None:
    models = ", ".join(MODELS)
    code = f"import ibc_edu.simulators, sys; from ibc_edu.simulators import {models}; print('scipy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_a_range_says_itself() -> None:
    assert str(PROBABILITY) == "a number of at least 0 and at most 1"
    assert str(POSITIVE) == "a number above 0"
    assert str(Range(1, 1_000_000, whole=True)) == "a whole number of at least 1 and at most 1,000,000"
    assert str(Range(0.5, 1, open_high=True)) == "a number of at least 0.5 and below 1"
    assert str(Range()) == "a number"


def test_an_error_says_what_was_given_where_and_what_is_possible() -> None:
    with pytest.raises(ParameterError) as caught:
        check("rate", -1, POSITIVE)
    assert str(caught.value) == "rate: -1 is not possible. Give a number above 0."
    with pytest.raises(ParameterError, match=r"p\[2\]: nan is not possible"):
        checked_list("p", [0.1, float("nan")], PROBABILITY)
    with pytest.raises(ParameterError, match=r"p: 3 values are given. Give 1 to 2 of them."):
        checked_list("p", [0.1] * 3, PROBABILITY, Range(1, 2))
    with pytest.raises(ParameterError, match=r"on: 1 is not possible. Give True or False."):
        check_flag("on", 1)
    with pytest.raises(ParameterError, match=r"x: 'a' is not possible. Give int or float."):
        check_kind("x", "a", int, float)
    with pytest.raises(ParameterError) as caught:
        check("rate", "x" * 500, POSITIVE)
    assert len(str(caught.value)) < 120
