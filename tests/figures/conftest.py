"""Tables that the figures' tests draw."""

from __future__ import annotations

import pandas as pd
import pytest

SHARES = {
    "Inflammatory": {
        "hr-positive-her2-negative": 39.0,
        "hr-positive-her2-positive": 16.5,
        "hr-negative-her2-positive": 18.9,
        "triple-negative": 25.6,
    },
    "Any": {
        "hr-positive-her2-negative": 69.5,
        "hr-positive-her2-positive": 9.6,
        "hr-negative-her2-positive": 4.0,
        "triple-negative": 10.5,
        "unknown": 6.1,
    },
}


@pytest.fixture
def shares() -> pd.DataFrame:
    """Percent of each subtype in two groups; the second adds up to 99.7."""
    rows = [(group, subtype, percent) for group, parts in SHARES.items() for subtype, percent in parts.items()]
    return pd.DataFrame(rows, columns=["group", "subtype", "percent"])


@pytest.fixture
def effects() -> pd.DataFrame:
    """Side effects of three classes, one of them told twice with different words."""
    rows = [
        ("Rash", "hormone-therapy", "rare"),
        ("Hair loss", "taxanes", "common"),
        ("Fatigue", "chemotherapy", "can"),
        ("Fatigue", "chemotherapy", "common"),
        ("Fatigue", "hormone-therapy", "can"),
    ]
    return pd.DataFrame(rows, columns=["effect", "therapy_class", "wording"])


@pytest.fixture
def counts() -> pd.DataFrame:
    """Blood counts of two plans, the rows out of order and one value missing."""
    return pd.DataFrame(
        {
            "day": [21, 0, 7, 14, 0, 7, 14, 21],
            "count": [5.2, 5.0, 0.9, 3.0, 4.0, 3.5, None, 3.9],
            "low": [4.0, 4.0, 0.5, 2.0, 3.0, 2.5, 2.5, 3.0],
            "high": [6.0, 6.0, 1.5, 4.0, 5.0, 4.5, 4.5, 5.0],
            "plan": ["every 3 weeks"] * 4 + ["weekly"] * 4,
        }
    )
