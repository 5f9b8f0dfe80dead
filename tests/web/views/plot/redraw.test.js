import { expect, test, vi } from "vitest";
import { redrawer } from "../../../../ibc_edu/views/plot/redraw.js";

const lines = (y, more = {}) => [{ name: "a", type: "scatter", mode: "lines", x: y.map((_, at) => at), y, ...more }];
const LAYOUT = { width: 640, xaxis: { range: [0, 10] }, yaxis: { range: [0, 100] } };

/** How each of these figures, one after another in one chart, was drawn. */
async function ways(...figures) {
  const told = [];
  const plotly = {
    react: vi.fn(async () => { told.push("anew"); }),
    animate: vi.fn(async (canvas, { data, traces }) => { told.push([traces, data]); }),
  };
  const redraw = redrawer();
  for (const { data, layout = LAYOUT } of figures) await redraw(plotly, "canvas", { data, layout }, {});
  return told;
}

test("points of lines that moved are moved", async () => {
  expect(await ways({ data: lines([1, 2]) }, { data: lines([3, 4, 5]) })).toEqual(["anew", [[0], [{ x: [0, 1, 2], y: [3, 4, 5] }]]]);
});

test("words move with what is told where they are pointed at, and may become more", async () => {
  const words = (text) => lines(text.map(() => 1), { mode: "text", text, customdata: text.map((word) => `${word}!`) });
  expect(await ways({ data: words(["a"]) }, { data: words(["b", "c"]) })).toEqual([
    "anew", [[0], [{ x: [0, 1], y: [1, 1], text: ["b", "c"], customdata: ["b!", "c!"] }]],
  ]);
});

test("words that are empty are drawn as a space, so that plotly keeps a place for them", async () => {
  const drawn = [];
  const plotly = { react: async (canvas, data) => drawn.push(data[0].text), animate: async (canvas, { data }) => drawn.push(data[0].text) };
  const redraw = redrawer();
  for (const text of [["a", ""], ["", "b"]]) await redraw(plotly, "canvas", { data: lines([1, 2], { mode: "text", text }), layout: LAYOUT }, {});
  expect(drawn).toEqual([["a", " "], [" ", "b"]]);
});

test.each([
  ["one word for all points", [{ data: lines([1], { text: "a" }) }, { data: lines([1], { text: "b" }) }]],
  ["words where there were none", [{ data: lines([1], { mode: "text" }) }, { data: lines([1], { mode: "text", text: ["a"] }) }]],
  ["the first time", [{ data: lines([1]) }]],
  ["another look of a line", [{ data: lines([1]) }, { data: lines([1], { line: { width: 2 } }) }]],
  ["another line", [{ data: lines([1]) }, { data: [...lines([1]), ...lines([2])] }]],
  ["another size", [{ data: lines([1]) }, { data: lines([2]), layout: { ...LAYOUT, width: 300 } }]],
  ["an axis that reaches further", [{ data: lines([1]) }, { data: lines([2]), layout: { ...LAYOUT, xaxis: { range: [0, 20] } } }]],
  ["a line that had no points", [{ data: lines([]) }, { data: lines([2]) }]],
  ["a line that has no points any more", [{ data: lines([2]) }, { data: lines([]) }]],
  ["words beside points", [{ data: lines([1], { mode: "lines+text" }) }, { data: lines([2], { mode: "lines+text" }) }]],
  ["a line beside bars", [1, 2].map((y) => ({ data: [...lines([y]), ...lines([y], { type: "bar" })] }))],
  ["a line beside one that has no points yet", [1, 2].map((y) => ({ data: [...lines([y]), ...lines([])] }))],
  ["a line that has no heights yet", [1, 2].map((x) => ({ data: [{ name: "a", mode: "lines", x: [x], y: [] }] }))],
  ["a line that has heights alone", [[1], [2]].map((y) => ({ data: [{ name: "a", mode: "lines", y }] }))],
  ["marks whose kind is left to plotly", [1, 2].map((y) => ({ data: [{ name: "a", x: [0], y: [y] }] }))],
  ["one axis that follows the points", [1, 2].map((y) => ({ data: lines([y]), layout: { xaxis: { range: [0, 10] } } }))],
  ["the other axis that follows the points", [1, 2].map((y) => ({ data: lines([y]), layout: { yaxis: { range: [0, 10] }, xaxis: {} } }))],
  ["a figure that moves by itself", [1, 2].map((y) => ({ data: lines([y]), layout: { ...LAYOUT, transition: { duration: 500 } } }))],
  ["bars", [{ data: lines([1], { type: "bar" }) }, { data: lines([2], { type: "bar" }) }]],
  ["axes that follow the points", [{ data: lines([1]), layout: {} }, { data: lines([2]), layout: {} }]],
])("%s is drawn anew", async (_, figures) => {
  expect(await ways(...figures)).toEqual(figures.map(() => "anew"));
});

test("another plotly, as one that draws more, draws anew", async () => {
  const redraw = redrawer();
  const [first, second] = [0, 1].map(() => ({ react: vi.fn(), animate: vi.fn() }));
  await redraw(first, "canvas", { data: lines([1]), layout: LAYOUT }, {});
  await redraw(second, "canvas", { data: lines([2]), layout: LAYOUT }, {});
  expect([second.react, second.animate].map((each) => each.mock.calls.length)).toEqual([1, 0]);
});

test("what moves is there at once, without a redrawing of all", async () => {
  const plotly = { react: vi.fn(), animate: vi.fn() };
  const redraw = redrawer();
  const marks = (y) => [{ name: "a", mode: "markers", x: [0], y: [y] }, { name: "b", mode: "lines+markers", x: [0], y: [y] }];
  for (const y of [1, 2]) await redraw(plotly, "canvas", { data: marks(y), layout: LAYOUT }, { displayModeBar: false });
  expect(plotly.react.mock.calls).toEqual([["canvas", marks(1), LAYOUT, { displayModeBar: false }]]);
  expect(plotly.animate.mock.calls).toEqual([["canvas", { data: [{ x: [0], y: [2] }, { x: [0], y: [2] }], traces: [0, 1] },
    { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } }]]);
});

test("empty words beside lines are left as they are", async () => {
  const plotly = { react: vi.fn() };
  await redrawer()(plotly, "canvas", { data: lines([1], { text: [""] }), layout: LAYOUT }, {});
  expect(plotly.react.mock.calls[0][1][0].text).toEqual([""]);
});
