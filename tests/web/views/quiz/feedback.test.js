import { beforeAll, expect, it } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { choose, open, texts } from "../../open.js";
import { judged, line, question, quiz } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (item) => open(card, { view: quiz([item]) });

it("on a number goes once another one is typed", () => {
  const { root, page } = show(judged("numeric", "incorrect", [line("2", "wrong", { chosen: true })], { response: "2", can_retry: true }));
  const panel = root.querySelector(".ibc-panel");
  expect(panel.textContent).toContain("About 2.");
  choose(page.getByLabelText("Your answer"), "25", "input");
  expect(panel.textContent).not.toContain("About 2.");
});

it("on a step goes once the step stands elsewhere, and stays at those that have not moved", () => {
  const lines = [line("c", "wrong"), line("a", "right"), line("b", "wrong")];
  const { root, page } = show(judged("ordering", "incorrect", lines, { response: ["c", "a", "b"], can_retry: true }));
  expect(texts(root, ".ibc-slot")).toEqual(["Not quite. About c.", "Right. About a.", "Not quite. About b."]);
  page.getByLabelText("Move up: Second").click();
  expect(texts(root, ".ibc-step-text")).toEqual(["Third", "Second", "First"]);
  expect(texts(root, ".ibc-slot")).toEqual(["Not quite. About c.", "", ""]);
});

it("leaves a fold that is open as it is while its feedback stays the same", () => {
  const source = { kind: "article", label: "FAQ", text: "Spread.", date: null, caveat: null, checked: null, gate: null };
  const one = judged("single", "correct", [], { response: "a" });
  const first = { ...one, feedback: { ...one.feedback, sources: [source] } };
  const { root, model } = open(card, { view: quiz([first, judged("multiple", "incorrect", [], { response: ["a"], can_retry: true })]) });
  root.querySelector(".ibc-panel details").open = true;
  model.receive({ view: quiz([first, judged("multiple", "correct", [], { response: ["b"] })]) });
  expect(root.querySelector(".ibc-panel details").open).toBe(true);
});

it("leads who tries again to the first row that is still open", async () => {
  const { root, page, model } = open(card, { view: quiz([judged("matching", "partial", [], { response: { a: "a" }, can_retry: true })]) });
  page.getByText("Try again").click();
  model.receive({ view: quiz([question("matching", { tries: 1, response: { a: "a" } })]) });
  expect(document.activeElement).toBe(root.querySelectorAll("select")[1]);
});

it("leads who tries again to the answer that is chosen", () => {
  const { page, model } = open(card, { view: quiz([judged("single", "incorrect", [], { response: "b", can_retry: true })]) });
  page.getByText("Try again").click();
  model.receive({ view: quiz([question("single", { tries: 1, response: "b" })]) });
  expect(document.activeElement).toBe(page.getByLabelText("Blue"));
});

it("says that one can try again only where one can", () => {
  const said = (can_retry) => texts(show(judged("single", "incorrect", [], { response: "a", can_retry })).root, ".ibc-headline")[0];
  expect([said(true), said(false)]).toEqual(["It is incorrect. You can try again.", "It is incorrect."]);
});

it("is read out with the answer that was missed named once", async () => {
  const { page, model, spoken } = show(question("numeric"));
  page.getByText("Show answer").click();
  const shown = judged("numeric", "shown", [line("2", "missed", { answer_text: "2 Gy" })], { response: null });
  model.receive({ view: quiz([shown]), handled: 1 });
  expect(await spoken()).toBe("It is shown. Answer: 2 Gy. About 2. Because.");
});
