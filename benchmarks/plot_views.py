"""Four plot views beside four `FigureWidget`s and four plain figures, in real JupyterLab and Chromium, in one run.

Run: python benchmarks/plot_views.py [ROUNDS]. Prints for each kind the median time from running the cell until all
four are drawn (plotly and all else already imported), and the bytes that came over the page's web sockets meanwhile;
then how long a key press on a slider takes until the redrawn figure is on the screen. Targets: plot views at least
4 times sooner than `FigureWidget`s with at most a fifth of the bytes; 95% of the redraws within 100 ms.

Each measurement has a page and a kernel of its own. Playwright looks at every frame of a web socket, which costs the
kinds that send more somewhat more.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

from lab_page import CHROMIUM_FLAGS, LabPage, LabServer, find_chromium
from playwright.sync_api import Browser, sync_playwright

PREPARE = """
import anywidget, numpy as np, pandas as pd, plotly.graph_objects as go, ipywidgets
from IPython.display import display
from ibc_edu.figures.described import Described
from ibc_edu.figures.theme import LINES, figure
from ibc_edu.views.plot.plot_view import PlotView

days = np.linspace(0, 63, 250)
def described(depth):
    plans = {"every 3 weeks": depth, "weekly": depth / 2, "no treatment": 0}
    dip = np.sin(days / 21 * np.pi) ** 2
    table = pd.DataFrame({"day": days} | {name: 5 - low * dip for name, low in plans.items()})
    data = [{"type": "scatter", "mode": "lines", "name": name, "x": days.tolist(), "y": table[name].tolist(),
             "line": {"color": look.color, "dash": look.dash}} for name, look in zip(plans, LINES)]
    layout = {"height": 400, "xaxis": {"title": {"text": "Time (days)"}},
              "yaxis": {"title": {"text": "Neutrophils (10\\u2079/L)"}}}
    return Described(figure("White cells", data, layout), "Three plans of treatment.", table.iloc[::10])
