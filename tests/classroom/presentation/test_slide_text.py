"""Markdown as plain blocks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.classroom.presentation.slide_text import Block, blocks, on_paper, plain_text


def outline(found: list[Block]) -> list[Any]:
    """The blocks with their texts alone."""
    shown: list[Any] = []
    for block in found:
        match block["kind"]:
            case "list":
                shown.append((block["ordered"], [plain_text(item) for item in block["items"]]))
            case "table":
                shown.append([[plain_text(cell) for cell in row] for row in block["rows"]])
            case "quote":
                shown.append((">", outline(block["blocks"])))
            case "details":
                shown.append((block["summary"], outline(block["blocks"])))
            case kind:
                shown.append(f"{kind}: {plain_text(block['spans'])}")
    return shown


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# One\nTwo\nthree", ["heading: One", "paragraph: Two three"]),
        ("Say:\n\n- a\n- b\n  and more\n\n1. x\n2. y",
         ["paragraph: Say:", (False, ["a", "b and more"]), (True, ["x", "y"])]),
        ("Say:\n- a", ["paragraph: Say:", (False, ["a"])]),
        ("> **Note.** Be kind.\n> Always.", [(">", ["paragraph: Note. Be kind. Always."])]),
        ("| A | B |\n|---|---|\n| 1 | **2** |", [[["A", "B"], ["1", "2"]]]),
        ("See [this](x.ipynb) & <b>that</b> &lt;5", ["paragraph: See this & that <5"]),
        ("a\n<details>\n<summary><b>More:</b> x</summary>\n\ninside\n\n</details>\nb",
         ["paragraph: a", ("More: x", ["paragraph: inside"]), "paragraph: b"]),
        ("<!-- hidden -->", []),
        ("a\n\n---\n\nb", ["paragraph: a", "paragraph: b"]),
        ("Type:\n```sh\nsay *a*\n\nsay b\n```\nc", ["paragraph: Type:", "paragraph: say *a*", "paragraph: say b",
                                                  "paragraph: c"]),
        ("a <!-- paper: none -->\n\nb <!-- paper: c -->", ["paragraph: a", "paragraph: b"]),
    ],
)  # fmt: skip
def test_what_the_lessons_use(markdown: str, expected: list[Any]) -> None:
    assert outline(blocks(markdown)) == expected


def test_looks_of_words() -> None:
    (block,) = blocks("plain **bold** *slanted* `x_y` a_b_c 2 < 3")
    looks = [(span["text"], span["bold"], span["italic"], span["code"]) for span in block["spans"]]
    assert looks == [
        ("plain ", False, False, False),
        ("bold", True, False, False),
        (" ", False, False, False),
        ("slanted", False, True, False),
        (" ", False, False, False),
        ("x_y", False, False, True),
        (" a_b_c 2 < 3", False, False, False),
    ]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# One\n\ntwo", ["paragraph: two"]),
        ("one\n\nTry it. <!-- paper: none -->\n\ntwo", ["paragraph: one", "paragraph: two"]),
        ("What you saw: <!-- paper: What *is*: -->\n\n- a", ["paragraph: What is:", (False, ["a"])]),
        ("- a\n- b <!-- paper: none -->\n\none", ["paragraph: one"]),
        ("> a\n> b <!-- paper: c -->", ["paragraph: c"]),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n<!-- paper:\nnone -->\n\none", ["paragraph: one"]),
        ("<details><summary>More</summary>\n\nfolded\n\n</details>\n\none", ["paragraph: one"]),
        ("## A\n<!-- paper: none -->\n\none\n\n### B\n\ntwo\n\n## C\n\nthree", ["heading: C", "paragraph: three"]),
        ("## A\n<!-- paper: B -->\n\none", ["heading: B", "paragraph: one"]),
        ("## A\n\none <!-- paper: none -->\n\n### B\n\n## C\n\ntwo\n\n## D", ["heading: C", "paragraph: two"]),
        ("## A\n\n### B\n\none", ["heading: A", "heading: B", "paragraph: one"]),
        ("# A\n<!-- paper: none -->\n\none\n\n## B\n\ntwo", []),
        ("<!-- paper: lost -->\n\none", ["paragraph: one"]),
    ],
)  # fmt: skip
def test_what_speaks_of_the_screen_has_other_words_on_paper_or_none(markdown: str, expected: list[Any]) -> None:
    assert outline(on_paper(blocks(markdown))) == expected


@given(st.text(alphabet="ab *_`|>#-\n<>/[]()1.&;", max_size=120))
def test_any_text_becomes_blocks(markdown: str) -> None:
    for block in blocks(markdown):
        assert block["kind"] in ("heading", "paragraph", "list", "quote", "table", "details")
