"""The log-rank test of two arms, with hypergeometric variance.

Source: Mantel, Cancer Chemother Rep 1966;50:163-70; Peto et al., Br J Cancer 1977;35:1-39.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.kaplan_meier import follow_up_data, number_list

LEAVES_OUT = (
    "The test leaves out how large the difference is and whether it matters to people, and it sees little of a "
    "difference that turns round over time."
)


@dataclass(frozen=True)
class LogRank:
    """Observed and expected events per arm [arm 0, arm 1], and the variance of arm 1's.

    z is positive if arm 1 has more events than expected; chi2 has one degree of freedom; p_value is two-sided.
    """

    observed: tuple[float, float]
    expected: tuple[float, float]
    variance: float
    z: float
    chi2: float
    p_value: float


def log_rank(time: ArrayLike, event: ArrayLike, arm: ArrayLike) -> LogRank:
    """Compare two arms (0 and 1) by each person's time, event (1) or censoring (0), and arm.

    Without any event, or with nobody left to compare at the events, there is no evidence: z is 0 and p_value 1.

    Raises
    ------
    ParameterError
        If the data are not as `kaplan_meier` asks, an arm is neither 0 nor 1, or an arm has nobody.
    """
    times, happened = follow_up_data(time, event)
    treated = number_list("arm", arm)
    if treated.shape != times.shape or set(np.unique(treated)) != {0.0, 1.0}:
        cure = "Give 0 or 1 for each person, with somebody in each arm."
        raise ParameterError("the two arms are not given by 0 and 1.", where="arm", cure=cure)
    known, row = np.unique(times, return_inverse=True)
    at_risk, at_risk_1 = (_still(np.bincount(row, weight, known.size)) for weight in (np.ones(times.size), treated))
    events, events_1 = (np.bincount(row, weight, known.size) for weight in (happened, happened * treated))
    share = at_risk_1 / at_risk
    expected_1 = float(events @ share)
    pairs = events * share * (1 - share) * (at_risk - events)
    variance = float((pairs / np.maximum(at_risk - 1, 1)).sum())
    z = (float(events_1.sum()) - expected_1) / math.sqrt(variance) if variance > 0 else 0.0
    total, in_1 = float(events.sum()), float(events_1.sum())
    p_value = math.erfc(abs(z) / math.sqrt(2))
    return LogRank((total - in_1, in_1), (total - expected_1, expected_1), variance, z, z * z, p_value)


def _still(leaving: np.ndarray) -> np.ndarray:
    return np.cumsum(leaving[::-1])[::-1]
