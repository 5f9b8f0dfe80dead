import { beforeAll, describe, expect, it, vi } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { choose, open, texts } from "../../open.js";
import { judged, line, question, quiz } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (...items) => open(card, { view: quiz(items) });
/** The messages as they were sent, without the numbers by which they are told apart. */
const sent = ({ model }) => model.sent.map((fields) => { const rest = { ...fields }; delete rest.message; return rest; });
const button = (root, name) => [...root.querySelectorAll("button")].find(({ textContent }) => textContent === name);

describe("drafts of an exam", () => {
  const exam = (...items) => open(card, { view: quiz(items, { mode: "exam" }) });

  it("wait until typing ends, and are sent once, whole", () => {
    vi.useFakeTimers();
    const shown = exam(question("numeric"), question("single"));
    const field = shown.page.getByLabelText("Your answer");
    for (const typed of ["2", "25"]) {
      choose(field, typed, "input");
      vi.advanceTimersByTime(300);
    }
    expect(sent(shown)).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(sent(shown)).toEqual([{ type: "draft", item: "numeric", response: "25", sureness: null, seconds: expect.any(Number) }]);
    vi.advanceTimersByTime(5000);
    button(shown.root, "Hand in now").click();
    expect(sent(shown).slice(1)).toEqual([{ type: "submit" }]); // what was sent is not sent again
  });

  it("of what is handed in while one types are not sent again after it", () => {
    vi.useFakeTimers();
    const shown = exam(question("numeric"), question("single"));
    choose(shown.page.getByLabelText("Your answer"), "2", "input");
    button(shown.root, "Hand in now").click();
    vi.advanceTimersByTime(1000);
    expect(shown.model.sent.map(({ type }) => type)).toEqual(["draft", "submit"]);
  });

  it("are none of practice, where nothing is kept before it is checked", () => {
    vi.useFakeTimers();
    const shown = show(question("numeric"), question("single"));
    choose(shown.page.getByLabelText("Your answer"), "2", "input");
    shown.page.getByLabelText("Red").click();
    shown.page.getAllByLabelText("Sure")[0].click();
    vi.advanceTimersByTime(600);
    expect(sent(shown)).toEqual([]);
  });
});

describe("what changes while somebody works", () => {
  it("takes nothing away that was chosen and not yet checked", () => {
    const shown = show(question("single"));
    shown.page.getByLabelText("Blue").click();
    shown.page.getByLabelText("Guessing").click();
    shown.model.receive({ view: quiz([question("single", { flagged: true, hint: { available: true, text: null } })]) });
    expect([shown.page.getByLabelText("Blue").checked, shown.page.getByLabelText("Guessing").checked]).toEqual([true, true]);
    shown.page.getByText("Check answer").click();
    expect(sent(shown)).toMatchObject([{ type: "answer", response: "b", sureness: 1 }]);
  });

  it("shows an answer that was given elsewhere where nobody is at work", () => {
    const { page, model } = open(card, { view: quiz([question("single"), question("numeric")], { mode: "exam" }) });
    model.receive({ view: quiz([question("single", { response: "c", sureness: 3 }), question("numeric", { response: 2 })], { mode: "exam" }) });
    expect([page.getByLabelText("Green").checked, page.getByLabelText("Your answer").value]).toEqual([true, "2"]);
  });

  it("leaves the place in a text where it is, while that says what the field says", () => {
    const { page, model } = show(question("numeric", { response: 25 }));
    const field = page.getByLabelText("Your answer");
    field.setSelectionRange(1, 1);
    const write = vi.spyOn(HTMLInputElement.prototype, "value", "set");
    model.receive({ view: quiz([question("numeric", { response: "25", flagged: true })]) });
    expect([write.mock.calls, field.selectionStart]).toEqual([[], 1]);
  });

  it("keeps the lines at the answers for another try, and clears them when all begins anew", () => {
    const wrong = judged("multiple", "partial", [line("a", "right", { chosen: true }), line("b", "wrong", { chosen: true })], { response: ["a", "b"], can_retry: true });
    const { root, page, model } = show(wrong);
    const told = () => [root.querySelector(".ibc-item").dataset.status, ...texts(root, ".ibc-slot")];
    expect(told()).toEqual(["partial", "Right. About a.", "Not quite. About b.", ""]);
    model.receive({ view: quiz([question("multiple", { tries: 1, response: ["a", "b"] })]) });
    expect(told()).toEqual([undefined, "Right. About a.", "Not quite. About b.", ""]);
    page.getByLabelText("Green").click();
    expect(told()).toEqual([undefined, "Right. About a.", "Not quite. About b.", ""]);
    model.receive({ view: quiz([question("multiple")]) });
    expect(told()).toEqual([undefined, "", "", ""]);
  });

  it("leaves what a class tries out together, also once the answer is revealed", () => {
    const shown = open(card, { view: quiz([question("matching")], { mode: "present" }) });
    choose(shown.page.getByLabelText("Sky"), "b");
    shown.model.receive({ view: quiz([question("matching", { flagged: true })], { mode: "present" }) });
    expect(shown.page.getByLabelText("Sky").value).toBe("b");
    shown.model.receive({ view: quiz([judged("matching", "shown", [line("a", "missed"), line("b", "missed")], { response: null })], { mode: "present" }) });
    expect(shown.page.getByLabelText("Sky").value).toBe("b");
    expect(texts(shown.root, ".ibc-row > .ibc-slot")).toEqual(["Answer: A. About a.", "Answer: B. About b.", ""]);
    expect(sent(shown)).toEqual([]);
  });
});
