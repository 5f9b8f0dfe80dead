"""Other articles of the same kind: other titles, sections missing or empty, other line ends."""

from __future__ import annotations

import pandas as pd
import pytest

from ibc_edu.document import Document, document_table, parse
from ibc_edu.document.references import is_well_formed


def kinds(text: str) -> list[tuple[str, str]]:
    """Block kinds and texts, without blank lines."""
    return [(block.kind, block.text) for block in parse(text).blocks if block.kind != "blank"]


def sections(text: str) -> list[tuple[str, str]]:
    return [(section.section_id, section.kind) for section in parse(text).sections]


def assert_lossless(document: Document) -> None:
    assert "".join(document.text[block.start : block.end] for block in document.blocks) == document.text


OTHER = """\
Lung carcinoma stage II – Outlook

Go back

A short introduction. It has two sentences.

How doctors look at it

They look closely.[2]

Frequently asked questions

Is it common?

It is not.[1][12]

  • first
  • second

More on that.

Will it pass?

References

https://www.cancer.gov/types/lung

https://example.org/a

Takeaways

  • Look closely

Connected medications:

Tamoxifen

Letrozole
"""


def test_another_article_with_other_titles() -> None:
    assert sections(OTHER) == [
        ("lung-carcinoma-stage-ii-outlook", "title"),
        ("introduction", "intro"),
        ("how-doctors-look-at-it", "prose"),
        ("frequently-asked-questions", "faq"),
        ("references", "references"),
        ("takeaways", "takeaways"),
        ("connected-medications", "medications"),
    ]
    assert_lossless(parse(OTHER))


def test_answers_go_on_after_bullets() -> None:
    faq = document_table(parse(OTHER), "faq")
    assert list(faq["question"]) == ["Is it common?", "Will it pass?"]
    assert faq["answer"][0] == "It is not.\nfirst\nsecond\nMore on that."
    assert pd.isna(faq["answer"][1])
    assert faq["sentence_ids"].tolist() == [
        [
            "frequently-asked-questions/a1/s1",
            "frequently-asked-questions/b1/s1",
            "frequently-asked-questions/b2/s1",
            "frequently-asked-questions/a2/s1",
        ],
        [],
    ]


def test_content_under_connected_medications_is_kept() -> None:
    assert kinds(OTHER)[-3:] == [
        ("heading", "Connected medications:"),
        ("paragraph", "Tamoxifen"),
        ("paragraph", "Letrozole"),
    ]


def test_an_entry_of_a_trial_list_is_no_heading() -> None:
    text = "Title\n\nOngoing Clinical Trials on X\n\nA study of drug X\n\nIt compares doses.\n\nReferences\n"
    assert sections(text) == [
        ("title", "title"),
        ("ongoing-clinical-trials-on-x", "trials"),
        ("references", "references"),
    ]


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("bom", ["\ufeff", ""])
def test_line_ends_and_bom_change_nothing_but_offsets(line_end: str, bom: str) -> None:
    plain = parse(OTHER)
    other = parse(bom + OTHER.replace("\n", line_end))
    assert_lossless(other)
    assert [block.text for block in other.blocks] == [block.text for block in plain.blocks]
    assert [sentence.sentence_id for sentence in other.sentences] == [s.sentence_id for s in plain.sentences]


def test_non_breaking_spaces_count_as_space() -> None:
    text = "Title\n\u00a0\nHeading\u00a0one\n\u00a0\n\u00a0One.\u00a0Two.\u00a0[3]\n"
    assert sections(text) == [("title", "title"), ("heading-one", "prose")]
    assert [(s.text, s.references) for s in parse(text).sentences] == [("One.", ()), ("Two.", (3,))]


def test_bullets_of_any_depth_with_spaces_or_tabs() -> None:
    spaces = "Title\n\nTreatments\n\n  • a\n    • b\n        • c\n          • d\n    • e\n  • f\n"
    tabs = "Title\n\nTreatments\n\n• a\n\t• b\n\t\t• c\n\t\t\t• d\n\t• e\n• f\n"
    for text in (spaces, tabs):
        bullets = [(block.text, block.depth) for block in parse(text).blocks if block.kind == "bullet"]
        assert bullets == [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 2), ("f", 1)]


def test_a_tab_is_as_deep_as_four_spaces() -> None:
    document = parse("Title\n\nTreatments\n\n• a\n\t• b\n    • c\n")
    assert [block.depth for block in document.blocks if block.kind == "bullet"] == [1, 2, 2]


def test_nested_bullets_alone_are_methods_whatever_the_title() -> None:
    document = parse("Title\n\nHow it is treated\n\n• Surgery\n  • Removes it\n    • Or part of it\n• Rest\n")
    methods = document_table(document, "methods")
    assert methods.drop(columns="sentence_id").to_numpy().tolist() == [
        ["Surgery", "Removes it", 2],
        ["Surgery", "Or part of it", 3],
    ]


