import { beforeAll, describe, expect, it, vi } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { NEW_PAGE } from "../../../../ibc_edu/views/kit/pages.js";
import { open, texts } from "../../open.js";
import { judged, question, quiz, summary } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const five = (more = {}) => Array.from({ length: 5 }, (_, index) => question("single", { id: `q${index + 1}`, stem: `Stem ${index + 1}`, ...more[index + 1] }));
const show = (items = five(), more = {}, traits = {}) => open(card, { view: quiz(items, more), ...traits });
const seen = (root) => [...root.querySelectorAll(".ibc-items > .ibc-item:not([hidden])")].map(({ dataset }) => dataset.item);
const made = (root) => [...root.querySelectorAll(".ibc-items > .ibc-item")].map(({ dataset }) => dataset.item);
const inSight = (root) => [...root.children].filter((node) => !node.closest("[hidden], .ibc-live")).map((node) => node.className.replace(/^(ibc-actions )?ibc-/, ""));

/** What the page watches for coming into view, and whether it has let go. */
function watched() {
  const watchers = [];
  vi.stubGlobal("IntersectionObserver", class {
    constructor(tell) { watchers.push({ tell, seen: [], over: false }); this.mine = watchers.at(-1); }
    observe(node) { this.mine.seen.push(node.dataset.item); }
    disconnect() { this.mine.over = true; }
  });
  return watchers;
}

describe("leafing through many questions", () => {
  it("builds each as it is gone to, in their order", () => {
    const { root, page } = show();
    expect(made(root)).toEqual(["q1"]);
    page.getByLabelText("Question 5, open").click();
    page.getByLabelText("Question 3, open").click();
    expect([made(root), seen(root)]).toEqual([["q1", "q3", "q5"], ["q3"]]);
    page.getByText("Previous").click();
    page.getByText("Previous").click();
    expect([made(root), seen(root)]).toEqual([["q1", "q2", "q3", "q5"], ["q1"]]);
  });

  it("goes nowhere at its ends, and leaves the focus on the button there", () => {
    const { root, page } = show();
    for (const [name, last] of [["Previous", "q1"], ["Next question", "q5"]]) {
      if (last === "q5") page.getByLabelText("Question 5, open").click();
      const button = page.getByText(name);
      button.focus();
      button.click();
      expect([seen(root), document.activeElement]).toEqual([[last], button]);
    }
  });

  it("puts the focus on the question, brings it into view and says that it is a new page", () => {
    const { root, page } = show();
    const told = [];
    root.parentElement?.addEventListener(NEW_PAGE, () => told.push("page"));
    const focus = HTMLElement.prototype.focus;
    vi.spyOn(HTMLElement.prototype, "focus").mockImplementation(/** @this {HTMLElement} */ function focused(how) { told.push(how); focus.call(this, how); });
    vi.spyOn(Element.prototype, "scrollIntoView").mockImplementation(/** @this {HTMLElement} */ function scroll() { told.push(this.closest(".ibc-item").dataset.item); });
    page.getByText("Next question").click();
    expect(told).toEqual(["page", { preventScroll: true }, "q2"]);
    expect(document.activeElement).toBe(root.querySelector("[data-item=q2] .ibc-question"));
  });

  it("leaves what went wrong where it was said, and takes only an empty line along", async () => {
    const { root, page, model, spoken } = show();
    const at = () => root.querySelector(".ibc-problem").closest(".ibc-item")?.dataset.item;
    page.getByText("Next question").click();
    expect(at()).toBe("q2");
    model.receive({ problem: "The disk is full." });
    expect(await spoken()).toBe("The disk is full.");
    page.getByText("Next question").click();
    expect(at()).toBe("q2");
  });

  it("stays where it is when another question is answered elsewhere", () => {
    const { root, page, model } = show();
    page.getByText("Next question").click();
    model.receive({ view: quiz(five({ 1: { status: "correct", locked: true } })) });
    expect([seen(root), texts(root, "[aria-current=step]")]).toEqual([["q2"], ["2"]]);
  });

  it("needs no leafing where one question stands alone before a class, and does where two do", () => {
    const paging = (...kinds) => inSight(show(kinds.map((kind) => question(kind)), { mode: "present" }).root);
    expect(paging("single")).toEqual(["header", "items"]);
    expect(paging("single", "multiple")).toEqual(["header", "strip", "items", "paging"]);
  });
});

