import { expect, it } from "vitest";
import view from "../../../ibc_edu/parts/treatment_desk/view.js";
import { chosenIn, open, texts } from "../open.js";
import { unworn } from "./sheet.js";

const COLOR = { light: "#111111", dark: "#eeeeee" };
const RESULTS = [{ key: "not-done", label: "Not done" }, { key: "found", label: "Found" }, { key: "absent", label: "Not found" }];
const content = {
  people: [
    { key: "rosa", name: "Rosa", about: "Rosa is 61.", report: [{ label: "ER", text: "90% of cells" }], tests: ["brca"] },
    { key: "mei", name: "Mei", about: "Mei is 48.", report: [{ label: "ER", text: "0% of cells" }], tests: [] },
  ],
  classes: [{ key: "hormone", name: "Hormone therapy", color: COLOR }, { key: "parp", name: "PARP inhibitors", color: COLOR }, { key: "her2", name: "HER2 antibodies", color: COLOR }, { key: "surgery", name: "Surgery", color: COLOR }],
  tests: { brca: { name: "BRCA", results: RESULTS } },
  made_up: "A made-up person.", closing: "They decide.",
};
const option = (status, more = {}) => ({ status, test: null, needs: [], why: `Why ${status}.`, sources: [], ...more });
const evidence = {
  subtype: "HR-positive", first: "Hormones first.", first_sources: [], sources: {},
  classes: { hormone: option("open"), parp: option("test", { test: "brca", needs: ["found"] }), her2: option("closed"), surgery: option("special") },
};
const TRAITS = { content, person: "rosa", picks: {}, asked: {}, compared: [], results: {}, outcomes: {} };
const show = (more = {}) => open(view, { ...TRAITS, ...more });

it("shows the report of the person who is chosen", () => {
  const { root, page, model } = show();
  expect(texts(root, ".ibc-desk-report h3, .ibc-desk-report dd")).toEqual(["Rosa's report", "90% of cells", "Ask for this test"]);
  page.getByLabelText("Mei").click();
  expect(model.get("person")).toBe("mei");
  expect(texts(root, ".ibc-desk-report h3, .ibc-desk-report dd")).toEqual(["Mei's report", "0% of cells"]);
});

it("keeps picks apart, person by person", () => {
  const { page, model } = show({ picks: { mei: ["her2"] } });
  page.getByLabelText("Hormone therapy").click();
  page.getByLabelText("PARP inhibitors").click();
  expect(model.get("picks")).toEqual({ mei: ["her2"], rosa: ["hormone", "parp"] });
  page.getByLabelText("Hormone therapy").click();
  expect(model.get("picks").rosa).toEqual(["parp"]);
  page.getByLabelText("Mei").click();
  expect(page.getByLabelText("HER2 antibodies").checked).toBe(true);
  expect(page.getByLabelText("PARP inhibitors").checked).toBe(false);
});

it("asks for a test, and says its result when it is there", async () => {
  const { root, page, model, spoken } = show();
  page.getByLabelText("Ask for the test: BRCA").click();
  expect(model.get("asked")).toEqual({ rosa: ["brca"] });
  model.receive({ results: { rosa: { brca: "absent" } } });
  expect(await spoken()).toBe("BRCA: Not found.");
  expect(texts(root, ".ibc-desk-lines dd")[1]).toBe("Not found");
  expect(document.activeElement).toBe(root.querySelector("[data-test=brca]"));
});

it("compares picks with the evidence, once Python has told it", async () => {
  const { root, page, model, spoken } = show({ picks: { rosa: ["hormone", "her2"] } });
  const outcome = root.querySelector(".ibc-desk-outcome");
  expect(outcome.hidden).toBe(true);
  page.getByText("Compare with the evidence").click();
  expect(model.get("compared")).toEqual(["rosa"]);
  expect(outcome.hidden).toBe(true);
  model.receive({ outcomes: { rosa: evidence } });
  expect(outcome.hidden).toBe(false);
  expect(await spoken()).toContain("HR-positive. Your picks: 2. Fit: 1. Do not fit: 1.");
  expect(document.activeElement.textContent).toBe("Rosa: HR-positive");
  expect(texts(outcome, "h4")).toEqual(["You picked", "You left out, and it can be talked about", "You left out"]);
  expect([...outcome.querySelectorAll("ul")].map((list) => texts(list, ".ibc-therapy-head"))).toEqual([
    ["Hormone therapy Fits this report", "HER2 antibodies Does not fit this report"],
    ["PARP inhibitors Depends on a test"],
    ["Surgery For a special reason only"]]);
});

it("takes a known test into account, and says so", () => {
  const { root } = show({ picks: { rosa: ["parp"] }, compared: ["rosa"], outcomes: { rosa: evidence }, results: { rosa: { brca: "found" } } });
  expect(texts(root, ".ibc-desk-answer")[0]).toBe("PARP inhibitors Fits this reportWhy test. BRCA: Found.");
});

it("hides the comparison again when a pick changes, without a word about it", async () => {
  const { root, page, spoken } = show({ compared: ["rosa"], outcomes: { rosa: evidence } });
  expect(root.querySelector(".ibc-desk-outcome").textContent).toContain("You have not picked a class yet.");
  page.getByLabelText("Surgery").click();
  expect(root.querySelector(".ibc-desk-outcome").hidden).toBe(true);
  expect(await spoken()).toBe("");
});

