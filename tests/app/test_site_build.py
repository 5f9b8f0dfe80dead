"""The folder of a site: pages that name each other by relative addresses, and nothing else's folder touched."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ibc_edu.app.site import build as module
from ibc_edu.app.site.build import MARK, build, course_of
from ibc_edu.app.site.needs import packages_needed
from ibc_edu.app.site.supplies import Supplies
from ibc_edu.course.course import Course
from ibc_edu.errors import CourseError

NAMED = re.compile(r"""(?:href|src)="([^"#:]+)["#]""")


@pytest.fixture
def site(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site without Python in it."""
    monkeypatch.setattr(module, "write_python", lambda *_: None)
    monkeypatch.setattr(module, "_compiled", lambda *_: True)
    build(course, tmp_path / "site", supplies=Supplies(tmp_path), say=lambda _: None)
    return tmp_path / "site"


def test_every_file_that_a_page_names_is_there_by_a_relative_address(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        for name in NAMED.findall(page.read_text(encoding="utf-8")):
            assert not name.startswith("/"), f"{page.name} could not lie below a path"
            if not name.endswith(".ipynb"):
                assert (page.parent / name).resolve().is_file(), f"{page.name} names {name}"


def test_a_lesson_page_carries_its_cells_and_what_they_need(site: Path) -> None:
    page = (site / "lessons" / "trials.html").read_text(encoding="utf-8")
    [live] = re.findall(r'id="live">(.*?)</script>', page)
    cells = json.loads(live)["cells"]
    needs = {cell["code"].rpartition('show("')[2].rstrip('")'): cell["needs"] for cell in cells}
    assert needs["survival-trial"] == ["numpy", "pandas", "scipy"]
    assert needs["check-phases"] == []
    assert json.loads(live)["notebooks"]["01_staging.ipynb"] == "staging"


def test_a_browser_is_told_what_to_keep_all_but_the_large_packages(site: Path) -> None:
    names = json.loads((site / "offline.json").read_text(encoding="utf-8"))
    assert {"index.html", "lessons/staging.html"} <= set(names)
    assert any(name.endswith("/site.js") for name in names)
    assert all((site / name).is_file() and not name.startswith(".") for name in names)
    assert (site / "offline.js").is_file()  # beside the title page, so that it may serve the whole folder


def test_what_a_class_is_counted_with_is_needed_by_its_parts(course: Course) -> None:
    code = 'import ibc_edu\nibc_edu.lesson("educators").show("simulated-class")'
    assert "numpy" in packages_needed(course, "educators", code)


def test_a_folder_with_something_else_is_left_alone(course: Course, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CourseError, match="something else"):
        build(course, tmp_path, supplies=Supplies(tmp_path), say=lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_site_is_replaced_as_a_whole(site: Path, course: Course, tmp_path: Path) -> None:
    (site / "old.html").touch()
    build(course, site, supplies=Supplies(tmp_path), say=lambda _: None)
    assert (site / MARK).is_file()
    assert course_of(site) == course.plan.name
    assert not (site / "old.html").exists()
