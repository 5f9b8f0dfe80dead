// What a reader can do with a chart, beyond how far zoom goes (chart.test.js).

import { beforeEach, expect, test, vi } from "vitest";
import { chartWidget, FIGURE, notingPlotly, settled, shownChart } from "./charts.js";

let plotly;
let widget;
beforeEach(() => {
  plotly = notingPlotly();
  widget = chartWidget();
});

/** Axes that do not begin at nought, as those of years or of sizes. */
const AWAY = { ...FIGURE, layout: { ...FIGURE.layout, xaxis: { range: [20, 30], dtick: 1 }, yaxis: { range: [-50, 50], dtick: 10 } } };
const shown = (figure = AWAY) => shownChart(plotly, widget, figure);
const dragged = (ends) => plotly.plotly_relayout({ "xaxis.range[0]": ends[0], "xaxis.range[1]": ends[1], "yaxis.range[0]": ends[2], "yaxis.range[1]": ends[3] });

test("keys look closer at the middle of what is shown, move by a part of it, and stop at its ends", async () => {
  const { button, press, last } = await shown();
  const ends = () => [...last().layout.xaxis.range, ...last().layout.yaxis.range].map((end) => Math.round(100 * end) / 100);
  button("Zoom").click();
  await press("=");
  expect(ends()).toEqual([21.67, 28.33, -33.33, 33.33]);
  await press("ArrowRight");
  expect(ends()).toEqual([22.67, 29.33, -33.33, 33.33]);
  await press("ArrowRight");
  expect(ends()).toEqual([23.33, 30, -33.33, 33.33]);
  await press("ArrowUp");
  await press("ArrowUp");
  expect(ends()).toEqual([23.33, 30, -16.67, 50]);
  await press("-");
  expect(ends()).toEqual([20, 30, -50, 50]);
});

test("keys that do nothing here are left to the page, and all are while zoom is off", async () => {
  const { button, press, last } = await shown();
  const before = plotly.drawings.length;
  for (const key of ["+", "0", "ArrowLeft"]) expect(await press(key)).toBe(true);
  expect(plotly.drawings.length).toBe(before);
  button("Zoom").click();
  await settled();
  const drawn = plotly.drawings.length;
  for (const key of ["a", "Tab", "Enter", "PageDown"]) expect(await press(key)).toBe(true);
  expect(plotly.drawings.length).toBe(drawn);
  for (const key of ["0", "ArrowLeft", "="]) expect(await press(key)).toBe(false);
  expect(last().layout.dragmode).toBe("zoom");
});

test("a drag looks closer only while zoom is on, and only where it tells of all four ends", async () => {
  const { button, last } = await shown();
  const before = plotly.drawings.length;
  dragged([22, 24, 0, 10]);
  plotly.plotly_doubleclick();
  await settled();
  expect(plotly.drawings.length).toBe(before);
  button("Zoom").click();
  await settled();
  dragged([22, 24]);
  dragged([22, NaN, 0, 10]);
  plotly.plotly_relayout({ width: 300 });
  await settled();
  expect(last().layout.xaxis.range).toEqual([20, 30]);
  dragged([22, 24, 0, 10]);
  await settled();
  expect([last().layout.xaxis.range, last().layout.yaxis.range]).toEqual([[22, 24], [0, 10]]);
  button("Zoom").click();
  await settled();
  expect([last().layout.xaxis.range, last().layout.xaxis.fixedrange, last().layout.dragmode]).toEqual([[20, 30], true, undefined]);
});

test("an axis of which less than half is shown has its marks chosen anew, and another keeps its own", async () => {
  const { button, last } = await shown();
  button("Zoom").click();
  await settled();
  const marks = async (ends) => {
    dragged(ends);
    await settled();
    return [last().layout.xaxis.dtick, last().layout.yaxis.dtick];
  };
  expect(await marks([20, 24, -50, 50])).toEqual([undefined, 10]);
  expect(await marks([20, 26, -50, -5])).toEqual([1, undefined]);
  expect(await marks([20, 25, -50, 0])).toEqual([1, 10]);
});

test("the focus goes to the chart when zoom is switched on, and stays on the button when it is switched off", async () => {
  const { chart, button } = await shown();
  button("Zoom").click();
  expect(document.activeElement).toBe(chart.node.querySelector(".ibc-plot"));
  button("Zoom").focus();
  button("Zoom").click();
  expect(document.activeElement).toBe(button("Zoom"));
});

test("its buttons are plain and named, and the hint says which keys there are", async () => {
  const { chart, button } = await shown();
  expect([...chart.node.querySelectorAll(".ibc-plot-tools > button")].map(({ type, className, textContent }) => [type, className, textContent])).toEqual([
    ["button", "ibc-button ibc-plain", "Zoom"], ["button", "ibc-button ibc-plain", "Save picture"]]);
  expect(button("Save picture").hidden).toBe(false);
  expect(chart.node.querySelector(".ibc-plot-tools > p").textContent).toBe("Drag over the chart, or press + and - and the arrow keys on it. 0 shows all of it.");
});

test("a saved picture is sharp, as large as the chart with its words, and named by letters, digits and single dashes", async () => {
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
  const { chart, button } = await shown();
  const named = async (text) => {
    chart.draw({ ...AWAY, layout: { ...AWAY.layout, title: { text } } }, "Cells");
    await settled();
    button("Save picture").click();
    await settled();
    return clicked.mock.contexts.at(-1).download;
  };
  expect(await named("Cells – over 2 years (of “all”)")).toBe("cells-over-2-years-of-all.png");
  expect(clicked.mock.contexts[0].href).toBe("data:image/png;base64,AAAA");
  const [{ layout }, options] = plotly.toImage.mock.calls[0];
  expect(options).toEqual({ format: "png", width: 640, height: layout.height, scale: 2 });
  expect(layout.height).toBeGreaterThan(300);
  expect(layout.xaxis.range).toEqual([20, 30]);
});

test("a picture that cannot be saved is said to be so", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { button } = await shown();
  plotly.toImage.mockRejectedValueOnce(new Error("no"));
  button("Save picture").click();
  await settled();
  expect(widget.announce.mock.calls).toEqual([["The picture could not be saved here."]]);
  expect(warned).toHaveBeenCalledOnce();
});
