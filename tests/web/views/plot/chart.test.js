import { beforeEach, describe, expect, test, vi } from "vitest";
import { plotChart } from "../../../../ibc_edu/views/plot/chart.js";
import { notingPlotly, settled } from "./charts.js";

const FIGURE = {
  data: [{ name: "curve", x: [0, 1], y: [2, 3] }],
  layout: { title: { text: "Cells over time" }, height: 300, xaxis: { range: [0, 10] }, yaxis: { range: [0, 100] }, meta: { zoom: true } },
};
let plotly;
let widget;

beforeEach(() => {
  plotly = notingPlotly();
  const root = document.createElement("div");
  root.style.fontSize = "16px";
  document.body.append(root);
  const controller = new AbortController();
  widget = { root, announce: vi.fn(), signal: controller.signal, on: () => {}, send: () => {}, close: () => controller.abort() };
});

async function shown(figure = FIGURE, options = {}) {
  const chart = plotChart({}, widget, { describedBy: "words", note: "Made up.", ...options });
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
