"""Questions as rows of one table, and back: a row for the question, and one for each of its parts.

Everything that a question file says stands in a cell, so that nothing is lost on a way through a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from ibc_edu.exchange.contract import Draft, Effect, Loss
from ibc_edu.quiz.kinds import kind, kind_names
from ibc_edu.quiz.kinds.base import QuestionBase

QUESTION = "question"
MOST_ROWS = 50_000
_HEAD = ("id", "row")  # on every row: the question's id, and "question" or the list that the row belongs to
_TRUE, _FALSE = ("true", "1", "yes", "wahr", "vrai"), ("false", "0", "no", "falsch", "faux")

Cell = str | float | bool | None


def sheet_of(questions: Iterable[QuestionBase]) -> list[list[Cell]]:
    """Return the rows of a table, the names of its columns first."""
    names = columns()
    return [list(names), *([row.get(name) for name in names] for each in questions for row in _rows(each))]


@cache
def columns() -> tuple[str, ...]:
    """Return the names of the columns: those of all kinds, first those that every question has."""
    models = [model for name in kind_names() if (model := kind(name)) is not None]
    of_questions = [field for model in models for field in model.model_fields if not _has_rows(model, field)]
    of_parts = [name for model in models for field in model.model_fields for name in _part_fields(model, field)]
    return tuple(dict.fromkeys((*_HEAD, *QuestionBase.model_fields, *of_questions, *of_parts)))


def drafts_of(table: Iterable[Sequence[Cell]]) -> tuple[list[Draft], list[Loss]]:
    """Return the questions of a table and what could not be read; columns may stand in any order."""
    rows = iter(table)
    names = [str(cell or "").strip().casefold() for cell in next(rows, ())]
    unknown = sorted({name for name in names if name and name not in columns()})
    losses = [Loss("the first row", f"the column {name[:40]!r} is not known and was left out.") for name in unknown]
    found: dict[str, list[dict[str, Cell]]] = {}
    for number, cells in enumerate(rows, 2):
        row = {name: cell for name, cell in zip(names, cells, strict=False) if name and _says(cell)}
        if not row:
            continue
        if "id" not in row:
            losses.append(Loss(f"row {number}", "it has no id.", Effect.LEFT_OUT))
        else:
            found.setdefault(str(row["id"]).strip(), []).append(row)
    drafts = []
    for name, its_rows in found.items():
        fields, wrong = _fields(its_rows)
        if wrong:
            losses.append(Loss(name, wrong, Effect.LEFT_OUT))
        else:
            drafts.append(Draft(name, fields))
    return drafts, losses


def _rows(question: QuestionBase) -> Iterator[dict[str, Cell]]:
    own: dict[str, Cell] = {"id": question.id, "row": QUESTION}
    dumped, model = question.model_dump(mode="json"), type(question)
    parts: list[dict[str, Cell]] = []
    for field, value in dumped.items():
        if not _has_rows(model, field):
            own[field] = "; ".join(map(_text, value)) if isinstance(value, list) else value
            continue
        for each in value:
            cells = each if isinstance(each, dict) else {"text": each}
            parts.append({"id": question.id, "row": field, **cells})
    return iter([own, *parts])


def _text(value: Any) -> str:
    return repr(value) if isinstance(value, float) else str(value)


def _fields(rows: Sequence[Mapping[str, Cell]]) -> tuple[dict[str, Any], str]:
    """Return the fields of a question file from its rows, or a sentence of what is wrong."""
    heads = [row for row in rows if str(row.get("row", QUESTION)).strip() == QUESTION]
    if len(heads) != 1:
        return {}, f"{len(heads)} rows have “{QUESTION}” in the column “row”; it must be one."
    named = str(heads[0].get("kind", "")).strip()
    model = kind(named)
    if model is None:
        return {}, f"there is no kind {named[:40]!r}; use one of {', '.join(kind_names())}."
    fields = {name: _of_field(model, name, cell) for name, cell in heads[0].items() if name in model.model_fields}
    for row in rows:
        if row is heads[0]:
            continue
        field = str(row["row"]).strip()
        if not _has_rows(model, field):
            return {}, f"a row belongs to {field[:40]!r}, which {named} does not have."
        part = _part_model(model, field)
        if part is None:
            fields.setdefault(field, []).append(_as_text(row.get("text")))
        else:
            cells = {name: _of_field(part, name, cell) for name, cell in row.items() if name in part.model_fields}
            fields.setdefault(field, []).append(cells)
    return fields, ""


def _of_field(model: type[BaseModel], field: str, cell: Cell) -> Any:
    """Return a cell as the value of a field; what does not fit stays as it is, and the field says so."""
    kinds = _leaves(model.model_fields[field].annotation)
    if _is_list(model, field):
        parts = [part.strip() for part in _as_text(cell).split(";") if part.strip()]
        return [_number(part) for part in parts] if float in kinds else parts
    if bool in kinds:
        word = _as_text(cell).casefold()
        return True if word in _TRUE else False if word in _FALSE else cell
    if float in kinds:
        return _number(cell)
    return _as_text(cell)


def _number(cell: Cell) -> Any:
    try:
        return float(cell) if isinstance(cell, str | int | float) else cell
    except ValueError:
        return cell


def _as_text(cell: Cell) -> str:
    """Return a cell's text; a spreadsheet may have made a number of it."""
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _says(cell: Cell) -> bool:
    return cell is not None and str(cell).strip() != ""


def _is_list(model: type[BaseModel], field: str) -> bool:
    annotation = model.model_fields[field].annotation
    return any(getattr(each, "__origin__", None) is tuple for each in (annotation, *get_args(annotation)))


def _has_rows(model: type[BaseModel], field: str) -> bool:
    """Whether the members of a field have rows of their own: tables and texts of the kind, and not ids or numbers."""
    if field not in model.model_fields or field in QuestionBase.model_fields or not _is_list(model, field):
        return False
    return float not in _leaves(model.model_fields[field].annotation)


def _part_model(model: type[BaseModel], field: str) -> type[BaseModel] | None:
    leaves = _leaves(model.model_fields[field].annotation)
    return next((leaf for leaf in leaves if issubclass(leaf, BaseModel)), None)


def _part_fields(model: type[BaseModel], field: str) -> tuple[str, ...]:
    if not _has_rows(model, field):
        return ()
    part = _part_model(model, field)
    return ("text",) if part is None else tuple(part.model_fields)


def _leaves(annotation: Any) -> set[type]:
    """Return the types that an annotation is made of."""
    if isinstance(annotation, type) and not get_args(annotation):
        return {annotation}
    return {leaf for each in get_args(annotation) for leaf in _leaves(each)}
