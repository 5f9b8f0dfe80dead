"""`make lab`, as a learner starts it."""

from __future__ import annotations

from pathlib import Path

from lab_page import LabPage, LabServer
from playwright.sync_api import Browser

FLAGS = "--no-browser --LabApp.expose_app_in_browser=True"


def test_make_lab_opens_the_first_lesson_and_nothing_pops_up(browser: Browser, tmp_path: Path) -> None:
    mine = tmp_path / "my workspace"
    (tmp_path / "scratch").mkdir()
    with LabServer(mine, tmp_path / "scratch", ["make", "lab", f"WORKSPACE={mine}", f"ARGS={FLAGS}"]) as server:
        lab = LabPage(server, browser)
        lab.page.goto(f"{server.url}/?token={server.token}")
        lab.page.wait_for_selector(".jp-NotebookPanel:visible .jp-Cell", timeout=60_000)
        lab.wait_for_kernel()
        assert lab.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.path") == "00_start_here.ipynb"
        lab.page.wait_for_timeout(1500)  # a question about news would come a moment after the notebook
        assert lab.page.locator(".jp-Dialog, .Toastify__toast").all_inner_texts() == []
        lab.screenshot("make-lab")
        lab.close()
        assert lab.outside == []
        assert lab.errors == []
    assert {path.name for path in mine.glob("*.ipynb")} >= {"00_start_here.ipynb", "01_staging.ipynb"}