four = [described(depth) for depth in (1, 2, 3, 4)]
"""
KINDS = {
    "four plot views": "for each in four: display(PlotView(*each))",
    "four plain figures": "for each in four: display(go.Figure(each.figure))",
    "four FigureWidgets": "for each in four: display(go.FigureWidget(each.figure))",
}
SLIDER = """
slider = ipywidgets.IntSlider(value=0, min=0, max=400)
slider.observe(lambda change: follow(change.new), names="value")
"""
FIGURE_FOLLOWS = """
view = PlotView(*four[0])
def follow(value): view.update(*described(value / 100))
display(view, slider)
"""
LABEL_FOLLOWS = """
label = ipywidgets.Label("0")
label.add_class("followed")
def follow(value): label.value = str(value)
display(label, slider)
"""
PRESSES = 100
PAUSE = 150  # ms between two presses

COUNT_BYTES = """() => {
    window.received = 0;
    const add = WebSocket.prototype.addEventListener;
    const size = data => typeof data === 'string' ? data.length : data.byteLength ?? data.size;
    const native = window.WebSocket;
    window.WebSocket = class extends native {
        constructor(...given) {
            super(...given);
            add.call(this, 'message', event => { window.received += size(event.data); });
        }
    };
}"""
RUN_AND_WAIT = """() => new Promise(resolve => {
    const before = window.received;
    const start = performance.now();
    const drawn = () => {
        const plots = new Set([...document.querySelectorAll('.main-svg')].map(svg => svg.closest('.js-plotly-plot')));
        if (plots.size < 4) return requestAnimationFrame(drawn);
        resolve({seconds: (performance.now() - start) / 1000, bytes: window.received - before});
    };
    window.jupyterapp.commands.execute('notebook:run-cell');
    drawn();
})"""
SELECT_SECOND_CELL = "() => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = 1; }"
RUN_FIRST_CELL = """() => {
    window.jupyterapp.shell.currentWidget.content.activeCellIndex = 0;
    return window.jupyterapp.commands.execute('notebook:run-cell');
}"""
RECORD = """watch => {
    window.taken = [];
    let pressed = null;
    document.addEventListener('keydown', () => { pressed = performance.now(); }, {capture: true});
    const changed = () => requestAnimationFrame(() => {
        if (pressed !== null) window.taken.push(performance.now() - pressed);
        pressed = null;
    });
    eval(watch)(changed);
}"""
WATCH_FIGURE = "changed => document.querySelector('.js-plotly-plot').on('plotly_afterplot', changed)"
WATCH_LABEL = """changed => new MutationObserver(changed)
    .observe(document.querySelector('.followed'), {childList: true, subtree: true, characterData: true})"""
SLIDERS = {
    "redrawn figure": (SLIDER + FIGURE_FOLLOWS, ".main-svg", WATCH_FIGURE),
    "changed label, the floor": (SLIDER + LABEL_FOLLOWS, ".followed", WATCH_LABEL),
}


def open_prepared(server: LabServer, browser: Browser, name: str, cell: str) -> LabPage:
    """A page with a fresh kernel that has imported everything; the cell to measure is the second one."""
    lab = LabPage(server, browser)
    lab.page.add_init_script(f"({COUNT_BYTES})()")
    lab.write_notebook(name, PREPARE, cell)
    lab.open_notebook(name)
    lab.page.evaluate(RUN_FIRST_CELL)
    lab.wait_for_kernel()
    lab.page.evaluate(SELECT_SECOND_CELL)
    return lab


def appearance(server: LabServer, browser: Browser, cell: str) -> tuple[float, int]:
    """Seconds until four figures are drawn, and bytes received meanwhile."""
    lab = open_prepared(server, browser, "appearance.ipynb", cell)
    found = lab.page.evaluate(RUN_AND_WAIT)
    lab.close()
    return found["seconds"], found["bytes"]


def latencies(server: LabServer, browser: Browser, cell: str, shown: str, watch: str) -> list[float]:
    """Milliseconds from each press of an arrow key on a slider until what follows it has changed on the screen."""
    lab = open_prepared(server, browser, "slider.ipynb", cell)
    lab.run_all()
    lab.page.wait_for_selector(shown)
    lab.page.evaluate(RECORD, watch)
    lab.page.locator(".noUi-handle").focus()
    for _ in range(PRESSES):
        lab.page.keyboard.press("ArrowRight")
        lab.page.wait_for_timeout(PAUSE)
    taken: list[float] = lab.page.evaluate("() => window.taken")
    lab.close()
    return taken


def report(seconds: dict[str, list[float]], size: dict[str, int], waits: dict[str, list[float]]) -> None:
    """Print what was measured beside the targets."""
    for name, taken in seconds.items():
        spread = f"{min(taken):.2f} to {max(taken):.2f}"
        print(f"{name:20} {statistics.median(taken):5.2f} s ({spread})   {size[name] / 1e6:6.2f} MB")
    ours, theirs = "four plot views", "four FigureWidgets"
    sooner = statistics.median(seconds[theirs]) / statistics.median(seconds[ours])
    print(f"Plot views are drawn {sooner:.1f} times sooner than FigureWidgets; the target is at least 4.")
    print(f"They take {size[ours] / size[theirs]:.3f} of the bytes; the target is at most 0.2.")
    for name, taken in waits.items():
        cuts = statistics.quantiles(taken, n=20)
        print(f"Slider to {name}: p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms ({len(taken)} of {PRESSES} presses)")
    print("The target is a p95 of at most 100 ms for the figure.")


def main(rounds: int) -> None:
    """Measure the kinds in turn, so that a busy moment of the machine falls on all of them."""
    seconds: dict[str, list[float]] = {name: [] for name in KINDS}
    size: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (root := Path(folder, "root")).mkdir()
        (scratch := Path(folder, "scratch")).mkdir()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        with LabServer(root, scratch) as server:
            appearance(server, browser, KINDS["four plot views"])  # server and disk are warm for everyone
            for _ in range(rounds):
                for name, cell in KINDS.items():
                    taken, size[name] = appearance(server, browser, cell)
                    seconds[name].append(taken)
            waits = {name: latencies(server, browser, *how) for name, how in SLIDERS.items()}
        browser.close()
    report(seconds, size, waits)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
