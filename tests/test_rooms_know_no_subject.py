"""What plays a course knows nothing of the subject of the package's own: that stands in data, lessons and parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import ibc_edu
from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS

PACKAGE = Path(ibc_edu.__file__).parent
ROOMS = ["app", "classroom", "cli", "course", "document", "exchange", "knowledge", "learner", "quiz", "views"]
ROOMS += ["errors.py", "file_errors.py", "intervals.py", "resources.py", "words.py"]
SUBJECT = re.compile(
    r"\b(breasts?|T4d|HER2\w*|cancers?|tumou?rs?|metasta\w+|chemo\w*|oncolog\w+|care team|medical advice)\b",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"(?<![\w.:-])IBC(?![\w:-])")  # and not the prefix of our names: ibc-root, IBC_EDU_COURSE
SUFFIXES = (".py", ".js", ".mjs", ".css", ".html", ".j2", ".toml", ".csv", ".txt", ".md", ".ipynb", ".json")
FILES = sorted(
    path
    for room in ROOMS
    for path in ([PACKAGE / room] if room.endswith(".py") else (PACKAGE / room).rglob("*"))
    if path.suffix in SUFFIXES
)


def words_of_the_subject(text: str) -> list[str]:
    return [match.group() for pattern in (SUBJECT, ABBREVIATION) for match in pattern.finditer(text)]


def ids_of_tables(columns: Mapping[str, str]) -> set[str]:
    """Ids of the rows of some tables of the package's own course, by the column that holds them; no plain words."""
    tables = ibc_edu.load()
    return {row[column] for table, column in columns.items() for row in tables.rows(table) if "-" in row[column]}


def ids_of_the_course() -> set[str]:
    """Ids of the package's own course that are no plain words: of facts, questions, checks, objectives and mix-ups."""
    course = Course(parts=PARTS, record="memory")
    found = {question.id for question in course.bank.select()}
    found |= {check for lesson in course.plan.lessons for check in lesson.checks if "-" in check}
    tables = {"facts": "fact_id", "objectives": "objective_id", "misconceptions": "misconception_id"}
    return found | ids_of_tables(tables)


def alone(ids: set[str]) -> re.Pattern[str]:
    """Finds one of these ids where it stands alone."""
    longest_first = sorted(ids, key=len, reverse=True)
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


@pytest.fixture(scope="module")
def named() -> re.Pattern[str]:
    """Finds an id of the course where it stands alone."""
    return alone(ids_of_the_course())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_does_not_speak_of_the_subject(path: Path) -> None:
    assert words_of_the_subject(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_names_nothing_of_the_course_by_its_id(path: Path, named: re.Pattern[str]) -> None:
    assert named.findall(path.read_text(encoding="utf-8")) == []


def test_ids_would_be_seen(named: re.Pattern[str]) -> None:
    text = 'as "CF-028", `check-stage`, therapies-sort-drugs; and not my-check-stage, CF-028-b'
    assert named.findall(text) == ["CF-028", "check-stage", "therapies-sort-drugs"]


def test_the_words_would_be_seen() -> None:
    assert words_of_the_subject("Breast cancer (IBC) is T4d; HER2-positive. Ask the care team.") == [
        *("Breast", "cancer", "T4d", "HER2", "care team", "IBC")
    ]
    assert words_of_the_subject('`ibc:list`, class="ibc-root", IBC_EDU_COURSE, ibc_edu') == []


BUILT_ON_THE_SUBJECT = sorted(
    path
    for room in ("figures", "parts", "rules", "simulators")
    for path in (PACKAGE / room).rglob("*")
    if path.suffix in (".py", ".js", ".css")
)


@pytest.fixture(scope="module")
def taught() -> re.Pattern[str]:
    """Finds an objective or a misconception of the course by its id."""
    return alone(ids_of_tables({"objectives": "objective_id", "misconceptions": "misconception_id"}))


@pytest.mark.parametrize("path", BUILT_ON_THE_SUBJECT, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_code_names_an_objective_or_a_misconception(path: Path, taught: re.Pattern[str]) -> None:
    assert taught.findall(path.read_text(encoding="utf-8")) == []


def test_objectives_and_misconceptions_would_be_seen(taught: re.Pattern[str]) -> None:
    found = taught.findall('"therapies-sort-drugs", "phase-mix-up", "CF-028"')
    assert found == ["therapies-sort-drugs", "phase-mix-up"]
