"""Questions from another system in the educators' notebook: choose a file, read what is missing, save the drafts."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from lab_page import LabPage, Theme
from lesson_page import open_lesson
from playwright.sync_api import Locator, expect

from ibc_edu.exchange import export
from ibc_edu.exchange.contract import About
from ibc_edu.exchange.formats import formats
from ibc_edu.parts.import_questions.widget import MOST_SENT
from ibc_edu.quiz.bank import load_bank, read_bank

PANEL = ".ibc-import-questions"
GIFT = b"""::lymph::[plain]Where does lymph flow? <b>Say where.</b>{=To the nodes ~To the bones}

::tell::Write about it.{}
"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lesson(running_lab: LabPage) -> LabPage:
    open_lesson(running_lab, "08_for_educators.ipynb")
    running_lab.page.set_viewport_size({"width": 1300, "height": 1400})
    return running_lab


@pytest.fixture
def panel(lesson: LabPage) -> Locator:
    found = lesson.page.locator(PANEL)
    expect(found.get_by_role("button", name="Read the file")).to_be_visible()
    return found


def read(panel: Locator, path: Path, data: bytes, system: str | None = None, lesson: str = "") -> None:
    path.write_bytes(data)
    panel.get_by_label("Your file").set_input_files(path)
    if system:
        panel.get_by_label("System").select_option(system)
    panel.get_by_label("Lesson").select_option(lesson)
    panel.get_by_role("button", name="Read the file").click()


def saved(lesson: LabPage, panel: Locator, path: Path) -> Path:
    with lesson.page.expect_download() as found:
        panel.get_by_role("button", name="Save ").click()
    found.value.save_as(path / found.value.suggested_filename)
    return path / found.value.suggested_filename


def test_a_file_is_chosen_read_and_saved_as_drafts_with_what_is_missing(
    lesson: LabPage, panel: Locator, tmp_path: Path
) -> None:
    read(panel, tmp_path / "theirs.txt", GIFT, "gift", "staging")
    expect(panel.get_by_text("1 question came in from theirs.txt.").first).to_be_visible()
    expect(panel.get_by_text("It is an essay, which nothing here can grade.")).to_be_visible()
    expect(panel.get_by_text("It came without")).to_be_visible()
    panel.get_by_text("The questions", exact=True).click()
    expect(panel.locator("ol li")).to_contain_text("Where does lymph flow? <b>Say where.</b>")
    file = saved(lesson, panel, tmp_path)
    assert file.name == "theirs.toml"
    assert [question.lesson for question in read_bank([tmp_path])] == ["staging"]
    assert "# Still missing:" in file.read_text(encoding="utf-8")


def test_a_package_is_known_by_its_name_and_comes_in_whole(lesson: LabPage, panel: Locator, tmp_path: Path) -> None:
    questions = list(load_bank().select(lesson="staging"))
    data, _ = export(formats()["xlsx"], questions, About())
    read(panel, tmp_path / "sheet.xlsx", data)
    expect(panel.get_by_text(f"{len(questions)} questions came in from sheet.xlsx.").first).to_be_visible()
    expect(panel.get_by_text("Nothing is missing.")).to_be_visible()
    file = saved(lesson, panel, tmp_path)
    assert len(tomllib.loads(file.read_text(encoding="utf-8"))["question"]) == len(questions)


def test_a_lesson_is_made_for_another_system_saved_and_comes_in_again(
    lesson: LabPage, panel: Locator, tmp_path: Path
) -> None:
    out = lesson.page.locator(".ibc-export-questions.ibc-root")
    out.get_by_label("System").select_option("qti3")
    out.get_by_label("Questions").select_option("staging")
    out.get_by_role("button", name="Make the file").click()
    expect(out.get_by_text("slips of spelling are not forgiven there")).to_be_visible()
    file = saved(lesson, out, tmp_path)
    assert file.name == "staging-qti3.zip"
    count = len(load_bank().select(lesson="staging"))
    read(panel, tmp_path / "again.zip", file.read_bytes(), "qti3")
    expect(panel.get_by_text(f"{count} questions came in from again.zip.").first).to_be_visible()


def test_a_file_as_large_as_may_be_comes_through_and_a_larger_one_is_refused(panel: Locator, tmp_path: Path) -> None:
    filled = GIFT + b"// " + b"x" * (MOST_SENT - len(GIFT) - 3)
    assert len(filled) == MOST_SENT
    read(panel, tmp_path / "large.txt", filled, "gift")
    expect(panel.get_by_text("1 question came in from large.txt.").first).to_be_visible(timeout=20_000)
    read(panel, tmp_path / "larger.txt", filled + b"x", "gift")
    expect(panel.get_by_text("This file is larger than 5 MB.").first).to_be_visible()


def test_what_is_no_such_file_is_said_and_the_page_goes_on(panel: Locator, tmp_path: Path) -> None:
    read(panel, tmp_path / "bomb.xml", b'<!DOCTYPE quiz [<!ENTITY a "ha">]><quiz>&a;</quiz>', "moodle")
    expect(panel.locator(".ibc-problem").first).to_contain_text("declares entities or a document type")
    expect(panel.get_by_role("button", name="Save ")).to_have_count(0)
    read(panel, tmp_path / "theirs.txt", GIFT, "gift")
    expect(panel.get_by_text("1 question came in from theirs.txt.").first).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_panel_is_accessible(lesson: LabPage, panel: Locator, theme: Theme, tmp_path: Path) -> None:
    read(panel, tmp_path / "theirs.txt", GIFT, "gift")
    expect(panel.get_by_text("It came without")).to_be_visible()
    lesson.set_theme(theme)
    assert lesson.axe(PANEL) == []
    lesson.screenshot(f"import-{theme}", PANEL)
