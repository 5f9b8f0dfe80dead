import { beforeAll, describe, expect, it } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { resultText } from "../../../../ibc_edu/views/quiz/summary.js";
import { open, texts } from "../../open.js";
import { judged, question, quiz, summary } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const exam = (...items) => open(card, { view: quiz(items, { mode: "exam" }) });
const five = (more = {}) => Array.from({ length: 5 }, (_, index) => question("single", { id: `q${index}`, ...more[index] }));

describe("the result of practice", () => {
  const said = (more, settled = true) => resultText({ mode: "practice", summary: summary(more), progress: { correct: 1, total: 2 } }, settled);

  it("tells the first try from those after it", () => {
    expect(said({ right: 2, first_right: 1, score: 1 })).toBe("You got 1 of 2 right at the first try; after trying again, 2 of 2.");
    expect(said({ right: 1, first_right: 1, score: 0.5 })).toBe("You got 1 of 2 right at the first try.");
  });

  it("tells what partly right answers add, and how many answers were shown", () => {
    expect(said({ right: 1, first_right: 1, score: 0.75 })).toBe("You got 1 of 2 right at the first try. With partly right answers counted, that is 75%.");
    expect(said({ right: 2, first_right: 1, score: 1, shown: 0 })).not.toContain("partly right");
    expect(said({ shown: 1 })).toMatch(/ 1 answer shown\.$/);
    expect(said({ shown: 2 })).toMatch(/ 2 answers shown\.$/);
  });

  it("is told as far as it goes while something can be tried again", () => {
    expect(said({}, false)).toBe("So far 1 of 2 right. You can still try again.");
  });
});

describe("the numbers of the questions", () => {
  const named = (root) => [...root.querySelectorAll(".ibc-step-button")].map((button) => button.getAttribute("aria-label"));
  const flags = (root) => [...root.querySelectorAll(".ibc-step-button")].map((button) => button.querySelector(".ibc-icon-flag") !== null);

  it("say at once what is to come back to, and no longer once it is not", () => {
    const { root, model } = exam(...five());
    model.receive({ view: quiz(five({ 1: { flagged: true } }), { mode: "exam" }) });
    expect([named(root)[1], flags(root)]).toEqual(["Question 2, open, to come back to", [false, true, false, false, false]]);
    model.receive({ view: quiz(five(), { mode: "exam" }) });
    expect([named(root)[1], flags(root)]).toEqual(["Question 2, open", [false, false, false, false, false]]);
  });

  it("mark the question that is shown, and it alone", () => {
    const { root, page } = exam(...five());
    page.getByText("Next question").click();
    expect([...root.querySelectorAll("[aria-current=step]")].map((button) => button.textContent)).toEqual(["2"]);
  });

  it("end where the questions do", () => {
    const { page } = exam(...five());
    const ended = () => ["Previous", "Next question"].map((name) => page.getByText(name).getAttribute("aria-disabled"));
    expect(ended()).toEqual(["true", null]);
    page.getByLabelText("Question 5, open").click();
    expect(ended()).toEqual([null, "true"]);
  });
});

describe("handing in", () => {
  it("is asked about with the focus there, and the focus goes back to who keeps working", () => {
    const { page } = exam(question("single"), question("multiple"));
    const hand = page.getByText("Hand in…");
    expect(hand.getAttribute("aria-expanded")).toBe("false");
    hand.click();
    expect([hand.getAttribute("aria-expanded"), document.activeElement?.getAttribute("aria-label")]).toEqual(["true", "Hand in?"]);
    page.getByText("Keep working").click();
    expect([hand.getAttribute("aria-expanded"), document.activeElement]).toEqual(["false", hand]);
  });

  it("is offered no more once it is done, with a tick at each aim that was met in whole", () => {
    const line = (text, right) => ({ objective: text, text, right, open: 0, total: 2, reread: null });
    const items = [judged("single", "correct", []), judged("multiple", "incorrect", [])];
    const { root, model } = exam(question("single"), question("multiple"));
    expect(root.querySelector(".ibc-submit").hidden).toBe(false);
    model.receive({ view: quiz(items, { mode: "exam", phase: "submitted", summary: summary({ lines: [line("Know reds", 2), line("Know blues", 1)] }) }) });
    expect(root.querySelector(".ibc-submit").hidden).toBe(true);
    expect([...root.querySelectorAll(".ibc-summary li svg")].map((sign) => sign.classList[1])).toEqual(["ibc-icon-right", "ibc-icon-partial"]);
  });

  it("warns of what is still open, and of nothing else", () => {
    const asked = (...items) => texts(exam(...items).root, ".ibc-confirm > p")[0];
    expect(asked(question("single", { response: "a" }), question("multiple"))).toBe("1 question is still open. Handed in like this, they stay blank.");
    expect(asked(question("single", { response: "a" }), question("multiple", { response: ["a"] }))).toContain("Every question is answered.");
  });
});

it("goes on at a question that can be tried again, with the focus on the one that is gone to", () => {
  const items = five().map((item, index) => ({ ...item, ...(index < 2 && judged("single", "incorrect", [], { id: item.id, can_retry: index === 1 })) }));
  const { root, page } = open(card, { view: quiz(items) });
  const shown = () => root.querySelector(".ibc-item:not([hidden])");
  expect(shown().dataset.item).toBe("q1");
  page.getByText("Next question").click();
  expect(shown().dataset.item).toBe("q2");
  expect(document.activeElement).toBe(shown().querySelector(".ibc-question"));
});
