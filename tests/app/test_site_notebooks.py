"""Notebooks beside the pages of a site: the pages' own Python, no other host, nothing kept unasked."""

from __future__ import annotations

import asyncio
import json
import sys
import zipfile
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ibc_edu.app.pages import Pages
from ibc_edu.app.site import notebooks as module
from ibc_edu.app.site.archive import PACKAGES
from ibc_edu.app.site.build import site_addresses
from ibc_edu.app.site.needs import needs_by_part
from ibc_edu.app.site.notebooks import ADDRESS, PINS, write_lock
from ibc_edu.cli import main
from ibc_edu.course.course import Course

PAGE = Path(module.__file__).with_name("page")


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """The folder of a site's Python, without the large files."""
    (tmp_path / "pyodide-lock.json").write_text(
        json.dumps({"info": {"python": "3.14.0"}, "packages": {"numpy": {"name": "numpy"}}})
    )
    for name in (PACKAGES, *module.ARCHIVES):
        with zipfile.ZipFile(tmp_path / name, "w") as whole:
            whole.writestr(f"{name}.txt", name)
    return tmp_path


@pytest.fixture
def startup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module that a notebook starts with, where it says what two parts need."""
    folder = tmp_path / "ibc_edu_notebook"
    folder.mkdir()
    (folder / "__init__.py").write_bytes((PAGE / "notebook.py").read_bytes())
    (folder / "needs.json").write_text('{"survival-trial": ["scipy", "numpy"], "tables": ["pandas"]}')
    monkeypatch.syspath_prepend(str(tmp_path))
    import ibc_edu_notebook  # type: ignore[import-not-found]  # made above

    yield ibc_edu_notebook
    del sys.modules["ibc_edu_notebook"]


def test_what_the_kernel_asks_for_is_in_the_list_with_the_digest_of_its_file(python: Path) -> None:
    write_lock(python)
    packages = json.loads((python / "pyodide-lock.json").read_bytes())["packages"]
    settings = module._settings_for("A course", python)["jupyter-config-data"]["litePluginSettings"][module._PLUGIN]
    assert "numpy" in packages, "the pages' own list stays"
    assert {*settings["loadPyodideOptions"]["packages"], "plotly"} <= packages.keys()
    for name in {*packages} - {"numpy"}:
        content = (python / packages[name]["file_name"]).read_bytes()
        assert packages[name]["sha256"] == sha256(content).hexdigest()


def test_it_uses_the_pages_python_asks_no_other_host_and_keeps_nothing(python: Path) -> None:
    data = module._settings_for("A course", python)["jupyter-config-data"]
    kernel = data["litePluginSettings"][module._PLUGIN]
    assert kernel["pyodideUrl"] == "./../python/pyodide.mjs"
    assert kernel["disablePyPIFallback"] is True
    assert kernel["loadPyodideOptions"]["convertNullToNone"] is True
    assert kernel["loadPyodideOptions"]["env"]["IBC_EDU_RECORD"] == "memory"
    assert kernel["loadPyodideOptions"]["env"]["PYTHONSTARTUP"].startswith("/lib/python3.14/site-packages/")
    assert "://" not in json.dumps(data)
    stores = [value for name, value in data.items() if name.endswith("StorageDrivers")]
    assert stores == [["memoryStorageDriver"]] * 3


def test_a_cell_gets_the_packages_of_the_parts_that_it_names(startup: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[list[str]] = []

    async def load_package(names: list[str]) -> None:
        fetched.append(names)

    browser = ModuleType("pyodide_js")
    browser.loadPackage = load_package  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pyodide_js", browser)
    for cell in ('import ibc_edu\nibc_edu.lesson("trials").show("survival-trial")', "from ibc_edu import tables", "1"):
        assert asyncio.run(startup.fetch_needed([cell])) == [cell]
    assert fetched == [["numpy", "scipy"], ["pandas"]]


def test_parts_name_what_they_need(course: Course) -> None:
    needs = needs_by_part(course)
    assert needs["survival-trial"] == ["numpy", "pandas", "scipy"]
    assert needs["exercise"] == needs["tables"] == ["numpy", "pandas"]
    assert "check-phases" not in needs


@pytest.mark.parametrize("lesson", ["staging", "tables"])
def test_a_page_leads_to_its_notebook_where_there_are_notebooks(course: Course, lesson: str) -> None:
    file = course.plan.lesson(lesson).notebook
    with_them = Pages(course, site_addresses("../", with_notebooks=True)).lesson(lesson)
    assert f'href="../{ADDRESS}{file}"' in with_them
    assert "nothing is kept there" in with_them
    assert ADDRESS not in Pages(course, site_addresses("../")).lesson(lesson)
    assert ADDRESS not in Pages(course).lesson(lesson)


def test_the_title_page_leads_to_a_lesson_for_notebooks(course: Course) -> None:
    page = Pages(course, site_addresses("./", with_notebooks=True)).title()
    assert page.count(f'href="./{ADDRESS}') == 1
    assert ADDRESS not in Pages(course, site_addresses("./")).title()


def test_each_of_its_packages_is_pinned_by_digest() -> None:
    pins = [line for line in PINS.read_text().splitlines() if line and line[0] not in "# "]
    assert len(pins) > 10
    assert all("==" in line for line in pins)
    assert PINS.read_text().count("--hash=sha256:") == len(pins)


def test_a_package_for_a_platform_holds_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["site", str(tmp_path / "course.zip"), "--scorm", "1.2", "--notebooks"]) != 0
    assert "holds no notebooks" in capsys.readouterr().err
