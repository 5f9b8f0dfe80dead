"""A lesson in front of a class: its notebook's steps, its live parts, its questions without a key until revealed."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast
from zlib import crc32

from ibc_edu.classroom.answers.merging import one_line
from ibc_edu.classroom.presentation.question_notes import question_notes
from ibc_edu.classroom.presentation.slides import Slide, slides
from ibc_edu.errors import UnknownNameError
from ibc_edu.resources import course_folder, notebooks_folder

if TYPE_CHECKING:
    from ibc_edu.classroom.live.phone_room import Asked
    from ibc_edu.course.course import Lesson
    from ibc_edu.quiz.kinds.base import QuestionBase
    from ibc_edu.views.kit.base import BaseWidget
    from ibc_edu.views.presenter.presenter import Presenter, Step
    from ibc_edu.views.quiz.card import QuizCard

LONGEST_LABEL = 70  # characters of a question in the list of steps
OPEN_NOTEBOOK = "JPY_SESSION_NAME"
"""Environment variable in which Jupyter tells a kernel the path of the notebook that it was started for."""


def present(lesson: Lesson) -> Presenter:
    """Return the lesson as a presentation: nothing in it is a copy, so what the notebook says is what is shown.

    The text comes from the notebook that `notebook_path` finds, and again from it when the file has changed. A live
    part is a second view of the one that `lesson.show` gives. A check becomes one step for each of its questions.

    Raises
    ------
    UnknownNameError
        If the notebook cannot be read.
    """
    from ibc_edu.classroom.live.phone_room import PhoneRoom
    from ibc_edu.views.presenter.presenter import Presenter

    program = LessonProgram(lesson)
    return Presenter(program, PhoneRoom(program.title, program.asked))


class LessonProgram:
    """The steps of a lesson, read from its notebook, and the questions as one class has answered them."""

    def __init__(self, lesson: Lesson) -> None:
        self.title = lesson.plan.title
        self._lesson = lesson
        self._cards: dict[str, BaseWidget] = {}
        self._source: tuple[Path, int, int] | None = None
        self._read(self._notebook())

    def steps(self) -> list[Step]:
        """The steps as they were read last."""
        return self._steps

    def live(self, index: int) -> BaseWidget | None:
        """The question of a step for this class, or the lesson's own part."""
        question = self._asked.get(index)
        if question is None:
            return self._lesson.show(self._shown[index]) if index in self._shown else None
        if question.id not in self._cards:
            self._cards[question.id] = _question(self._lesson, question)
        return self._cards[question.id]

    def asked(self, index: int) -> Asked | None:
        """What a step asks of phones, if it is a question."""
        from ibc_edu.classroom.live.phone_room import Asked

        question, card = self._asked.get(index), self.live(index)
        if question is None or card is None:
            return None
        return Asked(question, _seed(self._lesson, question), cast("QuizCard", card), self._lesson.course.library)

    def renew(self) -> bool:
        """Read the notebook again if the file is another one now; one that cannot be read changes nothing."""
        path = self._notebook()
        try:
            if self._source == _stamp(path):
                return False
            self._read(path)
        except (UnknownNameError, OSError):  # being saved just now
            return False
        return True

    def new_class(self) -> None:
        """Forget the questions' counts, rounds and answers."""
        for card in self._cards.values():
            card.close()
        self._cards = {}

    def _notebook(self) -> Path:
        opened = _opened()
        if self._source is not None and self._source[0] == opened and opened.is_file():
            return opened  # also while it is being saved, and whatever stands in it now
        return notebook_path(self._lesson.plan.notebook, self._lesson.course.folder, self._lesson.name)

    def _read(self, path: Path) -> None:
        lesson = self._lesson
        stamp = _stamp(path) if path.is_file() else None
        found = slides(path, lesson.parts)
        steps: list[Step] = []
        asked: dict[int, QuestionBase] = {}
        shown: dict[int, str] = {}
        for slide in found:
            if slide.part is None:
                steps.append(_step(slide, "text", slide.title))
            elif slide.part not in lesson.plan.checks:
                shown[len(steps)] = slide.part
                steps.append(_step(slide, "part", f"{slide.title} (live)"))
            else:
                for question in lesson.questions():
                    if question.part == slide.part and "room" in question.where:
                        asked[len(steps)] = question
                        label = f"Question: {one_line(question.stem, LONGEST_LABEL)}"
                        notes = question_notes(question, _seed(lesson, question), _beliefs(lesson))
                        steps.append({**_step(slide, "question", label), "notes": [*slide.notes, *notes]})
        self._steps, self._asked, self._shown, self._source = steps, asked, shown, stamp


def notebook_path(name: str, course: Path | None = None, lesson: str | None = None) -> Path:
    """Where the notebook to present is.

    It is the one that is open, if that is the lesson's, a copy of it, or shows a part of it; else the one of that name
    in the kernel's folder, if that belongs to the course; else the course's own.

    Parameters
    ----------
    name : str
        File name of the lesson's notebook.
    course : Path, optional
        Its folder.
    lesson : str, optional
        Name of the lesson.
    """
    opened = _opened()
    if opened.suffix == ".ipynb" and opened.is_file() and _is_of(opened, name, lesson):
        return opened
    beside = Path.cwd() / name
    ours = course is None or course_folder() == course
    return beside if ours and beside.is_file() else notebooks_folder(course) / name


def _opened() -> Path:
    return Path(os.environ.get(OPEN_NOTEBOOK, ""))


def _is_of(opened: Path, name: str, lesson: str | None) -> bool:
    if opened.name.startswith(Path(name).stem):
        return True
    try:
        text = opened.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    # In the file a quotation mark of the code has a backslash before it.
    return lesson is not None and bool(re.search(rf"""lesson\(\\?["']{re.escape(lesson)}\\?["']\)\.show\(""", text))


def _stamp(path: Path) -> tuple[Path, int, int]:
    found = path.stat()
    return path, found.st_mtime_ns, found.st_size


def _beliefs(lesson: Lesson) -> dict[str, str]:
    """What each misconception claims, by its id."""
    return {row["misconception_id"]: row["statement"] for row in lesson.course.rows_if_any("misconceptions")}


def _seed(lesson: Lesson, question: QuestionBase) -> int:
    """As in the lesson, so that the answers stand in the order that students saw."""
    return crc32(f"{lesson.name}/{question.part}".encode())


def _step(slide: Slide, kind: Literal["text", "part", "question"], label: str) -> Step:
    return {"title": slide.title, "label": label, "kind": kind, "blocks": slide.blocks, "notes": slide.notes}


def _question(lesson: Lesson, question: QuestionBase) -> BaseWidget:
    """One question for the class, with a show of hands where it has answers to choose from."""
    from ibc_edu.quiz.attempt import Mode
    from ibc_edu.quiz.sessions.session import QuizSession
    from ibc_edu.views.quiz.card import QuizCard

    session = QuizSession(
        quiz_id=f"{lesson.name}/{question.part}",
        title=lesson.plan.checks[question.part],
        questions=(question,),
        mode=Mode.PRESENT,
        seed=_seed(lesson, question),
        library=lesson.course.library,
    )
    return QuizCard(session, clock=lesson.course.clock)
