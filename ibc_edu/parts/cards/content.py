"""The cards of a course as a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course

if TYPE_CHECKING:
    from ibc_edu.parts.cards.widget import FlashCards


def make(course: Course) -> FlashCards:
    """The cards of this course, for its learner."""
    from ibc_edu.parts.cards.sitting import Cards
    from ibc_edu.parts.cards.widget import FlashCards

    return FlashCards(Cards(course))
