"""The same chemotherapy in many people, and the published rates that `AS_IN_TRIALS` is fitted to.

The share of people below a count comes in two ways: from people who are drawn, and as an integral over the effect.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ibc_edu.simulators.blood_count_variability import Variability
from ibc_edu.simulators.marrow_model import Marrow
from ibc_edu.simulators.parameters import POSITIVE, Range, check, generator
from ibc_edu.simulators.pharmacokinetics import Pharmacokinetics, Regimen
from oracles.blood_counts import relative_course


@dataclass(frozen=True)
class PublishedRate:
    """How many of a published group of people came below a count (1e9/L), and with what docetaxel they were given."""

    threshold: float
    percent: float
    people: int
    mg_per_m2: float
    every_days: int


# Docetaxel alone, people with breast cancer, almost all without growth factors: US label, table of blood counts.
DOCETAXEL_IN_BREAST_CANCER = (
    PublishedRate(threshold=0.5, percent=85.9, people=965, mg_per_m2=100, every_days=21),
    PublishedRate(threshold=2.0, percent=98.5, people=965, mg_per_m2=100, every_days=21),
)
DOCETAXEL_IN_ANY_TUMOR = PublishedRate(threshold=0.5, percent=75.4, people=2045, mg_per_m2=100, every_days=21)
"""The same table, all people with normal liver tests."""
WITH_CYCLOPHOSPHAMIDE = PublishedRate(threshold=0.5, percent=62.8, people=304, mg_per_m2=75, every_days=21)
"""In the first cycle, together with a second drug, without growth factors: an audit of seven Australian centers."""

ONE_DRUG = Variability()  # as people differ around the typical values


def simulate(
    marrow: Marrow,
    pk: Pharmacokinetics,
    regimen: Regimen,
    variability: Variability = ONE_DRUG,
    *,
    people: int = 200,
    rng: np.random.Generator | int,
) -> pd.DataFrame:
    """Follow many people through the same regimen.

    Returns
    -------
    DataFrame of shape (people * cycles, 5)
        person (from 0), circ0 (1e9/L), effect (multiple of the typical one), cycle (from 1), nadir (1e9/L).

    Raises
    ------
    ParameterError
        Unless people is a whole number from 1 to 2,000 and rng fits, or if the parameters are too extreme to follow.
    """
    check("people", people, Range(1, 2000, whole=True))
    draw = generator(rng)
    sd_circ0, sd_effect = variability.log_sd
    circ0 = marrow.circ0 * np.exp(sd_circ0 * draw.standard_normal(people))
    effect = variability.median_effect * np.exp(sd_effect * draw.standard_normal(people))
    nadirs = _relative_nadirs(marrow, pk, regimen, effect)
    frames = [
        pd.DataFrame(
            {"person": np.arange(people), "circ0": circ0, "effect": effect, "cycle": cycle, "nadir": circ0 * nadir}
        )
        for cycle, nadir in enumerate(nadirs, start=1)
    ]
    return pd.concat(frames, ignore_index=True).sort_values(["person", "cycle"], ignore_index=True)


def chance_of_nadir_below(
    threshold: float,
    marrow: Marrow,
    pk: Pharmacokinetics,
    regimen: Regimen,
    variability: Variability = ONE_DRUG,
) -> tuple[float, ...]:
    """Exact chance, per cycle, of a nadir under the threshold (1e9/L): what the shares in `simulate` tend to.

    Counts relative to circ0 depend on the effect alone, so one integral over the effect (Gauss-Hermite) is enough.

    Raises
    ------
    ParameterError
        If the threshold is not above 0, or the parameters are too extreme to follow.
    """
    return tuple(float(chance) for chance in _chances(threshold, marrow, pk, regimen, variability)[:-1])


def chance_of_ever_below(
    threshold: float,
    marrow: Marrow,
    pk: Pharmacokinetics,
    regimen: Regimen,
    variability: Variability = ONE_DRUG,
) -> float:
    """Exact chance of a count under the threshold (1e9/L) at some time in any cycle, as published tables count it.

    Raises
    ------
    ParameterError
        As `chance_of_nadir_below`.
    """
    return float(_chances(threshold, marrow, pk, regimen, variability)[-1])


def _chances(
    threshold: float, marrow: Marrow, pk: Pharmacokinetics, regimen: Regimen, variability: Variability
) -> np.ndarray:
    """Chance of a nadir under the threshold in each cycle, and last that in any."""
    from scipy.special import ndtr

    check("threshold", threshold, POSITIVE)
    sd_circ0, sd_effect = variability.log_sd
    nodes, weights = np.polynomial.hermite_e.hermegauss(40)
    cycles = _relative_nadirs(marrow, pk, regimen, variability.median_effect * np.exp(sd_effect * nodes))
    nadirs = np.vstack([cycles, cycles.min(axis=0)])
    distance = np.log(threshold / (marrow.circ0 * nadirs))
    below = ndtr(distance / sd_circ0) if sd_circ0 > 0 else (distance > 0).astype(float)
    return np.asarray(below @ weights / math.sqrt(2 * math.pi))


def _relative_nadirs(marrow: Marrow, pk: Pharmacokinetics, regimen: Regimen, effect: np.ndarray) -> np.ndarray:
    """Lowest count relative to circ0 in each cycle (rows) for each effect (columns), to the nearest hour."""
    times, counts, _ = relative_course(marrow, pk, regimen, effect)
    ends = [*regimen.dose_times_h[1:], regimen.horizon_h]
    windows = [(times >= start) & (times <= end) for start, end in zip(regimen.dose_times_h, ends, strict=True)]
    return np.array([counts[window].min(axis=0) for window in windows])
