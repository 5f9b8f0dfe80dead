"""QTI 1.2 and 3.0 that want to do harm: refused with a sentence that names the item or the file, or shown as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import ALL, BY_KIND

from ibc_edu.errors import QuestionError
from ibc_edu.exchange import bring_in, export
from ibc_edu.exchange.contract import About, Brought
from ibc_edu.exchange.drafts import Place, completed
from ibc_edu.exchange.formats import formats
from ibc_edu.exchange.formats.qti3.writing import item
from ibc_edu.exchange.formats.qti12 import write as write_qti12
from ibc_edu.exchange.incoming import MOST_BYTES
from ibc_edu.exchange.packing import packed, unpacked

BOTH = ["qti12", "qti3"]
ENTITIES = (
    b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>"""
)
SINGLE = BY_KIND["single"]


def read(name: str, data: bytes) -> Brought:
    reader = formats()[name].read
    assert reader is not None
    return reader(data)


def one(name: str) -> bytes:
    """A file with one good question, out of its package."""
    if name == "qti3":
        return item(SINGLE, About()).encode()
    return unpacked(write_qti12([SINGLE], About())[0])["questions/questions.xml"]


def bombed(data: bytes) -> bytes:
    head, _, rest = data.partition(b"?>")
    return head + b"?>" + ENTITIES + rest.replace(SINGLE.stem.encode(), b"&b;&f;")


@pytest.mark.parametrize("name", BOTH)
def test_a_good_one_is_read(name: str) -> None:
    drafts, _ = read(name, one(name))
    assert [draft.fields["stem"] for draft in drafts] == [SINGLE.stem]


@pytest.mark.parametrize("name", BOTH)
def test_a_bomb_is_refused_alone_and_in_a_package(name: str) -> None:
    for data in (bombed(one(name)), packed({"items/a.xml": bombed(one(name))})):
        with pytest.raises(QuestionError, match="declares entities or a document type"):
            read(name, data)


def test_a_bomb_in_the_manifest_is_refused() -> None:
    manifest = b'<?xml version="1.0"?>' + ENTITIES + b"<manifest>&b;</manifest>"
    with pytest.raises(QuestionError, match="declares entities"):
        read("qti3", packed({"imsmanifest.xml": manifest, "items/a.xml": one("qti3")}))


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("member", ["../a.xml", "/etc/a.xml", "items/../../a.xml", "..\\a.xml", "C:\\a.xml"])
def test_a_package_that_would_leave_its_folder_is_refused(name: str, member: str) -> None:
    with pytest.raises(QuestionError, match="outside itself"):
        read(name, packed({"items/good.xml": one(name), member: one(name)}))


@pytest.mark.parametrize("name", BOTH)
def test_a_file_of_20_mb_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    path.write_bytes(one(name) + b" " * 20_000_000)
    with pytest.raises(QuestionError, match=f"larger than {MOST_BYTES:,} bytes"):
        bring_in(formats()[name], path, Place())
    with pytest.raises(QuestionError, match="holds more than"):
        read(name, packed({f"{number}.xml": bytes(15_000_000) for number in range(3)}))


@pytest.mark.parametrize("name", BOTH)
def test_a_script_that_is_text_stays_text(name: str) -> None:
    wanted = "Is <script>alert(1)</script> or <img src=x onerror=y> a word?"
    question = SINGLE.model_copy(update={"stem": wanted, "explanation": "javascript:alert(1)"})
    data, _ = export(formats()[name], [question], About())
    [draft] = read(name, data)[0]
    assert (draft.fields["stem"], draft.fields["explanation"]) == (wanted, "javascript:alert(1)")


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<script>alert(1)</script>", "a script"),
        ("<b onclick='alert(1)'>x</b>", "a script"),
        ("<a href=' JavaScript:alert(1)'>x</a>", "a script"),
        ("<img src='a.png' alt='x'/>", "a picture or another file"),
        ("<object data='a.pdf'/>", "a picture or another file"),
        ("<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", "a picture or another file"),
        ("<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x</mi></math>", "a formula"),
        ("\\(x^2\\)", "a formula"),
        ("<qti-printed-variable identifier='X'/>", "drawn anew"),
    ],
)
def test_what_is_no_text_in_an_item_is_refused_by_name(markup: str, reason: str) -> None:
    good = one("qti3").decode()
    for text in (SINGLE.stem, SINGLE.exchange().rows[0].text, SINGLE.explanation):
        drafts, losses = read("qti3", good.replace(text, f"{text} {markup}").encode())
        assert list(drafts) == []
        assert [loss.question for loss in losses] == [SINGLE.id]
        assert reason in losses[0].what


def test_scripts_and_files_around_the_text_are_never_opened() -> None:
    good = one("qti3").decode()
    for markup in ("<qti-stylesheet href='file:///etc/passwd' type='text/css'/>", "<?xml-stylesheet href='x.xsl'?>"):
        [draft] = read("qti3", good.replace("<qti-item-body>", f"{markup}<qti-item-body>").encode())[0]
        assert draft.fields["stem"] == SINGLE.stem


WHOLE = [
    (name, one_question) for name in BOTH for one_question in ALL if name == "qti3" or one_question.kind != "ordering"
]


@given(data=st.data(), chosen=st.sampled_from(WHOLE))
def test_whatever_is_missing_or_doubled_is_read_or_refused_with_a_sentence(data: st.DataObject, chosen: tuple) -> None:
    name, question = chosen
    text = (
        item(question, About())
        if name == "qti3"
        else unpacked(write_qti12([question], About())[0])["questions/questions.xml"].decode()
    )
    lines = text.split("\n")
    start = data.draw(st.integers(1, len(lines) - 1))
    end = data.draw(st.integers(start, min(start + 4, len(lines))))
    changed = lines[:start] + data.draw(st.sampled_from([[], lines[start:end] * 2, ["<p>x</p>"]])) + lines[end:]
    word = data.draw(
        st.sampled_from(["identifier", "RESPONSE", "0.", "k-", "single", "directedPair", "float", "varequal"])
    )
    try:
        drafts, losses = read(
            name, "\n".join(changed).replace(word, data.draw(st.sampled_from([word, "", "x", "1e999"]))).encode()
        )
    except QuestionError:
        return
    questions, more = completed(drafts, Place())
    assert len(questions) + len([loss for loss in (*losses, *more) if loss.effect == "left out"]) > 0
