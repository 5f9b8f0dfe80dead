"""The harness itself: it sees what it is there to see."""

from __future__ import annotations

import pytest
from lab_page import WINDOW, LabPage, Theme

PALE = """from IPython.display import HTML, display
display(HTML('<div class="planted"><p style="color:#bbb;background:#fff">Hard to read</p></div>'))
display(HTML('<div class="legible"><p style="color:#222;background:#fff">Easy to read</p></div>'))"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_planted_low_contrast_text(running_lab: LabPage, theme: Theme) -> None:
    running_lab.write_notebook("planted.ipynb", PALE)
    running_lab.open_inside("planted.ipynb")
    running_lab.run_all()
    running_lab.set_theme(theme)
    assert any(line.startswith("color-contrast") for line in running_lab.axe(".planted"))
    assert running_lab.axe(".legible") == []


def test_request_to_another_machine_is_refused_and_noted(lab_page: LabPage) -> None:
    lab_page.page.goto("about:blank")
    refused = lab_page.page.evaluate("() => fetch('http://192.0.2.1/').then(() => 'answered', () => 'refused')")
    assert refused == "refused"
    assert lab_page.outside == ["http://192.0.2.1/"]
    assert any("192.0.2.1" in error for error in lab_page.errors)
    lab_page.outside.clear()
    lab_page.errors.clear()


def test_errors_of_console_and_page_are_noted(lab_page: LabPage) -> None:
    lab_page.page.goto("about:blank")
    lab_page.page.evaluate("() => { console.error('planted'); setTimeout(() => { throw new Error('thrown'); }); }")
    lab_page.page.wait_for_timeout(200)
    assert [error.split(" (")[0] for error in lab_page.errors] == ["console: planted", "page error: thrown"]
    lab_page.errors.clear()


def test_failed_cell_is_seen(running_lab: LabPage) -> None:
    running_lab.write_notebook("failing.ipynb", "1 / 0")
    running_lab.open_inside("failing.ipynb")
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        running_lab.run_all()


def test_a_notebook_in_the_running_lab_meets_nothing_of_the_one_before(running_lab: LabPage) -> None:
    running_lab.write_notebook("before.ipynb", "left = 1", "from IPython.display import HTML; HTML('<i id=left>')")
    running_lab.open_inside("before.ipynb")
    running_lab.run_all()
    running_lab.page.evaluate("() => localStorage.setItem('left', '1')")
    running_lab.set_theme("dark")
    running_lab.page.set_viewport_size({"width": 400, "height": 400})
    running_lab.write_notebook("after.ipynb", "assert 'left' not in globals()")
    running_lab.open_inside("after.ipynb")
    running_lab.run_all()
    assert running_lab.page.locator(".jp-NotebookPanel").count() == 1
    assert running_lab.page.locator("#left").count() == 0
    assert running_lab.page.evaluate("() => localStorage.getItem('left')") is None
    assert running_lab.page.evaluate("() => document.body.dataset.jpThemeLight") == "true"
    assert running_lab.page.viewport_size == WINDOW
    assert len(running_lab.server.kernel_ids()) == 1
