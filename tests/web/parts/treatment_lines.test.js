import { expect, it, vi } from "vitest";
import view from "../../../ibc_edu/parts/treatment_lines/view.js";
import { choose, chosenIn, open, texts } from "../open.js";

const content = { cycles: { min: 1, max: 24 }, resistant: [{ key: "few", label: "Few" }, { key: "many", label: "Many" }], axis: [4, 12], last_month: 25, leaves_out: "It leaves out much." };
const settings = { first: 1, second: 6, resistant: "few" };
const line = (name, from, to) => ({ name, from, to });
const picture = {
  months: [0], total: [9], sensitive: [9], resistant: [1], sentence: "First less, then more.", numbers: { columns: [], rows: [] },
  lines: [line("First line", 0, 1), line("Second line", 1, 18)],
};
const show = (more = {}) => open(view, { content, settings, figure: { data: [], layout: { title: { text: "Cells" } } }, picture: { ...picture, ...more } });

it("says of each line how long it is given, from its own begin, and what follows", () => {
  const { root } = show();
  expect(texts(root, ".ibc-slider-value")).toEqual(["1 cycle", "6 cycles"]);
  expect(texts(root, ".ibc-slider-meaning")).toEqual(["about 1 month, then the second line", "about 17 months, to the end"]);
});

it("says that a line is not reached", () => {
  expect(texts(show({ lines: [line("First line", 0, 25)] }).root, ".ibc-slider-meaning")[1]).toBe("not reached");
});

it("changes the line whose slider moves, and the cells that resist", () => {
  const { page, model, root } = show();
  choose(page.getByLabelText("Second line is given for"), "9", "input");
  expect(model.get("settings")).toEqual({ first: 1, second: 9, resistant: "few" });
  page.getByLabelText("Many").click();
  expect(model.get("settings").resistant).toBe("many");
  expect(texts(root, ".ibc-trial-sentence")).toEqual(["First less, then more."]);
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

it("has as many resistant cells chosen as are set, also where another view set them", () => {
  const { root, model } = show();
  expect(chosenIn(root)).toEqual(["Few"]);
  model.receive({ settings: { ...settings, resistant: "many" }, picture: { ...picture, sentence: "More." } });
  expect(chosenIn(root)).toEqual(["Many"]);
});

it("says what each line of its chart stands for, with the look of the line", () => {
  const { root } = show();
  expect([...root.querySelectorAll(".ibc-trial-legend li")].map((item) => [item.querySelector("path").classList[1].replace("ibc-trial-line-", ""), item.textContent])).toEqual([
    ["total", "all cells"], ["a", "cells that the first line works on"], ["b", "cells that resist the first line"]]);
});
