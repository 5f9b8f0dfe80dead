"""What a reader's Python tells of how far they are, and whose it becomes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ibc_edu.app.reader_kernel import begin, standing, warm
from ibc_edu.course.course import Course
from ibc_edu.learner.record import open_record
from ibc_edu.parts import PARTS
from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.resources import own_course_folder


def answer(course: Course, lesson: str, part: str) -> None:
    """Have the answers of all questions of a part shown, which counts as answered."""
    questions = course.questions(lesson, part)
    session = QuizSession(quiz_id=f"{lesson}/{part}", title="", questions=questions, library=course.library)
    for question in session.questions:
        session, attempt = session.show_answer(question.id, at=course.clock())
        assert attempt is not None
        course.record.add(attempt)


def test_loading_ahead_opens_nobodys_record(course: Course) -> None:
    warm(course)
    assert "record" not in vars(course)
    assert "bank" in vars(course)


def test_a_reader_settings_become_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IBC_EDU_CLASS", "somewhere")
    monkeypatch.setenv("IBC_EDU_LEARNER", "nobody")
    begin({"IBC_EDU_LEARNER": "ada", "IBC_EDU_CLASS": None, "IBC_EDU_NOT_THERE": None})
    assert "IBC_EDU_CLASS" not in os.environ
    assert open_record("memory").learner == "ada"


def test_a_beginner_begins(course: Course) -> None:
    told = standing(course)
    assert json.loads(json.dumps(told)) == told
    assert not told["begun"]
    assert told["next"] == "start"
    assert told["due"] == 0
    assert {*told["lessons"]} == {lesson.name for lesson in course.plan.lessons if lesson.checks}
    assert all(row["answered"] == 0 for row in told["lessons"].values())


def test_somebody_who_answered_goes_on_where_they_were(course: Course) -> None:
    answer(course, "receptors", "predict")
    told = standing(course)
    assert told["begun"]
    assert told["next"] == "receptors"
    assert told["lessons"]["receptors"]["answered"] == len(course.questions("receptors", "predict"))


def test_after_a_whole_lesson_the_next_one_follows(course: Course) -> None:
    for part in course.plan.lesson("staging").checks:
        answer(course, "staging", part)
    assert standing(course)["next"] == "receptors"


def test_who_was_not_asked_yet_whether_answers_are_kept_comes_to_where_that_is_asked(tmp_path: Path) -> None:
    course = Course(own_course_folder(), parts=PARTS, record=str(tmp_path / "record.sqlite"))
    answer(course, "start", "warm-up")
    told = standing(course)
    assert told["next"] == "start"
    assert told["lessons"]["start"]["asks"]
    assert not told["lessons"]["staging"]["asks"]
    course.record.decline()
    told = standing(course)
    assert told["next"] == "staging"
    assert not told["lessons"]["start"]["asks"]
