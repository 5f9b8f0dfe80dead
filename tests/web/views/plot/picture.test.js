import { beforeEach, expect, test, vi } from "vitest";
import { pictureFigure } from "../../../../ibc_edu/views/plot/picture.js";

const TITLE = { title: { text: "People without an event in each group" } };
const at = { dark: false };
const data = [{ name: "Standard treatment" }, { name: "censored", showlegend: false }];
const layout = { width: 700, height: 300, margin: { l: 50, r: 20, t: 30, b: 40 }, meta: { legend: true }, annotations: [{ text: "Months" }] };

beforeEach(() => {
  vi.stubGlobal("FIGURE_THEME", { template: { layout: { hoverlabel: { bgcolor: "#ffffff" } } }, dark: { "#ffffff": "#212121" } });
});

test("a saved picture carries its title, its legend and what it says of itself, and the plot keeps its size", () => {
  const made = pictureFigure({ data, layout }, { figure: { layout: TITLE }, at, note: "A model, not a forecast." });
  expect(made.layout.title.text).toBe("<b>People without an event in each group</b>");
  expect(made.layout.showlegend).toBe(true);
  expect(made.layout.annotations.at(-1).text).toBe("A model, not a forecast.");
  expect(made.layout.annotations[0]).toEqual({ text: "Months" });
  const plot = ({ height, margin }) => height - margin.t - margin.b;
  expect(plot(made.layout)).toBe(plot(layout));
  expect(made.layout.paper_bgcolor).toBe("#ffffff");
});

test("a long title takes more lines, each short enough", () => {
  const title = { title: { text: "Receptor subtypes of 100 people in the Netherlands and in the United States" } };
  const made = pictureFigure({ data, layout: { ...layout, width: 300 } }, { figure: { layout: title }, at, note: "" });
  const lines = made.layout.title.text.replaceAll(/<\/?b>/g, "").split("<br>");
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.join(" ")).toBe(title.title.text);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(300 / 10.5);
  expect(made.layout.annotations).toHaveLength(1);
});

test("in the dark theme the paper is dark, and a figure with direct labels has no legend", () => {
  const made = pictureFigure({ data, layout: { ...layout, meta: {} } }, { figure: { layout: TITLE }, at: { dark: true }, note: "" });
  expect(made.layout.paper_bgcolor).toBe("#212121");
  expect(made.layout.showlegend).toBe(false);
});

test("the legend has room for as many rows as its names take side by side", () => {
  const height = (names) => pictureFigure({ data: names.map((name) => ({ name })), layout: { ...layout, width: 300 } }, { figure: { layout: TITLE }, at, note: "" }).layout.height;
  const rows = (names) => (height(names) - height([])) / 20;
  const [long, short] = ["Standard treatment", "Dose"];
  expect([1, 2, 3, 4].map((many) => rows(Array(many).fill(long)))).toEqual([1, 2, 3, 4]);
  expect([1, 3, 4, 7].map((many) => rows(Array(many).fill(short)))).toEqual([1, 1, 2, 3]);
});
