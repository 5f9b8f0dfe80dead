import { beforeAll, expect, it, vi } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { choose, open, press } from "../../open.js";
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
  const off = () => [...root.querySelectorAll(".ibc-move[aria-disabled=true]")].map((button) => button.getAttribute("aria-label"));
  expect(off()).toEqual(["Move up: First", "Move down: Third"]);
  page.getByLabelText("Move down: First").click();
  expect(off()).toEqual(["Move up: Second", "Move down: Third"]);
});
