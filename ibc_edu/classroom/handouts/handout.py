"""A lesson's questions on paper: a worksheet, and an answer key with sources in a file of its own."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from zlib import crc32

from ibc_edu.classroom.handouts.paper import page
from ibc_edu.errors import QuestionError, did_you_mean

if TYPE_CHECKING:
    from ibc_edu.course.course import Lesson
    from ibc_edu.quiz.kinds.base import QuestionBase
    from ibc_edu.quiz.kinds.forms import KeyRow, PaperForm, PaperRow
    from ibc_edu.quiz.sources import Source

VERSIONS = ("A", "B")
"""A has the order of the screen; B another order of questions and of answers, so that neighbors cannot share."""
KEY_MARK = "ANSWER KEY"
BLANKS = {
    "box": '<span class="box"></span>',
    "circle": '<span class="box round"></span>',
    "letter": '<span class="gap">&nbsp;</span>',
    "word": '<span class="gap word">&nbsp;</span>',
}


@dataclass(frozen=True)
class Handout:
    """Two pages of HTML that need nothing else: the worksheet holds no answer; `count` questions are on each."""

    worksheet: str
    key: str
    count: int


def handout(
    lesson: Lesson,
    paper: str | None = None,
    *,
    parts: Iterable[str] = (),
    number: int | None = None,
    version: str = "A",
) -> Handout:
    """Return the questions of a lesson that work on paper as a worksheet and an answer key.

    Parameters
    ----------
    lesson : Lesson
    paper : str, optional
        One of `ibc_edu.classroom.handouts.paper.PAPERS`; None leaves it to the printer.
    parts : iterable of str
        The checks to ask from; all of the lesson's if empty.
    number : int, optional
        How many questions, drawn from all of them and the same in both versions; all if None or if there are fewer.
    version : str
        One of `VERSIONS`. In A answers stand in the order that they have on the screen, so that class and paper speak
        of the same letters.

    Raises
    ------
    QuestionError
        If the lesson asks no questions there, or the paper, the version, the number or a part is unknown.
    """
    if version not in VERSIONS:
        raise QuestionError(f"there is no version {version!r}.", cure=f"Known: {', '.join(VERSIONS)}.")
    asked = _asked(lesson, tuple(parts), number, version)
    title = f"{lesson.plan.title} (version {version})"
    caution = lesson.course.plan.caution
    who = '<p class="who"><span>Name</span><span>Date</span></p>'
    flat = [question for _, questions in asked for question in questions]
    blanks = _answer_row('<span class="short"></span>' for _ in flat)
    keys = _answer_row(escape(_short_key(question, version)) for question in flat)
    blank = _sections(asked, lambda place, question: _blank_question(place, question, version))
    answered = _sections(asked, lambda place, question: _answered_question(place, question, lesson, version))
    return Handout(
        worksheet=page(title, who + blanks + blank, caution=caution, paper=paper),
        key=page(f"{title}: answers", keys + answered, caution=caution, paper=paper, mark=KEY_MARK),
        count=len(flat),
    )


def _asked(
    lesson: Lesson, parts: tuple[str, ...], number: int | None, version: str
) -> list[tuple[str, list[QuestionBase]]]:
    """The questions under the titles of their checks."""
    checks = lesson.plan.checks
    for part in parts:
        if part not in checks:
            raise QuestionError(f"this lesson has no check {part!r}.", cure=did_you_mean(part, checks))
    if number is not None and number < 1:
        raise QuestionError(f"{number} questions cannot be asked.", cure="Choose 1 or more.")
    usable = [
        question for question in lesson.questions() if "paper" in question.where and question.part in (parts or checks)
    ]
    if not usable:
        raise QuestionError(
            "this lesson asks no questions on paper there.", where=lesson.name, cure="Choose another lesson."
        )
    if number is not None and number < len(usable):
        drawn = {question.id for question in random.Random(_seed(lesson.name, "drawn", "A")).sample(usable, number)}
        usable = [question for question in usable if question.id in drawn]
    asked = [(title, [one for one in usable if one.part == part]) for part, title in checks.items()]
    if version != VERSIONS[0]:
        for title, questions in asked:
            random.Random(_seed(lesson.name, title, version)).shuffle(questions)
    return asked


def _answer_row(cells: Iterable[str]) -> str:
    """One row to write all answers in, or to read them from."""
    shown = "".join(f"<span><b>{place}</b> {cell}</span>" for place, cell in enumerate(cells, start=1))
    return f'<p class="answer-row">{shown}</p>'


def _short_key(question: QuestionBase, version: str) -> str:
    """The right letters, or a look below where the key is more than letters."""
    key = _on_paper(question, version).key
    right = [row.mark for row in key if row.right]
    return ", ".join(right) if right and all(right) else "see below"


def _seed(lesson: str, part: str, version: str) -> int:
    """In version A the seed is that of the lesson's check on the screen."""
    name = f"{lesson}/{part}" if version == VERSIONS[0] else f"{lesson}/{part}/{version}"
    return crc32(name.encode())


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


def _on_paper(question: QuestionBase, version: str) -> PaperForm:
    return question.paper_form(_seed(question.lesson, question.part, version))


def _blank_question(number: int, question: QuestionBase, version: str) -> str:
    instruction = re.sub(r"^Type\b", "Write", question.instruction)  # nobody types on paper
    how = f'<p class="how">{escape(instruction)}</p>'
    return f"{_stem(number, question)}{how}{_to_fill_in(question, version)}"


def _to_fill_in(question: QuestionBase, version: str) -> str:
    """What is written on or ticked: a list, lists side by side, or a single line."""
    form = _on_paper(question, version)
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


def _answered_question(number: int, question: QuestionBase, lesson: Lesson, version: str) -> str:
    behind = lesson.course.sources(question.evidence, question.facts)
    sources = "".join(f'<p class="source">{escape(_source_line(source))}</p>' for source in behind)
    why = f'<p dir="auto">{escape(question.explanation)}</p>'
    return f"{_stem(number, question)}{_answer(question, version)}{why}{sources}"


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


def _answer(question: QuestionBase, version: str) -> str:
    """The key in the worksheet's own letters and numbers."""
    key = _on_paper(question, version).key
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
