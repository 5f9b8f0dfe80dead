"""A lesson in front of a class: its notebook's steps, its live parts, its questions without a key until revealed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zlib import crc32

from ibc_edu.classroom.merging import one_line
from ibc_edu.classroom.slides import Slide, slides
from ibc_edu.resources import course_folder, notebooks_folder

if TYPE_CHECKING:
    from ibc_edu.course.course import Lesson
    from ibc_edu.quiz.kinds.base import QuestionBase
    from ibc_edu.views.kit.base import BaseWidget
    from ibc_edu.views.presenter.presenter import Presenter, Step

LONGEST_LABEL = 70  # characters of a question in the list of steps


def present(lesson: Lesson) -> Presenter:
    """Return the lesson as a presentation: nothing in it is a copy, so what the notebook says is what is shown.

    The text comes from the lesson's notebook in the kernel's folder, or from the course's own if there is none. A live
    part is a second view of the one that `lesson.show` gives. A check becomes one step for each of its questions.

    Raises
    ------
    UnknownNameError
        If the notebook cannot be read.
    """
    from ibc_edu.views.presenter.presenter import Presenter

    found = slides(notebook_path(lesson.plan.notebook, lesson.course.folder), lesson.parts)
    steps: list[Step] = []
    asked: dict[int, QuestionBase] = {}
    shown: dict[int, str] = {}
    for slide in found:
        if slide.part not in lesson.plan.checks:
            if slide.part is not None:
                shown[len(steps)] = slide.part
                steps.append(_step(slide, "part", f"{slide.title} (live)"))
            else:
                steps.append(_step(slide, "text", slide.title))
            continue
        for question in lesson.questions():
            if question.part == slide.part:
                asked[len(steps)] = question
                steps.append(_step(slide, "question", f"Question: {one_line(question.stem, LONGEST_LABEL)}"))

    def live(index: int) -> BaseWidget | None:
        if index in asked:
            return _question(lesson, asked[index])
        return lesson.show(shown[index]) if index in shown else None

    return Presenter(lesson.plan.title, steps, live)


def notebook_path(name: str, course: Path | None = None) -> Path:
    """Where a lesson's notebook is: in the kernel's folder if that belongs to the course, else the course's own."""
    beside = Path.cwd() / name
    ours = course is None or course_folder() == course
    return beside if ours and beside.is_file() else notebooks_folder(course) / name


def _step(slide: Slide, kind: Literal["text", "part", "question"], label: str) -> Step:
    return {"title": slide.title, "label": label, "kind": kind, "blocks": slide.blocks, "notes": slide.notes}


def _question(lesson: Lesson, question: QuestionBase) -> BaseWidget:
    """One question for the class, with a show of hands where it has answers to choose from."""
    from ibc_edu.quiz.attempt import Mode
    from ibc_edu.quiz.session import QuizSession
    from ibc_edu.views.quiz.card import QuizCard

    quiz_id = f"{lesson.name}/{question.part}"
    session = QuizSession(
        quiz_id=quiz_id,
        title=lesson.plan.checks[question.part],
        questions=(question,),
        mode=Mode.PRESENT,
        seed=crc32(quiz_id.encode()),  # as in the lesson, so that the answers stand in the order that students saw
        library=lesson.course.library,
    )
    return QuizCard(session, clock=lesson.course.clock)
