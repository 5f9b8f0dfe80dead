"""A new course in JupyterLab, made and opened by commands alone: its question is answered, its lesson is presented."""

from __future__ import annotations

from pathlib import Path

import pytest
from lab_page import LabPage
from lesson_page import check, item, open_lesson
from playwright.sync_api import expect

from ibc_edu.app.new_course import TEMPLATE
from ibc_edu.cli import main

FOLDER = "bread-lessons"


@pytest.fixture(scope="module")
def lesson(running_lab: LabPage, tmp_path_factory: pytest.TempPathFactory) -> LabPage:
    """The lesson of a new course, run in a workspace of that course; nothing but the workspace says which it is."""
    course = tmp_path_factory.mktemp("courses") / "bread"
    assert main(["new-course", str(course)]) == 0
    workspace: Path = running_lab.server.root / FOLDER
    assert main(["--course", str(course), "workspace", str(workspace)]) == 0
    open_lesson(running_lab, f"{FOLDER}/01_bread.ipynb")
    return running_lab


def test_a_wrong_answer_is_explained_and_a_right_one_is_taken(lesson: LabPage) -> None:
    question = item(lesson, "Before you read", "bread-predict-bubbles", TEMPLATE)
    question.get_by_label("From air that is kneaded in").check()
    expect(check(question)).to_contain_text("Kneading prepares the dough for the gas")
    question.get_by_role("button", name="Try again").click()
    expect(question).not_to_have_attribute("data-status", "incorrect")  # the kernel has opened it again
    question.get_by_label("From yeast that feeds on sugars").check()
    expect(check(question)).to_contain_text("It gives off carbon dioxide while it feeds.")
    expect(question).to_contain_text("Yeast feeds on sugars and gives off carbon dioxide")


def test_typing_the_word_is_enough(lesson: LabPage) -> None:
    question = item(lesson, "Gas and net", "bread-name-the-threads", TEMPLATE)
    question.get_by_role("textbox").fill("Gluten")
    expect(check(question)).to_contain_text("Kneading lines its threads up into a net.")


def test_its_own_record_and_sources_are_shown(lesson: LabPage) -> None:
    expect(lesson.page.locator(".ibc-source-panel")).to_contain_text("Yeast is a living fungus")
    known = lesson.page.locator(".ibc-mastery")
    known.get_by_role("button", name="Bring this up to date").click()
    expect(known).to_contain_text("Explain where the gas in bread comes from")


def test_it_is_presented_on_the_full_screen(lesson: LabPage) -> None:
    lesson.page.get_by_role("button", name="Present on the full screen").click()
    stage = lesson.page.locator(".ibc-presenter")
    expect(stage).to_contain_text("Bread: where the bubbles come from")
    assert lesson.page.evaluate("!!document.fullscreenElement")
    lesson.page.keyboard.press("Escape")
