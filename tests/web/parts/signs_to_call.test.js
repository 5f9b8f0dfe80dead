import { describe, expect, it, vi } from "vitest";
import { byUrgency, withWhom } from "../../../ibc_edu/parts/shared/sign_list.js";
import view from "../../../ibc_edu/parts/signs_to_call/view.js";
import { chosenIn, open, textOf, texts } from "../open.js";

const sign = (key, urgency, more = {}) => ({ key, sign: `Sign ${key}`, urgency, act: "", why: `Why ${key}.`, who: "", sources: [], ...more });
const URGENCIES = [{ key: "emergency", name: "Emergency: go", text: "Go now." }, { key: "today", name: "Today: call", text: "Call now." }, { key: "next_visit", name: "At the next visit", text: "Tell." }];
const COLOR = { light: "#111111", dark: "#eeeeee" };
const content = {
  groups: [{ name: "Pills", color: COLOR, treatments: [{ key: "red", name: "red pill", brand: "Rosso", signs: ["cough", "fever"] }, { key: "another-of-pills", name: "", brand: "", signs: ["cough"] }] }],
  everyone: ["fever"], everyone_name: "Whatever the treatment",
  signs: { fever: sign("fever", "emergency", { act: "Call at once." }), cough: sign("cough", "today"), itch: sign("itch", "next_visit") },
  urgencies: URGENCIES, not_listed: "If in doubt, call.", sources: {},
  print: { title: "When to call", about: "My treatments", number: "By day", night: "At night", emergency: "Emergency number", caution: "This is education." },
};
const show = (chosen = []) => open(view, { content, chosen });

const paperOf = async (blob) => new DOMParser().parseFromString(await textOf(blob), "text/html");

it("puts the most urgent first and joins a sign that several treatments share", () => {
  const groups = byUrgency([sign("itch", "next_visit", { who: "a" }), sign("cough", "today", { who: "a" }), { ...sign("cough", "today", { who: "b" }), why: "Other." }], URGENCIES);
  expect(groups.map(({ urgency }) => urgency.key)).toEqual(["today", "next_visit"]);
  expect(groups[0].signs).toEqual([{ sign: "Sign cough", acts: [], whys: ["Why cough.", "Other."], whos: ["a", "b"], sources: [] }]);
});

it("names nobody beside a sign that goes with everybody", () => {
  const [{ signs }] = byUrgency([sign("fever", "emergency"), sign("fever", "emergency", { who: "red pill" })], URGENCIES);
  expect(signs[0].whos).toEqual([]);
});

it("shows everybody's signs first, adds those of a treatment that is ticked, and reads out how many", async () => {
  const { root, page, model, spoken } = show();
  expect(texts(root, ".ibc-sign-list li")).toEqual(["Sign fever. Why fever.Call at once."]);
  page.getByLabelText(/red pill/).click();
  expect(model.get("chosen")).toEqual(["red"]);
  expect(texts(root, ".ibc-sign-heading")).toEqual(["Emergency: go", "Today: call"]);
  expect(texts(root, ".ibc-sign-list li")[1]).toBe("Sign cough (with red pill). Why cough.");
  expect(await spoken()).toBe("red pill: emergency: 1; today: 1.");
  page.getByLabelText(/red pill/).click();
  expect(model.get("chosen")).toEqual([]);
});

it("prints the chosen signs with the reader's own numbers, set as text and not kept", async () => {
  let printed;
  URL.createObjectURL = vi.fn((blob) => { printed = blob; return "blob:x"; });
  const { page, model } = show(["red"]);
  page.getByLabelText("By day").value = " 555 <0100> ";
  page.getByText("Print my page").click();
  const paper = await paperOf(printed);
  expect([...paper.querySelectorAll(".number")].map((line) => line.textContent.trim())).toEqual(["By day: 555 <0100>", "At night:", "Emergency number:", "My treatments: red pill"]);
  expect([...paper.querySelectorAll("h2")].map((line) => line.textContent)).toEqual(["Emergency: go", "Today: call"]);
  expect(texts(paper, "li")).toEqual(["Sign fever. Call at once.", "Sign cough (with red pill)."]);
  expect(paper.body.textContent).toContain("This is education.");
  expect(model.saves).toBe(0);
  expect(model.sent).toEqual([]);
});

