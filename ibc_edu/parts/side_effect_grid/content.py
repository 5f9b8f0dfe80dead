"""The side effects that more than one class shares, as a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course

if TYPE_CHECKING:
    from ibc_edu.views.plot.plot_view import PlotView


def make(course: Course) -> PlotView:
    """The side effects that more than one class shares, as a grid."""
    from ibc_edu.figures.side_effect_grid import side_effect_grid
    from ibc_edu.parts.side_effect_explorer.content import Classes, effect_frame, shared_effects
    from ibc_edu.views.plot.plot_view import PlotView

    frame = shared_effects(effect_frame(course))
    title = "Side effects that are named for more than one therapy class"
    return PlotView(*side_effect_grid(frame, title=title, names=Classes(course).names))
