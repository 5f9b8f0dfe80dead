"""The one schema of the curated tables: data/datapackage.json, a Frictionless Data Package.

Besides what Frictionless knows, five properties are our own: `ibc:list` (a cell holds several entries),
`ibc:references` (entries or cell refer to another column), `ibc:atLeastOneOf` (of these columns a row fills one or
more), `ibc:answeredBy` (each row needs a row of another table about the same thing), `ibc:readFactsOnly` (no row of the
table rests on a recalled fact) and `ibc:coverage` (how much of the article must be taught and asked about; without it,
nothing must).

Which tables a course has is its own affair. Those in `STANDARD` mean something to the engine: a course may leave each
of them out, and gives it at least these columns where it has it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ibc_edu.errors import KnowledgeError
from ibc_edu.file_errors import not_read

PACKAGE_FILE = "datapackage.json"
"""The description of all tables of a course."""
ARTICLE = "article"
"""Name of the resource that is the article itself."""

STANDARD: Mapping[str, tuple[str, ...]] = {
    "objectives": ("objective_id", "lesson", "position", "statement", "evidence"),
    "misconceptions": ("misconception_id", "statement", "correction"),
    "facts": ("fact_id", "statement", "mark", "source", "as_of"),
    "fact_reviews": ("fact_id", "review_by"),
    "gated_facts": ("fact_id", "people", "interval", "years"),
    "caveats": ("phrase", "sentence_ids", "severity", "what_changed", "quiz", "evidence"),
    "coverage_exceptions": ("sentence_id", "exempt_from"),
    "supports": ("statement_id", "table", "row_id"),
}
"""Tables that the engine uses, and the columns that it reads."""

_LISTS = frozenset({"evidence", "facts", "sentence_ids"})  # columns that hold entries in every table

# Frictionless type -> pandas dtype without and with missing values.
_DTYPES = {
    "string": ("str", "str"),
    "integer": ("int64", "Int64"),
    "number": ("float64", "Float64"),
    "boolean": ("bool", "boolean"),
}


@dataclass(frozen=True)
class Column:
    """One column of a curated table.

    Parameters
    ----------
    name, title, description : str
    type : str
        `string`, `integer`, `number` or `boolean`.
    required, unique : bool
        Whether every row must fill it, and differently.
    is_list : bool
        Whether a cell holds several entries, separated by semicolons.
    enum : tuple of str
        The values allowed; empty for any.
    pattern : str or None
        Regular expression that a whole value must match.
    example : str or None
        A value as it should be written.
    minimum : float or None
        Smallest number allowed.
    references : (str, str) or None
        Table and column in which every value, or every entry, must stand.
    """

    name: str
    title: str
    description: str
    type: str
    required: bool = False
    unique: bool = False
    is_list: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    example: str | None = None
    minimum: float | None = None
    references: tuple[str, str] | None = None

    @property
    def dtype(self) -> str:
        """Type of the column in a DataFrame; lists are Python lists, an empty cell is an empty list."""
        return "object" if self.is_list else _DTYPES[self.type][not self.required]


@dataclass(frozen=True)
class TableSchema:
    """One curated table: its file, its columns by name, its primary key.

    At least one of the columns in `at_least_one` is filled in each row. `answered_by` names a table and a column: what
    a row refers to (or what that belongs to) must be met by a row of that table with the column filled in. With
    `read_facts_only`, as safety asks, no row may rest on a fact that was only recalled.
    """

    name: str
    title: str
    description: str
    path: str
    columns: Mapping[str, Column]
    primary_key: str
    at_least_one: tuple[str, ...] = ()
    answered_by: tuple[str, str] | None = None
    read_facts_only: bool = False


@dataclass(frozen=True)
class Package:
    """The data package in `folder`: the article, the curated tables by name, and what must be covered.

    `minimum` maps `taught` and `assessed` to shares from 0 to 1; a question must be asked about every sentence and
    every objective of `finished_lessons`. The paths of the tables are relative to the folder.
    """

    folder: Path
    article: Path
    tables: Mapping[str, TableSchema]
    minimum: Mapping[str, float]
    finished_lessons: tuple[str, ...]


def read_package(folder: Path) -> Package:
    """Read `datapackage.json` in `folder`.

    Raises
    ------
    KnowledgeError
        If it is missing, is not JSON, or does not describe the tables as needed.
    """
    path = folder / PACKAGE_FILE
    where = f"{folder.name}/{PACKAGE_FILE}"
    try:
        return _package(folder, json.loads(path.read_bytes()))
    except OSError as error:
        raise not_read(error).as_error(KnowledgeError, where) from error
    except RecursionError as error:
        raise KnowledgeError("the file is nested too deeply.", where=where) from error
    except KeyError as error:
        raise KnowledgeError(f"the property {error} is missing.", where=where, cure="Add it.") from error
    except (ValueError, TypeError, AttributeError, IndexError) as error:
        cure = "Compare it with a table that is described as it should be."
        raise KnowledgeError(f"the file does not describe the tables ({error}).", where=where, cure=cure) from error


def _package(folder: Path, data: Any) -> Package:
    resources = {resource["name"]: resource for resource in data["resources"]}
    tables = {name: _table(resource) for name, resource in resources.items() if name != ARTICLE}
    wanted = data.get("ibc:coverage", {})
    minimum = {name: float(wanted.get(name, 0)) for name in ("taught", "assessed")}
    finished = tuple(wanted.get("finished_lessons", ()))
    for table in tables.values():
        if table.answered_by and table.answered_by[1] not in tables[table.answered_by[0]].columns:
            raise ValueError(f"{'.'.join(table.answered_by)}, which answers {table.name}, is no column of a table")
    return Package(folder, folder / resources[ARTICLE]["path"], tables, minimum, finished)


def _table(resource: Mapping[str, Any]) -> TableSchema:
    name, schema = resource["name"], resource["schema"]
    references = {
        foreign_key["fields"][0]: (foreign_key["reference"]["resource"] or name, foreign_key["reference"]["fields"][0])
        for foreign_key in schema.get("foreignKeys", [])
    }
    columns = {field["name"]: _column(field, references.get(field["name"])) for field in schema["fields"]}
    (primary_key,) = schema["primaryKey"]
    at_least_one = tuple(schema.get("ibc:atLeastOneOf", ()))
    if missing := {primary_key, *references, *at_least_one, *STANDARD.get(name, ())} - set(columns):
        raise ValueError(f"the table {name} has no column {min(missing)}")
    if single := [each for each in _LISTS & set(columns) if not columns[each].is_list]:
        raise ValueError(f"the column {single[0]} of {name} holds entries and needs ibc:list")
    answer = schema.get("ibc:answeredBy")
    return TableSchema(
        name=name,
        title=resource["title"],
        description=resource["description"],
        path=resource["path"],
        columns=columns,
        primary_key=primary_key,
        at_least_one=at_least_one,
        answered_by=(answer["resource"], answer["field"]) if answer else None,
        read_facts_only=resource.get("ibc:readFactsOnly", False),
    )


def _column(field: Mapping[str, Any], references: tuple[str, str] | None) -> Column:
    constraints = field.get("constraints", {})
    entries = field.get("ibc:references")
    if field["type"] not in _DTYPES:
        raise ValueError(f"the type {field['type']!r} of {field['name']} is not among {', '.join(_DTYPES)}")
    return Column(
        name=field["name"],
        title=field["title"],
        description=field["description"],
        type=field["type"],
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        is_list=field.get("ibc:list", False),
        enum=tuple(constraints.get("enum", ())),
        pattern=constraints.get("pattern"),
        example=field.get("example"),
        minimum=constraints.get("minimum"),
        references=(entries["resource"], entries["field"]) if entries else references,
    )
