"""What is due comes back, and the text form does not tell."""

from __future__ import annotations

from datetime import timedelta

from taking import START, answer, predict

from ibc_edu.course.course import Course, Lesson
from ibc_edu.parts.due.content import make as review
from ibc_edu.views.quiz.card import QuizCard


def test_nothing_is_due_before_the_first_answer(course: Course) -> None:
    assert "Nothing is due" in review(course).text  # type: ignore[attr-defined]


def test_a_sure_mistake_comes_back_and_the_text_form_does_not_tell(course: Course) -> None:
    fresh = repr(review(course))
    card = predict(course)
    answer(card, card.session.questions[0], right=False, sureness=3)
    course.clock = lambda: START + timedelta(days=2)
    due = review(course)
    assert isinstance(due, QuizCard)
    assert [question.id for question in due.session.questions] == ["staging-predict-lowest"]
    assert repr(due) == fresh


def test_what_is_due_is_never_frozen(course: Course) -> None:
    lesson = Lesson(course.plan.lesson("review"), course)
    nothing = lesson.show("due")
    assert "What you answer in a lesson comes back here" in nothing.text  # type: ignore[attr-defined]
    card = predict(course)
    answer(card, card.session.questions[0], right=False, sureness=3)
    assert "The next question comes back in about 4 hours, if the course keeps your answers." in lesson.show("due").text  # type: ignore[attr-defined]
    course.clock = lambda: START + timedelta(hours=5)
    due = lesson.show("due")
    assert isinstance(due, QuizCard)
    assert lesson.show("due") is due
    answer(due, due.session.questions[0], right=True)
    assert "comes back in about" in lesson.show("due").text  # type: ignore[attr-defined]
