"""Moodle XML out, by what Moodle 4.5 was seen to read.

`moodle` has text with gaps for matching and sorting, so that each match keeps its feedback; `moodle-match` has Moodle's
own matching questions, which cannot hold it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import partial
from xml.sax.saxutils import escape

from ibc_edu.exchange.contract import EXACT, About, Arrival, Effect, Format, Loss, Written, degraded
from ibc_edu.exchange.formats.moodle_cloze import gapped
from ibc_edu.exchange.formats.moodle_reading import read
from ibc_edu.exchange.grades import around, credit_losses, is_range, nearest
from ibc_edu.exchange.source_list import source_list
from ibc_edu.exchange.tags import LONGEST, tags_of
from ibc_edu.exchange.variants import variants
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import Exchange, ExchangeRow, Interaction

LONGEST_ID = 100
"""Characters of an id number in Moodle."""

_NOT_IN_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {
    Interaction.CHOICE: "multichoice",
    Interaction.MATCH: "match",
    Interaction.GROUP: "match",
    Interaction.ORDER: "ordering",
    Interaction.NUMBER: "numerical",
    Interaction.TEXT: "shortanswer",
}
_GAPPED = (Interaction.MATCH, Interaction.GROUP)
# Of Moodle's ways to grade an order, the nearest to ours in mean.
_ORDER = "RELATIVE_ONE_PREVIOUS_AND_NEXT"


def write(questions: Sequence[QuestionBase], about: About, *, gaps: bool) -> Written:
    """Return the questions as Moodle XML.

    Parameters
    ----------
    questions : sequence of questions
    about : About
    gaps : bool
        Whether matching and sorting become text with gaps.
    """
    items, losses = [], list[Loss]()
    for question in questions:
        form = question.exchange()
        lost = [*credit_losses(question, form), *_losses(question, form)]
        losses += lost
        if not any(loss.effect is Effect.LEFT_OUT for loss in lost):
            items.append("\n".join(_item(question, form, about, gaps)))
    text = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>", *items, "</quiz>", ""])
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text).encode(), losses


def _item(question: QuestionBase, form: Exchange, about: About, gaps: bool) -> Iterator[str]:
    cloze = gaps and form.interaction in _GAPPED
    stem = gapped(question.stem, form) if cloze else _paragraph(question.stem)
    yield f'<question type="{"cloze" if cloze else _TYPES[form.interaction]}">'
    yield f"<name><text>{escape(question.id)}</text></name>"
    yield _text("questiontext", stem)
    yield _text("generalfeedback", _paragraph(question.explanation) + source_list(question, about))
    yield "<defaultgrade>1</defaultgrade><penalty>0</penalty><hidden>0</hidden>"
    if len(question.id) <= LONGEST_ID:
        yield f"<idnumber>{escape(question.id)}</idnumber>"
    if not cloze:
        yield from _body(question, form)
    if question.hint is not None:
        yield f'<hint format="html"><text>{escape(html.escape(question.hint, quote=False))}</text></hint>'
    tags = [f"<tag><text>{escape(tag)}</text></tag>" for tag in tags_of(question) if len(tag) <= LONGEST]
    yield f"<tags>{''.join(tags)}</tags>"
    yield "</question>"


def _body(question: QuestionBase, form: Exchange) -> Iterator[str]:
    match form.interaction:
        case Interaction.CHOICE:
            yield f"<single>{str(form.most == 1).lower()}</single><shuffleanswers>true</shuffleanswers>"
            yield "<answernumbering>none</answernumbering><showstandardinstruction>1</showstandardinstruction>"
            yield from _combined()
            yield from (_answer(row.text, row) for row in form.rows)
        case Interaction.MATCH | Interaction.GROUP:
            yield "<shuffleanswers>true</shuffleanswers>"
            yield from _combined()
            used = {row.target for row in form.rows}
            yield from (_pair(_paragraph(row.text), form.targets[row.target or ""]) for row in form.rows)
            yield from (_pair("", text) for key, text in form.targets.items() if key not in used)
        case Interaction.ORDER:
            yield "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><selectcount>0</selectcount>"
            yield f"<gradingtype>{_ORDER}</gradingtype><showgrading>SHOW</showgrading>"
            yield "<numberingstyle>none</numberingstyle>"
            yield from _combined(form.otherwise)
            for place, row in enumerate(form.rows, 1):
                yield f'<answer fraction="{place}" format="html">{_only_text(row.text)}</answer>'
        case Interaction.NUMBER:
            for row in form.rows:
                middle, tolerance = around(row)
                yield _answer(middle, row, written=True, more=f"<tolerance>{tolerance}</tolerance>")
            yield _any_other(form, "<tolerance>0</tolerance>")
            yield from _unit(form.unit)
        case Interaction.TEXT:
            yield "<usecase>0</usecase>"
            for row in form.rows:
                texts = variants(question, row)
                yield from (_answer(text.replace("*", r"\*"), row, written=True) for text in texts)
            yield _any_other(form)


def _combined(partly: str = "") -> Iterator[str]:
    """Yield the feedback on the whole; without the last line a hint on an ordering ends Moodle's whole import."""
    yield _text("correctfeedback", "")
    yield _text("partiallycorrectfeedback", html.escape(partly, quote=False))
    yield _text("incorrectfeedback", html.escape(partly, quote=False))
    yield "<shownumcorrect>1</shownumcorrect>"


