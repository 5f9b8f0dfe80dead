"""Review: what is due comes back, the exam follows a blueprint, the certificate claims no more than was done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ibc_edu.course.course import Course
from ibc_edu.course.lesson import Lesson
from ibc_edu.parts.certificate.content import make as certificate
from ibc_edu.parts.due.content import make as review
from ibc_edu.parts.exam.content import make as exam_of
from ibc_edu.parts.mastery.content import make as mastery_panel
from ibc_edu.quiz.kinds import QuestionBase
from ibc_edu.views.quiz.card import QuizCard

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def answer(card: QuizCard, question: QuestionBase, *, right: bool, sureness: int = 2) -> None:
    response = question.key()
    if not right:
        item = next(item for item in card.view["items"] if item["id"] == question.id)
        response = next(choice["key"] for choice in item["choices"] if choice["key"] != response)
    card.receive({"type": "answer", "item": question.id, "response": response, "sureness": sureness, "seconds": 5})


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


def test_a_new_exam_follows_when_one_was_handed_in(course: Course) -> None:
    card = exam_of(course)
    card.receive({"type": "submit"})
    assert card.view["phase"] == "submitted"
    other = exam_of(course).session
    assert [q.id for q in other.questions] != [q.id for q in card.session.questions]


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
