"""`ibc-edu check`: the article, its tables, the questions and the lessons, checked as a whole.

What is heavy to import loads when the check runs, so that `ibc-edu --help` stays quick.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ibc_edu.cli.chosen import chosen_course, chosen_folder
from ibc_edu.errors import KnowledgeError, did_you_mean
from ibc_edu.resources import course_folder, notebooks_folder
from ibc_edu.words import counted

if TYPE_CHECKING:
    from ibc_edu.course.plan import CoursePlan
    from ibc_edu.knowledge.contents import Contents
    from ibc_edu.knowledge.coverage import Coverage, Share
    from ibc_edu.knowledge.findings import Finding
    from ibc_edu.quiz.bank import Bank
    from ibc_edu.quiz.question_files.question_file import Problem


@dataclass(frozen=True)
class CourseReport:
    """What a check of the course found.

    Parameters
    ----------
    findings : tuple of Finding
        All that is wrong; empty if nothing is.
    counts : dict
        How many sentences, tables, rows, questions and notebooks were checked.
    coverage : Coverage
        How much of the article is taught and asked about.
    measured : bool
        Whether `coverage` holds: not while anything is found in a table, in the text of a part, a case or a notebook,
        a question file of the course cannot be read in full, or a question names a row or a sentence that is not there,
        for what is taught or asked there seems missing.
    """

    findings: tuple[Finding, ...]
    counts: dict[str, int]
    coverage: Coverage
    measured: bool = True

    def to_dict(self) -> dict[str, Any]:
        """JSON form: `errors`, `counts`, `coverage` and `measured`."""
        return {
            "errors": [asdict(finding) for finding in self.findings],
            "counts": self.counts,
            "coverage": self.coverage.to_dict(),
            "measured": self.measured,
        }


def check_course(folder: Path | None = None) -> CourseReport:
    """Check the course in `folder`, the one in use by default: data, questions, plan, parts and notebooks.

    An educator's questions (in the folder that IBC_EDU_QUESTIONS names) are checked too.

    Raises
    ------
    CourseError
        If there is no course, or its course.toml does not describe one.
    KnowledgeError
        If there is no data, or its description in datapackage.json cannot be read.
    DocumentError
        If the article cannot be read.
    """
    from ibc_edu.cli.check_lessons import lesson_findings
    from ibc_edu.cli.check_shown import shown_sentences
    from ibc_edu.cli.check_texts import course_case_findings, part_text_findings
    from ibc_edu.course import Course
    from ibc_edu.course.plan import read_plan
    from ibc_edu.knowledge.cases import case_names
    from ibc_edu.knowledge.check import check_tables
    from ibc_edu.knowledge.coverage import coverage
    from ibc_edu.parts import PARTS
    from ibc_edu.quiz.bank import load_bank
    from ibc_edu.quiz.linting.lint import UNKNOWN, QuestionFinding

    course = folder or course_folder()
    plan = read_plan(course)
    contents, table_findings = check_tables(course)
    bank = load_bank(course=course).in_order(plan.lesson_names)
    notebooks = _notebooks(course)
    text_findings = [
        *part_text_findings(course, contents, plan),
        *course_case_findings(course, contents, plan),
        *_notebook_findings(notebooks, contents),
    ]
    questions_hold = not any(course in problem.file.parents for problem in bank.problems)
    question_findings = _question_findings(bank, contents, plan)
    findings = [*table_findings, *map(_file_finding, bank.problems), *question_findings, *text_findings]
    shown = Course(course, parts=PARTS, record="memory")  # one, so that each part is made once
    if not findings:  # parts stand on sound tables and questions
        findings += lesson_findings(shown)
    asked = frozenset(sentence_id for question in bank for sentence_id in question.evidence)
    objectives = frozenset(question.objective for question in bank)
    measured, short = coverage(contents, shown_sentences(shown, contents, plan, bank), asked, objectives)
    order = (*plan.lesson_names, *measured.lessons)
    measured = replace(measured, lessons={name: measured.lessons[name] for name in order if name in measured.lessons})
    counts = {
        "sentences": len(contents.sentences),
        "tables": len(contents.rows),
        "rows": sum(map(len, contents.rows.values())),
        "questions": len(bank),
        "notebooks": len(notebooks),
    }
    if cases := case_names(course):
        counts["cases"] = len(cases)
    names_hold = not any(isinstance(one, QuestionFinding) and one.rule.startswith(UNKNOWN) for one in question_findings)
    measured_well = questions_hold and names_hold and not table_findings and not text_findings
    if measured_well:
        findings += short
    return CourseReport(tuple(findings), counts, measured, measured_well)


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `ibc-edu check`."""
    parser = subparsers.add_parser(
        "check",
        help="check the article, its tables, the questions and the lessons",
        description="Check that every row and every question rests on the article or on a dated fact, and measure how "
        "much of the article is taught and asked about. The exit status is 1 if anything is wrong.",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--stale", action="store_true", help="list the facts past the date of their next check instead")
    parser.set_defaults(func=_command)


def _command(options: argparse.Namespace) -> int:
    if options.stale:
        return _stale(options)
    report = check_course(chosen_folder(options))
    if options.json:
        print(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(report)))
    return 1 if report.findings else 0


