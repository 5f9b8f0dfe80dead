"""Review: what is due comes back, the exam follows a blueprint, the certificate claims no more than was done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ibc_edu.course.course import Course, Lesson
from ibc_edu.parts import PARTS
from ibc_edu.parts.certificate.content import make as certificate
from ibc_edu.parts.due.content import make as review
from ibc_edu.parts.exam.content import make as exam_of
from ibc_edu.parts.mastery.content import make as mastery_panel
from ibc_edu.parts.record.content import make as record_panel
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.views.quiz.card import QuizCard

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def answer(card: QuizCard, question: QuestionBase, *, right: bool, sureness: int = 2) -> None:
    response = question.key()
    if not right:
        item = next(item for item in card.view["items"] if item["id"] == question.page_id)
        response = next(choice["key"] for choice in item["choices"] if choice["key"] != response)
    card.receive({"type": "answer", "item": question.id, "response": response, "sureness": sureness, "seconds": 5})


def send(card: QuizCard, **message: object) -> None:
    card._handle_msg({"content": {"data": {"method": "custom", "content": message}}, "buffers": []})


def predict(course: Course) -> QuizCard:
    card = Lesson(course.plan.lesson("staging"), course).show("predict")
    assert isinstance(card, QuizCard)
    return card


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


def test_mastery_and_mix_ups_follow_the_answers(course: Course) -> None:
    card = predict(course)
    question = card.session.questions[0]
    answer(card, question, right=False)
    state = mastery_panel(course).state
    assert state["objectives"][0]["objective"].startswith("Determine the anatomic stage of an inflammatory")
    [mix_up] = state["mix_ups"]
    assert mix_up["times"] == 1
    assert not mix_up["mended"]


def test_objectives_stand_in_the_order_of_the_course_whatever_was_answered_first(course: Course) -> None:
    for name, part in (("receptors", "predict"), ("staging", "check-goal"), ("staging", "predict")):
        card = Lesson(course.plan.lesson(name), course).show(part)
        assert isinstance(card, QuizCard)
        card.receive({"type": "show_answer", "item": card.session.questions[0].id})
    rows = mastery_panel(course).state["objectives"]
    assert [row["lesson"].split(":")[0] for row in rows] == ["Staging", "Staging", "Receptors"]
    assert rows[0]["objective"].startswith("Determine the anatomic stage")


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
    courses = []

    def kernel() -> Course:
        course = Course(parts=PARTS, clock=lambda: START, record=str(tmp_path / "record.sqlite3"))
        courses.append(course)
        return course

    kernel().record.grant()
    yield kernel
    for course in courses:
        course.record.close()


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


def test_two_open_lessons_see_each_others_answers(recorded: Callable[[], Course]) -> None:
    one, two = recorded(), recorded()
    here, there = (Lesson(course.plan.lesson("staging"), course) for course in (one, two))
    shown = {lesson: lesson.show("predict") for lesson in (here, there)}
    card = shown[here]
    assert isinstance(card, QuizCard)
    answer(card, card.session.questions[0], right=True)
    other = there.show("predict")
    assert other is shown[there]
    assert isinstance(other, QuizCard)
    assert other.view["items"][0]["status"] == "correct"
    shown[there].receive({"type": "catch_up"})
    assert sum(row["answered"] for row in record_panel(two).state["progress"]) == 1


def test_panels_follow_answers_given_in_the_same_kernel(course: Course) -> None:
    panels = [record_panel(course), mastery_panel(course), certificate(course)]
    before = [dict(panel.state) for panel in panels]
    card = predict(course)
    answer(card, card.session.questions[0], right=False, sureness=3)
    assert all(panel.state != earlier for panel, earlier in zip(panels, before, strict=True))


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


def test_the_certificate_carries_the_local_date(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        course.clock = lambda: datetime(2026, 3, 1, 23, 0, tzinfo=UTC)
        state = certificate(course).state
        assert (state["date"], state["at"]) == ("March 2, 2026", "2026-03-01T23:00:00+00:00")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_certificate_says_what_is_missing_until_the_work_is_done(course: Course) -> None:
    assert any("Hand in the mixed exam" in line for line in certificate(course).state["missing"])
    for name in course.plan.exam_lessons:
        for question in [question for question in course.bank if question.lesson == name]:
            card = Lesson(course.plan.lesson(name), course).show(question.part)
            assert isinstance(card, QuizCard)
            card.receive({"type": "answer", "item": question.id, "response": question.key()})
    exam = exam_of(course)
    question = exam.session.questions[0]
    exam.receive({"type": "draft", "item": question.id, "response": question.key()})
    exam.receive({"type": "submit"})
    state = certificate(course).state
    assert state["missing"] == []
    assert f"best: 1 of {len(exam.session.questions)} right" in state["done"][1]
    assert state["date"] == "March 1, 2026"
    assert "no proof of skill" in state["limits"]
