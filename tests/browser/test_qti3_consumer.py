"""What qti-components, a player that others wrote, makes of our QTI 3.0 in a real browser, response by response.

All questions of the bank, and every tenth of the generated ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

import pytest
from consumer_folder import installed
from exchange_examples import responses, some_questions
from playwright.sync_api import Browser, Page
from quiz_examples import BY_KIND

from ibc_edu.exchange.contract import About
from ibc_edu.exchange.formats.qti3.elements import name_of
from ibc_edu.exchange.formats.qti3.writing import item
from ibc_edu.quiz.bank import load_bank
from ibc_edu.quiz.kinds.base import QuestionBase

AT_ONCE = 40  # questions that are sent to the page at once
ROUNDED = 6e-4  # scores have three digits there

pytestmark = pytest.mark.browser


class Scored(NamedTuple):
    """One response: our grade beside theirs."""

    question: QuestionBase
    response: Any
    theirs: dict[str, Any]

    @property
    def ours(self) -> float:
        return self.question.grade(self.response).score or 0.0

    @property
    def told(self) -> list[str]:
        """What we say of what was chosen, and the explanation."""
        lines = [line.text for line in self.question.grade(self.response).lines if line.chosen]
        return sorted(plain(text) for text in (*lines, self.question.explanation))


def plain(text: str) -> str:
    return " ".join(text.split())


def sent(question: QuestionBase, response: Any) -> Any:
    """A response as QTI has it."""
    form = question.exchange()
    if form.targets:
        return [f"{name_of(left)} {name_of(right)}" for left, right in response.items()]
    if form.interaction in ("choice", "order"):
        return name_of(response) if form.most == 1 else [name_of(key) for key in response]
    return str(response)


@pytest.fixture(scope="module")
def player(browser: Browser) -> Iterator[Page]:
    folder = installed()
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.set_content("<!doctype html><title>QTI 3.0</title>")
    page.add_script_tag(path=str(folder / "node_modules/@citolab/qti-components/cdn/index.global.js"))
    page.add_script_tag(path=str(folder / "qti3_page.js"))
    yield page
    context.close()


@pytest.fixture(scope="module")
def scored(player: Page) -> list[Scored]:
    rng, bank = Random(11), {question.id for question in load_bank()}
    tried = [
        (question, list(responses(question, rng))[: 4 if question.id in bank else 2]) for question in some_questions(10)
    ]
    asked = [
        {"xml": item(question, About()), "responses": [sent(question, each) for each in given]}
        for question, given in tried
    ]
    found = []
    for start in range(0, len(asked), AT_ONCE):
        found += player.evaluate("asked => window.gradeAll(asked)", asked[start : start + AT_ONCE])
    return [
        Scored(question, response, one)
        for (question, given), graded in zip(tried, found, strict=True)
        for response, one in zip(given, graded, strict=True)
    ]


def of(scored: list[Scored], *kinds: str) -> list[Scored]:
    chosen = [each for each in scored if each.question.kind in kinds]
    assert len(chosen) > 40
    return chosen


def test_what_the_page_calls_exact_has_our_score_and_our_feedback(scored: list[Scored]) -> None:
    assert len(scored) > 850
    for each in of(scored, "single", "multiple", "matching", "categorise", "ordering", "numeric"):
        assert each.theirs["score"] == pytest.approx(each.ours, abs=ROUNDED), (each.question.id, each.response)
        assert sorted(map(plain, each.theirs["said"])) == each.told, (each.question.id, each.response)


def test_words_have_our_score_and_feedback_but_for_slips(scored: list[Scored]) -> None:
    for each in of(scored, "short_text"):
        assert each.theirs["score"] == pytest.approx(each.ours, abs=ROUNDED), (each.question.id, each.response)
        assert sorted(map(plain, each.theirs["said"])) == each.told, (each.question.id, each.response)


def test_a_slip_of_spelling_is_not_forgiven_there_and_the_ways_to_write_it_are(player: Page) -> None:
    question = next(each for each in load_bank() if each.kind == "short_text" and len(each.key()) > 8)
    slip, article = f"{question.key()[:4]}{question.key()[5:]}", f"The {question.key()}."
    assert question.grade(slip).score == question.grade(article).score == 1
    asked = [{"xml": item(question, About()), "responses": [slip, article]}]
    [graded] = player.evaluate("asked => window.gradeAll(asked)", asked)
    assert [each["score"] for each in graded] == [0, 1]


def test_a_learner_can_click_and_type(player: Page) -> None:
    question = BY_KIND["multiple"]
    player.evaluate("async xml => { window.item = await window.putItem(xml); }", item(question, About()))
    for key in question.key():
        player.locator(f"qti-simple-choice[identifier={name_of(key)}]").click()
    assert player.evaluate("() => window.handIn(window.item)")["score"] == 1
    question = BY_KIND["numeric"]
    player.evaluate("async xml => { window.item = await window.putItem(xml); }", item(question, About()))
    player.locator("qti-text-entry-interaction input").press_sequentially(str(question.key()))
    assert player.evaluate("() => window.handIn(window.item)")["score"] == 1
    assert player.get_by_text(question.stem).is_visible()


@pytest.mark.parametrize("kind", BY_KIND)
def test_every_kind_shows_its_question_and_all_its_texts(player: Page, kind: str) -> None:
    question = BY_KIND[kind]
    player.evaluate("async xml => { window.item = await window.putItem(xml); }", item(question, About()))
    seen = player.locator("qti-item-body").inner_text()
    assert question.stem in seen
    form = question.exchange()
    shown = (
        [*(row.text for row in form.rows), *form.targets.values()] if form.interaction not in ("number", "text") else []
    )
    assert [text for text in shown if text not in seen] == []
    assert question.explanation not in seen
