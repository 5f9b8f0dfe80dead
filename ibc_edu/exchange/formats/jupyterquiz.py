"""The JSON of jupyterquiz, which shows questions in a notebook, out and in.

Its texts are HTML, so that signs such as < go out as entities. `id` and `tags` are ours; it passes them over.
"""

from __future__ import annotations

import html
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ibc_edu.errors import QuestionError
from ibc_edu.exchange.contract import EXACT, About, Brought, Draft, Effect, Format, Loss, Written, degraded, impossible
from ibc_edu.exchange.incoming import text_of
from ibc_edu.exchange.readings import (
    Answer,
    Fields,
    RefusedItem,
    Span,
    choice_fields,
    draft,
    number_fields,
    read_items,
    seen,
    text_fields,
)
from ibc_edu.exchange.tags import fields_from, tags_of
from ibc_edu.exchange.variants import variants
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import Exchange, ExchangeRow, Interaction

_TYPES = {Interaction.NUMBER: "numeric", Interaction.TEXT: "string"}
_RIGHT = 1 - 1e-9


def write(questions: Sequence[QuestionBase], about: About) -> Written:
    """Return the questions as one list."""
    items, losses = [], []
    for question in questions:
        form = question.exchange()
        one = form.interaction is Interaction.CHOICE and form.most == 1
        kind = _TYPES.get(form.interaction, "multiple_choice" if one else "many_choice")
        answers = list(_answers(question, form))
        stem = f"{question.stem} ({form.unit})" if form.unit and form.unit not in question.stem else question.stem
        items.append(
            {"question": _shown(stem), "type": kind, "answers": answers, "id": question.id, "tags": tags_of(question)}
        )
        if any(0 < row.credit < _RIGHT for row in form.rows) and form.interaction in _TYPES:
            losses.append(Loss(question.id, "what earned a part of the score earns none there.", Effect.DEGRADED))
        if form.unit:
            losses.append(Loss(question.id, "only digits are read there, not a unit after them."))
    return (json.dumps(items, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace"), losses


def read(data: bytes) -> Brought:
    """Return the drafts of a jupyterquiz file.

    Raises
    ------
    QuestionError
        If it is no such file.
    """
    try:
        items = json.loads(text_of(data))
    except (ValueError, RecursionError) as error:
        raise QuestionError(f"this is not JSON that can be read ({error}).", cure="Name its own format.") from error
    items = items.get("questions", items) if isinstance(items, dict) else items
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) for item in items):
        raise QuestionError("this JSON is no list of questions.", cure="Each is an object with question and answers.")
    named = (
        (item["id"] if isinstance(item.get("id"), str) else f"question {number}", item)
        for number, item in enumerate(items, 1)
    )
    return read_items(_draft_if_written_so, named)


def _draft_if_written_so(name: str, item: dict[str, Any]) -> tuple[Draft, list[Loss]]:
    try:
        return _draft(name, item)
    except (TypeError, ValueError, AttributeError, KeyError, OverflowError) as error:
        raise RefusedItem("its parts are not what jupyterquiz writes.") from error


def _answers(question: QuestionBase, form: Exchange) -> Iterator[dict[str, Any]]:
    for row in form.rows:
        said = {"correct": _is_right(form, row), "feedback": _shown(row.feedback)}
        if form.interaction is Interaction.NUMBER:
            low, high = row.low or 0.0, row.high or 0.0
            # The end of a range is not in it there.
            yield {"type": "range", "range": [low, math.nextafter(high, math.inf)], **said}
        else:
            texts = variants(question, row) if form.interaction is Interaction.TEXT else [row.text]
            written = form.interaction is Interaction.TEXT
            for text in texts:
                more = {"match_case": False} if written else {}
                yield {"answer": text if written else _shown(text), **said, **more}
    if form.interaction in _TYPES:
        yield {"type": "default", "feedback": _shown(form.otherwise)}


def _is_right(form: Exchange, row: ExchangeRow) -> bool:
    return row.credit > 0 if form.interaction is Interaction.CHOICE else row.credit >= _RIGHT


def _shown(text: str) -> str:
    return html.escape(text, quote=False)


def _draft(name: str, item: Mapping[str, Any]) -> tuple[Draft, list[Loss]]:
    tags = item.get("tags", [])
    known = fields_from(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else {}
    known.pop("kind", None)
    markup = str(item.get("question", ""))
    if item.get("code") or any("code" in answer for answer in item["answers"]):
        raise RefusedItem("it shows code, which cannot be brought in.")
    return draft(name, {"id": name, "stem": seen(markup), **known}, _fields(str(item.get("type")), item["answers"]))


def _fields(kind: str, answers: Sequence[Mapping[str, Any]]) -> Fields:
    otherwise = next((seen(each.get("feedback", "")) for each in answers if each.get("type") == "default"), "")
    given = [each for each in answers if each.get("type") != "default"]
    if kind in ("multiple_choice", "many_choice"):
        right = sum(each.get("correct") is True for each in given) or 1
        wrong = max(1, len(given) - right)
        several = kind == "many_choice"
        credit = {True: 1 / right if several else 1.0, False: -1 / wrong if several else 0.0}
        return choice_fields([_answer(each, credit[each.get("correct") is True]) for each in given], several)
    if kind == "numeric":
        if any(each.get("precision") for each in answers):
            raise RefusedItem("it rounds what is typed to a number of digits, which cannot be brought in.")
        return number_fields([_span(each) for each in given], otherwise)
    if kind == "string":
        rows = [_answer(each, float(each.get("correct") is True), written=True) for each in given]
        return text_fields(rows, otherwise)
    raise RefusedItem(f"jupyterquiz has no type {kind[:40]!r} that is known here.")


def _answer(each: Mapping[str, Any], credit: float, written: bool = False) -> Answer:
    text = str(each["answer"])
    return Answer(text if written else seen(text), credit, seen(str(each.get("feedback", ""))))


def _span(each: Mapping[str, Any]) -> Span:
    feedback, credit = seen(str(each.get("feedback", ""))), float(each.get("correct") is True)
    if "value" in each:
        return Span(float(each["value"]), float(each["value"]), credit, feedback)
    low, high = map(float, each["range"])
    if not low < high or not math.isfinite(low) or not math.isfinite(high):
        raise RefusedItem("a range has no number in it.")
    return Span(low, math.nextafter(high, -math.inf), credit, feedback)


FORMATS = (
    Format(
        "jupyterquiz",
        "jupyterquiz",
        ".json",
        {
            "single": EXACT,
            "multiple": degraded("there is no score there: each answer is judged when it is ticked."),
            "matching": impossible("jupyterquiz has no matching."),
            "categorise": impossible("jupyterquiz has no sorting into groups."),
            "ordering": impossible("jupyterquiz has no putting in order."),
            "numeric": degraded("a part of the score cannot be earned there."),
            "short_text": degraded("slips of spelling are not forgiven there; other ways to write it are listed."),
        },
        without=("hint", "explanation", "sources", "former ids", "misconceptions"),
        write=write,
        read=read,
        verified_by="jupyterquiz 2.9.6.4 in JupyterLab",
        loaded_by="In a notebook, give the file's name to display_quiz of jupyterquiz.",
    ),
)
