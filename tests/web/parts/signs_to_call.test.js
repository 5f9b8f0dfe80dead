import { expect, it, vi } from "vitest";
import { byUrgency, signList, withWhom } from "../../../ibc_edu/parts/shared/sign_list.js";
import view from "../../../ibc_edu/parts/signs_to_call/view.js";
import { chosenIn, open, textOf, texts } from "../open.js";
import { unworn } from "./sheet.js";

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

it("names a drug as it stands inside a sentence, and an abbreviation as it is", () => {
  expect([[], ["Red pill"], ["HER2 antibodies", "T-DM1"], ["red Pill"]].map(withWhom)).toEqual(["", " (with red pill)", " (with HER2 antibodies, T-DM1)", " (with red Pill)"]);
});

it("rests a list of signs on the sources of each, every one once, and tells its parts apart", () => {
  const list = signList([sign("fever", "emergency", { sources: ["s1"], act: "Call." }), sign("fever", "emergency", { sources: ["s1", "s2"] }), sign("cough", "today", { who: "Red pill" })], URGENCIES,
    Object.fromEntries(["s1", "s2"].map((key) => [key, { kind: "beyond", label: "A page", text: key, date: "2026", caveat: null, checked: true, gate: null }])));
  expect(texts(list, ".ibc-source-list > li > p:first-child")).toEqual(["s1", "s2"]);
  expect([...list.querySelectorAll(".ibc-sign-group")].map(({ dataset }) => dataset.urgency)).toEqual(["emergency", "today"]);
  expect(byUrgency([sign("fever", "today", { sources: ["s1"] }), sign("fever", "today", { sources: ["s2"] })], URGENCIES)[0].signs[0].sources).toEqual(["s1", "s2"]);
  expect(texts(list, ".ibc-sign-why, .ibc-sign-act")).toEqual([". Why fever.", "Call.", ". Why cough."]);
});

it("unticks one treatment of several, passes over one that is gone, and names the rest of a class by the class where it is all of it", async () => {
  const groups = [...content.groups, { name: "Shots", color: COLOR, treatments: [{ key: "another-of-shots", name: "", brand: "", signs: ["itch"] }] }];
  const { root, page, model, spoken } = open(view, { content: { ...content, groups }, chosen: ["gone", "red", "another-of-shots"] });
  expect(page.getByText("red pill, another of: shots: emergency: 1; today: 1; at the next visit: 1.")).toBeTruthy();
  expect(texts(page.getByRole("group", { name: "Shots" }), "label")).toEqual(["shots"]);
  expect(texts(page.getByRole("group", { name: "Pills" }), "label")).toEqual(["red pill (Rosso)", "another one"]);
  const list = root.querySelector(".ibc-signs");
  model.receive({ chosen: ["red", "another-of-shots"] });
  expect(root.querySelector(".ibc-signs")).toBe(list); // the same signs as before
  expect(await spoken()).toBe("");
  page.getByLabelText(/red pill/).click();
  expect(model.get("chosen")).toEqual(["another-of-shots"]);
  expect(await spoken()).toBe("another of: shots: emergency: 1; at the next visit: 1.");
  expect(unworn([root, show(["red"]).root], "signs_to_call/view.css").filter((name) => name !== "ibc-presenter")).toEqual([]);
});
