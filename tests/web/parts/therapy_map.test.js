import { beforeEach, describe, expect, it, vi } from "vitest";
import { drugList, settledStatus, testSentence, therapyLinks, therapyRows } from "../../../ibc_edu/parts/shared/therapy_options.js";
import { therapyPicture } from "../../../ibc_edu/parts/therapy_map/pictures.js";
import view from "../../../ibc_edu/parts/therapy_map/view.js";
import { open, texts } from "../open.js";
import { unworn } from "./sheet.js";

const COLOR = { light: "#111111", dark: "#eeeeee" };
const CLASSES = [
  { key: "hormone", name: "Hormone therapy", color: COLOR, drugs: [{ key: "tamoxifen", name: "Tamoxifen" }] },
  { key: "parp", name: "PARP inhibitors", color: COLOR, drugs: [{ key: "olaparib", name: "Olaparib" }, { key: "other", name: "Other" }] },
];
const TESTS = { brca: { name: "BRCA", results: [{ key: "not-done", label: "Not done" }, { key: "found", label: "Found" }, { key: "absent", label: "Not found" }] } };
const NEEDS = { status: "test", test: "brca", needs: ["found"], why: "Needs BRCA.", links: [] };

const URGENCIES = [{ key: "emergency", name: "Emergency: go", text: "Go now." }, { key: "today", name: "Today: call", text: "Call now." }];
const sign = (urgency, said) => ({ key: said, sign: said, urgency, act: "", why: "Because.", who: "", sources: [] });

beforeEach(() => vi.stubGlobal("requestAnimationFrame", (draw) => draw()));

describe("an option that needs a test", () => {
  it("waits, opens or closes as the result says", () => {
    expect([{}, { brca: "not-done" }, { brca: "found" }, { brca: "absent" }].map((results) => settledStatus(NEEDS, results))).toEqual(["test", "test", "open", "closed"]);
    expect(settledStatus({ status: "closed", test: "brca", needs: ["found"] }, { brca: "found" })).toBe("closed");
    expect(testSentence(NEEDS, { brca: "absent" }, TESTS)).toBe("BRCA: Not found.");
  });

  it("is open as soon as one of several tests opens it, and closed once none can any more", () => {
    const several = { ...NEEDS, otherwise: { status: "test", test: "tmb", needs: ["high"], otherwise: null } };
    const tests = { ...TESTS, tmb: { name: "TMB", results: [{ key: "not-done", label: "Not done" }, { key: "low", label: "Low" }, { key: "high", label: "High" }] } };
    const results = [{}, { brca: "absent" }, { tmb: "low" }, { tmb: "high" }, { brca: "absent", tmb: "low" }, { brca: "found", tmb: "low" }];
    expect(results.map((each) => settledStatus(several, each))).toEqual(["test", "test", "test", "open", "closed", "open"]);
    expect(testSentence(several, { tmb: "high" }, tests)).toBe("TMB: High.");
    expect(testSentence(several, { brca: "absent", tmb: "low" }, tests)).toBe("BRCA: Not found. TMB: Low.");
  });

  it("is counted and worded in its own row", () => {
    const rows = therapyRows(CLASSES, TESTS);
    const hormone = { status: "open", test: null, needs: [], why: "It blocks." };
    const drugs = { tamoxifen: hormone, olaparib: NEEDS, other: { ...NEEDS, status: "closed" } };
    expect(rows.update({ classes: { hormone, parp: NEEDS }, drugs }, {})).toEqual({ open: 1, test: 1, closed: 0 });
    expect(texts(rows.rows.get("hormone"), ".ibc-therapy-status, p.ibc-small")).toEqual(["Opens", "It blocks."]);
    expect(texts(rows.rows.get("parp"), ".ibc-therapy-status, p.ibc-small")).toEqual(["Needs a test", "Needs BRCA."]);
    expect(texts(rows.rows.get("parp"), ".ibc-therapy-drug")).toEqual(["Olaparib (needs a test: BRCA)", "Other (closed)"]);
    expect(rows.update({ classes: { hormone, parp: NEEDS }, drugs }, { brca: "absent" })).toEqual({ open: 1, test: 0, closed: 1 });
    expect(texts(rows.rows.get("parp"), ".ibc-therapy-status, p.ibc-small")).toEqual(["Closed", "BRCA: Not found."]);
    expect(rows.rows.get("parp").querySelector("ul").hidden).toBe(true);
  });
});

