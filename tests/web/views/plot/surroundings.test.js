// A chart and what is around it: the room it has, the size of text, and how often it is drawn.

import { beforeEach, expect, test, vi } from "vitest";
import { plotChart } from "../../../../ibc_edu/views/plot/chart.js";
import { chartWidget, FIGURE, notingPlotly, settled, shownChart } from "./charts.js";

let plotly;
let widget;
beforeEach(() => {
  plotly = notingPlotly();
  widget = chartWidget();
});

/** A chart that was given a figure and has not been drawn yet. */
function coming(figure = FIGURE) {
  const chart = plotChart(/** @type {any} */ ({}), widget, { note: "" });
  widget.root.append(chart.node);
  chart.draw(figure, "Cells");
  return chart;
}

test("keeps the room of its figure from the first, and says that it is being drawn; its tools come with it", async () => {
  const chart = coming();
  const box = chart.node.querySelector(".ibc-chart > .ibc-plot");
  const tools = chart.node.querySelector(".ibc-plot-tools");
  expect([box.style.height, box.querySelector(".ibc-plot-loading").textContent, tools.hidden]).toEqual(["300px", "Drawing the figure…", true]);
  expect(box.querySelector(".ibc-plot-canvas").getAttribute("aria-hidden")).toBe("true");
  expect(coming({ ...FIGURE, layout: { ...FIGURE.layout, height: undefined } }).node.querySelector(".ibc-plot").style.height).toBe("400px");
  await settled();
  expect([box.style.height, box.querySelector(".ibc-plot-loading"), tools.hidden]).toEqual(["300px", null, false]);
});

test("is enlarged as a whole where the page's text is, in the room that is left", async () => {
  widget.root.style.fontSize = "32px";
  const { chart, last } = await shownChart(plotly, widget, (room) => ({ ...FIGURE, data: [{ name: `for ${room} px` }] }));
  const { width, transform } = chart.node.querySelector(".ibc-plot-canvas").style;
  expect([last().data[0].name, last().layout.width, width, transform]).toEqual(["for 320 px", 320, "320px", "scale(2)"]);
  expect(chart.node.querySelector(".ibc-plot").style.height).toBe("600px");
  widget.root.style.fontSize = "16px";
  chart.measure();
  await settled();
  expect(last().data[0].name).toBe("for 640 px");
  expect(chart.node.querySelector(".ibc-plot-canvas").style.transform).toBe("");
  expect(chart.node.querySelector(".ibc-plot").style.height).toBe("300px");
});

test("waits for a width, as in a fold that is closed, and is drawn once it has one", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const width = vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(0);
  const chart = coming();
  await settled();
  expect(plotly.drawings).toEqual([]);
  width.mockReturnValue(500);
  chart.measure();
  await settled();
  expect(plotly.drawings.map(({ layout }) => layout.width)).toEqual([500]);
  expect(warned).not.toHaveBeenCalled();
});

test("waits for its figure where its room is known first", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const chart = plotChart(/** @type {any} */ ({}), widget);
  widget.root.append(chart.node);
  await settled();
  expect([plotly.drawings, warned.mock.calls]).toEqual([[], []]);
  expect(chart.node.querySelector(".ibc-plot").hasAttribute("aria-describedby")).toBe(false);
});

test("waits without a failure where nobody has told it its room yet", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.stubGlobal("ResizeObserver", class { observe() {} disconnect() {} });
  coming();
  await settled();
  expect([plotly.drawings, warned.mock.calls]).toEqual([[], []]);
});

test("is not drawn after its view has closed, even where plotly.js comes then", async () => {
  let comes;
  window[Symbol.for("ibc_edu.plotly")].loaded = new Promise((resolve) => { comes = resolve; });
  coming();
  widget.close();
  comes(plotly);
  await settled();
  expect(plotly.drawings).toEqual([]);
});

test("is not drawn anew where nothing that it depends on has changed", async () => {
  const { chart } = await shownChart(plotly, widget, FIGURE);
  const before = plotly.drawings.length;
  document.body.setAttribute("data-look", "other");
  await settled();
  document.body.removeAttribute("data-look");
  chart.measure();
  await settled();
  expect(plotly.drawings.length).toBe(before);
});

test("looks at its surroundings no more once its view is closed", async () => {
  const disconnected = vi.fn();
  vi.stubGlobal("ResizeObserver", class { constructor(seen) { this.observe = () => seen(); } disconnect() { disconnected(); } });
  await shownChart(plotly, widget, FIGURE);
  const looked = vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockClear();
  widget.close();
  document.body.setAttribute("data-look", "other");
  await settled();
  expect([disconnected.mock.calls.length, looked.mock.calls.length]).toEqual([1, 0]);
});

test("draws a single change at once, and waits for the page's next frame only where changes follow each other", async () => {
  const { chart } = await shownChart(plotly, widget, FIGURE);
  const frame = vi.spyOn(window, "requestAnimationFrame").mockImplementation((then) => { queueMicrotask(() => then(0)); return 0; });
  const drawnOnce = plotly.drawings.length;
  chart.draw(FIGURE, "Cells");
  await vi.waitFor(() => expect(plotly.drawings.length).toBe(drawnOnce + 1), { interval: 1 });
  expect(frame).not.toHaveBeenCalled();
  await Promise.resolve();
  chart.draw(FIGURE, "Cells");
  await vi.waitFor(() => expect(plotly.drawings.length).toBe(drawnOnce + 2), { interval: 1 });
  expect(frame).toHaveBeenCalledOnce();
});

test("has those who listen at it told of its first drawing, and of no other", async () => {
  const drawn = vi.fn();
  const { chart } = await shownChart(plotly, widget, FIGURE, { drawn });
  chart.draw(FIGURE, "Cells");
  await settled();
  expect(drawn.mock.calls).toEqual([[chart.node.querySelector(".ibc-plot-canvas")]]);
});

test("says why it could not be drawn where developers look, and keeps those words in sight", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { chart } = await shownChart(plotly, widget, FIGURE);
  const reason = new Error("no");
  plotly.react.mockRejectedValueOnce(reason);
  chart.draw(FIGURE, "Cells");
  await settled();
  expect(warned).toHaveBeenCalledWith("The figure could not be drawn.", reason);
  expect(chart.node.querySelector(".ibc-plot > .ibc-plot-loading").textContent).toBe("This figure could not be drawn here. The words and numbers below say what it shows.");
});
