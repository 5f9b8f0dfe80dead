import { within } from "@testing-library/dom";
import { beforeAll, describe, expect, it, vi } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { isSettled, resultText, submitBar } from "../../../../ibc_edu/views/quiz/summary.js";
import { open, press, texts } from "../../open.js";
import { judged, question, quiz, summary } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const exam = (...items) => open(card, { view: quiz(items, { mode: "exam" }) });
const five = (more = {}) => Array.from({ length: 5 }, (_, index) => question("single", { id: `q${index}`, ...more[index] }));

const result = (mode, more, settled = true) => resultText({ mode, summary: more && summary(more), progress: { correct: 3, total: 4 } }, settled);

describe("the result of practice", () => {
  it.each([
    ["all at the first try", { right: 3, first_right: 3, score: 0.75 }, "You got 3 of 4 right at the first try."],
    ["some after trying again", { right: 4, first_right: 2, score: 1 }, "You got 2 of 4 right at the first try; after trying again, 4 of 4."],
    ["an answer that was shown", { right: 3, first_right: 3, score: 0.75, shown: 1 }, "You got 3 of 4 right at the first try. 1 answer shown."],
    ["answers that were shown", { right: 2, first_right: 2, score: 0.5, shown: 2 }, "You got 2 of 4 right at the first try. 2 answers shown."],
    ["partly right answers", { right: 3, first_right: 3, score: 0.875 }, "You got 3 of 4 right at the first try. With partly right answers counted, that is 88%."],
  ])("tells of %s", (_what, more, said) => {
    expect(result("practice", more)).toBe(said);
  });

  it("says that it is not the end while one can try again", () => {
    expect(result("practice", { right: 3 }, false)).toBe("So far 3 of 4 right. You can still try again.");
  });

  it("is short where no topics are told", () => {
    expect(result("practice", null)).toBe("You got 3 of 4 right.");
  });
});

describe("the result of an exam", () => {
  it.each([
    ["with nothing open", { right: 3, wrong: 1, score: 0.75 }, "3 right, 1 wrong or only partly right, 0 left open, of 4. Score: 75%."],
    ["with some open", { right: 2, wrong: 1, open: 1, score: 0.5, score_answered: 0.667 }, "2 right, 1 wrong or only partly right, 1 left open, of 4. Score: 67% of what you answered; 50% of the whole exam. Open is not wrong."],
    ["with all open", { right: 0, wrong: 0, open: 4, score: 0, score_answered: null }, "0 right, 0 wrong or only partly right, 4 left open, of 4. Open is not wrong: nothing was answered, so there is no score."],
  ])("%s tells what the score is of", (_what, more, said) => {
    expect(result("exam", more)).toBe(said);
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

  it("is not handed in by Escape, which leads back to the button", () => {
    const submit = vi.fn();
    const page = within(document.body.appendChild(submitBar({ submit, go: () => {} }).node));
    page.getByText("Hand in…").click();
    expect(document.activeElement).toBe(page.getByRole("group", { name: "Hand in?" }));
    press(document.activeElement, "Escape");
    expect(page.queryByRole("group", { name: "Hand in?" })).toBeNull();
    expect(document.activeElement?.textContent).toBe("Hand in…");
    page.getByText("Hand in…").click();
    page.getByText("Keep working").click();
    expect(submit).not.toHaveBeenCalled();
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
    expect(asked(question("single", { response: "a" }), question("multiple"))).toBe("1 question is still open. Handed in like this, it stays blank.");
    expect(asked(question("single", { response: "a" }), question("multiple", { response: ["a"] }))).toContain("Every question is answered.");
  });

  it("tells what is open as it stands now, leads there, and brings the question whether to do so into view", () => {
    const shown = exam(...five({ 1: { response: "a", flagged: true }, 2: { flagged: true } }));
    const bar = shown.root.querySelector(".ibc-submit");
    const stands = () => [texts(bar, ".ibc-submit-line > p.ibc-small")[0], texts(bar, ".ibc-strip > button.ibc-button[type=button]")];
    expect([stands()[1], bar.querySelector(".ibc-confirm").hidden]).toEqual([["Go to 1", "Go to 3", "Go to 4", "Go to 5"], true]);
    expect(stands()[0]).toBe("0 of 5 answered · 2 to come back to");
    const scrolled = vi.spyOn(Element.prototype, "scrollIntoView");
    shown.page.getByText("Hand in…").click();
    expect(scrolled.mock.contexts).toEqual([bar.querySelector(".ibc-confirm")]);
    expect(texts(bar, ".ibc-confirm > .ibc-actions > button.ibc-button[type=button]")).toEqual(["Hand in now", "Keep working"]);
    shown.page.getByText("Go to 4").click();
    expect(document.activeElement).toBe(shown.root.querySelector("[data-item=q3] .ibc-question"));
    const rest = Object.fromEntries([0, 1, 2, 3].map((index) => [index, { response: "a" }]));
    shown.model.receive({ view: quiz(five(rest), { mode: "exam", progress: { answered: 4, total: 5, correct: null } }) });
    expect(stands()).toEqual(["4 of 5 answered", ["Go to 5"]]);
    shown.model.receive({ view: quiz(five({ ...rest, 4: { response: "b" } }), { mode: "exam", progress: { answered: 5, total: 5, correct: null } }) });
    expect([...stands(), texts(bar, ".ibc-confirm > p")]).toEqual(["5 of 5 answered", [], ["Every question is answered. After handing in, answers cannot be changed."]]);
    expect(shown.model.sent).toEqual([]);
  });

  it("keeps the focus on the way to an open question while a draft of another one is taken", () => {
    const { page, model } = exam(...five({ 0: { response: "a" } }));
    page.getByText("Hand in…").click();
    const way = page.getByText("Go to 3");
    way.focus();
    model.receive({ view: quiz(five({ 0: { response: "b", flagged: true } }), { mode: "exam" }) });
    expect([way.isConnected, document.activeElement]).toEqual([true, way]);
  });

  it("is nothing that practice, review or a lecture shows", () => {
    for (const mode of ["practice", "review", "present"]) {
      expect(open(card, { view: quiz(five(), { mode }) }).root.querySelector(".ibc-submit").hidden, mode).toBe(true);
    }
  });

  it("has what goes wrong with it told below it", async () => {
    const shown = exam(question("single"), question("multiple"));
    shown.page.getByText("Hand in now").click();
    shown.model.receive({ handled: 1, problem: "The disk is full." });
    expect(await shown.spoken()).toBe("The disk is full.");
    expect(texts(shown.root, ".ibc-submit + .ibc-problem:not([hidden])")).toEqual(["The disk is full."]);
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

it("is settled once each question is answered for good", () => {
  const done = judged("single", "correct", []);
  const again = judged("multiple", "incorrect", [], { can_retry: true });
  expect([[done], [done, again], [done, question("numeric")]].map((items) => isSettled(quiz(items)))).toEqual([true, false, false]);
});
