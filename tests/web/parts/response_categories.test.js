import { within } from "@testing-library/dom";
import { expect, it, vi } from "vitest";
import view from "../../../ibc_edu/parts/response_categories/view.js";
import { choose, chosenIn, open, texts } from "../open.js";
import { numbersIn } from "../views/plot/charts.js";

const content = {
  examples: [{ key: "grows", label: "It grows", settings: { first: { liver: 30, lung: 20 } } }], leaves_out: "", sources: [], size: { min: 0, max: 60 },
  scans: [{ key: "first", label: "First scan", week: 8 }, { key: "second", label: "Second scan", week: 16 }],
  tumors: [{ key: "liver", label: "Liver", mm: 40 }, { key: "lung", label: "Lung", mm: 20 }],
};
const settings = { first: { liver: 20, lung: 0 }, second: { liver: 50, lung: 20 }, new: { first: false, second: true } };
const scan = (code, called, sum) => ({ code, called, sum: `${sum} mm`, change: "less" });
const picture = { example: null, scans: [scan("PR", "Partial response", 20), scan("PD", "Progression", 70)], sentence: "First less, then more.", numbers: { columns: [], rows: [] } };
const show = () => open(view, { content, settings, picture });
const cards = (root) => [...root.querySelectorAll(".ibc-response-card")];

it("calls each scan by its own result", () => {
  const { root } = show();
  expect(cards(root).map((card) => texts(card, ".ibc-response-called"))).toEqual([[], ["Partial response (PR)"], ["Progression (PD)"]]);
  expect(cards(root).map((card) => texts(card, "p strong")[0])).toEqual(["Sum: 60 mm", "Sum: 20 mm, less", "Sum: 70 mm, less"]);
});

it("draws each tumor to scale within its size at the start; gone is gone, and new is marked", () => {
  const { root } = show();
  const radii = (card, kind) => [...card.querySelectorAll(`.ibc-response-${kind}`)].map((circle) => circle.getAttribute("r"));
  expect(radii(cards(root)[1], "start")).toEqual(["20", "10"]);
  expect(radii(cards(root)[1], "now")).toEqual(["10"]);
  expect(radii(cards(root)[2], "now")).toEqual(["25", "10"]);
  expect(cards(root).map((card) => card.querySelectorAll(".ibc-response-new").length)).toEqual([0, 0, 1]);
});

it("draws tumors side by side, however large they become, and a new one beside them", () => {
  const { root } = show();
  const card = cards(root)[2];
  /** The left (-1) or right (1) edge of a tumor's two circles. */
  const edge = (tumor, side) => side * Math.max(...["start", "now"].map((kind) => {
    const [cx, r] = ["cx", "r"].map((name) => Number(card.querySelectorAll(`.ibc-response-${kind}`)[tumor].getAttribute(name)));
    return side * cx + r;
  }));
  expect(edge(1, -1)).toBeGreaterThan(edge(0, 1));
  const [added] = card.querySelector(".ibc-response-new").getAttribute("d").match(/\d+/).map(Number);
  expect(added - 10).toBeGreaterThan(edge(1, 1)); // the diamond's left corner
});

it("sets the size of one tumor on one scan, and keeps the others", () => {
  const { root, model } = show();
  const second = within(cards(root)[2]);
  choose(second.getByLabelText("Lung"), "5", "input");
  expect(model.get("settings").second).toEqual({ liver: 50, lung: 5 });
  expect(model.get("settings").first).toEqual({ liver: 20, lung: 0 });
  second.getByLabelText("A new tumor on this scan").click();
  expect(model.get("settings").new).toEqual({ first: false, second: false });
});

it("says of each tumor how large it is on the scan and was at the start", () => {
  const { root } = show();
  expect(texts(cards(root)[1], ".ibc-slider-value")).toEqual(["20 mm", "0 mm"]);
  expect(texts(cards(root)[1], ".ibc-slider-meaning")).toEqual(["40 mm at the start", "20 mm at the start"]);
});

it("marks each call with its own sign: less points down, more points up", () => {
  const signOf = (code) => {
    const one = scan(code, "Called", 20);
    const { root, close } = open(view, { content, settings, picture: { ...picture, scans: [one, one] } });
    const sign = root.querySelector(".ibc-response-called svg").getAttribute("class");
    close();
    return sign.replace("ibc-icon ibc-icon-", "");
  };
  expect(["CR", "PR", "SD", "PD"].map(signOf)).toEqual(["right", "down", "partial", "up"]);
});

it("reads out what a change has done once it rests", async () => {
  vi.useFakeTimers();
  const { root, model } = show();
  model.receive({ picture: { ...picture, sentence: "It is another now." } });
  await vi.advanceTimersByTimeAsync(1000);
  expect(root.querySelector("[role=status]").textContent).toBe("It is another now.");
});

it("says nothing by itself when it is opened", async () => {
  vi.useFakeTimers();
  const { root } = show();
  await vi.advanceTimersByTimeAsync(1000);
  expect(root.querySelector("[role=status]").textContent).toBe("");
});

it("names each scan with its week, for who goes from one to the next by ear", () => {
  const { page } = show();
  expect(page.getAllByRole("region").map((card) => card.getAttribute("aria-label")).filter((name) => name.includes("week"))).toEqual(["First scan, week 8", "Second scan, week 16"]);
});

