"""Lesson 4: side effects by class, what is watched and why, and why lines of treatment change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.lessons.course import Course
from ibc_edu.lessons.plans import LessonPlan

if TYPE_CHECKING:
    from ibc_edu.widgets.check_up_list import CheckUpList
    from ibc_edu.widgets.plot_view import PlotView
    from ibc_edu.widgets.side_effect_explorer import SideEffectExplorer
    from ibc_edu.widgets.treatment_lines import TreatmentLines


def side_effect_grid(course: Course) -> PlotView:
    """The side effects that more than one class shares, as a grid."""
    from ibc_edu.figures.side_effect_grid import side_effect_grid
    from ibc_edu.lessons.monitoring_effects import Classes, effect_frame, shared_effects
    from ibc_edu.widgets.plot_view import PlotView

    frame = shared_effects(effect_frame(course))
    title = "Side effects that are named for more than one therapy class"
    return PlotView(*side_effect_grid(frame, title=title, names=Classes(course).names))


def side_effect_explorer(course: Course) -> SideEffectExplorer:
    """Two therapy classes side by side."""
    from ibc_edu.lessons.monitoring_effects import explorer_content
    from ibc_edu.widgets.side_effect_explorer import SideEffectExplorer

    return SideEffectExplorer(explorer_content(course))


def check_ups(course: Course) -> CheckUpList:
    """What is watched with each treatment."""
    from ibc_edu.lessons.monitoring_effects import check_up_content
    from ibc_edu.widgets.check_up_list import CheckUpList

    return CheckUpList(check_up_content(course))


def treatment_lines(_course: Course) -> TreatmentLines:
    """Two clones under lines of treatment, with switch times to choose."""
    from ibc_edu.lessons.monitoring_lines import CONTENT, START, picture
    from ibc_edu.widgets.treatment_lines import TreatmentLines

    return TreatmentLines(CONTENT, picture, START)


PLAN = LessonPlan(
    name="monitoring",
    title="Side effects and monitoring",
    notebook="04_side_effects_and_monitoring.ipynb",
    checks={
        "predict": "Before you read",
        "check-effects": "Side effects by class",
        "check-compare": "Two classes side by side",
        "check-call": "When to call",
        "check-watch": "What is watched, and why",
        "check-lines": "Why treatment changes",
        "check-review": "Bringing it together",
    },
    parts={
        "side-effect-grid": side_effect_grid,
        "side-effect-explorer": side_effect_explorer,
        "check-ups": check_ups,
        "treatment-lines": treatment_lines,
    },
    tables=("side_effects", "monitoring"),
)
