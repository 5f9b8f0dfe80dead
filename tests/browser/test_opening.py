"""A lesson opens and comes back by itself in JupyterLab and Notebook 7, and runs nothing but the course's own code.

One page of each serves all tests: what needs no page of its own goes on in the one that is open.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from lab_page import LabPage, LabServer
from nbformat.v4 import new_code_cell
from playwright.sync_api import Browser, expect
from ports import free_ports

from ibc_edu.app import workspace
from ibc_edu.resources import notebooks_folder

LESSON = "01_staging.ipynb"
VIEW = "application/vnd.jupyter.widget-view+json"
HAS_RUN = """path => window.jupyterapp?.shell.currentWidget?.context?.path === path
    && !!document.querySelector('.ibc-presenter')"""
SCROLLED = "() => document.querySelector('.jp-WindowedPanel-outer').scrollTop"
SAID_MS = 30_000
"""As long as a busy computer may take; with nothing else to do JupyterLab's server looks every second."""
NOTEBOOK_7 = [*(sys.executable, "-m", "notebook", "--no-browser", "--allow-root")]


@pytest.fixture(scope="module", params=["lab", "notebook"])
def app(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def server(app: str, chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    root = tmp_path_factory.mktemp("workspace")
    workspace.prepare(notebooks_folder(), root)
    flags = [f"--ServerApp.root_dir={root}", "--JupyterNotebookApp.expose_app_in_browser=True"]
    command = [*NOTEBOOK_7, *flags, f"--ServerApp.port={free_ports(1)[0]}"] if app == "notebook" else None
    with LabServer(root, tmp_path_factory.mktemp("server"), command) as started:
        yield started


@pytest.fixture(scope="module")
def page_of_all(server: LabServer, browser: Browser) -> Iterator[LabPage]:
    page = LabPage(server, browser)
    yield page
    page.close()


ENDED = "Canceled future for create_subshell_request"
"""What Jupyter says where a kernel ends while its page still asks it for a thread for widgets."""
THEIR_OWN = {"lab": [ENDED], "notebook": [ENDED, "reading 'schema'"]}
"""Errors in the console with and without the course."""


@pytest.fixture
def lab(page_of_all: LabPage, app: str, request: pytest.FixtureRequest) -> Iterator[LabPage]:
    """The page; afterwards: nothing was asked of another machine, and nothing went wrong in the console."""
    failed = request.session.testsfailed
    yield page_of_all
    outside, errors = page_of_all.taken()
    if request.session.testsfailed > failed:
        page_of_all.page.goto("about:blank")  # the next test takes nothing over from it
    assert outside == []
    assert [error for error in errors if not any(known in error for known in THEIR_OWN[app])] == []


def visit(lab: LabPage, app: str, name: str = LESSON) -> None:
    """Open a notebook by its address and do nothing else."""
    place = "lab/tree" if app == "lab" else "notebooks"
    lab.page.goto(f"{lab.server.url}/{place}/{urllib.parse.quote(name)}?reset&token={lab.server.token}")
    lab.page.wait_for_selector(".jp-NotebookPanel:visible .jp-Cell", timeout=60_000)


def leave(lab: LabPage) -> None:
    """Leave the page, with no kernel behind."""
    lab.page.goto("about:blank")
    lab.server.stop_kernels()


def open_other(lab: LabPage, app: str, name: str) -> None:
    """Open a notebook and do nothing else; in JupyterLab, if it runs, beside its list of files."""
    if app == "lab" and lab.page.url.startswith(lab.server.url):
        lab.open_inside(name)
    else:
        leave(lab)
        visit(lab, app, name)


def open_lesson(lab: LabPage, app: str) -> None:
    """Have the lesson open, once it has run: as the test before left it, if it did."""
    if not lab.page.evaluate(HAS_RUN, LESSON):
        leave(lab)
        visit(lab, app)
    settle(lab)


def settle(lab: LabPage) -> None:
    """Wait until the lesson has run to its end."""
    expect(lab.page.locator(".ibc-presenter").last).to_be_attached(timeout=60_000)
    lab.wait_for_kernel()


def answered(lab: LabPage, *, fresh: bool = False) -> None:
    """The first question is answered, with two clicks if it was not yet; a `fresh` one never was."""
    question = lab.page.locator(".ibc-quiz").first
    check = question.get_by_role("button", name="Check answer")
    if fresh or check.is_visible():
        question.get_by_label("Stage IIIB").check()
        check.click()
    expect(question).to_contain_text("Right.")


def on_disk(server: LabServer, name: str) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads((server.root / name).read_text())
    return notebook


def with_views(server: LabServer, name: str, *cells: str) -> str:
    """A copy of the lesson as one was saved with views of a kernel that has gone, with cells of others in it."""
    notebook = nbformat.read(notebooks_folder() / LESSON, as_version=4)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.data[VIEW] = {"model_id": "0123456789abcdef", "version_major": 2, "version_minor": 0}
    notebook.cells += [new_code_cell(source) for source in cells]
    nbformat.write(notebook, server.root / name)
    return name


def test_a_lesson_starts_by_itself_stays_at_the_top_and_shows_no_code(lab: LabPage, app: str) -> None:
    open_lesson(lab, app)
    assert lab.page.evaluate(SCROLLED) == 0
    for clutter in (".ibc-own .jp-Cell-inputWrapper", ".jp-InputPrompt", ".jp-cell-toolbar", ".jp-Notebook-footer"):
        assert lab.page.locator(f".jp-NotebookPanel {clutter} >> visible=true").count() == 0, clutter
    if app == "lab":
        expect(lab.page.locator("#jp-left-stack")).to_be_hidden()
    lab.screenshot(f"opened-in-{app}")
    answered(lab, fresh=True)


def test_in_the_dark_theme_a_part_is_of_the_pages_color(lab: LabPage, app: str) -> None:
    open_lesson(lab, app)
    lab.set_theme("dark")
    color = "node => getComputedStyle(node).backgroundColor"
    page = lab.page.locator(".jp-NotebookPanel .jp-Notebook").evaluate(color)
    assert page == lab.page.locator(".ibc-own .ibc-root").first.evaluate(color)
    lab.screenshot(f"dark-in-{app}")
    lab.set_theme("light")


def test_a_reloaded_and_a_reopened_lesson_shows_itself_again(lab: LabPage, app: str) -> None:
    open_lesson(lab, app)
    answered(lab)
    lab.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    lab.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    saved = on_disk(lab.server, LESSON)
    assert VIEW not in json.dumps(saved)
    assert "widgets" not in saved["metadata"]
    visit(lab, app)
    settle(lab)
    expect(lab.page.locator(".ibc-quiz").first).to_contain_text("Right.")
    leave(lab)
    visit(lab, app)
    settle(lab)
    expect(lab.page.locator(".ibc-quiz").first).to_contain_text("Check answer")
    expect(lab.page.get_by_text("Error displaying widget")).to_have_count(0)


def test_a_kernel_that_died_is_named_in_plain_words_and_the_reader_stays_where_they_were(
    lab: LabPage, app: str
) -> None:
    open_lesson(lab, app)
    heading = lab.page.get_by_role("heading", name="3. From nodes and spread to a stage")
    heading.evaluate("node => node.scrollIntoView({block: 'start', behavior: 'instant'})")
    lab.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    for pid in lab.server.kernel_ids():
        os.kill(pid, signal.SIGKILL)
    bar = lab.page.locator(".ibc-lesson-bar")
    expect(bar).to_contain_text("had stopped, and it starts again", timeout=SAID_MS)
    expect(lab.page.locator(".jp-Dialog")).to_have_count(0)
    settle(lab)
    expect(lab.page.locator(".ibc-quiz").first).to_contain_text("Check answer", timeout=60_000)
    expect(heading).to_be_in_viewport()


def test_a_restarted_kernel_brings_the_lesson_back(lab: LabPage, app: str) -> None:
    open_lesson(lab, app)
    answered(lab)
    lab.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    expect(lab.page.locator(".ibc-quiz").first).not_to_contain_text("Right.", timeout=30_000)
    expect(lab.page.locator(".ibc-quiz").first).to_contain_text("Check answer")
    settle(lab)


def test_no_key_deletes_a_lessons_text(lab: LabPage, app: str) -> None:
    open_lesson(lab, app)
    before = lab.cell_sources()
    paragraph = lab.page.locator("p", has_text="After this lesson you can")
    paragraph.click()
    for key in ("x", "d", "d"):
        lab.page.keyboard.press(key)
    paragraph.dblclick()
    assert lab.cell_sources() == before
    expect(paragraph).to_be_visible()


def test_the_course_menu_leads_to_a_lesson(lab: LabPage, app: str) -> None:
    open_lesson(lab, app)
    lab.page.locator(".lm-MenuBar-itemLabel", has_text="Course").click()
    labels = lab.page.locator(".lm-Menu-itemLabel").all_inner_texts()
    # A copy with the same title, from another test, has its file's name added; so has the lesson then.
    wanted = ("Start here", "Staging: what stage IV means", "Receptors: reading a pathology report")
    assert all(label.startswith(title) for label, title in zip(labels, wanted, strict=False))
    assert "Review" in labels
    lab.page.locator(".lm-Menu-itemLabel", has_text="Present This Lesson").click()
    expect(lab.page.locator(".ibc-presenter-stage")).to_be_visible()
    lab.page.keyboard.press("Escape")
    expect(lab.page.locator(".ibc-presenter[data-role=stage]")).to_have_count(0)


def test_views_of_a_kernel_that_has_gone_are_not_shown(lab: LabPage, app: str) -> None:
    open_other(lab, app, with_views(lab.server, "saved_before.ipynb"))
    settle(lab)
    expect(lab.page.get_by_text("Error displaying widget")).to_have_count(0)


@pytest.mark.parametrize(
    "cell",
    [
        "open({mark!r}, 'w').close()",
        "import ibc_edu\nibc_edu.lesson('staging'); open({mark!r}, 'w').close()",
        "!touch {mark}",
        "%%bash\ntouch {mark}",
    ],
)
def test_a_changed_lesson_never_runs_by_itself(lab: LabPage, app: str, cell: str, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    open_other(lab, app, with_views(lab.server, "changed.ipynb", cell.format(mark=str(mark))))
    bar = lab.page.locator(".ibc-lesson-bar")
    expect(bar).to_contain_text("does not start by itself")
    lab.wait_for_kernel()
    lab.page.wait_for_timeout(1000)
    assert not mark.exists()
    assert lab.page.locator(".ibc-quiz").count() == 0
    expect(lab.page.get_by_text("You can use it here as soon as the lesson has started.").first).to_be_attached()
    bar.get_by_role("button", name="Start it").click()
    expect(lab.page.locator(".ibc-quiz").first).to_be_attached(timeout=60_000)


def test_a_lesson_beside_a_module_of_its_name_never_runs_by_itself(lab: LabPage, app: str, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    folder = lab.server.root / f"shared {app}"
    folder.mkdir()
    (folder / "ibc_edu.py").write_text(f"open({str(mark)!r}, 'w').close()")
    (folder / LESSON).write_bytes((notebooks_folder() / LESSON).read_bytes())
    open_other(lab, app, f"{folder.name}/{LESSON}")
    expect(lab.page.locator(".ibc-lesson-bar")).to_contain_text("does not start by itself", timeout=30_000)
    lab.page.wait_for_timeout(1000)
    assert not mark.exists()


def test_a_notebook_of_somebody_else_is_left_alone(lab: LabPage, app: str, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    lab.write_notebook("foreign.ipynb", "# Title", f"open({str(mark)!r}, 'w').close()")
    open_other(lab, app, "foreign.ipynb")
    lab.wait_for_kernel()
    lab.page.wait_for_timeout(1000)
    assert not mark.exists()
    expect(lab.page.locator(".jp-NotebookPanel.ibc-lesson, .ibc-lesson-bar")).to_have_count(0)


@pytest.mark.parametrize("windows", [((390, 844), (640, 360)), ((820, 1180),)], ids=["phone and zoom-200", "tablet"])
def test_a_small_window_leaves_room_for_the_lesson(
    lab: LabPage, app: str, windows: tuple[tuple[int, int], ...]
) -> None:
    """The lesson is opened in the first of them; a wider one of the same kind is tried in the page that is open."""
    size = lab.page.viewport_size
    assert size is not None
    try:
        for width, height in windows:
            lab.page.set_viewport_size({"width": width, "height": height})
            if (width, height) == windows[0]:
                leave(lab)
                visit(lab, app)
            settle(lab)
            leaves_room(lab, width, height)
            lab.screenshot(f"{app}-{width}-wide")
            answered(lab, fresh=(width, height) == windows[0])
    finally:
        leave(lab)
        lab.page.set_viewport_size(size)


def leaves_room(lab: LabPage, width: int, height: int) -> None:
    """The text has most of the window."""
    panel = lab.page.locator(".jp-WindowedPanel-outer")
    text = lab.page.locator(".jp-NotebookPanel .jp-MarkdownOutput p").first.bounding_box()
    room = panel.bounding_box()
    assert text is not None
    assert room is not None
    assert text["width"] > 0.8 * width
    assert room["height"] > 0.6 * height
    assert panel.evaluate("node => node.scrollWidth <= node.clientWidth"), "nothing lies beside the window"


def test_it_can_be_switched_off(lab: LabPage, app: str, server: LabServer) -> None:
    setting = f"{server.url}/lab/api/settings/ibc-edu:plugin"
    headers = "{Authorization: `token ${token}`}"
    put = f"{{method: 'PUT', headers: {headers}, body: JSON.stringify({{raw}})}}"
    send = f"([url, token, raw]) => fetch(url, {put}).then(answer => answer.ok)"
    open_other(lab, app, "07_explore_the_tables.ipynb")
    assert lab.page.evaluate(send, [setting, server.token, '{"startByItself": false}'])
    try:
        leave(lab)
        visit(lab, app)
        lab.wait_for_kernel()
        lab.page.wait_for_timeout(1500)
        assert lab.page.locator(".ibc-quiz").count() == 0
    finally:
        assert lab.page.evaluate(send, [setting, server.token, "{}"])
