import { beforeAll, describe, expect, it, vi } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { choose, open, press, texts } from "../../open.js";
import { judged, line, question, quiz, summary } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (items, more) => open(card, { view: quiz(items, more) });
const answers = ({ model }) => model.sent.map(({ type, item, response, sureness }) => ({ type, item, response, sureness }));
const check = ({ page }) => page.getByText("Check answer").click();

describe("an answer", () => {
  it("goes to Python with what was chosen and how sure the learner is", () => {
    const shown = show([question("single")]);
    shown.page.getByLabelText("Blue").click();
    shown.page.getByLabelText("Fairly sure").click();
    check(shown);
    expect(answers(shown)).toEqual([{ type: "answer", item: "single", response: "b", sureness: 2 }]);
  });

  it("is not sent while nothing is chosen; the reason is told and read out", async () => {
    const shown = show([question("single")]);
    expect(shown.page.getByText("Choose an answer first.")).toBeTruthy();
    check(shown);
    expect(shown.model.sent).toEqual([]);
    expect(await shown.spoken()).toBe("Choose an answer first.");
  });

  it("is sent once, however often the button is pressed before the reply", () => {
    const shown = show([question("single")]);
    shown.page.getByLabelText("Red").click();
    check(shown);
    check(shown);
    expect(shown.model.sent.length).toBe(1);
  });

  it("that is chosen marks its row, and all rows once nothing more can be chosen", () => {
    const shown = show([question("single")]);
    const marked = (mark) => texts(shown.root, `.ibc-choice[${mark}] .ibc-choice-label`);
    shown.page.getByLabelText("Red").click();
    shown.page.getByLabelText("Blue").click();
    expect(marked("data-chosen")).toEqual(["Blue"]);
    expect(marked("data-closed")).toEqual([]);
    shown.model.receive({ view: quiz([judged("single", "correct", [], { response: "a" })]) });
    expect(marked("data-chosen")).toEqual(["Red"]);
    expect(marked("data-closed")).toEqual(["Red", "Blue", "Green"]);
  });

  it("of several choices holds all of them, sorted", () => {
    const shown = show([question("multiple")]);
    shown.page.getByLabelText("Green").click();
    shown.page.getByLabelText("Red").click();
    check(shown);
    expect(answers(shown)[0].response).toEqual(["a", "c"]);
  });

  it("of pairs holds the row and what was chosen for it, and tells what is open", () => {
    const shown = show([question("matching")]);
    choose(shown.page.getByLabelText("Sky"), "b");
    choose(shown.page.getByLabelText("Blood"), "a");
    expect(shown.page.getByText("1 still open. You can leave them so.")).toBeTruthy();
    check(shown);
    expect(answers(shown)[0].response).toEqual({ a: "b", c: "a" });
  });

  it("in order follows the buttons and the arrow keys", async () => {
    const shown = show([question("ordering")]);
    shown.page.getByLabelText("Move down: First").click();
    expect(texts(shown.root, ".ibc-step-text")).toEqual(["Second", "First", "Third"]);
    expect(await shown.spoken()).toBe("First: now number 2 of 3.");
    press(shown.page.getByLabelText("Move up: Third"), "ArrowUp");
    check(shown);
    expect(answers(shown)[0].response).toEqual(["b", "c", "a"]);
  });

  it("in order may be kept as it stands", () => {
    const shown = show([question("ordering")]);
    shown.page.getByText("Keep this order").click();
    check(shown);
    expect(answers(shown)[0].response).toEqual(["a", "b", "c"]);
  });

  it("that is typed is sent with Enter, without spaces around it", () => {
    const shown = show([question("numeric")]);
    const field = shown.page.getByLabelText("Your answer");
    choose(field, " 2.5 ", "input");
    press(field, "Enter");
    expect(answers(shown)[0].response).toBe("2.5");
    expect(shown.root.querySelector(`#${field.getAttribute("aria-describedby")}`).textContent).toBe("Gy");
  });
});

