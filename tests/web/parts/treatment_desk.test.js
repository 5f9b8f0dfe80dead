import { describe, expect, it } from "vitest";
import view from "../../../ibc_edu/parts/treatment_desk/view.js";
import { chosenIn, open, texts } from "../open.js";

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

describe("the comparison", () => {
  const compared = (more = {}) => show({ compared: ["rosa"], outcomes: { rosa: evidence }, ...more });
  const answers = (root) => [...root.querySelectorAll(".ibc-desk-answer")];

  it("counts the picks of each kind, those that do not fit last, and names no kind that none is of", async () => {
    const tallied = (...rosa) => texts(compared({ picks: { rosa } }).root, ".ibc-desk-outcome > p")[0];
    expect(tallied("surgery", "her2", "parp", "hormone")).toBe("Your picks: 4. Fit: 1. Depend on a test: 1. For a special reason only: 1. Do not fit: 1.");
    expect(tallied("parp")).toBe("Your picks: 1. Depend on a test: 1.");
    const { page, spoken } = compared({ person: "mei", picks: { rosa: ["surgery"] } });
    expect(await spoken()).toBe("");
    page.getByLabelText("Rosa").click();
    expect(await spoken()).toBe("HR-positive. Your picks: 1. For a special reason only: 1.");
  });

  it("tells by its color, its sign and its status how each class stands, in words and with why", () => {
    const classes = content.classes.map((each, place) => ({ ...each, color: { light: `#00000${place}`, dark: `#fffff${place}` } }));
    const { root } = compared({ content: { ...content, classes }, picks: { rosa: ["hormone", "parp", "her2", "surgery"] } });
    expect(answers(root).map((row) => [row.dataset.status, row.querySelector("svg").classList[1], row.getAttribute("style")])).toEqual([
      ["open", "ibc-icon-right", "--ibc-therapy-light: #000000; --ibc-therapy-dark: #fffff0"],
      ["test", "ibc-icon-missed", "--ibc-therapy-light: #000001; --ibc-therapy-dark: #fffff1"],
      ["closed", "ibc-icon-wrong", "--ibc-therapy-light: #000002; --ibc-therapy-dark: #fffff2"],
      ["special", "ibc-icon-info", "--ibc-therapy-light: #000003; --ibc-therapy-dark: #fffff3"]]);
    expect(texts(root, ".ibc-desk-answer p:last-child")).toEqual(["Why open.", "Why test.", "Why closed.", "Why special."]);
    expect([...root.querySelectorAll(".ibc-desk-choice")].map((pick) => pick.getAttribute("style"))).toEqual(answers(root).map((row) => row.getAttribute("style")));
    expect(texts(root, ".ibc-desk-outcome h4")).toEqual(["You picked"]);
  });

  it("names a class that fits among those that can be talked about, where it was left out", () => {
    const { root } = compared();
    expect(texts(root, ".ibc-desk-outcome h4")).toEqual(["You left out, and it can be talked about", "You left out"]);
    expect(texts(root, "h4:first-of-type + ul strong")).toEqual(["Hormone therapy", "PARP inhibitors"]);
  });

  it("ends with what usually comes first, and with whose decision it is", () => {
    expect(texts(compared().root, ".ibc-desk-outcome > p").slice(1)).toEqual(["What usually comes first: Hormones first.", "They decide."]);
  });

  it("settles by a result that comes in, tells the new count, and leaves what other people's tests found alone", async () => {
    const { root, page, model, spoken } = compared({ picks: { rosa: ["parp"] } });
    page.getByLabelText("Ask for the test: BRCA").click();
    model.receive({ results: { mei: { brca: "found" }, rosa: { brca: "absent" } } });
    expect(texts(root, ".ibc-desk-answer")[0]).toBe("PARP inhibitors Does not fit this reportWhy test. BRCA: Not found.");
    expect(await spoken()).toBe("HR-positive. Your picks: 1. Do not fit: 1. BRCA: Not found.");
    expect(page.queryByRole("button", { name: /Ask for the test/ })).toBe(null);
  });

  it("stays with other people who were compared when one compares or picks anew, and takes nobody twice", () => {
    const { root, page, model } = compared({ compared: ["rosa", "mei"], outcomes: { rosa: evidence, mei: { ...evidence, subtype: "Triple-negative" } } });
    page.getByText("Compare with the evidence").click();
    expect([...model.get("compared")].sort()).toEqual(["mei", "rosa"]);
    page.getByLabelText("Surgery").click();
    expect(model.get("compared")).toEqual(["mei"]);
    expect(root.querySelector(".ibc-desk-outcome").hidden).toBe(true);
    page.getByLabelText("Mei").click();
    expect(root.querySelector(".ibc-desk-outcome").hidden).toBe(false);
    expect(texts(root, ".ibc-desk-outcome h3")).toEqual(["Mei: Triple-negative"]);
  });

  it("leaves the focus to who went on to another person before it came", () => {
    const { page, model } = show({ compared: ["mei"], outcomes: { mei: evidence } });
    page.getByText("Compare with the evidence").click();
    page.getByLabelText("Mei").click();
    page.getByLabelText("Mei").focus();
    model.receive({ outcomes: { rosa: evidence, mei: { ...evidence, subtype: "Other" } } });
    expect(document.activeElement).toBe(page.getByLabelText("Mei"));
  });
});

it("keeps the tests that were asked for before, of this person and of others", () => {
  const { page, model } = show({ asked: { mei: ["tmb"], rosa: ["pdl1"] } });
  page.getByLabelText("Ask for the test: BRCA").click();
  expect(model.get("asked")).toEqual({ mei: ["tmb"], rosa: ["pdl1", "brca"] });
});

it("says of the report that it is made up, whom it is about, and what each entry is", () => {
  const { root, page } = show();
  expect(texts(root, ".ibc-desk-report p")).toEqual(["A made-up person.", "Rosa is 61."]);
  expect(texts(root, ".ibc-desk-lines dt")).toEqual(["ER", "BRCA"]);
  expect(page.getByRole("region", { name: "Report" })).toBe(root.querySelector(".ibc-desk-report"));
  expect(texts(root, "legend")).toEqual(["Whose report?", "Which classes would you talk about?"]);
});

it("leaves who went on to another person before a result came where they are, though that person had the same test, and when they come back", async () => {
  const people = content.people.map((each) => ({ ...each, tests: ["brca"] }));
  const { page, model, spoken } = show({ content: { ...content, people }, results: { mei: { brca: "found" } } });
  page.getByLabelText("Ask for the test: BRCA").click();
  const mei = page.getByLabelText("Mei");
  mei.click();
  mei.focus();
  model.receive({ results: { mei: { brca: "found" }, rosa: { brca: "absent" } } });
  expect([document.activeElement, await spoken()]).toEqual([mei, ""]);
  const rosa = page.getByLabelText("Rosa");
  rosa.click();
  rosa.focus();
  model.receive({ results: { mei: { brca: "absent" }, rosa: { brca: "absent" } } });
  expect([document.activeElement, await spoken()]).toEqual([rosa, ""]);
});
