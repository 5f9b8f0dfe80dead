"""The one schema of the curated tables is complete, and a Frictionless Data Package."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from frictionless import Package

from ibc_edu.errors import KnowledgeError
from ibc_edu.knowledge.schema import read_package
from ibc_edu.resources import course_folder

COMMON = ["origin", "evidence", "quote", "facts", "source", "as_of"]


def test_frictionless_finds_the_package_valid() -> None:
    report = Package(str(course_folder() / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])
    assert report.tasks[0].name == "article"


def test_frictionless_finds_a_broken_reference(data: Path) -> None:
    path = data / "knowledge" / "drugs.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",parp-inhibitors,", ",parp,"), encoding="utf-8")
    report = Package(str(data / "datapackage.json")).validate()
    assert "Foreign" in str(report.flatten(["title"]))


def test_every_file_is_described_and_every_description_has_its_file() -> None:
    tables = read_package(course_folder()).tables
    described = {table.path for table in tables.values()}
    assert described == {f"knowledge/{path.name}" for path in (course_folder() / "knowledge").iterdir()}


def test_everything_has_a_title_and_a_description() -> None:
    for table in read_package(course_folder()).tables.values():
        assert table.title
        assert table.description.endswith(".")
        for column in table.columns.values():
            assert column.title, (table.name, column.name)
            assert column.description.endswith("."), (table.name, column.name)


def test_every_number_has_a_unit() -> None:
    package = json.loads((course_folder() / "datapackage.json").read_bytes())
    fields = [field for resource in package["resources"] for field in resource.get("schema", {}).get("fields", [])]
    numbers = [field for field in fields if field["type"] in ("integer", "number")]
    assert numbers
    assert all(field["ibc:unit"] for field in numbers)


WITHOUT_GROUND = {"coverage_exceptions", "gated_facts", "fact_reviews"}  # they are about sentences and facts


def test_every_table_but_the_exceptions_says_what_its_rows_rest_on() -> None:
    tables = read_package(course_folder()).tables
    with_ground = [name for name, table in tables.items() if list(table.columns)[-6:] == COMMON]
    assert with_ground == [name for name in tables if name not in WITHOUT_GROUND]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"resources"', '"resource"', "the property 'resources' is missing"),
        ('"primaryKey": ["drug_id"]', '"primaryKey": ["drug"]', "the table drugs has no column drug"),
        ('"type": "integer"', '"type": "count"', "the type 'count' of position"),
        ('"taught": 1.0', '"taught": "all"', "does not describe the tables"),
        ("{", "[", "does not describe the tables"),
        ("{", "[" * 100_000, "nested too deeply"),
    ],
)
def test_a_broken_description_is_told(data: Path, old: str, new: str, message: str) -> None:
    path = data / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        read_package(data)
    assert message in str(caught.value)
    assert caught.value.where == "data/datapackage.json"


@pytest.mark.parametrize(
    "content", ["null", "7", '"x"', "[]", "{}", '{"resources": [7]}', '{"resources": {}}', "\ufeff{}", ""]
)
def test_any_other_json_is_told(data: Path, content: str) -> None:
    (data / "datapackage.json").write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError):
        read_package(data)


def test_a_missing_description_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="there is no such file"):
        read_package(tmp_path)


@pytest.mark.parametrize("folder", [course_folder(), files("ibc_edu.app") / "course_template"], ids=["own", "new"])
def test_a_form_that_cells_must_have_is_shown_by_an_example_that_has_it(folder: Path) -> None:
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    fields = [field for resource in described["resources"] for field in resource.get("schema", {}).get("fields", [])]
    formed = [field for field in fields if "pattern" in field.get("constraints", {})]
    assert formed
    for field in formed:
        assert re.fullmatch(field["constraints"]["pattern"], field.get("example", "")), field["name"]
