import { expect, it, vi } from "vitest";
import { readReport } from "../../../ibc_edu/parts/report_explorer/report_card.js";
import view from "../../../ibc_edu/parts/report_explorer/view.js";
import { choose, chosenIn, open, texts } from "../open.js";
import { unworn } from "./sheet.js";

const bands = [{ key: "negative", up_to: 0, label: "negative" }, { key: "low", up_to: 10, label: "low positive" }, { key: "positive", up_to: 100, label: "positive" }];
const option = (status, more = {}) => ({ status, test: null, needs: [], why: `Why ${status}`, sources: [], links: [], ...more });
const result = (subtype, her2, status, more = {}) => ({ subtype, her2, description: `About ${subtype}`, sources: [], notes: [], tests: [], waits: false, classes: { hormone: option(status) }, drugs: { tamoxifen: option(status) }, ...more });
const keys = ["negative", "low", "positive"];
const content = {
  er: bands, pr: bands,
  hormones: Object.fromEntries(keys.flatMap((one) => keys.map((other) => [`${one}-${other}`, { receptors: one !== "negative" || other === "positive" ? "positive" : other === "low" ? "pr-only" : "negative", positive: one !== "negative" || other !== "negative", notes: one === "low" ? [{ title: "Low ER", text: "It is low.", sources: [] }] : [] }]))),
  ihc: [{ key: "0", label: "0", words: "none", her2: "low", follow_up: null },
    { key: "2", label: "2+", words: "weak", her2: null, follow_up: { trait: "ish", legend: "Gene test (ISH)", outcomes: [{ key: "not-done", label: "Not done", her2: "open" }, { key: "amplified", label: "Amplified", her2: "positive" }] } },
    { key: "3", label: "3+", words: "strong", her2: "positive", follow_up: null }],
  results: {
    "positive-low": result("Luminal", "negative", "open", { tests: ["brca"] }), "negative-low": result("Triple-negative", "negative", "closed"),
    "positive-positive": result("Triple-positive", "positive", "open"), "negative-positive": result("HER2-enriched", "positive", "closed"),
    "pr-only-low": result("Luminal without ER", "negative", "open"),
    "positive-open": result("Not known yet", "equivocal", "open", { waits: true }), "negative-open": result("Not known yet", "equivocal", "closed", { waits: true }),
  },
  classes: [{ key: "hormone", name: "Hormone therapy", color: { light: "#111111", dark: "#eeeeee" }, drugs: [{ key: "tamoxifen", name: "Tamoxifen" }] }],
  tests: { brca: { name: "BRCA", results: [{ key: "not-done", label: "Not done" }, { key: "found", label: "Found" }], opens: "It opens pills.", sources: [] } },
  examples: [{ label: "A", values: { er: 0, pr: 0, ihc: "3" } }], sources: {}, wait_first: "They come after the gene test (ISH).", caution: "With care.", closing: "Not more.", closing_sources: [],
};
const TRAITS = { content, er: 90, pr: 0, ihc: "0", staining: "none", ish: "not-done", tests: {} };
const show = (more = {}) => open(view, { ...TRAITS, ...more });
const subtype = (root) => texts(root, ".ibc-report-subtype")[0];

it("reads each percentage in its band, its upper edge included", () => {
  const band = (er) => readReport(content, { ...TRAITS, er }).erBand.key;
  expect([0, 1, 10, 11, 100].map(band)).toEqual(["negative", "low", "low", "positive", "positive"]);
});

it("reads each receptor by its own bands, and says so beside its slider", () => {
  const pr = [{ key: "negative", up_to: 0, label: "PR-negative" }, { key: "positive", up_to: 100, label: "PR-positive" }];
  const own = { ...content, pr };
  const { erBand, prBand } = readReport(own, { ...TRAITS, er: 5, pr: 5 });
  expect([erBand.label, prBand.label]).toEqual(["low positive", "PR-positive"]);
  expect(texts(show({ content: own, er: 5, pr: 5 }).root, ".ibc-slider-meaning")).toEqual(["low positive", "PR-positive"]);
});

it("takes the gene test only where the stain leaves it open", () => {
  expect(readReport(content, { ...TRAITS, ihc: "2", ish: "amplified" }).key).toBe("positive-positive");
  expect(readReport(content, { ...TRAITS, ihc: "2" }).key).toBe("positive-open");
  expect(readReport(content, { ...TRAITS, ihc: "0", ish: "amplified" }).key).toBe("positive-low");
});

it("keeps a report with one receptor alone apart from the others", () => {
  expect(readReport(content, { ...TRAITS, er: 0, pr: 5 }).key).toBe("pr-only-low");
  expect(readReport(content, { ...TRAITS, er: 5, pr: 5 }).key).toBe("positive-low");
});

it("brings the note on receptors that become barely positive, and takes it away, though the result stays the same", () => {
  const { root, model } = show();
  const notes = () => [subtype(root), root.textContent.includes("It is low.")];
  expect(notes()).toEqual(["Luminal", false]);
  model.receive({ er: 5 });
  expect(notes()).toEqual(["Luminal", true]);
  model.receive({ er: 90 });
  expect(notes()).toEqual(["Luminal", false]);
});

it("says what a further test opens, beside the test, and only while it decides something", () => {
  const { page } = show();
  expect(page.getByText("It opens pills.").hidden).toBe(false);
  expect(show({ er: 0 }).page.getByText("It opens pills.").hidden).toBe(true);
});

