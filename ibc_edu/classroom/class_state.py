"""How a class did, as the sheets that a page, a printed page and a spreadsheet show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.errors import RecordError
from ibc_edu.learner.school.names import is_educator
from ibc_edu.words import counted

if TYPE_CHECKING:
    from ibc_edu.classroom.answers.merging import ClassRecord
    from ibc_edu.quiz.attempt import Attempt
    from ibc_edu.quiz.kinds.base import QuestionBase
    from ibc_edu.views.class_results.class_results import ClassState


def state_of(course: Course, source: str, name: str | None = None) -> ClassState:
    """The sheets of the class in `source`, a folder, a shared record, or a school's server as one of its educators.

    Parameters
    ----------
    course : Course
    source : str
        A folder with exports, the address of a shared record, or an educator's own at a school's server.
    name : str, optional
        One of the educator's classes; a school's server knows several.

    Raises
    ------
    RecordError
        If nothing can be read there, or there is no such class.
    """
    if is_educator(source):
        return _school_state(course, source, name)
    if name is not None:
        raise RecordError("only a school's server knows classes by name.", cure="Leave out --class.")
    from ibc_edu.classroom.answers.merging import merge

    record = merge(source)
    return {**class_state(course, record, course.bank.questions), "lead": _lead(record)}


def _school_state(course: Course, source: str, name: str | None) -> ClassState:
    from ibc_edu.classroom.answers.regrading import regraded
    from ibc_edu.classroom.results.class_results import class_results
    from ibc_edu.classroom.results.result_sheets import result_sheets
    from ibc_edu.classroom.school.school_class import read_class, roster_sheet
    from ibc_edu.classroom.school.small_numbers import FEWEST, without_small_numbers
    from ibc_edu.quiz.former_ids import followed

    found, questions = read_class(source, name), course.bank.questions
    bank = {f"{question.id} {question.item_hash}": question for question in questions}
    attempts = [one for one in regraded(followed(found.record.attempts, questions), bank) if _key(one) in bank]
    words = {lesson.name: lesson.title for lesson in course.plan.lessons}
    state: ClassState = {"badge": "", "lead": found.lead, "notes": [], "sheets": []}
    if len({one.learner for one in attempts}) < FEWEST:
        state["notes"] = [f"Fewer than {FEWEST} students have answers to see, so there are no tables of the class yet."]
        return {**state, "sheets": [roster_sheet(found.roster, attempts, words)]}
    beliefs, statements = _statements(course)
    results = without_small_numbers(
        class_results(found.record, questions, objectives=statements, misconceptions=beliefs)
    )
    people = results.people
    named = {f"person {person}": word for person, word in zip(people["person"], people["word"], strict=True)}
    table = roster_sheet(found.roster, attempts, words | named)
    return {**state, "notes": list(results.notes), "sheets": result_sheets(results, words, people=table)}


def _key(attempt: Attempt) -> str:
    return f"{attempt.item_id} {attempt.item_hash}"


def _statements(course: Course) -> tuple[dict[str, str], dict[str, str]]:
    """What the mix-ups and the aims of a course say, by their ids."""
    beliefs = {row["misconception_id"]: row["statement"] for row in course.rows_if_any("misconceptions")}
    return beliefs, {row["objective_id"]: row["statement"] for row in course.rows_if_any("objectives")}


def _lead(record: ClassRecord) -> str:
    """Whose answers these are: files, students and answers."""
    files = counted(record.files, "file") if record.files else "the shared record"
    students = counted(len({attempt.learner for attempt in record.attempts}), "student")
    return f"From {files}: {students}, {counted(len(record.attempts), 'answer')} in all."


def class_state(
    course: Course, record: ClassRecord, questions: list[QuestionBase] | tuple[QuestionBase, ...]
) -> ClassState:
    """The sheets of a class, with the course's titles, aims and mix-ups."""
    from ibc_edu.classroom.results.class_results import class_results
    from ibc_edu.classroom.results.result_sheets import result_sheets

    beliefs, statements = _statements(course)
    results = class_results(record, questions, objectives=statements, misconceptions=beliefs)
    titles = {lesson.name: lesson.title for lesson in course.plan.lessons}
    return {"badge": "", "lead": "", "notes": list(results.notes), "sheets": result_sheets(results, titles, beliefs)}