it("keeps the picks of whoever is chosen", () => {
  const { page, model } = show({ picks: { rosa: ["hormone"] } });
  page.getByLabelText("Mei").click();
  page.getByLabelText("HER2 antibodies").click();
  expect(model.get("picks")).toEqual({ rosa: ["hormone"], mei: ["her2"] });
});

it("lists what was left out with what it says of it, those that do not fit at the end", () => {
  const { root } = show({ picks: { rosa: ["hormone"] }, compared: ["rosa"], outcomes: { rosa: evidence } });
  expect([...root.querySelectorAll(".ibc-desk-outcome ul")].map((list) => texts(list, ".ibc-therapy-head strong"))).toEqual([
    ["Hormone therapy"], ["PARP inhibitors"], ["HER2 antibodies", "Surgery"]]);
});

it("rests what usually comes first on its own sources, too", () => {
  const source = { kind: "beyond", label: "A page", text: "Hormones first, they say.", date: "2026", caveat: null, checked: true, gate: null };
  const { root } = show({ compared: ["rosa"], outcomes: { rosa: { ...evidence, first_sources: ["F-1"], sources: { "F-1": source } } } });
  expect(texts(root, ".ibc-desk-outcome .ibc-source-list > li > p:first-child")).toEqual(["Hormones first, they say."]);
});

it("leaves sources open that somebody opened when a result comes, and begins folded with another person", () => {
  const source = (text, gate = null) => ({ kind: "beyond", label: "A page", text, date: "2026", caveat: null, checked: true, gate });
  const gate = { title: "How long people live", caution: "", rests_on: "n = 9" };
  const resting = { ...evidence, first_sources: ["F-1", "F-2", "F-3"], sources: { "F-1": source("First."), "F-2": source("Figures.", gate), "F-3": source("Other figures.", gate) } };
  const { root, page, model } = show({ compared: ["rosa", "mei"], outcomes: { rosa: resting, mei: resting } });
  const unfolded = () => texts(root, ".ibc-desk-outcome details[open] > summary");
  page.getByText("What this rests on (3)").parentElement.open = true;
  page.getByText("Figures.").closest("details").open = true;
  page.getByLabelText("Ask for the test: BRCA").click();
  model.receive({ results: { rosa: { brca: "absent" } } });
  expect(unfolded()).toEqual(["What this rests on (3)", "How long people live"]);
  expect(page.getByText("Figures.").closest("details").open).toBe(true);
  page.getByLabelText("Mei").click();
  expect(unfolded()).toEqual([]);
});

it("says that no further test decides where there is none, and only there", () => {
  const said = (person) => show({ person }).page.queryByText("No further test opens or closes a class here.") !== null;
  expect([said("rosa"), said("mei")]).toEqual([false, true]);
});

it("leads the focus to the comparison in the view where it was asked for, and in no other view of the same desk", () => {
  const stage = show({ picks: { rosa: ["hormone"] } });
  const notes = document.body.appendChild(document.createElement("div"));
  const close = view.render({ model: stage.model, el: notes });
  stage.page.getByText("Compare with the evidence").click();
  stage.model.receive({ outcomes: { rosa: evidence } });
  expect(document.activeElement).toBe(stage.root.querySelector(".ibc-desk-outcome h3"));
  close();
});

it("leads to the result of a test once, and not again when another one is there", () => {
  const tests = { ...content.tests, tmb: { name: "TMB", results: RESULTS } };
  const people = [{ ...content.people[0], tests: ["brca", "tmb"] }];
  const { page, model } = show({ content: { ...content, tests, people } });
  page.getByLabelText("Ask for the test: BRCA").click();
  model.receive({ results: { rosa: { brca: "absent" } } });
  const pick = page.getByLabelText("Surgery");
  pick.focus();
  model.receive({ results: { rosa: { brca: "absent", tmb: "found" } } });
  expect(document.activeElement).toBe(pick);
});

it("has the person and the picks chosen that it shows, also where another view chose them", () => {
  const { root, model } = show({ person: "mei", picks: { mei: ["her2"] } });
  expect(chosenIn(root)).toEqual(["Mei", "HER2 antibodies"]);
  model.receive({ person: "rosa", picks: { mei: ["her2"], rosa: ["surgery"] } });
  expect(chosenIn(root)).toEqual(["Rosa", "Surgery"]);
});

it("counts picks of every kind, and tells answers apart by their state", async () => {
  const { root, spoken, model } = show({ picks: { rosa: ["hormone", "parp", "her2", "surgery"] }, compared: ["rosa"] });
  model.receive({ outcomes: { rosa: evidence } });
  expect(await spoken()).toBe("HR-positive. Your picks: 4. Fit: 1. Depend on a test: 1. For a special reason only: 1. Do not fit: 1.");
  expect([...root.querySelectorAll(".ibc-desk-answer")].map(({ dataset }) => dataset.status)).toEqual(["open", "test", "closed", "special"]);
  expect(texts(root, ".ibc-desk-answer p:last-child")).toEqual(["Why open.", "Why test.", "Why closed.", "Why special."]);
  expect(unworn([root], "treatment_desk/view.css")).toEqual([]);
});

it("takes back the comparison of the person at hand alone when a pick changes", () => {
  const { page, model } = show({ compared: ["mei", "rosa"], outcomes: { rosa: evidence, mei: evidence } });
  page.getByLabelText("Surgery").click();
  expect(model.get("compared")).toEqual(["mei"]);
  page.getByText("Compare with the evidence").click();
  page.getByText("Compare with the evidence").click();
  expect(model.get("compared")).toEqual(["mei", "rosa"]);
});
