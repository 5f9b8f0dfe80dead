"""What pydantic finds in a question, in words that say what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ibc_edu.errors import did_you_mean
from ibc_edu.quiz.kinds.base import QuestionBase


class Slip(NamedTuple):
    """One thing that is wrong with a question.

    Parameters
    ----------
    what, cure : str
    path : tuple
        The field concerned, such as ``("answers", 1, "feedback")``; empty for the question as a whole.
    """

    what: str
    cure: str
    path: tuple[int | str, ...] = ()


def explain(error: ValidationError, model: type[QuestionBase]) -> Iterator[Slip]:
    """Yield what is wrong and its cure for each of pydantic's findings."""
    details = error.errors(include_url=False)
    places = [detail["loc"] for detail in details]
    for detail in details:
        loc = detail["loc"]
        follows = detail["type"] == "too_short" and any(len(p) > len(loc) and p[: len(loc)] == loc for p in places)
        if not follows:  # a list is called too short when its members are faulty
            yield Slip(*_explain_one(detail, model), loc)


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


def _explain_one(detail: ErrorDetails, model: type[QuestionBase]) -> tuple[str, str]:
    path = list(detail["loc"])
    name = _field_name(path)
    match detail["type"]:
        case "extra_forbidden":
            return f"{name} is not known here.", near_key(str(path[-1]), _known_keys(model, path[:-1]))
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


def _known_keys(model: type[BaseModel], around: list[int | str]) -> list[str]:
    """Return the keys that a table at this place of a question may have."""
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


def near_key(word: str, known: object) -> str:
    """Return the cure for a key or a kind that does not exist."""
    return did_you_mean(word, known).replace("'", "`")  # type: ignore[arg-type]  # any iterable of names
