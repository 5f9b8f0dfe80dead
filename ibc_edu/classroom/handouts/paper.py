"""A page of HTML for the printer: running title, page numbers and the course's caution; it loads nothing."""

from __future__ import annotations

from html import escape
from pathlib import Path

from ibc_edu.errors import QuestionError

PAPERS = ("A4", "Letter")


def page(title: str, body: str, *, caution: str, paper: str | None = None, mark: str = "") -> str:
    """Return a whole page.

    The caution stands under the title, so that no sheet holds nothing else.

    Parameters
    ----------
    title : str
        Stands at the top of each sheet, too.
    body : str
        HTML.
    caution : str
    paper : str, optional
        One of `PAPERS`; None leaves it to the printer.
    mark : str
        What each sheet is marked as, such as an answer key.

    Raises
    ------
    QuestionError
        If the paper is unknown.
    """
    if paper is not None and paper not in PAPERS:
        raise QuestionError(f"there is no paper {paper!r}.", cure=f"Known: {', '.join(PAPERS)}.")
    style = Path(__file__).with_name("handout.css").read_text(encoding="utf-8")
    size = f"@page {{ size: {paper}; }}" if paper else ""
    boxes = (
        f"@page {{ @top-left {{ content: {_css(title)}; }} @top-right {{ content: {_css(mark)}; font-weight: bold; }} "
        '@bottom-center { content: counter(page) " of " counter(pages); } }'
    )
    marked = f'<p class="marked">{escape(mark)}</p>' if mark else ""
    head = f'{marked}<h1>{escape(title)}</h1><p class="caution">{escape(caution)}</p>'
    return (
        f'<!DOCTYPE html>\n<html lang="en-US">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<style>\n{style}{size}\n{boxes}\n</style>\n</head>\n<body>\n<main>\n{head}\n{body}\n</main>\n</body>\n</html>\n"
    )


def _css(text: str) -> str:
    """Text as a string of a style sheet: whatever could end it stands as a number."""
    return '"' + "".join(char if char.isalnum() or char in " ,.:;()-" else f"\\{ord(char):x} " for char in text) + '"'
