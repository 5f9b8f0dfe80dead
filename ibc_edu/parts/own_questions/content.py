"""A preview of the educator's own questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.errors import IbcEduError

if TYPE_CHECKING:
    from ibc_edu.views.kit.base import BaseWidget

MOST_TOLD = 5  # problems of files that are listed above the questions


def make(course: Course) -> BaseWidget:
    """The educator's own questions as a quiz that keeps nothing; a sentence instead when there is none."""
    from ibc_edu.quiz.bank import FOLDER_VARIABLE, load_bank, own_folder
    from ibc_edu.quiz.sessions.session import QuizSession
    from ibc_edu.views.kit.notice import Notice
    from ibc_edu.views.quiz.card import QuizCard

    description = "Your own questions, as students will see them. What you answer here is not kept."
    own = own_folder()
    if own is None:
        text = (
            "No folder is named yet. Where the course runs on your own computer, set "
            f"{FOLDER_VARIABLE} to the folder with your questions, then start it again."
        )
        return Notice(text, description=description)
    try:
        bank = load_bank(course=course.folder)
        found = tuple(place.question for place in bank.located if place.file.parent == own)
        left_out = [str(problem) for problem in bank.problems if own in (problem.file, problem.file.parent)]
        if not found:
            empty = f"There is no question file (.toml) in {own} yet."
            return Notice("\n".join(left_out) or empty, description=description)
        session = QuizSession("educators/own-questions", "Your own questions", found, library=course.library)
    except IbcEduError as error:
        return Notice(str(error), description=description)
    problem = f"Left out, as ibc-edu check tells in full: {' '.join(left_out[:MOST_TOLD])}" if left_out else ""
    return QuizCard(session, clock=course.clock, description=description, problem=problem)
