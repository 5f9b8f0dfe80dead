"""The same chemotherapy in many people: how far their nadirs lie apart.

Typical curves are nobody's own: the count without drug and the drug's effect differ between people. Both are drawn
from log-normal distributions; the effect's middle may lie above the typical value of `marrow_model`.

With docetaxel at 100 mg/m2 the published typical values give a lowest count of 0.9, so that no spread around them could
bring more than half of all people below 0.5; of 965 people with breast cancer 85.9% came below it. `AS_IN_TRIALS` is
therefore fitted to that rate: the spread is kept, and the middle of the effect is moved until the model meets it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ibc_edu.simulators.parameters import Range, check_fields

LEAVES_OUT = (
    "This model leaves out why people differ (kidneys, liver, age, other treatments) and differences in how fast they "
    "clear the drug or mature their cells; its spread is a teaching value."
)


@dataclass(frozen=True)
class Variability:
    """How much people differ: coefficients of variation of circ0 and of the drug's effect, both log-normal.

    The defaults of 0.40 are a teaching value. median_effect : the effect in the middle person, as a multiple of the
    typical one (1 unless told otherwise).

    Raises
    ------
    ParameterError
        Unless both coefficients are from 0 to 2, and the multiple above 0 and at most 10.
    """

    cv_circ0: float = 0.40
    cv_effect: float = 0.40
    median_effect: float = 1.0

    def __post_init__(self) -> None:
        check_fields(self, cv_circ0=Range(0, 2), cv_effect=Range(0, 2), median_effect=Range(0, 10, open_low=True))

    @property
    def log_sd(self) -> tuple[float, float]:
        """Standard deviations of the logarithms of circ0 and effect."""
        return math.sqrt(math.log1p(self.cv_circ0**2)), math.sqrt(math.log1p(self.cv_effect**2))


AS_IN_TRIALS = Variability(median_effect=2.15)
"""Docetaxel as it worked in those people; a test holds it against the published rates."""
