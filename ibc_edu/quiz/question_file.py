"""One question file: TOML in, questions out, and every problem named with its line, its question and its cure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from ibc_edu.quiz.kinds import Question, QuestionBase

# A question is a few kB; a lesson has some dozens of them.
MAX_BYTES = 5_000_000

_MODELS: dict[str, type[QuestionBase]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(get_args(Question)[0])
}
_ADAPTER: TypeAdapter[QuestionBase] = TypeAdapter(Question)


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

    @property
    def place(self) -> str:
        """File and line, for messages."""
        return str(self.file) if self.line is None else f"{self.file}, line {self.line}"


def read_file(path: Path) -> tuple[list[Located], list[Problem]]:
    """Read one question file; whatever is wrong comes back as problems, not as an exception."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return [], [Problem(path, None, None, f"the file is larger than {MAX_BYTES:,} bytes.", "Split it.")]
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return [], [Problem(path, None, None, f"the file cannot be read ({error.strerror}).")]
    except UnicodeDecodeError as error:
        cure = "Save it as UTF-8."
        return [], [Problem(path, None, None, f"the file is not UTF-8 text (byte {error.start}).", cure)]
    return read_text(text, path)


def read_text(text: str, path: Path) -> tuple[list[Located], list[Problem]]:
    """Read the text of a question file; `path` is only named in problems."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # tomllib also raises what int() and recursion do
        return [], [_syntax_problem(error, text, path)]
    tables, problems = _tables(data, path)
    lines = question_lines(text)
    if len(lines) != len(tables):  # written as inline tables
        lines = [None] * len(tables)
    located: list[Located] = []
    for number, (line, table) in enumerate(zip(lines, tables, strict=True), 1):
        name = table.get("id") if isinstance(table.get("id"), str) else None
        label = f"question {name or number}"
        question, wrong = read_table({"lesson": data.get("lesson"), **table})
        problems += [Problem(path, line, label, what, cure) for what, cure in wrong]
        if question is not None:
            located.append(Located(question, path, line))
    return located, problems


def read_table(table: Mapping[str, Any]) -> tuple[QuestionBase | None, list[tuple[str, str]]]:
    """Read one question from its table, `lesson` included, or say what is wrong with it and what to do."""
    try:
        return _ADAPTER.validate_python(table), []
    except ValidationError as error:
        return None, list(_explain(error, table))


def _tables(data: Mapping[str, Any], path: Path) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the question tables of a file, and what is wrong around them."""
    problems = [
        Problem(path, None, None, f"`{key}` is not known at the top of a question file.", _near(key, _TOP_KEYS))
        for key in data
        if key not in _TOP_KEYS
    ]
    if not isinstance(data.get("lesson"), str):
        cure = 'Begin the file with a line such as lesson = "staging".'
        problems.append(Problem(path, 1, None, "`lesson` is missing or not text.", cure))
        return [], problems
    tables = data.get("question", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        problems.append(Problem(path, None, None, "`question` is not a list of tables.", "Write [[question]]."))
        return [], problems
    if not tables:
        problems.append(Problem(path, None, None, "the file has no question.", "Write one under [[question]]."))
    return tables, problems


_TOP_KEYS = ("lesson", "question")


def question_lines(text: str) -> list[int | None]:
    """Return the line numbers, from 1, of the `[[question]]` headers, leaving out what stands in multi-line strings."""
    header = re.compile(r"""\s*\[\[\s*(?:question|"question"|'question')\s*\]\]\s*(?:#.*)?""")
    # What may hide a quotation mark: comments, basic and literal strings, and escaped characters in the former.
    token = re.compile(r"""\"\"\"|'''|#.*|"(?:[^"\\]|\\.)*"|'[^']*'""")
    found: list[int | None] = []
    open_quote = ""
    for number, line in enumerate(text.split("\n"), 1):
        rest = line.rstrip("\r")
        if not open_quote and header.fullmatch(rest):
            found.append(number)
            continue
        while rest:
            if open_quote:
                end = _closing(rest, open_quote)
                if end is None:
                    break
                rest, open_quote = rest[end:], ""
            else:
                match = token.search(rest)
                if match is None:
                    break
                rest = rest[match.end() :]
                open_quote = match.group() if match.group() in ('"""', "'''") else ""
    return found


def _closing(line: str, quote: str) -> int | None:
    """Return where a multi-line string ends in this line, or None if it goes on."""
    # Up to two more quotation marks may belong to the string itself.
    pattern = r'(?:[^"\\]|\\.|"(?!""))*?"{3,5}' if quote == '"""' else r"(?:[^']|'(?!''))*?'{3,5}"
    match = re.match(pattern, line)
    return match.end() if match else None


def _syntax_problem(error: Exception, text: str, path: Path) -> Problem:
    if isinstance(error, RecursionError):
        return Problem(path, None, None, "the file is nested too deeply to be read.")
    message = str(error)
    place = re.search(r"\(at line (\d+), column \d+\)", message)
    cure = "Check quotation marks and brackets there; text stands in double quotes."
    what = f"this is not valid TOML: {message.split(' (at')[0]}."
    line = int(place[1]) if place else text.count("\n") + 1 if "end of document" in message else None
    return Problem(path, line, None, what, cure)


def _explain(error: ValidationError, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong and its cure for each of pydantic's findings."""
    details = error.errors(include_url=False)
    places = [detail["loc"] for detail in details]
    for detail in details:
        loc = detail["loc"]
        follows = detail["type"] == "too_short" and any(len(p) > len(loc) and p[: len(loc)] == loc for p in places)
        if not follows:  # a list is called too short when its members are faulty
            yield _explain_one(detail, table)


# What pydantic calls a finding, and how we put it; {} takes the values of its context.
_WORDS = {
    "missing": ("is missing.", "Add it."),
    "string_type": ("is not text.", "Put it in double quotes."),
    "string_too_short": ("is empty.", "Write it."),
    "string_too_long": ("is longer than {max_length} characters.", "Shorten it."),
    "bool_type": ("is neither true nor false.", "Write true or false, without quotes."),
    "float_type": ("is not a number.", "Write a number, without quotes."),
    "finite_number": ("is not a number.", "Write a number, without quotes."),
    "tuple_type": ("is not a list.", "Put it in square brackets."),
    "too_short": ("needs at least {min_length}.", "Add more."),
    "too_long": ("has more than {max_length}.", "Leave some out."),
    "literal_error": ("has another value.", "Use one of {expected}."),
    "greater_than_equal": ("is below {ge}.", "Correct it."),
    "less_than": ("is not below {lt}.", "Correct it."),
    "model_type": ("is not a table of its own.", "Write it under double brackets."),
}


def _explain_one(detail: ErrorDetails, table: Mapping[str, Any]) -> tuple[str, str]:
    path = [part for part in detail["loc"] if part not in _MODELS]
    name = _field_name(path)
    match detail["type"]:
        case "union_tag_not_found":
            return "`kind` is missing.", f"Use one of {', '.join(_MODELS)}."
        case "union_tag_invalid":
            kind = str(table.get("kind"))[:40]
            return f"there is no kind {kind!r}.", _near(kind, _MODELS)
        case "extra_forbidden":
            return f"{name} is not known here.", _near(str(path[-1]), _known_keys(table, path[:-1]))
        case "value_error":
            return f"{name}: {detail['ctx']['error']}." if path else f"{detail['ctx']['error']}.", ""
        case "string_pattern_mismatch":
            return f"{name} is {str(detail['input'])[:60]!r}, which has another form.", _form_of(path)
    said, cure = _WORDS.get(detail["type"], (f"is not right ({detail['msg']}).", ""))
    context = detail.get("ctx", {})
    return f"{name} {said.format_map(context)}", cure.format_map(context)


def _field_name(path: list[int | str]) -> str:
    """Return a field as a reader counts: `feedback` of answers 2."""
    if not path:
        return "the question"
    *around, last = path
    if isinstance(last, int):
        return f"`{around[-1]}` {last + 1}" if around else f"entry {last + 1}"
    where = "".join(f" {part + 1}" if isinstance(part, int) else f" of `{part}`" for part in around)
    return f"`{last}`{where}"


def _known_keys(table: Mapping[str, Any], around: list[int | str]) -> list[str]:
    """Return the keys that a table at this place of a question may have."""
    model: type[BaseModel] = _MODELS[table["kind"]]
    for part in around:
        if isinstance(part, str):
            model = next(found for found in get_args(model.model_fields[part].annotation) if isinstance(found, type))
    return [key for key in model.model_fields if key != "lesson"]


def _form_of(path: list[int | str]) -> str:
    """Return how a name or an id must be written."""
    if "evidence" in path:
        return "Write a sentence id such as faq/a1/s1."
    if "facts" in path:
        return "Write the id of a row of the table facts."
    return "Use lower-case letters, digits and single hyphens."


def _near(word: str, known: Any) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f"Did you mean `{near[0]}`?" if near else f"Known: {', '.join(known)}."
