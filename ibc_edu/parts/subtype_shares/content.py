"""How common each receptor subtype is, in stage IV inflammatory and in all breast cancer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ibc_edu.course.course import Course
from ibc_edu.parts.subtype_shares.texts import NAME, Texts

if TYPE_CHECKING:
    from ibc_edu.views.plot.plot_view import PlotView


def make(course: Course) -> PlotView:
    """100 people with stage IV inflammatory breast cancer beside 100 with any breast cancer."""
    from ibc_edu.figures.icon_array import icon_array
    from ibc_edu.views.plot.plot_view import PlotView

    texts = course.texts(NAME, Texts)
    rows = [
        {"group": group.name, "subtype": subtype, "percent": percent}
        for group in texts.groups
        for subtype, percent in group.percent.items()
    ]
    return PlotView(*icon_array(pd.DataFrame(rows), title=texts.title))
