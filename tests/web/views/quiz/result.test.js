import { beforeAll, describe, expect, it, vi } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { open, texts } from "../../open.js";
import { judged, question, quiz, summary } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (items, more, traits = {}) => open(card, { view: quiz(items, more), ...traits });
const both = [question("single"), question("multiple")];
const done = [judged("single", "correct", [], { response: "a" }), judged("multiple", "incorrect", [], { response: ["b"] })];
const submitted = (more = {}) => quiz(done, { mode: "exam", phase: "submitted", summary: summary(), ...more });
const said = ({ root }) => root.querySelector("[role=status]").firstElementChild; // what is said again is a new element

/** Where the focus is put, and what is brought into the window. */
function led() {
  const steps = [];
  vi.spyOn(HTMLElement.prototype, "focus").mockImplementation(/** @this {HTMLElement} */ function focus(how) { steps.push([this.getAttribute("aria-label"), how]); });
  vi.spyOn(Element.prototype, "scrollIntoView").mockImplementation(/** @this {HTMLElement} */ function scroll() { steps.push([this.getAttribute("aria-label")]); });
  return steps;
}

describe("an exam that is handed in", () => {
  it("leads to its result and reads it out, once", async () => {
    const shown = show(both, { mode: "exam" });
    const steps = led();
    shown.model.receive({ view: submitted() });
    expect(steps).toEqual([["Your result", { preventScroll: true }], ["Your result"]]);
    expect(await shown.spoken()).toBe("1 right, 1 wrong or only partly right, 0 left open, of 2. Score: 50%. The result by topic is at the top.");
    const first = said(shown);
    shown.model.receive({ view: submitted({ title: "Another name" }) });
    await shown.spoken();
    expect([steps.length, said(shown)]).toEqual([2, first]);
  });

  it("moves nothing and says nothing on a page that is opened later", async () => {
    const steps = led();
    const shown = open(card, { view: submitted() });
    expect(await shown.spoken()).toBe("");
    expect(steps).toEqual([]);
    expect(texts(shown.root, ".ibc-summary[role=group][aria-label='Your result'][tabindex='-1']:not([hidden]) > .ibc-headline").length).toBe(1);
    shown.model.receive({ view: submitted({ title: "Another name" }) });
    expect(steps).toEqual([]);
  });

  it("may be asked for again, with other questions, only where there are others", () => {
    const offered = (has_another) => texts(open(card, { view: submitted(), has_another }).root, ".ibc-summary > button.ibc-button[type=button]");
    expect([offered(true), offered(false), offered(undefined)]).toEqual([["Take another one, with other questions"], [], []]);
  });
});

describe("practice that is finished", () => {
  it("reads its result out where it stands, and leaves the focus with the feedback", async () => {
    const shown = show(both);
    shown.page.getAllByLabelText("Red")[1].click();
    shown.page.getAllByText("Check answer")[1].click();
    shown.model.receive({ view: quiz([done[0], done[1]], { summary: summary() }), handled: 1 });
    expect(await shown.spoken()).toBe("It is incorrect. Because. You got 1 of 2 right at the first try. The result by topic is below.");
    expect(document.activeElement).toBe(shown.root.querySelector("[data-item=multiple] .ibc-headline"));
  });

  it("says nothing of a result while a question is open, of one question alone, or when it was finished before", async () => {
    const open1 = show(both);
    open1.model.receive({ view: quiz([done[0], { ...done[1], can_retry: true }]) });
    const alone = show([question("single")]);
    alone.model.receive({ view: quiz([done[0]], { summary: summary() }) });
    const before = show(done, { summary: summary() });
    before.model.receive({ view: quiz(done, { summary: summary(), title: "Another name" }) });
    for (const shown of [open1, alone, before]) expect(await shown.spoken()).toBe("");
  });

  it("shows a result that follows what is known, and none of one question", () => {
    const { root, model } = show([done[0], { ...done[1], can_retry: true }], { summary: summary() });
    const told = () => texts(root, ".ibc-summary:not([hidden]) > .ibc-headline");
    expect(told()).toEqual(["So far 1 of 2 right. You can still try again."]);
    model.receive({ view: quiz(done, { summary: summary() }) });
    expect(told()).toEqual(["You got 1 of 2 right at the first try."]);
    model.receive({ view: quiz(done, { summary: null }) });
    expect(told()).toEqual([]);
    expect(show([done[0]], { summary: summary() }).root.querySelector(".ibc-summary").hidden).toBe(true);
    expect(show(both).root.querySelector(".ibc-summary").hidden).toBe(true);
  });

  it("is not drawn anew while it stays the same, with the focus on its links", () => {
    const lines = [{ objective: "o", text: "Know colors", right: 1, open: 0, total: 2, reread: { label: "Colors", notebook: "01.ipynb", cell: "c1" } }];
    const { root, page, model } = show(done, { summary: summary({ lines }) });
    const link = page.getByText("Colors");
    link.focus();
    model.receive({ view: quiz(done, { summary: summary({ lines }), title: "Another name" }) });
    expect([link.isConnected, document.activeElement]).toEqual([true, link]);
    expect(texts(root, ".ibc-summary li > .ibc-small.ibc-muted")).toEqual(["To read again: Colors"]);
  });

  it("names what to read again where no page is to be linked, and lets its aims run in their own direction", () => {
    const lines = [
      { objective: "o", text: "Know reds", right: 2, open: 0, total: 2, reread: { label: "A book", notebook: null, cell: null } },
      { objective: "p", text: "Know blues", right: 0, open: 2, total: 2, reread: null },
    ];
    const { root } = show(done, { summary: summary({ lines }) });
    expect(texts(root, ".ibc-summary li p")).toEqual(["Know reds 2 of 2 right", "To read again: A book", "Know blues 0 of 2 right, 2 left open"]);
    expect(texts(root, ".ibc-summary li span[dir=auto]")).toEqual(["Know reds", "Know blues"]);
    expect(root.querySelectorAll(".ibc-summary a").length).toBe(0);
  });
});

