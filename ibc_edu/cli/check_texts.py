"""What `ibc-edu check` finds in the files that say what parts tell of the subject, and in the cases."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibc_edu.course.plan import CoursePlan
    from ibc_edu.knowledge.contents import Contents
    from ibc_edu.knowledge.findings import Finding
    from ibc_edu.knowledge.part_texts import Known


def part_text_findings(course: Path, contents: Contents, plan: CoursePlan) -> Iterator[Finding]:
    """Check the files of texts in the folder `course`, and that the parts of its lessons have theirs."""
    from ibc_edu.knowledge.part_texts import text_findings
    from ibc_edu.parts import PARTS, text_models

    shown = {part for lesson in plan.lessons for part in lesson.parts if part in PARTS}
    needed = {name for part in shown for name in PARTS[part].texts}
    return text_findings(course, text_models(), needed, _known(contents))


def course_case_findings(course: Path, contents: Contents, plan: CoursePlan) -> Iterator[Finding]:
    """Check the cases in the folder `course`."""
    from ibc_edu.knowledge.cases import case_findings
    from ibc_edu.knowledge.review_dates import READ

    facts = contents.rows.get("facts", [])
    read = {row.values["fact_id"] for row in facts if row.values.get("mark", READ) == READ}
    return case_findings(course, _known(contents), read, plan.lesson_names)


def _known(contents: Contents) -> Known:
    from ibc_edu.knowledge.part_texts import READ_FACTS
    from ibc_edu.knowledge.review_dates import READ

    def known(table: str) -> Collection[str] | None:
        if table == "sentences":
            return contents.sentences
        if table == READ_FACTS:
            return {row.values["fact_id"] for row in contents.rows.get("facts", []) if row.values["mark"] == READ}
        if table not in contents.package.tables:
            return ()
        return contents.known(table, contents.package.tables[table].primary_key)

    return known
