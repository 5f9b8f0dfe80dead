"""Every way in which an article cannot be read ends in one sentence that names the path and the cure."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ibc_edu.document import MAX_BYTES, MAX_LINES, read_document
from ibc_edu.errors import DocumentError

ARTICLE = b"Title\n\nHeading\n\nIt works.\n"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "there is no such file"),
        (lambda path: path.mkdir(), "this is a folder"),
        (lambda path: os.mkfifo(path), "not a regular file"),
        (lambda path: path.write_bytes(b""), "the file is empty"),
        (lambda path: path.write_bytes(b"\xef\xbb\xbf \r\n\t\n"), "the file is empty"),
        (lambda path: path.write_bytes(b"Title\n\n\xff\xfe"), "not UTF-8 text (byte 7 "),
        (lambda path: path.write_bytes("Title".encode("utf-16")), "not UTF-8"),
        (lambda path: path.write_bytes(b"only prose that ends in a stop.\n"), "no heading found"),
        (lambda path: path.write_bytes(b"x" * (MAX_BYTES + 1)), "at most 5,000,000 are read"),
        (lambda path: path.write_bytes(ARTICLE + b"\n" * MAX_LINES), "at most 50,000 are read"),
        (lambda path: path.symlink_to(path), "there is no such file"),
    ],
    ids=["missing", "folder", "pipe", "empty", "blank", "latin", "utf-16", "no heading", "large", "endless", "loop"],
)
def test_a_bad_file_is_told_in_one_sentence(tmp_path: Path, make: Callable[[Path], None], message: str) -> None:
    path = tmp_path / "article.txt"
    make(path)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert message in caught.value.what
    assert caught.value.where == str(path)
    assert caught.value.cure
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, ""])
def test_impossible_paths_are_told(path: str) -> None:
    with pytest.raises(DocumentError):
        read_document(path)


def test_the_largest_file_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE + b"x" * (MAX_BYTES - len(ARTICLE)))
    assert len(read_document(path).text) == MAX_BYTES


def test_a_path_may_be_text(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE)
    assert read_document(str(path)).name == "article.txt"


@pytest.mark.parametrize("content", [b"address,name\na.org,A\n", b"host,organisation\n\xff,A\n"])
def test_names_of_organisations_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "article.txt").write_text("A heading\n\nA sentence.\n", encoding="utf-8")
    (tmp_path / "organisations.csv").write_bytes(content)
    with pytest.raises(DocumentError, match="names of the organisations cannot be read"):
        read_document(tmp_path / "article.txt")
