"""Where a sentence ends, and which citation markers belong to it."""

from __future__ import annotations

import pytest

from ibc_edu.document import parse
from ibc_edu.document.sentences import split_sentences


def sentences(line: str) -> list[str]:
    return [line[start:end] for start, end in split_sentences(line, 0, len(line))]


@pytest.mark.parametrize(
    "line",
    [
        "Some drugs, e.g. Tamoxifen, block estrogen",
        "Two kinds, i.e. Antibodies and conjugates, attach to HER2",
        "Dr. Adams and Prof. Brown compare it",
        "One arm vs. Standard care",
        "A dose of 2.5 mg and then 3.75 mg",
        "See Fig. 2 and No. 5",
        "As J. Adams wrote",
        "In the U.S. Food and Drug Administration",
        "About approx. 10 minutes",
        "CDK4/6 inhibitors (e.g.[3] Palbociclib)",
        "It was approved on Jan. 5 and on Sept. 12",
        "As Ann. Oncol. 2004 and J. Clin. Oncol. Suppl tell",
    ],
)
def test_abbreviations_and_decimals_end_no_sentence(line: str) -> None:
    assert sentences(f"{line}. The end.") == [f"{line}.", "The end."]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("It is stage I. Treatment starts.", ["It is stage I.", "Treatment starts."]),
        ("Phase II. In phase III it goes on.", ["Phase II.", "In phase III it goes on."]),
        ("It is made in the U.S. The rest is not.", ["It is made in the U.S.", "The rest is not."]),
        ("Why? Because! So…  Then", ["Why?", "Because!", "So…", "Then"]),
        ("What?! Really... Yes.", ["What?!", "Really...", "Yes."]),
        ("They said “No.” Then they left.", ["They said “No.”", "Then they left."]),
        ("(See below.) Then.", ["(See below.)", "Then."]),
        ("It was read in Ann. Oncol. The rest was not.", ["It was read in Ann. Oncol.", "The rest was not."]),
        ("They came in May. 10 people left.", ["They came in May.", "10 people left."]),
        ("A rest. 10 people came.", ["A rest.", "10 people came."]),
        ("Hello\u00a0there.\u00a0 Next\u00a0one.", ["Hello\u00a0there.", "Next\u00a0one."]),
        ("One.Two. Three", ["One.Two.", "Three"]),
        ("   ", []),
    ],
)
def test_sentences_end_where_a_reader_sees_it(line: str, expected: list[str]) -> None:
    assert sentences(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("One.[1] Two.[2]", [("One.", (1,)), ("Two.", (2,))]),
        ("One[1]. Two [2].", [("One.", (1,)), ("Two.", (2,))]),
        ("One. [1] Two. [2]", [("One.", (1,)), ("Two.", (2,))]),
        ("One.[1]Two.[2]", [("One.", (1,)), ("Two.", (2,))]),
        ("One.[1][2] Two.[123]", [("One.", (1, 2)), ("Two.", (123,))]),
        ("One. [1] [2]", [("One.", (1, 2))]),
        ("One.[1, 2] Two.[3,4]", [("One.", (1, 2)), ("Two.", (3, 4))]),
        ("Half[7] way through. Two.", [("Half way through.", (7,)), ("Two.", ())]),
        ("As in [2004] and [5]. Two.", [("As in [2004] and.", (5,)), ("Two.", ())]),
        ("Not a marker [sic]. Nor [12345].", [("Not a marker [sic].", ()), ("Nor [12345].", ())]),
    ],
)
def test_markers_belong_to_the_sentence_before_them(line: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    document = parse(f"Title\n\nHeading\n\n{line}")
    assert [(sentence.text, sentence.references) for sentence in document.sentences] == expected
