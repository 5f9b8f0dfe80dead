"""The misconceptions table: every correction rests on the article or on a fact that was read."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ibc_edu.document import document_table, read_document

DATA = Path(__file__).parents[2] / "data"
FRAME = pd.read_csv(DATA / "knowledge" / "misconceptions.csv", dtype=str, keep_default_na=False)
ROWS: list[dict[str, str]] = FRAME.to_dict("records")  # type: ignore[assignment]  # all text
FACTS = pd.read_csv(DATA / "knowledge" / "facts.csv", dtype=str, keep_default_na=False).set_index("fact_id")


@pytest.fixture(scope="module")
def sentences() -> dict[str, str]:
    document = read_document(next((DATA / "source").glob("*.txt")))
    table = document_table(document, "sentences")
    return dict(zip(table["sentence_id"], table["text"], strict=True))


def parts(cell: str) -> list[str]:
    return [part for part in cell.split("; ") if part]


def test_ids_and_statements_are_there_once() -> None:
    assert len(FRAME) >= 30
    assert FRAME["misconception_id"].is_unique
    assert FRAME["statement"].is_unique
    assert FRAME["misconception_id"].str.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*").all()


def test_texts_are_one_or_two_plain_sentences() -> None:
    for row in ROWS:
        assert row["statement"].endswith("."), row["misconception_id"]
        assert row["correction"].endswith("."), row["misconception_id"]
        assert len(row["correction"]) <= 260, row["misconception_id"]


def test_every_correction_has_its_ground(sentences: dict[str, str]) -> None:
    for row in ROWS:
        evidence, facts = parts(row["evidence"]), parts(row["facts"])
        assert row["origin"] == ("document" if evidence else "beyond"), row["misconception_id"]
        assert evidence or facts, row["misconception_id"]
        assert set(evidence) <= set(sentences), row["misconception_id"]
        if evidence:
            assert row["quote"], row["misconception_id"]
            assert any(row["quote"] in sentences[sentence_id] for sentence_id in evidence), row["misconception_id"]
        assert all(FACTS.loc[fact_id, "mark"] == "read" for fact_id in facts), row["misconception_id"]
        assert bool(row["as_of"]) == bool(facts), row["misconception_id"]


def test_no_correction_leans_on_a_sentence_that_must_not_be_quizzed() -> None:
    caveats = pd.read_csv(DATA / "knowledge" / "caveats.csv", dtype=str, keep_default_na=False)
    forbidden = {
        sentence_id
        for cell in caveats.loc[caveats["quiz"] == "forbidden", "sentence_ids"]
        for sentence_id in parts(cell)
    }
    assert forbidden
    assert not forbidden & {sentence_id for cell in FRAME["evidence"] for sentence_id in parts(cell)}
