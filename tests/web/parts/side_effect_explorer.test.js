import { expect, it } from "vitest";
import view from "../../../ibc_edu/parts/side_effect_explorer/view.js";
import { choose, open, texts } from "../open.js";
import { unworn } from "./sheet.js";

const color = (light) => ({ light, dark: "#eeeeee" });
const effect = (name, wording, more = {}) => ({ name, wording, lasting: null, calls: [], sources: [], notes: [{ who: "", named: name, plain: `Plain ${name} ${wording}`, wording }], ...more });
const SIGN = { key: "d", sign: "You cannot drink", urgency: "today", act: "Say since when.", why: "Water is lost.", who: "", sources: [] };
const content = {
  signs: { chemo: [SIGN], her2: [], hormone: [] }, urgencies: [{ key: "emergency", name: "Emergency: go", text: "Go." }, { key: "today", name: "Today: call", text: "Call." }],
  classes: [{ key: "chemo", name: "Chemotherapy", color: color("#111111"), in_article: true, notes: [] }, { key: "her2", name: "HER2 antibodies", color: color("#222222"), in_article: false, notes: [] }, { key: "hormone", name: "Hormone therapy", color: color("#333333"), in_article: true, notes: [] }],
  pairs: [["chemo", "her2"], ["chemo", "hormone"]],
  effects: {
    chemo: [effect("Fatigue", "common"), effect("Hair loss", "common"), effect("Nausea", "can", { calls: [SIGN] })],
    her2: [effect("Fatigue", "rare"), effect("Heart weakening", "can", { lasting: true })],
    hormone: [effect("Hot flashes", "common")],
  },
  sources: {},
};
const show = (more = {}) => open(view, { content, pair: ["chemo", "her2"], effect: "", ...more });
const columns = (root) => [...root.querySelectorAll(".ibc-effects-column")].map((column) => [texts(column, "h3")[0], texts(column, ".ibc-effect-name")]);

it("sorts effects into those of the first class, of both, and of the second", () => {
  const { root, page } = show();
  expect(columns(root)).toEqual([["Only chemotherapy", ["Hair loss", "Nausea"]], ["Both", ["Fatigue"]], ["Only HER2 antibodies", ["Heart weakening"]]]);
  expect(page.getByText("Named for both, chemotherapy and HER2 antibodies: fatigue. Only for chemotherapy: 2. Only for HER2 antibodies: 1.")).toBeTruthy();
});

