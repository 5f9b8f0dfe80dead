"""The pages of a course as HTML: its title page, its lessons, its words, the signs to call about.

They are made from the course and its notebooks alone, without running anything, so that an app that answers and a site
of plain files show the same ones. Where a notebook has code a page has an empty place with the cell's name, which the
scripts of the page fill.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import mistune
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources
from ibc_edu.course.plan import LessonPlan
from ibc_edu.errors import CourseError
from ibc_edu.parts.shared.call_signs import CallSigns
from ibc_edu.resources import notebooks_folder

TEMPLATE = Path(__file__).parent / "template"
NOTEBOOK_ONLY = "notebook-only"
"""Tag of a cell that speaks of notebooks: of running cells, of menus. A page leaves it out."""
FOR_NOTEBOOKS = ("**To start:**", "**In a notebook:**")
"""How a paragraph of that kind begins, where it stands among others in a cell."""
EXERCISE = "exercise"
"""Tag of a code cell that the reader is to change: a lesson that has one is for notebooks."""
_LINK = re.compile(r'href="(?P<notebook>[\w.-]+\.ipynb)(?P<rest>[#"])')
_SHOWN = re.compile(r'\.show\("(?P<part>[^"]+)"\)')
_NAMELESS_HEAD = re.compile(r"<th([^>]*)></th>")
"""The corner of a table: no heading, for it says nothing to who has the table read aloud."""
_WITH_DASH = re.compile(r"[^\s<>]*-[^\s<>]*")


class _Renderer(mistune.HTMLRenderer):
    """HTML in which a line of code breaks between its words, and not after a dash of `--an-option`."""

    def codespan(self, text: str) -> str:
        return _WITH_DASH.sub(r"<span>\g<0></span>", super().codespan(text))


_markdown = mistune.create_markdown(renderer=_Renderer(escape=False), plugins=["table", "strikethrough"])


@dataclass(frozen=True)
class Cell:
    """A cell of a lesson on its page.

    Parameters
    ----------
    name : str
        The cell's id in the notebook.
    html : Markup
        Its text; empty for code.
    code : str
        Its code; empty for text.
    """

    name: str
    html: Markup = field(default=Markup(""), repr=False)
    code: str = field(default="", repr=False)


@dataclass(frozen=True)
class FirstQuestion:
    """Where the first question of the course is asked: the lesson's name, and the cell."""

    lesson: str
    cell: Cell


@dataclass(frozen=True)
class Addresses:
    """How pages name each other.

    Parameters
    ----------
    root : str
        In front of everything: ``/`` of an app, ``../`` of a lesson's file.
    ending : str
        ``.html`` where pages are files.
    lab : str
        In front of a notebook's file name in the JupyterLab beside the pages; empty where there is none.
    lab_note : str
        What to know before going there.
    log_out : str
        Where a reader who logged in leaves; empty where nobody logs in.
    """

    root: str = "/"
    ending: str = ""
    lab: str = ""
    lab_note: str = ""
    log_out: str = ""

    def lesson(self, name: str) -> str:
        """Address of a lesson's page."""
        return f"{self.root}lessons/{name}{self.ending}"

    def page(self, name: str) -> str:
        """Address of another page: ``glossary`` or ``signs``."""
        return f"{self.root}{name}{self.ending}"

    def notebook(self, file: str) -> str:
        """Address of a notebook in the JupyterLab beside the pages, nothing where there is none."""
        return f"{self.lab}{quote(file)}" if self.lab else ""

    @property
    def title(self) -> str:
        """Address of the title page."""
        return f"{self.root}index{self.ending}" if self.ending else self.root

    def asset(self, name: str) -> str:
        """Address of a style sheet or script; what it holds is part of it, so that it can be kept for good."""
        return f"{self.root}static/{asset_version()}/{name}"


