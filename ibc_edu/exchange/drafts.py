"""From what came in to a question file: gaps are named, and each question is one that a class can use at once."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ibc_edu.exchange.contract import Draft, Effect, Loss
from ibc_edu.quiz.drafts import GAP, GAP_FACT, GAP_TEXT
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.question_files.question_file import read_question
from ibc_edu.words import counted

_NUMBERED = re.compile(r"question \d+")  # what an item without a name is called
_HEAD = """\
# {count} that came in from elsewhere. {title}
# Where it says "{gap}", "{fact}" or "{text}" something is still missing; `ibc-edu check` lists it.
# Put the folder of this file into IBC_EDU_QUESTIONS to use them as they are.
"""

# The lists of a question whose members name a misconception where they are wrong, and their texts that may be missing.
_TEXTS_OF = {
    "answers": ("feedback",),
    "pairs": ("feedback", "mistake"),
    "entries": ("feedback", "mistake"),
    "steps": ("feedback",),
    "near_misses": ("feedback",),
    "recognized": ("feedback",),
}


@dataclass(frozen=True)
class Place:
    """Where an educator wants drafts to be asked; None leaves a gap.

    Parameters
    ----------
    lesson, part, objective : str or None
    """

    lesson: str | None = None
    part: str | None = None
    objective: str | None = None


def completed(
    drafts: Sequence[Draft], place: Place, taken: Iterable[str] = (), source: str = ""
) -> tuple[list[QuestionBase], list[Loss]]:
    """Return the drafts as questions with their gaps marked, and those that are none, with the reason.

    Parameters
    ----------
    drafts : sequence of Draft
    place : Place
        Overrides what the file says.
    taken : iterable of str
        Ids that must not be used again.
    source : str
        Name of the file; the ids of questions that have none of their own begin with it.
    """
    used, questions, losses = set(taken), list[QuestionBase](), list[Loss]()
    for draft in drafts:
        table = _with_marks(draft, place, source)
        table["id"] = _free_id(table["id"], used)
        question, slips = read_question(table)
        if question is None:
            said = " ".join(f"{slip.what} {slip.cure}".strip() for slip in slips)
            losses.append(Loss(draft.name, f"it is no question here: {said}", Effect.LEFT_OUT))
            continue
        used.add(question.id)
        questions.append(question)
        if missing := question.gaps:
            losses.append(Loss(draft.name, f"it came without {_listed(missing)}: to be filled in."))
    return questions, losses


def toml_text(questions: Sequence[QuestionBase], title: str) -> str:
    """Return a question file of one lesson, with the gaps of each question named above it."""
    count = counted(len(questions), "question")
    lines = [_HEAD.format(count=count, title=title, gap=GAP, fact=GAP_FACT, text=GAP_TEXT)]
    lines.append(f"lesson = {_value(questions[0].lesson)}\n")
    for question in questions:
        lines += _question_lines(question)
    return "\n".join(lines)


def _question_lines(question: QuestionBase) -> Iterator[str]:
    if missing := question.gaps:
        yield f"# Still missing: {', '.join(missing)}"
    yield "[[question]]"
    table = question.model_dump(mode="json", exclude={"lesson"}, exclude_defaults=True)
    tables = {name: value for name, value in table.items() if _is_array_of_tables(value)}
    yield from (f"{name} = {_value(value)}" for name, value in table.items() if name not in tables)
    for name, rows in tables.items():
        for row in rows:
            yield f"[[question.{name}]]"
            yield from (f"{key} = {_value(value)}" for key, value in row.items())
    yield ""


def _is_array_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _value(value: Any) -> str:
    """Return text, a number, a truth value or a list of them in TOML; a JSON string is a basic string of TOML."""
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)


def _with_marks(draft: Draft, place: Place, source: str) -> dict[str, Any]:
    """Return the fields of a draft, with a mark wherever the contract of its kind asks for more."""
    table: dict[str, Any] = {"lesson": GAP, "part": GAP, "objective": GAP, "bloom": "remember", **draft.fields}
    table |= {name: value for name, value in vars(place).items() if value is not None}
    table.setdefault("explanation", GAP_TEXT)
    if not table.get("evidence") and not table.get("facts"):
        table["facts"] = [GAP_FACT]
    if table.get("kind") in ("numeric", "short_text"):
        table.setdefault("feedback", GAP_TEXT)
        table.setdefault("otherwise", GAP_TEXT)
    if table.get("kind") == "ordering":
        table.setdefault("misconception", GAP)
    for name, texts in _TEXTS_OF.items():
        if name in table:
            table[name] = [_marked_row(name, texts, row) for row in table[name]]
    own = str(table.get("id") or draft.name)
    table["id"] = _id_in(table["lesson"], f"{source} {own}" if _NUMBERED.fullmatch(own) else own)
    return table


def _marked_row(name: str, texts: Sequence[str], row: Mapping[str, Any]) -> dict[str, Any]:
    marked = {**dict.fromkeys(texts, GAP_TEXT), **{key: value for key, value in row.items() if value not in (None, "")}}
    if name != "steps" and not marked.get("correct"):
        marked.setdefault("misconception", GAP)
    return marked


def _id_in(lesson: str, name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()  # ö becomes o
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80].strip("-")
    return slug if slug.startswith(f"{lesson}-") else f"{lesson}-{slug or 'question'}"


def _free_id(wanted: str, used: set[str]) -> str:
    number, name = 2, wanted
    while name in used:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
