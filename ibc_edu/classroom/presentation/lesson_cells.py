"""What a lesson's notebook holds for a class, cell by cell: for the projector, and for paper."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ibc_edu.classroom.presentation.slide_images import made_images, with_images
from ibc_edu.classroom.presentation.slide_text import Block, blocks, plain_text
from ibc_edu.errors import UnknownNameError

FOR_READERS = re.compile(r"^(To start|Time|Next):")
"""Paragraphs that speak to somebody who works alone, and not to a room."""


@dataclass(frozen=True)
class LessonCell:
    """One cell.

    Parameters
    ----------
    blocks : tuple of Block
        What is to be read, with the pictures that the cell has made.
    parts : tuple of str
        The lesson's parts that it shows.
    is_notes : bool
        Whether only the speaker sees it: its slide type is "notes".
    """

    blocks: tuple[Block, ...] = ()
    parts: tuple[str, ...] = ()
    is_notes: bool = False


def lesson_cells(notebook: Path, parts: Collection[str]) -> list[LessonCell]:
    """Return the cells of a lesson's notebook; one with the slide type "skip" is left out.

    Raises
    ------
    UnknownNameError
        If the notebook cannot be read.
    """
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        return [_cell(cell, parts, notebook.parent) for cell in cells if _slide_type(cell) != "skip"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = "the lesson's notebook cannot be read, so there is nothing to present."
        raise UnknownNameError(what, where=str(notebook), cure="Save or restore the notebook.") from error


def shown_parts(source: str) -> Iterator[str]:
    """Names of the parts that a code cell shows, by `ibc_edu.lesson(...).show("part")`."""
    for call in _calls(source):
        match call:
            case ast.Call(func=ast.Attribute(attr="show"), args=[ast.Constant(value=str(part))]):
                yield part


def named_lessons(source: str) -> Iterator[str]:
    """Names of the lessons that a code cell asks for, by `ibc_edu.lesson("name")` or `ibc_edu.present("name")`."""
    for call in _calls(source):
        match call:
            case ast.Call(
                func=ast.Attribute(attr="lesson" | "present") | ast.Name(id="lesson" | "present"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name


def _calls(source: str) -> list[ast.Call]:
    """Return the calls in a code cell; none if it cannot be read as Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _cell(cell: Any, parts: Collection[str], folder: Path) -> LessonCell:
    source, is_notes = "".join(cell["source"]), _slide_type(cell) == "notes"
    if cell["cell_type"] == "markdown":
        read = [block for block in blocks(source) if not FOR_READERS.match(_first_words(block))]
        return LessonCell(tuple(with_images(read, cell, folder)), is_notes=is_notes)
    if is_notes:
        return LessonCell(is_notes=True)
    shown = tuple(part for part in shown_parts(source) if part in parts)
    return LessonCell(tuple(made_images(cell)), shown)


def _slide_type(cell: Any) -> str | None:
    kind: str | None = cell["metadata"].get("slideshow", {}).get("slide_type")
    return kind


def _first_words(block: Block) -> str:
    return plain_text(block["spans"]) if block["kind"] == "paragraph" else ""