def _stale(options: argparse.Namespace) -> int:
    from ibc_edu.cli.check_stale import stale_facts, stale_lines

    stale = stale_facts(chosen_course(options))
    print(json.dumps(stale, ensure_ascii=False, indent=2) if options.json else "\n".join(stale_lines(stale)))
    return 1 if stale else 0


def _lines(report: CourseReport) -> Iterator[str]:
    yield from map(str, report.findings)
    checked = ", ".join(counted(count, what.removesuffix("s")) for what, count in report.counts.items())
    yield f"Checked {checked}."
    if report.measured:
        yield from _coverage_lines(report.coverage)
    else:
        yield "How much is taught and asked is measured once this is mended."
    errors = len(report.findings)
    yield f"{counted(errors, 'error')}." if errors else "No errors."


def _coverage_lines(measured: Coverage) -> Iterator[str]:
    yield f"Taught: {_told(measured.taught)}; {measured.exempt['taught']} exempt."
    forbidden = f"{measured.exempt['forbidden']} forbidden by caveats"
    yield f"Asked:  {_told(measured.assessed)}; {measured.exempt['assessed']} exempt, {forbidden}."
    yield "Asked, of the sentences that the objectives of each lesson cite:"
    for lesson, share in measured.lessons.items():
        yield f"  {lesson:<11}{_told(share)}"


def _told(share: Share) -> str:
    wanted = f", at least {share.minimum:.1%} wanted" if share.minimum else ""
    return f"{len(share.covered):>3} of {share.total:>3} ({share.value:.1%}){wanted}"


def _file_finding(problem: Problem) -> Finding:
    """What is wrong with a question file, so that what was wrong was left out."""
    from ibc_edu.quiz.linting.lint import QuestionFinding

    question = f"{problem.question}: " if problem.question else ""
    return QuestionFinding(_from_data(problem.file), f"{question}{problem.what}", problem.cure, problem.line)


def _question_findings(bank: Bank, contents: Contents, plan: CoursePlan) -> list[Finding]:
    """What is wrong with the form of questions, with what they rest on, and with where they are asked."""
    from ibc_edu.knowledge import Tables
    from ibc_edu.quiz.linting.lint import lint, lint_ground

    found = lint(bank)
    with suppress(KnowledgeError):  # a faulty table has findings of its own
        found += lint_ground(bank, Tables(contents.document, contents.package))
    findings = [replace(finding, file=_from_data(Path(finding.file))) for finding in found]
    return [*findings, *_part_findings(bank, contents, plan)]


def _part_findings(bank: Bank, contents: Contents, plan: CoursePlan) -> Iterator[Finding]:
    """Questions of a lesson, or of a part of it, that does not exist; a lesson without a plan has no parts yet."""
    from ibc_edu.quiz.drafts import GAP
    from ibc_edu.quiz.linting.lint import QuestionFinding

    lessons = sorted({*plan.lesson_names, *(contents.known("objectives", "lesson") or ())} - {None})
    for located in bank.located:
        question, file = located.question, _from_data(located.file)
        if GAP in (question.lesson, question.part):
            continue  # a draft, which is told of as one
        if question.lesson not in lessons:
            what = f"question {question.id}: there is no lesson {question.lesson!r}."
            yield QuestionFinding(file, what, did_you_mean(question.lesson, lessons), located.line)
        elif question.lesson in plan and question.part not in (checks := plan.lesson(question.lesson).checks):
            what = f"question {question.id}: the lesson has no check {question.part!r}."
            yield QuestionFinding(file, what, did_you_mean(question.part, checks), located.line_with(question.part))


def _from_data(path: Path) -> str:
    """The path from the data folder's name on; an educator's own file is named in full."""
    return "/".join(path.parts[-3:]) if path.parent.name == "questions" else str(path)


def _notebooks(course: Path) -> dict[str, str]:
    """Texts of the cells of all lessons by file name; a notebook that cannot be read counts as empty."""
    texts = {}
    for path in sorted(notebooks_folder(course).glob("*.ipynb")):
        try:
            cells = json.loads(path.read_bytes())["cells"]
            texts[path.name] = "\n".join("".join(cell["source"]) for cell in cells)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            texts[path.name] = ""
    return texts


def _notebook_findings(notebooks: dict[str, str], contents: Contents) -> Iterator[Finding]:
    from ibc_edu.cli.check_shown import SENTENCE_ID
    from ibc_edu.knowledge.findings import Finding

    for name, text in notebooks.items():
        if not text:
            yield Finding(f"notebooks/{name}", "the notebook is empty or cannot be read.", "Restore it.")
        for sentence_id in sorted({*SENTENCE_ID.findall(text)} - {*contents.sentences}):
            cure = did_you_mean(sentence_id, contents.sentences)
            yield Finding(f"notebooks/{name}", f"there is no sentence {sentence_id}.", cure)