def test_callouts_with_label_above_or_on_the_same_line() -> None:
    above = "⚠️ Important\nCall at once. Do not wait.\nBring a list.\n"
    document = parse(f"Title\n\nHeading\n\n{above}\n⚠️ Note: rest.\n\n⚠️ Warning\n")
    assert [block.text for block in document.blocks if block.kind == "callout"] == [
        "Call at once. Do not wait.\nBring a list.",
        "Note: rest.",
        "",
    ]
    assert [s.text for s in document.sentences] == [
        "Call at once.",
        "Do not wait.",
        "Bring a list.",
        "Note: rest.",
    ]


def test_a_heading_may_end_in_a_question_mark() -> None:
    text = "Title\n\nWhat is it?\n\nA disease.\n\nFAQ\n\nWhat is it?\n\nA disease.\n"
    assert kinds(text) == [
        ("heading", "Title"),
        ("heading", "What is it?"),
        ("paragraph", "A disease."),
        ("heading", "FAQ"),
        ("question", "What is it?"),
        ("answer", "A disease."),
    ]


def test_prose_is_no_heading() -> None:
    text = (
        "Title\n\nHeading\n\nIt ends in a stop.\n\nand starts small\n\n"
        + "long " * 17
        + "\n\nHeading\nright on top of text\n"
    )
    assert [text for kind, text in kinds(text) if kind == "heading"] == ["Title", "Heading"]


def test_the_same_heading_twice_gets_two_ids() -> None:
    ids = [
        section_id for section_id, _ in sections("A\n\nB\n\nB\n\nB 2\n\nB\n\n\n!?\n\nIntroduction\n\nIntroduction\n")
    ]
    assert ids == ["a", "b", "b-2", "b-2-2", "b-3", "section", "introduction", "introduction-2"]


def test_references_are_numbered_by_their_list() -> None:
    sources = "Sources\n\n[1] https://a.org/x\n2. www.b.org\nhttps://a.org/x\n"
    text = f"T\n\nHeading\n\nhttps://example.org/in-the-prose\n\nIt works.[2]\n\n{sources}"
    references = document_table(parse(text), "references")
    assert references["url"].tolist() == ["https://a.org/x", "www.b.org", "https://a.org/x"]
    assert references["organisation"].tolist() == ["a.org", "b.org", "a.org"]
    assert references["well_formed"].tolist() == [True, False, True]
    assert references["times_cited"].tolist() == [0, 1, 0]
    assert references["same_as"].tolist() == [pd.NA, pd.NA, 1]


def test_numbers_that_are_printed_in_the_list_count() -> None:
    prose = "T\n\nHeading\n\nOne.[7] Two.[3] Three.[2004] Four.[12]\n\n"
    text = f"{prose}References\n\n7. www.a.org\n[3] www.b.org\nwww.c.org\n"
    document = parse(text)
    references = document_table(document, "references")
    assert references["ref_no"].tolist() == [7, 3, 4]
    assert references["times_cited"].tolist() == [1, 1, 0]
    assert [sentence.references for sentence in document.sentences] == [(7,), (3,), (), (12,)]
    assert [sentence.text for sentence in document.sentences][2] == "Three.[2004]"


def test_a_number_like_a_year_is_a_reference_where_the_list_has_it() -> None:
    text = "T\n\nHeading\n\nOne.[2004]\n\nReferences\n\n[2004] www.a.org\n"
    assert parse(text).sentences[0].references == (2004,)


def test_a_number_printed_twice_is_believed_once() -> None:
    references = document_table(parse("T\n\nHeading\n\nA.\n\nReferences\n\n1. www.a.org\n1. www.b.org\n"), "references")
    assert references["ref_no"].tolist() == [1, 2]


def test_addresses_without_a_list_are_references_too() -> None:
    references = document_table(parse("T\n\nHeading\n\nhttps://example.org/in-the-prose\n"), "references")
    assert references["url"].tolist() == ["https://example.org/in-the-prose"]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a–b",
        "https://example.org/%zz",
        "https://localhost",
        "https://[::1",
        "ftp://a.org",
        "http://a b.org",
    ],
)
def test_malformed_addresses_are_told(url: str) -> None:
    assert not is_well_formed(url)


def test_a_text_without_structure_is_one_introduction() -> None:
    document = parse("just some words that end here.")
    assert [(section.section_id, section.kind) for section in document.sections] == [("introduction", "intro")]
    assert parse("").blocks == ()


def test_empty_tables_keep_their_columns_and_types() -> None:
    document = parse("Title\n")
    assert document_table(document, "citations").dtypes["ref_no"] == "int64"
    assert list(document_table(document, "takeaways").columns) == ["takeaway_id", "text", "sentence_id"]
