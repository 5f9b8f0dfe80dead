"""A class answers from phones: a presenter's page and two pages of the size of a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lab_page import ARTIFACTS, LabPage
from playwright.sync_api import Browser, Locator, Page, expect

from ibc_edu.classroom.live.addresses import own_addresses

pytestmark = pytest.mark.browser

STAGE = ".ibc-presenter[data-role=stage]"
JUMP = "select[aria-label='Go to step']"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def lesson(running_lab: LabPage) -> LabPage:
    """A presentation that lets phones in."""
    if not own_addresses():
        pytest.skip("this computer is on no network that a phone could share")
    running_lab.write_notebook("phones.ipynb", 'import ibc_edu\nibc_edu.present("staging")')
    running_lab.open_inside("phones.ipynb")
    running_lab.page.set_viewport_size({"width": 1920, "height": 1080})
    running_lab.run_all()
    card = running_lab.page.locator(".ibc-presenter").first
    card.get_by_role("button", name="Let phones answer").click()
    card.locator(".ibc-presenter-addresses button").first.click()
    expect(card).to_contain_text("Phones join at")
    running_lab.screenshot("phones-card", ".ibc-presenter")
    return running_lab


@pytest.fixture(scope="module")
def address(lesson: LabPage) -> str:
    text = lesson.page.get_by_text("Phones join at").first.text_content() or ""
    found = re.search(r"\d+\.\d+\.\d+\.\d+:\d+/[a-z]{6}", text)
    assert found, text
    return f"http://{found[0]}"


@pytest.fixture(scope="module")
def phones(browser: Browser, address: str) -> Iterator[list[Page]]:
    """Two phones, one of them in the dark theme; they ask nobody but the room for anything."""
    contexts = [
        browser.new_context(viewport=PHONE, has_touch=True, color_scheme=scheme) for scheme in ("light", "dark")
    ]
    pages = [context.new_page() for context in contexts]
    asked: list[str] = []
    errors: list[str] = []
    for page in pages:
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(address)
        expect(page.get_by_text("You are in.")).to_be_visible()
    yield pages
    for context in contexts:
        context.close()
    assert {url for url in asked if not url.startswith("data:")} == {address}
    assert errors == []


@pytest.fixture(scope="module")
def stage(lesson: LabPage, phones: list[Page]) -> Locator:
    card = lesson.page.locator(".ibc-presenter").first
    expect(card).to_contain_text("2 phones are in.")
    card.get_by_role("button", name="Show the address on the screen").click()
    found = lesson.page.locator(STAGE)
    expect(found.locator(".ibc-presenter-join")).to_be_visible()
    expect(found.locator(".ibc-presenter-join svg path")).to_have_attribute("d", re.compile("M4 4h1"))
    lesson.screenshot("phones-join-1920")
    lesson.page.keyboard.press("q")
    expect(found.locator(".ibc-presenter-join")).to_be_hidden()
    return found


def picture(page: Page, name: str) -> None:
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"{name}.png", full_page=True)


def go(stage: Locator, text: str) -> None:
    labels = stage.locator(f"{JUMP} option").all_text_contents()
    stage.locator(JUMP).select_option(str(next(n for n, label in enumerate(labels) if text in label)))


def test_a_class_answers_discusses_answers_again_and_sees_why(
    lesson: LabPage, stage: Locator, phones: list[Page]
) -> None:
    line = stage.locator(".ibc-presenter-phones")
    go(stage, "Question: Someone has just been told")
    expect(line).to_contain_text("0 of 2 phones answered")
    for phone, choice in zip(phones, (0, 1), strict=True):
        expect(phone.locator("#stem")).to_contain_text("What is the lowest anatomic stage this can be?")
        phone.locator("label.choice").nth(choice).tap()
        phone.get_by_role("button", name="Send my answer").tap()
        expect(phone.get_by_text("Your answer is in.")).to_be_visible()
    picture(phones[0], "phones-sent-light")
    expect(line).to_contain_text("2 of 2 phones answered")
    expect(stage.locator(".ibc-tally .ibc-count").first).to_have_text("1")
    lesson.screenshot("phones-question-1920")

    phones[0].locator("#name").fill("Ana <b>")
    phones[0].get_by_role("button", name="Save").tap()
    expect(phones[0].get_by_text("You are in as Ana <b>.")).to_be_visible()
    phones[0].reload()
    expect(phones[0].get_by_text("Your answer is in.")).to_be_visible()
    expect(phones[0].locator("#name")).to_have_value("Ana <b>")
    expect(phones[0].locator("label.choice input").first).to_be_checked()

    line.get_by_role("button", name="Close answers").click()
    expect(phones[1].get_by_text("Answers are closed.")).to_be_visible()
    expect(phones[1].get_by_role("button", name="Send my answer")).to_be_hidden()
    lesson.page.keyboard.press("t")
    expect(phones[1].get_by_text("Second round: answer again after the talk.")).to_be_visible()
    phones[1].locator("label.choice").nth(2).tap()
    phones[1].get_by_role("button", name="Send my answer").tap()
    expect(line).to_contain_text("Second round: 1 of 2 phones answered")
    expect(stage.locator(".ibc-tally").nth(1).locator(".ibc-round").first).to_have_text("First round1 (50%)")

    lesson.page.keyboard.press("r")
    for phone in phones:
        expect(phone.locator("#result h2")).to_be_visible()
        expect(phone.locator("#result")).to_contain_text("T4d without distant spread is stage IIIB")
        phone.get_by_text("Sources (").tap()
        expect(phone.locator("#result li").first).to_be_visible()
    picture(phones[0], "phones-shown-light")
    picture(phones[1], "phones-shown-dark")
    expect(line).to_contain_text("First: ")
    lesson.screenshot("phones-revealed-1920")


def test_it_is_readable_on_a_small_projector(lesson: LabPage, stage: Locator) -> None:
    lesson.page.set_viewport_size({"width": 1024, "height": 768})
    lesson.page.keyboard.press("q")
    expect(stage.locator(".ibc-presenter-join")).to_be_visible()
    box = stage.locator(".ibc-presenter-qr svg").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) > 250
    lesson.screenshot("phones-join-1024")
    lesson.page.keyboard.press("q")
    bar = stage.locator(".ibc-presenter-bar").bounding_box()
    button = stage.get_by_role("button", name="Restart timer").bounding_box()
    assert bar is not None
    assert button is not None
    assert bar["height"] < 2 * button["height"]  # one row of them
    lesson.screenshot("phones-question-1024")
    lesson.set_theme("dark")
    lesson.screenshot("phones-question-dark")
    lesson.set_theme("light")
    lesson.page.set_viewport_size({"width": 1920, "height": 1080})


@pytest.mark.parametrize("kind", ["matching", "ordering", "categorise", "numeric", "short_text", "multiple"])
def test_every_kind_is_answered_by_touch(lesson: LabPage, stage: Locator, phones: list[Page], kind: str) -> None:
    phone = phones[1]
    steps = stage.locator(f"{JUMP} option").all_text_contents()
    for place in [n for n, label in enumerate(steps) if "Question: " in label]:
        stage.locator(JUMP).select_option(str(place))
        expect(stage.locator(".ibc-presenter-phones")).to_contain_text("answered")
        item = stage.locator(".ibc-item")
        expect(item).to_be_visible()
        if item.get_attribute("data-kind") == kind:
            break
    else:
        pytest.skip(f"this lesson asks no question of the kind {kind}")
    expect(phone.locator("#stem")).to_have_text(stage.locator(".ibc-stem").text_content() or "")
    expect(phone.get_by_role("button", name="Send my answer")).to_be_visible()
    for menu in phone.locator("#parts select").all():
        menu.select_option(index=1)
    for box in phone.locator("#parts input[type=checkbox]").all()[:1]:
        box.check()
    for field in phone.locator("#parts input:not([type])").all() + phone.locator("#parts input[inputmode]").all():
        field.fill("3")
    if kind == "ordering":
        up = phone.get_by_role("button", name=re.compile("Move up"))
        paler = "button => Number(getComputedStyle(button).opacity) < 1"
        assert [up.first.evaluate(paler), up.last.evaluate(paler)] == [True, False]  # the first cannot go further up
        phone.get_by_role("button", name=re.compile("Move down")).first.tap()
    picture(phone, f"phones-{kind}-dark")
    phone.get_by_role("button", name="Send my answer").tap()
    expect(phone.get_by_text("Your answer is in.")).to_be_visible()
    expect(stage.locator(".ibc-presenter-phones")).to_contain_text("1 of 2 phones answered")
