"""The Kaplan-Meier curve of the course as a table with Greenwood's variance and log(-log) limits, as papers print it.

Sources: Greenwood 1926; log(-log) limits as in Collett, Modelling Survival Data in Medical Research, chapter 2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ibc_edu.simulators.kaplan_meier import Steps, curve_steps, two_sided_quantile
from ibc_edu.simulators.parameters import INNER_PROBABILITY, NOT_NEGATIVE, check, checked_list

HALF = 0.5 + 1e-12  # a survival of one half up to float noise counts as reached

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class KaplanMeier:
    """An estimated curve.

    table : DataFrame, one row per time, time 0 first: time, at_risk (just before), events, censored, survival,
    se (Greenwood), low, high (log(-log) limits). median : first time at which survival is at most 0.5, or None;
    median_ci : first times at which the lower and the upper limit is at most 0.5, or None.
    """

    table: pd.DataFrame
    median: float | None
    median_ci: tuple[float | None, float | None]

    def at(self, times: Iterable[float]) -> pd.DataFrame:
        """The curve at any times: time, at_risk (people with a time of at least this), survival, se, low, high.

        Raises
        ------
        ParameterError
            If a time is negative or not a number.
        """
        wanted = np.array(checked_list("times", times, NOT_NEGATIVE), dtype=float)
        known = self.table["time"].to_numpy()
        rows = self.table.iloc[np.searchsorted(known, wanted, side="right") - 1]
        at_risk = np.append(self.table["at_risk"].to_numpy(), 0)[np.searchsorted(known, wanted)]
        frame = rows[["time", "at_risk", "survival", "se", "low", "high"]].reset_index(drop=True)
        return frame.assign(time=wanted, at_risk=at_risk)


def kaplan_meier(time: ArrayLike, event: ArrayLike, *, level: float = 0.95) -> KaplanMeier:
    """Estimate the curve from each person's time and whether it ended in an event (1) or was censored (0).

    Where survival is 1 or 0 the se is 0 and both limits equal the survival.

    Raises
    ------
    ParameterError
        If there is nobody, the lists differ in length, a time is negative or not a number, an event is not 0 or 1,
        or level is not between 0 and 1.
    """
    check("level", level, INNER_PROBABILITY)
    steps = curve_steps(time, event)
    known, at_risk, events, censored, survival = steps
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.cumsum(events / (at_risk * (at_risk - events)))
        half = two_sided_quantile(level) * np.sqrt(spread) / np.abs(np.log(survival))
        low, high = survival ** np.exp(half), survival ** np.exp(-half)
        se = survival * np.sqrt(spread)
    inside = (survival > 0) & (survival < 1)
    low, high = np.where(inside, low, survival), np.where(inside, high, survival)
    table = pd.DataFrame(
        {
            "time": known,
            "at_risk": at_risk,
            "events": events,
            "censored": censored,
            "survival": survival,
            "se": np.where(inside, se, 0.0),
            "low": low,
            "high": high,
        }
    )
    return KaplanMeier(table, _first_half(steps, survival), (_first_half(steps, low), _first_half(steps, high)))


def _first_half(steps: Steps, values: Floats) -> float | None:
    reached = steps.time[(steps.events > 0) & (values <= HALF)]
    return float(reached[0]) if reached.size else None
