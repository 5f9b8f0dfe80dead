"""How many events a survival trial can expect to see, and the power that they give.

Sources: Schoenfeld, Biometrika 1981;68:316-9 (power of the log-rank test); the chance of an event under uniform
entry is the average of the event probability over the time each person can be followed.
"""

from __future__ import annotations

import math

import numpy as np

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.parameters import (
    INNER_PROBABILITY,
    NOT_NEGATIVE,
    POSITIVE,
    Range,
    check,
    check_kind,
)
from ibc_edu.simulators.survival_curves import Exponential, SurvivalCurve

LEAVES_OUT = (
    "This model leaves out hazards that cross, people who change arms, interim looks, and differences between people; "
    "it takes the hazard ratio as constant over time."
)


def expected_power(
    events: float, hr: float, *, alpha: float = 0.05, sides: int = 2, allocation_fraction: float = 0.5
) -> float:
    """Power of the log-rank test with so many events, by Schoenfeld's formula; alpha itself if hr is 1.

    Raises
    ------
    ParameterError
        If a value is out of range.
    """
    from scipy.special import ndtr, ndtri

    check("events", events, NOT_NEGATIVE)
    check("hr", hr, POSITIVE)
    check("alpha", alpha, INNER_PROBABILITY)
    check("sides", sides, Range(1, 2, whole=True))
    check("allocation_fraction", allocation_fraction, INNER_PROBABILITY)
    drift = math.sqrt(events * allocation_fraction * (1 - allocation_fraction)) * abs(math.log(hr))
    critical = ndtri(alpha / sides)
    return float(ndtr(drift + critical) + (ndtr(critical - drift) if sides == 2 else 0.0))


def event_probability(
    curve: SurvivalCurve, *, accrual_time: float, follow_up: float, dropout_rate: float = 0.0
) -> float:
    """Chance that a person's event is seen by the analysis, before dropping out.

    People enter evenly over accrual_time and the analysis comes follow_up after the last one; dropout is exponential.
    All in the curve's unit of time.

    Raises
    ------
    ParameterError
        If a time or the rate is negative, or both times are 0.
    """
    check_kind("curve", curve, SurvivalCurve)
    for name, value in (("accrual_time", accrual_time), ("follow_up", follow_up), ("dropout_rate", dropout_rate)):
        check(name, value, NOT_NEGATIVE)
    if accrual_time + follow_up == 0:
        raise ParameterError("0 leaves no time to see an event.", where="follow_up", cure="Give a number above 0.")
    if isinstance(curve, Exponential):
        rate = curve.rate + dropout_rate
        entering = -math.expm1(-rate * accrual_time) / (rate * accrual_time) if accrual_time else 1.0
        return curve.rate / rate * (1 - math.exp(-rate * follow_up) * entering)
    return _by_quadrature(curve, accrual_time, follow_up, dropout_rate)


def _by_quadrature(curve: SurvivalCurve, accrual_time: float, follow_up: float, dropout_rate: float) -> float:
    """Integral over the quantile of the event time, which has no infinite density where the time itself may."""
    from scipy.integrate import quad

    end = accrual_time + follow_up

    def seen(quantile: float) -> float:
        # Where nobody is left at the end, quadrature may ask at 1, which is at no time.
        time = float(curve.time_at(-np.log1p(-min(quantile, np.nextafter(1, 0)))))
        followed = min(1.0, (end - time) / accrual_time) if accrual_time else 1.0
        return math.exp(-dropout_rate * time) * followed

    middle, last = (1 - float(curve.survival(time)) for time in (follow_up, end))
    parts = [quad(seen, low, high, epsabs=1e-12, epsrel=1e-10)[0] for low, high in ((0, middle), (middle, last))]
    return float(sum(parts))
