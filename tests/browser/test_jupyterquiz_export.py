"""The bank's questions in jupyterquiz itself, in JupyterLab: each answer is judged there as here, with its feedback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lab_page import LabPage, LabServer
from playwright.sync_api import Browser, expect

from ibc_edu.exchange import export
from ibc_edu.exchange.contract import About, Effect
from ibc_edu.exchange.formats import formats
from ibc_edu.quiz.bank import load_bank
from ibc_edu.quiz.kinds.base import QuestionBase

FILE = "exported.json"
CELL = f'from jupyterquiz import display_quiz\ndisplay_quiz("{FILE}", shuffle_answers=False)'
# Clicks every answer of every question; what was said of each, and whether it was called right.
CLICK_ALL = """() => [...document.querySelectorAll('.Quiz')].map(quiz => ({
    stem: quiz.querySelector('.QuizQn, .Qn, p, div')?.innerText ?? '',
    answers: [...quiz.querySelectorAll('.MCButton')].map(button => {
        button.click();
        const said = quiz.querySelector('.Feedback');
        return [button.innerText, said.classList.contains('correct'), said.innerText];
    }),
}))"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def questions() -> list[QuestionBase]:
    return list(load_bank())


@pytest.fixture
def lab(lab_server: LabServer, browser: Browser, questions: list[QuestionBase]) -> Iterator[LabPage]:
    pytest.importorskip("jupyterquiz", reason="jupyterquiz is not installed (the group bench has it)")
    data, _ = export(formats()["jupyterquiz"], questions, About())
    (lab_server.root / FILE).write_bytes(data)
    page = LabPage(lab_server, browser)
    page.write_notebook("exported.ipynb", CELL)
    page.open_notebook("exported.ipynb")
    page.run_all()
    yield page
    page.close()
    # It asks for a formula's typesetter itself where the notebook has not loaded one yet.
    assert [url for url in page.outside if "mathjax" not in url] == []


def test_every_answer_is_judged_there_as_here(lab: LabPage, questions: list[QuestionBase]) -> None:
    held = formats()["jupyterquiz"].kinds
    asked = [question for question in questions if held[question.kind].effect is not Effect.LEFT_OUT]
    expect(lab.page.locator(".Quiz")).to_have_count(len(asked), timeout=30_000)
    found = lab.page.evaluate(CLICK_ALL)
    judged = 0
    for question, item in zip(asked, found, strict=True):
        rows = question.exchange().rows if question.kind in ("single", "multiple") else ()
        assert [text for text, _, _ in item["answers"]] == [row.text for row in rows]
        for row, (_, right, said) in zip(rows, item["answers"], strict=True):
            assert right is (row.credit > 0)
            assert said.startswith(row.feedback)
            judged += 1
    assert judged > 400
    for place, question in enumerate(asked):
        if question.kind in ("numeric", "short_text"):
            for response in (
                question.response_text(question.key()),
                question.response_text(question.wrong_response(min)),
            ):
                grade = question.grade(question.read_text(response))
                quiz = lab.page.locator(".Quiz").nth(place)
                quiz.locator("input").fill(response)
                quiz.locator("input").press("Enter")
                expect(quiz.locator(".Feedback")).to_have_text(grade.lines[0].text)
                expect(quiz.locator(".Feedback.correct")).to_have_count(1 if grade.score == 1 else 0)
