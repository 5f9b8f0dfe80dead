import { expect, it, vi } from "vitest";
import { byUrgency } from "../../../ibc_edu/parts/shared/sign_list.js";
import view from "../../../ibc_edu/parts/signs_to_call/view.js";
import { open, texts } from "../open.js";

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
  const text = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsText(printed);
  });
  const paper = new DOMParser().parseFromString(text, "text/html");
  expect([...paper.querySelectorAll(".number")].map((line) => line.textContent.trim())).toEqual(["By day: 555 <0100>", "At night:", "Emergency number:", "My treatments: red pill"]);
  expect([...paper.querySelectorAll("h2")].map((line) => line.textContent)).toEqual(["Emergency: go", "Today: call"]);
  expect(texts(paper, "li")).toEqual(["Sign fever. Call at once.", "Sign cough (with red pill)."]);
  expect(paper.body.textContent).toContain("This is education.");
  expect(model.saves).toBe(0);
  expect(model.sent).toEqual([]);
});

it("marks each urgency with its own sign", () => {
  const all = { ...content, everyone: ["fever", "cough", "itch"] };
  const { root } = open(view, { content: all, chosen: [] });
  const signs = [...root.querySelectorAll(".ibc-sign-heading")].map((heading) => [heading.textContent, heading.querySelector("svg").getAttribute("class")]);
  expect(signs).toEqual([
    ["Emergency: go", "ibc-icon ibc-icon-missed"], ["Today: call", "ibc-icon ibc-icon-flag"], ["At the next visit", "ibc-icon ibc-icon-info"],
  ]);
});

it("has those treatments ticked that are chosen, at first and when another view chose", () => {
  const { root, model } = show(["red"]);
  const ticked = () => [...root.querySelectorAll("input[type=checkbox]")].map((box) => box.checked);
  expect(ticked()).toEqual([true, false]);
  model.receive({ chosen: ["another-of-pills"] });
  expect(ticked()).toEqual([false, true]);
});
