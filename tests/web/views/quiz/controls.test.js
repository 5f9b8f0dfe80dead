import { beforeAll, describe, expect, it } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { choose, open, texts } from "../../open.js";
import { judged, question, quiz } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (...items) => open(card, { view: quiz(items) });
const answer = ({ page, model }) => {
  page.getAllByText("Check answer")[0].click();
  return model.sent.at(-1)?.response;
};

describe("answers to tick", () => {
  const shuffled = [{ key: "c", text: "Green" }, { key: "a", text: "Red" }, { key: "b", text: "Blue" }];

  it("are one of all in one kind and each by itself in the other", () => {
    const types = (kind) => [...show(question(kind)).root.querySelectorAll(".ibc-rows > .ibc-row.ibc-choice > label.ibc-choice-label > input")].map((input) => [input.type, input.value]);
    expect(types("single")).toEqual([["radio", "a"], ["radio", "b"], ["radio", "c"]]);
    expect(types("multiple")).toEqual([["checkbox", "a"], ["checkbox", "b"], ["checkbox", "c"]]);
  });

  it("of one question leave those of another one alone", () => {
    const { page } = show(question("single", { id: "one" }), question("single", { id: "two" }));
    const [mine, other] = page.getAllByLabelText("Red");
    mine.click();
    other.click();
    page.getAllByLabelText("Blue")[1].click();
    expect([mine.checked, other.checked]).toEqual([true, false]);
  });

  it("are sent in one order, in whatever order they stand, and not at all once none is ticked", () => {
    const shown = show(question("multiple", { choices: shuffled }));
    expect(texts(shown.root, ".ibc-choice span[dir=auto]")).toEqual(["Green", "Red", "Blue"]);
    for (const name of ["Green", "Blue", "Red", "Blue"]) shown.page.getByLabelText(name).click();
    expect(answer(shown)).toEqual(["a", "c"]);
    const none = show(question("multiple"));
    none.page.getByLabelText("Red").click();
    none.page.getByLabelText("Red").click();
    expect([answer(none), texts(none.root, ".ibc-note")]).toEqual([undefined, ["Choose at least one answer first."]]);
  });

  it("show at a second look what was chosen, or that nothing is any more", () => {
    const { root, model } = open(card, { view: quiz([question("multiple", { response: ["a", "c"] }), question("single", { response: "b" })]) });
    const chosen = () => texts(root, ".ibc-choice[data-chosen] .ibc-choice-label");
    expect(chosen()).toEqual(["Red", "Green", "Blue"]);
    model.receive({ view: quiz([question("multiple", { response: ["b"] }), question("single", { response: null })]) });
    expect(chosen()).toEqual(["Blue"]);
    expect([...root.querySelectorAll("input:checked")].map(({ value }) => value)).toEqual(["b"]);
    model.receive({ view: quiz([judged("multiple", "shown", [], { response: null }), question("single")]) });
    expect([chosen(), texts(root, ".ibc-choice[data-closed] .ibc-choice-label")]).toEqual([[], ["Red", "Blue", "Green"]]);
  });

  it("have the focus on the first for another try where none was chosen", () => {
    const { page, model } = show(judged("single", "incorrect", [], { response: null, can_retry: true }));
    page.getByText("Try again").click();
    model.receive({ view: quiz([question("single", { tries: 1 })]), handled: 1 });
    expect(document.activeElement).toBe(page.getByLabelText("Red"));
  });
});

describe("a field to type in", () => {
  const field = (kind, more) => /** @type {HTMLInputElement} */ (show(question(kind, more)).page.getByLabelText("Your answer"));

  it("asks a phone for the keys that fit, and for no help with the answer", () => {
    const traits = (node) => [node.className, ...["type", "inputmode", "autocomplete", "autocapitalize", "spellcheck", "maxlength", "dir"].map((name) => node.getAttribute(name))];
    expect(traits(field("numeric"))).toEqual(["ibc-field-number", "text", "decimal", "off", "off", "false", "200", "auto"]);
    expect(traits(field("short_text"))).toEqual(["ibc-field-text", "text", "text", "off", "off", "false", "200", "auto"]);
  });

  it("stands in one line with its unit, where it has one", () => {
    const lines = (kind, more) => texts(show(question(kind, more)).root, ".ibc-field > .ibc-field-line > *");
    expect([lines("numeric"), lines("numeric", { unit: null }), lines("short_text")]).toEqual([["", "Gy"], [""], [""]]);
    expect(field("numeric", { unit: null }).hasAttribute("aria-describedby")).toBe(false);
  });

  it("holds what was answered, a zero too, and nothing but spaces is no answer", () => {
    expect([field("numeric", { response: 0 }).value, field("numeric", { response: "2.50" }).value, field("short_text").value]).toEqual(["0", "2.50", ""]);
    const shown = show(question("short_text"));
    choose(shown.page.getByLabelText("Your answer"), "   ", "input");
    expect([answer(shown), texts(shown.root, ".ibc-note")]).toEqual([undefined, ["Type your answer first."]]);
    choose(shown.page.getByLabelText("Your answer"), " two words ", "input");
    expect(answer(shown)).toBe("two words");
  });

  it("is emptied where the answer is taken back elsewhere", () => {
    const { page, model } = show(question("numeric", { response: "2" }));
    model.receive({ view: quiz([question("numeric")]) });
    expect(page.getByLabelText("Your answer").value).toBe("");
  });
});

describe("lists to choose from", () => {
  it("names each list by its row, closed with the question", () => {
    const { root, page, model } = show(question("matching"));
    expect(["Sky", "Grass", "Blood"].map((name) => [page.getByLabelText(name).tagName, page.getByLabelText(name).disabled])).toEqual([["SELECT", false], ["SELECT", false], ["SELECT", false]]);
    expect(texts(root, ".ibc-row > .ibc-pair > label[dir=auto]")).toEqual(["Sky", "Grass", "Blood"]);
    model.receive({ view: quiz([judged("matching", "correct", [], { response: { b: "b" } })]) });
    expect([["Sky", "Grass", "Blood"].map((name) => page.getByLabelText(name).selectedOptions[0].textContent), [...root.querySelectorAll("select")].map(({ disabled }) => disabled)]).toEqual([["Choose…", "green", "Choose…"], [true, true, true]]);
  });

  it("hold nothing where a row is left open or opened again", () => {
    const shown = show(question("categorise"));
    choose(shown.page.getByLabelText("Sky"), "a");
    choose(shown.page.getByLabelText("Grass"), "b");
    choose(shown.page.getByLabelText("Sky"), "");
    expect(texts(shown.root, ".ibc-note")).toEqual(["2 still open. You can leave them so."]);
    expect(answer(shown)).toEqual({ b: "b" });
    const none = show(question("categorise"));
    choose(none.page.getByLabelText("Sky"), "a");
    choose(none.page.getByLabelText("Sky"), "");
    expect([answer(none), texts(none.root, ".ibc-note")]).toEqual([undefined, ["Choose from at least one list first."]]);
  });

  it("have the focus on the first for another try where all are chosen", () => {
    const { page, model } = show(judged("matching", "partial", [], { response: { a: "b", b: "a", c: "c" }, can_retry: true }));
    page.getByText("Try again").click();
    model.receive({ view: quiz([question("matching", { tries: 1, response: { a: "b", b: "a", c: "c" } })]), handled: 1 });
    expect(document.activeElement).toBe(page.getByLabelText("Sky"));
  });
});
