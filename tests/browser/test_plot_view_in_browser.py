"""Plot views in JupyterLab: they appear, redraw, answer a click, follow the theme, and ask for plotly.js in time."""

from __future__ import annotations

from pathlib import Path

import pytest
from lab_page import LabPage
from playwright.sync_api import expect

FIGURES = Path(__file__).with_name("plot_view_figures.py").read_text(encoding="utf-8")
SHOW_FOUR = "for view in views: display(view)"
VIEW = ".ibc-plot-view"

# The first view's answer is lost, as after a restart of its kernel.
SILENT = "views[0].on_msg(views[0]._receive, remove=True)"

DRAWN = "count => document.querySelectorAll('.ibc-plot-view .main-svg:first-child').length >= count"
QUEUE = "[...window[Symbol.for('ibc_edu.plotly')]?.queues.values() ?? []][0]"
# Once the second view waits, its patience is taken away and the first is closed, in one step: the answer may come soon.
CLOSE_FIRST_WHEN_SECOND_WAITS = f"""() => {{
    if ({QUEUE}?.views.size !== 2) return false;
    clearTimeout({QUEUE}.timer);
    window.jupyterapp.shell.currentWidget.content.widgets[1].outputArea.model.clear();
    return true;
}}"""
RUN_WITHOUT_WAITING = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }"
SET_WIDTH = "width => document.querySelectorAll('.ibc-plot-view').forEach(view => { view.style.width = width; })"
PLOT_WIDTHS = """() => [...document.querySelectorAll('.ibc-plot')].map(
    box => [box.clientWidth, box.querySelector('.main-svg').getBoundingClientRect().width])"""
TICK_COLOR = "() => getComputedStyle(document.querySelector('.ibc-plot-view .xtick text')).fill"


def show(lab: LabPage, name: str, *cells: str) -> None:
    """Open a notebook with these cells after the figures' own, run it and wait for the views."""
    lab.write_notebook(name, FIGURES, *cells)
    lab.open_inside(name)
    lab.run_all()


def wait_for_views(lab: LabPage, count: int) -> None:
    lab.page.wait_for_function(DRAWN, arg=count)


def test_four_views_appear_in_both_themes_and_at_any_width(running_lab: LabPage) -> None:
    show(running_lab, "four.ipynb", SHOW_FOUR)
    wait_for_views(running_lab, 4)
    page = running_lab.page
    page.get_by_text("Show the numbers").first.click()
    colors = {}
    for theme in ("light", "dark"):
        running_lab.set_theme(theme)  # type: ignore[arg-type]
        page.wait_for_function("before => (" + TICK_COLOR + ")() !== before", arg=colors.get("light"))
        colors[theme] = page.evaluate(TICK_COLOR)
        assert running_lab.axe(VIEW) == []
        for width in ("", "360px"):
            page.evaluate(SET_WIDTH, width)
            page.wait_for_timeout(400)
            for box, drawn in page.evaluate(PLOT_WIDTHS):
                assert drawn == pytest.approx(box, abs=1)
            for place in range(4):
                running_lab.screenshot(f"plot-view-{place}-{theme}-{width or 'wide'}", f"{VIEW} >> nth={place}")
    assert colors == {"light": "rgb(85, 92, 101)", "dark": "rgb(195, 200, 206)"}
    assert page.evaluate("() => window.Plotly") is None
    assert page.locator(".modebar").count() == 0


def test_a_click_reaches_python_and_its_answer_redraws(running_lab: LabPage) -> None:
    show(running_lab, "click.ipynb", "display(clickable)")
    wait_for_views(running_lab, 1)
    page = running_lab.page
    page.locator(".ibc-plot-view .bars .point").nth(2).click(force=True)
    expect(page.get_by_text("Yours: 6;")).to_be_visible()
    expect(page.locator(f"{VIEW} .annotation-text")).to_have_text("Yours: 6")


def test_an_enlarged_view_is_clicked_where_it_shows(running_lab: LabPage) -> None:
    show(running_lab, "large.ipynb", "clickable.large = True", "display(clickable)")
    wait_for_views(running_lab, 1)
    page = running_lab.page
    page.locator(".ibc-plot-view .bars .point").nth(3).click(force=True)
    expect(page.get_by_text("Yours: 7;")).to_be_visible()
    running_lab.screenshot("plot-view-large", VIEW)


def test_keys_stay_in_the_view(running_lab: LabPage) -> None:
    show(running_lab, "keys.ipynb", "display(clickable)")
    wait_for_views(running_lab, 1)
    page = running_lab.page
    before = running_lab.cell_sources()
    page.get_by_text("Show the numbers").focus()
    for key in ("ArrowDown", "a", "b", "m", "x", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    page.locator(".ibc-plot-numbers tbody tr").first.wait_for()
    assert running_lab.cell_sources() == before
    assert page.locator(".ibc-plot-numbers thead th").all_inner_texts() == ["Responses", "Number of trials", "Percent"]


def test_another_view_asks_when_the_asking_one_is_closed(lab_page: LabPage) -> None:
    lab_page.write_notebook("closed.ipynb", FIGURES, "display(views[0])", "display(views[1]); time.sleep(4)")
    lab_page.open_notebook("closed.ipynb")
    page = lab_page.page
    page.evaluate(RUN_WITHOUT_WAITING)
    page.wait_for_function(CLOSE_FIRST_WHEN_SECOND_WAITS)
    wait_for_views(lab_page, 1)
    assert page.locator(VIEW).count() == 1


def test_another_view_asks_when_the_answer_does_not_come(lab_page: LabPage) -> None:
    lab_page.write_notebook("silent.ipynb", FIGURES, SILENT, "display(views[0])", "display(views[1])")
    lab_page.open_notebook("silent.ipynb")
    lab_page.run_all()
    wait_for_views(lab_page, 2)
    assert lab_page.page.locator(VIEW).count() == 2


def test_a_reloaded_page_asks_again(lab_page: LabPage) -> None:
    show(lab_page, "reload.ipynb", SHOW_FOUR)
    wait_for_views(lab_page, 4)
    page = lab_page.page
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    lab_page.open_notebook("reload.ipynb")
    wait_for_views(lab_page, 4)
    assert page.locator(VIEW).count() == 4
