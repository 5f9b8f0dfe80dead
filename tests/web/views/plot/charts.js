// Charts on the page of a test, on which plotly.js is there already: it only notes what it is asked to draw.

import { onTestFinished, vi } from "vitest";
import { plotChart } from "../../../../ibc_edu/views/plot/chart.js";
import { texts } from "../../open.js";

/**
 * plotly.js, for charts that are so many px wide from now on: `drawings` holds each chart's name as it was drawn, with data
 * and layout; `plotly_relayout` and the like are what listens at the chart drawn last. Call it in a test or before each.
 */
export function notingPlotly(width = 640) {
  vi.stubGlobal("FIGURE_THEME", { template: { layout: { hoverlabel: { bgcolor: "#ffffff" } } }, dark: {} });
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(width);
  vi.stubGlobal("ResizeObserver", class { constructor(seen) { this.observe = () => seen(); } disconnect() {} });
  const sheet = document.head.appendChild(document.createElement("style"));
  sheet.textContent = ".ibc-root { font-size: 16px }";
  onTestFinished(() => sheet.remove());
  /** @type {any} */
  const plotly = {
    drawings: [], purged: 0,
    react: vi.fn(async (canvas, data, layout) => {
      plotly.drawings.push({ name: canvas.parentElement.getAttribute("aria-label"), data, layout });
      canvas.on = (name, listener) => { plotly[name] = listener; };
    }),
    purge: () => { plotly.purged += 1; },
    toImage: vi.fn(async () => "data:image/png;base64,AAAA"),
  };
  window[Symbol.for("ibc_edu.plotly")] = { loaded: Promise.resolve(plotly), queues: new Map() };
  return plotly;
}

/** A figure that can be looked at more closely. */
export const FIGURE = {
  data: [{ name: "curve", x: [0, 1], y: [2, 3] }],
  layout: { title: { text: "Cells over time" }, height: 300, xaxis: { range: [0, 10] }, yaxis: { range: [0, 100] }, meta: { zoom: true } },
};

/** What a chart needs of the view that it stands in. */
export function chartWidget() {
  const root = document.createElement("div");
  root.style.fontSize = "16px";
  document.body.append(root);
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  return { root, announce: vi.fn(), signal: controller.signal, on: () => {}, send: () => {}, close: () => controller.abort() };
}

/** A chart that was drawn, with its buttons by name, keys to press on it, and what was drawn last. */
export async function shownChart(plotly, widget, figure, options = {}) {
  const chart = plotChart(/** @type {any} */ ({}), widget, { describedBy: "words", note: "Made up.", ...options });
  widget.root.append(chart.node);
  chart.draw(figure, "Cells. The sentence says it.");
  await settled();
  const button = (name) => [...chart.node.querySelectorAll("button")].find((each) => each.textContent === name);
  const press = async (key, held = {}) => {
    const left = chart.node.querySelector(".ibc-plot").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held }));
    await settled();
    return left;
  };
  return { chart, button, press, last: () => plotly.drawings.at(-1) };
}

/** Until charts have drawn what they were given. */
export const settled = () => new Promise((resolve) => { setTimeout(resolve, 80); });

/** The words that the saved picture of a chart carries at its foot; `chart` is the chart or what holds it alone. */
export async function footOfPicture(plotly, chart) {
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
  [...chart.querySelectorAll(".ibc-plot-tools button")].find((each) => each.textContent === "Save picture").click();
  await settled();
  return plotly.toImage.mock.calls.at(-1)[0].layout.annotations.at(-1).text.replaceAll("<br>", " ");
}

/** The words of the element that describes a chart to who cannot see it. */
export const describing = (chart) => document.getElementById(chart.querySelector("[role=img]").getAttribute("aria-describedby")).textContent;

/** The table of the numbers that are folded in a node, once they are opened: its head, and its rows cell by cell. */
export function numbersIn(node) {
  const fold = [...node.querySelectorAll("details")].find((each) => each.querySelector("summary").textContent === "Show the numbers");
  fold.open = true;
  fold.dispatchEvent(new Event("toggle"));
  return { head: texts(fold, "thead th"), rows: [...fold.querySelectorAll("tbody tr")].map((row) => texts(row, "th, td")) };
}