class Pages:
    """Makes the pages of one course.

    Parameters
    ----------
    course : Course
        With parts; nobody's record is opened.
    addresses : Addresses
    """

    def __init__(self, course: Course, addresses: Addresses | None = None) -> None:
        self.course = course
        self.addresses = addresses or Addresses()
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )

    @property
    def lessons(self) -> tuple[LessonPlan, ...]:
        """The lessons in course order."""
        return self.course.plan.lessons

    def title(self, live: Mapping[str, Any] | None = None) -> str:
        """The title page: a first question to try, and all lessons, in order.

        `live` tells its scripts where Python is; by default it holds the question's cell, for a page that runs it
        itself. An empty one leaves the question out.
        """
        first = self.first_question if live is None or live else None
        if first is not None and live is None:
            live = {"cells": [{"name": first.cell.name, "code": first.cell.code, "needs": []}]}
        shown = [
            {
                "name": lesson.name,
                "title": lesson.title,
                "address": self.addresses.lesson(lesson.name),
                "is_asked": bool(lesson.checks),
                "for_notebooks": self.is_for_notebooks(lesson.name),
                "notebook": self.addresses.notebook(lesson.notebook),
            }
            for lesson in self.lessons
        ]
        return self._render(
            "title.html.j2",
            self.course.plan.title,
            lessons=shown,
            first=None if first is None else first.cell.name,
            live=json.dumps(live or {}),
        )

    def lesson(self, name: str, live: Mapping[str, Any] | None = None) -> str:
        """The page of a lesson; `live` tells its scripts where Python is.

        Raises
        ------
        UnknownNameError
            If there is no such lesson.
        CourseError
            If its notebook cannot be read.
        """
        plan = self.course.plan.lesson(name)
        notebook = self.addresses.notebook(plan.notebook)
        if self.is_for_notebooks(name):
            text = "This lesson is for notebooks: in it you write a little Python yourself."
            text += "" if notebook else " JupyterLab opens it."
            return self.message(plan.title, text, notebook=notebook)
        place = self.course.plan.lesson_names.index(name)
        return self._render(
            "lesson.html.j2",
            plan.title,
            name=name,
            cells=self.cells(name),
            number=place,
            before=self._neighbor(place - 1),
            after=self._neighbor(place + 1),
            live=json.dumps(live or {}),
            notebook=notebook,
        )

    def glossary(self) -> str:
        """The course's words, to be searched."""
        rows = sorted(self.course.rows_if_any("glossary"), key=lambda row: str(row["term"]).lower())
        return self._render("glossary.html.j2", "Words", rows=rows)

    def signs(self) -> str:
        """The signs to call about whatever the treatment, the most urgent first."""
        if "call_signs" not in self.course.tables:
            return self.message("When to call", "This course has no list of signs.")
        signs = CallSigns(self.course, KeyedSources(self.course))
        everyone = signs.everyone()
        groups = [
            {**urgency, "signs": [sign for sign in everyone if sign["urgency"] == urgency["key"]]}
            for urgency in signs.urgencies
        ]
        texts = signs.texts
        return self._render(
            "signs.html.j2", texts.print.title, groups=groups, texts=texts, whole=self._lesson_with("signs-to-call")
        )

    def message(self, title: str, text: str, cure: str = "", notebook: str = "") -> str:
        """A page that says one thing, and may lead to a notebook."""
        return self._render("message.html.j2", title, text=text, cure=cure, notebook=notebook)

    def cells(self, name: str) -> list[Cell]:
        """The cells of a lesson, without those that speak of notebooks.

        Raises
        ------
        CourseError
            If its notebook cannot be read.
        """
        found = []
        for cell in self._notebook(name):
            source, tags = "".join(cell["source"]), cell.get("metadata", {}).get("tags", [])
            if NOTEBOOK_ONLY in tags:
                continue
            if cell["cell_type"] == "code":
                found.append(Cell(cell["id"], code=source))
            elif html := self._html(source):
                found.append(Cell(cell["id"], html))
        return found

    def is_for_notebooks(self, name: str) -> bool:
        """Whether a lesson has cells that its reader is to change.

        Raises
        ------
        CourseError
            If its notebook cannot be read.
        """
        return any(EXERCISE in cell.get("metadata", {}).get("tags", []) for cell in self._notebook(name))

    @cached_property
    def first_question(self) -> FirstQuestion | None:
        """The cell that asks the first question of the course, or None if no page asks one."""
        for lesson in self.lessons:
            if self.is_for_notebooks(lesson.name):
                continue
            for cell in self.cells(lesson.name):
                shown = _SHOWN.search(cell.code)
                if shown and shown["part"] in lesson.checks:
                    return FirstQuestion(lesson.name, cell)
        return None

    def _html(self, source: str) -> Markup:
        """A text as HTML, its links to notebooks as links to pages."""
        blocks = re.split(r"\n\s*\n", source)
        kept = "\n\n".join(block for block in blocks if not block.startswith(FOR_NOTEBOOKS))
        html = _NAMELESS_HEAD.sub(r"<td\1></td>", str(_markdown(kept)))
        return Markup(_LINK.sub(self._linked, html))

    def _linked(self, link: re.Match[str]) -> str:
        name = self._by_notebook.get(link["notebook"])
        return link[0] if name is None else f'href="{self.addresses.lesson(name)}{link["rest"]}'

    @cached_property
    def _by_notebook(self) -> dict[str, str]:
        return {lesson.notebook: lesson.name for lesson in self.lessons}

    def lesson_of(self, notebook: str) -> str | None:
        """Name of the lesson that a notebook's file name stands for."""
        return self._by_notebook.get(notebook)

    def _notebook(self, name: str) -> list[dict[str, Any]]:
        path = notebooks_folder(self.course.folder) / self.course.plan.lesson(name).notebook
        try:
            cells: list[dict[str, Any]] = json.loads(path.read_bytes())["cells"]
            return [{"id": f"cell-{place}", **cell} for place, cell in enumerate(cells)]
        except (OSError, ValueError, KeyError, TypeError) as error:
            cure = "Put the lesson's notebook there again."
            raise CourseError("this lesson cannot be read.", where=path.name, cure=cure) from error

    def _neighbor(self, place: int) -> dict[str, str] | None:
        if not 0 <= place < len(self.lessons):
            return None
        lesson = self.lessons[place]
        return {"title": lesson.title, "address": self.addresses.lesson(lesson.name)}

    def _lesson_with(self, part: str) -> dict[str, str] | None:
        """The lesson that shows a part, if one does."""
        for lesson in self.lessons:
            if part in lesson.parts:
                return {"title": lesson.title, "address": self.addresses.lesson(lesson.name)}
        return None

    def _render(self, template: str, title: str, **values: Any) -> str:
        plan = self.course.plan
        known = {
            "title": title,
            "course": plan.title,
            "caution": plan.caution,
            "addresses": self.addresses,
            "has_words": "glossary" in self.course.tables,
            "has_signs": "call_signs" in self.course.tables,
        }
        return self._environment.get_template(template).render(**known, **values)


def asset_version() -> str:
    """A name that changes when a style sheet or script of the pages does."""
    sheet = sha256()
    for path in sorted(TEMPLATE.iterdir()):
        if path.suffix in (".js", ".css"):
            sheet.update(path.read_bytes())
    return sheet.hexdigest()[:12]
