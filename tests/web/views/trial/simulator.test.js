import { expect, it, vi } from "vitest";
import { barTable, calmAnnouncer, legend, noteOf, numbersFold, peopleSigns, settingsChanger } from "../../../../ibc_edu/views/trial/simulator.js";
import { fakeModel, texts } from "../../open.js";

/** The corners of the signs of a kind, in squares of 10. */
const placesOf = (svg, kind) => [...svg.querySelector(`.ibc-trial-person-${kind}`).getAttribute("d").matchAll(/M([\d.]+) ([\d.]+)a/g)]
  .map(([, x, y]) => [Math.floor(x / 10), Math.floor(y / 10)]);

it("draws each person as what happened to them, row by row", () => {
  const signs = peopleSigns(["plain", "marked", "plain", "waiting", "marked"], { columns: 3 });
  expect(placesOf(signs, "plain")).toEqual([[0, 0], [2, 0]]);
  expect(placesOf(signs, "marked")).toEqual([[1, 0], [1, 1]]);
  expect(placesOf(signs, "waiting")).toEqual([[0, 1]]);
  expect(signs.getAttribute("viewBox")).toBe("0 0 30 20");
});

it("draws nobody as nothing", () => {
  expect(peopleSigns([])).toBeNull();
});

it("draws bars to scale, each in its own row, and marks the learner's", () => {
  const table = barTable({ caption: "Doses", columns: ["Dose", "3+3", "BOIN"], rows: [{ label: "Dose 1", values: [250, 1000] }, { label: "Dose 2", values: [0, 500], own: "yours" }], of: 1000 });
  expect([...table.querySelectorAll("tbody tr")].map((row) => texts(row, "th, td"))).toEqual([["Dose 1", "250", "1,000"], ["Dose 2 yours", "0", "500"]]);
  expect([...table.querySelectorAll(".ibc-trial-bar")].map((bar) => bar.style.width)).toEqual(["25%", "100%", "50%"]);
  expect(table.querySelectorAll(".ibc-trial-own").length).toBe(1);
  expect(texts(table, "caption, thead th")).toEqual(["Doses", "Dose", "3+3", "BOIN"]);
});

it("says of itself that nobody in it is real, and what it leaves out", () => {
  expect(noteOf("It leaves out much.")).toMatch(/made-up people.*It leaves out much\./);
});

it("says what each line stands for", () => {
  const [first, second] = legend([["a", "New"], ["b", "Standard"]]).children;
  expect(first.textContent).toBe("New");
  expect(first.querySelector(".ibc-trial-line-a")).toBeTruthy();
  expect(second.querySelector(".ibc-trial-line-b")).toBeTruthy();
});

it("takes over some settings and keeps the others", () => {
  const model = fakeModel({ settings: { dose: 1, days: 2 } });
  settingsChanger(model)({ days: 3 });
  expect(model.get("settings")).toEqual({ dose: 1, days: 3 });
  expect(model.saves).toBe(1);
});

it("reads a sentence out only when the learner has come to rest", () => {
  vi.useFakeTimers();
  const said = [];
  const say = calmAnnouncer({ announce: (text) => said.push(text), signal: new AbortController().signal });
  say("one");
  vi.advanceTimersByTime(500);
  say("two");
  vi.advanceTimersByTime(1000);
  expect(said).toEqual(["two"]);
  vi.useRealTimers();
});

it("builds the table of numbers when it is opened, and keeps it up to date", () => {
  const fold = numbersFold("people by month");
  fold.update({ columns: ["Month", "People"], rows: [["0", "40"]] });
  expect(fold.node.querySelector("table")).toBeNull();
  fold.node.open = true;
  fold.update({ columns: ["Month", "People"], rows: [["0", "39"], ["3", "30"]] });
  expect([...fold.node.querySelectorAll("tbody tr")].map((row) => texts(row, "th, td"))).toEqual([["0", "39"], ["3", "30"]]);
  expect(fold.node.querySelector("[role=region]").getAttribute("aria-label")).toBe("Numbers: people by month");
});

it("says nothing any more once its view is closed", () => {
  vi.useFakeTimers();
  const said = [];
  const closing = new AbortController();
  calmAnnouncer({ announce: (text) => said.push(text), signal: closing.signal })("one");
  closing.abort();
  vi.advanceTimersByTime(1000);
  expect(said).toEqual([]);
});
