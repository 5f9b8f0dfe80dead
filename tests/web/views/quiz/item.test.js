import { beforeAll, expect, it, vi } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { choose, open, press, texts } from "../../open.js";
import { judged, line, question, quiz } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (...items) => open(card, { view: quiz(items) });

it("takes a key that is held down for no second decision", () => {
  const { page } = show(question("single"));
  const check = page.getByText("Check answer");
  expect(press(check, "Enter")).toBe(true);
  expect(press(check, "Enter", { repeat: true })).toBe(false);
});

it("has the buttons that its mode has a use for, and no others", () => {
  const buttons = (item, mode) => {
    const { root, close } = open(card, { view: quiz([item], { mode }) });
    const shown = texts(root, ".ibc-item .ibc-actions button:not([hidden])");
    close();
    return shown;
  };
  const hint = { available: true, text: null };
  expect(buttons(question("single"), "practice")).toEqual(["Check answer", "Show answer"]);
  expect(buttons(question("single", { hint }), "review")).toEqual(["Check answer", "Hint", "Show answer"]);
  expect(buttons(judged("single", "correct", [], { hint }), "practice")).toEqual([]);
  expect(buttons(question("single"), "exam")).toEqual(["Come back to this"]);
  expect(buttons(question("ordering"), "present")).toEqual(["Reveal the answer (R)"]);
  expect(buttons(question("single", { tally: { counts: {}, earlier: null } }), "present")).toEqual(["Ask again after the talk (T)", "Reveal the answer (R)"]);
});

it.each([
  ["single", "Choose an answer first."], ["multiple", "Choose at least one answer first."], ["numeric", "Type a number first."],
  ["short_text", "Type your answer first."], ["ordering", "Move a step first, or keep this order."],
  ["matching", "Choose from at least one list first."], ["categorise", "Choose from at least one list first."],
])("says what to do first with a question of the kind %s", (kind, words) => {
  expect(texts(show(question(kind)).root, ".ibc-note")).toEqual([words]);
});

it("has a button for its hint that says whether it is open, and what it opens", () => {
  const { root, page } = show(question("single", { hint: { available: true, text: "Think." } }));
  const button = page.getByText("Hint");
  expect(root.querySelector(`#${button.getAttribute("aria-controls")}`).textContent).toBe("Think.");
  expect(button.getAttribute("aria-expanded")).toBe("true");
  button.click();
  expect(button.getAttribute("aria-expanded")).toBe("false");
});

it("reads out no hint that nobody asks for here: one from before, or from another view", async () => {
  const hinted = (text) => question("single", { hint: { available: true, text } });
  const before = show(hinted("Think."));
  const elsewhere = show(hinted(null));
  elsewhere.model.receive({ view: quiz([hinted("Think.")]) });
  for (const { page, spoken } of [before, elsewhere]) {
    expect(page.getByText("Think.").hidden).toBe(false);
    expect(await spoken()).toBe("");
  }
});

it("shows as answered what was judged, and leaves blank what was left blank", () => {
  const { page, model } = show(question("matching"));
  choose(page.getByLabelText("Sky"), "a");
  choose(page.getByLabelText("Blood"), "b");
  const lines = [line("a", "right"), line("b", "missed"), line("c", "missed")];
  model.receive({ view: quiz([judged("matching", "partial", lines, { response: { a: "a" } })]) });
  expect(["Sky", "Grass", "Blood"].map((row) => page.getByLabelText(row).value)).toEqual(["a", "", ""]);
});

it("tells for how long a question was worked on, without the time spent on another one", async () => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  vi.stubGlobal("IntersectionObserver", class {
    constructor(seen) { this.seen = seen; }
    observe(target) { this.seen([{ target, isIntersecting: true }]); }
    disconnect() {}
  });
  const { root, model } = show(question("single", { id: "one" }), question("single", { id: "two" }));
  const answer = (id) => {
    const item = root.querySelector(`[data-item=${id}]`);
    item.querySelector("input").click();
    [...item.querySelectorAll("button")].find(({ textContent }) => textContent === "Check answer").click();
  };
  vi.advanceTimersByTime(30_000);
  answer("one");
  model.receive({ handled: 1 });
  await Promise.resolve(); // the reply is taken once all that came with it is there
  vi.advanceTimersByTime(20_000);
  answer("two");
  expect(model.sent.map(({ item, seconds }) => [item, seconds])).toEqual([["one", 30], ["two", 20]]);
});

const button = (root, name) => [...root.querySelectorAll("button")].find(({ textContent }) => textContent === name);

it("says whether it is to be come back to, as it stands now", () => {
  const { root, model } = open(card, { view: quiz([question("single"), question("multiple")], { mode: "exam" }) });
  const pressed = () => button(root, "Come back to this").getAttribute("aria-pressed");
  expect(pressed()).toBe("false");
  model.receive({ view: quiz([question("single", { flagged: true }), question("multiple")], { mode: "exam" }) });
  expect(pressed()).toBe("true");
  expect([button(root, "Come back to this").hidden, button(show(question("single")).root, "Come back to this").hidden]).toEqual([false, true]);
});

