import { beforeAll, describe, expect, it } from "vitest";
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

  it("begins anew with a question that it asked before", () => {
    const shown = show([judged("single", "correct", [])]);
    shown.model.receive({ view: quiz([question("single")], { mode: "review" }), series: series({ number: 2 }) });
    expect(shown.root.querySelectorAll(".ibc-feedback:not([hidden])").length).toBe(0);
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
});
