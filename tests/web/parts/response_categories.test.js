import { within } from "@testing-library/dom";
import { expect, it, vi } from "vitest";
import view from "../../../ibc_edu/parts/response_categories/view.js";
import { choose, chosenIn, open, texts } from "../open.js";

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
