"""What several simulator tests share."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from ibc_edu.errors import ParameterError

NOT_NUMBERS = [math.nan, math.inf, -math.inf, True, "0.5", None, [0.5], 10**400]


@contextmanager
def refused(name: str) -> Iterator[None]:
    """A ParameterError must come whose message begins with the parameter and says what is allowed."""
    with pytest.raises(ParameterError, match=rf"^{re.escape(name)}(\[\d+\])?: ") as caught:
        yield
    assert caught.value.cure


def refuse_all(build: Callable[[Any], object], name: str, values: list[object]) -> None:
    """Every value, and everything that is not a finite number, is refused by the parameter's name."""
    for value in [*values, *NOT_NUMBERS]:
        with refused(name):
            build(value)


def within_four_standard_errors(share: float, chance: float, replicates: int) -> bool:
    """Whether a sampled share agrees with its exact chance (a tiny floor allows for chances near 0 and 1)."""
    error = math.sqrt(max(chance * (1 - chance), 1 / replicates) / replicates)
    return abs(share - chance) <= 4 * error