it("prints each time the signs of the treatments that are chosen then", async () => {
  const printed = [];
  URL.createObjectURL = vi.fn((blob) => { printed.push(blob); return "blob:x"; });
  const { page } = show();
  page.getByText("Print my page").click();
  page.getByLabelText(/red pill/).click();
  page.getByText("Print my page").click();
  const papers = await Promise.all(printed.map((blob) => paperOf(blob)));
  expect(papers.map((paper) => texts(paper, "li"))).toEqual([["Sign fever. Call at once."], ["Sign fever. Call at once.", "Sign cough (with red pill)."]]);
});

it("marks each urgency with its own sign", () => {
  const all = { ...content, everyone: ["fever", "cough", "itch"] };
  const { root } = open(view, { content: all, chosen: [] });
  const signs = [...root.querySelectorAll(".ibc-sign-heading")].map((heading) => [heading.textContent, heading.querySelector("svg").getAttribute("class")]);
  expect(signs).toEqual([
    ["Emergency: go", "ibc-icon ibc-icon-missed"], ["Today: call", "ibc-icon ibc-icon-flag"], ["At the next visit", "ibc-icon ibc-icon-info"],
  ]);
});

it("leaves sources open that somebody opened when another treatment is ticked", () => {
  const source = (text) => ({ kind: "article", label: "FAQ", text, date: null, caveat: null, checked: null, gate: null });
  const signs = { ...content.signs, fever: sign("fever", "emergency", { sources: ["s1"] }), cough: sign("cough", "today", { sources: ["s2"] }) };
  const { root, page } = open(view, { content: { ...content, signs, sources: { s1: source("One."), s2: source("Two.") } }, chosen: [] });
  const fold = () => /** @type {HTMLDetailsElement} */ (root.querySelector(".ibc-sources"));
  expect(fold().textContent).toContain("(1)");
  fold().open = true;
  page.getByLabelText(/red pill/).click();
  expect([fold().open, fold().querySelector("summary").textContent]).toEqual([true, "Where these signs come from (2)"]);
});

it("has the treatments ticked whose signs it shows, also where another view chose them", () => {
  const { root, model } = show(["red"]);
  expect(chosenIn(root)).toEqual(["red pill (Rosso)"]);
  model.receive({ chosen: ["another-of-pills"] });
  expect(chosenIn(root)).toEqual(["another one"]);
});

it("offers the treatments class by class, in the color of the class, the one without a name as another one or as the class itself", () => {
  const groups = [content.groups[0], { name: "Radiation", color: { light: "#222222", dark: "#dddddd" }, treatments: [{ key: "radiation", name: "", brand: "", signs: [] }] }];
  const { page } = open(view, { content: { ...content, groups }, chosen: [] });
  const found = page.getAllByRole("group").filter((group) => group.hasAttribute("aria-label"));
  expect(found.map((group) => [group.getAttribute("aria-label"), texts(group, "label"), group.getAttribute("style")])).toEqual([
    ["Pills", ["red pill (Rosso)", "another one"], "--ibc-class: light-dark(#111111, #eeeeee)"],
    ["Radiation", ["radiation"], "--ibc-class: light-dark(#222222, #dddddd)"]]);
  expect(page.getByRole("group", { name: "Choose the treatments that you have" }).tagName).toBe("FIELDSET");
});

it("says above the list whose signs these are and how many, the same that it reads out", async () => {
  const { page, root, spoken } = show();
  const told = () => texts(root, ".ibc-signs-told")[0];
  expect([told(), await spoken()]).toEqual(["Whatever the treatment: emergency: 1.", ""]);
  page.getByLabelText("another one").click();
  expect(told()).toBe("another of: pills: emergency: 1; today: 1.");
  page.getByLabelText(/red pill/).click();
  expect(told()).toBe("another of: pills, red pill: emergency: 1; today: 1.");
  expect(await spoken()).toContain(told());
  expect(texts(root, ".ibc-sign-list li")[1]).toBe("Sign cough (with another of: pills, red pill). Why cough.");
  expect(texts(root, ".ibc-sign-group > p:not(.ibc-sign-heading), .ibc-signs-not-listed")).toEqual(["Go now.", "Call now.", "If in doubt, call."]);
});

