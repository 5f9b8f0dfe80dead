"""A table of questions: nothing runs, nothing is lost, and what does not fit is told by row."""

from __future__ import annotations

import csv
import io

import pytest
from exchange_examples import all_questions
from hypothesis import assume, given
from hypothesis import strategies as st
from quiz_examples import ALL, SINGLE

from ibc_edu.errors import QuestionError
from ibc_edu.exchange.contract import About
from ibc_edu.exchange.drafts import Place, completed
from ibc_edu.exchange.formats.spreadsheet import read_csv, read_xlsx, write_csv, write_xlsx
from ibc_edu.exchange.packing import unpacked

BOTH = [(write_csv, read_csv), (write_xlsx, read_xlsx)]
ABOUT = About()


@pytest.mark.parametrize(("write", "read"), BOTH)
def test_every_kind_comes_back_as_it_was(write, read) -> None:
    drafts, losses = read(write(ALL, ABOUT)[0])
    assert list(losses) == []
    assert tuple(completed(drafts, Place())[0]) == ALL


@pytest.mark.parametrize(("write", "read"), BOTH)
@given(
    text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40),
    begin=st.sampled_from(["", "=", "+", "-", "@", "'", ";=", "_x0041_", "\ufffe"]),
)
def test_any_text_comes_back_and_is_no_formula(write, read, text: str, begin: str) -> None:
    stem = " ".join(f"{begin}{text}".split())
    assume(stem)
    question = SINGLE.model_copy(update={"stem": stem})
    data, _ = write([question], ABOUT)
    drafts, _ = read(data)
    assert drafts[0].fields["stem"] == stem
    if write is write_csv:
        cells = next(row for row in list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1:])
        assert not any(cell.lstrip().startswith(("=", "+", "@")) for cell in cells)
    else:
        from openpyxl import load_workbook

        cells = load_workbook(io.BytesIO(data))["questions"][2]
        assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "b"}


def test_a_sheet_does_not_tell_when_it_was_made_and_holds_no_formula() -> None:
    members = unpacked(write_xlsx([SINGLE.model_copy(update={"stem": "=1+1"})], ABOUT)[0])
    assert b"<f>" not in members["xl/worksheets/sheet1.xml"]
    assert members["docProps/core.xml"].count(b"2000-01-01T00:00:00Z") == 2


def test_columns_in_another_order_and_semicolons_are_read() -> None:
    text = write_csv([SINGLE], ABOUT)[0].decode("utf-8-sig")
    rows = [list(reversed(row)) for row in csv.reader(io.StringIO(text))]
    made = io.StringIO()
    csv.writer(made, delimiter=";").writerows(rows)
    drafts, losses = read_csv(made.getvalue().encode())
    assert list(losses) == []
    assert completed(drafts, Place())[0] == [SINGLE]


def test_what_does_not_fit_is_told_by_row_and_name() -> None:
    rows = [
        ["id", "row", "kind", "stem", "text", "correct", "color"],
        ["a", "question", "single", "What?", "", "", "red"],
        ["a", "answers", "", "", "yes", "TRUE", ""],
        ["a", "answers", "", "", "no", "FALSE", ""],
        ["", "answers", "", "", "alone", "", ""],
        ["b", "question", "riddle", "What?", "", "", ""],
        ["c", "answers", "", "", "no question", "", ""],
        ["d", "question", "single", "What?", "", "", ""],
        ["d", "wings", "", "", "x", "", ""],
    ]
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    drafts, losses = read_csv(made.getvalue().encode())
    assert [draft.name for draft in drafts] == ["a"]
    assert {loss.question for loss in losses} == {"the first row", "row 5", "b", "c", "d"}
    assert completed(drafts, Place())[0][0].key_text() == "yes"


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b'id,kind,stem\n"open'])
def test_another_table_is_refused(data: bytes) -> None:
    with pytest.raises(QuestionError):
        read_csv(data)


def test_no_two_questions_of_the_corpus_read_the_same() -> None:
    ids = [question.id for question in all_questions()]
    assert len(ids) == len(set(ids)) > 1100