it("has an example chosen for as long as the sizes are its own, and the box of a new tumor as it is set", () => {
  const { root, model } = open(view, { content, settings, picture: { ...picture, example: "grows" } });
  expect(chosenIn(root)).toEqual(["It grows", "A new tumor on this scan"]);
  model.receive({ picture });
  expect(chosenIn(root)).toEqual(["A new tumor on this scan"]);
});

it("sets all sizes of an example at once, and leaves what it does not speak of", () => {
  const { page, model } = show();
  page.getByLabelText("It grows").click();
  expect(model.get("settings")).toEqual({ ...settings, first: { liver: 30, lung: 20 } });
  expect(model.saves).toBe(1);
});

it("has its examples and its sentence above the scans, and below them its numbers and where it comes from", () => {
  const source = { kind: "article", label: "Treatment", text: "A sentence.", date: null, caveat: null, checked: null, gate: null };
  const { root } = open(view, { content: { ...content, leaves_out: "It leaves out much.", sources: [source] }, settings, picture: { ...picture, numbers: { columns: ["Scan", "Sum"], rows: [["First", "20 mm"]] } } });
  expect(texts(root, ".ibc-in-a-row > legend, .ibc-in-a-row .ibc-pick, .ibc-response-sentence")).toEqual(["Start from an example", "It grows", "First less, then more."]);
  const grid = root.querySelector(".ibc-response-grid");
  expect(texts(grid, ":scope > .ibc-response-card > h3.ibc-title, h3 > .ibc-muted.ibc-small")).toEqual(["Start", "First scan week 8", "week 8", "Second scan week 16", "week 16"]);
  expect(texts(grid.firstElementChild, "li")).toEqual(["Liver: 40 mm", "Lung: 20 mm"]);
  expect(grid.previousElementSibling.className).toBe("ibc-response-sentence");
  expect(texts(root, ":scope > .ibc-small.ibc-muted")).toEqual(["A made-up person. The dashed circles show the size at the start. It leaves out much."]);
  expect(texts(root, ".ibc-sources > summary")).toEqual(["Where this comes from (1)"]);
  expect(numbersIn(root)).toEqual({ head: ["Scan", "Sum"], rows: [["First", "20 mm"]] });
  expect(show().root.querySelector(".ibc-sources")).toBeNull();
});

it("draws at the start each tumor at its own size, and a line across each that says how its size is measured", () => {
  const { root } = show();
  const [start, first] = cards(root).map((card) => card.querySelector("svg.ibc-response-tumors"));
  const marks = (svg, kind, ...names) => [...svg.querySelectorAll(`.ibc-response-${kind}`)].map((mark) => names.map((name) => mark.getAttribute(name)).join(" "));
  expect(marks(start, "now", "cx", "cy", "r")).toEqual(["20 40 20", "58 40 10"]); // 8 mm between a tumor of 40 mm and one of 20
  expect(marks(start, "start", "cx", "cy", "r")).toEqual(marks(start, "now", "cx", "cy", "r"));
  expect(marks(start, "length", "d")).toEqual(["M0 40h40", "M48 40h20"]);
  expect(marks(first, "length", "d")).toEqual(["M10 40h20"]); // none across one that is gone
  expect(cards(root)[1].querySelector(".ibc-response-drawing > svg")).toBe(first);
});

it("draws small tumors no larger than others, and large ones with a new one beside them in whole", () => {
  const boxOf = (sizes) => {
    const { root, close } = open(view, { content, settings: { ...settings, second: sizes }, picture });
    const svg = cards(root)[2].querySelector("svg");
    const [edge] = svg.querySelector(".ibc-response-new").getAttribute("d").match(/\d+/).map(Number);
    const [left, , width] = svg.getAttribute("viewBox").split(" ").map(Number);
    close();
    return { width, fits: left < 0 && edge + 10 <= left + width };
  };
  expect(boxOf({ liver: 5, lung: 5 })).toEqual({ width: 130, fits: true });
  expect(boxOf({ liver: 60, lung: 60 }).fits).toBe(true);
  expect(boxOf({ liver: 60, lung: 60 }).width).toBeGreaterThan(130);
});

it("draws, says and numbers another person's scans as they are now", () => {
  const { root, model } = show();
  const scans = [scan("SD", "Stable disease", 55), scan("CR", "Complete response", 0)];
  model.receive({ settings: { first: { liver: 40, lung: 15 }, second: { liver: 0, lung: 0 }, new: { first: true, second: false } }, picture: { ...picture, scans, sentence: "Then all gone.", numbers: { columns: ["Scan"], rows: [["Second"]] } } });
  expect(texts(root, ".ibc-response-sentence, .ibc-response-called, .ibc-slider-value")).toEqual([
    "Then all gone.", "40 mm", "15 mm", "Stable disease (SD)", "0 mm", "0 mm", "Complete response (CR)"]);
  expect(cards(root).map((card) => ["now", "new"].map((kind) => card.querySelectorAll(`.ibc-response-${kind}`).length))).toEqual([[2, 0], [2, 1], [0, 0]]);
  expect([...root.querySelectorAll(".ibc-pick > input[type=checkbox]")].map((box) => box.checked)).toEqual([true, false]);
  expect(numbersIn(root).rows).toEqual([["Second"]]);
});

it("hears of nothing any more once its view is closed", () => {
  const { model, close } = show();
  close();
  expect(model.listening()).toBe(0);
});