describe("the parts of a quiz", () => {
  const done = five().map(({ id }) => judged("single", "correct", [], { id }));
  const result = { summary: summary({ right: 5, first_right: 5, score: 1 }) };

  it("stand in the order in which one works through them, with a result below practice and above an exam", () => {
    expect(inSight(show().root)).toEqual(["header", "strip", "items", "paging"]);
    expect(inSight(show(five(), { mode: "exam" }).root)).toEqual(["header", "strip", "items", "paging", "submit"]);
    expect(inSight(show(done, result).root)).toEqual(["header", "strip", "items", "paging", "summary"]);
    expect(inSight(show(done, { mode: "exam", phase: "submitted", ...result }).root)).toEqual(["header", "summary", "strip", "items", "paging"]);
  });

  it("have the reason of a series in front, and what comes next behind", () => {
    const series = { number: 1, why: "It is due.", end: "" };
    expect(inSight(show([judged("single", "correct", [])], { mode: "review" }, { series }).root)).toEqual(["header", "why ibc-muted", "items", "series"]);
    expect(show([question("single")]).root.querySelector(".ibc-series, .ibc-why")).toBe(null);
  });

  it("carry the names of the quiz and of its buttons", () => {
    const { root } = show();
    expect([root.getAttribute("aria-label"), texts(root, ".ibc-header > h3.ibc-title[dir=auto]")]).toEqual(["A quiz", ["A quiz"]]);
    expect(root.matches(".ibc-quiz.ibc-framed")).toBe(true);
    expect(texts(root, ".ibc-paging > button.ibc-button[type=button]")).toEqual(["Previous", "Next question"]);
  });
});

describe("a page that is closed", () => {
  it("hears of nothing any more", () => {
    const watchers = watched();
    const { close, model, root } = show();
    close();
    expect([model.listening(), root.isConnected, watchers.every(({ over }) => over)]).toEqual([0, false, true]);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(model.sent).toEqual([]);
  });

  it("had asked for what came in elsewhere in practice alone", () => {
    for (const [mode, asked] of [["practice", ["catch_up"]], ["review", []], ["exam", []], ["present", []]]) {
      const { model, close } = show(five(), { mode });
      document.dispatchEvent(new Event("visibilitychange"));
      expect(model.sent.map(({ type }) => type), mode).toEqual(asked);
      close();
    }
  });

  it("is not what another exam is: that one begins at its first question, watched anew", async () => {
    const watchers = watched();
    const shown = show(five(), { mode: "exam" });
    shown.page.getByText("Next question").click();
    expect(watchers.map((each) => each.seen)).toEqual([["q1", "q2"]]);
    shown.model.receive({ view: quiz(five({ 1: { id: "other" } }), { mode: "exam" }) });
    expect(watchers.map((each) => [each.seen, each.over])).toEqual([[["q1", "q2"], true], [["other"], false]]);
    expect(document.activeElement).toBe(shown.root.querySelector("[data-item=other] .ibc-question"));
    expect(shown.root.querySelectorAll(".ibc-problem").length).toBe(1);
    expect(await shown.spoken()).toBe("");
  });
});

describe("the time on a question", () => {
  const start = () => {
    vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
    const watchers = watched();
    return (id, root, isIntersecting = true) => watchers[0].tell([{ target: root.querySelector(`[data-item=${id}]`), isIntersecting }]);
  };
  const times = ({ model }) => model.sent.map(({ type, item, seconds }) => [type, item, seconds]);

  it("begins when it first comes into view, in tenths of a second, and again for each try", () => {
    const see = start();
    const shown = show([question("single", { id: "one" }), question("numeric", { id: "two" })]);
    const answer = (name) => { shown.page.getByLabelText(name).click(); shown.page.getAllByText("Check answer")[0].click(); };
    vi.advanceTimersByTime(5000);
    see("one", shown.root, false);
    vi.advanceTimersByTime(4000);
    see("one", shown.root);
    vi.advanceTimersByTime(1000);
    see("one", shown.root, false);
    see("one", shown.root);
    vi.advanceTimersByTime(1260);
    answer("Red");
    shown.model.receive({ view: quiz([judged("single", "incorrect", [], { id: "one", response: "a", can_retry: true }), question("numeric", { id: "two" })]), handled: 1 });
    vi.advanceTimersByTime(2000);
    answer(/Blue/);
    expect(times(shown)).toEqual([["answer", "one", 2.3], ["answer", "one", 4.3]]);
  });

  it("is none for a question that was never seen", () => {
    start();
    const shown = show([question("single")]);
    vi.advanceTimersByTime(5000);
    shown.page.getByLabelText("Red").click();
    shown.page.getByText("Check answer").click();
    expect(times(shown)).toEqual([["answer", "single", 0]]);
  });

  it("of an exam leaves out what another question took, by its drafts; a flag is no work on it", () => {
    const see = start();
    const shown = show([question("single", { id: "one" }), question("short_text", { id: "two" })], { mode: "exam" });
    for (const id of ["one", "two"]) see(id, shown.root);
    vi.advanceTimersByTime(10_000);
    shown.page.getByLabelText("Red").click();
    vi.advanceTimersByTime(1);
    vi.advanceTimersByTime(4999);
    shown.page.getAllByText("Come back to this")[0].click();
    vi.advanceTimersByTime(3000);
    shown.page.getAllByLabelText("Sure")[1].click();
    expect(times(shown)).toEqual([["draft", "one", 10], ["flag", "one", undefined], ["draft", "two", 8]]);
  });
});
