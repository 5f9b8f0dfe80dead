"""What looks at a trial cost and how alpha can be spent on them, each by the chances of crossing that the course has.

Printed tables of both, and paths that are drawn, are what `crossing` and `constant_boundary` are held against.
Sources: Lan and DeMets, Biometrika 1983;70:659-63; Jennison and Turnbull 2000, chapter 2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from ibc_edu.simulators.group_sequential import DRIFT, REACH, ConstantPlan, Looks, constant_boundary, crossing
from ibc_edu.simulators.parameters import INNER_PROBABILITY, REPLICATES, Range, check, check_choice, generator

LARGEST_Z = 20.0
SPENDING_KINDS = ("lan_demets_obf", "lan_demets_pocock")


@dataclass(frozen=True)
class Inflation:
    """What looking costs.

    drift (E(Z) at the end) needed for the power; inflation_factor of the maximum information over a trial without
    looks; chance of stopping at each look if the treatment works (both boundaries; last entry: crossing at the last
    look); average information fraction used then.
    """

    drift: float
    inflation_factor: float
    stop_prob_h1: tuple[float, ...]
    expected_information_fraction_h1: float


def spending_boundary(kind: str, fractions: Sequence[float], *, alpha_one_sided: float = 0.025) -> Looks:
    """One-sided bounds that spend alpha over time, after Lan and DeMets; there is no lower boundary.

    kind : "lan_demets_obf", cumulative spend 2 - 2 Phi(z_{1 - alpha/2} / sqrt(t)), or "lan_demets_pocock",
    alpha ln(1 + (e - 1) t), with alpha the one-sided one. A bound beyond 20 is given as 20.
    """
    check_choice("kind", kind, SPENDING_KINDS)
    check("alpha_one_sided", alpha_one_sided, INNER_PROBABILITY)
    t = np.array(fractions)
    if kind == "lan_demets_obf":
        spent = 2 * ndtr(ndtri(alpha_one_sided / 2) / np.sqrt(t))
    else:
        spent = alpha_one_sided * np.log1p((math.e - 1) * t)
    bounds: list[float] = []
    for increment in np.diff(spent, prepend=0.0):

        def excess(z: float, wanted: float = increment) -> float:
            so_far = Looks([*bounds, z], fractions[: len(bounds) + 1], two_sided=False)
            return crossing(so_far).upper_exit[-1] - wanted

        bounds.append(LARGEST_Z if excess(LARGEST_Z) >= 0 else float(brentq(excess, -REACH, LARGEST_Z, xtol=1e-12)))
    return Looks(bounds, fractions, two_sided=False)


def inflation(plan: ConstantPlan, power: float = 0.90) -> Inflation:
    """What a plan with looks costs and saves, for a power reached at the upper boundary (crossed first).

    Raises
    ------
    ParameterError
        If the power is not above alpha / 2 and below 0.999999.
    """
    check("power", power, Range(plan.alpha_two_sided / 2, 0.999999, open_low=True, open_high=True))
    _, looks = constant_boundary(plan)
    drift = float(brentq(lambda theta: sum(crossing(looks, theta).upper_exit) - power, 0, DRIFT.high, xtol=1e-12))
    fixed = ndtri(power) - ndtri(plan.alpha_two_sided / 2)
    exits = crossing(looks, drift)
    stop = np.add(exits.upper_exit, exits.lower_exit)
    at_look = np.append(stop[:-1], 1 - stop[:-1].sum())  # whoever comes to the last look ends there
    used = float(at_look @ np.array(looks.information_fractions))
    return Inflation(drift, float((drift / fixed) ** 2), tuple(stop.tolist()), used)


def simulate(
    looks: Looks, drift: float = 0.0, *, replicates: int = 1000, rng: np.random.Generator | int
) -> pd.DataFrame:
    """Draw the path of Z in many trials and stop each at its first crossing.

    Returns
    -------
    DataFrame of shape (replicates, 3)
        look (at which it ended, from 1), crossed ("upper", "lower" or "none"), z (at that look), one row per trial.

    Raises
    ------
    ParameterError
        If drift, replicates or rng does not fit.
    """
    check("drift", drift, DRIFT)
    check("replicates", replicates, REPLICATES)
    t = np.array(looks.information_fractions)
    step = np.diff(t, prepend=0.0)
    draws = generator(rng).standard_normal((replicates, t.size)) * np.sqrt(step) + drift * step
    z = np.cumsum(draws, axis=1) / np.sqrt(t)
    up = z >= np.array(looks.z_bounds)
    down = (z <= -np.array(looks.z_bounds)) & looks.two_sided
    ends = up | down
    ends[:, -1] = True
    look, row = np.argmax(ends, axis=1), np.arange(replicates)
    crossed = np.where(up[row, look], "upper", np.where(down[row, look], "lower", "none"))
    return pd.DataFrame({"look": look + 1, "crossed": crossed, "z": z[row, look]})
