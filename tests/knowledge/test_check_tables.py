"""Whatever is broken in the curated tables is found, with its file, row, column and cure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from ibc_edu.errors import DocumentError, IbcEduError
from ibc_edu.knowledge.check import check_tables
from ibc_edu.resources import course_folder

Change = Callable[..., int]


def messages(folder: Path) -> list[str]:
    return [str(finding) for finding in check_tables(folder)[1]]


@pytest.fixture
def change(data: Path) -> Change:
    """Change cells of one row, found by its key, and return the number of the row in the file."""

    def rewrite(table: str, key: str, /, **cells: str) -> int:
        path = data / "knowledge" / f"{table}.csv"
        header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
        number = [row[0] for row in rows].index(key)
        for name, value in cells.items():
            rows[number][header.index(name)] = value
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([header, *rows])
        path.write_text(out.getvalue(), encoding="utf-8")
        return number + 2

    return rewrite


def test_the_courses_own_tables_are_right() -> None:
    contents, findings = check_tables(course_folder())
    assert [str(finding) for finding in findings] == []
    assert set(contents.rows) == set(contents.package.tables)


@pytest.mark.parametrize(
    ("table", "key", "cells", "column", "message"),
    [
        ("drugs", "olaparib", {"quote": "Olaparib is new"}, "quote", "the words 'Olaparib is new' stand in none of"),
        ("drugs", "olaparib", {"quote": "Go to the team"}, "quote", "Copy the words exactly"),
        ("drugs", "olaparib", {"quote": "olaparib and talazoparib"}, "quote", "Copy the words exactly"),
        ("drugs", "olaparib", {"quote": "This is also called"}, "quote", "They stand in faq/a1/s2."),
        ("drugs", "olaparib", {"evidence": "faq/a9/s9"}, "evidence", "there is no 'faq/a9/s9' in sentences."),
        ("drugs", "olaparib", {"evidence": ""}, "evidence", "a document row names no evidence."),
        ("drugs", "olaparib", {"quote": ""}, "quote", "a document row quotes nothing."),
        ("drugs", "olaparib", {"drug_id": "letrozole"}, "drug_id", "'letrozole' stands in row 3 already."),
        ("drugs", "olaparib", {"name": "letrozole"}, "name", "'letrozole' stands in row 3 already."),
        ("drugs", "olaparib", {"drug_id": ""}, "drug_id", "the cell is empty. Fill it in: Short name of the drug."),
        ("drugs", "olaparib", {"therapy_class": "parp-inhibitor"}, "therapy_class", "Did you mean 'parp-inhibitors'?"),
        ("drugs", "olaparib", {"facts": "CF-999"}, "facts", "there is no 'CF-999' in facts.fact_id."),
        ("drugs", "olaparib", {"as_of": ""}, "as_of", "a row with facts has no date."),
        ("drugs", "olaparib", {"as_of": "June 2026"}, "as_of", "'June 2026' has the wrong form."),
        ("drugs", "olaparib", {"origin": "dokument"}, "origin", "'dokument' is not allowed. Did you mean 'document'?"),
        ("drugs", "fulvestrant", {"evidence": "faq/a1/s1"}, "evidence", "a row beyond the article has this filled in."),
        ("drugs", "fulvestrant", {"quote": "words"}, "quote", "a row beyond the article has this filled in."),
        ("drugs", "fulvestrant", {"facts": ""}, "facts", "a row beyond the article names no fact."),
        ("therapy_classes", "taxanes", {"parent": "chemotherapies"}, "parent", "Did you mean 'chemotherapy'?"),
        ("therapy_classes", "taxanes", {"reach": "both"}, "reach", "Use one of: systemic, local."),
        ("subtypes", "triple-negative", {"opens": "chemotherapy; hope"}, "opens", "there is no 'hope' in"),
        ("side_effects", "chemotherapy-fatigue", {"therapy_class": ""}, "therapy_class", "are both empty."),
        ("side_effects", "chemotherapy-fatigue", {"may_last": "maybe"}, "may_last", "neither true nor false"),
        ("objectives", "staging-explain-tnm", {"position": "second"}, "position", "'second' is no integer."),
        ("objectives", "staging-explain-tnm", {"bloom": "know"}, "bloom", "'know' is not allowed."),
        ("facts", "CF-001", {"facts": "CF-002"}, "facts", "a fact rests on itself. Write CF-001."),
        ("facts", "CF-001", {"source": ""}, "source", "the cell is empty."),
        ("facts", "CF-001", {"as_of": ""}, "as_of", "the cell is empty."),
        ("facts", "CF-001", {"mark": "guessed"}, "mark", "Use one of: read, recalled."),
        ("caveats", "B-02", {"phrase": "treatment may begin"}, "phrase", "stands in none of the sentences."),
        ("caveats", "B-02", {"sentence_ids": "faq/a1/s1"}, "sentence_ids", "sentence_ids and evidence differ."),
        ("caveats", "B-48", {"phrase": "Fighting"}, None, ""),
        ("caveats", "B-48", {"phrase": "Winning"}, "evidence", "a document row names no evidence."),
        ("supports", "faq-q1-stages-T4d-N0-M1", {"row_id": "T4d-N0-M2"}, "row_id", "Did you mean 'T4d-N0-M"),
        ("supports", "faq-q1-stages-T4d-N0-M1", {"table": "stage"}, "table", "Did you mean 'stages'?"),
        ("supports", "faq-q1-stages-T4d-N0-M1", {"statement_id": "faq/q9"}, "statement_id", "Did you mean 'faq/q"),
    ],
)  # fmt: skip
def test_a_broken_cell_is_found(
    data: Path, change: Change, table: str, key: str, cells: dict[str, str], column: str | None, message: str
) -> None:
    row = change(table, key, **cells)
    found = messages(data)
    if column is None:
        assert found == []
    else:
        place = f"data/knowledge/{table}.csv, row {row}, column {column}: "
        assert any(finding.startswith(place) and message in finding for finding in found), found


def test_a_broken_quotation_mark_is_found_in_its_row(data: Path) -> None:
    path = data / "knowledge" / "drugs.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[4] = lines[4].replace('"', "", 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    (own, *others) = [finding for finding in messages(data) if finding.startswith("data/knowledge/drugs.csv, row 5")]
    assert "quotation mark" in own
    assert others == []


def test_a_missing_table_is_one_error_and_breaks_no_reference(data: Path) -> None:
    (data / "knowledge" / "drugs.csv").unlink()
    found = messages(data)
    assert found == [
        "data/knowledge/drugs.csv: the file is missing. Restore it, or remove its description from datapackage.json."
    ]


@pytest.mark.parametrize("table", ["supports", "caveats", "facts", "objectives", "coverage_exceptions"])
def test_any_table_may_be_missing(data: Path, table: str) -> None:
    (data / "knowledge" / f"{table}.csv").unlink()
    assert len(messages(data)) == 1


def test_a_statement_without_support_is_found(data: Path) -> None:
    path = data / "knowledge" / "supports.csv"
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if ",faq/q5," not in line]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert messages(data) == [
        "data/knowledge/supports.csv, column statement_id: nothing supports faq/q5 of the article. Add a row that does."
    ]


def test_a_missing_article_is_told(data: Path) -> None:
    (data / "source" / "inflammatory-breast-cancer-stage-iv-treatment.txt").unlink()
    with pytest.raises(DocumentError, match="no such file"):
        check_tables(data)


@pytest.mark.parametrize("path", sorted(path.name for path in (course_folder() / "knowledge").iterdir()))
def test_no_table_can_break_the_check(data: Path, path: str) -> None:
    (data / "knowledge" / path).write_bytes(b"a,b\n1\n\n\x00,2\n")
    try:
        assert messages(data)
    except IbcEduError as error:
        pytest.fail(f"a broken table is a finding, not an error: {error}")


@pytest.mark.parametrize("content", [b"", b"\x00", b"\xff\xfe", b'"', b"\n\n\n"], ids=repr)
def test_nothing_breaks_the_check_if_all_tables_are_broken(data: Path, content: bytes) -> None:
    for path in (data / "knowledge").iterdir():
        path.write_bytes(content)
    try:
        assert messages(data)
    except IbcEduError as error:
        pytest.fail(f"a broken table is a finding, not an error: {error}")


def unanswered(folder: Path) -> list[str]:
    return [message for message in messages(folder) if "has no row with urgency in call_signs" in message]


def test_a_warning_of_a_drug_without_a_sign_to_call_about_is_found(data: Path, change: Change) -> None:
    change("call_signs", "tucatinib-liver", drug="")
    assert unanswered(data) == []
    change("call_signs", "tucatinib-diarrhea", drug="")
    found = unanswered(data)
    assert len(found) == 3
    assert all(message.startswith("data/knowledge/label_warnings.csv, row ") for message in found)
    assert "'tucatinib'" in found[0]
    assert "knowledge/call_signs.csv" in found[0]


def test_a_sign_without_urgency_answers_no_warning(data: Path, change: Change) -> None:
    change("call_signs", "tucatinib-liver", urgency="")
    change("call_signs", "tucatinib-diarrhea", urgency="")
    assert len(unanswered(data)) == 3


def test_the_sign_of_a_class_answers_for_its_drugs_and_one_for_everybody_does_not(data: Path, change: Change) -> None:
    change("call_signs", "parp-inhibitors-marrow", therapy_class="targeted-therapy")
    assert unanswered(data) == []
    change("call_signs", "parp-inhibitors-marrow", therapy_class="")
    assert {message.split("'")[1] for message in unanswered(data)} == {"talazoparib"}
