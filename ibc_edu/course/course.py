"""A course at work and its lessons: plan, tables, question bank, parts, and one learner's record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast
from zlib import crc32

from ibc_edu.course import library
from ibc_edu.course.loading import loading
from ibc_edu.course.plan import SOURCES, CoursePlan, LessonPlan, read_plan, record_name
from ibc_edu.course.reading_ahead import in_pauses
from ibc_edu.errors import RecordError, UnknownNameError, did_you_mean
from ibc_edu.quiz.attempt import utc_now
from ibc_edu.quiz.sources import Fact, LateMapping, Library, Place, Source, sources
from ibc_edu.resources import course_folder

if TYPE_CHECKING:
    from ibc_edu.knowledge.part_texts import Texts
    from ibc_edu.knowledge.tables import Tables
    from ibc_edu.learner.history import History
    from ibc_edu.learner.record import Record
    from ibc_edu.quiz.attempt import Attempt
    from ibc_edu.quiz.bank import Bank
    from ibc_edu.quiz.kinds.base import QuestionBase
    from ibc_edu.views.kit.base import BaseWidget
    from ibc_edu.views.kit.sources.source_panel import SourcePanel
    from ibc_edu.views.quiz.card import QuizCard


class Part(Protocol):
    """What a lesson can show besides its checks; `fresh` ones are made anew whenever they are shown."""

    @property
    def fresh(self) -> bool:
        """Whether files behind it may have changed since it was shown."""

    def make(self, course: Course, /) -> BaseWidget:
        """The part, for this course and its learner."""


class Course:
    """A course and one learner; everything is loaded when it is first asked for.

    Parameters
    ----------
    folder : Path, optional
        The course's folder; by default the one that `ibc_edu.resources.course_folder` gives.
    parts : mapping of name to Part
        What its lessons can show; `ibc_edu.parts.PARTS` are those of the package.
    record : str, optional
        Where the learner's record is kept; None means the place that `open_record` chooses.
    clock : callable
        Gives the time of an attempt; tests pass a fixed one.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        parts: Mapping[str, Part] | None = None,
        record: str | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.folder = (folder or course_folder()).absolute()
        self.parts = parts or {}
        self.clock = clock
        self._record_url = record
        self._lessons: dict[str, Lesson] = {}
        self._questions: dict[tuple[str, str | None], tuple[QuestionBase, ...]] = {}
        self._texts: dict[str, Any] = {}
        self._reads_ahead = False

    def __repr__(self) -> str:
        return f"Course {self.plan.title!r} in {self.folder}. Lessons: {', '.join(self.plan.lesson_names)}."

    @cached_property
    def plan(self) -> CoursePlan:
        """What the course consists of."""
        return read_plan(self.folder)

    def lesson(self, name: str) -> Lesson:
        """The lesson of this name, one and the same for this course.

        Raises
        ------
        UnknownNameError
            If there is no such lesson.
        """
        if name not in self._lessons:
            self._lessons[name] = Lesson(self.plan.lesson(name), self)
        return self._lessons[name]

    def make(self, part: str) -> BaseWidget:
        """A new part of this name.

        Raises
        ------
        UnknownNameError
            If nobody knows such a part.
        """
        if part not in self.parts:
            raise UnknownNameError(f"there is no part {part!r}.", cure=did_you_mean(part, self.parts))
        return self.parts[part].make(self)

    def is_fresh(self, part: str) -> bool:
        """Whether the part of this name is made anew whenever it is shown."""
        return part in self.parts and self.parts[part].fresh

    @cached_property
    def tables(self) -> Tables:
        """The article and the knowledge as tables."""
        from ibc_edu.knowledge.tables import load

        return load(folder=self.folder)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of one table, each by column; do not change them."""
        return self.tables.rows(table)

    def rows_if_any(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table that a course may leave out; none where it does."""
        return self.tables.rows(table) if table in self.tables else []

    def texts(self, name: str, model: type[Texts]) -> Texts:
        """What a part says of the subject: ``parts/<name>.toml`` of the course, read once.

        Raises
        ------
        KnowledgeError
            If the file is missing, or is not what `model` asks for.
        """
        from ibc_edu.knowledge.part_texts import read_texts

        if name not in self._texts:
            self._texts[name] = read_texts(self.folder, name, model)
        return cast("Texts", self._texts[name])

    def has_texts(self, name: str) -> bool:
        """Whether there is ``parts/<name>.toml``, for what a course may leave out."""
        from ibc_edu.knowledge.part_texts import FOLDER

        return (self.folder / FOLDER / f"{name}.toml").is_file()

    @cached_property
    def bank(self) -> Bank:
        """The question bank in the order of the lessons, the educator's own questions included."""
        from ibc_edu.quiz.bank import load_bank

        return load_bank(course=self.folder).in_order(self.plan.lesson_names)

    def questions(self, lesson: str, part: str | None = None) -> tuple[QuestionBase, ...]:
        """The bank's questions of a lesson, or of one part; only these are read until the whole bank is asked for."""
        from ibc_edu.quiz.bank import load_bank

        if "bank" in self.__dict__:
            return self.bank.select(lesson=lesson, part=part)
        if (lesson, part) not in self._questions:
            self._questions[lesson, part] = load_bank(course=self.folder, lesson=lesson, part=part).questions
        return self._questions[lesson, part]

    @cached_property
    def record(self) -> Record:
        """The learner's record."""
        from ibc_edu.learner.record import open_record

        return open_record(self._record_url, course=record_name(self.plan), clock=self.clock)

    def history(self) -> History:
        """Where the learner stands with each question, under the id that the question has now."""
        from ibc_edu.learner.renamed import under_present_ids

        return under_present_ids(self.record.history(), self.bank.present_ids)

    @cached_property
    def library(self) -> Library:
        """Sentences, facts, caveats, objectives and places by id, for showing sources and what to read again."""
        known = LateMapping(self._places)
        return Library(
            sentences=LateMapping(lambda: library.sentences(self.tables.document)),
            sections=LateMapping(lambda: library.sections(self.tables.document)),
            facts=LateMapping(self._facts),
            caveats=LateMapping(lambda: library.caveats(self.rows_if_any("caveats"))),
            objectives=LateMapping(self._objectives),
            places=known,
            homes=LateMapping(lambda: self._homes(known)),
        )

    def _facts(self) -> dict[str, Fact]:
        return library.facts(self.rows_if_any("facts"), self.rows_if_any("gated_facts"), self.plan)

    def _objectives(self) -> dict[str, str]:
        """Statements of the course's objectives, and of those that an educator's folder adds."""
        own = {row["objective_id"]: row["statement"] for row in self.rows_if_any("objectives")}
        return {**self.bank.own.objectives, **own}

    def _places(self) -> dict[tuple[str, str], Place]:
        from ibc_edu.course.places import places

        return places(self.plan)

    def _homes(self, known: Mapping[tuple[str, str], Place]) -> dict[str, tuple[str, str]]:
        from ibc_edu.course.places import homes

        return homes(self.bank.questions, known)

    def keep(self, *attempts: Attempt) -> None:
        """Put attempts into the record; what later feedback and a result name is read while these are looked at.

        Raises
        ------
        RecordError
            Once, when the record cannot be written any more; the attempts are then kept in memory.
        """
        self.record.add(*attempts)
        self._read_ahead()
        self._tell_of_record()

    def keep_draft(self, quiz_id: str, draft: Any) -> None:
        """Put into the record what was put into an exam so far, a JSON value, or forget it for None.

        Raises
        ------
        RecordError
            As for `keep`.
        """
        self.record.keep_draft(quiz_id, draft)
        self._tell_of_record()

    def _tell_of_record(self) -> None:
        notice = self.record.take_notice()
        if notice:
            raise RecordError(notice)

    def _read_ahead(self) -> None:
        if not self._reads_ahead:
            self._reads_ahead = True
            known = self.library
            in_pauses(partial(len, each) for each in (known.sentences, known.facts, known.objectives, known.homes))

    def overdue_facts(self) -> dict[str, str]:
        """Ids of the facts that are past the date by which they were to be read again, with that date."""
        from ibc_edu.knowledge.review_dates import overdue

        reviews = {row["fact_id"]: row["review_by"] for row in self.rows_if_any("fact_reviews")}
        return overdue(self.rows_if_any("facts"), reviews, self.clock().date())

    def sources(self, evidence: Iterable[str], facts: Iterable[str]) -> list[Source]:
        """Sentences and facts behind a statement, with dates and caveats."""
        return sources(tuple(evidence), tuple(facts), self.library)


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

    @loading()
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
        from ibc_edu.quiz.sessions.session import QuizSession
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
            session, on_attempts=course.keep, clock=course.clock, elsewhere=lambda: course.record.of_items(items)
        )

    def _sources(self) -> SourcePanel:
        """Every sentence and fact behind the lesson's tables and questions."""
        from ibc_edu.views.kit.sources.source_panel import SourcePanel

        evidence, facts = self.ground()
        overdue_facts = self.course.overdue_facts()
        sources = self.course.sources(evidence, facts)
        return SourcePanel(sources, overdue=sum(fact_id in overdue_facts for fact_id in facts))

    def ground(self) -> tuple[list[str], list[str]]:
        """Ids of the sentences and of the facts behind the lesson's tables and questions, in order of first mention."""
        evidence: dict[str, None] = {}  # dicts keep the order of first mention
        facts: dict[str, None] = {}
        for table in self.plan.tables:
            for row in self.course.rows(table):
                evidence.update(dict.fromkeys(row.get("evidence", ())))
                facts.update(dict.fromkeys(row.get("facts", ())))
        for question in self.questions():
            evidence.update(dict.fromkeys(question.evidence))
            facts.update(dict.fromkeys(question.facts))
        return list(evidence), list(facts)
