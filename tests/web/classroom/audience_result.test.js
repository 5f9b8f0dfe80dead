import { beforeEach, expect, it } from "vitest";
import { texts } from "../open.js";
import { $, arrive, socket, state, visible } from "./phone.js";

beforeEach(arrive);

it("shows what was right, why, and the sources, once it is revealed", () => {
  const source = { kind: "fact", label: "A guide", text: "So it is.", date: "2025", caveat: "", checked: true, gate: null };
  const feedback = { headline: "Not right", lines: [{ verdict: "wrong", chosen: true, answer: "Answer a", text: "No." }], explanation: "Because.", sources: [source] };
  socket().hear(state({ state: "shown", answered: true, answer: "a", feedback }));
  expect($("result").textContent).toMatch(/You said, and it is not right: Answer aNo\.Because\.Sources \(1\)/);
  expect($("result").textContent).toContain("Beyond the article: A guide, as of 2025, read in the source");
  expect([visible("parts"), visible("how"), visible("send")]).toEqual([false, false, false]);
  expect(document.activeElement).toBe($("result"));
});

it("tells of each line whether it is right, wrong or was missed, and whether it was chosen, in words and to the sheet", () => {
  const line = (verdict, chosen) => ({ verdict, chosen, answer: `${verdict}.`, text: "Why." });
  const lines = [line("right", true), line("right", false), line("wrong", true), line("wrong", false), line("missed", true), line("missed", false)];
  socket().hear(state({ state: "shown", answered: true, answer: "a", feedback: { headline: "Partly right", lines, explanation: "Because.", sources: [] } }));
  expect(texts($("result"), "h2, .said b")).toEqual(["Partly right", "You said, and it is right:", "Right:", "You said, and it is not right:", "Not right:", "You said:", "The answer:"]);
  expect([...$("result").querySelectorAll(".said")].map((said) => [said.matches(".right"), said.matches(".wrong")])).toEqual([[true, false], [true, false], [false, true], [false, true], [true, false], [true, false]]);
  expect(texts($("result"), "[dir=auto]").slice(0, 2).concat(texts($("result"), "p[dir=auto]"))).toEqual(["You said, and it is right: right.", "Why.", "Because."]);
  expect($("result").querySelector("details")).toBeNull(); // where there are no sources
});

it("says where each source stands, how old it is, whether it was read, and what to know today", () => {
  const source = (more) => ({ kind: "fact", label: "A guide", text: "So it is.", date: "", caveat: "", checked: null, gate: null, ...more });
  const sources = [source({ kind: "article", label: "Staging" }), source({}), source({ date: "2025", checked: false, caveat: "It has changed." }), source({ date: "2024", checked: true })];
  socket().hear(state({ state: "shown", answered: true, answer: "a", feedback: { headline: "Right", lines: [], explanation: "", sources } }));
  expect(texts($("result"), "summary, li")).toEqual(["Sources (4)", "So it is.From the article, section “Staging”", "So it is.Beyond the article: A guide",
    "So it is.Beyond the article: A guide, as of 2025, recalled, not yet read in a sourceWhat to know today: It has changed.", "So it is.Beyond the article: A guide, as of 2024, read in the source"]);
  expect(texts($("result"), "blockquote[dir=auto]")).toEqual(["So it is."]);
  expect(texts($("result"), "li p[dir=auto]")).toHaveLength(3);
  expect($("result").querySelector("details").open).toBe(false);
});

it("keeps closed what some would rather not read, with its caution before it", () => {
  const gate = { title: "How long people live", caution: "Numbers of many are not yours.", rests_on: "n = 120" };
  const source = { kind: "fact", label: "A guide", text: "Half of them.", date: "2025", caveat: "", checked: false, gate };
  socket().hear(state({ state: "shown", feedback: { headline: "Right", lines: [], explanation: "", sources: [source] } }));
  const fold = $("result").querySelector("li details");
  expect(fold.open).toBe(false);
  expect([...fold.children].map((child) => child.textContent)).toEqual([gate.title, gate.caution, "Half of them.", "n = 120"]);
  expect($("result").textContent).toContain("recalled, not yet read in a source");
});

it("shows a result alone, and puts it away with the next question", () => {
  const feedback = { headline: "Right", lines: [], explanation: "Because.", sources: [] };
  socket().hear(state({ round: 2, place: "q1 2" }));
  socket().hear(state({ round: 2, place: "q1 2", state: "shown", answered: true, answer: "a", feedback }));
  expect(["result", "how", "round"].map(visible)).toEqual([true, false, false]);
  socket().hear(state({ place: "q2 1" }));
  expect(["result", "how", "round"].map(visible)).toEqual([false, true, false]);
});

it.each([
  ["answered", { answered: true, answer: "a" }, /^Answers are closed\. Look at the screen\. Your answer is in\.$/, ""],
  ["gave no answer", {}, /^Answers are closed\. Look at the screen\. ?$/, "You gave no answer to this one."],
])("says to who %s how that stands, once answers are closed and once the right one is shown", (_who, given, closed, shown) => {
  socket().hear(state({ ...given, state: "closed" }));
  expect($("line").textContent).toMatch(closed);
  socket().hear(state({ ...given, state: "shown", feedback: { headline: "", lines: [], explanation: "", sources: [] } }));
  expect($("line").textContent).toBe(shown);
});

it("leaves the focus with somebody who is typing a name when the answer is shown", () => {
  const feedback = { headline: "Right", lines: [], explanation: "", sources: [] };
  socket().hear(state());
  $("name").focus();
  socket().hear(state({ state: "shown", feedback }));
  expect([visible("result"), document.activeElement]).toEqual([true, $("name")]);
});
