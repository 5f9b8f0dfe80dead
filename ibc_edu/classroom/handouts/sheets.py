"""Sheets beside the questions: a lesson's text and the glossary."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ibc_edu.classroom.handouts.paper import page
from ibc_edu.classroom.presentation.lesson_cells import lesson_cells
from ibc_edu.classroom.presentation.slide_text import Block, on_paper
from ibc_edu.errors import QuestionError
from ibc_edu.resources import notebooks_folder

if TYPE_CHECKING:
    from ibc_edu.course.course import Course, Lesson

_MARKS = (("bold", "strong"), ("italic", "em"), ("code", "code"))


def lesson_text(lesson: Lesson, paper: str | None = None) -> str:
    """Return a lesson's text, as its notebook and its slides have it, as one page of HTML.

    What speaks of the screen stays there, as `ibc_edu.classroom.presentation.slide_text` says. Where the lesson asks
    questions, the worksheet's are pointed to.

    Raises
    ------
    UnknownNameError
        If its notebook cannot be read.
    QuestionError
        If it has no text for paper.
    """
    asked = {question.part for question in lesson.questions() if "paper" in question.where}
    read: list[Block] = []
    for cell in lesson_cells(notebooks_folder(lesson.course.folder) / lesson.plan.notebook, lesson.plan.part_names):
        if not cell.is_notes:
            read += [_pointer(title) for part, title in lesson.plan.checks.items() if part in asked & {*cell.parts}]
            read += cell.blocks
    found = on_paper(read)
    if not found:
        cure = "Choose another lesson."
        raise QuestionError("this page has no text for paper: it works on the screen.", where=lesson.name, cure=cure)
    return page(lesson.plan.title, "\n".join(map(_block, found)), caution=lesson.course.plan.caution, paper=paper)


def glossary(course: Course, paper: str | None = None) -> str:
    """Return the words of the course with their plain meaning, by alphabet, as one page of HTML.

    Raises
    ------
    QuestionError
        If the course has no glossary.
    """
    rows = sorted(course.rows_if_any("glossary"), key=lambda row: str(row["term"]).casefold())
    if not rows:
        raise QuestionError("this course has no glossary.", cure="Choose another sheet.")
    words = "".join(
        f"<div><dt>{escape(str(row['term']))}</dt><dd>{escape(str(row['plain']))}</dd></div>" for row in rows
    )
    return page("Glossary", f"<dl>{words}</dl>", caution=course.plan.caution, paper=paper)


def _pointer(title: str) -> Block:
    return {"kind": "pointer", "text": f"On the worksheet: {title}"}


def _block(block: Block) -> str:
    match block["kind"]:
        case "heading":
            level = min(4, block["level"])
            return f"<h{level}>{_spans(block['spans'])}</h{level}>"
        case "list":
            tag = "ol" if block["ordered"] else "ul"
            return f'<{tag} class="text">{"".join(f"<li>{_spans(item)}</li>" for item in block["items"])}</{tag}>'
        case "quote":
            return f"<blockquote>{''.join(map(_block, block['blocks']))}</blockquote>"
        case "table":
            head, *rows = block["rows"]
            body = "".join(_row(row, "td") for row in rows)
            return f"<table><thead>{_row(head, 'th')}</thead><tbody>{body}</tbody></table>"
        case "image":
            return f'<p><img src="{escape(block["src"])}" alt="{escape(block["alt"])}"></p>'
        case "pointer":
            return f'<p class="how">{escape(block["text"])}</p>'
        case _:
            return f"<p>{_spans(block['spans'])}</p>"


def _row(cells: list[Any], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{_spans(cell)}</{tag}>' for cell in cells)}</tr>"


def _spans(spans: list[dict[str, Any]]) -> str:
    shown = []
    for span in spans:
        text = escape(span["text"])
        for name, tag in _MARKS:
            if span.get(name):
                text = f"<{tag}>{text}</{tag}>"
        shown.append(text)
    return "".join(shown)
