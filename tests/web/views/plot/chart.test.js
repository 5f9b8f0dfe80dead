import { beforeEach, describe, expect, test, vi } from "vitest";
import { chartWidget, FIGURE, notingPlotly, settled, shownChart } from "./charts.js";

let plotly;
let widget;
beforeEach(() => {
  plotly = notingPlotly();
  widget = chartWidget();
});
const shown = (figure = FIGURE, options = {}) => shownChart(plotly, widget, figure, options);

describe("a chart", () => {
  test("is named and described, and draws what it is given at its width", async () => {
    const { chart, last } = await shown();
    const box = chart.node.querySelector(".ibc-plot");
    expect([box.getAttribute("role"), box.getAttribute("aria-label"), box.getAttribute("aria-describedby")]).toEqual(["img", "Cells. The sentence says it.", "words"]);
    expect(last()).toMatchObject({ data: FIGURE.data, layout: { width: 640 } });
    expect(chart.node.textContent).not.toContain("Drawing the figure");
  });

  test("of changes that come faster than they can be drawn, the last is drawn", async () => {
    const { chart, last } = await shown();
    const before = plotly.drawings.length;
    for (let height = 1; height <= 20; height += 1) chart.draw({ ...FIGURE, data: [{ name: "curve", x: [height], y: [0] }] }, "Cells");
    await settled();
    expect(last().data[0].x).toEqual([20]);
    expect(plotly.drawings.length - before).toBeLessThan(4);
  });

  test("a figure may depend on the room", async () => {
    const { last } = await shown((room) => ({ ...FIGURE, data: [{ name: `for ${room} px` }] }));
    expect(last().data[0].name).toBe("for 640 px");
  });

  test("has the name of the figure that it shows now", async () => {
    const { chart } = await shown();
    chart.draw(FIGURE, "Cells, once more.");
    expect(chart.node.querySelector(".ibc-plot").getAttribute("aria-label")).toBe("Cells, once more.");
  });

  test.each(["body", "documentElement"])("is drawn anew where the look of the page changes at its %s", async (place) => {
    const { last } = await shown();
    widget.root.style.fontSize = "32px"; // as a theme does
    document[place].setAttribute("data-look", "other");
    await settled();
    document[place].removeAttribute("data-look");
    expect(last().layout.width).toBe(320);
  });

  test("says so if it cannot be drawn", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    plotly.react.mockRejectedValue(new Error("no"));
    const { chart } = await shown();
    expect(chart.node.textContent).toContain("could not be drawn here. The words and numbers below say what it shows.");
  });

  test("is given back to plotly when its view closes", async () => {
    await shown();
    widget.close();
    await settled();
    expect(plotly.purged).toBe(1);
  });
});

