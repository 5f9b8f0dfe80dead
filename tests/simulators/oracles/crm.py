"""Phase I by the continual reassessment method (CRM), one-parameter power model.

The chance of a DLT at dose j is p_j = skeleton_j ** exp(beta) with beta ~ Normal(0, prior_variance) beforehand. After
every person beta is learned anew from all of them, and the dose whose p_j is closest to the target is recommended.

Sources: O'Quigley, Pepe and Fisher, Biometrics 1990;46:33-48; Cheung, Dose Finding by the Continual Reassessment
Method, 2011 (R package dfcrm), whose plug-in estimate at the posterior mean of beta is used here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.dose_escalation import DOSES
from ibc_edu.simulators.parameters import INNER_PROBABILITY, Range, check, checked_list

LEAVES_OUT = (
    "This model leaves out side effects that come late, the rule that no untried dose may be skipped, early stopping, "
    "and whether the drug works."
)

PEOPLE = Range(0, 1000, whole=True)
GRID = 4001  # points; checked against adaptive quadrature


@dataclass(frozen=True)
class CrmModel:
    """skeleton : first guesses of the DLT chance per dose, strictly rising; target : DLT rate aimed at;
    prior_variance : of beta, default 1.34 (O'Quigley and Shen, Biometrics 1996;52:673-84).

    Raises
    ------
    ParameterError
        Unless the skeleton has 1 to 20 chances between 0 and 1 in rising order, target is between 0 and 1 and
        prior_variance from 0.0001 to 25.
    """

    skeleton: Sequence[float]
    target: float
    prior_variance: float = 1.34

    def __post_init__(self) -> None:
        object.__setattr__(self, "skeleton", checked_list("skeleton", self.skeleton, INNER_PROBABILITY, DOSES))
        check("target", self.target, INNER_PROBABILITY)
        check("prior_variance", self.prior_variance, Range(1e-4, 25))
        if any(low >= high for low, high in zip(self.skeleton, self.skeleton[1:], strict=False)):
            raise ParameterError(
                f"{list(self.skeleton)} does not rise.", where="skeleton", cure="Give each dose a higher chance."
            )


class Posterior(NamedTuple):
    """Mean and variance of beta, DLT chance per dose at that mean, and the recommended dose (from 1)."""

    beta_mean: float
    beta_variance: float
    p_tox: tuple[float, ...]
    recommended_dose: int


def posterior(model: CrmModel, levels: Iterable[int], dlt: Iterable[int]) -> Posterior:
    """What is known after people were treated at dose `levels` (from 1), with (1) or without (0) a DLT each.

    The lowest of two equally close doses is recommended. No people at all gives the prior.

    Raises
    ------
    ParameterError
        If the lists differ in length or exceed 1,000 people, a level is not a dose, or a dlt is not 0 or 1.
    """
    given, toxic = _checked_people(model, levels, dlt)
    dose = np.array(given, dtype=int) - 1
    doses = np.arange(len(model.skeleton))[:, None]
    had = np.array(toxic, dtype=float)
    return _posterior(model, (dose == doses) @ had, (dose == doses) @ (1 - had))


def simulate(model: CrmModel, levels: Iterable[int], dlt: Iterable[int]) -> pd.DataFrame:
    """How the recommendation moves as people are treated one after another; nothing random.

    Returns
    -------
    DataFrame of shape (people + 1, 5)
        people (0 to all), dose (given to this person; missing at 0), dlt, beta_mean, recommended_dose.

    Raises
    ------
    ParameterError
        As `posterior`.
    """
    given, toxic = _checked_people(model, levels, dlt)
    steps = [posterior(model, given[:people], toxic[:people]) for people in range(len(given) + 1)]
    return pd.DataFrame(
        {
            "people": range(len(steps)),
            "dose": pd.array([None, *given], dtype="Int64"),
            "dlt": pd.array([None, *toxic], dtype="Int64"),
            "beta_mean": [step.beta_mean for step in steps],
            "recommended_dose": [step.recommended_dose for step in steps],
        }
    )


def _checked_people(model: CrmModel, levels: Iterable[int], dlt: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    given = checked_list("levels", levels, Range(1, len(model.skeleton), whole=True), PEOPLE)
    return given, checked_list("dlt", dlt, Range(0, 1, whole=True), Range(len(given), len(given), whole=True))


def _posterior(model: CrmModel, with_dlt: NDArray[np.float64], without: NDArray[np.float64]) -> Posterior:
    log_skeleton = np.log(np.array(model.skeleton))
    reach = max(10 * model.prior_variance**0.5, 7.0)  # a thousand DLTs in a row pull beta to -7 at most
    beta = np.linspace(-reach, reach, GRID)
    log_p = np.exp(beta)[:, None] * log_skeleton
    with np.errstate(divide="ignore"):
        log_q = np.maximum(np.log(-np.expm1(log_p)), -1e300)  # finite, so that 0 people count 0
    log_density = log_p @ with_dlt + log_q @ without - beta**2 / (2 * model.prior_variance)
    density = np.exp(log_density - log_density.max())
    mean = float(density @ beta / density.sum())
    variance = float(density @ (beta - mean) ** 2 / density.sum())
    p_tox = np.exp(np.exp(mean) * log_skeleton)
    distance = np.abs(p_tox - model.target)
    closest = np.flatnonzero(distance <= distance.min() + 1e-9)[0]  # the lowest of those as close up to rounding
    return Posterior(mean, variance, tuple(p_tox.tolist()), int(closest) + 1)
