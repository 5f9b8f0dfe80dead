"""A curated table's file is read line by line, and whatever is wrong has its place and its cure."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ibc_edu.knowledge.csv_file import read_table
from ibc_edu.knowledge.findings import Finding
from ibc_edu.knowledge.schema import Column, TableSchema

TABLE = TableSchema(
    name="plants",
    title="Plants",
    description="Plants.",
    path="plants.csv",
    columns={
        column.name: column
        for column in [
            Column("plant_id", "Plant id", "Short name.", "string", required=True, pattern="^[a-z]+$"),
            Column("height", "Height", "In meters.", "number", minimum=0),
            Column("legs", "Legs", "How many.", "integer"),
            Column("grows", "Grows", "Whether it does.", "boolean"),
            Column("colors", "Colors", "All of them.", "string", is_list=True, enum=("red", "green")),
        ]
    },
    primary_key="plant_id",
)
HEADER = "plant_id,height,legs,grows,colors"


def read(folder: Path, text: str | bytes) -> tuple[list[dict[str, object]] | None, list[str]]:
    """Values of the rows, and the findings as text."""
    data = text.encode() if isinstance(text, str) else text
    (folder / "plants.csv").write_bytes(data)
    rows, findings = read_table(TABLE, folder)
    return None if rows is None else [row.values for row in rows], [str(finding) for finding in findings]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_values_have_their_types(folder: Path, end: str, bom: str) -> None:
    rows, findings = read(folder, bom + end.join([HEADER, "rose,1.5,0,true,red; green", "oak,,,,", ""]))
    assert findings == []
    assert rows == [
        {"plant_id": "rose", "height": 1.5, "legs": 0, "grows": True, "colors": ["red", "green"]},
        {"plant_id": "oak", "height": None, "legs": None, "grows": None, "colors": []},
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Rose,,,,", "row 2, column plant_id: 'Rose' has the wrong form. It must match ^[a-z]+$."),
        (",1,,,", "row 2, column plant_id: the cell is empty. Fill it in: Short name."),
        ("rose ,,,,", "row 2, column plant_id: the cell begins or ends with a space. Remove it."),
        ("rose,tall,,,", "row 2, column height: 'tall' is no number. Write height in plain digits."),
        ("rose,nan,,,", "row 2, column height: 'nan' is no number. Write height in plain digits."),
        ("rose,-1,,,", "row 2, column height: -1.0 is below 0. Correct it."),
        ("rose,,1.5,,", "row 2, column legs: '1.5' is no integer. Write legs in plain digits."),
        ("rose,,,yes,", "row 2, column grows: 'yes' is neither true nor false. Write true or false."),
        ("rose,,,,greem", "row 2, column colors: 'greem' is not allowed. Did you mean 'green'?"),
        ("rose,,,,blau", "row 2, column colors: 'blau' is not allowed. Use one of: red, green."),
        ("rose,,,,red;; green", "column colors: an entry of the list is empty."),
        ("rose,,,,red; red", "column colors: 'red' stands in the list twice. Remove one."),
        ("rose,,,,a,b", "row 2: the row has 6 cells where the header has 5. Put cells that hold a comma in double"),
        (
            "rose,,,",
            "row 2: the row has 4 cells where the header has 5. A cell is missing; an empty one needs its comma too",
        ),
        ('"rose,,,,', "row 2: the row is not well formed (unexpected end of data). Put the cell in double quotes"),
        ('rose,,,,"red"x', "row 2: the row is not well formed"),
        ('rose,,,,re"d', "row 2: a cell has a quotation mark but is not quoted."),
        ("", "row 2: the row is empty. Remove it."),
    ],
)
def test_what_is_wrong_with_a_row_is_told_with_its_place(folder: Path, line: str, message: str) -> None:
    rows, findings = read(folder, f"{HEADER}\n{line}\noak,2,0,false,green\n")
    assert len(findings) == 1
    assert findings[0].startswith("data/plants.csv, row 2")
    assert message in findings[0]
    assert rows is not None
    assert rows[-1]["plant_id"] == "oak"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "row 1: the file is empty. Begin it with plant_id,height,legs,grows,colors."),
        ("\n", "row 1: the row is empty."),
        (f"{HEADER},colour\n", "row 1, column colour: the column 'colour' is not known. Did you mean 'colors'?"),
        (f"{HEADER},colors\n", "row 1, column colors: the column 'colors' stands here twice."),
        ("plant_id,height,legs,grows\n", "row 1, column colors: the column 'colors' is missing."),
        ('"plant_id\n', "row 1: the row is not well formed"),
        (HEADER.encode() + b"\nrose,,,,\xff\n", "row 2: this is not UTF-8 text. Save the file as UTF-8."),
    ],
)
def test_what_is_wrong_with_a_file_is_told(folder: Path, text: str | bytes, message: str) -> None:
    _, findings = read(folder, text)
    assert any(message in finding for finding in findings), findings


def test_a_missing_file_and_a_folder_are_told(folder: Path) -> None:
    assert read_table(TABLE, folder)[0] is None
    (folder / "plants.csv").mkdir()
    rows, findings = read_table(TABLE, folder)
    assert rows is None
    assert "the file is missing" in str(findings[0])


def test_a_cell_may_hold_commas_quotation_marks_and_semicolons(folder: Path) -> None:
    table = TableSchema("t", "T", "T.", "t.csv", {"a": Column("a", "A", "A.", "string")}, "a")
    (folder / "t.csv").write_text('a\n"one, ""two""; three"\n', encoding="utf-8")
    rows, findings = read_table(table, folder)
    assert rows is not None
    assert findings == []
    assert rows[0].values == {"a": 'one, "two"; three'}


CELLS = st.sampled_from(
    ["rose", "", '"', '""', ",", ";", "; ", "1", "true", "red", "\n", "\r", "\x00", " ", "é", "9" * 400]
)


@given(st.binary() | st.lists(CELLS).map(lambda cells: f"{HEADER}\n{','.join(cells)}".encode()))
@example(b'"' + b"x" * 200_000)
@example(HEADER.encode() + b"\n" + b"x" * 200_000)
def test_any_bytes_give_rows_or_findings(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent)
        (folder / "plants.csv").write_bytes(data)
        rows, findings = read_table(TABLE, folder)
    assert all(isinstance(finding, Finding) and finding.what and finding.cure for finding in findings)
    assert rows is not None or findings
    for row in rows or []:
        assert set(row.values) == set(TABLE.columns)
        assert row.number >= 2