it("names each test that may open a drug, the gene test by its usual name", () => {
  const tests = { ...TESTS, tmb: { name: "TMB", results: [] } };
  const several = { ...NEEDS, otherwise: { status: "test", test: "tmb", needs: ["high"], otherwise: null } };
  const rows = therapyRows(CLASSES, tests);
  rows.update({ classes: { hormone: NEEDS, parp: NEEDS }, drugs: { tamoxifen: NEEDS, olaparib: several, other: { ...NEEDS, test: "ish" } } }, {});
  expect(texts(rows.rows.get("parp"), ".ibc-therapy-drug")).toEqual(["Olaparib (needs a test: BRCA, or TMB)", "Other (needs a test: gene test (ISH))"]);
});

it("gives each status a sign of its own, at classes and at drugs, and a tick to what is open alone", () => {
  const signs = ["open", "test", "closed"].map((status) => {
    const option = { ...NEEDS, status };
    const rows = therapyRows(CLASSES, TESTS);
    rows.update({ classes: { hormone: option, parp: { ...NEEDS, status: "open" } }, drugs: { tamoxifen: option, olaparib: option, other: option } }, {});
    const at = (key, place) => rows.rows.get(key).querySelector(`${place} .ibc-icon`).classList[1];
    return [at("hormone", ".ibc-therapy-status"), at("parp", ".ibc-therapy-drug")];
  });
  expect(signs).toEqual([["ibc-icon-right", "ibc-icon-right"], ["ibc-icon-missed", "ibc-icon-missed"], ["ibc-icon-partial", "ibc-icon-partial"]]);
});

it("tells nobody of an empty list", () => {
  expect(drugList("x", "Surgery", []).getAttribute("role")).toBe("presentation");
  expect(drugList("x", "Surgery", []).hasAttribute("aria-label")).toBe(false);
  expect(drugList("x", "PARP inhibitors", ["Olaparib"]).getAttribute("aria-label")).toBe("Drugs: PARP inhibitors");
});

it("draws a line from each finding to each class that it leads to, and none to a closed one", () => {
  const box = (top) => Object.assign(document.createElement("div"), { getBoundingClientRect: () => ({ top, left: 0, right: 10, height: 20, bottom: top + 20 }) });
  const rows = new Map([["hormone", box(0)], ["parp", box(50)]]);
  const findings = new Map([["her2", box(0)], ["hormones", box(30)]]);
  const lines = therapyLinks(box(0), findings, rows, new AbortController().signal);
  const link = (finding, more) => ({ finding, status: "open", ...more });
  lines.draw({ classes: { hormone: { links: [link("hormones")] }, parp: { links: [link("her2", NEEDS), link("hormones", { status: "closed" })] } } }, {});
  expect([...lines.node.querySelectorAll("path")].map(({ dataset }) => [dataset.from, dataset.to, dataset.status])).toEqual([["hormones", "hormone", "open"], ["her2", "parp", "test"]]);
});

