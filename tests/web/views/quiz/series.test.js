import { beforeAll, describe, expect, it, vi } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { NEW_PAGE } from "../../../../ibc_edu/views/kit/pages.js";
import { open, press } from "../../open.js";
import { judged, question, quiz } from "./examples.js";

beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const series = (more = {}) => ({ number: 1, why: "It is due.", end: "", ...more });
const show = (items, more) => open(card, { view: quiz(items, { mode: "review" }), series: series(more) });
const next = ({ page }) => page.queryByText("Next question", { selector: ".ibc-series button:not([hidden])" });

describe("a series of quizzes on one page", () => {
  it("says why this one, and offers the next once it is settled", () => {
    const shown = show([question("single")]);
    expect(shown.texts(".ibc-why")).toEqual(["It is due."]);
    expect(next(shown)).toBeNull();
    shown.model.receive({ view: quiz([judged("single", "incorrect", [], { can_retry: true })], { mode: "review" }) });
    expect(next(shown)).toBeNull();
    shown.model.receive({ view: quiz([judged("single", "correct", [])], { mode: "review" }) });
    next(shown).click();
    expect(shown.model.sent.map(({ type }) => type)).toEqual(["next"]);
  });

  it("shows the next one in its place, with the focus on it and its reason read out", async () => {
    const shown = show([judged("single", "correct", [])]);
    shown.model.receive({ view: quiz([question("numeric")], { mode: "review" }), series: series({ number: 2, why: "Still open." }) });
    expect(shown.texts(".ibc-stem")).toEqual(["The stem of numeric"]);
    expect(shown.texts(".ibc-why")).toEqual(["Still open."]);
    expect(next(shown)).toBeNull();
    expect(document.activeElement?.textContent).toContain("The stem of numeric");
    expect(await shown.spoken()).toBe("Still open.");
  });

  it("does not go on by a key that is held down since the answer", () => {
    const shown = show([judged("single", "correct", [])]);
    expect(press(next(shown), "Enter", { repeat: true })).toBe(false);
    expect(press(next(shown), "Enter")).toBe(true);
  });

  it("says that the next one is a new page, and that feedback is none", () => {
    const shown = show([question("single")]);
    let told = 0;
    shown.root.parentElement?.addEventListener(NEW_PAGE, () => { told += 1; });
    shown.model.receive({ view: quiz([judged("single", "correct", [])], { mode: "review" }) });
    expect(told).toBe(0);
    shown.model.receive({ view: quiz([question("numeric")], { mode: "review" }), series: series({ number: 2 }) });
    expect(told).toBe(1);
  });

  it("says beside the feedback whether its facts were read or recalled, and when", () => {
    const fact = (checked) => ({ kind: "beyond", label: "A book", text: "A fact.", date: "2026-11", caveat: null, checked, gate: null });
    const feedback = { headline: "Right.", lines: [], key: null, explanation: "Because.", sources: [fact(true), fact(false)] };
    const shown = show([judged("single", "correct", [], { feedback })]);
    expect(shown.texts(".ibc-source-list li > .ibc-small")).toEqual([
      "Beyond the article: A book, as of 2026-11, read in the source",
      "Beyond the article: A book, as of 2026-11, recalled, not yet read in a source",
    ]);
  });

  it("begins anew with a question that it asked before", async () => {
    const shown = show([judged("single", "correct", [])]);
    shown.model.receive({ view: quiz([question("single")], { mode: "review" }), series: series({ number: 2, why: "Once more." }) });
    expect(shown.texts(".ibc-why")).toEqual(["Once more."]);
    expect(await shown.spoken()).toBe("Once more.");
    expect(document.activeElement).toBe(shown.root.querySelector(".ibc-question"));
    expect(shown.root.querySelectorAll(".ibc-panel:not([hidden])").length).toBe(0);
    expect(/** @type {HTMLInputElement} */ (shown.page.getByLabelText("Red")).checked).toBe(false);
  });

  it("ends with a sentence where the button was, beside the last feedback", async () => {
    const shown = show([judged("single", "correct", [])]);
    shown.model.receive({ series: series({ end: "Nothing useful is left." }) });
    expect(next(shown)).toBeNull();
    expect(document.activeElement?.textContent).toBe("Nothing useful is left.");
    expect(await shown.spoken()).toBe("Nothing useful is left.");
    expect(shown.texts(".ibc-stem")).toEqual(["The stem of single"]);
  });

  it("is nothing that another quiz shows", () => {
    const shown = open(card, { view: quiz([judged("single", "correct", [])]), series: null });
    expect(next(shown)).toBeNull();
    expect(shown.root.querySelector(".ibc-why:not([hidden])")).toBeNull();
  });

  it("says nothing of an end before it has one, and moves nothing when it had it before", async () => {
    const shown = show([judged("single", "correct", [])]);
    const parts = ({ root }) => [".ibc-series", ".ibc-series-end", ".ibc-why"].map((part) => !root.querySelector(part).hidden);
    expect(parts(shown)).toEqual([true, false, true]);
    expect(parts(show([question("single")], { why: "" }))).toEqual([false, false, false]);
    const ended = show([judged("single", "correct", [])], { end: "Nothing is left." });
    expect([next(ended), parts(ended), ended.texts(".ibc-series > .ibc-series-end[tabindex='-1']")]).toEqual([null, [true, true, true], ["Nothing is left."]]);
    const open1 = show([question("single")], { end: "Nothing is left." });
    expect(parts(open1)).toEqual([true, true, true]);
    expect(await ended.spoken()).toBe("");
    expect(ended.root.contains(document.activeElement)).toBe(false);
  });

  it("brings its end into view with the focus on it, once", async () => {
    const shown = show([judged("single", "correct", [])]);
    const focused = vi.spyOn(HTMLElement.prototype, "focus");
    const scrolled = vi.spyOn(Element.prototype, "scrollIntoView");
    const end = shown.root.querySelector(".ibc-series-end");
    shown.model.receive({ series: series({ end: "Nothing is left." }) });
    expect([focused.mock.contexts, focused.mock.calls, scrolled.mock.contexts]).toEqual([[end], [[{ preventScroll: true }]], [end]]);
    expect(await shown.spoken()).toBe("Nothing is left.");
    shown.model.receive({ view: quiz([judged("single", "correct", [], { flagged: true })], { mode: "review" }) });
    expect([focused.mock.calls.length, next(shown)]).toEqual([1, null]);
  });

  it("may go on after all, with its button where the sentence was and nothing read out", async () => {
    const shown = show([judged("single", "correct", [])], { end: "Nothing is left." });
    shown.model.receive({ series: series({ end: "" }) });
    expect([shown.root.querySelector(".ibc-series-end").hidden, next(shown) !== null]).toEqual([true, true]);
    expect(shown.root.contains(document.activeElement)).toBe(false);
    expect(await shown.spoken()).toBe("");
    next(shown).click();
    expect(shown.model.sent.map(({ message, ...fields }) => [typeof message, fields])).toEqual([["string", { type: "next" }]]);
  });

  it("keeps the line that says what went wrong for the next one", async () => {
    const shown = show([judged("single", "correct", [])]);
    shown.model.receive({ view: quiz([question("numeric")], { mode: "review" }), series: series({ number: 2 }) });
    expect(shown.root.querySelectorAll(".ibc-header, .ibc-items, .ibc-series, .ibc-why").length).toBe(4);
    expect(await shown.spoken()).toBe("It is due.");
    shown.model.receive({ problem: "The disk is full." });
    expect(await shown.spoken()).toBe("The disk is full.");
    expect(shown.texts(".ibc-problem:not([hidden])")).toEqual(["The disk is full."]);
    shown.model.receive({ view: quiz([question("multiple")], { mode: "review" }), series: series({ number: 3, why: "Next." }) });
    expect(await shown.spoken()).toContain("Next.");
    expect(shown.texts(".ibc-problem:not([hidden])")).toEqual(["The disk is full."]); // nobody has asked for anything since
  });
});
