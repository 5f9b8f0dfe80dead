"""The tables of the course's own article have the counts that were found by an independent audit of the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from ibc_edu.document import DOCUMENT_TABLES, Document

Table = Callable[[str], pd.DataFrame]

WORKS = "fighting-an-aggressive-disease-how-treatment-works"
STANDARD = "standard-treatment-approaches"
TRIALS = "promising-advances-treatment-in-clinical-trials"
METHODS = "most-common-treatment-methods"
ONGOING = "ongoing-clinical-trials-on-inflammatory-carcinoma-of-breast-stage-iv"


@pytest.mark.parametrize(
    ("name", "columns", "rows"),
    [
        ("sections", "section_id title kind position start end sentence_count", 11),
        ("blocks", "block_id section_id kind depth text start end", 197),
        ("sentences", "sentence_id block_id section_id text start end references", 178),
        ("citations", "block_id sentence_id ref_no", 31),
        ("methods", "method detail depth sentence_id", 26),
        ("references", "ref_no url organisation same_as well_formed times_cited", 23),
        ("faq", "faq_id question answer sentence_ids", 5),
        ("takeaways", "takeaway_id text sentence_id", 8),
    ],
)
def test_each_table_has_its_columns_and_rows(table: Table, name: str, columns: str, rows: int) -> None:
    frame = table(name)
    assert list(frame.columns) == columns.split()
    assert len(frame) == rows


def test_the_tables_above_are_all_there_are() -> None:
    assert sorted(DOCUMENT_TABLES) == [
        "blocks", "citations", "faq", "methods", "references", "sections", "sentences", "takeaways",
    ]  # fmt: skip


def test_sections_come_in_order_with_their_kinds(table: Table) -> None:
    sections = table("sections")
    assert list(zip(sections["section_id"], sections["kind"], sections["sentence_count"], strict=True)) == [
        ("inflammatory-carcinoma-of-breast-stage-iv-treatment", "title", 0),
        ("introduction", "intro", 2),
        (WORKS, "prose", 13 + 3),
        (STANDARD, "prose", 49),
        (TRIALS, "prose", 51 + 4),
        (METHODS, "methods", 6 + 26),
        (ONGOING, "trials", 0),
        ("references", "references", 0),
        ("faq", "faq", 16),
        ("key-takeaways", "takeaways", 8),
        ("connected-medications", "medications", 0),
    ]
    assert list(sections["position"]) == list(range(1, 12))
    assert sections["title"].iloc[9] == "🎯 Key takeaways"


def test_blocks_by_kind(table: Table) -> None:
    # 9 headings and the title; 32 paragraphs and 5 answers make the audit's 37 paragraphs; 199 lines, of which the two
    # callout labels share a block with the line under them.
    assert Counter(table("blocks")["kind"]) == {
        "heading": 10,
        "paragraph": 32,
        "answer": 5,
        "callout": 2,
        "question": 5,
        "bullet": 40,
        "reference": 23,
        "navigation": 1,
        "blank": 79,
    }


def test_bullets_by_depth(table: Table) -> None:
    bullets = table("blocks").query("kind == 'bullet'")
    depths = Counter(zip(bullets["section_id"], bullets["depth"], strict=True))
    assert depths == {(METHODS, 1): 6, (METHODS, 2): 26, ("key-takeaways", 1): 8}


def test_sentences_by_kind_of_block(table: Table) -> None:
    kinds = table("blocks").set_index("block_id")["kind"]
    count = Counter(table("sentences")["block_id"].map(kinds))
    assert count["paragraph"] + count["answer"] == 131
    assert count["callout"] == 7
    assert count["bullet"] == 40
    assert count.total() == 178


def test_paragraphs_by_section(table: Table) -> None:
    blocks = table("blocks")
    count = Counter(blocks["section_id"][blocks["kind"].isin(["paragraph", "answer"])])
    assert count == {"introduction": 1, WORKS: 4, STANDARD: 13, TRIALS: 14, "faq": 5}


def test_citations_by_section_and_number(table: Table) -> None:
    citations = table("citations")
    by_section = citations.groupby(citations["block_id"].str.split("/").str[0])["ref_no"].agg(Counter)
    assert by_section.to_dict() == {
        WORKS: {1: 1, 2: 1, 5: 1, 6: 1},
        STANDARD: {2: 1, 6: 1, 8: 1, 9: 1, 18: 1, 7: 2, 12: 2, 13: 2, 14: 2},
        TRIALS: {1: 1, 3: 1, 20: 2, 14: 4, 12: 6},
    }


def test_each_main_paragraph_ends_in_one_citation(table: Table) -> None:
    blocks, citations, sentences = table("blocks"), table("citations"), table("sentences")
    main = blocks[blocks["section_id"].isin([WORKS, STANDARD, TRIALS]) & (blocks["kind"] == "paragraph")]
    last = sentences.groupby("block_id")["sentence_id"].last()
    assert list(citations["block_id"]) == list(main["block_id"])
    assert list(citations["sentence_id"]) == list(last[main["block_id"]])


def test_references_and_their_repeats(table: Table) -> None:
    references = table("references")
    assert list(references["ref_no"]) == list(range(1, 24))
    assert references["url"].nunique() == 17
    repeats = references.dropna(subset=["same_as"]).groupby("same_as")["ref_no"].agg(list)
    assert repeats.to_dict() == {1: [15], 2: [21], 4: [11], 6: [8, 18], 12: [20]}
    assert list(references.loc[~references["well_formed"], "ref_no"]) == [10]


def test_references_by_times_cited(table: Table) -> None:
    references = table("references")
    cited = references.set_index("ref_no")["times_cited"]
    assert list(cited[cited == 0].index) == [4, 10, 11, 15, 16, 17, 19, 21, 22, 23]
    assert cited[cited > 0].to_dict() == {
        1: 2, 2: 2, 3: 1, 5: 1, 6: 2, 7: 2, 8: 1, 9: 1, 12: 8, 13: 2, 14: 6, 18: 1, 20: 2,
    }  # fmt: skip
    assert references.loc[references["times_cited"] > 0, "url"].nunique() == 10


def test_references_by_organisation(table: Table) -> None:
    assert Counter(table("references")["organisation"]) == {
        "MD Anderson Cancer Center": 3,
        "PubMed Central": 3,
        "Mayo Clinic": 3,
        "National Breast Cancer Foundation (US)": 2,
        "Cleveland Clinic": 2,
        "University of California San Francisco": 2,
        "Susan G. Komen": 2,
        "National Center for Biotechnology Information": 1,
        "American Cancer Society": 1,
        "Breast Cancer Research Foundation": 1,
        "Breastcancer.org": 1,
        "Cancer Research UK": 1,
        "National Breast Cancer Foundation (Australia)": 1,
    }


def test_methods_by_group(table: Table) -> None:
    assert Counter(table("methods")["method"]) == {
        "Chemotherapy": 4,
        "Hormone therapy": 5,
        "Targeted therapy": 5,
        "Immunotherapy": 4,
        "Radiation therapy": 4,
        "Surgery": 4,
    }


def test_faq_has_its_answers(table: Table) -> None:
    faq = table("faq")
    assert list(faq["faq_id"]) == [f"faq/q{number}" for number in range(1, 6)]
    assert [len(ids) for ids in faq["sentence_ids"]] == [3, 3, 3, 4, 3]
    assert faq["question"].str.endswith("?").all()
    assert faq["answer"].str.endswith(".").all()


def test_sentence_ids_are_as_documented(article: Document) -> None:
    text = {sentence.sentence_id: sentence.text for sentence in article.sentences}
    assert text["introduction/p1/s1"].startswith("Inflammatory breast cancer at stage IV represents")
    assert text[f"{STANDARD}/p1/s2"].startswith("Chemotherapy refers to powerful medications")
    assert text[f"{METHODS}/b7/s1"] == "Used for cancers with hormone receptors (estrogen or progesterone positive)"
    assert text[f"{WORKS}/c1/s1"].startswith("Stage IV inflammatory breast cancer requires immediate medical")
    assert text["faq/a1/s2"] == "This is also called metastatic breast cancer."
    assert text["key-takeaways/b8/s1"].startswith("Despite its aggressive nature")


def test_sentences_match_the_file(article: Document) -> None:
    for sentence in article.sentences:
        raw = article.text[sentence.start : sentence.end]
        assert re.sub(r"\[\d+\]", "", raw) == sentence.text
        assert sentence.text[-1] in ".!?" or "/b" in sentence.sentence_id


def test_no_block_is_lost(article: Document) -> None:
    path = Path(__file__).parents[2] / "data" / "source" / article.name
    assert "".join(article.text[block.start : block.end] for block in article.blocks).encode() == path.read_bytes()
