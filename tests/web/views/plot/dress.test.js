import { beforeEach, describe, expect, test, vi } from "vitest";
import { circumstances, darkColor, dressed, filled } from "../../../../ibc_edu/views/plot/dress.js";

const FIGURE = {
  data: [{ name: "a", line: { color: "#005a92" }, fillcolor: "#005a9238" }, { name: "b", x: [1, 2] }],
  layout: {
    title: { text: "A chart" }, height: 300, xaxis: { range: [0, 10], dtick: 1 }, annotations: [{ text: "up" }, { text: "#005a92 is a color" }],
    meta: { narrow: { below: 500, layout: { xaxis: { dtick: 2 } } } }, transition: { duration: 500 },
  },
};
const WIDE = { width: 800, scale: 1, dark: false };

beforeEach(() => {
  vi.stubGlobal("FIGURE_THEME", { template: { layout: { dragmode: false } }, dark: { "#005a92": "#85c6f3" } });
});

describe("dressed", () => {
  test("takes the width, the template and, on a phone, what the figure says of it", () => {
    expect(dressed(FIGURE, WIDE).layout).toMatchObject({ width: 800, height: 300, xaxis: { dtick: 1 }, template: { layout: { dragmode: false } } });
    expect(dressed(FIGURE, { ...WIDE, width: 400 }).layout).toMatchObject({ width: 400, xaxis: { dtick: 2, range: [0, 10] }, font: { size: 13 } });
  });

  test("text that is twice as large leaves half the room", () => {
    expect(dressed(FIGURE, { ...WIDE, scale: 2 }).layout).toMatchObject({ width: 400, xaxis: { dtick: 2 } });
  });

  test("colors change in the dark, with their opacity, and text that only begins like one stays", () => {
    const { data, layout } = dressed(FIGURE, { ...WIDE, dark: true });
    expect(data[0]).toMatchObject({ line: { color: "#85c6f3" }, fillcolor: "#85c6f338" });
    expect(darkColor("#123456")).toBe("#123456");
    expect(layout.annotations[0].text).toBe("up");
  });

  test("colors stay as they are in the light", () => {
    expect(dressed(FIGURE, WIDE).data).toEqual(FIGURE.data);
  });

  test("nothing moves where less motion is wished", () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    expect(dressed(FIGURE, WIDE).layout.transition).toBeUndefined();
  });

  test("a figure that says nothing of phones has only smaller words there, and a wide one has its own", () => {
    const plain = { data: [], layout: { title: { text: "A chart" }, font: { family: "serif", size: 20 } } };
    expect(dressed(plain, { ...WIDE, width: 300 }).layout.font).toEqual({ family: "serif", size: 13 });
    expect([527, 528].map((width) => dressed(plain, { ...WIDE, width }).layout.font.size)).toEqual([13, 20]);
    const narrow = { ...FIGURE, layout: { ...FIGURE.layout, meta: { narrow: { below: 500, data: [{}, { visible: false }] } } } };
    expect([499, 500].map((width) => dressed(narrow, { ...WIDE, width }).data.map(({ visible }) => visible))).toEqual([[undefined, false], [undefined, undefined]]);
    expect(dressed(FIGURE, { ...WIDE, width: 300 }).data).toEqual(FIGURE.data); // which says nothing of its lines there
    expect(dressed(narrow, { ...WIDE, width: 300 }).layout.xaxis).toEqual(FIGURE.layout.xaxis);
  });

  test("a figure is no higher than a panel that stays in sight allows, counted in enlarged words, and never too low to read", () => {
    const heights = (more) => dressed(FIGURE, { ...WIDE, ...more }).layout.height;
    expect([{}, { tallest: 250 }, { tallest: 400 }, { tallest: 100 }].map(heights)).toEqual([300, 250, 300, 200]);
    expect(heights({ scale: 2, tallest: 500 })).toBe(250);
    expect(dressed({ data: [], layout: { title: { text: "A chart" } } }, WIDE).layout.height).toBe(400);
  });

  test("its size is the page's to say, its title stands above it, and its lines move where nobody wishes less motion", () => {
    expect(dressed(FIGURE, WIDE).layout).toMatchObject({ autosize: false, transition: { duration: 500 } });
    expect(dressed(FIGURE, WIDE).layout).not.toHaveProperty("title");
    expect(FIGURE.layout.title).toEqual({ text: "A chart" });
  });

  test("the figure itself stays as it was", () => {
    const before = structuredClone(FIGURE);
    dressed(FIGURE, { width: 300, scale: 1, dark: true });
    expect(FIGURE).toEqual(before);
  });
});

describe("filled", () => {
  test("gives values to the trace of that name only", () => {
    const { data } = filled(FIGURE, { b: { x: [7], y: [8] } });
    expect(data).toEqual([FIGURE.data[0], { name: "b", x: [7], y: [8] }]);
    expect(FIGURE.data[1].x).toEqual([1, 2]);
  });

  test("lays changes over the layout: objects by key, lists of objects first over first, numbers exchanged", () => {
    const { layout } = filled(FIGURE, {}, { xaxis: { range: [3, 4] }, annotations: [{}, { x: 5 }] });
    expect(layout.xaxis).toEqual({ range: [3, 4], dtick: 1 });
    expect(layout.annotations).toEqual([{ text: "up" }, { text: "#005a92 is a color", x: 5 }]);
    expect(FIGURE.layout.xaxis.range).toEqual([0, 10]);
  });
});

test("what is laid over a figure exchanges lists of numbers and of words, empty ones, and what was nothing", () => {
  const layout = { list: [1, 2, 3], words: ["a", "b"], gaps: [null, 1], none: null, deep: { kept: 1 }, flat: 5, empty: [] };
  const changed = (changes) => filled({ data: [], layout }, {}, changes).layout;
  expect(changed({ list: [9] }).list).toEqual([9]);
  expect(changed({ words: ["c"] }).words).toEqual(["c"]);
  expect(changed({ gaps: [null] }).gaps).toEqual([null]);
  expect(changed({ none: { a: 1 }, flat: { b: 2 } })).toMatchObject({ none: { a: 1 }, flat: { b: 2 } });
  expect(changed({ deep: null, flat: 6 })).toMatchObject({ deep: null, flat: 6 });
  expect(changed({ deep: { more: 2 } }).deep).toEqual({ kept: 1, more: 2 });
});

test("how high a chart may be is a part of the panel that stays in sight with it, if it stands in one that has an end", () => {
  const root = document.body.appendChild(document.createElement("div"));
  root.style.fontSize = "16px";
  const panel = root.appendChild(document.createElement("div"));
  panel.className = "ibc-in-sight";
  const box = panel.appendChild(document.createElement("div"));
  expect(circumstances(root, box).tallest).toBeUndefined();
  panel.style.maxHeight = "501px";
  expect(circumstances(root, box).tallest).toBe(301);
  panel.style.maxHeight = "none";
  expect(circumstances(root, box).tallest).toBeUndefined();
  expect(circumstances(root, box).dark).toBe(false);
});

test("circumstances are the box's width, the size of text, and the theme", () => {
  const root = document.createElement("div");
  root.style.fontSize = "32px";
  root.style.colorScheme = "dark";
  document.body.append(root);
  expect(circumstances(root, { clientWidth: 640 })).toEqual({ width: 640, scale: 2, dark: true });
});