describe("feedback", () => {
  const after = (item) => {
    const shown = show([question(item.kind, { id: item.id })]);
    const [first] = shown.root.querySelectorAll("input");
    if (first) first.click();
    check(shown);
    shown.model.receive({ view: quiz([item]), handled: 1 });
    return shown;
  };
  const row = (shown, key) => shown.root.querySelector(`[data-key="${key}"]`);

  it("stands at the answer that it is about, with its verdict as a word and as a look", () => {
    const shown = after(judged("single", "incorrect", [line("a", "wrong", { chosen: true }), line("b", "missed")], { response: "a" }));
    expect(row(shown, "a").textContent).toContain("Not quite. About a.");
    expect(row(shown, "a").querySelector(".ibc-wrong .ibc-icon-wrong")).toBeTruthy();
    expect(row(shown, "a").dataset.verdict).toBe("wrong");
    expect(row(shown, "b").textContent).toContain("This is the answer. About b.");
    expect(row(shown, "b").dataset.verdict).toBe("right");
    expect(row(shown, "c").dataset.verdict).toBeUndefined();
  });

  it("is read out whole, and the focus goes to its headline when the question is done", async () => {
    const shown = after(judged("single", "correct", [line("a", "right", { chosen: true })], { response: "a" }));
    expect(await shown.spoken()).toBe("It is correct. A: About a. Because.");
    expect(document.activeElement).toBe(shown.root.querySelector(".ibc-headline"));
  });

  it("has the look of its status", () => {
    for (const [status, sign] of [["correct", "right"], ["incorrect", "wrong"], ["partial", "partial"]]) {
      const shown = after(judged("single", status, [], { response: "a" }));
      const panel = shown.root.querySelector(".ibc-panel");
      expect(panel.dataset.status).toBe(status);
      expect(panel.querySelector(`.ibc-icon-${sign}`)).toBeTruthy();
      shown.close();
    }
  });

  it("offers another try as long as there is one", () => {
    const shown = after(judged("single", "incorrect", [], { response: "a", can_retry: true }));
    expect(shown.page.getByText("Try again")).toBeTruthy();
    expect(shown.page.getByText("It is incorrect. You can try again.")).toBeTruthy();
    shown.page.getByText("Try again").click();
    expect(shown.model.sent.at(-1).type).toBe("retry");
  });

  it("keeps what was chosen between Try again and the reply", () => {
    const shown = after(judged("single", "incorrect", [], { response: "a", can_retry: true }));
    shown.page.getByText("Try again").click();
    shown.page.getByLabelText(/Blue/).click();
    shown.model.receive({ view: quiz([question("single", { tries: 1, response: "a" })]), handled: 2 });
    expect(shown.page.getByLabelText(/Blue/).checked).toBe(true);
    check(shown);
    expect(answers(shown).at(-1)).toMatchObject({ type: "answer", response: "b" });
  });

  it("keeps what was chosen after Check answer if it can be checked again, and shows what was judged if not", () => {
    for (const [can_retry, response] of [[true, "b"], [false, "a"]]) {
      const shown = show([question("single")]);
      shown.page.getByLabelText("Red").click();
      check(shown);
      shown.page.getByLabelText("Blue").click();
      shown.model.receive({ view: quiz([judged("single", "incorrect", [], { response: "a", can_retry })]), handled: 1 });
      expect(shown.page.getByLabelText(response === "b" ? /Blue/ : /Red/).checked).toBe(true);
      shown.close();
    }
  });

  it("takes the answer out of reach when it is final", () => {
    const shown = after(judged("single", "correct", [], { response: "a" }));
    expect(shown.page.getByLabelText(/Red/).disabled).toBe(true);
    expect(shown.page.getByText("Check answer").hidden).toBe(true);
  });

  it("to an order is the right order in full", () => {
    const item = judged("ordering", "incorrect", [line("c", "missed")], { response: ["c", "a", "b"] });
    item.feedback.key = ["a", "b", "c"];
    const shown = show([item]);
    expect(texts(shown.root, ".ibc-order li")).toEqual(["1. First", "2. Second", "3. Third – About c."]);
  });

  it("lets text of educators run in its own direction", () => {
    const shown = after(judged("single", "incorrect", [line("a", "wrong", { chosen: true })], { response: "a" }));
    for (const words of ["The stem of single", "Red", "Because."]) {
      expect(shown.page.getByText(words).closest("[dir=auto]"), words).toBeTruthy();
    }
  });
});

describe("a quiz of many questions", () => {
  const five = (more = []) => Array.from({ length: 5 }, (_, index) => question("single", { id: `q${index}`, stem: `Stem ${index + 1}`, ...more[index] }));

  it("shows one at a time, the first that is open", () => {
    const shown = show(five([{ status: "correct", locked: true }]));
    expect(shown.root.querySelectorAll(".ibc-item:not([hidden])").length).toBe(1);
    expect(shown.page.getByText("Stem 2")).toBeTruthy();
    expect(shown.page.getByLabelText("Question 2, open").getAttribute("aria-current")).toBe("step");
    expect(shown.page.getByLabelText("Question 1, right").dataset.status).toBe("correct"); // its look
  });

  it("goes on and back, and not beyond its ends", () => {
    const shown = show(five());
    expect(shown.page.getByText("Previous").getAttribute("aria-disabled")).toBe("true");
    shown.page.getByText("Next question").click();
    expect(shown.root.querySelector(".ibc-item:not([hidden])").dataset.item).toBe("q1");
    shown.page.getByLabelText("Question 5, open").click();
    shown.page.getByText("Next question").click();
    expect(shown.root.querySelector(".ibc-item:not([hidden])").dataset.item).toBe("q4");
  });

  it("says how far the learner is", () => {
    const shown = show(five([{ status: "correct", locked: true }, { status: "incorrect", locked: true }]));
    expect(shown.page.getByText("2 of 5 answered · 1 right")).toBeTruthy();
    expect(shown.root.querySelector(".ibc-progress-bar").style.transform).toBe("translateX(-60%)");
  });

  it("of up to four shows all of them, with nothing to leaf through", () => {
    const shown = show(five().slice(0, 4));
    expect(shown.root.querySelectorAll(".ibc-item:not([hidden])").length).toBe(4);
    expect([...shown.root.querySelectorAll(".ibc-strip, .ibc-paging")].filter((node) => !node.closest("[hidden]"))).toEqual([]);
  });
});

