"""What was done in the course, to print or to save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.parts.exam.content import submitted
from ibc_edu.quiz.attempt import Outcome

if TYPE_CHECKING:
    from ibc_edu.parts.certificate.widget import Certificate, CertificateState

ENOUGH_ANSWERED = 0.8
"""Share of the lessons' questions that a certificate wants answered."""


def make(course: Course) -> Certificate:
    """What was done, to print or to save."""
    from ibc_edu.parts.certificate.widget import Certificate

    return Certificate(lambda: _certificate(course))


def _certificate(course: Course) -> CertificateState:
    from ibc_edu.learner.progress import by_lesson, progress

    attempts, plan = course.record.attempts(), course.plan
    table = by_lesson(
        progress(attempts, [question for question in course.bank if question.lesson in plan.exam_lessons])
    )
    exams = submitted(attempts)
    missing = [
        f"{plan.lesson(row['lesson']).title}: answer at least {ENOUGH_ANSWERED:.0%} of its "
        f"{row['questions']} questions ({row['answered']} so far)"
        for row in table.to_dict("records")
        if row["answered"] < ENOUGH_ANSWERED * row["questions"]
    ]
    if not exams:
        missing.append("Hand in the mixed exam on this page")
    done = [f"answered {table['answered'].sum()} of {table['questions'].sum()} questions in {len(table)} lessons"]
    if exams:
        best = max(sum(attempt.outcome is Outcome.CORRECT for attempt in one) for one in exams)
        size = len(exams[-1])
        done.append(f"handed in {len(exams)} mixed exam{'s' if len(exams) > 1 else ''}; best: {best} of {size} right")
    return {
        "course": plan.title,
        "date": f"{course.clock():%B} {course.clock().day}, {course.clock().year}",
        "done": done,
        "limits": plan.limits,
        "missing": missing,
    }
