"""One question file: TOML in, questions out, and every problem named with its line, its question and its cure."""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ibc_edu.file_errors import not_read
from ibc_edu.quiz.kinds import kind, kind_names
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.question_files.problem_words import Slip, explain, near_key
from ibc_edu.quiz.question_files.toml_lines import (
    MOST_KEY_PARTS,
    Line,
    escaped_controls,
    line_of,
    lines_outside_strings,
    overlong_key,
    question_blocks,
    without_other_parts,
)

# A question is a few kB; a lesson has some dozens of them. Reading takes some seconds at this size.
MAX_BYTES = 2_000_000

_LITERAL = r"Put the text between single quotes, as in stem = 'C:\new', where a backslash is just that."


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a question file.

    Parameters
    ----------
    file : Path
    line : int or None
        Counted from 1; None where TOML's inline tables hide it.
    question : str or None
        The question's id, or "question 3" when it has none.
    what, cure : str
        What is wrong, and what to do about it.
    """

    file: Path
    line: int | None
    question: str | None
    what: str
    cure: str = ""

    def __str__(self) -> str:
        place = [str(self.file)]
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.question is not None:
            place.append(self.question)
        return f"{', '.join(place)}: {self.what} {self.cure}".rstrip()


@dataclass(frozen=True)
class Located:
    """A question and the place where it is written."""

    question: QuestionBase
    file: Path
    line: int | None
    block: Sequence[Line] = field(default=(), repr=False, compare=False)

    def line_with(self, text: str) -> int | None:
        """Return the line of the question in which a text stands between quotes, or its first line."""
        named = (line.number for line in self.block if re.search(rf"""["']{re.escape(text)}["']""", line.text))
        return next(named, self.line)

    def line_of(self, field: Sequence[int | str]) -> int | None:
        """Return the line of the question where a field stands, or its first line."""
        return line_of(self.block, field) if self.block and field else self.line

    @property
    def place(self) -> str:
        """File and line, for messages."""
        return str(self.file) if self.line is None else f"{self.file}, line {self.line}"


def read_file(path: Path, lesson: str | None = None, part: str | None = None) -> tuple[list[Located], list[Problem]]:
    """Read one question file; whatever is wrong comes back as problems, not as an exception.

    Parameters
    ----------
    path : Path
    lesson : str, optional
        Read only questions of this lesson: a file that says to be of another one is not parsed.
    part : str, optional
        Read only questions of this part: others are passed over unparsed.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):  # a pipe would be waited for
            return [], [Problem(path, None, None, "this is no file (a pipe or a device, say).", "Take it out.")]
        if found.st_size > MAX_BYTES:
            return [], [Problem(path, None, None, f"the file is larger than {MAX_BYTES:,} bytes.", "Split it.")]
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return [], [Problem(path, None, None, *not_read(error))]
    except UnicodeDecodeError as error:
        cure = "Save it as UTF-8."
        return [], [Problem(path, None, None, f"the file is not UTF-8 text (byte {error.start}).", cure)]
    if lesson is not None and lesson_of(text) not in (None, lesson):
        return [], []
    return read_text(text, path, part)


def lesson_of(text: str) -> str | None:
    """Return the lesson that a question file names in its first lines, unparsed; None if that is not plain."""
    head = re.split(r"^\s*\[", text, maxsplit=1, flags=re.MULTILINE)[0]
    if '"""' in head or "'''" in head:
        return None
    named = re.search(r"""^lesson[ \t]*=[ \t]*(["'])([a-z0-9-]+)\1[ \t]*(?:#.*)?\r?$""", head, flags=re.MULTILINE)
    return named[2] if named else None


def read_text(text: str, path: Path, part: str | None = None) -> tuple[list[Located], list[Problem]]:
    """Read the text of a question file; `path` is only named in problems."""
    if part is not None:
        text = without_other_parts(text, part)
    if (number := overlong_key(text)) is not None:
        what = f"a key has more than {MOST_KEY_PARTS} parts with dots between them."
        return [], [Problem(path, number, None, what, "Write it shorter.")]
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # tomllib also raises what int() and recursion do
        return [], [_syntax_problem(error, text, path)]
    entries, problems = _entries(data, path, may_be_empty=part is not None)
    blocks = question_blocks(lines_outside_strings(text))
    escapes = list(escaped_controls(text))
    located: list[Located] = []
    for number, table in enumerate(entries, 1):
        if part is not None and table.get("part") != part:
            continue
        # Questions written as inline tables have no lines of their own.
        block = blocks[number - 1] if len(blocks) == len(entries) else None
        line = block[0].number if block else None
        name = table.get("id") if isinstance(table.get("id"), str) else None
        label = f"question {name or number}"
        question, slips = read_question({"lesson": data.get("lesson"), **table})
        problems += [
            Problem(path, line_of(block, slip.path) if block else None, label, slip.what, slip.cure) for slip in slips
        ]
        end = blocks[number][0].number if block and number < len(blocks) else None
        hidden = [(at, sign) for at, sign in escapes if line is None or (line <= at and (end is None or at < end))]
        problems += [Problem(path, at, label, _control(sign), _LITERAL) for at, sign in hidden]
        if question is not None and not hidden:
            located.append(Located(question, path, line, block or ()))
    return located, problems


def read_question(table: Mapping[str, Any]) -> tuple[QuestionBase | None, list[Slip]]:
    """Read one question from its table, `lesson` included, or say what is wrong with it and what to do."""
    if "kind" not in table:
        return None, [Slip("`kind` is missing.", f"Use one of {', '.join(kind_names())}.")]
    name = table["kind"]
    model = kind(name) if isinstance(name, str) else None
    if model is None:
        shown = str(name)[:40]
        return None, [Slip(f"there is no kind {shown!r}.", near_key(shown, kind_names()), ("kind",))]
    try:
        return model.model_validate(table), []
    except ValidationError as error:
        return None, list(explain(error, model))


def _control(sign: str) -> str:
    return f"`{sign}` in double quotes stands for a control character, and would not be shown as written."


def _entries(data: Mapping[str, Any], path: Path, *, may_be_empty: bool) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the question tables of a file, and what is wrong around them."""
    problems = [
        Problem(path, None, None, f"`{key}` is not known at the top of a question file.", near_key(key, _TOP_KEYS))
        for key in data
        if key not in _TOP_KEYS
    ]
    if not isinstance(data.get("lesson"), str):
        cure = 'Begin the file with a line such as lesson = "staging".'
        problems.append(Problem(path, 1, None, "`lesson` is missing or not text.", cure))
        return [], problems
    entries = data.get("question", [])
    if not isinstance(entries, list) or not all(isinstance(table, dict) for table in entries):
        problems.append(Problem(path, None, None, "`question` is not a list of tables.", "Write [[question]]."))
        return [], problems
    if not entries and not may_be_empty:
        problems.append(Problem(path, None, None, "the file has no question.", "Write one under [[question]]."))
    return entries, problems


_TOP_KEYS = ("lesson", "question")


def _syntax_problem(error: Exception, text: str, path: Path) -> Problem:
    if isinstance(error, RecursionError):
        return Problem(path, None, None, "the file is nested too deeply to be read.")
    message = str(error)
    place = re.search(r"\(at line (\d+), column \d+\)", message)
    line = int(place[1]) if place else text.count("\n") + 1 if "end of document" in message else None
    cure = "Check quotation marks and brackets there; text stands in double quotes."
    if "backslash" in message.casefold() or "'\\'" in message or "escape" in message.casefold():
        cure = f"A backslash has a meaning of its own in double quotes. {_LITERAL}"
    return Problem(path, line, None, f"this is not valid TOML: {message.split(' (at')[0]}.", cure)
