// A plotly figure on the page, for every view that has one: drawn in the page's theme and width, with its tools below.

import { el, setAttribute, setText } from "../kit/dom.js";
import { circumstances, dressed } from "./dress.js";
import { bundleFor, pagePlotly } from "./page_plotly.js";
import "./plot_view.css";
import { redrawer } from "./redraw.js";
import { chartTools } from "./tools.js";

const PLOTLY_CONFIG = { displayModeBar: false, doubleClick: false, scrollZoom: false, showTips: false, typesetMath: false };
const CALM_MS = 40; // a change that comes so soon after a drawing waits for the next frame
const DRAWING = "Drawing the figure…";
const [USUAL_HEIGHT, USUAL_WIDTH] = [400, 800]; // px

/**
 * A chart that is drawn when its figure, its size or the theme changes.
 *
 * options: `describedBy`, the id of the sentence that says what it shows; `note`, words that a saved picture carries;
 * `drawn(canvas)`, called after the first drawing. Returns {node, draw(figure, label), measure()}; the figure is
 * plotly's data and layout, or a function that makes it for a width in px; the label names it; measure() is for who changes the size of text.
 *
 * @param {import("../kit/dom.js").Model} model
 * @param {import("../kit/dom.js").Widget} widget
 * @param {{describedBy?: string | null, note?: string, drawn?: (canvas: any) => void}} [options]
 */
export function plotChart(model, widget, { describedBy = null, note = "", drawn = () => {} } = {}) {
  const canvas = el("div", { class: "ibc-plot-canvas", "aria-hidden": "true" });
  const loading = el("p", { class: "ibc-plot-loading" }, DRAWING);
  const box = el("div", { class: "ibc-plot", role: "img", "aria-describedby": describedBy }, canvas, loading);
  /** @type {any} what is drawn, and what the tools do with it */
  const chart = { plotly: null, made: null, figure: null, zoomed: null, at: null, ready: false, note, canvas, box };
  const redraw = redrawer();
  const paint = async () => {
    const { plotly, at } = chart;
    if (!plotly || !chart.made || !at?.width || widget.signal.aborted) return;
    chart.figure = chart.made(Math.floor(at.width / at.scale));
    const { figure } = chart;
    const { data, layout } = tools.zoomedIn(dressed(figure, at));
    Object.assign(canvas.style, { width: `${layout.width}px`, transform: at.scale === 1 ? "" : `scale(${at.scale})` });
    box.style.height = `${layout.height * at.scale}px`;
    await redraw(plotly, canvas, { data, layout }, PLOTLY_CONFIG);
    if (chart.plotly !== plotly) return; // a figure that came meanwhile needs another
    loading.remove();
    if (chart.ready) return;
    chart.ready = true;
    tools.ready();
    drawn(canvas);
  };
  const fail = (error) => {
    console.warn("The figure could not be drawn.", error);
    setText(loading, "This figure could not be drawn here. The words and numbers below say what it shows.");
    box.append(loading);
  };
  const painting = calmly(paint, fail);
  const tools = chartTools(chart, widget, painting.again);
  const measure = () => {
    const at = circumstances(widget.root, box);
    if (chart.at && Object.keys(at).every((name) => at[name] === chart.at[name])) return;
    chart.at = at;
    painting.again();
  };
  watchSurroundings(box, measure, widget.signal);
  widget.signal.addEventListener("abort", () => painting.done().then(() => chart.plotly?.purge(canvas)));
  let bundle = null;
  // A page that has all of plotly.js stays with it.
  const ask = (needed) => {
    if (bundle === needed || bundle === "full") return;
    bundle = needed;
    chart.plotly?.purge(canvas); // and so lets go of who listens at it
    Object.assign(chart, { plotly: null, ready: false });
    setText(loading, DRAWING);
    box.append(loading);
    const now = (then) => (given) => { if (bundle === needed) then(given); }; // not one that a later figure does without
    pagePlotly(model, widget, needed).then(now((plotly) => { chart.plotly = plotly; painting.again(); })).catch(now(fail));
  };

  const draw = (figure, label) => {
    const made = typeof figure === "function" ? figure : () => figure;
    const { data, layout } = made(USUAL_WIDTH);
    if (!chart.made) box.style.height = `${layout.height ?? USUAL_HEIGHT}px`;
    chart.made = made;
    ask(bundleFor({ data }));
    setAttribute(box, "aria-label", label);
    painting.again();
  };
  return { node: el("div", { class: "ibc-chart" }, box, tools.node), draw, measure };
}

/**
 * Paints when asked: a single change at once; of changes that come faster than they can be painted, each frame the last.
 * Returns {again(), done()}.
 */
function calmly(paint, fail) {
  let painting = Promise.resolve();
  let waiting = false;
  let paintedAt = -Infinity;
  const calm = () => (performance.now() - paintedAt < CALM_MS ? nextFrame() : null);
  const now = async () => {
    waiting = false;
    await paint();
    paintedAt = performance.now();
  };
  const again = () => {
    if (waiting) return;
    waiting = true;
    painting = painting.then(calm).then(now).catch(fail);
  };
  return { again, done: () => painting };
}

function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Calls back when the box's size or the page's theme may have changed, and now; not at each drawing, which would make the page lay itself out in between. */
function watchSurroundings(box, changed, signal) {
  const size = new ResizeObserver(changed);
  size.observe(box);
  const theme = new MutationObserver(changed);
  for (const node of [document.body, document.documentElement]) theme.observe(node, { attributes: true });
  signal.addEventListener("abort", () => {
    size.disconnect();
    theme.disconnect();
  });
}
