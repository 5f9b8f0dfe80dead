"""All tables of the course by name: those parsed from the article, and the curated ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ibc_edu.document import DOCUMENT_TABLES, Document, document_rows, document_table, read_document
from ibc_edu.errors import DocumentError, KnowledgeError, UnknownNameError, did_you_mean
from ibc_edu.knowledge.csv_file import read_table
from ibc_edu.knowledge.schema import Package, TableSchema, read_package
from ibc_edu.resources import course_folder

if TYPE_CHECKING:
    import pandas as pd


class Tables(Mapping[str, "pd.DataFrame"]):
    """Tables by name: ``tables["drugs"]`` or ``tables.drugs``; a read-only mapping.

    A table is read when it is first asked for. Whoever asks gets a copy of their own: changing it, or a list in one of
    its cells, changes nothing for the next one who asks.

    Parameters
    ----------
    document : Document or Path
        The article, or the path from which it is read when it is first needed.
    package : Package, optional
        The description of the curated tables; without it there are only those of the article.
    """

    # Those of Mapping would compare DataFrames.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __init__(self, document: Document | Path, package: Package | None = None) -> None:
        self._document = document
        self._package = package
        self._curated = {} if package is None else package.tables
        self._frames: dict[str, pd.DataFrame] = {}
        self._rows: dict[str, list[dict[str, Any]]] = {}

    @property
    def document(self) -> Document:
        """The parsed article, with its whole text.

        Raises
        ------
        DocumentError
            If it cannot be read.
        """
        if isinstance(self._document, Path):
            self._document = read_document(self._document)
        return self._document

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all tables: the article's, then the curated ones."""
        return (*DOCUMENT_TABLES, *self._curated)

    def __getitem__(self, name: str) -> pd.DataFrame:
        """A copy of the table `name`.

        Raises
        ------
        UnknownNameError
            If there is no such table.
        DocumentError
            If the article cannot be read.
        KnowledgeError
            If the file of a curated table is missing or broken.
        """
        if name not in self._frames:
            self._frames[name] = self._frame(name)
        return _copy(self._frames[name])

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of the table `name`, each by column, read without pandas.

        An empty cell is None, a cell of entries a list. Do not change them: everybody gets the same.

        Raises
        ------
        UnknownNameError, DocumentError, KnowledgeError
            As ``tables[name]``.
        """
        if name not in self.names:
            raise UnknownNameError(f"there is no table {name!r}.", cure=did_you_mean(name, self.names))
        if name not in self._rows:
            self._rows[name] = self._read(name)
        return self._rows[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_"):  # asked by copy, pickle and IPython, before and after __init__
            raise AttributeError(name)
        return self[name]

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.names]

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.names)

    def __repr__(self) -> str:
        lines = [f'Tables of "{self._document.name}"', f"from the article: {', '.join(DOCUMENT_TABLES)}"]
        if self._curated:
            lines.append(f"curated: {', '.join(self._curated)}")
        return "\n".join(lines)

    def _frame(self, name: str) -> pd.DataFrame:
        if name in DOCUMENT_TABLES:
            return document_table(self.document, name)
        rows = self.rows(name)
        return _frame(self._curated[name], rows)

    def _read(self, name: str) -> list[dict[str, Any]]:
        if self._package is None or name in DOCUMENT_TABLES:
            return document_rows(self.document, name)
        table = self._curated[name]
        rows, findings = read_table(table, self._package.folder)
        if rows is None or findings:
            more = f"There are {len(findings) - 1} more: " if len(findings) > 1 else ""
            cure = f"{findings[0].cure} {more}`ibc-edu check` lists all that is wrong."
            where = str(findings[0]).split(": ")[0]
            raise KnowledgeError(findings[0].what, where=where, cure=cure)
        return [row.values for row in rows]


def load(path: str | PathLike[str] | None = None, *, folder: Path | None = None) -> Tables:
    """Load the course's tables, or those of another article.

    Parameters
    ----------
    path : path, optional
        Another article of the same kind, a UTF-8 text file; only its document tables are there. Without it, the
        course's own article and the curated tables.
    folder : Path, optional
        The course's folder, where it is not the one in use.

    Returns
    -------
    Tables
        ``tables["drugs"]`` or ``tables.drugs`` is a DataFrame; ``tables.names`` lists all names. Columns that hold
        several entries in a cell have Python lists (empty if there is none); other empty cells are missing values.

    Raises
    ------
    DocumentError
        If that other article cannot be read: missing, a folder, empty, over 5 MB, not UTF-8, or without any heading.
    KnowledgeError
        If the course's data is missing, or its description is broken.
    """
    if path is None:
        package = read_package(folder or course_folder())
        return Tables(package.article, package)
    if not isinstance(path, str | PathLike):
        cure = "Give it as text or as a pathlib.Path."
        raise DocumentError("this is not the path of an article.", where=repr(path), cure=cure)
    return Tables(read_document(Path(path)))


def _frame(table: TableSchema, rows: list[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd  # heavy: only who asks for a DataFrame waits for it

    columns = table.columns.values()
    return pd.DataFrame(
        {column.name: pd.Series([row[column.name] for row in rows], dtype=column.dtype) for column in columns}
    )


def _copy(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy that shares nothing with `frame`, lists in cells included."""
    import pandas as pd

    copy = frame.copy()
    for name in copy.columns[copy.dtypes == "object"]:
        copy[name] = pd.Series([list(entries) for entries in copy[name]], index=copy.index, dtype="object")
    return copy
