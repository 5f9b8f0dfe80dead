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
