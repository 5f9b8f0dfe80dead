"""Every public parameter of every simulator moves every answer that it should: none is read and forgotten."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from parameter_use import Use
from uses_in_bodies import BODIES
from uses_in_early_trials import EARLY_TRIALS
from uses_in_late_trials import LATE_TRIALS

import ibc_edu.simulators
from ibc_edu.errors import ParameterError

USES = [*BODIES, *EARLY_TRIALS, *LATE_TRIALS]
NO_MODEL = {"parameters"}  # it says what may be given, and has tests of its own


def plain(answer: Any) -> Any:
    """An answer as something that can be compared: frames and arrays as lists."""
    if isinstance(answer, pd.DataFrame):
        return list(answer.columns), answer.astype(object).to_numpy().tolist()
    if isinstance(answer, np.ndarray):
        return answer.tolist()
    if isinstance(answer, tuple):
        return [plain(part) for part in answer]
    return answer


def answered(use: Use, arguments: dict[str, Any], seen: Callable[[Any], Any]) -> str:
    try:
        return repr(plain(seen(use.call(**arguments))))
    except ParameterError as error:
        return str(error)


CHANGES = [
    pytest.param(use, name, seen, id=f"{use.call.__qualname__}-{name}-{place}")
    for use in USES
    for name in use.other
    for place, seen in enumerate(use.seen)
]


@pytest.mark.parametrize(("use", "name", "seen"), CHANGES)
def test_another_value_gives_another_answer(use: Use, name: str, seen: Callable[[Any], Any]) -> None:
    assert answered(use, {**use.base, name: use.other[name]}, seen) != answered(use, use.base, seen)


@pytest.mark.parametrize("use", USES, ids=lambda use: use.call.__qualname__)
def test_the_same_values_give_the_same_answer(use: Use) -> None:
    """Otherwise any parameter would seem to move it."""
    for seen in use.seen:
        assert answered(use, use.base, seen) == answered(use, use.base, seen)
        if not use.refused:
            seen(use.call(**use.base))


def takes_parameters() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Public functions, classes that check what they are given, and such classes' public methods."""
    for found in pkgutil.iter_modules(ibc_edu.simulators.__path__):
        if found.name in NO_MODEL:
            continue
        module = importlib.import_module(f"ibc_edu.simulators.{found.name}")
        for name, member in vars(module).items():
            if name.startswith("_") or getattr(member, "__module__", None) != module.__name__:
                continue
            if inspect.isfunction(member):
                yield f"{found.name}.{name}", member
            elif inspect.isclass(member):
                if hasattr(member, "__post_init__") or member in {use.call for use in USES}:
                    yield f"{found.name}.{name}", member
                yield from (
                    (f"{found.name}.{name}.{method}", getattr(member, method))
                    for method, function in vars(member).items()
                    if not method.startswith("_")
                    and (inspect.isfunction(function) or isinstance(function, classmethod))
                )


USED_ELSEWHERE = {
    # Seen through what calls them.
    "pharmacokinetics.Exposure.at",
    "marrow_model.Marrow.effect",
}


def test_no_parameter_is_left_out() -> None:
    shown: dict[str, set[str]] = {}
    for use in USES:
        shown.setdefault(use.call.__qualname__ + use.call.__module__, set()).update(use.other)
    missing = [
        f"{name}({parameter})"
        for name, member in takes_parameters()
        if name not in USED_ELSEWHERE
        for parameter in inspect.signature(member).parameters
        if parameter not in shown.get(member.__qualname__ + member.__module__, set()) | {"self"}
    ]
    assert missing == []
