"""Pictures of a notebook, as they come before a class."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from ibc_edu.classroom.presentation.slide_images import LARGEST, with_images
from ibc_edu.classroom.presentation.slide_text import blocks
from ibc_edu.classroom.presentation.slides import slides

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()


def write(folder: Path, *cells: dict[str, Any]) -> Path:
    made = [{"metadata": {}, "cell_type": "markdown", **cell} for cell in cells]
    path = folder / "lesson.ipynb"
    path.write_text(json.dumps({"cells": made}), encoding="utf-8")
    return path


def test_pictures_beside_attached_and_made_come_with_the_step(tmp_path: Path) -> None:
    (tmp_path / "my map.png").write_bytes(base64.b64decode(PNG))
    path = write(
        tmp_path,
        {"source": '# Title\n\nLook: ![A map](my%20map.png "Map") here.'},
        {"source": "![Cells](attachment:cells.png)", "attachments": {"cells.png": {"image/png": PNG}}},
        {"source": '<img src="my map.png" alt="The map &amp; more" width="30">'},
        {
            "source": "plot()",
            "cell_type": "code",
            "outputs": [{"data": {"image/png": [PNG, "\n"], "text/plain": ["<Figure size 1x1>"]}}],
        },
    )
    images = [block for slide in slides(path, []) for block in slide.blocks if block["kind"] == "image"]
    assert [image["alt"] for image in images] == ["A map", "Cells", "The map & more", "Picture"]
    assert {image["src"] for image in images} == {f"data:image/png;base64,{PNG}"}
    words = [block for slide in slides(path, []) for block in slide.blocks if block["kind"] == "paragraph"]
    assert "".join(span["text"] for span in words[0]["spans"]) == "Look:  here."


def test_a_picture_that_cannot_be_had_is_told_by_its_text(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    (tmp_path / "huge.png").write_bytes(b"0" * (LARGEST + 1))
    for src in (
        "https://elsewhere.example/x.png",
        "notes.txt",
        "gone.png",
        "attachment:gone.png",
        "huge.png",
        "a\0.png",
    ):
        (block,) = with_images([{"kind": "image", "alt": "A map", "src": src}], {}, tmp_path)
        assert block["spans"][0]["text"] == "Picture: A map", src


MARKS = st.sampled_from(
    [
        "![",
        "](",
        ")",
        "a.png",
        "![A](a.png)",
        '<img src="a.png">',
        "<img src='",
        '"',
        ">",
        "- ",
        "# ",
        "> ",
        "1. ",
        "|-|\n",
    ]
)


@example(parts=["- "])
@given(parts=st.lists(MARKS | st.text(alphabet="![]()<>img src='\"=\n ", max_size=9), max_size=12))
def test_any_text_is_read(parts: list[str]) -> None:
    found = blocks("".join(parts))
    shown = with_images(found, {}, Path("nowhere"))
    assert len(shown) == len(found)
    assert '"kind": "image"' not in json.dumps(shown), "there is no picture to be had"
