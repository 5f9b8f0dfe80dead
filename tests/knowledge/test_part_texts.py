"""Texts of parts: what their models refuse, and what a check finds in the files."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.errors import KnowledgeError
from ibc_edu.knowledge.findings import Finding
from ibc_edu.knowledge.part_texts import (
    READ_FACTS,
    Grounded,
    PartTexts,
    SafetyStatement,
    Statement,
    TextModel,
    read_texts,
    row_of,
    text_findings,
)

IDS = {
    "sentences": ["faq/a1/s1", "faq/a1/s2"],
    "facts": ["CF-001", "CF-002"],
    READ_FACTS: ["CF-001"],
    "receptors": ["her2", "brca"],
    "drugs": ["tamoxifen"],
}
GOOD = """
[closing]
text = "Talk it over."
facts = ["CF-001"]

[drugs.tamoxifen]
names = ["A pill"]

[notes.first]
rows = ["receptors/her2"]

[[cases]]
text = "It blocks estrogen."
evidence = ["faq/a1/s1"]
"""


class Drug(TextModel):
    names: tuple[str, ...]


class Sample(PartTexts):
    closing: Statement
    drugs: dict[Annotated[str, row_of("drugs", "receptors")], Drug]
    notes: dict[str, Grounded]
    cases: tuple[Statement, ...]
    more: Statement | None = None
    alarm: SafetyStatement | None = None


def known(table: str) -> Collection[str] | None:
    return None if table == "broken" else IDS.get(table, ())


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    (folder / "parts").mkdir(parents=True)
    write(folder, GOOD)
    return folder


def write(course: Path, text: str) -> None:
    (course / "parts" / "sample.toml").write_text(text, encoding="utf-8")


def findings(course: Path, *needed: str) -> list[Finding]:
    return list(text_findings(course, {"sample": Sample}, needed, known))


def test_a_file_as_it_should_be(course: Path) -> None:
    assert findings(course, "sample") == []
    texts = read_texts(course, "sample", Sample)
    assert texts.closing.text == "Talk it over."
    assert texts.notes["first"].rows == ("receptors/her2",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"CF-001"', '"CF-003"', "key closing.facts.1: there is no 'CF-003' in facts. Did you mean 'CF-00"),
        ("faq/a1/s1", "faq/a1/s9", "key cases.1.evidence.1: there is no 'faq/a1/s9' in sentences. Did you mean"),
        ("receptors/her2", "receptors/her3", "key notes.first.rows.1: there is no 'her3' in receptors. Did you mean"),
        ("receptors/her2", "shoes/her2", "key notes.first.rows.1: there is no 'her2' in shoes."),
        ("receptors/her2", "her2", "key notes.first.rows.1: 'her2' names no row. Write the table, a slash, and"),
        ("drugs.tamoxifen", "drugs.tamoxifin", "key drugs.tamoxifin: there is no 'tamoxifin' in drugs or receptors."),
        ('facts = ["CF-001"]', "", "key closing: nothing says what this rests on. Name the sentences (evidence)"),
        ('evidence = ["faq/a1/s1"]', "", "key cases.1: nothing says what this rests on."),
        ("text = ", "txt = ", "key closing.txt: this key is not known here. Did you mean 'text'?"),
        ("names = ", "name = ", "key drugs.tamoxifen.name: this key is not known here. Did you mean 'names'?"),
        (
            "[closing]",
            "[more]\ntexts = 1\n[closing]",
            "key more.texts: this key is not known here. Did you mean 'text'?",
        ),
        ("[[cases]]", "[[cases]]\nevidenc = 1", "key cases.1.evidenc: this key is not known here. Did you mean"),
        ("[closing]", "[close]", "key closing: this is missing. Add it."),
        ('"Talk it over."', '""', "key closing.text: string should have at least 1 character."),
        ('"Talk it over."', "over", "row 3: this is no TOML file ("),
    ],
)
def test_what_is_wrong_is_found_with_its_place_and_cure(course: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    write(course, GOOD.replace(old, new, 1))
    assert any(str(finding).startswith(f"mine/parts/sample.toml, {told}") for finding in findings(course))


def test_all_that_is_wrong_is_found_at_once(course: Path) -> None:
    write(course, GOOD.replace("CF-001", "CF-003").replace("names = ", "name = "))
    assert [finding.key for finding in findings(course)] == [
        "closing.facts.1",
        "drugs.tamoxifen.names",
        "drugs.tamoxifen.name",
    ]


def test_ids_of_a_table_that_cannot_be_read_are_not_looked_up(course: Path) -> None:
    write(course, GOOD.replace("receptors/her2", "broken/her2"))
    assert findings(course) == []


def test_files_that_are_missing_or_that_nobody_reads_are_found(course: Path) -> None:
    (course / "parts" / "sample.toml").rename(course / "parts" / "simple.toml")
    assert [str(finding) for finding in findings(course, "sample")] == [
        "mine/parts/simple.toml: no part reads this file. Did you mean 'sample'?",
        "mine/parts/sample.toml: the file is missing. Add it, or take the parts that read it out of the lessons.",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, r"mine/parts/sample.toml: the texts of sample are missing\. Add it"),
        ("closing =", r"mine/parts/sample.toml: this is no TOML file \("),
        (GOOD.replace("text", "txt", 1), r"mine/parts/sample.toml: closing.text: this is missing\. Add it\."),
    ],
)
def test_reading_a_broken_file_says_where_and_what_to_do(course: Path, text: str | None, message: str) -> None:
    if text is None:
        (course / "parts" / "sample.toml").unlink()
    else:
        write(course, text)
    with pytest.raises(KnowledgeError, match=message):
        read_texts(course, "sample", Sample)


@given(st.text())
def test_any_text_is_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    (folder / "parts").mkdir(parents=True, exist_ok=True)
    (folder / "parts" / "sample.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert list(text_findings(folder, {"sample": Sample}, (), known))


def test_a_safety_text_rests_on_no_recalled_fact(course: Path) -> None:
    alarm = '\n[alarm]\ntext = "Call at once."\nfacts = ["{}"]\n'
    write(course, GOOD + alarm.format("CF-001"))
    assert findings(course) == []
    write(course, GOOD + alarm.format("CF-002"))
    (found,) = findings(course)
    assert "key alarm.facts.1: there is no 'CF-002' in the facts that were read in a source." in str(found)
    write(course, GOOD.replace("CF-001", "CF-002"))
    assert findings(course) == []
