"""What is said to be known and what is due agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from taking import answer, predict

from ibc_edu.course.course import Course, Lesson
from ibc_edu.parts.due.content import due_items
from ibc_edu.parts.mastery.content import _mastery
from ibc_edu.parts.mastery.content import make as mastery_panel
from ibc_edu.parts.shared.question_templates.generate import generated
from ibc_edu.quiz.kinds.single import Single
from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.views.quiz.card import QuizCard


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
    assert "due now" not in _mastery(course)["objectives"][0]["words"]
    course.clock = lambda: now + timedelta(days=60)
    assert len(due_items(course)) == len(asked)
    assert _mastery(course)["objectives"][0]["words"].endswith(
        f"{len(asked)} questions are due now." if len(asked) > 1 else "1 question is due now."
    )


def alone(course: Course, question: Single) -> bool:
    """Whether no other question can reveal its mix-ups, so that it comes back itself."""
    others = {mix_up for each in course.bank if each.id != question.id for mix_up in each.misconceptions()}
    return bool(question.misconceptions()) and not others & {*question.misconceptions()}


def test_a_question_that_a_mix_up_brings_is_named_with_its_aim(course: Course) -> None:
    now = datetime(2026, 3, 1, 9, tzinfo=UTC)
    course.clock = lambda: now
    question = next(each for each in course.bank if isinstance(each, Single) and alone(course, each))
    wrong = next(key for key, answer in question.by_key.items() if answer.misconception)
    for session in ("one", "two"):
        quiz = QuizSession(session, "Played", (question,), session_id=session)
        _, attempt = quiz.answer(question.id, wrong, at=now)
        assert attempt is not None
        course.keep(attempt)
    assert [item.misconception is not None for item in due_items(course)] == [True]
    [row] = _mastery(course)["objectives"]
    assert row["words"].endswith("1 question is due now.")


def test_the_correction_of_a_mix_up_comes_with_what_it_rests_on(course: Course) -> None:
    singles: list[Single] = [each for each in course.bank if isinstance(each, Single)]
    question = next(single for single in singles if single.misconceptions())
    wrong = next(key for key, answer in question.by_key.items() if answer.misconception)
    _, attempt = QuizSession("played", "Played", (question,)).answer(question.id, wrong, at=course.clock())
    assert attempt is not None
    course.keep(attempt)
    [met] = _mastery(course)["mix_ups"]
    belief = next(row for row in course.rows("misconceptions") if row["statement"] == met["belief"])
    assert met["sources"] == course.sources(belief["evidence"], belief["facts"]) != []


def test_a_generated_question_that_practice_brings_is_named_with_its_aim(course: Course) -> None:
    then = datetime(2026, 3, 1, 9, tzinfo=UTC)
    course.clock = lambda: then
    question = generated(course)[0]
    wrong = next(key for key in question.by_key if key != question.key())
    _, attempt = QuizSession("played", "Played", (question,)).answer(question.id, wrong, at=then)
    assert attempt is not None
    course.keep(attempt)
    course.clock = lambda: then + timedelta(hours=5)
    assert _mastery(course)["objectives"][0]["words"].endswith("1 question is due now.")


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
