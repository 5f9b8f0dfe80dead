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

it("lays tables out as the sheet knows them, each named, with the row's name first and the others in a table of their own", () => {
  const { root, page } = open(view, { state, saves: true });
  expect(texts(root, "h3.ibc-title")).toEqual(["Lessons"]);
  expect(texts(root, ".ibc-class-badge > strong")).toEqual(["Simulated"]);
  expect(root.querySelectorAll(".ibc-class-badge > svg[aria-hidden=true]")).toHaveLength(1);
  expect(texts(root, ".ibc-class-saves > button")).toEqual(["Save a page to print", "Save as CSV", "Save as XLSX"]);
  const tables = [...root.querySelectorAll(".ibc-class-table[role=region]")];
  expect(tables.map((region) => [region.getAttribute("aria-label"), /** @type {HTMLElement} */ (region).tabIndex])).toEqual([["Lessons", 0], ["Lessons: the others", 0], ["People", 0]]);
  expect(tables.map((region) => texts(region, "caption"))).toEqual([["Caption of Lessons"], ["Lessons: the others"], ["Caption of People"]]);
  expect(tables.map((region) => texts(region, "th[scope=row][dir=auto]"))).toEqual([["Staging", "Receptors"], ["Trials"], ["p1"]]);
  expect(tables.map((region) => texts(region, "td[dir=auto]"))).toEqual([["40%", "60%"], ["20%"], ["18%n = 64"]]);
  expect(texts(root, ".ibc-class-small.ibc-muted")).toEqual(["n = 64"]);
  expect([...root.querySelectorAll("details")].some(({ open: isOpen }) => isOpen)).toBe(false);
  expect(page.getByText("How they did.").matches("p")).toBe(true);
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
  expect(page.getByText("Nothing to show yet.").matches("p.ibc-muted")).toBe(true);
  model.receive({ state: { badge: "", lead: "Nobody yet.", notes: [], sheets: [] } });
  expect(page.getByText("Nobody yet.").parentElement.textContent).toBe("Nobody yet.");
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