it("has the sureness that was given with its answer, and keeps it for an exam as soon as it is chosen", () => {
  const judgedOnce = judged("single", "incorrect", [], { response: "a", sureness: 2, can_retry: true });
  expect(show(judgedOnce).page.getByLabelText("Fairly sure").checked).toBe(true);
  const { page, model } = open(card, { view: quiz([question("single")], { mode: "exam" }) });
  page.getByLabelText("Sure").click();
  expect(model.sent).toMatchObject([{ type: "draft", item: "single", sureness: 3 }]);
});

it("offers to keep an order only until it is one's own, with the focus on its first step then", () => {
  const kept = show(question("ordering"));
  const keep = button(kept.root, "Keep this order");
  expect(keep.hidden).toBe(false);
  keep.click();
  expect([keep.hidden, document.activeElement]).toEqual([true, kept.page.getByLabelText("Move down: First")]);
  const moved = show(question("ordering"));
  moved.page.getByLabelText("Move down: First").click();
  expect(button(moved.root, "Keep this order").hidden).toBe(true);
});

it("has long options in full above its lists, with letters, also once nothing more can be chosen", () => {
  const long = [{ key: "a", text: "so long a text that a list on a phone cuts it" }, { key: "b", text: "short" }];
  const { root, model } = show(question("matching", { right: long }));
  const named = ["A. so long a text that a list on a phone cuts it", "B. short"];
  const shown = () => [...root.querySelectorAll(".ibc-card")].map(({ textContent }) => textContent);
  expect([shown(), [...root.querySelector("select").options].slice(1).map(({ textContent }) => textContent)]).toEqual([named, named]);
  model.receive({ view: quiz([judged("matching", "correct", [], { right: long, response: { a: "a" } })]) });
  expect(root.querySelector(".ibc-cards").hidden).toBe(false);
  const short = show(judged("matching", "correct", [], { response: { a: "a" } }));
  expect(short.root.querySelector(".ibc-cards").hidden).toBe(true);
});

it("takes no more typing once it is done", () => {
  const { page, model } = show(question("numeric"));
  const field = page.getByLabelText("Your answer");
  expect(field.readOnly).toBe(false);
  model.receive({ view: quiz([judged("numeric", "correct", [], { response: "2" })]) });
  expect(field.readOnly).toBe(true);
});

it("can be answered on a page that is opened between two tries", () => {
  const { page, model } = show(question("single", { tries: 1, response: "a" }));
  expect(page.getByText("Change your answer to check it again.")).toBeTruthy();
  page.getByLabelText("Blue").click();
  page.getByText("Check answer").click();
  expect(model.sent[0]).toMatchObject({ type: "answer", response: "b" });
});

it("takes the focus along from a control that goes, and leaves it in what it says", () => {
  const { root, page, model } = show(question("single"), question("multiple"));
  page.getAllByLabelText("Red")[0].focus();
  const source = { kind: "article", label: "FAQ", text: "Spread.", date: null, caveat: null, checked: null, gate: null };
  const done = judged("single", "correct", [], { response: "a" });
  const told = { ...done, feedback: { ...done.feedback, sources: [source] } };
  const focused = vi.spyOn(HTMLElement.prototype, "focus");
  model.receive({ view: quiz([told, question("multiple")]) }); // answered in another view
  expect(document.activeElement).toBe(root.querySelector(".ibc-headline"));
  expect(focused.mock.calls).toEqual([[{ preventScroll: true }]]); // the page stays where it is
  const fold = /** @type {HTMLElement} */ (root.querySelector(".ibc-panel summary"));
  fold.focus();
  model.receive({ view: quiz([told, judged("multiple", "correct", [], { response: ["a"] })]) });
  expect(document.activeElement).toBe(fold);
});

it("takes the second half of a double click for no second decision", () => {
  const { page, model } = show(question("single"));
  page.getByLabelText("Red").click();
  const check = page.getByText("Check answer");
  const click = (detail) => check.dispatchEvent(new MouseEvent("click", { bubbles: true, detail }));
  click(2);
  expect(model.sent).toEqual([]);
  click(1);
  expect(model.sent.map(({ type }) => type)).toEqual(["answer"]);
});

it("checks what is typed at Enter in practice, and neither in an exam nor before a class", () => {
  for (const [mode, sent] of [["practice", ["answer"]], ["exam", []], ["present", []]]) {
    const { page, model } = open(card, { view: quiz([question("numeric")], { mode }) });
    const field = page.getByLabelText("Your answer");
    field.value = "25";
    press(field, "Enter");
    expect(model.sent.map(({ type }) => type), mode).toEqual(sent);
  }
});

it("has the way up of the first step and the way down of the last one switched off, wherever they are moved", () => {
  const { root, page } = show(question("ordering"));
  const off = () => [...root.querySelectorAll(".ibc-move[aria-disabled=true]")].map((each) => each.getAttribute("aria-label"));
  expect(off()).toEqual(["Move up: First", "Move down: Third"]);
  page.getByLabelText("Move down: First").click();
  expect(off()).toEqual(["Move up: Second", "Move down: Third"]);
});
