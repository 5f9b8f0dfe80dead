"""How long a move of a slider takes until the redrawn picture of a trial simulator is on the screen, in Chromium.

    python benchmarks/trial_sliders.py

Target: at most 100 ms at the 95th percentile. Each move goes to the kernel, which computes the trial, and back.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

from lab_page import CHROMIUM_FLAGS, LabPage, LabServer, find_chromium

TARGET_MS = 100
MOVES = 40
CELLS = (
    "from ibc_edu.lessons import trials\nfrom ibc_edu.lessons.course import Course",
    "trials.two_stage_trial(Course(record_url='memory'))",
    "trials.survival_trial(Course(record_url='memory'))",
)
SLIDERS = (
    (".ibc-two-stage-trial", "This drug, in truth"),
    (".ibc-two-stage-trial", "Too little"),
    (".ibc-survival-trial", "Month of the trial"),
    (".ibc-survival-trial", "True hazard ratio"),
    (".ibc-survival-trial", "People in both groups"),
)
MOVE_AND_WAIT = """async ([selector, name, moves]) => {
    const root = document.querySelector(selector);
    const label = [...root.querySelectorAll('label')].find(each => each.textContent === name);
    const slider = document.getElementById(label.htmlFor);
    const picture = () => root.querySelector('.ibc-trial-chart svg');
    const taken = [];
    let step = Number(slider.step) || 1;
    for (let move = 0; move < moves; move += 1) {
        const next = Number(slider.value) + step;
        if (next > Number(slider.max) || next < Number(slider.min)) step = -step;
        const before = picture();
        slider.value = Number(slider.value) + step;
        const start = performance.now();
        slider.dispatchEvent(new Event('input', {bubbles: true}));
        while (picture() === before) await new Promise(next => setTimeout(next, 1));
        await new Promise(requestAnimationFrame);
        taken.push(performance.now() - start);
        await new Promise(next => setTimeout(next, 150));
    }
    return taken;
}"""


def main() -> None:
    """Print the median and the 95th percentile of each slider."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root, scratch = Path(folder, "root"), Path(folder, "scratch")
        root.mkdir()
        scratch.mkdir()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        with LabServer(root, scratch) as server:
            lab = LabPage(server, browser)
            lab.write_notebook("sliders.ipynb", *CELLS)
            lab.open_notebook("sliders.ipynb")
            lab.run_all()
            print(f"{'slider':<24}{'p50 (ms)':>10}{'p95 (ms)':>10}   target: p95 of at most {TARGET_MS} ms")
            for selector, name in SLIDERS:
                lab.page.locator(f"{selector} .ibc-trial-chart svg").wait_for()
                taken = lab.page.evaluate(MOVE_AND_WAIT, [selector, name, MOVES])
                print(f"{name:<24}{median(taken):>10.0f}{quantiles(taken, n=20)[-1]:>10.0f}")
            lab.close()
        browser.close()


if __name__ == "__main__":
    main()
