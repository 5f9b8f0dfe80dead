"""How common each receptor subtype is, in stage IV inflammatory and in all breast cancer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ibc_edu.course.course import Course

if TYPE_CHECKING:
    from ibc_edu.views.plot.plot_view import PlotView

SHARES = {
    # CF-083 and, for the years, CF-060: the Netherlands, 744 people
    "Stage IV inflammatory, 2005–2016": (45.7, 17.6, 19.9, 16.8, 0.0),
    # CF-085: the United States, women, all kinds and stages
    "All breast cancer, 2017–2021": (69.5, 9.6, 4.0, 10.5, 6.1),
}
"""Percent of people by subtype, in the order of `SHARE_SUBTYPES`."""

SHARE_SUBTYPES = (
    "hr-positive-her2-negative",
    "hr-positive-her2-positive",
    "hr-negative-her2-positive",
    "triple-negative",
    "unknown",
)


def make(_course: Course) -> PlotView:
    """100 people with stage IV inflammatory breast cancer beside 100 with any breast cancer."""
    from ibc_edu.figures.icon_array import icon_array
    from ibc_edu.views.plot.plot_view import PlotView

    rows = [
        {"group": group, "subtype": subtype, "percent": percent}
        for group, percents in SHARES.items()
        for subtype, percent in zip(SHARE_SUBTYPES, percents, strict=True)
        if percent
    ]
    return PlotView(
        *icon_array(
            pd.DataFrame(rows), title="Receptor subtypes of 100 people in the Netherlands and in the United States"
        )
    )
