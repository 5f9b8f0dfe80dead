"""Everything that a check looks at: the article and the rows of the curated tables, with their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ibc_edu.document import Document, document_table
from ibc_edu.knowledge.csv_file import Row, read_table
from ibc_edu.knowledge.findings import Finding
from ibc_edu.knowledge.schema import Package


@dataclass(frozen=True)
class Contents:
    """The course's data as it stands in the files; a table whose file cannot be read is left out of `rows`."""

    package: Package
    document: Document
    rows: Mapping[str, list[Row]]

    @cached_property
    def sentences(self) -> dict[str, str]:
        """Texts of the article's sentences by id."""
        return {sentence.sentence_id: sentence.text for sentence in self.document.sentences}

    @cached_property
    def statements(self) -> list[str]:
        """Ids of the questions and takeaways of the article."""
        faq = document_table(self.document, "faq")["faq_id"]
        return [*faq, *document_table(self.document, "takeaways")["takeaway_id"]]

    def known(self, table: str, column: str) -> set[Any] | None:
        """All values of a column, or None if its table cannot be read."""
        if table == "sentences":
            return set(self.sentences)
        if table not in self.rows:
            return None
        return {row.values[column] for row in self.rows[table]}

    def all_rows(self) -> Iterator[tuple[str, Row]]:
        """Every row with the name of its table."""
        for name, rows in self.rows.items():
            for row in rows:
                yield name, row

    def finding(self, table: str, row: Row | None, column: str | None, what: str, cure: str) -> Finding:
        """A finding in one of the tables; without a row it is about the file as a whole."""
        file = f"{self.package.folder.name}/{self.package.tables[table].path}"
        return Finding(file, what, cure, None if row is None else row.number, column)


def read_contents(package: Package, document: Document) -> tuple[Contents, list[Finding]]:
    """Read all curated tables; whatever is wrong with files and single values comes back as findings."""
    rows: dict[str, list[Row]] = {}
    findings: list[Finding] = []
    for name, table in package.tables.items():
        read, wrong = read_table(table, package.folder)
        findings += wrong
        if read is not None:
            rows[name] = read
    return Contents(package, document, rows), findings