describe("an exam", () => {
  const exam = (items, more = {}) => show(items, { mode: "exam", ...more });

  it("keeps drafts as they are made, and hands in after a question back", () => {
    vi.useFakeTimers();
    const shown = exam([question("single"), question("numeric")]);
    shown.page.getByLabelText("Green").click();
    vi.advanceTimersByTime(1);
    expect(answers(shown)).toEqual([{ type: "draft", item: "single", response: "c", sureness: null }]);
    expect(shown.page.getByText("Check answer", { selector: "[data-item=single] button" }).hidden).toBe(true);
    shown.page.getByText("Hand in…").click();
    expect(shown.page.getByText("2 questions are still open. Handed in like this, they stay blank.")).toBeTruthy();
    shown.page.getByText("Hand in now").click();
    expect(shown.model.sent.at(-1).type).toBe("submit");
    vi.useRealTimers();
  });

  it("leads to the question that is still open", () => {
    const shown = exam(Array.from({ length: 5 }, (_, index) => question("single", { id: `q${index}`, response: index === 3 ? null : "a" })));
    shown.page.getByText("Go to 4").click();
    expect(shown.root.querySelector(".ibc-item:not([hidden])").dataset.item).toBe("q3");
  });

  it("sends what is still being typed before it is handed in", () => {
    const shown = exam([question("numeric")]);
    choose(shown.page.getByLabelText("Your answer"), "4", "input");
    shown.page.getByText("Hand in now").click();
    expect(shown.model.sent.map(({ type }) => type)).toEqual(["draft", "submit"]);
  });

  it("marks what to come back to", () => {
    const shown = exam([question("single", { flagged: true }), question("multiple")]);
    expect(shown.page.getByText("0 of 2 answered · 1 to come back to")).toBeTruthy();
    expect([...shown.root.querySelectorAll("[aria-label=Questions] button")].map((step) => step.querySelector(".ibc-icon-flag") !== null)).toEqual([true, false]);
    shown.page.getAllByText("Come back to this")[1].click();
    expect(shown.model.sent[0]).toMatchObject({ type: "flag", item: "multiple", on: true });
  });

  it("tells what was right, wrong and left open", () => {
    const lines = [{ objective: "o", text: "Know colors", right: 1, open: 1, total: 2, reread: { label: "Colors", notebook: "01.ipynb", cell: "c1" } }];
    const shown = exam([judged("single", "correct", []), judged("multiple", "unanswered", [])],
      { phase: "submitted", summary: summary({ wrong: 0, open: 1, score_answered: 1, lines }) });
    expect(texts(shown.root, ".ibc-summary .ibc-headline")[0]).toBe("1 right, 0 wrong or only partly right, 1 left open, of 2. Score: 100% of what you answered; 50% of the whole exam. Open is not wrong.");
    expect(texts(shown.root, ".ibc-summary li p")).toEqual(["Know colors 1 of 2 right, 1 left open", "To read again: Colors"]);
    expect(shown.page.getByText("Colors").getAttribute("href")).toBe("01.ipynb#cell-id=c1");
  });

  it("makes room for another one with other questions, which the learner asks for", () => {
    const items = [judged("single", "correct", []), judged("multiple", "correct", [])];
    const shown = open(card, { view: quiz(items, { mode: "exam", phase: "submitted", summary: summary({}) }), has_another: true });
    shown.page.getByText("Take another one, with other questions").click();
    expect(shown.model.sent[0]).toMatchObject({ type: "another" });
    shown.model.receive({ view: quiz([question("numeric")], { mode: "exam" }), handled: 1 });
    expect(shown.root.querySelectorAll(".ibc-item").length).toBe(1);
    expect(shown.root.querySelectorAll(".ibc-header").length).toBe(1);
    expect(shown.page.getByText("Hand in…")).toBeTruthy();
  });
});

it("shows a hint that was asked for, and asks only once", async () => {
  const shown = show([question("single", { hint: { available: true, text: null } })]);
  shown.page.getByText("Hint").click();
  expect(shown.model.sent[0].type).toBe("hint");
  shown.model.receive({ view: quiz([question("single", { hint: { available: true, text: "Think." } })]), handled: 1 });
  expect(await shown.spoken()).toBe("Hint: Think.");
  expect(shown.page.getByText("Think.").hidden).toBe(false);
  shown.page.getByText("Hint").click();
  expect(shown.page.getByText("Think.").hidden).toBe(true);
  expect(shown.model.sent.length).toBe(1);
});

it("keeps what the learner is choosing when another question changes", () => {
  const shown = show([question("single"), question("multiple")]);
  shown.page.getAllByLabelText("Blue")[0].click();
  shown.model.receive({ view: quiz([question("single"), judged("multiple", "correct", [])]), handled: 1 });
  expect(shown.page.getAllByLabelText("Blue")[0].checked).toBe(true);
});

it("asks what came in elsewhere when the reader comes back to a page of practice", () => {
  const shown = show([question("single")]);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(shown.model.sent.map(({ type }) => type)).toEqual(["catch_up"]);
});
