// "Run it 1,000 times": batches, how they are stopped, and what they found.

import { expect, it, vi } from "vitest";
import { texts } from "../../open.js";
import { describing, footOfPicture, notingPlotly, numbersIn, settled } from "../../views/plot/charts.js";
import { picture, show } from "./example.js";

const found = { bars: [["0.7", 250]], sentence: "So far.", ratios: [], numbers: { columns: [], rows: [] } };

it("runs many trials in batches until all are done, or until it is stopped", () => {
  const { root, page, model } = show();
  const batches = () => model.sent.filter(({ type }) => type === "batch").length;
  page.getByText("Run it 1,000 times").click();
  expect(batches()).toBe(1);
  model.receive({ many: { ...found, done: 250 }, handled: 1 });
  expect(batches()).toBe(2);
  expect(page.getByText("250 of 1,000 trials done…")).toBeTruthy();
  page.getByText("Stop").click();
  expect(texts(root, ".ibc-trial-buttons + .ibc-trial-sentence")).toEqual(["Stopped after 250 trials."]);
});

it("runs no more of them once the trial is set in another way", () => {
  const { page, model } = show();
  page.getByText("Run it 1,000 times").click();
  model.receive({ many: { ...found, done: 250 }, handled: 1 });
  const sent = model.sent.length;
  model.receive({ many: {} });
  model.receive({ handled: 2 });
  expect(model.sent.length).toBe(sent);
  expect(page.getByText("Run it 1,000 times")).toBeTruthy();
});

it("runs them again, though all were done before and the first of them find the same", async () => {
  const { page, model, spoken } = show({ many: { ...found, done: 1000 } });
  const batches = () => model.sent.filter(({ type }) => type === "batch").length;
  page.getByText("Run it 1,000 times").click();
  model.receive({ many: { ...found, done: 500 }, handled: 1 });
  expect(batches()).toBe(2);
  expect(page.getByText("Stop")).toBeTruthy();
  model.receive({ handled: 2 });
  expect(batches()).toBe(3);
  model.receive({ many: { ...found, done: 1000 }, handled: 3 });
  expect(batches()).toBe(3);
  expect(page.getByText("Run it 1,000 times")).toBeTruthy();
  expect(page.queryByText(/Stopped after|trials done/)).toBeNull();
  expect(await spoken()).toContain("So far.");
});

it("marks the learner's own hazard ratio among those of many trials, in the numbers too", () => {
  const many = { bars: [["0.6", 100], ["0.7", 1250]], sentence: "So far.", ratios: [0.6, 0.7], done: 1350 };
  const histogram = { data: [], layout: { title: { text: "Ratios" }, xaxis: {}, yaxis: {} } };
  const rows = (over) => {
    const { root } = show({ many, histogram, picture: { ...picture, over } });
    return numbersIn(root.querySelector(".ibc-many-trials")).rows;
  };
  expect(rows(true)).toEqual([["0.6", "100"], ["0.7 (yours)", "1,250"]]);
  expect(rows(false)).toEqual([["0.6", "100"], ["0.7", "1,250"]]);
});

it("shows of many trials their hazard ratios or, with an early look, how they ended, and never both", () => {
  const histogram = { data: [], layout: { title: { text: "Ratios" }, xaxis: {}, yaxis: {} } };
  const shown = (many) => [...show({ many: { ...found, done: 1000, ...many }, histogram }).root.querySelectorAll(".ibc-many-trials > div")].map((part) => !part.hidden);
  expect(shown({ ratios: [0.7] })).toEqual([true, false]);
  expect(shown({ bars: [["Stopped early", 250]] })).toEqual([false, true]);
});

it("asks for the first of many trials anew, for the others as they follow, and says at once that it can be stopped", () => {
  const { page, model } = show();
  page.getByText("Run it 1,000 times").click();
  expect(page.getByText("Stop")).toBeTruthy();
  model.receive({ many: { ...found, done: 250 }, handled: 1 });
  const batches = () => model.sent.filter(({ type }) => type === "batch");
  expect(batches().map(({ anew }) => anew)).toEqual([true, undefined]);
  page.getByText("Stop").click();
  model.receive({ many: { ...found, done: 500 }, handled: 2 });
  expect(batches().length).toBe(2);
  expect(page.getByText("Stopped after 500 trials.")).toBeTruthy();
  expect(page.getByText("Run it 1,000 times")).toBeTruthy();
});

it("brings what many trials found into view, and reads it out once", () => {
  const shown = vi.spyOn(Element.prototype, "scrollIntoView");
  const { root, page, model } = show();
  const result = root.querySelector(".ibc-many-trials");
  expect([result.hidden, texts(result, ".ibc-trial-sentence")]).toEqual([true, [""]]);
  page.getByText("Run it 1,000 times").click();
  model.receive({ many: { ...found, done: 500 }, handled: 1 });
  expect([result.hidden, texts(result, ".ibc-trial-sentence")]).toEqual([false, ["So far."]]);
  expect(shown).not.toHaveBeenCalled();
  model.receive({ many: { ...found, done: 1000, sentence: "All of them." }, handled: 2 });
  expect(shown.mock.contexts.map((node) => node.textContent)).toEqual(["All of them."]);
  model.receive({ handled: 3 });
  expect(shown).toHaveBeenCalledOnce();
});

it("names the chart of many trials by how many there were, with the learner's own bar, and describes it by what they found", async () => {
  const plotly = notingPlotly();
  const histogram = { data: ["Trials", "Your trial"].map((name) => ({ type: "bar", name, x: [], y: [] })), layout: { title: { text: "Ratios" }, xaxis: {}, yaxis: {} } };
  const many = { bars: [["0.6", 100], ["0.7", 1250]], sentence: "All of them.", ratios: [0.6, 0.7], done: 1350 };
  const { root } = show({ many, histogram, picture: { ...picture, over: true } });
  await settled();
  const name = "Hazard ratio that 1,350 trials found, to the nearest tenth";
  const part = root.querySelector(".ibc-many-trials");
  expect(texts(part, "h3.ibc-title.ibc-trial-heading")).toEqual([name]);
  const { data } = plotly.drawings.find((drawing) => drawing.name === name);
  expect(data.map(({ x }) => x)).toEqual([[0.6], [0.7]]);
  expect(describing(part)).toBe("All of them.");
  expect(await footOfPicture(plotly, part)).toContain("It leaves out much.");
  expect(numbersIn(part).head).toEqual(["Hazard ratio", "Trials"]);
});

it("says how many trials ended how, the longest bar for the most of them", () => {
  const bars = [["Stopped early", 250], ["Went to the end", 1000]];
  const { root } = show({ many: { ...found, bars, done: 1250 } });
  const table = root.querySelector(".ibc-many-trials table");
  expect(texts(table, "caption, thead th, tbody tr")).toEqual(["How 1,250 trials ended", "How it ended", "Trials", "Stopped early250", "Went to the end1,000"]);
  expect([...table.querySelectorAll(".ibc-trial-bar")].map((bar) => bar.style.width)).toEqual(["25%", "100%"]);
});
