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

const pictureOf = (more = {}, note = "A model, not a forecast.") => pictureFigure({ data, layout: { ...layout, ...more } }, { figure: { layout: TITLE }, at, note }).layout;

test("the words of a saved picture stand at its left edge: title on top, legend between it and the plot, note at the foot", () => {
  const { title, legend, annotations, margin, height } = pictureOf();
  expect(title).toMatchObject({ x: 0, xanchor: "left", y: 1, yanchor: "top", yref: "container", pad: { l: 8, t: 8 }, font: { size: 17 }, automargin: false });
  const plot = { width: 700 - 50 - 20, height: 300 - 30 - 40 };
  expect(50 + legend.x * plot.width).toBeCloseTo(0); // its left edge, in px of the picture
  expect((legend.y - 1) * plot.height).toBeCloseTo(30); // above all that the figure itself has above its plot
  expect(legend).toMatchObject({ orientation: "h", xanchor: "left", yanchor: "bottom", itemclick: false });
  const [note] = annotations.slice(-1);
  expect(note).toMatchObject({ xref: "paper", x: 0, xanchor: "left", align: "left", yref: "paper", y: 0, yanchor: "top", showarrow: false, font: { size: 12.5 } });
  expect([50 + note.xshift, note.yshift]).toEqual([8, -40]); // below all that the figure itself has there
  expect(margin.t - 30).toBeGreaterThan(2 * 17); // room for a line of the title and one of the legend
  expect(margin.b - 40).toBeGreaterThan(17);
  expect([margin.l, margin.r, height]).toEqual([50, 20, 300 + (margin.t - 30) + (margin.b - 40)]);
});

test("a longer note has more lines and more room at the foot, and none has none", () => {
  const room = (note) => pictureOf({}, note).margin.b - 40;
  const long = "A model with made-up treatments and made-up people; it says nothing about a real person. ".repeat(3).trim();
  const { text } = pictureOf({}, long).annotations.at(-1);
  expect(text.replaceAll("<br>", " ")).toBe(long);
  expect(Math.max(...text.split("<br>").map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(room(long) - room("Short.")).toBe(17 * (text.split("<br>").length - 1));
  expect(room("")).toBe(0);
});

test("a legend of a saved picture names what the page's names, and there is none for lines that are named where they are", () => {
  const height = (traces) => pictureFigure({ data: traces, layout }, { figure: { layout: TITLE }, at, note: "" }).layout;
  expect(height(data).height).toBe(height(data.slice(0, 1)).height); // what is left out of a legend takes no row
  const none = height(data.slice(1));
  expect([none.showlegend, none.height]).toEqual([false, height(data).height - 20]);
  expect(pictureFigure({ data, layout: { ...layout, meta: undefined } }, { figure: { layout: TITLE }, at, note: "" }).layout.showlegend).toBe(false);
});

test("a figure without margins or words of its own has a small margin and only the note", () => {
  const { margin, annotations } = pictureOf({ margin: undefined, annotations: undefined });
  expect([margin.l, margin.r]).toEqual([8, 8]);
  expect(annotations.map(({ text }) => text)).toEqual(["A model, not a forecast."]);
  expect(pictureOf({ annotations: undefined }, "").annotations).toEqual([]);
});
