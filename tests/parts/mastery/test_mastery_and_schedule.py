"""What is said to be known and what is due agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ibc_edu.course.course import Course
from ibc_edu.parts.due.content import due_items
from ibc_edu.parts.mastery.content import _mastery
from ibc_edu.quiz.session import QuizSession


def test_an_aim_that_is_well_known_says_so_when_its_questions_are_due_again(course: Course) -> None:
    now = datetime(2026, 3, 1, 9, tzinfo=UTC)
    aim = next(question.objective for question in course.bank)
    asked = [question for question in course.bank if question.objective == aim]
    for question in asked:
        _, attempt = QuizSession("played", "Played", (question,)).answer(question.id, question.key(), at=now)
        assert attempt is not None
        course.keep(attempt)
    course.clock = lambda: now
    assert due_items(course) == []
    assert "due again" not in _mastery(course)["objectives"][0]["words"]
    course.clock = lambda: now + timedelta(days=60)
    assert len(due_items(course)) == len(asked)
    assert _mastery(course)["objectives"][0]["words"].endswith(
        f"{len(asked)} questions are due again." if len(asked) > 1 else "1 question is due again."
    )
