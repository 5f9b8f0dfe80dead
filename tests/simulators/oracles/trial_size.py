"""How many events and people a survival trial needs: Schoenfeld's formula, whose other side is `expected_power`.

Source: Schoenfeld, Biometrika 1981;68:316-9.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.parameters import INNER_PROBABILITY, POSITIVE, Range, check, check_fields


@dataclass(frozen=True)
class ComparisonGoal:
    """What a comparison of two arms has to detect.

    hr : hazard ratio, treatment to control, above 0 and not 1; alpha : type I error over `sides` (1 or 2) sides;
    power : chance of detecting hr; allocation_fraction : share of people in the treatment arm.
    Defaults are conventions of phase III trials: two-sided 0.05, power 0.80, equal arms.

    Raises
    ------
    ParameterError
        If a value is out of range, hr is 1, or power is not above alpha / sides.
    """

    hr: float
    alpha: float = 0.05
    sides: int = 2
    power: float = 0.80
    allocation_fraction: float = 0.5

    def __post_init__(self) -> None:
        p = INNER_PROBABILITY
        check_fields(self, hr=POSITIVE, alpha=p, power=p, allocation_fraction=p, sides=Range(1, 2, whole=True))
        if self.hr == 1:
            cure = "Give a hazard ratio above 0 that is not 1."
            raise ParameterError("1 is no difference, so no number of events can show it.", where="hr", cure=cure)
        if self.power <= self.alpha / self.sides:
            cure = f"Give a power above {self.alpha / self.sides:g} and below 1."
            raise ParameterError(f"{self.power} is reached by chance alone.", where="power", cure=cure)


def whole_number(exact: float) -> int:
    """Events or people to plan for: rounded up, float noise set aside."""
    return math.ceil(exact - 1e-9 * max(1.0, exact))


def required_people(goal: ComparisonGoal, p_event_control: float, p_event_treatment: float) -> float:
    """People needed (not rounded) so that the events needed can be expected, from the chance of an event in each arm.

    Raises
    ------
    ParameterError
        If a chance is not above 0 and at most 1.
    """
    chance = Range(0, 1, open_low=True)
    check("p_event_control", p_event_control, chance)
    check("p_event_treatment", p_event_treatment, chance)
    share = goal.allocation_fraction
    return required_events(goal) / (share * p_event_treatment + (1 - share) * p_event_control)


def required_events(goal: ComparisonGoal) -> float:
    """Events needed (not rounded): (z_alpha + z_power)^2 / (f (1 - f) (ln hr)^2)."""
    quantiles = -ndtri(goal.alpha / goal.sides) + ndtri(goal.power)
    share = goal.allocation_fraction * (1 - goal.allocation_fraction)
    return float(quantiles**2 / (share * math.log(goal.hr) ** 2))