describe("how far one is", () => {
  const header = (mode, count, answered, correct) => {
    const items = Array.from({ length: count }, (_, index) => question("single", { id: `q${index}` }));
    const { root, close } = show(items, { mode, progress: { answered, total: count, correct } });
    const bar = root.querySelector(".ibc-progress[aria-hidden=true]:not([hidden]) > .ibc-progress-bar");
    const told = [texts(root, ".ibc-header > p.ibc-small.ibc-muted:not([hidden])"), bar?.style.transform];
    close();
    return told;
  };

  it("is told in words and as a bar, from nothing to all of it; what is right only where that is known", () => {
    expect(header("practice", 4, 0, 0)).toEqual([["0 of 4 answered · 0 right"], "translateX(-100%)"]);
    expect(header("practice", 4, 1, 1)).toEqual([["1 of 4 answered · 1 right"], "translateX(-75%)"]);
    expect(header("exam", 2, 1, null)).toEqual([["1 of 2 answered"], "translateX(-50%)"]);
    expect(header("exam", 2, 2, null)).toEqual([["2 of 2 answered"], "translateX(0%)"]);
  });

  it("is not told of one question, and before a class not at all", () => {
    expect(header("practice", 1, 0, 0)).toEqual([[], undefined]);
    expect(header("present", 2, 1, null)).toEqual([["2 questions"], undefined]);
    expect(header("present", 1, 0, null)).toEqual([[], undefined]);
  });

  it("follows what is answered", () => {
    const { root, model } = show(both, { mode: "exam", progress: { answered: 0, total: 2, correct: null } });
    model.receive({ view: quiz(both, { mode: "exam", progress: { answered: 2, total: 2, correct: null } }) });
    expect([texts(root, ".ibc-header > p"), root.querySelector(".ibc-progress-bar").style.transform]).toEqual([["2 of 2 answered"], "translateX(0%)"]);
  });
});

describe("the numbers of the questions", () => {
  const items = (more = {}) => Array.from({ length: 6 }, (_, index) => question("single", { id: `q${index + 1}`, ...more[index + 1] }));
  const steps = (root) => [...root.querySelectorAll(".ibc-strip[role=group][aria-label=Questions] > button.ibc-button.ibc-step-button[type=button]")]
    .map((step) => [step.textContent, step.getAttribute("aria-label").replace(/^Question \d, /, ""), step.dataset.status, ...[...step.querySelectorAll(".ibc-step-mark > svg")].map((sign) => sign.classList[1].replace("ibc-icon-", ""))]);
  const judgedAs = { 1: { status: "correct", response: "a" }, 2: { status: "partial", response: "a" }, 3: { status: "incorrect", response: "a", flagged: true }, 4: { status: "shown" }, 5: { response: "a" } };

  it("tell how each one stands by a word, a sign and a look", () => {
    expect(steps(show(items(judgedAs)).root)).toEqual([
      ["1", "right", "correct", "right"], ["2", "partly right", "partial", "partial"], ["3", "not right yet, to come back to", "incorrect", "wrong", "flag"],
      ["4", "answer shown", "shown", "info"], ["5", "open", "unanswered"], ["6", "open", "unanswered"],
    ]);
  });

  it("tell of an exam what is answered until it is handed in, and then what was right", () => {
    const { root, model } = show(items({ 1: { response: "a" }, 3: { response: "b", flagged: true } }), { mode: "exam" });
    expect(steps(root)).toEqual([
      ["1", "answered", "answered"], ["2", "open", "unanswered"], ["3", "answered, to come back to", "answered", "flag"],
      ["4", "open", "unanswered"], ["5", "open", "unanswered"], ["6", "open", "unanswered"],
    ]);
    model.receive({ view: quiz(items({ 1: { response: "a", status: "correct" }, 3: { response: "b", status: "incorrect" } }), { mode: "exam", phase: "submitted" }) });
    expect(steps(root).slice(0, 3)).toEqual([["1", "right", "correct", "right"], ["2", "open", "unanswered"], ["3", "not right yet", "incorrect", "wrong"]]);
  });

  it("are left in peace while they stay as they are", () => {
    const { root, model } = show(items(judgedAs));
    const sign = root.querySelector(".ibc-step-mark > svg");
    model.receive({ view: quiz(items({ ...judgedAs, 6: { status: "correct", response: "a" } })) });
    expect(sign.isConnected).toBe(true);
    expect(steps(root)[5]).toEqual(["6", "right", "correct", "right"]);
  });
});