it("takes away only the treatment that is unticked, and passes over one that the course no longer has", async () => {
  const { root, page, model } = show(["gone", "red", "another-of-pills"]);
  expect(texts(root, ".ibc-signs-told")).toEqual(["red pill, another of: pills: emergency: 1; today: 1."]);
  page.getByLabelText("another one").click();
  expect(model.get("chosen")).toEqual(["gone", "red"]);
  expect(chosenIn(root)).toEqual(["red pill (Rosso)"]);
});

it("leaves the list and the live region alone when what comes in is the same choice", async () => {
  const { root, model, spoken } = show(["red"]);
  const item = root.querySelector(".ibc-sign-list li");
  model.receive({ chosen: ["red", "gone"] });
  expect([item.isConnected, await spoken()]).toEqual([true, ""]);
});

it("tells the urgencies apart on the page, and joins what to do and why for a sign that comes twice", () => {
  const twice = sign("fever", "emergency", { act: "Take your card.", why: "Cells are few." });
  const groups = [{ ...content.groups[0], treatments: [{ ...content.groups[0].treatments[0], signs: ["fever2", "cough", "itch"] }] }];
  const { root } = open(view, { content: { ...content, groups, signs: { ...content.signs, fever2: { ...twice, sign: "Sign fever" } } }, chosen: ["red"] });
  expect([...root.querySelectorAll(".ibc-sign-group")].map((group) => group.dataset.urgency)).toEqual(["emergency", "today", "next_visit"]);
  expect(texts(root, ".ibc-sign-list li")[0]).toBe("Sign fever. Why fever. Cells are few.Call at once. Take your card.");
  expect(texts(root, ".ibc-sign-act")).toEqual(["Call at once. Take your card."]);
});

describe("the name of a treatment within a sentence", () => {
  it("begins small, and keeps the capitals of what is written so", () => {
    const said = ["Red pill", "HER2 antibodies", "T-DM1", "red pill", "the Big One"].map((who) => withWhom([who]));
    expect(said).toEqual([" (with red pill)", " (with HER2 antibodies)", " (with T-DM1)", " (with red pill)", " (with the Big One)"]);
    expect([withWhom(["Red pill", "Blue pill"]), withWhom([])]).toEqual([" (with red pill, blue pill)", ""]);
  });
});

describe("the page to print", () => {
  const printed = async (page) => {
    let blob;
    URL.createObjectURL = vi.fn((given) => { blob = given; return "blob:x"; });
    page.getByText("Print my page").click();
    return paperOf(blob);
  };

  it("has for each number a field of its own, empty, for the keys of a telephone, and says that nothing of it is kept", async () => {
    const { root, page } = show();
    const fields = ["By day", "At night", "Emergency number"].map((label) => page.getByLabelText(label));
    expect(fields.map((field) => [field.value, field.type, field.getAttribute("inputmode"), field.maxLength, field.autocomplete])).toEqual(
      fields.map(() => ["", "text", "tel", 60, "off"]));
    expect(new Set(fields).size).toBe(3);
    expect(root.textContent).toContain("What you write here is printed and not kept.");
    fields.forEach((field, place) => { field.value = `55${place}`; });
    const paper = await printed(page);
    expect(texts(paper, ".number")).toEqual(["By day: 550", "At night: 551", "Emergency number: 552", "My treatments:"]);
  });

  it("leaves room to write by hand where a number is missing, and tells the most urgent apart", async () => {
    const { page } = show(["red", "another-of-pills"]);
    const paper = await printed(page);
    expect(paper.title).toBe("When to call");
    expect(texts(paper, "h1")).toEqual(["When to call"]);
    expect([...paper.querySelectorAll(".number")].map((line) => line.textContent)).toEqual(["By day: \u00a0", "At night: \u00a0", "Emergency number: \u00a0", "My treatments: red pill, another of: pills"]);
    expect([...paper.querySelectorAll("h2")].map((heading) => [heading.className, heading.nextElementSibling.textContent])).toEqual([["emergency", "Go now."], ["today", "Call now."]]);
    expect(paper.body.lastElementChild.textContent).toBe("This is education.");
  });
});