describe("the lines of the way", () => {
  const place = (node, left, top, right, height) => Object.assign(node, { getBoundingClientRect: () => ({ left, top, right, height, bottom: top + height }) });
  const node = (left, top, right, height, style = "") => place(Object.assign(document.createElement("div"), { style }), left, top, right, height);
  const show = ({ right = 60, zoom = undefined } = {}) => {
    const board = Object.assign(node(10, 100, 300, 400), zoom ? { currentCSSZoom: zoom } : {});
    const findings = new Map([["her2", node(20, 120, 60, 20)], ["hormones", node(20, 200, 60, 40)], ["hidden", node(0, 0, 0, 0)]]);
    const rows = new Map([["hormone", node(right + 100, 110, 290, 30, "color: red")], ["parp", node(right + 100, 300, 290, 90)]]);
    const closing = new AbortController();
    const lines = therapyLinks(board, findings, rows, closing.signal);
    return { lines, closing, rows, paths: () => [...lines.node.querySelectorAll("path")].map((path) => path.getAttribute("d").match(/[\d.-]+/g).map(Number)) };
  };
  const link = (finding) => ({ finding, status: "open" });
  const result = { classes: { hormone: { links: [link("her2"), link("hidden")] }, parp: { links: [link("hormones")] } } };

  it("lead over the gap alone, from the middle of a finding to the head of a class, however high that is", () => {
    const { lines, paths } = show();
    lines.draw(result, {});
    expect([lines.node.style.left, lines.node.style.width]).toEqual(["50px", "100px"]);
    expect(paths()).toEqual([[0, 30, 50, 30, 50, 25, 100, 25], [0, 120, 50, 120, 50, 224, 100, 224]]);
    expect([...lines.node.querySelectorAll("path")].map((path) => path.getAttribute("style"))).toEqual(["color: red;", ""]);
    expect(lines.node.getAttribute("aria-hidden")).toBe("true");
  });

  it("are drawn in the measure of a page that is shown smaller, and have no width where there is no gap", () => {
    const half = show({ zoom: 0.5 });
    half.lines.draw(result, {});
    expect([half.lines.node.style.left, half.lines.node.style.width, half.paths()[0]]).toEqual(["100px", "200px", [0, 60, 100, 60, 100, 44, 200, 44]]);
    const narrow = show({ right: -50 });
    narrow.lines.draw(result, {});
    expect(narrow.lines.node.style.width).toBe("0px");
  });

  it("follow the size of the board, once for each picture that the screen shows, until the view closes", () => {
    const [drawings, watched] = [[], []];
    let resized, left = 0;
    vi.stubGlobal("requestAnimationFrame", (draw) => drawings.push(draw));
    vi.stubGlobal("ResizeObserver", class {
      constructor(act) { resized = act; }
      observe(seen) { watched.push(seen); }
      disconnect() { left += 1; }
    });
    const { lines, closing, rows, paths } = show();
    expect(watched).toHaveLength(1);
    resized();
    drawings.pop()();
    expect(paths()).toEqual([]); // nothing to draw yet
    lines.draw(result, {});
    resized();
    expect(drawings).toHaveLength(1);
    drawings.pop()();
    expect(paths()).toHaveLength(2);
    place(rows.get("hormone"), 160, 150, 290, 30);
    resized();
    drawings.pop()();
    expect(paths()[0].at(-1)).toBe(65);
    place(rows.get("hormone"), 160, 110, 290, 30);
    resized();
    closing.abort();
    drawings.pop()();
    expect([paths()[0].at(-1), left]).toEqual([65, 1]);
  });
});

