"""A lesson's questions on paper: a worksheet, and an answer key with sources in a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from ibc_edu.errors import QuestionError

if TYPE_CHECKING:
    from ibc_edu.course.course import Lesson
    from ibc_edu.quiz.kinds.base import QuestionBase
    from ibc_edu.quiz.kinds.forms import KeyRow, PaperForm, PaperRow
    from ibc_edu.quiz.sources import Source

PAPERS = ("A4", "Letter")
BLANKS = {
    "box": '<span class="box"></span>',
    "circle": '<span class="box round"></span>',
    "letter": '<span class="gap">&nbsp;</span>',
    "word": '<span class="gap word">&nbsp;</span>',
}


@dataclass(frozen=True)
class Handout:
    """Two pages of HTML that need nothing else: the worksheet holds no answer."""

    worksheet: str
    key: str


def handout(lesson: Lesson, paper: str | None = None) -> Handout:
    """Return the questions of a lesson that can be asked on paper as a worksheet and an answer key.

    Answers stand in the order that they have on the screen, so that class and paper speak of the same letters.

    Parameters
    ----------
    lesson : Lesson
    paper : str, optional
        One of `PAPERS`; None leaves it to the printer.

    Raises
    ------
    QuestionError
        If the lesson asks no questions on paper, or the paper is unknown.
    """
    if paper is not None and paper not in PAPERS:
        raise QuestionError(f"there is no paper {paper!r}.", cure=f"Known: {', '.join(PAPERS)}.")
    asked = [
        (title, [question for question in lesson.questions() if question.part == part and "paper" in question.where])
        for part, title in lesson.plan.checks.items()
    ]
    if not any(questions for _, questions in asked):
        raise QuestionError("this lesson asks no questions on paper.", where=lesson.name, cure="Choose another lesson.")
    title = lesson.plan.title
    caution = lesson.course.plan.caution
    who = '<p class="who"><span>Name</span><span>Date</span></p>'
    return Handout(
        worksheet=_page(title, f"<h1>{escape(title)}</h1>{who}", _sections(asked, _blank_question), paper, caution),
        key=_page(
            f"{title}: answers",
            f"<h1>{escape(title)}: answers</h1>",
            _sections(asked, lambda number, question: _answered_question(number, question, lesson)),
            paper,
            caution,
        ),
    )


def _sections(asked: Iterable[tuple[str, list[QuestionBase]]], shown: Callable[[int, QuestionBase], str]) -> str:
    number = 0
    found = []
    for title, questions in asked:
        if questions:
            found.append(f"<h2>{escape(title)}</h2>")
        for question in questions:
            number += 1
            found.append(f'<section class="question">{shown(number, question)}</section>')
    return "\n".join(found)


def _page(title: str, head: str, body: str, paper: str | None, caution: str) -> str:
    style = Path(__file__).with_name("handout.css").read_text(encoding="utf-8")
    size = f"@page {{ size: {paper}; }}" if paper else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en-US">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n<style>\n{style}{size}</style>\n</head>\n<body>\n'
        f"<main>\n{head}\n{body}\n</main>\n<footer>{escape(caution)}</footer>\n</body>\n</html>\n"
    )


def _on_paper(question: QuestionBase) -> PaperForm:
    """The question in the order of the screen: the seed is that of the lesson's check."""
    return question.paper_form(crc32(f"{question.lesson}/{question.part}".encode()))


def _blank_question(number: int, question: QuestionBase) -> str:
    return f'{_stem(number, question)}<p class="how">{escape(question.instruction)}</p>{_to_fill_in(question)}'


def _to_fill_in(question: QuestionBase) -> str:
    """What is written on or ticked: a list, lists side by side, or a single line."""
    form = _on_paper(question)
    note = f"<p>{escape(form.note)}</p>" if form.note else ""
    columns = [[(_mark(row), row.text) for row in column] for column in form.columns]
    if len(columns) == 1 and len(columns[0]) == 1:
        ((mark, text),) = columns[0]
        return f"{note}<p>{mark} {escape(text)}</p>"
    lists = "".join(_rows(column) for column in columns)
    return f'{note}<div class="columns">{lists}</div>' if len(columns) > 1 else note + lists


def _mark(row: PaperRow) -> str:
    blank = BLANKS[row.blank] if row.blank else ""
    return f"{blank} {row.letter}".strip()


def _answered_question(number: int, question: QuestionBase, lesson: Lesson) -> str:
    behind = lesson.course.sources(question.evidence, question.facts)
    sources = "".join(f'<p class="source">{escape(_source_line(source))}</p>' for source in behind)
    return f'{_stem(number, question)}{_answer(question)}<p dir="auto">{escape(question.explanation)}</p>{sources}'


def _stem(number: int, question: QuestionBase) -> str:
    return f'<p class="stem">{number}. <span dir="auto">{escape(question.paper_stem or question.stem)}</span></p>'


def _source_line(source: Source) -> str:
    if source["kind"] == "beyond":
        where = f"{source['label']}, as of {source['date']}"
        if source["gate"]:  # paper cannot be opened by choice
            return f"Beyond the article: {where}. What it says stands in the lesson, for those who choose to open it."
        recalled = "" if source["checked"] else ", recalled, not yet read in a source"
        return f"Beyond the article: {source['text']} ({where}{recalled})"
    since = f" Since then: {source['caveat']}" if source["caveat"] else ""
    return f"The article, {source['label']}: “{source['text']}”{since}"


def _answer(question: QuestionBase) -> str:
    """The key in the worksheet's own letters and numbers."""
    key = _on_paper(question).key
    if all(row.mark and not row.feedback for row in key):
        return _rows((row.mark, row.text) for row in key)
    return "".join(_key_line(row) for row in key)


def _key_line(row: KeyRow) -> str:
    mark = f"{row.mark}. " if row.mark else ""
    feedback = f": {escape(row.feedback)}" if row.feedback else ""
    return f"<p{' class=right' if row.right else ''} dir=auto>{mark}{escape(row.text)}{feedback}</p>"


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    """A list with a mark, which is HTML, and a text, which is not."""
    lines = (f"<span class=mark>{mark}</span> <span dir=auto>{escape(text)}</span>" for mark, text in rows)
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
