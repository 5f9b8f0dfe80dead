"""Files that want to do harm, or are no files of their format, are refused with a sentence or shown as text."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.errors import QuestionError
from ibc_edu.exchange import MOST_QUESTIONS, bring_in
from ibc_edu.exchange.contract import About
from ibc_edu.exchange.drafts import Place, completed
from ibc_edu.exchange.formats import formats
from ibc_edu.exchange.incoming import MOST_BYTES, MOST_FILES, formula_in, read_bytes, text_of, xml_root
from ibc_edu.exchange.packing import packed, unpacked

READ = {name: each.read for name, each in formats().items() if each.read}
BOMB = (
    b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><quiz>&b;</quiz>"""
)
FILE_ENTITY = b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>"""


@pytest.mark.parametrize("data", [BOMB, FILE_ENTITY, b"<!DOCTYPE quiz><quiz/>"])
def test_xml_that_declares_entities_is_refused(data: bytes) -> None:
    with pytest.raises(QuestionError, match="declares entities or a document type"):
        xml_root(data, "quiz")


@pytest.mark.parametrize(
    "data", [b"", b"<quiz>", b"\x00\x01", b"<html/>", b'<?xml version="1.0" encoding="no-such"?><quiz/>']
)
def test_what_is_no_moodle_xml_is_refused(data: bytes) -> None:
    with pytest.raises(QuestionError):
        xml_root(data, "quiz")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    with path.open("wb") as file:
        file.truncate(2 * MOST_BYTES)
    with pytest.raises(QuestionError, match="larger than 10,000,000 bytes"):
        read_bytes(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(QuestionError, match="this is no file"):
            read_bytes(path)
    with pytest.raises(QuestionError, match="cannot be read"):
        read_bytes(tmp_path / "missing")


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "a/../../b", "..\\evil", "C:\\evil"])
def test_a_package_that_names_files_outside_itself_is_refused(name: str) -> None:
    with pytest.raises(QuestionError, match="outside itself"):
        unpacked(packed({"good": b"1", name: b"2"}))


def test_a_package_does_not_tell_when_it_was_made() -> None:
    data = packed({"a": b"1", "b": b"2"})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert unpacked(data) == {"a": b"1", "b": b"2"}


def test_a_package_that_grows_without_end_is_refused() -> None:
    with pytest.raises(QuestionError, match="holds more than"):
        unpacked(packed({"zeros": bytes(50_000_000)}))
    with pytest.raises(QuestionError, match="holds more than"):
        unpacked(packed({f"file-{number}": b"" for number in range(MOST_FILES + 1)}))


def test_a_member_is_not_read_beyond_the_size_that_it_declares() -> None:
    data = packed({"zeros": bytes(60_000_000)})
    real, told = (60_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    assert data.count(real) >= 1
    with pytest.raises(QuestionError):
        unpacked(data.replace(real, told))


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_package_that_is_packed_in_an_unusual_way_is_refused(way: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as package:
        package.writestr("a.xml", b"text " * 100)
    with pytest.raises(QuestionError, match="packed in an unusual way"):
        unpacked(made.getvalue())


def test_a_spreadsheet_with_a_document_type_is_refused() -> None:
    read, write = READ["xlsx"], formats()["xlsx"].write
    assert write is not None
    members = unpacked(write([], About())[0])
    members["xl/workbook.xml"] = b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + members["xl/workbook.xml"]
    with pytest.raises(QuestionError, match="declares entities"):
        read(packed(members))
    with pytest.raises(QuestionError, match="no XLSX file that can be read"):
        read(packed({"xl/workbook.xml": b"<workbook/>"}))


def assert_read_or_refused(name: str, data: bytes) -> None:
    """Whatever the file: it is refused with a sentence, or each question in it comes or is told as left out."""
    try:
        drafts, losses = READ[name](data)
    except QuestionError:
        return
    questions, more = completed(drafts, Place())
    assert len(questions) + len([loss for loss in (*losses, *more) if loss.effect == "left out"]) > 0


@pytest.mark.parametrize("name", READ)
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused_with_a_sentence(name: str, data: bytes) -> None:
    assert_read_or_refused(name, data)


GIFT_PARTS = st.sampled_from(
    ["{", "}", "=", "~", "#", "####", "->", "::", "%50%", "[html]", "\\", "\n", "\n\n", "a", "1..2", "*"]
)


@given(parts=st.lists(GIFT_PARTS, max_size=25))
def test_any_marks_of_gift_are_read_or_refused(parts: list[str]) -> None:
    assert_read_or_refused("gift", "".join(parts).encode())


def moodle_item(stem: str, more: str = "") -> bytes:
    return f"""<quiz><question type="multichoice"><name><text>mine</text></name>
    <questiontext format="html"><text><![CDATA[{stem}]]></text>{more}</questiontext><single>true</single>
    <answer fraction="100"><text>yes</text></answer><answer fraction="0"><text>no</text></answer>
    </question></quiz>""".encode()


@pytest.mark.parametrize(
    ("stem", "more", "reason"),
    [
        ('What is this? <img src="@@PLUGINFILE@@/a.png">', "", "a picture or another file"),
        ("What is this?", '<file name="a.png" encoding="base64">AAAA</file>', "a picture or another file"),
        ('<object data="x"></object>What?', "", "a picture or another file"),
        ("Solve \\(x^2\\).", "", "a formula"),
        ("Solve $$x^2$$.", "", "a formula"),
        ("What?<script>alert(1)</script>", "", "a script"),
        ('<p onclick="alert(1)">What?</p>', "", "a script"),
        ("<p onclick=alert(1)>What?</p>", "", "a script"),
        ("<a href='javascript:alert(1)'>What?</a>", "", "a script"),
        ("<b></b>", "", "it asks nothing"),
    ],
)
def test_what_cannot_be_shown_as_text_is_refused_by_name(stem: str, more: str, reason: str) -> None:
    drafts, losses = READ["moodle"](moodle_item(stem, more))
    assert list(drafts) == []
    assert [loss.question for loss in losses] == ["mine"]
    assert reason in losses[0].what


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "mark", ["\\(", "\\[", "$$", "$a\\b", "<!--", "<style>", "<b on", "&amp;", '<ul class="course-sources">']
)
def test_a_mark_that_opens_a_million_times_takes_no_longer_than_others(mark: str) -> None:
    drafts, losses = READ["moodle"](moodle_item(mark * (1_000_000 // len(mark))))
    assert len(drafts) + len(losses) == 1


@pytest.mark.parametrize(
    ("name", "opening"),
    [
        ("moodle", "<quiz>"),
        ("qti12", "<questestinterop><item><presentation>"),
        ("qti3", "<qti-assessment-item><qti-item-body>"),
    ],
)
def test_xml_that_lies_in_itself_without_end_is_refused(name: str, opening: str) -> None:
    closing = "".join(f"</{tag}>" for tag in reversed(opening.strip("<>").split("><")))
    data = f"{opening}{'<p>' * 50_000}{'</p>' * 50_000}{closing}".encode()
    with pytest.raises(QuestionError, match="more than 200 deep"):
        READ[name](data)


def test_a_file_of_very_many_questions_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.txt"
    path.write_text("::a::b{=c~d}\n\n" * (MOST_QUESTIONS + 1), encoding="utf-8")
    with pytest.raises(QuestionError, match="more than 5,000 questions"):
        bring_in(formats()["gift"], path, Place())


def test_a_formula_is_told_from_prices_and_paths() -> None:
    for text in ("Solve \\(x\\).", "Solve $\\frac{1}{2}$.", "\\[x\\]", "$$x$$"):
        assert formula_in(text) is not None
    for text in ("$5 or $ 6", "It costs $5.", "\\( is open", "C:\\new", "$$", "a \\) before \\("):
        assert formula_in(text) is None


def test_markup_is_taken_off_and_signs_are_text() -> None:
    drafts, losses = READ["moodle"](
        moodle_item("<p>Is <b>5&nbsp;&lt;&nbsp;6</b>?<br>Say &lt;script&gt;.</p><!-- x -->")
    )
    assert list(losses) == []
    assert drafts[0].fields["stem"] == "Is 5 < 6? Say <script>."


def test_a_script_in_plain_text_stays_text() -> None:
    drafts, losses = READ["gift"](b"[plain]Is it <script>alert(1)</script>? {=<img src\\=x onerror\\=y> ~no}")
    assert list(losses) == []
    assert drafts[0].fields["stem"] == "Is it <script>alert(1)</script>?"
    assert drafts[0].fields["answers"][0]["text"] == "<img src=x onerror=y>"


def test_text_in_another_encoding_is_refused() -> None:
    assert text_of("é\r\nb".encode("utf-16")) == "é\nb"
    with pytest.raises(QuestionError, match="not UTF-8"):
        text_of("é".encode("latin-1"))


def test_a_spreadsheet_of_formulas_is_text() -> None:
    from openpyxl import Workbook

    book, made = Workbook(), io.BytesIO()
    book.active.append(["id", "row", "kind", "stem"])
    book.active.append(["a", "question", "single", "=1+1"])
    book.save(made)
    assert zipfile.is_zipfile(io.BytesIO(made.getvalue()))
    drafts, _ = READ["xlsx"](made.getvalue())
    assert drafts[0].fields["stem"] == "=1+1"


def test_a_file_without_a_usable_question_says_why(tmp_path: Path) -> None:
    path = tmp_path / "essay.txt"
    path.write_text("Write about it. {}", encoding="utf-8")
    with pytest.raises(QuestionError, match="question 1: it is an essay, which nothing here can grade"):
        bring_in(formats()["gift"], path, Place())
