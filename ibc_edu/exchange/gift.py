"""GIFT, Moodle's format of plain text, out and in.

Comment lines carry the question's id and its tags, as Moodle 4 reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ibc_edu.exchange.contract import EXACT, About, Effect, Format, Loss, Written, degraded
from ibc_edu.exchange.gift_reading import read
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
        form = question.exchange()
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
        f"{lines}\n####{escaped(question.explanation)}\n}}"
    )


def _answers(question: QuestionBase, form: Exchange) -> Iterator[str]:
    match form.interaction:
        case Interaction.CHOICE:
            yield from (_choice(row, form.most == 1) for row in form.rows)
        case Interaction.MATCH | Interaction.GROUP:
            used = {row.target for row in form.rows}
            yield from (f"={escaped(row.text)} -> {escaped(form.targets[row.target or ''])}" for row in form.rows)
            yield from (f"= -> {escaped(text)}" for key, text in form.targets.items() if key not in used)
        case Interaction.ORDER:
            yield from (f"={escaped(row.text)} -> {place}" for place, row in enumerate(form.rows, 1))
        case Interaction.NUMBER:
            yield from (f"={_weight(row.credit)}{_numbers(question, row)}#{escaped(row.feedback)}" for row in form.rows)
            yield f"~#{escaped(form.otherwise)}"
        case Interaction.TEXT:
            for row in form.rows:
                for text in variants(question, row):
                    shown = escaped(text.replace("*", r"\*"))
                    yield f"={_weight(row.credit, always=True)}{shown}#{escaped(row.feedback)}"
            yield f"=%0%*#{escaped(form.otherwise)}"


def _choice(row: ExchangeRow, one: bool) -> str:
    weight = ("=" if row.credit > 0 else "~") if one else f"~{_weight(row.credit, always=True)}"
    return f"{weight}{escaped(row.text)}#{escaped(row.feedback)}"


def _numbers(question: QuestionBase, row: ExchangeRow) -> str:
    """Return a value with its tolerance, or a range; a near miss of one number is written as a value too."""
    middle, tolerance = around(row)
    if tolerance == "0":
        return middle
    return f"{row.low!r}..{row.high!r}" if is_range(question, row) else f"{middle}:{tolerance}"


def _weight(credit: float, always: bool = False) -> str:
    return f"%{nearest(credit)}%" if always or credit < _HELD else ""


def _losses(question: QuestionBase, form: Exchange) -> Iterator[Loss]:
    yield from credit_losses(question, form)
    if form.unit:
        yield Loss(question.id, f"only digits are read there, not its unit ({form.unit}) after them.", Effect.DEGRADED)


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
        without=("hint", "sources", "misconceptions"),
        write=write,
        read=read,
        verified_by="gift-pegjs 1.0.2; Moodle 4.5.6",
    ),
)
