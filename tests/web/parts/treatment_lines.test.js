import { expect, it, vi } from "vitest";
import view from "../../../ibc_edu/parts/treatment_lines/view.js";
import { choose, chosenIn, open, texts } from "../open.js";
import { describing, footOfPicture, notingPlotly, numbersIn, settled } from "../views/plot/charts.js";

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

it("has its settings beside the chart that they change, which stays in sight, and its numbers below", () => {
  const { root } = show({ numbers: { columns: ["Month", "All cells"], rows: [["0", "1 billion"]] } });
  const [settingsSide, outcome] = root.querySelector(".ibc-bench").children;
  expect(texts(settingsSide, ".ibc-fieldset > legend, .ibc-slider label, .ibc-in-a-row .ibc-pick")).toEqual([
    "When does treatment change?", "First line is given for", "Second line is given for", "Cells that resist the first line, before treatment", "Few", "Many"]);
  expect(outcome.matches(".ibc-bench-outcome")).toBe(true);
  expect([".ibc-trial-legend", ".ibc-chart"].map((each) => outcome.querySelectorAll(`.ibc-in-sight > ${each}`).length)).toEqual([1, 1]);
  expect(numbersIn(root)).toEqual({ head: ["Month", "All cells"], rows: [["0", "1 billion"]] });
  expect(texts(root, ".ibc-trial-note")[0]).toContain("It leaves out much.");
});

it("takes how long the first line is given, and leaves the second as it is", () => {
  const { page, model } = show();
  choose(page.getByLabelText("First line is given for"), "4", "input");
  expect(model.get("settings")).toEqual({ ...settings, first: 4 });
});

it("draws the cells as they are now, described by its sentence, and names in the strip the lines that have room for it", async () => {
  const plotly = notingPlotly(500);
  const figure = { data: ["all cells", "lines"].map((name) => ({ name, x: [], y: [] })), layout: { title: { text: "Cells" }, margin: { l: 20, r: 180 } } };
  const { root, model } = open(view, { content, settings, figure, picture: { ...picture, lines: [line("First line", 0, 10), line("Second line", 10, 25)] } });
  await settled();
  const drawn = () => Object.fromEntries(plotly.drawings.at(-1).data.map((trace) => [trace.name, trace]));
  expect(drawn()).toMatchObject({ "all cells": { x: [0], y: [9] }, lines: { y: [12.55, 12.55], text: ["First line", "Second line"], customdata: ["First line: months 0 to 10", "Second line: months 10 to 25"] } });
  model.receive({ picture: { ...picture, months: [0, 1], total: [9, 8], sentence: "Less now.", lines: [line("First line", 0, 9), line("Second line", 9, 25)] } });
  await settled();
  expect(drawn()["all cells"]).toMatchObject({ x: [0, 1], y: [9, 8] });
  expect(drawn().lines.text).toEqual(["1", "Second line"]); // 108 px and 192 px of the 300 between the margins
  expect(plotly.drawings.at(-1).name).toBe("Number of cells over two years under one line of treatment after the other. The sentence below says it in words.");
  expect(describing(root)).toBe("Less now.");
  expect(await footOfPicture(plotly, root)).toMatch(/^A model with made-up treatments .* It leaves out much\.$/);
});

it("hears of nothing any more once its view is closed", () => {
  const { model, close } = show();
  close();
  expect(model.listening()).toBe(0);
});
