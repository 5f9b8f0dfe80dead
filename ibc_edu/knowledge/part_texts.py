"""What a part says of its subject: `parts/<part>.toml` of the course, every statement with what it rests on.

The part's own pydantic model, made of the classes below, says what stands in the file. Ids are looked up when a
`Known` is given; reading a part's texts for a page goes without, checking the course (`ibc-edu check`) with it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from ibc_edu.errors import KnowledgeError, did_you_mean
from ibc_edu.file_errors import not_read
from ibc_edu.knowledge.findings import Finding

FOLDER = "parts"
"""Folder of the files inside the course folder."""

READ_FACTS = "the facts that were read in a source"
"""Stands for a table: the rows of `facts` that were not merely recalled."""

Known = Callable[[str], Collection[str] | None]
"""Gives the ids of a table's rows: their primary keys, or the ids of the sentences; None if the table is broken.

It knows the sentences as `sentences`, and those of the facts that were read as `READ_FACTS`.
"""


def row_of(*tables: str) -> AfterValidator:
    """A validator: the text is the id of a row of one of these tables."""
    return AfterValidator(lambda value, info: _resolved(value, tables, value, info))


def _row(value: str, info: ValidationInfo) -> str:
    table, slash, row_id = value.partition("/")
    if not slash:
        context = {"value": repr(value), "cure": "Write the table, a slash, and the row's id."}
        raise PydanticCustomError("form", "{value} names no row.", context)
    return _resolved(row_id, (table,), value, info)


def _resolved(row_id: str, tables: tuple[str, ...], value: str, info: ValidationInfo) -> str:
    known: Known | None = info.context
    if known is None:
        return value
    tables_ids = [known(table) for table in tables]
    ids = [each for of_table in tables_ids for each in of_table or ()]
    if None not in tables_ids and row_id not in ids:
        context = {"id": repr(row_id), "tables": " or ".join(tables), "cure": did_you_mean(row_id, ids)}
        raise PydanticCustomError("unknown_id", "there is no {id} in {tables}.", context)
    return value


Words = Annotated[str, Field(min_length=1)]
SentenceId = Annotated[str, row_of("sentences")]
FactId = Annotated[str, row_of("facts")]
ReadFactId = Annotated[str, row_of("facts"), row_of(READ_FACTS)]
RowId = Annotated[str, AfterValidator(_row)]
"""A row of a curated table, as ``table/row``."""


class TextModel(BaseModel):
    """Base of everything that stands in a file of texts; a key that its model does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PartTexts(TextModel):
    """Base of the model of a whole file."""


class Grounded(TextModel):
    """Something that rests on sentences of the article, on facts beyond it, or on rows that name theirs."""

    evidence: tuple[SentenceId, ...] = ()
    facts: tuple[FactId, ...] = ()
    rows: tuple[RowId, ...] = ()

    @model_validator(mode="after")
    def _rests_on_something(self) -> Grounded:
        if not (self.evidence or self.facts or self.rows):
            cure = "Name the sentences (evidence), the facts, or the rows of tables that carry it."
            raise PydanticCustomError("no_ground", "nothing says what this rests on.", {"cure": cure})
        return self


class Statement(Grounded):
    """A sentence or more, with what it rests on."""

    text: Words


class SafetyStatement(Statement):
    """A statement that people may act on when something is wrong: no fact that was only recalled carries it."""

    facts: tuple[ReadFactId, ...] = ()


Texts = TypeVar("Texts", bound=PartTexts)


