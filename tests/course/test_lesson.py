"""Lessons: every part can be shown, shows the same thing again, and keeps what was answered."""

from __future__ import annotations

import pytest

import ibc_edu
from ibc_edu.course.course import Course, Lesson
from ibc_edu.course.plan import SOURCES, read_plan
from ibc_edu.errors import UnknownNameError
from ibc_edu.parts import PARTS
from ibc_edu.quiz.attempt import Outcome
from ibc_edu.resources import course_folder
from ibc_edu.views.quiz.card import QuizCard

LESSONS = read_plan(course_folder()).lesson_names


@pytest.fixture(params=LESSONS)
def each_lesson(request: pytest.FixtureRequest, course: Course) -> Lesson:
    return Lesson(course.plan.lesson(request.param), course)


def test_every_part_has_a_text_form_that_does_not_change(each_lesson: Lesson, course: Course) -> None:
    again = Lesson(each_lesson.plan, Course(parts=PARTS, clock=course.clock, record="memory"))
    for part in each_lesson.parts:
        text = repr(each_lesson.show(part))
        assert len(text) > 40
        assert text == repr(again.show(part))


def test_every_question_of_a_lesson_stands_in_one_of_its_checks(each_lesson: Lesson) -> None:
    asked = {question.part for question in each_lesson.questions()}
    assert asked == set(each_lesson.plan.checks)


def test_the_sources_of_a_lesson_hold_all_that_its_questions_cite(each_lesson: Lesson) -> None:
    shown = {source["text"] for source in each_lesson.show(SOURCES).sources}
    library = each_lesson.course.library
    questions = list(each_lesson.questions())
    cited = {library.sentences[sentence_id] for question in questions for sentence_id in question.evidence}
    cited |= {library.facts[fact_id].statement for question in questions for fact_id in question.facts}
    assert cited - shown == set()
    assert bool(cited) is bool(each_lesson.plan.checks)


def test_a_part_shown_twice_is_the_same_one(course: Course) -> None:
    lesson = Lesson(course.plan.lesson("staging"), course)
    assert lesson.show("stage-explorer") is lesson.show("stage-explorer")


def test_an_answer_goes_into_the_record_and_is_there_in_a_new_kernel(course: Course) -> None:
    card = Lesson(course.plan.lesson("staging"), course).show("predict")
    assert isinstance(card, QuizCard)
    item = card.session.questions[0]
    card.receive({"type": "answer", "item": item.id, "response": item.key(), "sureness": 3, "seconds": 4.0})
    [attempt] = course.record.attempts()
    assert (attempt.item_id, attempt.outcome) == (item.id, Outcome.CORRECT)

    resumed = Lesson(course.plan.lesson("staging"), course).show("predict")
    assert isinstance(resumed, QuizCard)
    assert resumed.view["items"][0]["status"] == "correct"


def test_an_unknown_part_is_answered_with_a_near_name(course: Course) -> None:
    with pytest.raises(UnknownNameError, match="check-nodes"):
        Lesson(course.plan.lesson("staging"), course).show("check-node")


def test_an_unknown_lesson_is_answered_with_a_near_name() -> None:
    with pytest.raises(UnknownNameError, match="'staging'"):
        ibc_edu.lesson("stagin")


def test_a_lesson_is_one_and_the_same_in_a_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IBC_EDU_RECORD", "memory")
    assert ibc_edu.lesson("staging") is ibc_edu.lesson("staging")
    assert "stage-explorer" in repr(ibc_edu.lesson("staging"))