it("gives each class's line the class's own color, in the columns of one class and in that of both", () => {
  const { root } = show();
  const colors = [...root.querySelectorAll(".ibc-effects-column")].map((column) =>
    [...column.querySelectorAll(".ibc-effect-line")].map((node) => node.getAttribute("style").match(/#\d{6}/)[0]));
  expect(colors).toEqual([["#111111", "#111111"], ["#111111", "#222222"], ["#222222"]]);
});

it("says how often each class has a shared effect, at the right class", () => {
  const { root } = show();
  expect(texts(root, ".ibc-effects-column:nth-child(2) .ibc-effect-line")).toEqual(["Chemotherapy: common", "HER2 antibodies: rare"]);
});

it("says with which drug an effect comes where it is not named for the class as a whole", () => {
  const of = (...whos) => effect("Rash", "can", { notes: whos.map((who) => ({ who, named: "Rash", plain: "Plain.", wording: "can" })) });
  const limit = (...whos) => texts(show({ content: { ...content, effects: { ...content.effects, chemo: [of(...whos)] } } }).root, ".ibc-effects-column:first-child .ibc-effect-limit");
  expect([limit(""), limit("Capecitabine"), limit("Capecitabine", "Docetaxel"), limit("", "Docetaxel")]).toEqual([[], ["with capecitabine"], ["with certain drugs"], []]);
});

it("follows the menus, lets the classes change places, and reads out the comparison", async () => {
  const { root, page, model, spoken } = show();
  choose(page.getByLabelText("Second class"), "hormone");
  expect(model.get("pair")).toEqual(["chemo", "hormone"]);
  expect(columns(root)[1]).toEqual(["Both", []]);
  expect(texts(root, ".ibc-effects-column:nth-child(2) li")).toEqual(["None named."]);
  expect(await spoken()).toContain("Our sources name no effect for both");
  choose(page.getByLabelText("First class"), "hormone");
  expect(model.get("pair")).toEqual(["hormone", "chemo"]);
});

it("folds an effect again when other classes are compared", () => {
  const { root, page, model } = show({ effect: "Nausea" });
  expect(root.querySelectorAll("[aria-expanded=true]").length).toBe(1);
  choose(page.getByLabelText("Second class"), "hormone");
  expect([model.get("effect"), root.querySelectorAll("[aria-expanded=true]").length]).toEqual(["", 0]);
});

it("marks the ready comparison that is shown", () => {
  const { page } = show();
  expect(page.getByText("Chemotherapy and HER2 antibodies").getAttribute("aria-pressed")).toBe("true");
  page.getByText("Chemotherapy and hormone therapy").click();
  expect(page.getByText("Chemotherapy and hormone therapy").getAttribute("aria-pressed")).toBe("true");
  expect(page.getByText("Chemotherapy and HER2 antibodies").getAttribute("aria-pressed")).toBe("false");
});

it("unfolds one effect with plain words and when to call, and folds it again", () => {
  const { root, model } = show();
  const button = [...root.querySelectorAll(".ibc-effect-button")].find((node) => node.textContent.includes("Nausea"));
  button.click();
  expect(model.get("effect")).toBe("Nausea");
  expect(button.getAttribute("aria-expanded")).toBe("true");
  const panel = root.querySelector(`#${button.getAttribute("aria-controls")}`);
  expect(panel.hidden).toBe(false);
  expect(panel.textContent).toContain("Plain Nausea can (can happen)");
  expect(panel.textContent).toContain("When to callToday: call. You cannot drink. Say since when.");
  expect(panel.textContent).toContain("Our sources do not say.");
  button.click();
  expect(panel.hidden).toBe(true);
});

it("says whether an effect lasts, and when all that is known comes from beyond the article", () => {
  const { root } = show({ effect: "Heart weakening" });
  expect(root.textContent).toContain("It may go on after treatment has ended.");
  expect(texts(root, ".ibc-effects-note h3")).toEqual(["Good to know: HER2 antibodies"]);
});

it("tells of an effect under the name of the class that has it, in the columns of one class and in that of both", () => {
  const told = (name) => texts(show({ effect: name }).root, ".ibc-effect-panel:not([hidden]) .ibc-effect-details > p:first-child");
  expect(told("Fatigue")).toEqual(["Chemotherapy", "HER2 antibodies"]);
  expect(told("Heart weakening")).toEqual(["HER2 antibodies"]);
});

it("has the two classes that it compares in its menus, also where a ready pair was chosen", () => {
  const { page } = show();
  const menus = () => ["First class", "Second class"].map((label) => page.getByLabelText(label).value);
  expect(menus()).toEqual(["chemo", "her2"]);
  page.getByText("Chemotherapy and hormone therapy").click();
  expect(menus()).toEqual(["chemo", "hormone"]);
});

it("tells once what is good to know about both classes", () => {
  const source = { kind: "beyond", label: "A page", text: "Tell the team.", date: "2026", caveat: null, checked: true, gate: null };
  const classes = content.classes.map((each) => ({ ...each, notes: ["F-1"] }));
  const { root } = show({ content: { ...content, classes, sources: { "F-1": source } } });
  expect([...root.querySelectorAll(".ibc-effects-note")].map((note) => texts(note, "h3, .ibc-source-list > li > p:first-child"))).toEqual([
    ["Good to know: Chemotherapy", "Tell the team."], ["Good to know: HER2 antibodies"]]);
});

it("says nothing by itself when it is opened", async () => {
  expect(await show().spoken()).toBe("");
});

it("says what each sign stands for, beside the sign", () => {
  const { root } = show();
  const key = [...root.querySelectorAll(".ibc-effects-key li")].map((item) => [item.querySelector("svg").classList[1], item.textContent]);
  expect(key).toEqual([["ibc-effect-common", "common"], ["ibc-effect-can", "can happen"], ["ibc-effect-rare", "rare"]]);
});

it("tells of each drug's own words for an effect, and where all of it comes from", () => {
  const source = (text) => ({ kind: "beyond", label: "A page", text, date: "2026", caveat: null, checked: true, gate: null });
  const note = (who, named) => ({ who, named, plain: "Plain.", wording: "can" });
  const rash = effect("Rash", "can", { sources: ["F-1"], lasting: false, notes: [note("Pill", "Red Skin"), note("Pill", ""), note("", "Red Skin"), note("", "")] });
  const call = { ...SIGN, acts: [], act: "", urgency: "emergency" };
  const effects = { ...content.effects, chemo: [rash], her2: [effect("Heart weakening", "can", { calls: [call, SIGN] })] };
  const { root, model } = show({ effect: "Rash", content: { ...content, effects, sources: { "F-1": source("A fact.") } } });
  const panel = () => root.querySelector(".ibc-effect-panel:not([hidden])");
  expect(texts(panel(), ".ibc-bullets li")).toEqual(["Pill, red skin: Plain. (can happen)", "Pill: Plain. (can happen)", "Red skin: Plain. (can happen)", "Plain. (can happen)"]);
  expect(texts(panel(), ".ibc-source-list > li > p:first-child")).toEqual(["A fact."]);
  expect(panel().textContent).toContain("It usually passes after treatment has ended.");
  expect(panel().textContent).toContain("When to call: Our sources name no alarm sign for it.");
  panel().querySelector("details").open = true;
  model.receive({ effect: "" });
  model.receive({ effect: "Rash" });
  expect(panel().querySelector("details").open).toBe(true); // it is the same text as before
  expect(unworn([root, show({ effect: "Nausea" }).root], "side_effect_explorer/view.css")
    .filter((name) => !["ibc-presenter", "ibc-effect-limit"].includes(name))).toEqual([]);
});

it("makes nothing of an effect before somebody unfolds it, and says of each line how often to those who listen", () => {
  const { root, page } = show();
  expect(texts(root, ".ibc-effect-panel > *")).toEqual([]);
  expect(texts(root, ".ibc-effects-column:first-child .ibc-visually-hidden")).toEqual([", common", ", can happen"]);
  expect([...root.querySelectorAll(".ibc-effect-sign path")].every((path) => path.getAttribute("d"))).toBe(true);
  expect(page.getByRole("group", { name: "Ready comparisons" }).querySelectorAll("button")).toHaveLength(2);
});

it("folds the signs to call about under the classes that have some", () => {
  const { root } = show();
  expect(texts(root, ".ibc-effects-signs summary")).toEqual(["When to call: Chemotherapy (today: 1)"]);
  expect(texts(root, ".ibc-effects-signs .ibc-sign-heading")).toEqual(["Today: call"]);
});

it("lets the classes change places from either menu", () => {
  const { page, model } = show();
  choose(page.getByLabelText("Second class"), "chemo");
  expect(model.get("pair")).toEqual(["her2", "chemo"]);
  choose(page.getByLabelText("First class"), "chemo");
  expect(model.get("pair")).toEqual(["chemo", "her2"]);
  choose(page.getByLabelText("First class"), "hormone");
  expect(model.get("pair")).toEqual(["hormone", "her2"]);
});
