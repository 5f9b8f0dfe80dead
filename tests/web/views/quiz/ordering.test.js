import { beforeAll, describe, expect, it } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { open, press, texts } from "../../open.js";
import { judged, line, question, quiz } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (item, more) => open(card, { view: quiz([item], more) });
const steps = ({ root }) => texts(root, "ol.ibc-rows > .ibc-row > .ibc-step").join(" ");
const keep = ({ page }) => page.getByText("Keep this order");
const note = ({ root }) => texts(root, ".ibc-note")[0];

describe("steps to put in order", () => {
  it("are numbered, with two named ways to move each, and may be kept as they stand", async () => {
    const shown = show(question("ordering"));
    expect(steps(shown)).toBe("1.First 2.Second 3.Third");
    expect(texts(shown.root, ".ibc-step > .ibc-step-text[dir=auto]")).toEqual(["First", "Second", "Third"]);
    expect([...shown.root.querySelectorAll(".ibc-step > button.ibc-move[type=button]")].map((way) => [way.getAttribute("aria-label"), way.querySelector("svg").classList[1], way.hidden])).toEqual(
      ["First", "Second", "Third"].flatMap((name) => [[`Move up: ${name}`, "ibc-icon-up", false], [`Move down: ${name}`, "ibc-icon-down", false]]));
    expect([note(shown), keep(shown).hidden]).toEqual(["Move a step first, or keep this order.", false]);
    keep(shown).click();
    expect(await shown.spoken()).toBe("Order kept as shown.");
    expect([note(shown), keep(shown).hidden, steps(shown)]).toEqual(["", true, "1.First 2.Second 3.Third"]);
  });

  it("say where they went, up and down, with the focus still on the way that was taken", async () => {
    const shown = show(question("ordering"));
    for (const [name, order, said] of [
      ["Move up: Third", "1.First 2.Third 3.Second", "Third: now number 2 of 3."],
      ["Move up: Third", "1.Third 2.First 3.Second", "Third: now number 1 of 3."],
      ["Move down: Third", "1.First 2.Third 3.Second", "Third: now number 2 of 3."],
      ["Move down: Third", "1.First 2.Second 3.Third", "Third: now number 3 of 3."],
    ]) {
      shown.page.getByLabelText(name).click();
      expect([steps(shown), await shown.spoken(), document.activeElement]).toEqual([order, said, shown.page.getByLabelText(name)]);
    }
    expect([note(shown), keep(shown).hidden]).toEqual(["", true]);
  });

  it("move by the arrows up and down on either way, which scroll nothing then; other keys are left alone", () => {
    const shown = show(question("ordering"));
    const up = shown.page.getByLabelText("Move up: Second");
    expect([press(up, "ArrowDown"), steps(shown), document.activeElement]).toEqual([false, "1.First 2.Third 3.Second", up]);
    expect([press(shown.page.getByLabelText("Move down: Second"), "ArrowUp"), steps(shown)]).toEqual([false, "1.First 2.Second 3.Third"]);
    expect(["ArrowLeft", "Tab", "Enter", "Home"].map((key) => press(up, key))).toEqual([true, true, true, true]);
    expect(steps(shown)).toBe("1.First 2.Second 3.Third");
  });

  it("stay at the ends, and a way that is switched off is no order of one's own", async () => {
    const shown = show(question("ordering"));
    shown.page.getByLabelText("Move up: First").click();
    press(shown.page.getByLabelText("Move down: First"), "ArrowUp");
    shown.page.getByLabelText("Move down: Third").click();
    press(shown.page.getByLabelText("Move up: Third"), "ArrowDown");
    expect(await shown.spoken()).toBe("");
    expect([steps(shown), keep(shown).hidden, note(shown)]).toEqual(["1.First 2.Second 3.Third", false, "Move a step first, or keep this order."]);
  });

  it("stand as they were answered, and as they were asked where they were not", () => {
    const shown = show(question("ordering", { tries: 1, response: ["c", "a", "b"] }));
    expect([steps(shown), keep(shown).hidden, note(shown)]).toEqual(["1.Third 2.First 3.Second", true, "Change your answer to check it again."]);
    const off = () => [...shown.root.querySelectorAll(".ibc-move[aria-disabled=true]")].map((each) => each.getAttribute("aria-label"));
    expect(off()).toEqual(["Move up: Third", "Move down: Second"]);
    shown.model.receive({ view: quiz([question("ordering")]) });
    expect([steps(shown), keep(shown).hidden, note(shown)]).toEqual(["1.First 2.Second 3.Third", false, "Move a step first, or keep this order."]);
    expect(off()).toEqual(["Move up: First", "Move down: Third"]);
  });

  it("move no more once it is over, by no key either", async () => {
    const shown = show(judged("ordering", "incorrect", [], { response: ["b", "a", "c"] }));
    const ways = [...shown.root.querySelectorAll(".ibc-move")];
    expect([ways.every(({ hidden }) => hidden), keep(shown).hidden]).toEqual([true, true]);
    press(ways[1], "ArrowDown");
    ways[1].click();
    expect([steps(shown), await shown.spoken()]).toEqual(["1.Second 2.First 3.Third", ""]);
    const untouched = show(judged("ordering", "shown", [], { response: null }));
    expect([steps(untouched), keep(untouched).hidden]).toEqual(["1.First 2.Second 3.Third", true]);
  });

  it("have the focus on the first of them for another try", () => {
    const shown = show(judged("ordering", "incorrect", [], { response: ["b", "a", "c"], can_retry: true }));
    shown.page.getByText("Try again").click();
    shown.model.receive({ view: quiz([question("ordering", { tries: 1, response: ["b", "a", "c"] })]), handled: 1 });
    expect(document.activeElement).toBe(shown.page.getByLabelText("Move down: Second"));
  });
});

describe("the right order", () => {
  const told = (status, key, lines = [], more = {}) => {
    const item = judged("ordering", status, lines, { response: ["c", "a", "b"], ...more });
    const { root, close } = show({ ...item, feedback: { ...item.feedback, key } });
    const words = [texts(root, ".ibc-panel-body > p"), texts(root, "ol.ibc-order > li[dir=auto]"), texts(root, ".ibc-order .ibc-muted"), texts(root, ".ibc-rows .ibc-slot").join("")];
    close();
    return words;
  };

  it("is told in full where the answer was another one, with what was missed at its step there", () => {
    expect(told("incorrect", ["a", "b", "c"], [line("c", "missed"), line("a", "missed")])).toEqual([
      ["The right order:", "Because."], ["1. First – About a.", "2. Second", "3. Third – About c."], ["– About a.", "– About c."], "",
    ]);
    expect(told("shown", ["b", "a", "c"])[1]).toEqual(["1. Second", "2. First", "3. Third"]);
  });

  it("is not told before it is known, nor once more where it was answered", () => {
    expect(told("incorrect", null, [line("a", "wrong")], { can_retry: true })).toEqual([["Because."], [], [], "Not quite. About a."]);
    expect(told("correct", ["c", "a", "b"])).toEqual([["Because."], [], [], ""]);
  });
});
