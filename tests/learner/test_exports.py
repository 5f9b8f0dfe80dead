"""One's own data as a table, CSV and xAPI statements."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pandas as pd
import pytest
from attempt_examples import START, attempt
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.errors import RecordError
from ibc_edu.learner.exports import COLUMNS, read_csv, statement, to_frame, write_csv, write_xapi
from ibc_edu.learner.record import open_record
from ibc_edu.quiz.attempt import Outcome, Sureness

FORMULA = '=HYPERLINK("https://example.org","click")'


def test_frame_has_a_column_for_each_field() -> None:
    blank = attempt(2, Outcome.BLANK, response=None, sureness=None, seconds=None, misconceptions=("a", "b"))
    frame = to_frame([attempt(1), blank])
    assert list(frame.columns) == COLUMNS
    dtypes = {name: str(dtype) for name, dtype in frame.dtypes.items()}
    assert (dtypes["score"], dtypes["seconds"], dtypes["sureness"], dtypes["try_number"]) == (
        "Float64", "Float64", "Int64", "Int64",
    )  # fmt: skip
    assert isinstance(frame["at"].dtype, pd.DatetimeTZDtype)
    assert frame["at"].tolist() == [START, START]
    assert frame["score"].isna().tolist() == [False, True]
    assert frame["sureness"].isna().tolist() == [False, True]
    assert frame["misconceptions"].tolist() == [[], ["a", "b"]]
    assert frame["outcome"].tolist() == ["correct", "blank"]


def test_frame_of_nothing_has_the_same_columns_and_types() -> None:
    empty = to_frame([])
    assert len(empty) == 0
    assert empty.dtypes.drop("at").equals(to_frame([attempt(1)]).dtypes.drop("at"))
    assert isinstance(empty["at"].dtype, pd.DatetimeTZDtype)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_spreadsheet_gets_no_formula(tmp_path: Path, start: str) -> None:
    hostile = attempt(1, learner=f"{start}1+1", item_id=FORMULA, response=-5)
    path = write_csv([hostile], tmp_path / "mine.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    assert f"'{start}1+1" in rows[1]
    assert read_csv(path) == [hostile]


TEXT = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(["", "'", "'=", "=1", "NA", " x\n\ty ", '"'])


@given(learner=TEXT, item=TEXT, response=st.none() | TEXT | st.lists(TEXT) | st.dictionaries(TEXT, TEXT))
def test_csv_gives_back_what_went_in(
    tmp_path_factory: pytest.TempPathFactory, learner: str, item: str, response: object
) -> None:
    made = attempt(1, learner=learner, item_id=item, response=response, misconceptions=(item, learner), score=1 / 3)
    path = tmp_path_factory.getbasetemp() / "round-trip.csv"
    assert read_csv(write_csv([made], path)) == [made]


def test_csv_of_a_record_replaces_an_older_export(tmp_path: Path) -> None:
    record = open_record("memory")
    record.add(attempt(1))
    record.export_csv(tmp_path / "mine.csv")
    record.add(attempt(2))
    path = record.export_csv(tmp_path / "mine.csv")
    assert read_csv(path) == [attempt(1), attempt(2)]
    assert [file.name for file in tmp_path.iterdir()] == ["mine.csv"]
    assert record.to_frame()["item_id"].tolist() == ["staging-item-1", "staging-item-2"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2\n", "not an exported record"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"", "not an exported record"),
        ((",".join(COLUMNS) + "\nonly,three,cells\n").encode(), "row 1: this is not an attempt"),
        ((",".join(COLUMNS) + "\n" + "," * 40 + "\n").encode(), "row 1: this is not an attempt"),
    ],
)
def test_a_file_that_is_no_export_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    with pytest.raises(RecordError, match=message):
        read_csv(path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    for write in (write_csv, write_xapi):
        with pytest.raises(RecordError, match=r"nowhere.*Choose a folder"):
            write([attempt(1)], tmp_path / "nowhere" / "mine")
    with pytest.raises(RecordError, match="cannot be written"):
        write_csv([attempt(1)], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_xapi_is_one_json_object_a_line(tmp_path: Path) -> None:
    attempts = [attempt(1), attempt(2, Outcome.BLANK, response=None), attempt(3, Outcome.SHOWN, response=None)]
    lines = write_xapi(attempts, tmp_path / "mine.jsonl").read_text().splitlines()
    verbs = [json.loads(line)["verb"]["id"].rsplit("/", 1)[1] for line in lines]
    assert verbs == ["answered", "attempted", "experienced"]
    assert [json.loads(line) for line in lines] == [statement(made) for made in attempts]


def test_xapi_statement_says_who_what_when_and_how_well() -> None:
    said = statement(attempt(1, Outcome.PARTIAL, learner="ada", sureness=Sureness.SURE, misconceptions=("mix-up",)))
    assert said["actor"]["account"]["name"] == "ada"
    assert said["object"]["id"].endswith("/questions/staging-item-1")
    assert said["object"]["definition"]["interactionType"] == "choice"
    assert said["result"] == {"success": False, "response": "k1", "score": {"scaled": 0.5}, "duration": "PT4.50S"}
    assert datetime.fromisoformat(said["timestamp"]) == START.astimezone(UTC)
    extensions = {name.rsplit("/", 1)[1]: value for name, value in said["context"]["extensions"].items()}
    assert extensions["sureness"] == 3
    assert extensions["misconceptions"] == ["mix-up"]
    assert extensions["mode"] == "practice"


def test_xapi_leaves_out_what_is_not_known() -> None:
    said = statement(attempt(1, Outcome.BLANK, response=None, seconds=None, sureness=None))
    assert said["result"] == {}
    assert not any(name.endswith("sureness") for name in said["context"]["extensions"])


@pytest.mark.parametrize(
    ("kind", "response", "interaction", "text"),
    [
        ("single", "k1", "choice", "k1"),
        ("multiple", ["k1", "k2"], "choice", "k1[,]k2"),
        ("matching", {"a": "x", "b": "y"}, "matching", "a[.]x[,]b[.]y"),
        ("categorise", {"a": "x", "b": "x"}, "matching", "a[.]x[,]b[.]x"),
        ("ordering", ["s2", "s1"], "sequencing", "s2[,]s1"),
        ("numeric", 2.5, "numeric", "2.5"),
        ("short_text", "the HER2 protein", "fill-in", "the HER2 protein"),
        ("a kind of tomorrow", "x", "other", "x"),
    ],
)
def test_xapi_responses_take_the_form_of_their_kind(kind: str, response: object, interaction: str, text: str) -> None:
    said = statement(attempt(1, kind=kind, response=response))
    assert said["object"]["definition"]["interactionType"] == interaction
    assert said["result"]["response"] == text


def test_xapi_ids_are_uuids_whatever_the_attempt_is_called() -> None:
    named = [statement(replace(attempt(1), attempt_id=name))["id"] for name in ("attempt-1", "attempt-2", "attempt-1")]
    assert len({UUID(name) for name in named}) == 2
    given = "0b1c7f52-5d0f-4c7e-9a55-0d5c2d3d1f11"
    assert statement(replace(attempt(1), attempt_id=given))["id"] == given
    assert UUID(statement(replace(attempt(1), attempt_id="0" * 32))["id"]).version == 5  # that one is none by RFC 4122


def test_a_file_that_is_not_there_is_named_once_and_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RecordError) as caught:
        read_csv(tmp_path / "no.csv")
    assert str(caught.value).count("no.csv") == 1
    assert "Errno" not in str(caught.value)
    assert "ibc-edu record export" in str(caught.value)
