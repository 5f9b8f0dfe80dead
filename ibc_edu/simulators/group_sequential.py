"""Looking at a trial before its end: Pocock and O'Brien-Fleming boundaries, and the chances of crossing them.

The test statistic at information fraction t is Z = B(t) / sqrt(t), where B has independent normal increments of mean
drift * dt and variance dt. Chances of crossing come from one integral per look over the last continuation region.

Sources: Armitage, McPherson and Rowe, J R Stat Soc A 1969;132:235-44; Pocock, Biometrika 1977;64:191-9; O'Brien and
Fleming, Biometrics 1979;35:549-56; Jennison and Turnbull 2000, chapter 2.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.parameters import (
    INNER_PROBABILITY,
    Range,
    check,
    check_choice,
    check_fields,
    check_flag,
    checked_list,
)

LEAVES_OUT = (
    "This model leaves out why a trial stops besides its main result: side effects, slow recruitment, news from other "
    "trials; a data monitoring committee weighs all of these."
)

LOOKS = Range(1, 20, whole=True)
REACH = 8.5  # standard deviations beyond which a normal density is left out (1e-17)
DRIFT = Range(-40, 40)
PANEL_NODES, PANEL_WEIGHTS = np.polynomial.legendre.leggauss(16)
CONSTANT_KINDS = ("pocock", "obrien_fleming")
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Looks:
    """When a trial is looked at, and the Z value at which it stops each time.

    z_bounds : one per look, at most 1,000 (never reached), above 0 if two-sided; information_fractions : rising, above
    0 and at most 1, at least 0.001 apart; two_sided : also stop at or below -z.

    Raises
    ------
    ParameterError
        If there are more than 20 looks, the lists differ in length, or a value is out of range.
    """

    z_bounds: Sequence[float]
    information_fractions: Sequence[float]
    two_sided: bool = True

    def __post_init__(self) -> None:
        fractions = _checked_fractions(self.information_fractions)
        length = Range(len(fractions), len(fractions), whole=True)
        check_flag("two_sided", self.two_sided)
        bound = Range(0, 1000, open_low=True) if self.two_sided else Range(-REACH, 1000)
        object.__setattr__(self, "z_bounds", checked_list("z_bounds", self.z_bounds, bound, length))
        object.__setattr__(self, "information_fractions", fractions)


@dataclass(frozen=True)
class Crossing:
    """Chance of stopping for the first time at each look, at the upper and at the lower boundary."""

    upper_exit: tuple[float, ...]
    lower_exit: tuple[float, ...]

    @property
    def total(self) -> float:
        """Chance of stopping at all."""
        return sum(self.upper_exit) + sum(self.lower_exit)


@dataclass(frozen=True)
class ConstantPlan:
    """Equally spaced looks.

    kind : "pocock" (the same bound each time) or "obrien_fleming" (bound times sqrt(K / k)); looks : K, 1 to 20;
    alpha_two_sided : type I error over all looks (0.05 by convention).

    Raises
    ------
    ParameterError
        If the kind is not known, looks not from 1 to 20, or alpha not above 0 and below 1.
    """

    kind: str
    looks: int
    alpha_two_sided: float = 0.05

    def __post_init__(self) -> None:
        check_choice("kind", self.kind, CONSTANT_KINDS)
        check_fields(self, looks=LOOKS, alpha_two_sided=INNER_PROBABILITY)

    @property
    def information_fractions(self) -> tuple[float, ...]:
        """Share k / K of the information at each look k."""
        return tuple(look / self.looks for look in range(1, self.looks + 1))


def crossing(looks: Looks, drift: float = 0.0) -> Crossing:
    """Exact chance of stopping first at each look when Z at information t has mean drift * sqrt(t).

    Raises
    ------
    ParameterError
        If the drift is not from -40 to 40.
    """
    check("drift", drift, DRIFT)
    path = _Path(looks.information_fractions, drift)
    upper, lower = [], []
    for z in looks.z_bounds:
        low = -z if looks.two_sided else -math.inf
        upper.append(path.exit_above(z))
        lower.append(path.exit_below(low))
        path.go_on_between(low, z)
    return Crossing(tuple(upper), tuple(lower))


def constant_boundary(plan: ConstantPlan) -> tuple[float, Looks]:
    """The constant C that makes the total chance of crossing alpha, and the looks with their bounds."""
    from scipy.optimize import brentq
    from scipy.special import ndtri

    fractions = plan.information_fractions
    power = 0.0 if plan.kind == "pocock" else -0.5

    def looks(constant: float) -> Looks:
        return Looks(tuple(constant * t**power for t in fractions), fractions)

    def excess(constant: float) -> float:
        return crossing(looks(constant)).total - plan.alpha_two_sided

    # one look needs the least, and splitting alpha evenly among the looks is always enough
    low, high = (-float(ndtri(plan.alpha_two_sided / (2 * parts))) for parts in (1, plan.looks))
    constant = low if plan.looks == 1 else float(brentq(excess, low, high, xtol=1e-12))
    return constant, looks(constant)


class _Path:
    """Where B is after each look, for trials that go on: points with their mass, by Gauss-Legendre panels."""

    def __init__(self, fractions: Sequence[float], drift: float) -> None:
        self.times = [0.0, *fractions]
        self.drift = drift
        self.look = 0
        self.panel = 3 * math.sqrt(min(np.diff(self.times)))  # 16 points on at most 3 standard deviations
        self.points, self.mass = np.zeros(1), np.ones(1)

    def exit_above(self, z: float) -> float:
        """Chance of going on to the next look and standing at z or higher there."""
        return self._beyond(z, +1.0)

    def exit_below(self, z: float) -> float:
        """Chance of going on to the next look and standing at z or lower there."""
        return self._beyond(z, -1.0) if math.isfinite(z) else 0.0

    def _beyond(self, z: float, side: float) -> float:
        from scipy.special import ndtr

        now, then = self.times[self.look : self.look + 2]
        gap = self.points + self.drift * (then - now) - z * math.sqrt(then)
        return float(self.mass @ ndtr(side * gap / math.sqrt(then - now)))

    def go_on_between(self, low: float, high: float) -> None:
        """Move to the next look and keep the trials between the two Z values."""
        now, then = self.times[self.look : self.look + 2]
        step, root = then - now, math.sqrt(then)
        middle = self.drift * then
        start, end = max(low * root, middle - REACH * root), min(high * root, middle + REACH * root)
        if start >= end:  # nobody goes on
            self.points, self.mass = np.zeros(1), np.zeros(1)
        else:
            edges = np.linspace(start, end, math.ceil((end - start) / self.panel) + 1)
            half = np.diff(edges) / 2
            points = ((edges[:-1] + half)[:, None] + half[:, None] * PANEL_NODES).ravel()
            away = (points[:, None] - self.points - self.drift * step) / math.sqrt(step)
            density = np.exp(-0.5 * away**2) @ self.mass / math.sqrt(2 * math.pi * step)
            self.points, self.mass = points, (half[:, None] * PANEL_WEIGHTS).ravel() * density
        self.look += 1


def _checked_fractions(values: Iterable[float]) -> tuple[float, ...]:
    fractions = checked_list("information_fractions", values, Range(0, 1, open_low=True), LOOKS)
    if min(np.diff([0.0, *fractions])) < 0.001:
        cure = "Give rising fractions of at most 1 that are at least 0.001 apart."
        raise ParameterError(f"{list(fractions)} is not possible.", where="information_fractions", cure=cure)
    return fractions
