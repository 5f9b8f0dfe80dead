"""What the parameters of a simulator may be, found out before it computes anything.

Each raises `ParameterError` that names the parameter, the value given and the values allowed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

import numpy as np

from ibc_edu.errors import ParameterError, did_you_mean

MAX_REPLICATES = 1_000_000  # about 10 s of the slowest sampler


@dataclass(frozen=True)
class Range:
    """The numbers that a parameter may take, ends included unless `open_low` or `open_high`; str() says it in words."""

    low: float = -math.inf
    high: float = math.inf
    open_low: bool = False
    open_high: bool = False
    whole: bool = False

    def __contains__(self, value: float) -> bool:
        above = value > self.low if self.open_low else value >= self.low
        below = value < self.high if self.open_high else value <= self.high
        return above and below

    def __str__(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        low = f"above {_plain(self.low)}" if self.open_low else f"of at least {_plain(self.low)}"
        high = f"below {_plain(self.high)}" if self.open_high else f"at most {_plain(self.high)}"
        ends = [text for text, end in ((low, self.low), (high, self.high)) if math.isfinite(end)]
        return " ".join([kind, " and ".join(ends)]).strip()


PROBABILITY = Range(0, 1)
INNER_PROBABILITY = Range(0, 1, open_low=True, open_high=True)
POSITIVE = Range(0, open_low=True)
NOT_NEGATIVE = Range(0)
REPLICATES = Range(1, MAX_REPLICATES, whole=True)


def check(name: str, value: object, allowed: Range) -> None:
    """Refuse what is not a finite number within `allowed`.

    Raises
    ------
    ParameterError
        For bool, text, None, NaN, infinity, a fraction where a whole number is due, or a number out of range.
    """
    if not _is_finite(value, whole=allowed.whole) or value not in allowed:  # type: ignore[operator]
        raise ParameterError(f"{_shown(value)} is not possible.", where=name, cure=f"Give {allowed}.")


def check_fields(parameters: object, **allowed: Range) -> None:
    """Check the named attributes of a parameters object, see `check`.

    Raises
    ------
    ParameterError
        For the first attribute that does not fit its range.
    """
    for name, values in allowed.items():
        check(name, getattr(parameters, name), values)


def checked_list(name: str, values: Any, allowed: Range, length: Range = Range(1, 10_000)) -> tuple[Any, ...]:
    """The values as a tuple, each of them checked; names count from 1, as in ``p_true[2]`` for the second.

    Raises
    ------
    ParameterError
        If it is not a list, has too few or too many values, or one of them does not fit.
    """
    if isinstance(values, (str, bytes, dict)) or not isinstance(values, Iterable):
        raise ParameterError(f"{_shown(values)} is not a list of numbers.", where=name, cure=f"Each is {allowed}.")
    listed = tuple(values)
    if len(listed) not in length:
        raise ParameterError(
            f"{len(listed)} values are given.",
            where=name,
            cure=f"Give {_plain(length.low)} to {_plain(length.high)} of them.",
        )
    for position, value in enumerate(listed, start=1):
        check(f"{name}[{position}]", value, allowed)
    return listed


def check_choice(name: str, value: object, choices: Iterable[str]) -> None:
    """Refuse a word that is not among `choices`, and suggest the nearest.

    Raises
    ------
    ParameterError
        If the value is not one of the choices.
    """
    known = list(choices)
    if isinstance(value, str) and value in known:
        return
    raise ParameterError(f"{_shown(value)} is not known.", where=name, cure=did_you_mean(value, known))


def check_flag(name: str, value: object) -> None:
    """Refuse what is neither True nor False.

    Raises
    ------
    ParameterError
        If the value is not a bool.
    """
    if not isinstance(value, (bool, np.bool_)):
        raise ParameterError(f"{_shown(value)} is not possible.", where=name, cure="Give True or False.")


def check_kind(name: str, value: object, *kinds: type) -> None:
    """Refuse what is not an instance of one of the classes.

    Raises
    ------
    ParameterError
        If the value is of another class.
    """
    if not isinstance(value, kinds):
        names = " or ".join(kind.__name__ for kind in kinds)
        raise ParameterError(f"{_shown(value)} is not possible.", where=name, cure=f"Give {names}.")


def generator(rng: np.random.Generator | int) -> np.random.Generator:
    """The generator itself, or a new one from a whole-number seed; never an unseeded one.

    Raises
    ------
    ParameterError
        If it is neither a `numpy.random.Generator` nor a whole number of at least 0.
    """
    if isinstance(rng, np.random.Generator):
        return rng
    if isinstance(rng, bool) or not isinstance(rng, Integral) or rng < 0:
        cure = "Give numpy.random.default_rng(seed), or a whole number of at least 0 as the seed."
        raise ParameterError(f"{_shown(rng)} is not possible.", where="rng", cure=cure)
    return np.random.default_rng(int(rng))


def _is_finite(value: object, *, whole: bool) -> bool:
    if isinstance(value, bool) or not isinstance(value, Integral if whole else Real):
        return False
    try:
        return math.isfinite(float(value))
    except OverflowError:  # a whole number of more than 308 digits
        return False


def _plain(number: float) -> str:
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:g}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
