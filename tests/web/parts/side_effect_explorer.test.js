import { expect, it } from "vitest";
import view from "../../../ibc_edu/parts/side_effect_explorer/view.js";
import { choose, open, texts } from "../open.js";

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

it("folds the signs of each class under how many there are of each urgency, and shows no fold for a class without any", () => {
  const fever = { ...SIGN, key: "f", sign: "Fever", urgency: "emergency" };
  const { root, page } = show({ content: { ...content, signs: { chemo: [SIGN, fever], her2: [], hormone: [{ ...SIGN, sign: "A hot leg" }] } } });
  const folds = () => [...root.querySelectorAll(".ibc-effects-signs > details")].map((fold) => texts(fold, "summary, .ibc-sign-list strong"));
  expect(folds()).toEqual([["When to call: Chemotherapy (emergency: 1; today: 1)", "Fever", "You cannot drink"]]);
  choose(page.getByLabelText("First class"), "hormone");
  expect(folds()).toEqual([["When to call: Hormone therapy (today: 1)", "A hot leg"]]);
});

it("says in an effect's details with which drug and under which name it comes, how often, how long, and on what that rests", () => {
  const notes = [{ who: "capecitabine", named: "Hand-foot syndrome", plain: "Sore palms.", wording: "common" }, { who: "", named: "", plain: "It is mild.", wording: "rare" }, { who: "", named: "Rash", plain: "Spots.", wording: "can" }];
  const source = (text) => ({ kind: "beyond", label: "A page", text, date: "2026", caveat: null, checked: true, gate: null });
  const effects = { ...content.effects, chemo: [effect("Skin", "can", { notes, lasting: false, sources: ["s2", "s1"] })] };
  const { root } = show({ content: { ...content, effects, sources: { s1: source("One."), s2: source("Two.") } }, effect: "Skin" });
  const details = root.querySelector(".ibc-effect-panel:not([hidden]) .ibc-effect-details");
  expect(texts(details, ":scope > .ibc-bullets > li")).toEqual(["Capecitabine, hand-foot syndrome: Sore palms. (common)", "It is mild. (rare)", "Rash: Spots. (can happen)"]);
  expect(texts(details, ":scope > p")).toEqual(["Chemotherapy", "Does it last? It usually passes after treatment has ended.",
    "When to call: Our sources name no alarm sign for it. You can always ask the care team."]);
  expect(texts(details, ".ibc-source-list > li > p:first-child")).toEqual(["Two.", "One."]);
});

it("gives each way of happening its own sign, and says it beside an effect's name to those who listen", () => {
  const { root, page } = show();
  const paths = new Map([...root.querySelectorAll(".ibc-effects-key svg")].map((sign) => [sign.classList[1], sign.querySelector("path").getAttribute("d")]));
  expect(new Set(paths.values()).size).toBe(3);
  const shown = [...root.querySelectorAll(".ibc-effects-column .ibc-effect-sign")];
  expect(shown.map((sign) => sign.classList[1].replace("ibc-effect-", ""))).toEqual(["common", "can", "common", "rare", "can"]);
  expect(shown.every((sign) => sign.querySelector("path").getAttribute("d") === paths.get(sign.classList[1]) && sign.getAttribute("aria-hidden") === "true")).toBe(true);
  expect(["Hair loss, common", "Nausea, can happen", "Heart weakening, can happen"].map((name) => page.getByRole("button", { name }).getAttribute("aria-expanded"))).toEqual(["false", "false", "false"]);
  expect(texts(root, ".ibc-effect-line .ibc-visually-hidden")).toEqual([", common", ", can happen", ", can happen"]);
});

it("leaves what is unfolded in an effect's details open when the effect is folded and unfolded again", () => {
  const source = { kind: "beyond", label: "A page", text: "One.", date: "2026", caveat: null, checked: true, gate: null };
  const effects = { ...content.effects, chemo: [effect("Skin", "can", { sources: ["s1"] }), effect("Nausea", "can")] };
  const { root, page, model } = show({ content: { ...content, effects, sources: { s1: source } } });
  const skin = page.getByRole("button", { name: /^Skin/ });
  skin.click();
  const panel = root.querySelector(`#${skin.getAttribute("aria-controls")}`);
  const fold = panel.querySelector("details");
  fold.open = true;
  page.getByRole("button", { name: /^Nausea/ }).click();
  expect([model.get("effect"), panel.hidden, skin.getAttribute("aria-expanded")]).toEqual(["Nausea", true, "false"]);
  skin.click();
  expect([panel.hidden, fold.isConnected, fold.open]).toEqual([false, true, true]);
  expect(root.querySelectorAll(".ibc-effect-panel:not([hidden])").length).toBe(1);
});

it("fills the details of an effect only when it is unfolded, and reads nothing out for that", async () => {
  const { root, page, spoken } = show();
  expect(texts(root, ".ibc-effect-details")).toEqual([]);
  page.getByRole("button", { name: /^Nausea/ }).click();
  expect(root.querySelectorAll(".ibc-effect-details").length).toBe(1);
  expect(await spoken()).toBe("");
});

it("keeps inside a sentence the capitals of a name that is written so", () => {
  const classes = content.classes.map((each) => (each.key === "her2" ? { ...each, name: "T-DM1 and Others" } : each));
  const { root } = show({ content: { ...content, classes } });
  expect(texts(root, ".ibc-effects-column h3")).toEqual(["Only chemotherapy", "Both", "Only T-DM1 and Others"]);
});

it("lets the classes change places from either menu", () => {
  const { page, model } = show();
  choose(page.getByLabelText("Second class"), "chemo");
  expect(model.get("pair")).toEqual(["her2", "chemo"]);
  choose(page.getByLabelText("First class"), "chemo");
  expect(model.get("pair")).toEqual(["chemo", "her2"]);
  expect(page.getByRole("group", { name: "Compare two therapy classes" }).contains(page.getByLabelText("First class"))).toBe(true);
  expect(texts(page.getByRole("group", { name: "Ready comparisons" }), "button")).toEqual(["Chemotherapy and HER2 antibodies", "Chemotherapy and hormone therapy"]);
});

it("says which classes the article is silent on, and what our sources do not name", () => {
  const { root, model } = show({ content: { ...content, not_named: "Others may happen." } });
  expect(texts(root, ".ibc-effects-note p, .ibc-caveat")).toEqual(["Others may happen.", "The article names no side effects of this class. All you see comes from beyond it; each source has its date."]);
  model.receive({ pair: ["chemo", "hormone"] });
  expect(texts(root, ".ibc-effects-note")).toEqual([]);
});
