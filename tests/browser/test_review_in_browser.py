"""The review page on the real thing: what is known, a mixed exam, and the certificate that follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lab_page import LabPage, LabServer, Theme
from playwright.sync_api import Browser, Locator, expect

from ibc_edu.course.course import Course
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.single import Single
from ibc_edu.quiz.sessions.session import QuizSession

REVIEW = "06_review.ipynb"
PARTS = (".ibc-mastery", ".ibc-quiz", ".ibc-certificate")
MARKUP = "<img src=x onerror=alert(1)> Ann"
# Runs in the printing frame too; that frame belongs to the page and may tell it what would have been printed.
STUB_PRINTING = "window.print = () => { window.top.printed = document.body.innerText; };"
PATH = "() => window.jupyterapp.shell.currentWidget?.context?.path"


def work_through_the_lessons(record: Path) -> None:
    """Three days ago, a learner who agreed to a record answered every question, one in four single choices wrong."""
    then = datetime.now(UTC) - timedelta(days=3)
    course = Course(clock=lambda: then, record=str(record))
    course.record.grant()
    for number, question in enumerate(
        question for question in course.bank if question.lesson in course.plan.exam_lessons
    ):
        session = QuizSession("played", "Played", (question,), learner=course.record.learner)
        _, attempt = session.answer(question.id, played(question, right=number % 4 > 0), at=then, sureness=3)
        assert attempt is not None
        course.keep(attempt)
    course.record.close()


def played(question: QuestionBase, *, right: bool) -> object:
    if right or not isinstance(question, Single):
        return question.key()
    return next(key for key in question.by_key if key != question.key())


@pytest.fixture(scope="module")
def lab(lab_server: LabServer, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabPage]:
    """The review page of that learner, run once; the tests take it further, one after the other."""
    record = tmp_path_factory.mktemp("review") / "record.sqlite3"
    work_through_the_lessons(record)
    lab_server.add_lessons(record.parent.name, record, REVIEW, "01_staging.ipynb", "02_receptors.ipynb")
    page = LabPage(lab_server, browser)
    page.page.add_init_script(STUB_PRINTING)
    page.page.set_viewport_size({"width": 1300, "height": 2400})
    page.open_notebook(f"{record.parent.name}/{REVIEW}")
    page.run_all()
    yield page
    page.close()
    assert page.outside == []
    assert page.errors == []


def button(where: Locator, name: str) -> Locator:
    return where.get_by_role("button", name=name, exact=True)


def exam(lab: LabPage) -> Locator:
    return lab.page.locator(".ibc-quiz[aria-label='Mixed exam']")


def certificate(lab: LabPage) -> Locator:
    return lab.page.locator(".ibc-certificate")


def test_what_is_known_stands_in_words_and_mix_ups_with_what_is_so(lab: LabPage) -> None:
    panel = lab.page.locator(".ibc-mastery")
    assert panel.locator(".ibc-mastery-objectives li").count() > 20
    expect(panel.locator(".ibc-mastery-objectives li").first).to_contain_text("%")
    mix_ups = panel.locator(".ibc-mix-ups > li")
    expect(mix_ups.first).to_contain_text("Met once: ")
    assert mix_ups.count() > mix_ups.locator("visible=true").count() == 5
    fold = panel.get_by_text(f"{mix_ups.count() - 5} more")
    fold.click()
    expect(mix_ups.last).to_be_visible()
    fold.click()
    sources = mix_ups.first.locator("> .ibc-sources")
    sources.locator("summary").click()
    expect(sources.locator(".ibc-source-list > li").first).to_be_visible()
    expect(certificate(lab)).to_contain_text("Hand in the mixed exam on this page")


def test_an_exam_is_flagged_handed_in_with_a_warning_and_leads_back_to_the_lessons(lab: LabPage) -> None:
    quiz = exam(lab)
    item = quiz.locator(".ibc-item:not([hidden])")
    item.get_by_text("It becomes stage V").click()  # wrong, so that there is something to read again
    button(item, "Come back to this").click()
    expect(quiz.locator(".ibc-strip").first.get_by_role("button").first).to_have_attribute(
        "aria-label", "Question 1, answered, to come back to"
    )
    button(quiz, "Hand in…").click()
    warning = quiz.get_by_role("group", name="Hand in?")
    expect(warning).to_contain_text("questions are still open. Handed in like this, they stay blank.")
    lab.screenshot("review-exam-warning-light", ".ibc-quiz[aria-label='Mixed exam']")
    button(warning, "Hand in now").click()
    summary = quiz.locator(".ibc-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("0 right, 1 wrong or only partly right, ")
    here = lab.page.evaluate(PATH)
    summary.get_by_role("link", name="Staging").first.click()
    lab.page.wait_for_function(f"here => ({PATH})() === here", arg=here.replace(REVIEW, "01_staging.ipynb"))
    lab.page.locator(".lm-TabBar-tab", has_text=REVIEW).click()
    lab.page.wait_for_function(f"here => ({PATH})() === here", arg=here)


def test_the_certificate_is_printed_and_saved_with_the_typed_name_as_text(lab: LabPage, tmp_path: Path) -> None:
    paper = certificate(lab)
    button(paper, "Bring this up to date").click()
    paper.get_by_label("Name to print on it").fill(MARKUP)
    button(paper, "Print, or save as PDF").click()
    lab.page.wait_for_function("() => window.printed")
    printed = lab.page.evaluate("() => window.printed")
    assert MARKUP in printed
    assert "handed in 1 mixed exam" in printed
    assert "no proof of skill with patients" in printed
    with lab.page.expect_download() as download:
        button(paper, "Save as a web page").click()
    saved = tmp_path / "certificate.html"
    download.value.save_as(saved)
    text = saved.read_text(encoding="utf-8")
    assert "&lt;img src=x onerror=alert(1)&gt; Ann" in text
    assert "<img" not in text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_either_theme(lab: LabPage, theme: Theme) -> None:
    lab.set_theme(theme)
    assert lab.axe(*PARTS) == []
    for part in PARTS:
        lab.page.locator(part).first.scroll_into_view_if_needed()
        lab.screenshot(f"review{part.replace('.ibc', '')}-{theme}")
    lab.set_theme("light")
