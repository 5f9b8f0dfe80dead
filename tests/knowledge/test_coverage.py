"""What counts as taught and as asked about, and when too little is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from ibc_edu.cli.check_shown import shown_sentences
from ibc_edu.course import Course
from ibc_edu.course.plan import read_plan
from ibc_edu.knowledge.check import check_tables
from ibc_edu.knowledge.coverage import Coverage, Share, coverage
from ibc_edu.parts import PARTS
from ibc_edu.quiz.bank import Bank, load_bank
from ibc_edu.resources import course_folder, notebooks_folder

Want = Callable[[float, float, list[str]], None]
NONE: frozenset[str] = frozenset()
TAUGHT_NOWHERE = "promising-advances-treatment-in-clinical-trials/p7/s1"
FORBIDDEN = "faq/a4/s4"
ARTICLE = "data/source/inflammatory-breast-cancer-stage-iv-treatment.txt"


def with_parts(folder: Path) -> Course:
    return Course(folder, parts=PARTS, record="memory")


@cache
def in_lessons() -> frozenset[str]:
    """Sentences that the course's own lessons show."""
    course = course_folder()
    contents, _ = check_tables(course)
    return shown_sentences(with_parts(course), contents, read_plan(course), load_bank(course=course))


def measure(
    data: Path,
    shown: frozenset[str] | None = None,
    asked: frozenset[str] = NONE,
    objectives: frozenset[str] | None = None,
) -> tuple[Coverage, list[str]]:
    """The coverage and the findings as text.

    The lessons are the course's own unless `shown` says what they show; all `objectives` are asked about by default.
    """
    contents, findings = check_tables(data)
    assert findings == []
    if objectives is None:
        objectives = frozenset(row.values["objective_id"] for row in contents.rows.get("objectives", []))
    measured, short = coverage(contents, in_lessons() if shown is None else shown, asked, objectives)
    return measured, [str(finding) for finding in short]


@pytest.fixture
def want(data: Path) -> Want:
    """Set what datapackage.json asks for."""

    def write(taught: float, assessed: float, finished_lessons: list[str]) -> None:
        path = data / "datapackage.json"
        package = json.loads(path.read_bytes())
        package["ibc:coverage"] = {"taught": taught, "assessed": assessed, "finished_lessons": finished_lessons}
        path.write_text(json.dumps(package), encoding="utf-8")

    return write


@pytest.fixture
def exceptions(data: Path) -> Path:
    """The file of exceptions, without any."""
    path = data / "knowledge" / "coverage_exceptions.csv"
    path.write_text("sentence_id,exempt_from,reason\n", encoding="utf-8")
    return path


def test_every_sentence_is_counted_once(data: Path, want: Want) -> None:
    want(1.0, 0.0, [])
    measured, findings = measure(data)
    assert findings == []
    assert measured.sentences == 178
    assert measured.taught.total == 178 - measured.exempt["taught"]
    assert measured.taught.value == 1
    assert (len(measured.assessed.covered), measured.assessed.value) == (0, 0)
    assert TAUGHT_NOWHERE not in measured.assessed.missing
    assert FORBIDDEN not in measured.assessed.missing


def test_a_sentence_that_nothing_teaches_is_found(data: Path, want: Want, exceptions: Path) -> None:
    want(1.0, 0.0, [])
    measured, findings = measure(data)
    assert TAUGHT_NOWHERE in measured.taught.missing
    line = (
        f"{ARTICLE}, row 62: the sentence {TAUGHT_NOWHERE} is not taught. Say it in a lesson with a text that cites it"
    )
    assert [finding for finding in findings if finding.startswith(line)]
    assert all("coverage_exceptions.csv" in finding for finding in findings)


def test_a_row_that_no_lesson_shows_teaches_nothing(data: Path, want: Want, exceptions: Path) -> None:
    want(1.0, 0.0, [])
    assert measure(data, shown=NONE)[0].taught.covered == ()
    measured, findings = measure(data, shown=frozenset(measure(data, shown=NONE)[0].taught.missing))
    assert measured.taught.missing == ()
    assert findings == []


@pytest.fixture
def lessons(data: Path) -> Path:
    """The copy with a copy of its notebooks inside."""
    shutil.copytree(notebooks_folder(), data / "notebooks")
    return data


