"""How long until a page's first chart, and from a move in an explorer or simulator to the redrawn picture, in Chromium.

Run: python benchmarks/explorer_latency.py [MOVES] [PART ...]. Each control of each part, or of those that are named,
is moved MOVES times (30 unless said); all parts take some four minutes. A control is known by its label, or by what is
written on it; two with a plus between them are pressed in turn, and one that is not there ends the run. A move counts
from the event in the page to the frame after the part's last change, whether the page answers by itself or the kernel
does. Prints median and 95th percentile in ms, and the time that the page's main thread computes for a move, which other
work on the machine hardly changes. Targets: a first chart at most 1.5 s after its cell ran, a move at most 100 ms at
the 95th percentile.

To compare two states of the project on a busy machine, run it for both in turn: PYTHONPATH names the one that is shown.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, CDPSession, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

from lab_page import CHROMIUM_FLAGS, LabPage, LabServer, find_chromium

TARGET_MS = 100
FIRST_TARGET_MS = 1500
FIRST_CHART = ("trials", "two-stage-trial")
PARTS = {
    ("staging", "stage-explorer"): (".ibc-stage-explorer", ["N0"]),
    ("receptors", "report-explorer"): (".ibc-report-explorer", ["Estrogen receptor (ER)"]),
    ("therapies", "blood-counts"): (".ibc-blood-counts", ["Days between doses", "Look at day"]),
    ("monitoring", "side-effect-explorer"): (".ibc-side-effect-explorer", ["First class"]),
    ("monitoring", "treatment-lines"): (".ibc-treatment-lines", ["First line is given for"]),
    ("trials", "two-stage-trial"): (".ibc-two-stage-trial", ["This drug, in truth", "Too little"]),
    ("trials", "survival-trial"): (
        ".ibc-survival-trial",
        ["Month of the trial", "True hazard ratio", "People in both groups"],
    ),
    ("trials", "dose-trial"): (".ibc-dose-trial", ["Treat + Start again"]),
}
MOVE = """async ([selector, name, moves]) => {
    const root = document.querySelector(selector);
    const find = (tag, words) =>
        [...root.querySelectorAll(tag)].find(each => each.textContent.trim().startsWith(words));
    const controls = name.split(' + ').map(words => {
        const control = find('label', words)?.control ?? find('button', words);
        if (!control) throw new Error(`no control is called ${words}`);
        return control;
    });
    let direction = 1;
    const radios = control => [...root.querySelectorAll(`input[type=radio][name="${control.name}"]`)];
    const next = number => {
        const control = controls[number % controls.length];
        if (control.tagName === 'BUTTON') return control.click();
        if (control.type === 'radio') return radios(control)[(number + 1) % radios(control).length].click();
        if (control.tagName === 'SELECT') {
            control.selectedIndex = (control.selectedIndex + 1) % control.options.length;
        } else {
            const step = Number(control.step) || 1;
            const value = Number(control.value) + direction * step;
            if (value > Number(control.max) || value < Number(control.min)) direction = -direction;
            control.value = Number(control.value) + direction * step;
            control.dispatchEvent(new Event('input', {bubbles: true}));
        }
        control.dispatchEvent(new Event('change', {bubbles: true}));
    };
    const taken = [];
    for (let number = 0; number < moves; number += 1) {
        let last = 0;
        const live = root.querySelector('.ibc-live');
        const watch = new MutationObserver(changes => {
            if (changes.some(change => !live?.contains(change.target) && change.target !== root)) {
                requestAnimationFrame(() => { last = performance.now(); });
            }
        });
        watch.observe(root, {subtree: true, childList: true, attributes: true, characterData: true});
        const start = performance.now();
        next(number);
        await new Promise(done => setTimeout(done, 400));
        watch.disconnect();
        if (last) taken.push(last - start);
    }
    return taken;
}"""


SELECT_CELL = "number => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = number; }"
RUN_FIRST_CELL = "() => window.jupyterapp.commands.execute('notebook:run-cell')"
RUN_TO_FIRST_CHART = """() => new Promise(resolve => {
    let ran = Infinity;
    const drawn = () => {
        if (!document.querySelector('.ibc-chart .main-svg')) return requestAnimationFrame(drawn);
        requestAnimationFrame(() => resolve(Math.max(0, performance.now() - ran)));
    };
    window.jupyterapp.commands.execute('notebook:run-cell').then(() => { ran = performance.now(); });
    drawn();
})"""


def show(lesson: str, part: str) -> str:
    """A cell that shows a part."""
    return f"import ibc_edu\nibc_edu.lesson({lesson!r}).show({part!r})"


def first_chart(server: LabServer, browser: Browser) -> float:
    """Milliseconds from the end of a cell to the first chart of its page; the course is loaded already."""
    lab = LabPage(server, browser)
    lab.write_notebook("first.ipynb", "import ibc_edu\nibc_edu.load()", show(*FIRST_CHART))
    lab.open_notebook("first.ipynb")
    for number, run in enumerate((RUN_FIRST_CELL, RUN_TO_FIRST_CHART)):
        lab.page.evaluate(SELECT_CELL, number)
        taken = lab.page.evaluate(run)
        lab.wait_for_kernel()
    lab.close()
    return float(taken)


def computing(session: CDPSession) -> float:
    """Milliseconds for which the page's main thread has computed so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(each["value"] for each in metrics if each["name"] == "TaskDuration")


def main(moves: int, asked: list[str]) -> None:
    """Print one line a control."""
    parts = {names: how for names, how in PARTS.items() if not asked or names[1] in asked}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root, scratch = Path(folder, "root"), Path(folder, "scratch")
        root.mkdir()
        scratch.mkdir()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        with LabServer(root, scratch) as server:
            waits = [first_chart(server, browser) for _ in range(3)]
            print(f"first chart: {median(waits):.0f} ms after its cell ran; the target is at most {FIRST_TARGET_MS}")
            lab = LabPage(server, browser)
            session = lab.page.context.new_cdp_session(lab.page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            lab.write_notebook("explorers.ipynb", *[show(*names) for names in parts])
            lab.open_notebook("explorers.ipynb")
            lab.run_all()
            print(f"{'part':<22}{'control':<30}{'moves':>7}{'p50 ms':>9}{'p95 ms':>9}{'computing':>11}")
            for (_, part), (selector, names) in parts.items():
                lab.page.locator(selector).scroll_into_view_if_needed()
                lab.page.wait_for_timeout(1500)  # its chart is drawn
                for name in names:
                    before = computing(session)
                    taken = lab.page.evaluate(MOVE, [selector, name, moves])
                    spent = (computing(session) - before) / moves
                    p95 = quantiles(taken, n=20)[-1]
                    figures = f"{len(taken):>7}{median(taken):>9.0f}{p95:>9.0f}{spent:>11.0f}"
                    print(f"{part:<22}{name:<30}{figures}", flush=True)
            print(f"The target is a p95 of at most {TARGET_MS} ms.")
            lab.close()
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30, sys.argv[2:])
