"""Which sentences of the article a learner meets: those that a text of a rendered lesson cites."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ibc_edu.resources import notebooks_folder

if TYPE_CHECKING:
    from pathlib import Path

    from ibc_edu.course import Course
    from ibc_edu.course.plan import CoursePlan
    from ibc_edu.knowledge.contents import Contents
    from ibc_edu.quiz.bank import Bank

SENTENCE_ID = re.compile(r"\b[a-z0-9]+(?:-[a-z0-9]+)*/[abcp][0-9]+/s[0-9]+\b")


def shown_sentences(course: Course, contents: Contents, plan: CoursePlan, bank: Bank) -> frozenset[str]:
    """Return the ids of the sentences that the lessons of a course with parts teach.

    What counts is a text that a learner meets and that cites the sentence: the prose of a notebook, what a lesson's
    parts show as they are rendered, and the explanation of a question, which everybody gets who answers it. A row of a
    table that no part shows teaches nothing, and neither does a word that somebody would have to look up, nor a path
    of a case that somebody would have to take.
    """
    found = {
        *_in_prose(course.folder, plan),
        *_in_parts(course, contents, plan),
        *(sentence_id for question in bank if question.lesson in plan for sentence_id in question.evidence),
    }
    return frozenset(found & contents.sentences.keys())


def _in_prose(course: Path, plan: CoursePlan) -> Iterator[str]:
    """Sentences that the Markdown of a lesson names, in a comment where the text itself need not name them."""
    for lesson in plan.lessons:
        try:
            cells = json.loads((notebooks_folder(course) / lesson.notebook).read_bytes())["cells"]
            prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue  # a notebook that cannot be read has a finding of its own
        yield from SENTENCE_ID.findall("\n".join(prose))


def _in_parts(course: Course, contents: Contents, plan: CoursePlan) -> Iterator[str]:
    """Sentences that the page of a part holds for everybody, as its source or by its id."""
    from ibc_edu.parts import PARTS

    varying = {name for name, part in PARTS.items() if part.varies}
    pages = "".join(
        _page(course, lesson.name, part) for lesson in plan.lessons for part in lesson.parts if part not in varying
    )
    for sentence_id, text in contents.sentences.items():
        if _quoted(text) in pages or _quoted(sentence_id) in pages:
            yield sentence_id


def _page(course: Course, lesson: str, part: str) -> str:
    """What the page of a part gets, as JSON; nothing of a part that cannot be shown, which has a finding of its own."""
    try:
        widget = course.lesson(lesson).show(part)
        traits = {name: getattr(widget, name) for name in widget.keys if not name.startswith("_") and name != "layout"}
        return json.dumps(traits, ensure_ascii=False, default=str)
    except Exception:  # whatever a part stumbles over in a course that is being written
        return ""


def _quoted(text: str) -> str:
    """A text as it stands as a whole string in JSON."""
    return json.dumps(text, ensure_ascii=False)
