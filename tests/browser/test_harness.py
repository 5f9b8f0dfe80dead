"""The harness itself: it sees what it is there to see."""

from __future__ import annotations

import pytest
from lab_page import LabPage, Theme

PALE = """from IPython.display import HTML, display
display(HTML('<div class="planted"><p style="color:#bbb;background:#fff">Hard to read</p></div>'))
display(HTML('<div class="legible"><p style="color:#222;background:#fff">Easy to read</p></div>'))"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_planted_low_contrast_text(lab_page: LabPage, theme: Theme) -> None:
    lab_page.write_notebook("planted.ipynb", PALE)
    lab_page.open_notebook("planted.ipynb")
    lab_page.run_all()
    lab_page.set_theme(theme)
    assert any(line.startswith("color-contrast") for line in lab_page.axe(".planted"))
    assert lab_page.axe(".legible") == []


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


def test_failed_cell_is_seen(lab_page: LabPage) -> None:
    lab_page.write_notebook("failing.ipynb", "1 / 0")
    lab_page.open_notebook("failing.ipynb")
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        lab_page.run_all()