it("tells the subtype of what is set, and reads it out with the counts", async () => {
  const { root, page, model, spoken } = show();
  expect(subtype(root)).toBe("Luminal");
  expect(texts(root, ".ibc-report-reading")).toEqual(["Hormone receptors: positive", "HER2: negative"]);
  choose(page.getByLabelText("Estrogen receptor (ER)"), "0", "input");
  expect(model.get("er")).toBe(0);
  expect(subtype(root)).toBe("Triple-negative");
  expect(texts(root, ".ibc-slider-value")[0]).toBe("below 1%");
  expect(await spoken()).toContain("Subtype: Triple-negative. 0 therapy classes open, 0 need a test, 1 closed.");
});

it("shows the gene test with the stain that asks for it, and further tests with the subtype that they matter to", () => {
  const { root, page } = show();
  const shown = () => [...root.querySelectorAll("fieldset:not([hidden]) > legend")].map((legend) => legend.textContent);
  expect(shown()).toEqual(["HER2 stain (IHC)", "BRCA"]);
  page.getByLabelText("2+").click();
  expect(shown()).toEqual(["HER2 stain (IHC)", "Gene test (ISH)"]);
  expect(page.getByText("They come after the gene test (ISH).")).toBeTruthy();
});

it("keeps the results of other tests when one is set, and sets an example whole", () => {
  const { page, model, root } = show({ tests: { other: "found" } });
  page.getByLabelText("Found").click();
  expect(model.get("tests")).toEqual({ other: "found", brca: "found" });
  page.getByText("A").click();
  expect([model.get("er"), model.get("pr"), model.get("ihc")]).toEqual([0, 0, "3"]);
  expect(subtype(root)).toBe("HER2-enriched");
});

it("has \"Not done\" chosen at a further test until it is done", () => {
  const { page, model } = show();
  expect(page.getByLabelText("Not done", { selector: "fieldset:not([hidden]) input" }).checked).toBe(true);
  model.receive({ tests: { brca: "found" } });
  expect(page.getByLabelText("Found").checked).toBe(true);
});

it("draws a line to a class from what opens it: a receptor, or a further test", () => {
  vi.stubGlobal("requestAnimationFrame", (draw) => draw());
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue({ left: 0, right: 10, top: 0, height: 20, bottom: 20 });
  const from = (...findings) => ({ hormone: option("open", { links: findings.map((finding) => ({ finding, status: "open" })) }) });
  const results = { ...content.results, "positive-low": { ...content.results["positive-low"], classes: from("hormones", "her2", "brca") } };
  const { root } = show({ content: { ...content, results } });
  expect([...root.querySelectorAll(".ibc-therapy-links path")].map(({ dataset }) => dataset.from)).toEqual(["hormones", "her2", "brca"]);
});

it("notes what is unusual", () => {
  expect(texts(show({ er: 5 }).root, ".ibc-report-note")).toEqual(["Low ER. It is low."]);
});

it("reads out what an example means, and nothing of what its values mean one by one", async () => {
  const { page, spoken } = show();
  page.getByText("A").click();
  expect(await spoken()).toBe("Subtype: HER2-enriched. 0 therapy classes open, 0 need a test, 1 closed.");
});

it("lists with what its options rest on what its closing words and its tests rest on, each once", () => {
  const source = (text) => ({ kind: "beyond", label: "A page", text, date: "2026", caveat: null, checked: true, gate: null });
  const more = { sources: { c: source("Closing."), t: source("Test.") }, closing_sources: ["c", "t"], tests: { brca: { ...content.tests.brca, sources: ["t"] } } };
  const { root } = show({ content: { ...content, ...more } });
  const fold = [...root.querySelectorAll("details")].find((each) => each.textContent.includes("What these options rest on"));
  fold.open = true;
  fold.dispatchEvent(new Event("toggle"));
  expect(texts(fold, ".ibc-source-list > li > p:first-child")).toEqual(["Test.", "Closing."]);
  expect(fold.textContent).toContain("With care.");
});

it("opens a class by the result of a further test, says how the test went, and reads the counts out", async () => {
  const needs = (status) => option(status, { test: "brca", needs: ["found"] });
  const luminal = result("Luminal", "negative", "open", { tests: ["brca"], classes: { hormone: needs("test") }, drugs: { tamoxifen: needs("test") } });
  const { root, page, spoken } = show({ content: { ...content, results: { ...content.results, "positive-low": luminal } } });
  expect(texts(root, ".ibc-therapy-status")).toEqual(["Needs a test"]);
  page.getByLabelText("Found").click();
  expect(texts(root, ".ibc-therapy-status")).toEqual(["Opens"]);
  expect(root.querySelector(".ibc-therapy").textContent).toContain("BRCA: Found.");
  expect(await spoken()).toBe("Subtype: Luminal. 1 therapy classes open, 0 need a test, 0 closed.");
});

it("has every entry of the report as it is set, and says of the stain what it is", () => {
  const { root, page, model } = show({ ihc: "2", ish: "amplified" });
  expect(chosenIn(root)).toEqual(["2+", "Amplified"]);
  expect(page.getByText("weak")).toBeTruthy();
  model.receive({ ihc: "0", tests: { brca: "found" } });
  expect(chosenIn(root)).toEqual(["0", "Found"]);
  expect(page.getByText("none")).toBeTruthy();
});

it("says that no further test decides only where none does", () => {
  const said = (more) => show(more).page.getByText("None of them opens or closes a class in this subtype.").hidden;
  expect([said({ ihc: "3" }), said({})]).toEqual([false, true]);
});

it("has all that its sheet styles, with a note and a test on it", () => {
  const roots = [show().root, show({ er: 5 }).root, show({ ihc: "2" }).root];
  expect(unworn(roots, "report_explorer/view.css")).toEqual([]);
});
