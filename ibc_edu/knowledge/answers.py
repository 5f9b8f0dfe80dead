"""Rows that need an answer: what one table warns of, another one must tell people about."""

from __future__ import annotations

from collections.abc import Iterator

from ibc_edu.knowledge.contents import Contents
from ibc_edu.knowledge.csv_file import Row
from ibc_edu.knowledge.findings import Finding

Named = tuple[str, str]
"""A table and the key of one of its rows."""


def answer_findings(contents: Contents) -> Iterator[Finding]:
    """Check that each row of a table with `ibc:answeredBy` is answered.

    An answer is a row of the other table that fills in the column named there and refers to the same thing as the row
    in question, or to something that this thing belongs to. A drug belongs to its class, and the class to a wider one,
    as the tables say by their own references.
    """
    for name, table in contents.package.tables.items():
        if table.answered_by is None or name not in contents.rows or table.answered_by[0] not in contents.rows:
            continue
        answering, column = table.answered_by
        answered = {
            named
            for row in contents.rows[answering]
            if row.values[column] is not None
            for named in _references(contents, answering, row)
        }
        for row in contents.rows[name]:
            named = list(_references(contents, name, row))
            wider = _with_what_they_belong_to(contents, named)
            if named and not answered & wider and all(table in contents.rows for table, _ in wider):
                what = f"{named[0][1]!r} has no row with {column} in {answering}."
                cure = f"Write one in {contents.package.tables[answering].path}, for it or for what it belongs to."
                yield contents.finding(name, row, None, what, cure)


def _references(contents: Contents, table: str, row: Row) -> Iterator[Named]:
    """What a row refers to by its single-valued columns."""
    for column in contents.package.tables[table].columns.values():
        if column.references and not column.is_list and row.values[column.name] is not None:
            yield column.references[0], row.values[column.name]


def _with_what_they_belong_to(contents: Contents, named: list[Named]) -> set[Named]:
    found: set[Named] = set()
    waiting = list(named)
    while waiting:
        table, key = waiting.pop()
        if (table, key) in found:
            continue
        found.add((table, key))
        if table in contents.rows:
            own = contents.package.tables[table].primary_key
            rows = [row for row in contents.rows[table] if row.values[own] == key]
            waiting += [reference for row in rows for reference in _references(contents, table, row)]
    return found
