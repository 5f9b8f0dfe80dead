"""Whatever the text: nothing is lost, everything is in order, and only errors of ours come out."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ibc_edu.document import BLOCK_KINDS, DOCUMENT_TABLES, Document, document_table, parse, read_document
from ibc_edu.errors import IbcEduError

LINES = st.sampled_from(
    [
        "", " ", "\u00a0", "Title", "What is it?", "FAQ", "References", "Key takeaways", "Connected medications:",
        "Ongoing Clinical Trials on X", "Go back", "⚠️ Important", "⚠️ Note: rest.", "⚠", "• bullet", "  • bullet",
        "\t• nested", "      • deep [3]", "•", "- dash", "It works.[1] Next. [2][34]", "i.e. Dr. Who vs. 2.5 mg. Then",
        "As of [2004], see Ann. Oncol. 2004. On Jan. 5.[1998]", "7. www.example.org", "2004) www.example.org/c",
        "https://example.org/a", "[3] https://example.org/b", "http://", "Side effects:", "\ufeffTitle", "...", "[1]",
    ]
)  # fmt: skip
ARTICLES = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n", ""]))).map(
    lambda lines: "".join(line + end for line, end in lines)
)


def check(document: Document) -> None:
    """Assert what holds for every document."""
    text = document.text
    assert "".join(text[block.start : block.end] for block in document.blocks) == text
    assert "".join(text[section.start : section.end] for section in document.sections) == text
    assert [section.position for section in document.sections] == list(range(1, len(document.sections) + 1))
    blocks = {block.block_id: block for block in document.blocks}
    assert len(blocks) == len(document.blocks)
    assert {block.kind for block in document.blocks} <= set(BLOCK_KINDS)
    previous_end = 0
    for sentence in document.sentences:
        block = blocks[sentence.block_id]
        assert sentence.sentence_id.startswith(f"{sentence.block_id}/s")
        assert max(previous_end, block.start) <= sentence.start < sentence.end <= block.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        previous_end = sentence.end
    assert len({sentence.sentence_id for sentence in document.sentences}) == len(document.sentences)


def check_tables(document: Document) -> None:
    """Assert that every table can be made and that ids in them resolve."""
    tables = {name: document_table(document, name) for name in DOCUMENT_TABLES}
    sentence_ids = set(tables["sentences"]["sentence_id"])
    assert set(tables["citations"]["sentence_id"]) <= sentence_ids
    assert {each for ids in tables["faq"]["sentence_ids"] for each in ids} <= sentence_ids
    assert set(tables["takeaways"]["sentence_id"].dropna()) <= sentence_ids
    assert set(tables["methods"]["sentence_id"].dropna()) <= sentence_ids
    assert tables["sections"]["sentence_count"].sum() == len(sentence_ids)


@given(st.text())
def test_any_text_is_parsed_without_loss(text: str) -> None:
    check(parse(text))


@given(ARTICLES)
@example("A\n\nA\n\nA 2\n\nA\n")
def test_any_article_is_parsed_without_loss(text: str) -> None:
    document = parse(text)
    check(document)
    check_tables(document)


@given(st.binary() | st.text().map(str.encode) | ARTICLES.map(str.encode))
def test_any_file_is_read_or_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        path.write_bytes(data)
        try:
            document = read_document(path)
        except IbcEduError:
            return
    assert document.text.encode() == data
    check(document)


# Quadratic time on any of these would take hours; the time limit turns that into a failure.
@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "unit",
    [".", ". ", " ", "[", "]", "[1]", "[1, ", ".[1] ", "A. ", "U.S. ", "?” ", "• ", "⚠ ", "http://", "\u00a0."],
    ids=repr,
)
def test_a_line_of_a_million_characters_takes_linear_time(unit: str) -> None:
    text = f"Title\n\nHeading\n\n{unit * (1_000_000 // len(unit))}x\n"
    document = parse(text)
    assert len(document.text) == document.blocks[-1].end


@pytest.mark.timeout(60)
@pytest.mark.parametrize("line", ["⚠ x\n", "  • a\n", "A 2\n\nA\n\n", "Why?\n\n"], ids=repr)
def test_many_lines_take_linear_time(line: str) -> None:
    text = f"Title\n\nFAQ\n\n{line * (40_000 // line.count(chr(10)))}"
    assert parse(text).blocks[-1].end == len(text)
