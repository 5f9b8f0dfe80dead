"""The start page's button: first lesson, lesson in use, next unfinished one, review; a first visit reads no bank."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS
from ibc_edu.parts.begin.content import make, next_lesson
from ibc_edu.quiz.sessions.session import QuizSession

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def course() -> Course:
    return Course(parts=PARTS, record="memory", clock=lambda: NOW)


def see(course: Course, lesson: str, count: int | None = None) -> None:
    """Have the first `count` questions of a lesson answered for the learner."""
    questions = course.questions(lesson)
    session = QuizSession("seen", "Seen", questions, learner=course.record.learner)
    for question in questions[:count]:
        session, attempt = session.show_answer(question.id, at=NOW)
        assert attempt is not None
        course.keep(attempt)


def test_a_first_visit_begins_with_the_first_lesson_and_reads_no_question(course: Course) -> None:
    state = make(course).state
    assert (state["label"], state["notebook"]) == ("Begin", "01_staging.ipynb")
    assert "bank" not in vars(course)


def test_the_question_on_the_start_page_is_no_lesson(course: Course) -> None:
    see(course, "start")
    assert next_lesson(course)["label"] == "Begin"


def test_a_lesson_in_use_goes_on(course: Course) -> None:
    see(course, "receptors", 2)
    state = next_lesson(course)
    assert (state["label"], state["notebook"]) == ("Continue with lesson 2", "02_receptors.ipynb")


def test_a_finished_lesson_leads_to_the_first_unfinished_one(course: Course) -> None:
    see(course, "staging")
    assert next_lesson(course)["label"] == "Continue with lesson 2"


def test_after_all_lessons_comes_the_review(course: Course) -> None:
    for lesson in course.plan.exam_lessons:
        see(course, lesson)
    state = next_lesson(course)
    assert (state["label"], state["notebook"]) == ("Review what you learned", "06_review.ipynb")


def test_an_answer_renews_the_button(course: Course) -> None:
    button = make(course)
    see(course, "staging", 1)
    assert button.state["label"] == "Continue with lesson 1"


def test_text_form_tells_nothing_personal(course: Course) -> None:
    button = make(course)
    before = repr(button)
    see(course, "staging", 1)
    assert repr(button) == before
