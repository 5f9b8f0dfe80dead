import { expect, it } from "vitest";
import view from "../../../../ibc_edu/views/class_results/class_results.js";
import { open, savedFiles, texts } from "../../open.js";

const row = (name, ...cells) => [name, ...cells].map((text) => ({ text, small: "" }));
const table = (title, rows, more = {}) => ({ title, caption: `Caption of ${title}`, columns: ["Name", "Right"], rows, at_once: 2, ...more });
const state = { badge: "Simulated", lead: "How they did.", notes: ["A note."], sheets: [
  table("Lessons", [row("Staging", "40%"), row("Receptors", "60%"), row("Trials", "20%")]),
  table("People", [[{ text: "p1", small: "" }, { text: "18%", small: "n = 64" }]]),
] };

it("shows the first table open, others folded, each value in the row and column that it belongs to", () => {
  const { root } = open(view, { state });
  expect(texts(root, "h3")).toEqual(["Lessons"]);
  expect(texts(root.querySelector("table"), "tbody tr")).toEqual(["Staging40%", "Receptors60%"]);
  expect(texts(root.querySelector("table"), "thead th[scope=col]")).toEqual(["Name", "Right"]);
  expect(texts(root, "summary")).toEqual(["1 more", "People"]);
  expect(root.querySelector("details table").textContent).toContain("Trials20%");
});

it("counts behind the fold what is behind it, and folds nothing where all rows are shown", () => {
  const summaries = (names) => texts(open(view, { state: { ...state, sheets: [table("Lessons", names.map((name) => row(name, "40%")))] } }).root, "summary");
  expect(summaries(["Staging", "Receptors", "Trials", "Cases", "Review"])).toEqual(["3 more"]);
  expect(summaries(["Staging", "Receptors"])).toEqual([]);
});

it("tells the small print of a number with it, and what the class is", () => {
  const { root, page } = open(view, { state });
  expect(texts(root, ".ibc-class-section td")).toEqual(["18%n = 64"]);
  expect(page.getByText("Simulated")).toBeTruthy();
  expect(texts(root, ".ibc-class-notes li")).toEqual(["A note."]);
});

it("says when there is nothing to show", () => {
  const { page, model } = open(view, { state });
  model.receive({ state: { badge: "", lead: "", notes: [], sheets: [table("Lessons", [])] } });
  expect(page.getByText("Nothing to show yet.")).toBeTruthy();
  expect(page.queryByText("Simulated")).toBeNull();
});

it("asks for a file of the tables where they can be saved", () => {
  const { page, model } = open(view, { state, saves: true });
  page.getByText("Save as XLSX").click();
  expect(model.sent.at(-1)).toMatchObject({ type: "save", ending: ".xlsx" });
});

it("shows no button where there is nothing to save", () => {
  const { page } = open(view, { state });
  expect(page.queryByText("Save as CSV")).toBeNull();
});

it("saves the file that Python made under the class's name, and says so", async () => {
  const saved = savedFiles();
  const { page, model, spoken } = open(view, { state, saves: true });
  page.getByText("Save as XLSX").click();
  model.hear({ type: "file", ending: ".xlsx" }, new Uint8Array(5));
  expect(saved.map(({ name, blob }) => [name, blob.size])).toEqual([["class.xlsx", 5]]);
  expect(await spoken()).toBe("The file was saved.");
});

it("leaves tables open that somebody opened when the class goes on", () => {
  const { root, model } = open(view, { state });
  root.querySelectorAll("details").forEach((fold) => { fold.open = true; });
  model.receive({ state: { ...state, lead: "More have answered." } });
  expect(texts(root, "details[open] > summary")).toEqual(["1 more", "People"]);
});