describe("zoom", () => {
  test("is off until it is chosen, and then works by keys", async () => {
    const { chart, button, press, last } = await shown();
    expect(last().layout.xaxis.fixedrange).toBe(true);
    expect(button("Zoom").getAttribute("aria-pressed")).toBe("false");
    await press("+");
    expect(last().layout.xaxis.range).toEqual([0, 10]);
    button("Zoom").click();
    await settled();
    expect(button("Zoom").getAttribute("aria-pressed")).toBe("true");
    expect(document.activeElement).toBe(chart.node.querySelector(".ibc-plot"));
    expect(last().layout).toMatchObject({ dragmode: "zoom", xaxis: { fixedrange: false } });
    await press("+");
    const [low, high] = last().layout.xaxis.range;
    expect([low + high, high - low]).toEqual([expect.closeTo(10), expect.closeTo(10 / 1.5)]);
    await press("ArrowRight");
    expect(last().layout.xaxis.range[0]).toBeGreaterThan(low);
    expect(last().layout.yaxis.range[0]).toBeCloseTo(100 / 6);
  });

  test("moves the way that an arrow points, along its axis alone", async () => {
    const { button, press, last } = await shown();
    button("Zoom").click();
    await press("+");
    const lows = () => [last().layout.xaxis.range[0], last().layout.yaxis.range[0]];
    const [left, bottom] = lows();
    await press("ArrowUp");
    expect(lows()).toEqual([left, expect.closeTo(bottom + 10)]); // 15% of the 100 / 1.5 that are shown
    await press("ArrowDown");
    await press("ArrowDown");
    expect(lows()).toEqual([left, expect.closeTo(bottom - 10)]);
    await press("ArrowLeft");
    expect(lows()).toEqual([expect.closeTo(left - 1), expect.closeTo(bottom - 10)]);
  });

  test("leaves keys with Ctrl, Alt or the command key to the browser, which enlarges the page with them", async () => {
    const { button, press, last } = await shown();
    button("Zoom").click();
    await settled();
    for (const held of ["ctrlKey", "metaKey", "altKey"]) expect(await press("+", { [held]: true })).toBe(true);
    expect(last().layout.xaxis.range).toEqual([0, 10]);
    expect(await press("+")).toBe(false);
  });

  test("never leaves the whole, and 0 shows all of it again", async () => {
    const { button, press, last } = await shown();
    button("Zoom").click();
    for (const key of ["+", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft"]) await press(key);
    expect(last().layout.xaxis.range[0]).toBe(0);
    await press("-");
    await press("-");
    expect(last().layout.xaxis.range).toEqual([0, 10]);
    await press("+");
    await press("0");
    expect(last().layout.yaxis.range).toEqual([0, 100]);
  });

  test("stays while the figure changes, follows a drag, and ends with the button", async () => {
    const { chart, button, last } = await shown();
    button("Zoom").click();
    await settled();
    plotly.plotly_relayout({ "xaxis.range[0]": 2, "xaxis.range[1]": 4, "yaxis.range[0]": 10, "yaxis.range[1]": 60 });
    await settled();
    chart.draw({ ...FIGURE, data: [{ name: "curve", x: [5], y: [5] }] }, "Cells");
    await settled();
    expect(last().layout.xaxis.range).toEqual([2, 4]);
    button("Zoom").click();
    await settled();
    expect(last().layout.xaxis.range).toEqual([0, 10]);
  });

  test("tells how to look closer, and takes the keys, only while it is on", async () => {
    const { chart, button } = await shown();
    const open = () => [chart.node.querySelector(".ibc-plot-tools p").hidden, chart.node.querySelector(".ibc-plot").getAttribute("tabindex")];
    const told = [open()];
    for (let times = 0; times < 2; times += 1) {
      button("Zoom").click();
      told.push(open());
    }
    expect(told).toEqual([[true, null], [false, "0"], [true, null]]);
  });

  test("shows all again on a double click", async () => {
    const { button, press, last } = await shown();
    button("Zoom").click();
    await press("+");
    plotly.plotly_doubleclick();
    await settled();
    expect(last().layout.xaxis.range).toEqual([0, 10]);
  });

  test("is not offered where a figure has no axes to enlarge", async () => {
    const { button } = await shown({ ...FIGURE, layout: { ...FIGURE.layout, meta: {} } });
    expect(button("Zoom").hidden).toBe(true);
    expect(button("Save picture").hidden).toBe(false);
  });
});

test("a figure of other marks asks for all of plotly.js, and is drawn anew", async () => {
  const { chart } = await shown();
  const more = { ...plotly, react: vi.fn(async (canvas) => { canvas.on = () => {}; }) };
  window[Symbol.for("ibc_edu.plotly.full")] = { loaded: Promise.resolve(more), queues: new Map() };
  const drawn = plotly.drawings.length;
  chart.draw({ ...FIGURE, data: [{ type: "heatmap", z: [[1]] }] }, "Cells");
  await settled();
  expect(more.react).toHaveBeenCalled();
  expect(plotly.drawings).toHaveLength(drawn);
  expect(plotly.purged).toBe(1);
});

test("a chart that is drawn again after a failure is listened at once, and asked once what to do with it", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const drawn = vi.fn();
  const { chart } = await shown(FIGURE, { drawn });
  plotly.react.mockRejectedValueOnce(new Error("no"));
  chart.draw(FIGURE, "Cells");
  await settled();
  expect(chart.node.textContent).toContain("could not be drawn here");
  chart.draw(FIGURE, "Cells");
  await settled();
  expect(chart.node.textContent).not.toContain("could not be drawn here");
  expect(drawn).toHaveBeenCalledOnce();
});

test("a chart that needs more before the first plotly.js has come stays with what it needs now", async () => {
  let comes;
  window[Symbol.for("ibc_edu.plotly")].loaded = new Promise((resolve) => { comes = resolve; });
  const more = { ...plotly, react: vi.fn(async (canvas) => { canvas.on = () => {}; }) };
  window[Symbol.for("ibc_edu.plotly.full")] = { loaded: Promise.resolve(more), queues: new Map() };
  const { chart } = await shown();
  chart.draw({ ...FIGURE, data: [{ type: "heatmap", z: [[1]] }] }, "Cells");
  await settled();
  comes(plotly);
  await settled();
  chart.draw({ ...FIGURE, data: [{ type: "heatmap", z: [[2]] }] }, "Cells");
  await settled();
  expect([plotly.react.mock.calls.length, more.react.mock.calls.at(-1)[1][0].z]).toEqual([0, [[2]]]);
});

test("a chart that needs more while it is drawn says that it is being drawn until that has come", async () => {
  const { chart } = await shown();
  vi.spyOn(console, "warn").mockImplementation(() => {});
  plotly.react.mockRejectedValueOnce(new Error("no"));
  chart.draw(FIGURE, "Cells");
  await settled();
  let drawn;
  plotly.react.mockReturnValueOnce(new Promise((resolve) => { drawn = resolve; }));
  chart.draw(FIGURE, "Cells");
  await settled();
  window[Symbol.for("ibc_edu.plotly.full")] = { loaded: new Promise(() => {}), queues: new Map() };
  chart.draw({ ...FIGURE, data: [{ type: "heatmap", z: [[1]] }] }, "Cells");
  drawn();
  await settled();
  expect(chart.node.querySelector(".ibc-plot").textContent).toBe("Drawing the figure…");
});

test("a saved picture is named after its title, carries the note and is announced", async () => {
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function click() { this.dataset.pressed = this.download; });
  const { button } = await shown();
  button("Save picture").click();
  await settled();
  expect(clicked.mock.contexts[0].download).toBe("cells-over-time.png");
  const [{ layout }] = plotly.toImage.mock.calls[0];
  expect(layout.annotations.at(-1).text).toBe("Made up.");
  expect(widget.announce).toHaveBeenCalledWith("The picture was saved as cells-over-time.png.");
});

test("a picture saved while one looks closer shows what the screen shows", async () => {
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
  const { button } = await shown();
  button("Zoom").click();
  await settled();
  plotly.plotly_relayout({ "xaxis.range[0]": 2, "xaxis.range[1]": 4, "yaxis.range[0]": 10, "yaxis.range[1]": 60 });
  await settled();
  button("Save picture").click();
  await settled();
  expect(plotly.toImage.mock.calls[0][0].layout).toMatchObject({ xaxis: { range: [2, 4] }, yaxis: { range: [10, 60] } });
});
