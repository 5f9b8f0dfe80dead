"""SCORM packages: their manifest, what they may ask a platform to remember, and the same bytes each time."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ibc_edu.app.site import build as building
from ibc_edu.app.site import scorm as module
from ibc_edu.app.site.build import WEB
from ibc_edu.app.site.scorm import LONGEST_MEMORY, Package, manifest, settings_of, write_package
from ibc_edu.app.site.supplies import Supplies
from ibc_edu.cli import main
from ibc_edu.course.course import Course
from ibc_edu.errors import CourseError, UnknownNameError

VERSIONS = {
    "1.2": ("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.adlnet.org/xsd/adlcp_rootv1p2", "scormtype"),
    "2004": ("http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.adlnet.org/xsd/adlcp_v1p3", "scormType"),
}


@pytest.fixture
def without_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "write_python", lambda *_: None)
    monkeypatch.setattr(building, "_compiled", lambda *_: True)


def written(course: Course, path: Path, package: Package) -> bytes:
    write_package(course, path, package, supplies=Supplies(path.parent), say=lambda _: None)
    return path.read_bytes()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_manifest_has_one_activity_as_the_version_wants_it(version: str) -> None:
    space, adl, kind = VERSIONS[version]
    root = ElementTree.fromstring(manifest(version, "abc-1", "Stages & <signs>", "index.html", ["index.html", "a.js"]))
    assert root.tag == f"{{{space}}}manifest"
    assert re.fullmatch(r"[A-Za-z_][\w.-]*", root.attrib["identifier"])
    assert root.findtext(f"{{{space}}}metadata/{{{space}}}schema") == "ADL SCORM"
    assert root.findtext(f"{{{space}}}metadata/{{{space}}}schemaversion") in ("1.2", "2004 3rd Edition")
    [organization] = root.findall(f"{{{space}}}organizations/{{{space}}}organization")
    assert root.find(f"{{{space}}}organizations").attrib["default"] == organization.attrib["identifier"]  # type: ignore[union-attr]
    [item] = organization.findall(f"{{{space}}}item")
    assert item.findtext(f"{{{space}}}title") == "Stages & <signs>"
    [resource] = root.findall(f"{{{space}}}resources/{{{space}}}resource")
    assert item.attrib["identifierref"] == resource.attrib["identifier"]
    assert resource.attrib == {
        "identifier": "site",
        "type": "webcontent",
        "href": "index.html",
        f"{{{adl}}}{kind}": "sco",
    }
    assert [file.attrib["href"] for file in resource] == ["index.html", "a.js"]
    # In 2004 the page itself says when it is complete.
    assert (b"completionSetByContent" in manifest(version, "a", "b", "c", [])) == (version == "2004")


@pytest.mark.usefixtures("without_python")
@pytest.mark.parametrize("version", VERSIONS)
def test_a_package_is_a_site_with_a_manifest_of_all_its_files(course: Course, tmp_path: Path, version: str) -> None:
    written(course, tmp_path / "a.zip", Package(version, lesson="staging"))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        names = archive.namelist()
        root = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        page = archive.read("lessons/staging.html").decode()
    assert names[0] == "imsmanifest.xml"
    assert [each.attrib["href"] for each in root.iter(f"{{{VERSIONS[version][0]}}}file")] == names[1:]
    assert not any(name.startswith((".", "offline")) for name in names)
    [settings] = re.findall(r'id="platform">(.*?)</script>', page)
    assert json.loads(settings) == settings_of(course, Package(version, lesson="staging"))
    assert root.find(".//{*}resource").attrib["href"] == "lessons/staging.html"  # type: ignore[union-attr]


@pytest.mark.usefixtures("without_python")
def test_the_same_course_gives_the_same_bytes(course: Course, tmp_path: Path) -> None:
    first = written(course, tmp_path / "a.zip", Package("1.2"))
    assert written(course, tmp_path / "b.zip", Package("1.2")) == first
    assert written(course, tmp_path / "c.zip", Package("1.2", score=True)) != first


def test_it_counts_the_lesson_that_was_asked_for_and_no_score_by_default(course: Course) -> None:
    one = settings_of(course, Package("1.2", lesson="staging"))
    assert (one["lessons"], one["score"], one["start"]) == (["staging"], False, "lessons/staging.html")
    every = settings_of(course, Package("2004", score=True))
    assert every["lessons"] == list(course.plan.lesson_names)
    assert (every["score"], every["start"]) == (True, "index.html")
    assert every["questions"] != one["questions"]
    with pytest.raises(UnknownNameError):
        settings_of(course, Package("1.2", lesson="stagin"))


def test_no_more_questions_than_a_platform_remembers(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = module.questions_of(course, ["staging"])
    most = LONGEST_MEMORY["1.2"] - 9
    for count, fits in ((most, True), (most + 1, False)):
        monkeypatch.setattr(module, "questions_of", lambda *_, count=count: [questions[0]] * count)
        if fits:
            settings_of(course, Package("1.2"))
        else:
            with pytest.raises(CourseError, match="4,087 questions"):
                settings_of(course, Package("1.2"))
            settings_of(course, Package("2004"))


def test_the_page_keeps_to_the_same_limits() -> None:
    script = (WEB / "lms.js").read_text(encoding="utf-8")
    assert [int(each) for each in re.findall(r"longestMemory: (\d+)", script)] == list(LONGEST_MEMORY.values())


@pytest.mark.parametrize(
    "wrong",
    [
        ["--score"],
        ["--lesson", "staging"],
        ["--scorm", "1.2", "--serve"],
        ["--scorm", "1.2", "--port", "8080"],
        ["--scorm", "2004", "--no-browser"],
    ],
)
def test_options_that_do_not_go_together_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    assert main(["site", str(tmp_path / "out"), *wrong]) != 0
    assert "--scorm" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