def read_texts(course: Path, name: str, model: type[Texts], folder: str = FOLDER) -> Texts:
    """Read a file of texts of the course in the folder `course`, from its `folder`.

    Raises
    ------
    KnowledgeError
        If the file is missing, is not TOML, or is not what `model` asks for.
    """
    path = _path(course, name, folder)
    where = _shown(course, name, folder)
    try:
        return model.model_validate(_data(path))
    except FileNotFoundError:
        cure = f"Add it; the course that comes with the package has {folder}/{name}.toml to compare with."
        raise KnowledgeError(f"the texts of {name} are missing.", where=where, cure=cure) from None
    except OSError as error:
        raise not_read(error).as_error(KnowledgeError, where) from error
    except ValidationError as error:
        detail = error.errors()[0]
        what, cure = _explained(detail, model)
        raise KnowledgeError(f"{_key(detail)}: {what}", where=where, cure=cure) from None
    except (ValueError, RecursionError) as error:
        raise KnowledgeError(f"this is no TOML file ({error}).", where=where, cure="Correct it.") from error


def text_findings(
    course: Path, models: Mapping[str, type[PartTexts]], needed: Iterable[str], known: Known
) -> Iterator[Finding]:
    """Check every file of texts.

    Parameters
    ----------
    course : Path
        The course folder.
    models : mapping of name to model
        What each file must be.
    needed : iterable of str
        Names of the files that parts of the lessons read.
    known : callable
        Gives the ids of a table's rows.
    """
    there = {path.stem for path in (course / FOLDER).glob("*.toml")}
    for name in sorted(there):
        if name in models:
            yield from file_findings(course, name, models[name], known)
        else:
            yield Finding(_shown(course, name, FOLDER), "no part reads this file.", did_you_mean(name, models))
    for name in sorted({*needed} - there):
        cure = "Add it, or take the parts that read it out of the lessons."
        yield Finding(_shown(course, name, FOLDER), "the file is missing.", cure)


def file_findings(
    course: Path, name: str, model: type[PartTexts], known: Known, folder: str = FOLDER
) -> Iterator[Finding]:
    """Check one file of texts in the course's `folder`."""
    file = _shown(course, name, folder)
    try:
        model.model_validate(_data(_path(course, name, folder)), context=known)
    except OSError as error:
        yield Finding(file, *not_read(error))
    except ValidationError as error:
        for detail in error.errors():
            what, cure = _explained(detail, model)
            yield Finding(file, what, cure, key=_key(detail))
    except (ValueError, RecursionError) as error:
        line = re.search(r"at line ([0-9]+)", str(error))
        cure = "Check quotation marks and brackets there; text stands in double quotes."
        yield Finding(file, f"this is no TOML file ({error}).", cure, int(line[1]) if line else None)


def _data(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_bytes().decode("utf-8-sig"))


def _path(course: Path, name: str, folder: str) -> Path:
    return course / folder / f"{name}.toml"


def _shown(course: Path, name: str, folder: str) -> str:
    return f"{course.name}/{folder}/{name}.toml"


def _key(detail: ErrorDetails) -> str:
    """Where in the file: ``notes.first.facts.1``, entries counted from 1."""
    parts = (str(part + 1) if isinstance(part, int) else part for part in detail["loc"] if part != "[key]")
    return ".".join(parts) or "the file"


def _explained(detail: ErrorDetails, model: type[PartTexts]) -> tuple[str, str]:
    """What is wrong and what to do about it."""
    context = detail.get("ctx", {})
    if "cure" in context:
        return detail["msg"], context["cure"]
    if detail["type"] == "missing":
        return "this is missing.", "Add it."
    if detail["type"] == "extra_forbidden":
        *around, key = detail["loc"]
        return "this key is not known here.", did_you_mean(key, _keys_at(model, around))
    message = detail["msg"].removeprefix("Value error, ")
    return f"{message[:1].lower()}{message[1:]}.", "Correct it."


def _keys_at(annotation: Any, place: Iterable[int | str]) -> Iterable[str]:
    """The keys that a table at this place of a file may have."""
    for part in place:
        fields = getattr(annotation, "model_fields", {})
        annotation = fields[part].annotation if part in fields else _held(annotation)
        if type(None) in get_args(annotation):  # an optional table
            annotation = _held(annotation)
    return getattr(annotation, "model_fields", ())


def _held(annotation: Any) -> Any:
    """What a list holds, a table of entries, or something optional."""
    return next((each for each in reversed(get_args(annotation)) if each not in (..., type(None))), None)
