"""A preview of the educator's own questions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.errors import IbcEduError

if TYPE_CHECKING:
    from ibc_edu.views.kit.base import BaseWidget


def make(course: Course) -> BaseWidget:
    """The educator's own questions as a quiz that keeps nothing; a sentence instead when there is none."""
    from ibc_edu.quiz.bank import FOLDER_VARIABLE, load_bank
    from ibc_edu.quiz.session import QuizSession
    from ibc_edu.views.kit.notice import Notice
    from ibc_edu.views.quiz.card import QuizCard

    description = "Your own questions, as students will see them. What you answer here is not kept."
    folder = os.environ.get(FOLDER_VARIABLE, "").strip()
    if not folder:
        text = f"No folder is named yet: set {FOLDER_VARIABLE} to the folder with your questions, then start again."
        return Notice(text, description=description)
    own = Path(folder).expanduser()
    try:
        found = tuple(
            place.question for place in load_bank(course=course.folder).located if Path(place.file).parent == own
        )
        if not found:
            return Notice(f"There is no question file (.toml) in {own} yet.", description=description)
        session = QuizSession("educators/own-questions", "Your own questions", found, library=course.library)
    except IbcEduError as error:
        return Notice(str(error), description=description)
    return QuizCard(session, clock=course.clock, description=description)
