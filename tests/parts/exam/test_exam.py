"""The exam follows a blueprint, goes on in the next kernel, and loses no answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from taking import kernels

from ibc_edu.course.course import Course
from ibc_edu.parts.exam.content import make as exam_of
from ibc_edu.views.quiz.card import QuizCard


def send(card: QuizCard, **message: object) -> None:
    card._handle_msg({"content": {"data": {"method": "custom", "content": message}}, "buffers": []})


def test_the_exam_asks_each_lesson_about_different_objectives_and_is_repeatable(course: Course) -> None:
    first, again = exam_of(course).session, exam_of(course).session
    assert [question.id for question in first.questions] == [question.id for question in again.questions]
    objectives = [question.objective for question in first.questions]
    assert len(set(objectives)) == len(objectives)
    lessons = {question.lesson for question in course.bank if question.lesson in course.plan.exam_lessons}
    assert {question.lesson for question in first.questions} == lessons


def test_the_learner_can_take_another_exam_when_one_was_handed_in(course: Course) -> None:
    card = exam_of(course)
    asked = [question.id for question in card.session.questions]
    card.receive({"type": "submit"})
    card.receive({"type": "another"})
    assert not card.session.submitted
    assert [question.id for question in card.session.questions] != asked


def test_a_new_exam_follows_when_one_was_handed_in(course: Course) -> None:
    card = exam_of(course)
    card.receive({"type": "submit"})
    assert card.view["phase"] == "submitted"
    other = exam_of(course).session
    assert [q.id for q in other.questions] != [q.id for q in card.session.questions]


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[Callable[[], Course]]:
    """Makes a kernel: a course of its own over one and the same record, to which the learner agreed."""
    yield from kernels(tmp_path / "record.sqlite3")


def test_an_exam_goes_on_in_the_next_kernel_until_it_is_handed_in(recorded: Callable[[], Course]) -> None:
    card = exam_of(recorded())
    first, second = card.session.questions[:2]
    card.receive({"type": "draft", "item": first.id, "response": first.key(), "sureness": 3})
    card.receive({"type": "flag", "item": second.id, "on": True})
    again = exam_of(recorded())
    assert [q.id for q in again.session.questions] == [q.id for q in card.session.questions]
    assert again.session.session_id == card.session.session_id
    assert (again.session.state(first.id).response, again.session.state(first.id).sureness) == (first.key(), 3)
    assert again.session.state(second.id).flagged
    again.receive({"type": "submit"})
    later = exam_of(recorded())
    assert [q.id for q in later.session.questions] != [q.id for q in card.session.questions]
    assert all(later.session.state(q.id).response is None for q in later.session.questions)


def test_an_exam_handed_in_just_before_the_kernel_was_killed_is_not_asked_again(recorded: Callable[[], Course]) -> None:
    course = recorded()
    card = exam_of(course)
    first = card.session.questions[0]
    card.receive({"type": "draft", "item": first.id, "response": first.key()})
    drafts = course.record.draft("review/exam")
    card.receive({"type": "submit"})
    course.record.keep_draft("review/exam", drafts)  # what was kept before is still there
    assert exam_of(recorded()).session.session_id != card.session.session_id


def test_an_exam_handed_in_while_the_record_fails_is_there_with_all_its_answers(
    recorded: Callable[[], Course], tmp_path: Path
) -> None:
    course = recorded()
    card = exam_of(course)
    asked = [question.id for question in card.session.questions]
    for file in tmp_path.iterdir():
        file.unlink()
    send(card, type="submit")
    assert "The lesson goes on; your answers stay in memory" in card.problem
    assert [attempt.item_id for attempt in course.record.attempts()] == asked
    course.record.grant()
    assert [attempt.item_id for attempt in recorded().record.attempts()] == asked


def test_in_an_exam_it_is_said_when_what_was_put_in_is_not_on_the_disk(
    recorded: Callable[[], Course], tmp_path: Path
) -> None:
    card = exam_of(recorded())
    for file in tmp_path.iterdir():
        file.unlink()
    first = card.session.questions[0]
    send(card, type="draft", item=first.id, response=first.key())
    assert "The lesson goes on; your answers stay in memory" in card.problem
    assert card.session.state(first.id).response == first.key()


@pytest.mark.parametrize("draft", [7, {}, {"answers": {}, "session_id": "s", "seed": 1}, {"answers": {"gone": {}}}])
def test_an_exam_that_no_longer_fits_begins_anew(recorded: Callable[[], Course], draft: object) -> None:
    course = recorded()
    fresh = exam_of(course)
    course.record.keep_draft("review/exam", draft)
    assert [q.id for q in exam_of(course).session.questions] == [q.id for q in fresh.session.questions]
