"""How long the lines simulator of lesson 4 takes from a key on its slider to the new picture, in Chromium.

Run: python benchmarks/treatment_lines.py. Prints median and 95th percentile in ms over 100 presses; target: 95% within
100 ms. Of this, the time that Python takes for one picture is printed beside it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

from lab_page import CHROMIUM_FLAGS, LabPage, LabServer, find_chromium
from playwright.sync_api import sync_playwright

from ibc_edu.lessons.monitoring_lines import CYCLES, START, picture

PRESSES = 100
PAUSE = 150  # ms between two presses
SHOW = 'import ibc_edu\nibc_edu.lesson("monitoring").show("treatment-lines")'
RECORD = """() => {
    window.redraws = [];
    let pressed = null;
    document.addEventListener('keydown', () => { pressed = performance.now(); }, {capture: true});
    const chart = document.querySelector('.ibc-treatment-lines .ibc-trial-chart');
    new MutationObserver(() => requestAnimationFrame(() => {
        if (pressed !== null) window.redraws.push(performance.now() - pressed);
        pressed = null;
    })).observe(chart, {childList: true});
}"""


def latencies(lab: LabPage) -> list[float]:
    """Milliseconds from each key on the first slider to the frame with the new picture."""
    lab.write_notebook("lines.ipynb", SHOW)
    lab.open_notebook("lines.ipynb")
    lab.run_all()
    lab.page.wait_for_selector(".ibc-treatment-lines svg")
    lab.page.evaluate(RECORD)
    lab.page.get_by_label("First line is given for").focus()
    for press in range(PRESSES):
        lab.page.keyboard.press("ArrowLeft" if press // (CYCLES - 2) % 2 == 0 else "ArrowRight")
        lab.page.wait_for_timeout(PAUSE)
    found: list[float] = lab.page.evaluate("() => window.redraws")
    return found


def main() -> None:
    """Measure and print."""
    start = time.perf_counter()
    for cycles in range(1, CYCLES + 1):
        picture({**START, "first": cycles})
    print(f"one picture in Python: {1000 * (time.perf_counter() - start) / CYCLES:.1f} ms")
    chromium = find_chromium()
    with (
        tempfile.TemporaryDirectory() as root,
        tempfile.TemporaryDirectory() as scratch,
        LabServer(Path(root), Path(scratch)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        times = sorted(latencies(LabPage(server, browser)))
        browser.close()
    median, late = statistics.median(times), times[int(0.95 * len(times))]
    print(f"key to picture, {len(times)} redraws of {PRESSES} keys: p50 {median:.0f}, p95 {late:.0f} ms (target 100)")


if __name__ == "__main__":
    main()
