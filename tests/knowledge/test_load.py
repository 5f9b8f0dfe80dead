"""Tables by name: what they hold, and that nobody's changes reach anybody else."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

import pandas as pd
import pytest

import ibc_edu
from ibc_edu import resources
from ibc_edu.document import DOCUMENT_TABLES
from ibc_edu.errors import CourseError, DocumentError, KnowledgeError, UnknownNameError
from ibc_edu.knowledge import Tables, load
from ibc_edu.knowledge.schema import read_package
from ibc_edu.resources import course_folder

CURATED = (
    "stages", "metastatic_sites", "receptors", "subtypes", "therapy_classes", "drugs", "side_effects", "monitoring",
    "call_signs", "label_warnings", "purposes", "trial_phases", "trial_rights", "eligibility", "supports",
    "gated_facts", "fact_reviews", "caveats", "objectives", "glossary", "facts", "misconceptions",
    "coverage_exceptions",
)  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load()


def test_names_are_the_articles_tables_then_the_curated_ones(tables: Tables) -> None:
    assert tables.names == (*DOCUMENT_TABLES, *CURATED)
    assert [*tables] == [*tables.names]
    assert len(tables) == len(tables.names)
    assert "drugs" in tables
    assert "drug" not in tables


@pytest.mark.parametrize("name", [*DOCUMENT_TABLES, *CURATED])
def test_every_table_can_be_had_both_ways(tables: Tables, name: str) -> None:
    frame = tables[name]
    pd.testing.assert_frame_equal(frame, getattr(tables, name))
    assert len(frame) > 0
    assert list(frame.index) == list(range(len(frame)))


@pytest.mark.parametrize("name", CURATED)
def test_types_are_those_of_the_schema(tables: Tables, name: str) -> None:
    schema = read_package(course_folder()).tables[name]
    frame = tables[name]
    assert list(frame.columns) == list(schema.columns)
    for column in schema.columns.values():
        assert frame[column.name].dtype == column.dtype
        if column.is_list:
            assert all(type(entries) is list and all(map(str.strip, entries)) for entries in frame[column.name])
        elif column.required:
            assert frame[column.name].notna().all()


def test_empty_cells_are_missing_and_empty_lists_are_lists(tables: Tables) -> None:
    drugs = tables.drugs.set_index("drug_id")
    assert drugs.loc["olaparib", "as_written"] == "Olaparib"
    assert drugs["as_written"].isna()["fulvestrant"]
    assert drugs.loc["fulvestrant", "evidence"] == []
    side_effects = tables.side_effects.set_index("side_effect_id")
    assert side_effects["may_last"].dropna()["chemotherapy-neuropathy"]
    assert side_effects["may_last"].isna()["chemotherapy-fatigue"]
    assert tables.objectives["position"].min() == 1


def test_a_change_reaches_nobody_else() -> None:
    tables = load()
    for name in ("drugs", "sentences"):
        mine, untouched = tables[name], tables[name]
        lists = "evidence" if name == "drugs" else "references"
        mine.loc[0, mine.columns[0]] = "changed"
        mine[lists].iloc[0].append("changed")
        del mine[mine.columns[1]]
        pd.testing.assert_frame_equal(tables[name], untouched)
        pd.testing.assert_frame_equal(load()[name], untouched)


@pytest.mark.parametrize(
    ("name", "cure"),
    [("drug", "'drugs'"), ("glosary", "'glossary'"), ("zzz", "Use one of: sections, "), (7, "Use one of: ")],
)
def test_an_unknown_name_is_told_with_a_near_one(tables: Tables, name: str, cure: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        tables[name]
    assert repr(name) in caught.value.what
    assert cure in str(caught.value)


def test_an_unknown_name_is_a_missing_attribute_and_a_missing_key(tables: Tables) -> None:
    assert not hasattr(tables, "drug")
    assert not hasattr(tables, "_repr_html_")
    assert tables.get("drug") is None
    with pytest.raises(UnknownNameError, match="Did you mean 'drugs'"):
        _ = tables.drug


def test_tables_help_whoever_explores_them(tables: Tables) -> None:
    assert {"drugs", "sentences", "names", "document"} <= set(dir(tables))
    assert "drugs" in tables._ipython_key_completions_()
    assert repr(tables).splitlines()[0] == 'Tables of "inflammatory-breast-cancer-stage-iv-treatment.txt"'
    assert "curated: stages, " in repr(tables)
    assert tables.document.text.startswith("Inflammatory carcinoma")


def test_tables_compare_by_identity(tables: Tables) -> None:
    assert tables == tables
    assert tables != load()
    assert len({tables, tables}) == 1


def test_tables_can_be_copied(tables: Tables) -> None:
    for other in (copy.copy(tables), copy.deepcopy(tables), pickle.loads(pickle.dumps(tables))):
        pd.testing.assert_frame_equal(other.drugs, tables.drugs)


def test_another_article_has_its_own_tables_only(tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text("Title\n\nHeading\n\nIt works.[1]\n", encoding="utf-8")
    tables = ibc_edu.load(path)
    assert tables.names == DOCUMENT_TABLES
    assert tables.sentences["text"].tolist() == ["It works."]
    assert "curated" not in repr(tables)
    with pytest.raises(UnknownNameError):
        tables["drugs"]


@pytest.mark.parametrize("path", ["missing.txt", ".", b"article.txt", 7, ["article.txt"]], ids=repr)
def test_a_path_that_is_no_article_is_told(path: object) -> None:
    with pytest.raises(DocumentError) as caught:
        load(path)  # type: ignore[arg-type]
    assert caught.value.where
    assert caught.value.cure


def test_missing_data_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "ibc_edu" / "resources.py"))
    with pytest.raises(CourseError, match="data is missing"):
        course_folder()


def test_data_inside_the_package_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (tmp_path / "data", tmp_path / "ibc_edu" / "data"):
        folder.mkdir(parents=True)
        (folder / "course.toml").touch()
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "ibc_edu" / "resources.py"))
    assert course_folder() == tmp_path / "ibc_edu" / "data"
    (tmp_path / "ibc_edu" / "data" / "course.toml").unlink()
    assert course_folder() == tmp_path / "data"


def test_a_broken_table_is_told_when_asked_for_and_hurts_no_other(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = data / "knowledge" / "drugs.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("by mouth", "by spoon"), encoding="utf-8")
    monkeypatch.setattr("ibc_edu.knowledge.tables.course_folder", lambda: data)
    tables = load()
    assert len(tables.stages) == 8
    with pytest.raises(KnowledgeError) as caught:
        _ = tables.drugs
    assert str(caught.value).startswith("data/knowledge/drugs.csv, row 2, column route: 'by spoon' is not allowed.")
    assert "more: `ibc-edu check` lists all that is wrong." in str(caught.value)


def test_a_missing_article_is_told_when_needed_and_hurts_no_curated_table(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "source" / "inflammatory-breast-cancer-stage-iv-treatment.txt").unlink()
    monkeypatch.setattr("ibc_edu.knowledge.tables.course_folder", lambda: data)
    tables = load()
    assert len(tables.stages) == 8
    with pytest.raises(DocumentError, match="there is no such file"):
        _ = tables.sentences
