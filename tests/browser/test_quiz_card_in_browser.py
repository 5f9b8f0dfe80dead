"""The quiz card in a real JupyterLab: every kind by mouse and by keyboard alone, secrets kept, access for everybody.

One page with a notebook of several quizzes serves all tests; each test works on quizzes of its own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from axe import violations
from lab_page import LabPage, LabServer, Theme
from playwright.sync_api import Browser, Locator, expect
from ports import free_ports

from ibc_edu.views.quiz.card import QuizCard

SAMPLES = Path(__file__).parents[1] / "views" / "quiz"
SET_UP = f"""import sys
sys.path.insert(0, {str(SAMPLES)!r})
from sample_quiz import session
from ibc_edu.views.quiz.card import QuizCard
kept = []
def show(*args, **options):
    return QuizCard(session(*args, **options).resume(kept), on_attempts=lambda *new: kept.extend(new))"""
CELLS = {
    "mouse": "show(title='mouse')",
    "keyboard": "show('review', title='keyboard')",
    "keys": "show(last=4, title='keys')",
    "rerun": "show(last=2, title='rerun')",
    "looks": "show('review', last=4, title='looks')",
    "exam": "show('exam', title='exam')",
    "lost": "show(last=2, title='lost')",
    "present": "show('present', title='present')",
}
NOTEBOOK = "quizzes.ipynb"
SECRETS = (b"SECRET", b"31415", b"zygomorphic")  # as in sample_quiz, which only the kernel imports
MARKUP = "<img src=x onerror="
FOCUSED = """() => {
    const active = document.activeElement;
    const label = active.getAttribute('aria-label') ?? active.labels?.[0]?.textContent ?? active.textContent;
    return [active.closest('.ibc-quiz')?.getAttribute('aria-label') ?? '', label];
}"""


class QuizPage(LabPage):
    """The notebook with the quizzes, run once."""

    def __init__(self, server: LabServer, browser: Browser) -> None:
        super().__init__(server, browser)
        self.frames: list[bytes] = []
        self.page.set_viewport_size({"width": 1300, "height": 2400})
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._keep))
        self.write_notebook(NOTEBOOK, SET_UP, *CELLS.values())
        self.open_notebook(NOTEBOOK)
        self.page.add_style_tag(content=".Toastify { display: none; }")  # the Lab's own news would cover buttons
        self.run_all()
        expect(self.page.locator(".ibc-quiz")).to_have_count(len(CELLS))
        self.frames_before, self.html_before = b"".join(self.frames), self.page.content()

    def quiz(self, title: str) -> Locator:
        return self.page.locator(f".ibc-quiz[aria-label='{title}']")

    def focused(self) -> tuple[str, str]:
        """Title of the quiz that holds the focus, and the name of the focused element."""
        quiz, name = self.page.evaluate(FOCUSED)
        return quiz, name.strip()

    def tab_to(self, name: str) -> None:
        """Press Tab until the element with this name has the focus."""
        for _ in range(40):
            self.page.keyboard.press("Tab")
            if self.focused()[1].startswith(name):
                return
        raise AssertionError(f"Tab does not reach {name!r}; it stands at {self.focused()}.")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def _keep(self, payload: str | bytes) -> None:
        self.frames.append(payload.encode() if isinstance(payload, str) else payload)


@pytest.fixture(scope="module")
def lab(lab_server: LabServer, browser: Browser) -> Iterator[QuizPage]:
    page = QuizPage(lab_server, browser)
    yield page
    page.close()
    assert page.outside == []
    assert page.errors == []


def shown_item(quiz: Locator) -> Locator:
    return quiz.locator(".ibc-item:not([hidden])")


def button(where: Locator, name: str) -> Locator:
    return where.get_by_role("button", name=name, exact=True)


def ask_for_everything(item: Locator) -> None:
    """Have the answer of a question shown, if it is not yet, and its sources unfolded."""
    if button(item, "Show answer").is_visible():
        button(item, "Show answer").click()
    fold = item.locator(".ibc-sources")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()


def test_key_and_feedback_are_neither_in_the_page_nor_in_the_traffic_before_the_answer(lab: QuizPage) -> None:
    assert b"Which number is meant?" in lab.frames_before, "the traffic was not seen"
    for secret in SECRETS:
        assert secret not in lab.frames_before
        assert secret.decode() not in lab.html_before
    quiz = lab.quiz("looks").locator("[data-kind=single]")
    button(quiz, "Show answer").click()
    expect(quiz.locator(".ibc-headline")).to_be_focused()
    assert b"SECRET explanation" in b"".join(lab.frames)


LOSE_THE_NEXT_ANSWER = """() => {
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
        const text = typeof data === "string" ? data : new TextDecoder().decode(data);
        if (!text.includes('"answer"')) return send.call(this, data);
        WebSocket.prototype.send = send;  // only this one is lost
        window.lost = (window.lost ?? 0) + 1;
    };
}"""


def test_an_answer_that_is_lost_on_the_way_is_sent_again(lab: QuizPage) -> None:
    item = lab.quiz("lost").locator("[data-kind=single]")
    lab.page.evaluate(LOSE_THE_NEXT_ANSWER)
    item.get_by_label("square").click()  # not right
    button(item, "Check answer").click()
    lab.page.wait_for_function("() => window.lost === 1")
    expect(item.locator(".ibc-headline")).to_have_text("Not quite. You can try again.", timeout=25_000)
    expect(button(item, "Try again")).to_be_visible()  # it counts as one try


def test_every_kind_by_mouse(lab: QuizPage) -> None:
    quiz = lab.quiz("mouse")
    item = shown_item(quiz)
    expect(button(item, "Check answer")).to_have_attribute("aria-disabled", "true")

    def check(status: str = "correct") -> None:
        button(item, "Check answer").click()
        expect(item).to_have_attribute("data-status", status)

    def next_question() -> None:
        button(quiz, "Next question").click()
        expect(item).not_to_have_attribute("data-status", "correct")

    item.get_by_label("square").click()
    item.get_by_label("Fairly sure").click()
    check("incorrect")
    expect(item.locator(".ibc-row[data-verdict]")).to_have_text(["squareNot quite. SECRET feedback on square"])
    item.get_by_label("circle").click()  # no "try again" is needed before changing the answer
    check()
    next_question()
    for color in ("red", "blue"):
        item.get_by_label(color).click()
    check()
    next_question()
    for left, right in (("one", "first"), ("two", "second"), ("three", "third")):
        chooser = item.get_by_label(left, exact=True)
        chooser.select_option(chooser.locator("option", has_text=right).get_attribute("value"))
    check()
    next_question()
    for name in ("Move up: Seed", "Move down: Tree"):
        while item.get_by_label(name).is_enabled():
            item.get_by_label(name).click()
    check()
    next_question()
    for thing, kind in (("oak", "plant"), ("owl", "animal"), ("elm", "plant")):
        item.get_by_label(thing).select_option(label=kind)
    check()
    next_question()
    item.get_by_label("Your answer").fill("31,415 steps")
    check()
    next_question()
    item.get_by_label("Your answer").fill("Zygomorphic")
    check()
    expect(quiz.locator(".ibc-summary")).to_contain_text(
        "You got 6 of 7 right at the first try; after trying again, 7 of 7."
    )


def test_every_kind_by_keyboard_alone(lab: QuizPage) -> None:
    quiz = lab.quiz("keyboard")
    item = shown_item(quiz)
    quiz.locator(".ibc-strip button").first.focus()

    def check() -> None:
        lab.tab_to("Check answer")
        lab.press("Enter")
        expect(item.locator(".ibc-headline")).to_be_focused()
        expect(quiz.locator(".ibc-live")).to_contain_text("Right.")
        lab.tab_to("Next question")
        lab.press("Enter")
        expect(item.locator(".ibc-question")).to_be_focused()

    lab.page.keyboard.press("Tab")
    for _ in range(20):
        if lab.focused()[1] in ("circle", "square") or lab.focused()[1].startswith("box"):
            break
        lab.press("Tab")
    lab.press("Space")
    while lab.focused()[1] != "circle":
        lab.press("ArrowDown")
    check()
    for color in ("red", "blue"):
        item.locator(".ibc-question").focus()
        lab.tab_to(color)
        lab.press("Space")
    check()
    for left, right in (("one", "first"), ("two", "second"), ("three", "third")):
        item.locator(".ibc-question").focus()
        lab.tab_to(left)
        texts = item.get_by_label(left, exact=True).locator("option").all_inner_texts()
        lab.press(*["ArrowDown"] * next(place for place, text in enumerate(texts) if right in text))
    check()
    for name, keys in (("Move down: Seed", ["ArrowUp", "ArrowUp"]), ("Move up: Tree", ["ArrowDown", "ArrowDown"])):
        item.locator(".ibc-question").focus()
        lab.tab_to(name)
        lab.press(*keys)
        assert lab.focused() == ("keyboard", name)
    check()
    for thing, kind in (("oak", "p"), ("owl", "a"), ("elm", "p")):
        item.locator(".ibc-question").focus()
        lab.tab_to(thing)
        lab.press(kind)
    check()
    lab.tab_to("Your answer")
    lab.page.keyboard.type("31415")
    check()
    lab.tab_to("Your answer")
    lab.page.keyboard.type("zygomorphic")
    lab.press("Enter")
    expect(item.locator(".ibc-headline")).to_be_focused()
    expect(quiz.locator(".ibc-summary")).to_contain_text("You got 7 of 7 right at the first try.")


def test_wrong_try_by_keyboard_keeps_the_focus_through_hint_retry_and_second_try(lab: QuizPage) -> None:
    item = lab.quiz("keys").locator("[data-kind=single]")
    item.locator(".ibc-question").focus()
    lab.tab_to("square")
    lab.press("Space")
    lab.tab_to("Hint")
    lab.press("Space")
    expect(item.locator(".ibc-hint")).to_have_text("SECRET hint")
    expect(button(item, "Hint")).to_be_focused()
    button(item, "Check answer").focus()
    lab.press("Space")
    expect(button(item, "Try again")).to_be_focused()
    expect(lab.quiz("keys").locator(".ibc-live")).to_contain_text("SECRET feedback on square")
    lab.press("Space")
    expect(item.get_by_label("square")).to_be_focused()
    expect(button(item, "Check answer")).to_have_attribute("aria-disabled", "true")
    lab.press("ArrowUp" if item.get_by_label("square").locator("xpath=preceding::input").count() else "ArrowDown")
    lab.tab_to("Check answer")
    lab.press("Space")
    expect(item.locator(".ibc-headline")).to_be_focused()
    assert lab.focused()[0] == "keys"


def test_a_double_click_is_one_try(lab: QuizPage) -> None:
    item = lab.quiz("keys").locator("[data-kind=multiple]")
    item.get_by_label("loud").click()
    button(item, "Check answer").dblclick()
    expect(button(item, "Try again")).to_be_focused()
    expect(item.locator(".ibc-headline")).to_have_text("Not quite. You can try again.")


def test_shortcuts_of_jupyterlab_do_not_fire_inside_a_quiz_and_do_outside(lab: QuizPage) -> None:
    before = lab.cell_sources()
    quiz = lab.quiz("keys")
    controls = [
        quiz.locator("[data-kind=multiple] input").first,
        quiz.locator("[data-kind=matching] select").first,
        quiz.get_by_label("Move up: Tree"),
        quiz.locator("[data-kind=ordering]").get_by_role("button", name="Hint"),
    ]
    for control in controls:
        control.focus()
        for key in ("ArrowDown", "ArrowUp", "a", "b", "m", "y", "x", "d", "d", "z", "1", "Shift+M"):
            lab.press(key)
            assert lab.focused()[0] == "keys", f"{key} took the focus away"
    assert lab.cell_sources() == before
    lab.page.evaluate("() => { window.jupyterapp.shell.currentWidget.context.model.dirty = true; }")
    lab.press("Control+s")  # saving is the one that does
    lab.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    lab.page.locator(".jp-Cell .jp-InputPrompt").first.click()
    lab.press("b")
    assert len(lab.cell_sources()) == len(before) + 1, "outside, the shortcut should have added a cell"
    lab.press("d", "d")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_either_theme(lab: QuizPage, theme: Theme) -> None:
    quiz = lab.quiz("looks")
    for kind in ("single", "multiple"):
        ask_for_everything(quiz.locator(f"[data-kind={kind}]"))
    matching = quiz.locator("[data-kind=matching]")
    if not matching.get_attribute("data-status"):
        for left in ("one", "two"):
            matching.get_by_label(left, exact=True).select_option(index=1)
        button(matching, "Check answer").click()
        expect(matching).to_have_attribute("data-status", re.compile("partial|incorrect"))
    lab.set_theme(theme)
    titles = ("looks", "keyboard", "exam", "present")
    assert lab.axe(*(f".ibc-quiz[aria-label='{title}']" for title in titles)) == []
    lab.set_theme("light")


def test_markup_in_stems_answers_and_sources_is_shown_as_text(lab: QuizPage) -> None:
    item = lab.quiz("looks").locator("[data-kind=single]")
    ask_for_everything(item)
    texts = [item.locator(".ibc-stem"), item.locator(".ibc-choice", has_text="box"), item.locator(".ibc-quote")]
    for text in texts:
        expect(text).to_contain_text(MARKUP)
    assert lab.page.locator(".ibc-quiz img").count() == 0
    assert "markup ran" not in lab.page.title()


def test_a_quiz_has_one_live_region_and_named_groups(lab: QuizPage) -> None:
    for title in CELLS:
        quiz = lab.quiz(title)
        assert quiz.locator("[aria-live], [role=status], [role=alert]").count() == 1
        for field in quiz.locator("fieldset").all():
            assert (field.locator("legend").text_content() or "").strip()


@pytest.mark.parametrize(("width", "height"), [(360, 900), (640, 450)], ids=["360 px", "200%"])
def test_nothing_is_cut_off_and_targets_stay_large_in_a_narrow_view(lab: QuizPage, width: int, height: int) -> None:
    size = lab.page.viewport_size
    lab.page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    lab.page.set_viewport_size({"width": width, "height": height})
    for title in CELLS:
        quiz = lab.quiz(title)
        quiz.scroll_into_view_if_needed()
        assert quiz.evaluate("quiz => quiz.scrollWidth <= quiz.clientWidth"), title
        small = quiz.evaluate("""quiz => [...quiz.querySelectorAll('button, select, summary, label, input[type=text]')]
            .filter(target => target.offsetParent)
            .map(target => [target.textContent, target.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)""")
        assert small == []
    assert size is not None
    lab.page.set_viewport_size(size)


def test_running_the_cell_again_resumes_where_the_learner_was(lab: QuizPage) -> None:
    item = lab.quiz("rerun").locator("[data-kind=multiple]")
    item.get_by_label("red").click()
    item.get_by_label("loud").click()
    button(item, "Check answer").click()
    expect(item).to_have_attribute("data-status", "incorrect")
    index = list(CELLS).index("rerun") + 1
    lab.page.evaluate(
        """async index => {
            window.jupyterapp.shell.currentWidget.content.activeCellIndex = index;
            await window.jupyterapp.commands.execute('notebook:run-cell');
        }""",
        index,
    )
    expect(lab.quiz("rerun")).to_have_count(1)
    expect(item).to_have_attribute("data-status", "incorrect")
    expect(item.get_by_label("red")).to_be_checked()
    expect(item.get_by_label("loud")).to_be_checked()
    expect(button(item, "Try again")).to_be_visible()


def test_an_exam_warns_about_open_questions_and_shows_feedback_after_the_one_submit(lab: QuizPage) -> None:
    quiz = lab.quiz("exam")
    item = shown_item(quiz)
    item.get_by_label("circle").click()
    button(item, "Come back to this").click()
    expect(button(item, "Come back to this")).to_have_attribute("aria-pressed", "true")
    expect(quiz.locator(".ibc-submit-line p")).to_have_text("1 of 7 answered · 1 to come back to")
    assert quiz.locator(".ibc-panel:visible").count() == 0
    button(quiz, "Hand in…").click()
    confirm = quiz.get_by_role("group", name="Hand in?")
    expect(confirm).to_be_focused()
    expect(confirm).to_contain_text("6 questions are still open.")
    button(confirm, "Go to 6").click()
    item.get_by_label("Your answer").fill("31415")
    button(quiz, "Hand in now").click()
    expect(quiz.locator(".ibc-summary")).to_be_focused()
    expect(quiz.locator(".ibc-summary")).to_contain_text("2 right, 0 wrong or only partly right, 5 left open, of 7.")
    expect(item.locator(".ibc-headline")).to_have_text("Right.")
    button(quiz, "Question 2, open").click()
    expect(item.locator(".ibc-headline")).to_contain_text("Left open.")


def test_a_class_is_counted_by_keys_and_buttons_and_sees_the_answer_on_reveal(lab: QuizPage) -> None:
    quiz = lab.quiz("present")
    item = shown_item(quiz)
    row = item.locator(".ibc-tally", has_text="circle")
    letter = row.locator(".ibc-letter").inner_text()
    item.locator(".ibc-question").focus()
    lab.press(letter.lower(), letter.lower(), f"Shift+{letter}", letter.lower())
    button(item, f"One hand more for {letter}").click()
    expect(row.locator(".ibc-count")).to_have_text("3")
    button(item, "Ask again after the talk (T)").click()
    expect(row.locator(".ibc-round").first).to_have_text("First round3 (100%)")
    expect(row.locator(".ibc-count")).to_have_text("0")
    assert item.locator("[data-verdict]").count() == 0
    button(item, "Reveal the answer (R)").click()
    expect(row).to_contain_text("Right.")
    expect(item.locator("[data-verdict]")).to_have_count(item.locator(".ibc-tally").count())
    expect(item.locator(".ibc-headline")).to_be_focused()


def test_notebook_7_shows_the_quiz_and_its_shortcuts_do_not_fire_inside(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("notebook7")
    flags = ["--no-browser", "--allow-root", f"--ServerApp.root_dir={root}", "--LabApp.news_url=None"]
    flags += ["--JupyterNotebookApp.expose_app_in_browser=True", f"--ServerApp.port={free_ports(1)[0]}"]
    command = [sys.executable, "-m", "notebook", *flags]
    with LabServer(root, tmp_path_factory.mktemp("server"), command) as server:
        lab = LabPage(server, browser)
        lab.write_notebook(NOTEBOOK, SET_UP, "show(first=1, last=2, title='seven')")
        lab.page.goto(f"{server.url}/notebooks/{NOTEBOOK}?token={server.token}")
        lab.wait_for_kernel()
        lab.run_all()
        quiz = lab.page.locator(".ibc-quiz")
        before = lab.cell_sources()
        box = quiz.get_by_label("red")
        box.focus()
        for key in ("ArrowDown", "a", "b", "m", "x", "Space"):
            lab.page.keyboard.press(key)
            expect(box).to_be_focused()
        assert lab.cell_sources() == before
        expect(box).to_be_checked()
        quiz.get_by_label("blue").click()
        button(quiz, "Check answer").click()
        expect(quiz.locator(".ibc-panel .ibc-headline")).to_have_text("Right.")
        lab.close()
        assert lab.outside == []


# A page that knows nothing of Jupyter, with the marks and colors that VS Code gives its notebook outputs.
PLAIN_HOST = """<body class="vscode-dark" style="background: #1e1e1e; --vscode-editor-background: #1e1e1e;
    --vscode-editor-foreground: #d4d4d4"><main id="host"></main></body>"""
RENDER = """async ({script, style, state}) => {
    document.head.append(Object.assign(document.createElement('style'), {textContent: style}));
    const listeners = {};
    window.sent = [];
    const model = {
        get: name => state[name],
        on: (events, listener) => events.split(' ').forEach(event => (listeners[event] ??= []).push(listener)),
        off: () => {}, set: () => {}, save_changes: () => {},
        send: message => window.sent.push(message),
    };
    const url = URL.createObjectURL(new Blob([script], {type: 'text/javascript'}));
    const widget = await import(url);
    window.cleanUp = widget.default.render({model, el: document.getElementById('host')});
}"""


def test_the_module_needs_nothing_but_a_model_and_an_element(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(SAMPLES)
    card = QuizCard(import_module("sample_quiz").session(last=3, title="plain"))
    state = {"view": card.view, "problem": "", "handled": 0}
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_content(PLAIN_HOST)
    page.evaluate(RENDER, {"script": card._esm, "style": card._css, "state": state})
    quiz = page.locator(".ibc-quiz")
    assert quiz.evaluate("quiz => getComputedStyle(quiz).backgroundColor") == "rgb(30, 30, 30)"
    assert violations(page, ".ibc-quiz") == []
    item = quiz.locator("[data-kind=single]")
    item.get_by_label("circle").click()
    button(item, "Check answer").click()
    [message] = page.evaluate("() => window.sent")
    assert (message["type"], message["item"], message["sureness"]) == ("answer", card.view["items"][0]["id"], None)
    page.evaluate("() => window.cleanUp()")
    expect(quiz).to_have_count(0)
    assert errors == []
    page.close()
