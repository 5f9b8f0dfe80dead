"""The linear-quadratic model turned round: the dose per fraction that gives an effect.

Source: Fowler, Br J Radiol 1989;62:679-94.
"""

from __future__ import annotations

import math

from ibc_edu.simulators.parameters import POSITIVE, check
from ibc_edu.simulators.radiation import FRACTIONS


def dose_per_fraction(bed: float, n: int, alpha_beta: float = 10.0) -> float:
    """The d (Gy) with which n fractions give the wanted BED (without regrowth).

    Raises
    ------
    ParameterError
        Unless bed is above 0, n from 1 to 200 and alpha_beta above 0.
    """
    check("bed", bed, POSITIVE)
    check("n", n, FRACTIONS)
    check("alpha_beta", alpha_beta, POSITIVE)
    share = bed / n
    return 2 * share / (1 + math.sqrt(1 + 4 * share / alpha_beta))
