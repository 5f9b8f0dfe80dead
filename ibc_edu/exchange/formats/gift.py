"""GIFT, Moodle's format of plain text, out and in.

Comment lines carry the question's id and its tags, as Moodle 4 reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ibc_edu.exchange.contract import EXACT, About, Effect, Format, Loss, Written, degraded
from ibc_edu.exchange.formats.gift_reading import read
from ibc_edu.exchange.grades import around, credit_losses, is_range, nearest
from ibc_edu.exchange.tags import LONGEST, tags_of
from ibc_edu.exchange.variants import variants
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import Exchange, ExchangeRow, Interaction

_SIGNS = re.compile(r"[~=#{}:\\]")
_HELD = 1 - 1e-9


def write(questions: Sequence[QuestionBase], about: About) -> Written:
    """Return the questions as GIFT in UTF-8, with a blank line between them."""
    items, losses = [], list[Loss]()
    for question in questions:
        form = _with_arrows(question.exchange())
        lost = list(_losses(question, form))
        losses += lost
        if not any(loss.effect is Effect.LEFT_OUT for loss in lost):
            items.append(_item(question, form))
    return ("\n\n".join(items) + "\n").encode("utf-8", "replace"), losses


def _item(question: QuestionBase, form: Exchange) -> str:
    tags = "".join(f" [tag:{tag}]" for tag in tags_of(question) if len(tag) <= LONGEST)
    lines = "\n".join(_answers(question, form))
    mark = "#" if form.interaction is Interaction.NUMBER else ""
    return (
        f"// [id:{question.id}]{tags}\n::{question.id}::[plain]{escaped(question.stem)} {{{mark}\n"
        f"{lines}\n####{_shown(question.explanation)}\n}}"
    )


def _answers(question: QuestionBase, form: Exchange) -> Iterator[str]:
    match form.interaction:
        case Interaction.CHOICE:
            yield from (_choice(row, form.most == 1) for row in form.rows)
        case Interaction.MATCH | Interaction.GROUP:
            used = {row.target for row in form.rows}
            yield from (f"={_shown(row.text)} -> {escaped(form.targets[row.target or ''])}" for row in form.rows)
            yield from (f"= -> {escaped(text)}" for key, text in form.targets.items() if key not in used)
        case Interaction.ORDER:
            yield from (f"={_shown(row.text)} -> {place}" for place, row in enumerate(form.rows, 1))
        case Interaction.NUMBER:
            yield from (f"={_weight(row.credit)}{_numbers(question, row)}#{_shown(row.feedback)}" for row in form.rows)
            yield f"~#{_shown(form.otherwise)}"
        case Interaction.TEXT:
            for row in form.rows:
                for text in variants(question, row):
                    word = _shown(text.replace("*", r"\*"))
                    yield f"={_weight(row.credit, always=True)}{word}#{_shown(row.feedback)}"
            yield f"=%0%*#{_shown(form.otherwise)}"


def _choice(row: ExchangeRow, one: bool) -> str:
    weight = ("=" if row.credit > 0 else "~") if one else f"~{_weight(row.credit, always=True)}"
    return f"{weight}{_shown(row.text)}#{_shown(row.feedback)}"


def _weight(credit: float, always: bool = False) -> str:
    return f"%{nearest(credit)}%" if always or credit < _HELD else ""


def _with_arrows(form: Exchange) -> Exchange:
    """Return a form without “->” where readers of GIFT would take it for a match; no sign before it takes that away."""
    if form.interaction is Interaction.NUMBER:
        return form
    if form.interaction is Interaction.CHOICE:
        return form if form.most != 1 else form._replace(rows=tuple(_arrowed(row, row.credit > 0) for row in form.rows))
    targets = {name: _arrow(text) for name, text in form.targets.items()}
    rows = tuple(_arrowed(row, True)._replace(feedback=_arrow(row.feedback)) for row in form.rows)
    return form._replace(rows=rows, targets=targets, otherwise=_arrow(form.otherwise))


def _arrowed(row: ExchangeRow, wanted: bool) -> ExchangeRow:
    return row._replace(text=_arrow(row.text)) if wanted else row


def _arrow(text: str) -> str:
    return text.replace("->", "→")


def _numbers(question: QuestionBase, row: ExchangeRow) -> str:
    """Return a value with its tolerance, or a range; a near miss of one number is written as a value too."""
    middle, tolerance = around(row)
    if tolerance == "0":
        return middle
    return f"{row.low!r}..{row.high!r}" if is_range(question, row) else f"{middle}:{tolerance}"


def _losses(question: QuestionBase, form: Exchange) -> Iterator[Loss]:
    yield from credit_losses(question, form)
    if form != question.exchange():
        yield Loss(question.id, "“->” in its answers is written “→” there.", Effect.DEGRADED)
    if form.unit:
        yield Loss(question.id, "only digits are read there, not a unit after them.", Effect.DEGRADED)


def _shown(text: str) -> str:
    """Return an answer or a feedback; one that begins like a weight or a format is marked as plain text."""
    return f"[plain]{escaped(text)}" if text.startswith(("[", "%")) else escaped(text)


def escaped(text: str) -> str:
    """Return text with a backslash before what GIFT gives a meaning."""
    return _SIGNS.sub(lambda found: f"\\{found[0]}", text)


_PAIRS = "it becomes a matching question there: feedback on each match is lost."
FORMATS = (
    Format(
        "gift",
        "GIFT",
        ".gift.txt",
        {
            "single": EXACT,
            "multiple": EXACT,
            "matching": degraded("feedback on each match is lost."),
            "categorise": degraded(_PAIRS),
            "ordering": degraded("it becomes a matching question of steps and places: credit and feedback differ."),
            "numeric": EXACT,
            "short_text": degraded("slips of spelling are not forgiven there; other ways to write it are listed."),
        },
        without=("hint", "sources", "former ids", "misconceptions"),
        write=write,
        read=read,
        verified_by="gift-pegjs 1.0.2",
        loaded_by="In Moodle choose Question bank, Import, GIFT format.",
    ),
)
