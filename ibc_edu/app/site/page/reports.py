"""What a learning platform is told of a reader's answers, in terms that SCORM 1.2 and 2004 share.

The page's scripts hand it to the platform; here is only what follows from the record and the questions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ibc_edu.course.course import Course
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import Interaction

OPEN = "-"
"""Stands for a question without an answer in `Reports.credits`."""
_DIGITS = "0123456789a"
_TYPES = {
    Interaction.CHOICE: "choice",
    Interaction.MATCH: "matching",
    Interaction.GROUP: "matching",
    Interaction.ORDER: "sequencing",
    Interaction.NUMBER: "numeric",
    Interaction.TEXT: "fill-in",
}
Post = Callable[[str], None]


def questions_of(course: Course, lessons: Iterable[str]) -> list[QuestionBase]:
    """The questions that these lessons ask, in the course's order, each once."""
    asked = (
        question
        for name in lessons
        for part in course.plan.lesson(name).checks
        for question in course.questions(name, part)
    )
    return list({question.id: question for question in asked}.values())


class Reports:
    """Follows the record and posts what is new in it.

    Parameters
    ----------
    course : Course
    lessons : sequence of str
        Whose questions count.
    post : callable
        Takes JSON: ``credits``, and ``answers`` that were given since the last time.
    """

    def __init__(self, course: Course, lessons: Iterable[str], post: Post) -> None:
        self._course = course
        self._post = post
        self._questions = {question.id: question for question in questions_of(course, lessons)}
        self._told = {attempt.attempt_id for attempt in course.record.attempts()}
        course.record.on_change(self.tell)
        self.tell()

    def tell(self) -> None:
        """Post where the reader stands, and the answers that are new."""
        attempts = [attempt for attempt in self._course.record.attempts() if attempt.mode is not Mode.PRESENT]
        new = [attempt for attempt in attempts if attempt.attempt_id not in self._told]
        self._told |= {attempt.attempt_id for attempt in new}
        answers = [told(attempt, self._questions.get(self._present(attempt))) for attempt in new]
        self._post(json.dumps({"credits": self.credits(attempts), "answers": [each for each in answers if each]}))

    def credits(self, attempts: Iterable[Attempt]) -> str:
        """The credit of the latest answer to each question, a character each: `OPEN`, or tenths, `a` for all."""
        latest = {}
        for attempt in attempts:
            if attempt.outcome is not Outcome.BLANK:
                latest[self._present(attempt)] = _DIGITS[round(10 * (attempt.score or 0.0))]
        return "".join(latest.get(name, OPEN) for name in self._questions)

    def _present(self, attempt: Attempt) -> str:
        return self._course.bank.present_ids.get(attempt.item_id, attempt.item_id)


def told(attempt: Attempt, question: QuestionBase | None) -> Mapping[str, Any] | None:
    """One answer, or None where nothing was answered at a question of these lessons."""
    if question is None or attempt.score is None:
        return None
    interaction = question.exchange().interaction
    return {
        "id": question.id,
        "type": _TYPES[interaction],
        "response": _response(question, interaction, attempt.response),
        "stem": question.stem,
        "credit": round(attempt.score, 4),
        "seconds": attempt.seconds,
        "at": attempt.at.isoformat(timespec="seconds"),
    }


def _response(question: QuestionBase, interaction: Interaction, response: Any) -> Any:
    """A response with letters for what is chosen from: platforms take no longer names, and no texts."""
    form = question.exchange()
    rows = {row.key: _letter(place) for place, row in enumerate(form.rows)}
    if interaction in (Interaction.NUMBER, Interaction.TEXT):
        return response
    if interaction in (Interaction.MATCH, Interaction.GROUP):
        targets = {key: _letter(place) for place, key in enumerate(form.targets)}
        return [[rows[key], targets[to]] for key, to in response.items()]
    return [rows[key] for key in ([response] if isinstance(response, str) else response)]


def _letter(place: int) -> str:
    return chr(ord("a") + place)