describe("the map", () => {
  const card = (title, lit, links, more = {}) => ({ title, kind: "A class", summary: `Summary of ${title}`, picture: null, lines: [{ label: "How", text: `How ${title}` }], caveats: [], effects: [], signs: [], warnings: [], sources: [], lit, links, color: COLOR, ...more });
  const content = {
    findings: [{ key: "hormones", name: "Hormone receptors" }, { key: "her2", name: "HER2" }],
    classes: CLASSES,
    cards: {
      hormones: card("Hormone receptors", ["hormones", "hormone", "tamoxifen"], { hormone: ["hormones"] }),
      hormone: card("Hormone therapy", ["hormones", "hormone", "tamoxifen"], { hormone: ["hormones"] }, { picture: "beam" }),
      parp: card("PARP inhibitors", ["parp", "olaparib"], { parp: [] }, { caveats: [{ said: "old", now: "new", as_of: "2026" }], effects: [{ label: "Common", text: "tiredness" }], signs: [sign("emergency", "Fever"), sign("today", "A cough")], warnings: [{ kind: "boxed", text: "Harm", sources: [] }, { kind: "serious", text: "More harm", sources: [] }, { kind: "not listed", text: "Ask.", sources: [] }] }),
    },
    pictures: { beam: "Beams meet at one place." }, urgencies: URGENCIES, sources: {},
  };
  const show = (chosen = "") => open(view, { content, chosen });
  const lit = (root) => [...root.querySelectorAll(".ibc-map-button")].filter((node) => node.hasAttribute("data-lit")).map((node) => node.textContent);

  it("shows all of itself until something is chosen", () => {
    const { root, page } = show();
    expect(lit(root).length).toBe(7);
    expect(page.getByText("Choose anything on the map")).toBeTruthy();
    expect(page.getByText("Show the whole map").hidden).toBe(true);
  });

  it("shows on a card when to call, the most urgent first, and the warnings of the label", () => {
    const { root, page } = show("parp");
    expect(page.getByText("When to call").closest("summary").textContent).toBe("When to call (emergency: 1; today: 1)");
    expect(texts(root, ".ibc-sign-heading")).toEqual(["Emergency: go", "Today: call"]);
    expect(page.getByText(/Warnings of the label/).textContent).toBe("Warnings of the label (boxed, the strongest: 1)");
    expect(texts(root, ".ibc-bullets li")).toEqual(["Boxed warning: Harm.", "More harm.", "Not listed: Ask."]);
  });

  it("lights the way through what is chosen, and shows its card", async () => {
    const { root, page, model, spoken } = show();
    page.getByRole("button", { name: "Hormone therapy" }).click();
    expect(model.get("chosen")).toBe("hormone");
    expect(lit(root)).toEqual(["Hormone receptors", "Hormone therapy", "Tamoxifen"]);
    expect(texts(root, ".ibc-map-card h3, .ibc-map-card dd")).toEqual(["Hormone therapy", "How Hormone therapy"]);
    expect(page.getByRole("img").getAttribute("aria-label")).toBe("Beams meet at one place.");
    expect(await spoken()).toBe("Hormone therapy. A class. Summary of Hormone therapy");
    const pressed = () => texts(root, "[aria-pressed=true]");
    expect(pressed()).toEqual(["Hormone therapy"]);
    page.getByRole("button", { name: "PARP inhibitors" }).click();
    expect(pressed()).toEqual(["PARP inhibitors"]);
  });

  it("draws the lines of what is chosen alone, and all of them on the whole map", () => {
    vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue({ left: 0, right: 10, top: 0, height: 20, bottom: 20 });
    const cards = { ...content.cards, hormone: { ...content.cards.hormone, links: { hormone: ["hormones"] } }, parp: { ...content.cards.parp, links: { parp: ["her2"] } } };
    const { root, model } = open(view, { content: { ...content, cards }, chosen: "" });
    const drawn = () => [...root.querySelectorAll(".ibc-therapy-links path")].map(({ dataset }) => `${dataset.from} to ${dataset.to}`);
    expect(drawn()).toEqual(["hormones to hormone", "her2 to parp"]);
    model.receive({ chosen: "parp" });
    expect(drawn()).toEqual(["her2 to parp"]);
  });

  it("goes back to the whole map on a second click and on the button, and says so", async () => {
    const { page, model, spoken } = show("hormone");
    page.getByRole("button", { name: "Hormone therapy" }).click();
    expect(model.get("chosen")).toBe("");
    model.set("chosen", "parp");
    model.save_changes();
    page.getByText("Show the whole map").click();
    expect(model.get("chosen")).toBe("");
    expect(await spoken()).toContain("The whole map is shown.");
  });

  it("lights the rows of the way alone and gives the card its color, and takes both away with it", () => {
    const { root, page } = show("hormone");
    const look = () => [[...root.querySelectorAll(".ibc-map-row")].map((row) => row.hasAttribute("data-lit")), root.querySelector(".ibc-map-card").hasAttribute("style")];
    expect(look()).toEqual([[true, false], true]);
    page.getByText("Show the whole map").click();
    expect(look()).toEqual([[true, true], false]);
  });

  it("says what the article says and what is known today", () => {
    const { root } = show("parp");
    expect(texts(root, ".ibc-map-caveat p")).toEqual(["The article says: “… old …”", "What to know today (as of 2026): new"]);
    expect(texts(root, "details dd")).toEqual(["tiredness"]);
  });

  it("says with each drug's and each finding's button to which list it belongs, and with the card what it is", () => {
    const { page, root } = show("hormone");
    expect(page.getAllByRole("list").slice(0, 4).map((list) => list.getAttribute("aria-label"))).toEqual(["What a test can show", "Therapy classes", "Drugs: Hormone therapy", "Drugs: PARP inhibitors"]);
    expect(texts(page.getByRole("region", { name: "Card" }), "p:first-child, figcaption, dt")).toEqual(["A class", "Beams meet at one place.", "How"]);
    expect(root.querySelectorAll(".ibc-map-head[aria-hidden=true]").length).toBe(2); // said by the lists already
  });

  it("gives each class its own color, and the card that of what is chosen", () => {
    const classes = CLASSES.map((each, place) => ({ ...each, color: { light: `#00000${place}`, dark: `#fffff${place}` } }));
    const cards = { ...content.cards, parp: { ...content.cards.parp, color: classes[1].color }, hormones: { ...content.cards.hormones, color: null } };
    const { root, model } = open(view, { content: { ...content, classes, cards }, chosen: "parp" });
    const [one, other] = [...root.querySelectorAll(".ibc-map-row")].map((row) => row.getAttribute("style"));
    expect([one, other]).toEqual(["--ibc-therapy-light: #000000; --ibc-therapy-dark: #fffff0", "--ibc-therapy-light: #000001; --ibc-therapy-dark: #fffff1"]);
    const shown = root.querySelector(".ibc-map-card");
    expect(shown.getAttribute("style")).toBe(other);
    model.receive({ chosen: "hormones" });
    expect(shown.hasAttribute("style")).toBe(false);
  });

  it("marks the board while something is chosen, says the caution while nothing is, and offers the whole map only then", () => {
    const { root, page, model } = open(view, { content: { ...content, caution: "With care." }, chosen: "" });
    const board = root.querySelector(".ibc-map-board");
    const look = () => [board.hasAttribute("data-chosen"), page.getByText("Show the whole map").hidden, page.queryByText("With care.") !== null];
    expect(look()).toEqual([false, true, true]);
    model.receive({ chosen: "parp" });
    expect(look()).toEqual([true, false, false]);
  });

  it("rests each warning on its sources, each once, and says nothing of warnings, signs or effects where there are none", () => {
    const source = (text) => ({ kind: "beyond", label: "A label", text, date: "2026", caveat: null, checked: true, gate: null });
    const warnings = [{ kind: "serious", text: "Harm", sources: ["l1"] }, { kind: "serious", text: "More harm", sources: ["l1", "l2"] }];
    const cards = { ...content.cards, parp: { ...content.cards.parp, warnings } };
    const { page, model, root } = open(view, { content: { ...content, cards, sources: { l1: source("One."), l2: source("Two.") } }, chosen: "parp" });
    const fold = page.getByText("Warnings of the label").closest("details");
    expect(texts(fold, "summary")).toEqual(["Warnings of the label", "Where these warnings come from (2)"]);
    expect(texts(fold, ".ibc-source-list > li > p:first-child")).toEqual(["One.", "Two."]);
    model.receive({ chosen: "hormone" });
    expect(texts(root, "summary")).toEqual([]);
  });

  it("begins each card folded, whatever was unfolded on the one before", () => {
    const effects = [{ label: "Common", text: "tiredness" }];
    const cards = { ...content.cards, hormone: { ...content.cards.hormone, effects } };
    const { root, model } = open(view, { content: { ...content, cards }, chosen: "parp" });
    root.querySelectorAll("details").forEach((fold) => { fold.open = true; });
    model.receive({ chosen: "hormone" });
    expect(texts(root, "summary")).toEqual(["Side effects"]);
    expect(texts(root, "details[open] > summary")).toEqual([]);
  });

  it.each(["blocked-receptor", "less-estrogen", "broken-receptor", "ovaries-off", "paused-division", "growth-signal", "dna-repair", "loaded-antibody", "antibody-on-her2", "her2-inside", "released-brake", "dividing-cells", "beam", "removed-tumor", "strong-bone"])(
    "has a drawing of %s that is said in words", (name) => {
      const picture = therapyPicture(name, "Words");
      expect(picture.getAttribute("aria-label")).toBe("Words");
      expect(picture.querySelectorAll("*").length).toBeGreaterThan(3);
      expect(picture.outerHTML).not.toMatch(/NaN|undefined/);
    });

  it("has all that its sheet styles, with what the cards hold", () => {
    const shown = ["", "parp", "hormone"].map((chosen) => show(chosen).root);
    expect(unworn(shown, "therapy_map/view.css").filter((name) => !name.startsWith("ibc-pic-"))).toEqual([]);
  });
});