def test_a_sentence_is_taught_by_prose_part_table_or_explanation_only(lessons: Path) -> None:
    contents, _ = check_tables(lessons)
    plan, bank, course = read_plan(lessons), load_bank(course=lessons), with_parts(lessons)
    assert shown_sentences(course, contents, plan, bank) == in_lessons()
    notebook = lessons / "notebooks" / "01_staging.ipynb"
    notebook.write_text(notebook.read_text(encoding="utf-8").replace("evidence: faq/a4/s2", ""), encoding="utf-8")
    assert in_lessons() - shown_sentences(course, contents, plan, bank) == {"faq/a4/s2"}
    bare = replace(plan, lessons=tuple(replace(each, tables=(), parts=()) for each in plan.lessons))
    without_rows = shown_sentences(course, contents, bare, bank)
    without_questions = shown_sentences(course, contents, bare, Bank(()))
    assert in_lessons() > without_rows > without_questions
    assert without_questions >= {"faq/a4/s3", "key-takeaways/b7/s1", "key-takeaways/b8/s1"}


def test_a_sentence_that_no_question_asks_about_is_found(data: Path, want: Want) -> None:
    want(1.0, 1.0, [])
    measured, findings = measure(data)
    assert len(findings) == measured.assessed.total
    cure = "Ask a question that cites it, or give the reason in coverage_exceptions.csv."
    assert f"{ARTICLE}, row 170: the sentence faq/a1/s2 is not asked about. {cure}" in findings
    assert measure(data, asked=frozenset(measured.assessed.missing))[1] == []


def test_a_floor_is_met_or_not(data: Path, want: Want) -> None:
    want(1.0, 0.01, [])
    measured, findings = measure(data)
    assert findings
    two = frozenset(measured.assessed.missing[:2])
    measured, findings = measure(data, asked=two)
    assert findings == []
    assert measured.assessed.value == 2 / measured.assessed.total


def test_a_finished_lesson_asks_about_everything(data: Path, want: Want) -> None:
    want(1.0, 0.0, ["trials"])
    measured, findings = measure(data, objectives=NONE)
    share = measured.lessons["trials"]
    assert share.minimum == 1
    assert measured.lessons["staging"].minimum == 0
    assert sum("of the finished lesson trials is not asked about" in finding for finding in findings) == share.total
    objective = "no question asks about the objective trials-describe-rights of the finished lesson trials."
    assert any(objective in finding and "column objective_id" in finding for finding in findings)
    contents, _ = check_tables(data)
    objectives = frozenset(
        row.values["objective_id"] for row in contents.rows["objectives"] if row.values["lesson"] == "trials"
    )
    _, findings = measure(data, asked=frozenset(share.missing), objectives=objectives)
    assert not any("finished lesson" in finding for finding in findings)


def test_an_objective_without_question_and_activity_is_found(data: Path, want: Want) -> None:
    want(0.0, 0.0, [])
    assert measure(data)[1] == []
    asked_about = frozenset(question.objective for question in load_bank(course=course_folder()))
    assert measure(data, objectives=asked_about)[1] == []
    table = data / "knowledge" / "objectives.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",own-questions,", ",,"), encoding="utf-8")
    (finding,) = measure(data, objectives=asked_about)[1]
    assert "column exercised_by: nothing exercises the objective educators-write-question." in finding


@pytest.mark.parametrize(
    ("sentence_id", "exempt_from", "message"),
    [
        ("faq/a1/s2", "taught", "faq/a1/s2 needs no exception from taught: it is taught."),
        ("faq/a1/s2", "both", "faq/a1/s2 needs no exception from both: it is taught and it is asked about."),
        (FORBIDDEN, "assessed", f"{FORBIDDEN} needs no exception from assessed: a caveat forbids to quiz it."),
    ],
)
def test_a_needless_exception_is_found(
    data: Path, want: Want, exceptions: Path, sentence_id: str, exempt_from: str, message: str
) -> None:
    want(0.0, 0.0, [])
    exceptions.write_text(f"sentence_id,exempt_from,reason\n{sentence_id},{exempt_from},Why not.\n", encoding="utf-8")
    _, findings = measure(data, asked=frozenset(["faq/a1/s2"]))
    place = "data/knowledge/coverage_exceptions.csv, row 2, column exempt_from: "
    assert findings == [f"{place}{message} Narrow or remove the row."]


def test_coverage_without_curated_tables_is_none(data: Path, want: Want) -> None:
    want(0.0, 0.0, ["staging"])
    for path in (data / "knowledge").iterdir():
        path.unlink()
    contents, findings = check_tables(data)
    measured, short = coverage(contents, NONE, NONE, NONE)
    assert len(findings) == len(contents.package.tables)
    assert measured.taught.covered == ()
    assert measured.lessons == {}
    assert short == []


def test_a_share_of_nothing_is_whole() -> None:
    assert Share((), ()).value == 1
    assert Share(("a",), ("b", "c"), 0.5).to_dict() == {
        "covered": 1,
        "total": 3,
        "share": 0.3333,
        "minimum": 0.5,
        "missing": ["b", "c"],
    }
