"""The cards of a course as a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course

if TYPE_CHECKING:
    from ibc_edu.parts.cards.widget import Cards


def make(course: Course) -> Cards:
    """The cards of this course, for its learner."""
    from ibc_edu.parts.cards.sitting import Sitting
    from ibc_edu.parts.cards.widget import Cards

    return Cards(Sitting(course))
