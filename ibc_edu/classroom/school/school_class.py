"""The classes of an educator, read from the school's database: who is there, who is stuck, and what they answered.

The database gives an educator the answers of the classes they have, and only of those who agreed; nothing here could
read more.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ibc_edu.classroom.answers.merging import ClassRecord
from ibc_edu.classroom.school.class_names import NAMES_VARIABLE, with_names
from ibc_edu.errors import RecordError
from ibc_edu.learner.school.names import person_of
from ibc_edu.learner.school.roster import Roster, read_roster
from ibc_edu.quiz.attempt import CARD_KIND, Attempt
from ibc_edu.words import counted

if TYPE_CHECKING:
    from ibc_edu.views.class_results.class_results import Cell, ResultSheet

STUCK_TRIES = 2
"""Tries without a right one after which somebody counts as stuck at a question."""
AT_ONCE = 40
_CAPTION = (
    "This table names people so that you can help them; it is no mark. Stuck at: questions that were tried "
    f"{STUCK_TRIES} times or more in one sitting and never answered right. Who has no answers here has not answered "
    "yet, or did not agree that you read them; the server does not say which."
)


@dataclass(frozen=True)
class SchoolClass:
    """The classes that were asked for, and what their students answered, by their own names."""

    roster: Roster
    record: ClassRecord

    @property
    def lead(self) -> str:
        """Whose answers these are."""
        people = {member for members in self.roster.members.values() for member in members}
        answered = len({attempt.learner for attempt in self.record.attempts})
        names = ", ".join(map(self.roster.title, self.roster.members))
        have = "has" if answered == 1 else "have"
        students = counted(len(people), "student")
        return f"From the school's server, {names}: {students}, of whom {answered} {have} answers to see."


def read_class(address: str, name: str | None = None) -> SchoolClass:
    """Read one class of an educator, or all of them.

    Raises
    ------
    RecordError
        If the server cannot be read, or the educator has no such class, or none at all.
    """
    from ibc_edu.learner.record import open_record

    roster = with_names(read_roster(address), os.environ.get(NAMES_VARIABLE, ""))
    if not roster.members:
        raise RecordError("you have no class here yet.", cure="Whoever runs the database gives people their classes.")
    roster = roster if name is None else roster.only(name)
    members = {member for found in roster.members.values() for member in found}
    with open_record(address) as record:
        attempts = record.attempts(everyone=True)
        if notice := record.take_notice():
            raise RecordError(notice.split(". ")[0].rstrip(".") + ".", cure="Check the address and the server.")
    theirs = (
        replace(one, learner=person_of(one.learner))
        for one in attempts
        if one.learner in members and one.kind != CARD_KIND
    )
    return SchoolClass(roster, ClassRecord(tuple(theirs)))


def roster_sheet(roster: Roster, attempts: Iterable[Attempt], words: Mapping[str, str]) -> ResultSheet:
    """Return who is in the classes, who of them is stuck and where: most first, then as in the roster.

    Parameters
    ----------
    roster : Roster
    attempts : iterable of Attempt
        Graded again, with people's own names as `learner`.
    words : mapping of str to str
        A word for some people, such as that they may need help, and the titles of lessons.
    """
    attempts = tuple(attempts)
    stuck = _stuck(attempts)
    rows = [
        (
            len(stuck.get(person, ())),
            _row((person, roster.shown(role)), _class_cell(roster, name), attempts, stuck.get(person, {}), words),
        )
        for name, members in roster.members.items()
        for role, person in zip(members, map(person_of, members), strict=True)
    ]
    shown = [row for _, row in sorted(rows, key=lambda pair: -pair[0])]
    columns = ["Student", "Class", "Questions answered", "Stuck at", "Last answer (UTC)"]
    return {"title": "Your classes", "caption": _CAPTION, "columns": columns, "rows": shown, "at_once": AT_ONCE}


def _stuck(attempts: Iterable[Attempt]) -> dict[str, dict[str, str]]:
    """Questions, with their lesson, at which each person is stuck."""
    tried: dict[tuple[str, str], list[Attempt]] = {}
    for attempt in attempts:
        if attempt.score is not None:
            tried.setdefault((attempt.learner, attempt.item_id), []).append(attempt)
    stuck: dict[str, dict[str, str]] = {}
    for (person, item), tries in tried.items():
        if max(one.try_number for one in tries) >= STUCK_TRIES and all((one.score or 0) < 1 for one in tries):
            stuck.setdefault(person, {})[item] = tries[0].lesson
    return stuck


def _class_cell(roster: Roster, name: str) -> Cell:
    """A class by its title, with the name by which it can be asked for."""
    title = roster.title(name)
    return {"text": title, "small": name if title != name else ""}


def _row(
    who: tuple[str, str], class_: Cell, attempts: Iterable[Attempt], stuck: Mapping[str, str], words: Mapping[str, str]
) -> list[Cell]:
    person, shown = who
    own = [attempt for attempt in attempts if attempt.learner == person]
    lessons = "; ".join(dict.fromkeys(words.get(lesson, lesson).split(":")[0] for lesson in stuck.values()))
    last = max(attempt.at for attempt in own).date().isoformat() if own else "no answers to see"
    return [
        {"text": shown, "small": words.get(f"person {person}", "")},
        class_,
        {"text": str(len({attempt.item_id for attempt in own})), "small": ""},
        {"text": str(len(stuck)) if stuck else "none", "small": lessons},
        {"text": last, "small": ""},
    ]
