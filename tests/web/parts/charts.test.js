// What each part puts into its chart: the right numbers at the right line.

import { describe, expect, test } from "vitest";
import { countCurves } from "../../../ibc_edu/parts/blood_counts/view.js";
import { ratioBars, survivalCurves } from "../../../ibc_edu/parts/survival_trial/view.js";
import { cellsOverTime } from "../../../ibc_edu/parts/treatment_lines/view.js";
import { chances } from "../../../ibc_edu/parts/two_stage_trial/view.js";

const figure = (names, layout = {}) => ({ data: names.map((name) => ({ name, x: [], y: [] })), layout });
const byName = ({ data }) => Object.fromEntries(data.map((trace) => [trace.name, trace]));

test("survival: each group has its own steps and strokes", () => {
  const names = ["Standard", "New"];
  const made = survivalCurves(figure(["censored: Standard", "censored: New", ...names], { meta: { stroke: 2 } }), { arms: names }, { arms: [
    { curve: [[0, 100], [3, 80], [5, 80]], censored: [[4, 80]] },
    { curve: [[0, 100], [6, 90]], censored: [] },
  ] });
  expect(byName(made)).toMatchObject({
    Standard: { x: [0, 3, 5], y: [100, 80, 80] }, "censored: Standard": { x: [4, 4, null], y: [78, 82, null] },
    New: { x: [0, 6], y: [100, 90] }, "censored: New": { x: [], y: [] },
  });
});

describe("hazard ratios of many trials", () => {
  const bars = [["0.6", 248], ["0.7", 1383], ["0.8", 251]];
  const drawn = (own) => ratioBars(figure(["Trials", "Your trial"], { xaxis: {}, yaxis: {} }), bars, own);

  test("the learner's own bar is marked as theirs, and no other is", () => {
    expect(byName(drawn("0.7"))).toMatchObject({
      Trials: { x: [0.6, 0.8], y: [248, 251], text: ["248", "251"] },
      "Your trial": { x: [0.7], y: [1383], text: ["1,383<br><b>yours</b>"] },
    });
    expect(byName(drawn(null))["Your trial"].x).toEqual([]);
  });

  test("every bar fits, with room for its number", () => {
    const { layout } = drawn("0.7");
    expect(layout.xaxis.range[0]).toBeLessThan(0.557);
    expect(layout.xaxis.range[1]).toBeGreaterThan(0.843);
    expect(layout.yaxis.range[1]).toBeGreaterThan(1383 * 1.15);
  });
});

test("two stages: curves, limits and this drug stand where the settings say", () => {
  const names = ["Your two limits", "Stops early", "Calls the drug promising", "This drug", "now"];
  const made = chances(figure(names), {
    settings: { low: 20, high: 40, true: 33 }, stops: [[0, 100], [90, 1]], promising: [[0, 0], [90, 99]], now: { stops: 33.2, promising: 55.1 },
  });
  expect(byName(made)).toMatchObject({
    "Stops early": { x: [0, 90], y: [100, 1] }, "Calls the drug promising": { x: [0, 90], y: [0, 99] },
    "Your two limits": { x: [20, 20, null, 40, 40] }, "This drug": { x: [33, 33] }, now: { x: [33, 33], y: [33.2, 55.1] },
  });
});

describe("lines of treatment", () => {
  const names = ["changes", "all cells", "cells that the first line works on", "cells that resist the first line", "line 1", "line 2", "line 3", "lines"];
  const picture = {
    months: [0, 1, 2], total: [10, 9, 8], sensitive: [9, 8, null], resistant: [null, 5, 7],
    lines: [{ name: "First line", from: 0, to: 2 }, { name: "Second line", from: 2, to: 20 }, { name: "Third line", from: 20, to: 25 }],
  };
  const drawn = (room) => byName(cellsOverTime(figure(names), { axis: [4, 12], last_month: 25 }, picture, room));

  test("each clone has its own curve, broken where there is no value", () => {
    expect(drawn(800)).toMatchObject({
      "all cells": { x: [0, 1, 2], y: [10, 9, 8] },
      "cells that the first line works on": { y: [9, 8, null] },
      "cells that resist the first line": { y: [null, 5, 7] },
    });
  });

  test("the strip has each line from its begin to its end, and a change is marked at each begin but the first", () => {
    const { lines, changes, ...drawing } = drawn(800);
    expect([1, 2, 3].map((number) => drawing[`line ${number}`].x)).toEqual([[0, 2, 2, 0, 0], [2, 20, 20, 2, 2], [20, 25, 25, 20, 20]]);
    expect(drawing["line 1"].y.map((power) => power.toFixed(2))).toEqual(["12.10", "12.10", "13.00", "13.00", "12.10"]);
    expect(lines.x).toEqual([1, 11, 22.5]);
    expect(lines.customdata[1]).toBe("Second line: months 2 to 20");
    expect(changes.x).toEqual([2, 2, null, 20, 20, null]);
  });

  test("a line that is not reached has points, out of sight, so that it can come", () => {
    const reached = { ...picture, lines: picture.lines.slice(0, 1) };
    const { "line 2": box, lines } = byName(cellsOverTime(figure(names), { axis: [4, 12], last_month: 25 }, reached, 800));
    expect(box.y).toEqual([-6, -6, -6, -6, -6]);
    expect(lines.text.length).toBe(1);
  });

  test("a line is named where its name fits, numbered where that fits, and else has no words", () => {
    expect(drawn(800).lines.text).toEqual(["1", "Second line", "Third line"]);
    expect(drawn(200).lines.text).toEqual(["", "Second line", "3"]);
  });
});

describe("blood counts", () => {
  const names = ["low", "8 of 10 people", "typical count", "day", "count on this day"];
  const skeleton = figure(names, { yaxis: { range: [0, 12] }, annotations: [{ text: "Days" }, { name: "dose", x: 0 }, { name: "dose", x: 0 }, { name: "dose", x: 0 }] });
  const course = { typical: [5, 4, 3, 2, 1], low: [4, 3, 2, 1, 0], high: [6, 5, 4, 3, 2] };
  const drawn = (state) => countCurves(skeleton, { hours_between: 12 }, course, { people: true, day: 1, every: 21, ...state });

  test("the count is at its half days, and the dot at the day that is looked at", () => {
    expect(byName(drawn())).toMatchObject({
      "typical count": { x: [0, 0.5, 1, 1.5, 2], y: course.typical }, day: { x: [1, 1], y: [0, 12] }, "count on this day": { x: [1], y: [3] },
    });
  });

  test("the band shows how people differ only when it is asked for", () => {
    expect(byName(drawn())).toMatchObject({ low: { y: course.low, visible: true }, "8 of 10 people": { y: course.high, visible: true } });
    expect(byName(drawn({ people: false }))["8 of 10 people"].visible).toBe(false);
  });

  test("each dose is marked at its day", () => {
    expect(drawn({ every: 7 }).layout.annotations.map(({ x }) => x)).toEqual([undefined, 0, 7, 14]);
  });
});
