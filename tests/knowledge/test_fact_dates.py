"""When facts are to be read again, which of them stand behind a gate, and what may not rest on a recalled one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import ibc_edu
from ibc_edu.cli.check_stale import ELSEWHERE, stale_facts, stale_lines
from ibc_edu.course import Course
from ibc_edu.knowledge.check import check_tables
from ibc_edu.knowledge.review_dates import overdue, review_by
from ibc_edu.parts import PARTS

Edit = Callable[[str, str, str], None]

# "lived a median of", "survival was 28.4 months", "70% versus 46% were alive": a figure of how long or how many live.
SURVIVAL_FIGURE = re.compile(r"(?i)(surviv\w*|alive)[^.;]*\d|\d[^.;]*(alive|surviv)")
NO_FIGURE = {
    # A number stands in the same sentence, but none of them says how long or how many lived.
    "CF-106", "CF-109", "CF-112", "CF-113", "CF-114", "CF-120", "CF-122", "CF-130", "CF-309",
}  # fmt: skip


def at(year: int, month: int) -> datetime:
    return datetime(year, month, 15, tzinfo=UTC)


@pytest.fixture
def course_at() -> Course:
    """The course some years on."""
    return Course(parts=PARTS, record="memory", clock=lambda: at(2030, 1))


@pytest.mark.parametrize(
    ("as_of", "mark", "given", "month"),
    [
        ("2026-06", "read", None, "2027-06"),
        ("2026-06", "recalled", None, "2026-12"),
        ("2025-11", "recalled", None, "2026-05"),
        ("2026", "read", None, "2027-01"),
        ("2026-06", "read", "2026-07", "2026-07"),
    ],
)
def test_a_fact_is_read_again_after_a_year_a_recalled_one_after_half(
    as_of: str, mark: str, given: str | None, month: str
) -> None:
    assert review_by(as_of, mark, given) == month


def test_a_fact_is_overdue_when_its_month_has_ended() -> None:
    facts = [{"fact_id": "CF-028", "as_of": "2026-06", "mark": "read"}]
    assert overdue(facts, {}, date(2027, 6, 30)) == {}
    assert overdue(facts, {}, date(2027, 7, 1)) == {"CF-028": "2027-06"}
    assert overdue(facts, {"CF-028": "2028-01"}, date(2027, 7, 1)) == {}


def test_stale_facts_are_listed_by_lesson(course_at: Course) -> None:
    stale = stale_facts(course_at)
    assert stale["therapies"]["CF-098"] == "2026-12"
    assert stale["staging"]["CF-028"] == "2027-06"
    shown = {fact_id for lesson, facts in stale.items() if lesson != ELSEWHERE for fact_id in facts}
    assert not shown & set(stale[ELSEWHERE])
    assert list(stale_lines(stale))[-1].startswith("Facts past the date: ")
    assert list(stale_lines({})) == ["No fact is past the date of its next check."]


def test_the_sources_of_a_lesson_count_what_is_overdue(course_at: Course) -> None:
    panel = course_at.lesson("staging").show("sources")
    assert panel.overdue > 0
    assert (
        Course(parts=PARTS, record="memory", clock=lambda: at(2026, 11)).lesson("staging").show("sources").overdue == 0
    )


def test_every_survival_figure_stands_behind_the_gate() -> None:
    tables = ibc_edu.load()
    gated = {row["fact_id"] for row in tables.rows("gated_facts")}
    figures = {row["fact_id"] for row in tables.rows("facts") if SURVIVAL_FIGURE.search(row["statement"])}
    assert figures - gated == NO_FIGURE & (figures - gated)
    assert not gated & NO_FIGURE


def test_a_gated_fact_comes_with_caution_people_interval_and_years() -> None:
    course = Course(parts=PARTS, record="memory")
    (source,) = course.sources((), ["CF-430"])
    gate = source["gate"]
    assert gate is not None
    assert "cannot tell how long one person will live" in gate["caution"]
    for words in ("582", "24.1 to 33.8", "2008 to 2014"):
        assert words in gate["rests_on"]
    assert course.sources((), ["CF-028"])[0]["gate"] is None
    (bare,) = course.sources((), ["CF-049"])
    assert bare["gate"] is not None
    assert bare["gate"]["rests_on"].count("not given") == 3


def test_a_fact_says_whether_it_was_read() -> None:
    course = Course(parts=PARTS, record="memory")
    assert course.sources((), ["CF-028"])[0]["checked"] is True
    assert course.sources((), ["CF-068"])[0]["checked"] is False


def test_a_table_of_safety_may_not_rest_on_a_recalled_fact(data: Path, edit: Edit) -> None:
    _, before = check_tables(data)
    edit("datapackage.json", '"name": "drugs",', '"name": "drugs", "ibc:readFactsOnly": true,')
    _, after = check_tables(data)
    marks = {row["fact_id"]: row["mark"] for row in ibc_edu.load().rows("facts")}
    rows = ibc_edu.load().rows("drugs")
    recalled = [fact_id for row in rows for fact_id in row["facts"] if marks[fact_id] != "read"]
    assert recalled
    found = [finding.what for finding in after if finding not in before]
    assert found == [
        f"{each} was recalled and not read in a source, which this table does not allow." for each in recalled
    ]
