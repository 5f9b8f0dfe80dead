"""Checks across rows: keys are unique, and what a row refers to exists."""

from __future__ import annotations

from collections.abc import Iterator

from ibc_edu.errors import did_you_mean
from ibc_edu.knowledge.contents import Contents
from ibc_edu.knowledge.findings import Finding


def key_findings(contents: Contents) -> Iterator[Finding]:
    """Check primary keys, unique columns, references and the columns of which a row fills at least one."""
    for name in contents.rows:
        yield from _doubled(contents, name)
        yield from _dangling(contents, name)
        yield from _unfilled(contents, name)
    yield from _supports(contents)


def _doubled(contents: Contents, name: str) -> Iterator[Finding]:
    table = contents.package.tables[name]
    for column in table.columns.values():
        if not (column.unique or column.name == table.primary_key):
            continue
        first: dict[object, int] = {}
        for row in contents.rows[name]:
            value = row.values[column.name]
            if value is not None and first.setdefault(value, row.number) != row.number:
                what = f"{value!r} stands in row {first[value]} already."
                yield contents.finding(name, row, column.name, what, "Give each row its own.")


def _dangling(contents: Contents, name: str) -> Iterator[Finding]:
    for column in contents.package.tables[name].columns.values():
        if column.references is None:
            continue
        known = contents.known(*column.references)
        if known is None:
            continue
        for row in contents.rows[name]:
            value = row.values[column.name]
            entries = value if column.is_list else [] if value is None else [value]
            for entry in entries:
                if entry not in known:
                    what = f"there is no {entry!r} in {'.'.join(column.references)}."
                    cure = did_you_mean(entry, sorted(filter(None, known)))
                    yield contents.finding(name, row, column.name, what, cure)


def _unfilled(contents: Contents, name: str) -> Iterator[Finding]:
    columns = contents.package.tables[name].at_least_one
    for row in contents.rows[name]:
        if columns and all(row.values[column] is None for column in columns):
            yield contents.finding(
                name, row, columns[0], f"{' and '.join(columns)} are both empty.", "Fill in at least one."
            )


def _supports(contents: Contents) -> Iterator[Finding]:
    """A link names a statement of the article and a row of any table; every statement has a link."""
    tables = contents.package.tables
    if "supports" not in contents.rows:
        return
    linked = set()
    for row in contents.rows["supports"]:
        statement, table, row_id = row.values["statement_id"], row.values["table"], row.values["row_id"]
        linked.add(statement)
        if statement is not None and statement not in contents.statements:
            cure = did_you_mean(statement, contents.statements)
            yield contents.finding("supports", row, "statement_id", f"there is no {statement!r}.", cure)
        if table is not None and table not in tables:
            yield contents.finding(
                "supports", row, "table", f"there is no table {table!r}.", did_you_mean(table, tables)
            )
        elif table in contents.rows and row_id is not None:
            known = contents.known(table, tables[table].primary_key) or set()
            if row_id not in known:
                cure = did_you_mean(row_id, sorted(filter(None, known)))
                yield contents.finding("supports", row, "row_id", f"there is no {row_id!r} in {table}.", cure)
    for statement in contents.statements:
        if statement not in linked:
            what = f"nothing supports {statement} of the article."
            yield contents.finding("supports", None, "statement_id", what, "Add a row that does.")
