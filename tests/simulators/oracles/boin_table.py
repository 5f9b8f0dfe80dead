"""The printed table of a BOIN trial, read off the steps that the rule takes.

Source: Liu and Yuan, J R Stat Soc C 2015;64:507-23.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ibc_edu.simulators.boin import BoinRule, next_doses


def decision_table(rule: BoinRule, n: Iterable[int]) -> pd.DataFrame:
    """n, escalate_if_dlt_le, deescalate_if_dlt_ge, eliminate_if_dlt_ge (Int64; missing: no count eliminates)."""
    rows = []
    for people in n:
        dlts = np.arange(people + 1)
        middle, lowest = (_next(rule, dose, people, dlts) for dose in (1, 0))
        drops = dlts[lowest < 0]
        rows.append((people, dlts[middle == 2].max(), dlts[middle < 1].min(), drops.min() if drops.size else pd.NA))
    columns = ["n", "escalate_if_dlt_le", "deescalate_if_dlt_ge", "eliminate_if_dlt_ge"]
    return pd.DataFrame(rows, columns=columns).astype({"eliminate_if_dlt_ge": "Int64"})


def _next(rule: BoinRule, dose: int, people: int, dlts: np.ndarray) -> np.ndarray:
    """The next of three doses (from 0; -1: none) after so many people at one of them and each number of DLTs."""
    treated, toxic = np.zeros((2, dlts.size, 3), dtype=int)
    treated[:, dose], toxic[:, dose] = people, dlts
    return next_doses(rule, np.full(dlts.size, dose), treated, toxic)
