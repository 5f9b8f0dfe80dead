"""The steps of a presentation, taken from a lesson's own notebook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

from ibc_edu.classroom.presentation.lesson_cells import lesson_cells
from ibc_edu.classroom.presentation.slide_text import Block, plain_text
from ibc_edu.errors import UnknownNameError

LINE = 46  # characters on a line of a step, at the size that is read from the back of a room
MOST_LINES = 11  # lines on a step
IMAGE_LINES = 8  # that a picture takes


@dataclass(frozen=True)
class Slide:
    """One step of a presentation.

    Parameters
    ----------
    title : str
        For the list of steps.
    blocks : list of Block
        What is to be read on the screen.
    part : str, optional
        The lesson's part to show live.
    notes : list of Block
        What only the speaker sees: the folded text, and Markdown cells whose slide type is "notes".
    """

    title: str
    blocks: list[Block] = field(default_factory=list)
    part: str | None = None
    notes: list[Block] = field(default_factory=list)


def slides(notebook: Path, parts: Collection[str]) -> list[Slide]:
    """Return the steps of a lesson's notebook: its text, a screenful each, and its parts.

    A cell with the slide type "skip" is left out, one with "notes" becomes the notes of the step before it.

    Raises
    ------
    UnknownNameError
        If the notebook cannot be read or holds nothing to show.
    """
    found: list[Slide] = []
    for cell in lesson_cells(notebook, parts):
        title = found[-1].title if found else ""
        if cell.is_notes:
            if found:
                found[-1].notes.extend(cell.blocks)
            continue
        found += [Slide(title, part=part) for part in cell.parts]
        found += _text_slides(cell.blocks, title)
    if not found:
        raise UnknownNameError("the notebook has nothing to present.", where=str(notebook), cure="Restore it.")
    return found


def _text_slides(found: Iterable[Block], title: str) -> list[Slide]:
    """One Markdown cell as steps: a new one at each heading, and whenever the screen is full."""
    made: list[Slide] = []
    room = 0.0
    for block in found:
        if block["kind"] == "heading":
            title = plain_text(block["spans"])
            made.append(Slide(title, [block]))
            room = MOST_LINES - 2
            continue
        for piece in _pieces(block):
            needed = 1 if block["kind"] == "details" else _lines(piece)
            if not made or (needed > room and made[-1].blocks[-1]["kind"] != "heading"):
                made.append(Slide(title))
                room = MOST_LINES
            made[-1].blocks.append(piece)
            room -= needed
        if block["kind"] == "details":
            made[-1].notes.append(block)
    return [slide for slide in made if slide.blocks]


def _pieces(block: Block) -> Iterator[Block]:
    """A block that fills more than a screen, in parts: a list by its items, a table by its rows."""
    if block["kind"] == "list" and _lines(block) > MOST_LINES - 2:
        for number, item in enumerate(block["items"], start=1):
            yield block | {"items": [item], "start": number}
    elif block["kind"] == "table" and _lines(block) > MOST_LINES:
        for row in block["rows"][1:]:
            yield block | {"rows": [block["rows"][0], row]}
    else:
        yield block


def _lines(block: Block) -> float:
    """How many lines a block takes on a screen, the space after it included."""
    match block["kind"]:
        case "list":
            return sum(_wrapped(plain_text(item), LINE - 4) + 0.25 for item in block["items"]) + 0.5
        case "table":
            width = LINE // max(1, len(block["rows"][0]))
            return sum(max(_wrapped(plain_text(cell), width) for cell in row) + 0.5 for row in block["rows"])
        case "quote":
            return sum(map(_lines, block["blocks"]))
        case "details":
            return 1.5
        case "image":
            return IMAGE_LINES
        case _:
            return _wrapped(plain_text(block["spans"]), LINE) + 0.5


def _wrapped(text: str, width: int) -> int:
    return max(1, ceil(len(text) / max(1, width)))
