"""A lesson: named parts that a notebook shows one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from ibc_edu.course.plan import SOURCES, LessonPlan
from ibc_edu.errors import UnknownNameError, did_you_mean

if TYPE_CHECKING:
    from ibc_edu.course.course import Course
    from ibc_edu.quiz.kinds.base import QuestionBase
    from ibc_edu.views.kit.base import BaseWidget
    from ibc_edu.views.kit.source_panel import SourcePanel
    from ibc_edu.views.quiz.card import QuizCard


class Lesson:
    """One lesson of a course, as a notebook uses it.

    Parameters
    ----------
    plan : LessonPlan
    course : Course
        What its lessons share.
    """

    def __init__(self, plan: LessonPlan, course: Course) -> None:
        self.plan = plan
        self.course = course
        self._shown: dict[str, BaseWidget] = {}

    @property
    def name(self) -> str:
        """Name of the lesson."""
        return self.plan.name

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of the parts that `show` knows."""
        return self.plan.part_names

    def questions(self) -> list[QuestionBase]:
        """The bank's questions of this lesson, in the bank's order."""
        return list(self.course.questions(self.name))

    def show(self, part: str) -> BaseWidget:
        """The part of this name, ready to use.

        Shown again, it is the same one with all that was done in it, so running a cell twice loses nothing. A part that
        depends on files which may have changed, or that is outdated, is made anew instead. What was done elsewhere
        meanwhile, in another notebook, is taken over.

        Raises
        ------
        UnknownNameError
            If the lesson has no such part.
        """
        shown = self._shown.get(part)
        if shown is None or shown.is_outdated or self.course.is_fresh(part):
            shown = self._shown[part] = self._make(part)
        else:
            shown.catch_up()
        return shown

    def __repr__(self) -> str:
        return f"Lesson {self.name!r}: {self.plan.title}. Parts: {', '.join(self.parts)}."

    def _make(self, part: str) -> BaseWidget:
        if part in self.plan.parts:
            return self.course.make(part)
        if part in self.plan.checks:
            return self._check(part)
        if part == SOURCES:
            return self._sources()
        raise UnknownNameError(
            f"there is no part {part!r} in this lesson.", where=self.name, cure=did_you_mean(part, self.parts)
        )

    def _check(self, part: str) -> QuizCard:
        """The bank's questions of one part, going on where the learner was."""
        from ibc_edu.quiz.session import QuizSession
        from ibc_edu.views.quiz.card import QuizCard

        course = self.course
        quiz_id = f"{self.name}/{part}"
        session = QuizSession(
            quiz_id=quiz_id,
            title=self.plan.checks[part],
            questions=course.questions(self.name, part),
            seed=crc32(quiz_id.encode()),  # the same order of answers for everybody, so that a class can talk about it
            library=course.library,
            learner=course.record.learner,
        )
        items = [name for question in session.questions for name in (*question.was, question.id)]
        return QuizCard(
            session, on_attempt=course.keep, clock=course.clock, elsewhere=lambda: course.record.of_items(items)
        )

    def _sources(self) -> SourcePanel:
        """Every sentence and fact behind the lesson's tables and questions."""
        from ibc_edu.views.kit.source_panel import SourcePanel

        evidence: dict[str, None] = {}  # dicts keep the order of first mention
        facts: dict[str, None] = {}
        for table in self.plan.tables:
            for row in self.course.rows(table):
                evidence.update(dict.fromkeys(row.get("evidence", ())))
                facts.update(dict.fromkeys(row.get("facts", ())))
        for question in self.questions():
            evidence.update(dict.fromkeys(question.evidence))
            facts.update(dict.fromkeys(question.facts))
        return SourcePanel(self.course.sources(evidence, facts))