def _answer(text: str, row: ExchangeRow, written: bool = False, more: str = "") -> str:
    markup = "moodle_auto_format" if written else "html"
    shown = f"<text>{escape(text)}</text>" if written else _only_text(text)
    feedback = _text("feedback", html.escape(row.feedback, quote=False))
    return f'<answer fraction="{nearest(row.credit)}" format="{markup}">{shown}{feedback}{more}</answer>'


def _any_other(form: Exchange, more: str = "") -> str:
    return _answer("*", ExchangeRow("*", feedback=form.otherwise), written=True, more=more)


def _unit(unit: str) -> Iterator[str]:
    """Yield a unit that may be typed, in Moodle's numbers for that, or none."""
    yield f"<unitgradingtype>0</unitgradingtype><unitpenalty>0</unitpenalty><showunits>{0 if unit else 3}</showunits>"
    yield "<unitsleft>0</unitsleft>"
    if unit:
        yield f"<units><unit><multiplier>1</multiplier><unit_name>{escape(unit)}</unit_name></unit></units>"


def _pair(left: str, right: str) -> str:
    answer = f"<answer><text>{escape(right)}</text></answer>"
    return f'<subquestion format="html"><text>{escape(left)}</text>{answer}</subquestion>'


def _losses(question: QuestionBase, form: Exchange) -> Iterator[Loss]:
    if len(question.id) > LONGEST_ID:
        yield Loss(question.id, f"its id is longer than {LONGEST_ID} characters and becomes its name only.")
    if form.interaction is Interaction.NUMBER and is_range(question, form.rows[0]):
        yield Loss(question.id, f"the right answer is shown as {around(form.rows[0])[0]}, the middle of its range.")


def _text(tag: str, markup: str) -> str:
    return f'<{tag} format="html"><text>{escape(markup)}</text></{tag}>'


def _only_text(text: str) -> str:
    return f"<text>{escape(html.escape(text, quote=False))}</text>"


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text, quote=False)}</p>"


_SLIPS = degraded("slips of spelling are not forgiven there; other ways to write it are listed.")
_ORDERED = degraded("credit is counted by neighbors there, and single steps have no feedback.")
_PLAIN: dict[str, Arrival] = {
    "single": EXACT,
    "multiple": EXACT,
    "matching": degraded("feedback on each match is lost."),
    "categorise": degraded("feedback on each match is lost."),
    "ordering": _ORDERED,
    "numeric": EXACT,
    "short_text": _SLIPS,
}
FORMATS = tuple(
    Format(
        name,
        title,
        ".xml",
        kinds,
        without=("former ids", "misconceptions"),
        write=partial(write, gaps=gaps),
        read=read if gaps else None,
        verified_by="a golden file, by rules seen in Moodle 4.5.6",
        loaded_by="In Moodle choose Question bank, Import, Moodle XML format.",
    )
    for name, title, kinds, gaps in (
        ("moodle", "Moodle XML", {**_PLAIN, "matching": EXACT, "categorise": EXACT}, True),
        ("moodle-match", "Moodle XML with matching questions", _PLAIN, False),
    )
)
