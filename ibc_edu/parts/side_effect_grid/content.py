"""The side effects that more than one class shares, as a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.parts.shared.side_effects import Classes, effect_name

if TYPE_CHECKING:
    import pandas as pd

    from ibc_edu.views.plot.plot_view import PlotView


def effect_frame(course: Course) -> pd.DataFrame:
    """Every row of the table ``side_effects`` as effect, therapy_class (as `Classes` counts) and wording."""
    import pandas as pd

    classes = Classes(course)
    rows = [
        {"effect": effect_name(course, row), "therapy_class": classes.of(row), "wording": row["wording"]}
        for row in course.rows("side_effects")
    ]
    return pd.DataFrame(rows)


def shared_effects(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of the effects that are named for more than one class."""
    counts = frame.groupby("effect")["therapy_class"].nunique()
    return frame[frame["effect"].map(counts) > 1]


def make(course: Course) -> PlotView:
    """The side effects that more than one class shares, as a grid."""
    from ibc_edu.figures.side_effect_grid import side_effect_grid
    from ibc_edu.views.plot.plot_view import PlotView

    frame = shared_effects(effect_frame(course))
    title = "Side effects that are named for more than one therapy class"
    return PlotView(*side_effect_grid(frame, title=title, names=Classes(course).names))
