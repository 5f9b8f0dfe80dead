"""The SCORM package inside a learning platform that others wrote, in a real browser: what arrives, and coming back."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from axe import violations
from consumer_folder import CONSUMERS, installed
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect
from site_page import served

from ibc_edu.app.site import build as building
from ibc_edu.app.site.scorm import Package, settings_of, write_package
from ibc_edu.app.site.supplies import Supplies
from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS
from ibc_edu.resources import own_course_folder

MS = 240_000
PACKAGES = {"1.2": Package("1.2", lesson="start"), "2004": Package("2004", score=True)}


@pytest.fixture(scope="module")
def course() -> Course:
    return Course(own_course_folder(), parts=PARTS, record="memory")


@pytest.fixture(scope="module")
def root(course: Course, supplies: Supplies, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A platform with both packages unpacked; their Python is that of the site, which is put together once."""
    installed()
    folder = tmp_path_factory.mktemp("platform")
    shutil.copy(CONSUMERS / "platform.html", folder)
    shutil.copy(CONSUMERS / "node_modules/scorm-again/dist/scorm-again.min.js", folder)
    for version, package in PACKAGES.items():
        with pytest.MonkeyPatch.context() as patch:
            if not (folder / "1.2").exists():
                patch.setattr(building, "write_python", lambda *to: shutil.copytree(site / "python", to[-1]))
            else:
                patch.setattr(building, "write_python", lambda *_: None)
            patch.setattr(building, "_compiled", lambda *_: True)
            path = folder / f"{version}.zip"
            write_package(course, path, package, supplies=supplies, say=lambda _: None)
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder / version)
    (folder / "2004" / "python").symlink_to(folder / "1.2" / "python")
    return folder


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    with served(root) as address:
        yield address


class Launch:
    """A learner's window of the platform with a package in it."""

    def __init__(self, context: BrowserContext, address: str, root: Path, version: str) -> None:
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        manifest = ElementTree.parse(root / version / "imsmanifest.xml").getroot()
        start = next(each.get("href") for each in manifest.iter() if each.tag.endswith("}resource"))
        self.page.goto(f"{address}platform.html?version={version}&start={version}/{start}")

    @property
    def package(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    @property
    def kept(self) -> dict[str, Any]:
        """What the platform keeps."""
        kept: dict[str, Any] = json.loads(self.page.evaluate("localStorage.getItem('kept')") or '{"cmi": {}}')["cmi"]
        return kept

    def wait_for(self, condition: str) -> None:
        """Wait until JavaScript about `cmi`, what the platform keeps, is true."""
        script = f"() => {{ const {{ cmi }} = JSON.parse(localStorage.getItem('kept') ?? '{{}}'); return {condition} }}"
        self.page.wait_for_function(script, timeout=MS)

    def wait_for_parts(self) -> None:
        expect(self.package.locator("[data-part][aria-busy]")).to_have_count(0, timeout=MS)

    def answer_first(self) -> None:
        question = self.package.locator(".ibc-item:visible").first
        question.locator(".ibc-choice input").first.check()
        question.get_by_role("button", name="Check answer").click()
        expect(question.locator(".ibc-headline").first).to_be_visible(timeout=60_000)


def test_a_lesson_is_complete_when_its_questions_are_answered(browser: Browser, address: str, root: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    launch = Launch(context, address, root, "1.2")
    expect(launch.package.get_by_text("Your learning platform gets each answer")).to_be_visible()
    launch.wait_for_parts()
    expect(launch.package.locator(".ibc-record")).to_contain_text("Your learning platform gets what you answer")
    launch.wait_for("cmi?.suspend_data")
    assert launch.kept["core"]["lesson_status"] == "incomplete"
    assert violations(launch.page.frames[-1]) == []
    launch.answer_first()
    launch.wait_for("cmi.core.lesson_status === 'completed'")
    kept = launch.kept
    [answer] = kept["interactions"].values()
    assert (answer["id"], answer["type"]) == ("start-who-decides", "choice")
    assert answer["student_response"] in "abc"
    assert answer["result"] == ("correct" if answer["student_response"] == "a" else "wrong")
    assert kept["core"]["score"]["raw"] == ""  # nobody asked for one
    assert launch.errors == []
    launch.page.goto("about:blank")
    later = Launch(context, address, root, "1.2")
    assert later.page.evaluate("localStorage.getItem('ended')") == "yes"
    later.wait_for_parts()
    later.wait_for("cmi.suspend_data.length > 5")
    assert later.kept["core"]["lesson_status"] == "completed"
    context.close()


def test_a_learner_comes_back_to_the_place_and_keeps_what_counts(
    browser: Browser, address: str, root: Path, course: Course
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    launch = Launch(context, address, root, "2004")
    launch.package.locator("main li[data-lesson=staging] a").click()
    launch.wait_for_parts()
    launch.answer_first()
    launch.wait_for("Object.keys(cmi.interactions ?? {}).length === 1")
    before = launch.kept
    assert before["completion_status"] == "incomplete"
    assert before["interactions"]["0"]["description"]
    credits = before["suspend_data"].split()[1]
    assert before["suspend_data"].split()[0] == settings_of(course, PACKAGES["2004"])["questions"]
    assert float(before["score"]["raw"]) == pytest.approx(
        10 * sum(int(mark, 11) for mark in credits if mark != "-") / len(credits), abs=0.06
    )
    assert float(before["progress_measure"]) == pytest.approx(1 / len(credits), abs=0.001)
    cells = launch.package.locator("article > section.text")
    cells.nth(6).evaluate("cell => cell.scrollIntoView({ behavior: 'instant' })")
    wanted = cells.nth(6).get_attribute("id")
    launch.page.wait_for_timeout(1000)
    assert launch.errors == []
    launch.page.goto(f"{address}scorm-again.min.js")
    kept = launch.page.evaluate("localStorage.getItem('kept')")
    assert json.loads(kept)["cmi"]["location"] == f"lessons/staging.html#cell-id={wanted}"
    context.close()

    elsewhere = browser.new_context(viewport={"width": 1280, "height": 900})  # another browser: no record in it
    elsewhere.add_init_script(f"localStorage.kept ??= {json.dumps(kept)}")
    later = Launch(elsewhere, address, root, "2004")
    expect(later.package.locator("article[data-lesson=staging]")).to_be_visible()
    later.wait_for_parts()
    place = later.package.locator(f"[id='{wanted}']")
    assert -200 < place.evaluate("cell => cell.getBoundingClientRect().top") < 600
    later.wait_for(f"cmi.suspend_data === {json.dumps(before['suspend_data'])}")
    later.answer_first()
    later.wait_for("Object.keys(cmi.interactions ?? {}).length === 2")
    assert later.errors == []
    elsewhere.close()


def test_outside_a_platform_the_package_is_a_site(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}1.2/index.html")
    expect(page.get_by_text("No learning platform takes reports")).to_be_visible()
    page.close()
