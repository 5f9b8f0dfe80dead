"""A curve whose hazard rises or falls, so that no closed form of the exponential one holds for it.

Source: Collett, Modelling Survival Data in Medical Research, chapter 5.
"""

from __future__ import annotations

from dataclasses import dataclass

from ibc_edu.simulators.parameters import POSITIVE, Range, check_fields
from ibc_edu.simulators.survival_curves import SurvivalCurve


@dataclass(frozen=True)
class Weibull(SurvivalCurve):
    """S(t) = exp(-(t / scale) ** shape): with shape above 1 the hazard rises with time, below 1 it falls.

    Raises
    ------
    ParameterError
        Unless shape is from 0.05 to 50 and scale above 0.
    """

    shape: float
    scale: float

    def __post_init__(self) -> None:
        check_fields(self, shape=Range(0.05, 50), scale=POSITIVE)

    @property
    def shape_and_scale(self) -> tuple[float, float]:
        """Shape and scale as given."""
        return self.shape, self.scale
