import { beforeAll, expect, it, vi } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { open } from "../../open.js";
import { judged, question, quiz, summary } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (items, more) => open(card, { view: quiz(items, more) });
const check = ({ page }) => page.getByText("Check answer").click();

it("tells at the question that is in sight what goes wrong after the feedback on another one", async () => {
  const items = [1, 2, 3, 4, 5].map((number) => question("single", { id: `q${number}`, number }));
  const shown = show(items);
  shown.page.getByLabelText("Red").click();
  check(shown);
  shown.model.receive({ view: quiz([judged("single", "correct", [], { id: "q1", number: 1, response: "a" }), ...items.slice(1)]), handled: 1 });
  shown.page.getByText("Next question").click();
  shown.model.receive({ problem: "The disk is full." });
  expect(await shown.spoken()).toContain("The disk is full.");
  expect(shown.page.getByText("The disk is full.", { selector: ".ibc-problem" }).closest(".ibc-item").dataset.item).toBe("q2");
});

it.each([["view", "handled", "problem"], ["problem", "handled", "view"]])("tells beside the result what went wrong with an exam that was handed in: %s first", async (...order) => {
  const shown = show([question("single"), question("multiple")], { mode: "exam" });
  shown.page.getByText("Hand in…").click();
  shown.page.getByText("Hand in now").click();
  const view = quiz([judged("single", "incorrect", []), judged("multiple", "correct", [])], { mode: "exam", phase: "submitted", summary: summary({}) });
  const reply = { view, handled: 1, problem: "The disk is full." };
  shown.model.receive(Object.fromEntries(order.map((name) => [name, reply[name]])));
  expect(shown.root.querySelector(".ibc-summary").nextElementSibling.matches(".ibc-problem")).toBe(true);
  const spoken = await shown.spoken();
  expect(spoken).toContain("The disk is full.");
  expect(spoken).toContain("The result by topic is at the top.");
});

it("says that a reply is slow to come, beside the button", async () => {
  vi.useFakeTimers();
  const shown = show([question("single")]);
  shown.page.getByLabelText("Red").click();
  check(shown);
  await vi.advanceTimersByTimeAsync(600);
  expect(shown.root.querySelector("[role=status]").textContent).toBe("");
  await vi.advanceTimersByTimeAsync(200);
  expect(shown.root.querySelector("[role=status]").textContent).toBe("One moment…");
  expect(shown.root.querySelector(".ibc-actions + .ibc-problem").dataset.moment).toBe("One moment…");
  vi.useRealTimers();
});

it("asks once, also while the reply to another question comes", () => {
  const shown = show([question("single", { id: "one" }), question("single", { id: "two" })]);
  const ask = (id) => {
    const item = shown.root.querySelector(`[data-item=${id}]`);
    item.querySelector("input").click();
    [...item.querySelectorAll("button")].find(({ textContent }) => textContent === "Check answer").click();
  };
  ask("one");
  ask("two");
  shown.model.receive({ handled: 1, answered: shown.model.sent[0].message });
  ask("two");
  expect(shown.model.sent.map(({ item }) => item)).toEqual(["one", "two"]);
  ask("one");
  expect(shown.model.sent.length).toBe(3);
});
