"""A real JupyterLab server, and its page in a real Chromium that may speak to this machine only."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Literal

import nbformat
from axe import violations
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from other_machines import UNREACHABLE, asked_of_others
from playwright.sync_api import Browser, ConsoleMessage, ViewportSize
from ports import free_ports

from ibc_edu.resources import notebooks_folder

Theme = Literal["light", "dark"]

ROOT = Path(__file__).parents[2]
ARTIFACTS = ROOT / "test-artifacts"
START_TIMEOUT = 90  # s
KERNEL_TIMEOUT = 120_000  # ms; a kernel that imports pandas on two busy cores
WINDOW: ViewportSize = {"width": 1300, "height": 1400}
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
LAB_FLAGS = [
    "--ServerApp.kernel_websocket_connection_class=ibc_edu.app.prompt_kernels.PromptConnection",
    "--KernelRestarter.time_to_dead=1",  # how often it is seen whether a kernel has died, in s
    "--LabApp.expose_app_in_browser=True",
    "--LabApp.extension_manager=readonly",
    f"--LabApp.app_settings_dir={ROOT / 'tools' / 'lab_settings'}",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
]
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    UNREACHABLE,
]
CANDIDATES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

# JupyterLab's own, with nothing of ours in it; each entry is a part of the message. This is of a notebook closed early.
ALLOWED_CONSOLE_ERRORS = ("Could not restore the debugger state: Canceled future",)

# The outputs of the run before are taken away one after another while the kernel is idle already.
OUTPUTS_STAY = """() => new Promise((resolve) => {
    const done = () => { changes.disconnect(); resolve(); };
    const isPart = (node) => node.matches?.('.ibc-root') || node.querySelector?.('.ibc-root');
    let quiet = setTimeout(done, 500);
    const changes = new MutationObserver((found) => {
        if (!found.some(({ removedNodes }) => [...removedNodes].some(isPart))) return;
        clearTimeout(quiet);
        quiet = setTimeout(done, 500);
    });
    changes.observe(document.body, { subtree: true, childList: true });
    setTimeout(done, 20000);
})"""
KERNEL_IDLE = """() => {
    const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
    return !!kernel && kernel.connectionStatus === 'connected' && kernel.status === 'idle';
}"""

ALL_HAVE_RUN = """() => window.jupyterapp.shell.currentWidget.content.widgets.every(
    ({ model }) => model.type !== 'code' || !model.sharedModel.source.trim() || model.executionCount !== null)"""

# Of the notebooks before nothing is left: no tab, no question whether to save, nothing that a page remembers.
CLOSE_ALL = """() => {
    for (const widget of [...window.jupyterapp.shell.widgets('main')]) widget.dispose();
    window.jupyterapp.shell.expandLeft();
    localStorage.clear();
    sessionStorage.clear();
}"""
OPEN = "path => { window.jupyterapp.commands.execute('docmanager:open', {path}); }"
IN_FRONT = """path => {
    const {context, content} = window.jupyterapp.shell.currentWidget ?? {};
    return context?.path === path && content.widgets?.length > 0;
}"""

CELL_ERRORS = """() => window.jupyterapp.shell.currentWidget.content.widgets.flatMap(
    cell => (cell.model.sharedModel.outputs ?? []).filter(output => output.output_type === 'error')
                .map(error => `${error.ename}: ${error.evalue}`))"""

# JupyterLab's body is 0 px high, so axe would take everything for hidden and check no contrast.
IN_SIGHT = """async selector => {
    document.body.style.height = '100vh';
    document.querySelector(selector)?.scrollIntoView({block: 'nearest', behavior: 'instant'});
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def find_chromium() -> str | None:
    """Path of a Chromium or Chrome that starts: the one `CHROMIUM` names, else the first of the usual names."""
    named = os.environ.get("CHROMIUM")
    for name in [named] if named else CANDIDATES:
        path = shutil.which(name)
        # Some systems ship a stub under this name that only tells how to install the browser.
        if path and subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0:
            return path
    return None


class LabServer:
    """A running JupyterLab with settings, runtime files and record of its own, nothing of the user's.

    Parameters
    ----------
    root : Path
        The folder that JupyterLab shows.
    scratch : Path
        An empty folder for everything that a server keeps.
    command : list of str, optional
        What starts the server, if not JupyterLab itself.
    """

    def __init__(self, root: Path, scratch: Path, command: list[str] | None = None) -> None:
        self.root = root
        self.url = self.token = ""
        self._log = scratch / "server.log"
        self._runtime = scratch / "runtime"
        here = [*(sys.executable, "-m", "jupyterlab"), "--no-browser", "--allow-root", f"--ServerApp.root_dir={root}"]
        here.append(f"--ServerApp.port={free_ports(1)[0]}")
        self._command = command or here + LAB_FLAGS
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")} | {
            "JUPYTER_RUNTIME_DIR": str(self._runtime),
            "JUPYTER_CONFIG_DIR": str(scratch / "config"),
            "JUPYTER_CONFIG_PATH": str(ROOT / "etc" / "jupyter"),  # the server extension of this checkout
            "JUPYTER_DATA_DIR": str(scratch / "data"),
            "JUPYTER_PATH": str(ROOT / "ibc_edu" / "app" / "jupyter"),  # the extension as it stands here
            "IPYTHONDIR": str(scratch / "ipython"),
            "IBC_EDU_RECORD": "memory",
        }

    def __enter__(self) -> LabServer:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + START_TIMEOUT
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.__exit__(None, None, None)
                raise RuntimeError(f"JupyterLab did not start:\n{self._log.read_text()}")
            time.sleep(0.1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stop, patience in ((signal.SIGTERM, 20), (signal.SIGKILL, None)):
            if self._process.poll() is None:
                os.killpg(self._process.pid, stop)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(patience)

    def add_lessons(self, folder: str, record: Path, *names: str) -> None:
        """Put lessons into a folder below the root; a cell in front of each names the file of the learner's record."""
        (self.root / folder).mkdir()
        for name in names:
            notebook = nbformat.read(notebooks_folder() / name, as_version=4)
            setting = f"import os\nos.environ['IBC_EDU_RECORD'] = {str(record)!r}"
            notebook.cells.insert(0, new_code_cell(setting, id="setting"))
            nbformat.write(notebook, self.root / folder / name)

    def stop_kernels(self) -> None:
        """Shut down every notebook's kernel, so that one test's does not slow down the next."""
        for session in json.loads(self._request("/api/sessions")):
            self._request(f"/api/sessions/{session['id']}", method="DELETE")

    def kernel_ids(self) -> list[int]:
        """Process ids of the kernels that run."""
        found = subprocess.run(["pgrep", "-P", str(self._process.pid)], capture_output=True, text=True)
        return [int(line) for line in found.stdout.split()]

    def _answers(self) -> bool:
        """Whether our own server answers: the folder for runtime files is ours, so it names nobody else's port."""
        try:
            info = json.loads(next(self._runtime.glob("jpserver-*.json")).read_text())
            self.url, self.token = info["url"].rstrip("/"), info["token"]
            return bool(self._request("/api/status"))
        except (StopIteration, ValueError, OSError):
            return False

    def _request(self, path: str, method: str = "GET") -> bytes:
        request = urllib.request.Request(
            self.url + path, method=method, headers={"Authorization": f"token {self.token}"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            content: bytes = answer.read()
        return content


class LabPage:
    """One page of JupyterLab; `page` is Playwright's, for everything that has no method here.

    `outside` collects requests to other machines (which are out of reach), `errors` what console and page report;
    the fixture `lab_page` asserts that both stayed empty.
    """

    def __init__(self, server: LabServer, browser: Browser) -> None:
        self.server = server
        self.errors: list[str] = []
        self._context = browser.new_context(viewport=WINDOW)
        self.outside = asked_of_others(self._context)
        self.page = self._context.new_page()
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self._note(f"page error: {error}"))

    def write_notebook(self, name: str, *cells: str) -> None:
        """Put a notebook into the server's folder: each cell is Python, or Markdown if it starts with "#"."""
        made = [new_markdown_cell(text) if text.startswith("#") else new_code_cell(text) for text in cells]
        spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = new_notebook(cells=made, metadata={"kernelspec": spec})
        nbformat.write(notebook, self.server.root / name)

    def open_notebook(self, name: str) -> None:
        """Open a notebook in the light theme and wait until its kernel is idle."""
        self.page.goto(f"{self.server.url}/lab/tree/{urllib.parse.quote(name)}?reset&token={self.server.token}")
        self.page.wait_for_selector(".jp-NotebookPanel:visible .jp-Cell", timeout=60_000)
        self.wait_for_kernel()
        self.set_theme("light")

    def open_inside(self, name: str) -> None:
        """Open a notebook as `open_notebook` does, in the Lab that runs in this page, if one does.

        What was open before is gone, and so are its kernels. To start a Lab takes some 5 s of processor time.
        """
        self.page.set_viewport_size(WINDOW)
        if not self.page.evaluate("() => 'jupyterapp' in window"):
            self.server.stop_kernels()
            self.open_notebook(name)
            return
        self.page.evaluate(CLOSE_ALL)
        self.server.stop_kernels()
        self.page.evaluate(OPEN, name)
        self.page.wait_for_function(IN_FRONT, arg=name, timeout=60_000)
        self.wait_for_kernel()
        self.set_theme("light")

    def taken(self) -> tuple[list[str], list[str]]:
        """What is in `outside` and `errors`, which are empty then."""
        found = self.outside[:], self.errors[:]
        self.outside.clear()
        self.errors.clear()
        return found

    def wait_for_kernel(self) -> None:
        """Wait until the kernel of the notebook in front is connected and idle."""
        self.page.wait_for_function(KERNEL_IDLE, timeout=KERNEL_TIMEOUT)

    def run_all(self) -> None:
        """Run all cells, wait for the last, and assert that none of them failed."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self._wait_for_outputs()

    def wait_until_run(self) -> None:
        """Wait until a lesson has run by itself to its end, and assert that no cell failed."""
        self.page.wait_for_function(ALL_HAVE_RUN, timeout=KERNEL_TIMEOUT)
        self._wait_for_outputs()

    def _wait_for_outputs(self) -> None:
        self.wait_for_kernel()
        self.page.evaluate(OUTPUTS_STAY)
        failures = self.page.evaluate(CELL_ERRORS)
        assert not failures, failures

    def set_theme(self, theme: Theme) -> None:
        """Change JupyterLab's theme and wait until it shows."""
        name = THEMES[theme]
        self.page.evaluate(
            "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})",
            name,
        )
        self.page.wait_for_function("name => document.body.dataset.jpThemeName === name", arg=name)
        # The style sheet arrives after the name, behind a splash that hides the page from axe as well.
        self.page.wait_for_selector("#jupyterlab-splash", state="detached")

    def cell_sources(self) -> list[str]:
        """Source of every cell of the notebook in front, to see that a key meant for us changed none."""
        sources: list[str] = self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.content.widgets"
            ".map(cell => cell.model.type + ': ' + cell.model.sharedModel.source)"
        )
        return sources

    def axe(self, *selectors: str) -> list[str]:
        """Violations that axe-core finds inside the elements; in the dark theme by the rules that look at colors.

        One after another, each in sight: axe judges the contrast of nothing else. Fails if it could judge no text of an
        element: then something hides it.
        """
        return [line for selector in selectors for line in self._axe_inside(selector)]

    def _axe_inside(self, selector: str) -> list[str]:
        dark = self.page.evaluate("() => document.body.dataset.jpThemeLight === 'false'")
        for _ in range(3):  # what is drawn late above it can move it out of sight
            self.page.locator(selector).first.scroll_into_view_if_needed()
            self.page.evaluate(IN_SIGHT, selector)
            found = violations(self.page, selector, colors_only=dark)
            if found is not None:
                return found
        raise AssertionError(f"axe saw no text in {selector}")

    def screenshot(self, name: str, selector: str | None = None) -> Path:
        """Picture of the page, or of the first element that matches, as test-artifacts/<name>.png."""
        ARTIFACTS.mkdir(exist_ok=True)
        path = ARTIFACTS / f"{name}.png"
        if selector:
            self.page.locator(selector).first.screenshot(path=path)
        else:
            self.page.screenshot(path=path)
        return path

    def close(self) -> None:
        """Close the page and stop its kernels."""
        self._context.close()
        self.server.stop_kernels()

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location['url']})")

    def _note(self, error: str) -> None:
        if not any(part in error for part in ALLOWED_CONSOLE_ERRORS):
            self.errors.append(error)
