"""How the educator's own class did, from its exports or its shared record."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.errors import IbcEduError

if TYPE_CHECKING:
    from ibc_edu.views.kit.base import BaseWidget

CLASS_VARIABLE = "IBC_EDU_CLASS"
"""Names the folder with the students' exports, the address of the record that a class shares, or an educator's own
address at a school's server."""


def make(course: Course) -> BaseWidget:
    """How the educator's class did; a sentence instead when none is named or it cannot be read."""
    from ibc_edu.classroom.class_state import state_of
    from ibc_edu.classroom.results.class_report import report
    from ibc_edu.views.class_results.class_results import ClassResultsPanel
    from ibc_edu.views.kit.notice import Notice

    description = "How your own class did, from the folder or the shared record that you name."
    source = os.environ.get(CLASS_VARIABLE, "").strip()
    if not source:
        text = (
            "No class is named yet. Where the course runs on your own computer, set "
            f"{CLASS_VARIABLE} to the folder with your students' files, then start it again."
        )
        return Notice(text, description=description)
    try:
        state = state_of(course, source)
    except IbcEduError as error:
        return Notice(str(error), description=description)

    def save(ending: str) -> bytes:
        return report(ending, state["lead"], state["notes"], state["sheets"])

    return ClassResultsPanel(state, description=description, save=save)
