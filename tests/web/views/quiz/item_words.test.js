import { beforeAll, describe, expect, it } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { choose, open, press, texts } from "../../open.js";
import { judged, question, quiz } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (...items) => open(card, { view: quiz(items) });
/** The messages as they were sent, without the numbers by which they are told apart. */
const sent = ({ model }) => model.sent.map((fields) => { const rest = { ...fields }; delete rest.message; return rest; });

describe("the words of a question", () => {
  it("say which of how many it is, what is asked and how to answer", () => {
    const { root } = show(question("single"), question("numeric"));
    expect(texts(root, "fieldset.ibc-question > legend")).toEqual(["Question 1 of 2 The stem of single", "Question 2 of 2 The stem of numeric"]);
    expect(texts(root, "legend > .ibc-number.ibc-muted")).toEqual(["Question 1 of 2", "Question 2 of 2"]);
    expect(texts(root, "legend > .ibc-stem[dir=auto]")).toEqual(["The stem of single", "The stem of numeric"]);
    const [first] = root.querySelectorAll(".ibc-question");
    expect(root.querySelector(`#${first.getAttribute("aria-describedby")}`).textContent).toBe("What to do.");
    expect(first.querySelector(".ibc-instruction").matches(".ibc-muted")).toBe(true);
  });

  it("count nothing where it stands alone", () => {
    expect(texts(show(question("single")).root, ".ibc-question > legend")).toEqual(["The stem of single"]);
  });

  it("ask how sure one is before an answer is final, and not before a class", () => {
    const asked = (item, mode) => texts(open(card, { view: quiz([item], { mode }) }).root, ".ibc-sureness:not([hidden]) :is(legend, label)");
    const words = ["How sure are you? (optional)", "Guessing", "Fairly sure", "Sure"];
    expect(asked(question("single"), "practice")).toEqual(words);
    expect(asked(judged("single", "incorrect", [], { can_retry: true }), "practice")).toEqual(words);
    expect(asked(question("single"), "exam")).toEqual(words);
    expect(asked(judged("single", "correct", []), "practice")).toEqual([]);
    expect(asked(question("single"), "present")).toEqual([]);
  });
});

describe("the main button", () => {
  const told = ({ root }) => {
    const check = root.querySelector(".ibc-actions .ibc-primary");
    const note = root.querySelector(`#${check.getAttribute("aria-describedby")}`);
    return [check.textContent, check.getAttribute("aria-disabled"), note.textContent];
  };

  it("is described by what is in its way, and by nothing once there is nothing", () => {
    const shown = show(question("single"));
    expect(told(shown)).toEqual(["Check answer", "true", "Choose an answer first."]);
    shown.page.getByLabelText("Red").click();
    expect(told(shown)).toEqual(["Check answer", null, ""]);
    shown.model.receive({ view: quiz([judged("single", "incorrect", [], { response: "a", can_retry: true })]) });
    expect(told(shown)).toEqual(["Try again", null, ""]);
    shown.model.receive({ view: quiz([judged("single", "correct", [], { response: "a" })]) });
    expect(told(shown)).toEqual(["Check answer", null, ""]); // hidden, and so nothing is to be said there
  });

  it("counts the rows that are open until the answer is judged, and again once it is changed", () => {
    const shown = show(question("matching"));
    expect(told(shown)).toEqual(["Check answer", "true", "Choose from at least one list first."]);
    choose(shown.page.getByLabelText("Sky"), "a");
    expect(told(shown)).toEqual(["Check answer", null, "2 still open. You can leave them so."]);
    shown.model.receive({ view: quiz([judged("matching", "partial", [], { response: { a: "a" }, can_retry: true })]) });
    expect(told(shown)).toEqual(["Try again", null, ""]);
    choose(shown.page.getByLabelText("Grass"), "b");
    expect(told(shown)).toEqual(["Check answer", null, "1 still open. You can leave them so."]);
    choose(shown.page.getByLabelText("Blood"), "c");
    expect(told(shown)).toEqual(["Check answer", null, ""]);
  });

  it("has nothing to say in an exam, which has another one", () => {
    expect(told(open(card, { view: quiz([question("single")], { mode: "exam" }) }))).toEqual(["Check answer", null, ""]);
  });

  it.each([
    ["numeric", 2, { "Your answer": "2" }], ["multiple", ["c", "a"].sort(), {}], ["matching", { c: "a", a: "b" }, { Sky: "b", Blood: "a" }],
  ])("wants another answer to %s than the one that was judged, however that was written down", (kind, response, fields) => {
    const shown = show(question(kind, { tries: 1, response }));
    for (const [name, value] of Object.entries(fields)) choose(shown.page.getByLabelText(name), value, kind === "numeric" ? "input" : "change");
    expect(told(shown)).toEqual(["Check answer", "true", "Change your answer to check it again."]);
    shown.page.getByText("Check answer").click();
    expect(sent(shown)).toEqual([]);
  });

  it("checks a first answer that happens to stand there already", () => {
    const shown = show(question("single", { response: "a" }));
    expect(told(shown)).toEqual(["Check answer", null, ""]);
    shown.page.getByText("Check answer").click();
    expect(sent(shown)).toMatchObject([{ type: "answer", response: "a" }]);
  });

  it("checks another answer at once, with no try again between, and Enter does so too", () => {
    const first = judged("numeric", "incorrect", [], { response: "2", can_retry: true });
    const { page, model } = show(first);
    const field = page.getByLabelText("Your answer");
    press(field, "Enter");
    expect(model.sent).toEqual([]); // not changed: nothing to check, and Enter is no wish for another try
    choose(field, "25", "input");
    press(field, "a");
    press(field, "Enter", { isComposing: true });
    expect(model.sent).toEqual([]); // a letter, and the choice of a word of an input method
    press(field, "Enter");
    expect(model.sent).toMatchObject([{ type: "answer", item: "numeric", response: "25" }]);
    model.receive({ view: quiz([judged("numeric", "correct", [], { response: "25", tries: 2 })]), handled: 1 });
    press(field, "Enter");
    expect(model.sent.length).toBe(1);
  });
});
