import { expect, it, vi } from "vitest";
import { barTable, button, calmAnnouncer, legend, modelNote, noteOf, numbersFold, peopleSigns, settingsChanger } from "../../../../ibc_edu/views/trial/simulator.js";
import { fakeModel, texts } from "../../open.js";
import { numbersIn } from "../plot/charts.js";

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

it("draws signs in one row where nobody says how many fit, each inside its own square, and tells a screen reader nothing", () => {
  const signs = peopleSigns(["plain", "waiting", "marked"]);
  expect(["viewBox", "aria-hidden", "class"].map((name) => signs.getAttribute(name))).toEqual(["0 0 30 10", "true", "ibc-trial-people"]);
  expect(parseFloat(signs.style.width)).toBeCloseTo(3.6); // em, 1.2 for each
  expect(peopleSigns(["plain"], { columns: 30, size: 0.8 }).style.width).toBe("0.8em");
  for (const [place, kind] of ["plain", "waiting", "marked"].entries()) {
    const d = signs.querySelector(`.ibc-trial-person-${kind}`).getAttribute("d");
    const begins = [...d.matchAll(/M([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(begins.length).toBe(kind === "waiting" ? 1 : 2); // a head, and a body below it
    for (const [x, y] of begins) expect([x > 10 * place, x < 10 * place + 10, y > 0, y < 10]).toEqual([true, true, true, true]);
    if (begins.length > 1) expect(begins[1]).toEqual([expect.closeTo(10 * place + 1.3, 0), expect.closeTo(9.4, 0)]);
  }
});

it("names in a table of bars what its columns and rows are, and tells in words what the bars show", () => {
  const table = barTable({ caption: "Doses", columns: ["Dose", "Risk", "3+3", "BOIN"], rows: [{ label: "Dose 1", note: "5%", values: [1, 2] }, { label: "No dose", note: "", values: [0, 3], own: "yours" }], of: 3 });
  expect(table.className).toBe("ibc-trial-table");
  expect(texts(table, "thead th[scope=col]").length).toBe(4);
  expect(texts(table, "tbody th[scope=row]")).toEqual(["Dose 1", "No dose yours"]);
  expect(texts(table, "th > .ibc-trial-own-mark")).toEqual(["yours"]);
  expect([...table.querySelectorAll("tbody tr")].map((row) => texts(row, "td"))).toEqual([["5%", "1", "2"], ["", "0", "3"]]);
  expect(texts(table, ".ibc-trial-bar-cell > .ibc-trial-bar-number")).toEqual(["1", "2", "0", "3"]);
  const rooms = [...table.querySelectorAll(".ibc-trial-bar-cell > .ibc-trial-bar-room[aria-hidden=true]")];
  expect(rooms.map((room) => room.firstElementChild && [room.firstElementChild.className, room.firstElementChild.style.width])).toEqual([
    ["ibc-trial-bar ibc-trial-bar-a", "33.3%"], ["ibc-trial-bar ibc-trial-bar-b", "66.7%"], null, ["ibc-trial-bar ibc-trial-bar-b", "100%"]]);
});

it("hides the samples of its legend, which a screen reader cannot tell apart, and has a button that is one", () => {
  const node = legend([["now", "This drug"]]);
  expect(node.className).toBe("ibc-trial-legend");
  const sample = node.querySelector("li > svg.ibc-trial-line-sample");
  expect(["viewBox", "aria-hidden"].map((name) => sample.getAttribute(name))).toEqual(["0 0 40 10", "true"]);
  expect(sample.querySelector(".ibc-trial-line").getAttribute("d")).toBe("M1 5H39");
  const pressed = vi.fn();
  const [plain, primary] = [button("Run", pressed), button("Run", pressed, { primary: true })];
  primary.click();
  expect(pressed).toHaveBeenCalledOnce();
  expect([plain, primary].map(({ type, className }) => [type, className])).toEqual([["button", "ibc-button"], ["button", "ibc-button ibc-primary"]]);
});

it("opens its numbers for a click, with the first of each row as its head and all others as numbers", () => {
  const fold = numbersFold("people by month");
  const page = document.createElement("div");
  page.append(fold.node);
  expect(texts(page, "details > summary")).toEqual(["Show the numbers"]);
  expect(numbersIn(page)).toEqual({ head: [], rows: [] }); // opened before there are any
  fold.node.open = false;
  fold.update({ columns: ["Month", "People", "Share"], rows: [["0", "40", "100%"]] });
  expect(numbersIn(page)).toEqual({ head: ["Month", "People", "Share"], rows: [["0", "40", "100%"]] });
  const classes = (selector) => [...fold.node.querySelectorAll(selector)].map((cell) => cell.className);
  expect([classes("th[scope=col]"), classes("th[scope=row]"), classes("td")]).toEqual([["", "ibc-number", "ibc-number"], [""], ["ibc-number", "ibc-number"]]);
  const place = fold.node.querySelector("summary + .ibc-plot-numbers");
  expect(["role", "tabindex"].map((name) => place.getAttribute(name))).toEqual(["region", "0"]);
});

it("says below a simulator, small, the same as in a saved picture of it", () => {
  const note = modelNote("It leaves out much.");
  expect([note.className, note.textContent]).toEqual(["ibc-muted ibc-small ibc-trial-note", noteOf("It leaves out much.")]);
});
