"""A learner without a screen: answers every question of the course as the page would, by one strategy at a time.

Runs inside a notebook's kernel, after the lesson's own cells. Each strategy returns one line for whatever went wrong;
an empty list means that every path ended as it should.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from ibc_edu.course.course import Course, Lesson
from ibc_edu.course.plan import read_plan
from ibc_edu.learner.progress import by_lesson, progress
from ibc_edu.learner.review import Reason, due
from ibc_edu.parts import PARTS
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.resources import course_folder
from ibc_edu.views.quiz.card import QuizCard

LESSONS = read_plan(course_folder()).lesson_names
LISTS = ("choices", "left", "right", "steps", "entries", "categories")
"""What a question may be made of, as the page sees it."""

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
SURE = 3


class Learner:
    """Sits before a fresh course with an empty record in memory and a clock that stands still."""

    def __init__(self) -> None:
        self.now = START
        self.course = Course(parts=PARTS, clock=lambda: self.now, record="memory")
        self.lessons = [Lesson(self.course.plan.lesson(name), self.course) for name in LESSONS]

    def quizzes(self) -> Iterator[QuizCard]:
        """Every check of every lesson."""
        for lesson in self.lessons:
            for part in lesson.plan.checks:
                card = lesson.show(part)
                assert isinstance(card, QuizCard)
                yield card

    def questions(self) -> Iterator[tuple[QuizCard, QuestionBase]]:
        """Every question with the quiz that asks it."""
        for card in self.quizzes():
            for question in card.session.questions:
                yield card, question


def item(card: QuizCard, question: QuestionBase) -> dict[str, Any]:
    """What the page sees of a question."""
    return next(item for item in card.view["items"] if item["id"] == question.page_id)


def send(card: QuizCard, question: QuestionBase, response: Any) -> dict[str, Any]:
    """Answer as the page does, and return what the page sees afterwards."""
    message = {"type": "answer", "item": question.id, "response": response, "sureness": SURE, "seconds": 2.0}
    card._receive(card, message, None)
    return item(card, question)


def responses(card: QuizCard, question: QuestionBase) -> list[Any]:
    """Answers that the page lets a learner give, one answer at a time where there are answers to tick."""
    seen = item(card, question)
    keys = {name: [part["key"] for part in seen.get(name, [])] for name in LISTS}
    if seen["kind"] == "single":
        return keys["choices"]
    if seen["kind"] == "multiple":
        return [*([key] for key in keys["choices"]), keys["choices"]]
    if seen["kind"] == "matching":
        shifts = range(len(keys["right"]))
        return [dict(zip(keys["left"], keys["right"][n:] + keys["right"][:n], strict=False)) for n in shifts]
    if seen["kind"] == "ordering":
        return [keys["steps"], keys["steps"][::-1]]
    if seen["kind"] == "categorise":
        return [dict.fromkeys(keys["entries"], category) for category in keys["categories"]]
    return [-1, 0, 999_999] if seen["kind"] == "numeric" else ["something else", "42", "<b>bold</b>"]


def wrong(card: QuizCard, question: QuestionBase) -> list[Any]:
    """The responses that do not earn full marks."""
    return [answer for answer in responses(card, question) if question.grade(question.read(answer)).score != 1.0]


def all_right() -> list[str]:
    """Every question right at once: full feedback with its sources, and nothing due for being wrong."""
    learner, faults = Learner(), []
    for card, question in learner.questions():
        seen = send(card, question, question.key())
        feedback = seen["feedback"]
        if seen["status"] != "correct" or not (feedback["explanation"] and feedback["sources"]) or card.problem:
            faults.append(f"{question.id}: {seen['status']}, {card.problem}")
    return faults + _progress_faults(learner, right=True)


def all_wrong() -> list[str]:
    """Every question wrong twice: feedback on what was chosen, the key only after the second try, and all of it due."""
    learner, faults = Learner(), []
    for card, question in learner.questions():
        answers = wrong(card, question)
        first = send(card, question, answers[0])
        if first["feedback"] is None or first["feedback"]["key"] is not None or not first["feedback"]["lines"]:
            faults.append(f"{question.id}: after the first try {first['feedback']}")
        card._receive(card, {"type": "retry", "item": question.id}, None)
        second = send(card, question, answers[-1])
        if second["feedback"] is None or not second["feedback"]["explanation"] or card.problem:
            faults.append(f"{question.id}: after the second try {second['feedback']}, {card.problem}")
    return faults + _progress_faults(learner, right=False)


def all_blank() -> list[str]:
    """Every question sent blank: nothing is judged, nothing is recorded, nothing breaks."""
    learner, faults = Learner(), []
    for card, question in learner.questions():
        seen = send(card, question, None)
        if seen["status"] != "unanswered" or seen["feedback"] is not None or card.problem:
            faults.append(f"{question.id}: {seen['status']}, {card.problem}")
    return faults + [f"recorded: {attempt.item_id}" for attempt in learner.course.record.attempts()]


def each_answer() -> list[str]:
    """Every single answer, each in a session of its own: each ends in feedback text."""
    learner, faults = Learner(), []
    for card, question in learner.questions():
        fresh = card.session
        for answer in responses(card, question):
            one = QuizCard(fresh)
            feedback = send(one, question, answer)["feedback"]
            texts = [line["text"] for line in feedback["lines"]] if feedback else []
            if one.problem or not feedback or not feedback["headline"] or not all(texts):
                faults.append(f"{question.id} {answer!r}: {one.problem or feedback}")
    return faults


def double_submit() -> list[str]:
    """Every right answer sent twice: one attempt each."""
    learner, faults = Learner(), []
    for card, question in learner.questions():
        for _ in range(2):
            send(card, question, question.key())
    asked = [question.id for _, question in learner.questions()]
    recorded = [attempt.item_id for attempt in learner.course.record.attempts()]
    if sorted(asked) != sorted(recorded):
        faults.append(f"{len(asked)} questions, {len(recorded)} attempts")
    return faults


def show_answers() -> list[str]:
    """Every answer asked for instead of given: the key and the explanation come, and no mark."""
    learner, faults = Learner(), []
    for card, question in learner.questions():
        card._receive(card, {"type": "show_answer", "item": question.id}, None)
        seen = item(card, question)
        if seen["status"] != "shown" or seen["feedback"]["score"] is not None or not seen["feedback"]["explanation"]:
            faults.append(f"{question.id}: {seen['status']}")
    return faults


def _progress_faults(learner: Learner, *, right: bool) -> list[str]:
    """What progress and the due list say, against what the learner did."""
    history = learner.course.record.history()
    faults = [
        f"progress of {row.lesson}: {row}"
        for row in by_lesson(progress(history, learner.course.bank.questions))
        if row.answered != row.questions or row.right != (row.questions if right else 0)
    ]
    found = due(history, START + timedelta(days=1), items={question.id for question in learner.course.bank})
    sure_and_wrong = {one.item_id for one in found if one.reason is Reason.SURE_AND_WRONG}
    expected = set() if right else {question.id for question in learner.course.bank}
    if sure_and_wrong != expected:
        faults.append(f"due as sure and wrong: {sorted(sure_and_wrong ^ expected)[:5]}")
    return faults


STRATEGIES: dict[str, Callable[[], list[str]]] = {
    strategy.__name__: strategy
    for strategy in (all_right, all_wrong, all_blank, each_answer, double_submit, show_answers)
}
