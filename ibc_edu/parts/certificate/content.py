"""What was done in the course, to print or to save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course

if TYPE_CHECKING:
    from ibc_edu.parts.certificate.widget import Certificate, CertificateState

ENOUGH_ANSWERED = 0.8
"""Share of the lessons' questions that a certificate wants answered."""


def make(course: Course) -> Certificate:
    """What was done, to print or to save."""
    from ibc_edu.parts.certificate.widget import Certificate

    panel = Certificate(lambda: _certificate(course))
    course.record.on_change(panel.refresh_soon)
    return panel


def _certificate(course: Course) -> CertificateState:
    from ibc_edu.learner.progress import by_lesson, progress

    history, plan = course.history(), course.plan
    rows = by_lesson(progress(history, [question for question in course.bank if question.lesson in plan.exam_lessons]))
    exams = list(history.exams.values())
    missing = [
        f"{plan.lesson(row.lesson).title}: answer at least {ENOUGH_ANSWERED:.0%} of its "
        f"{row.questions} questions ({row.answered} so far)"
        for row in rows
        if row.answered < ENOUGH_ANSWERED * row.questions
    ]
    if not exams:
        missing.append("Hand in the mixed exam on this page")
    answered, asked = sum(row.answered for row in rows), sum(row.questions for row in rows)
    done = [f"answered {answered} of {asked} questions in {len(rows)} lessons"]
    if exams:
        best = max(exams, key=lambda exam: exam.right)
        size = best.right + best.wrong + best.open
        done.append(
            f"handed in {len(exams)} mixed exam{'s' if len(exams) > 1 else ''}; best: {best.right} of {size} right"
        )
    today = course.clock().astimezone()  # in the learner's own time zone
    return {
        "course": plan.title,
        "date": f"{today:%B} {today.day}, {today.year}",
        "at": course.clock().isoformat(),
        "done": done,
        "limits": plan.limits,
        "missing": missing,
    }
