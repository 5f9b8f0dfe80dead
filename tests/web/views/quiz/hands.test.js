import { beforeAll, describe, expect, it } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { open, press, texts } from "../../open.js";
import { judged, question, quiz } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (items, more) => open(card, { view: quiz(items, more) });

describe("a show of hands", () => {
  const hands = (tally) => show([question("single", { tally })], { mode: "present" });

  it("counts for the answer whose letter is pressed, and takes one away with Shift", () => {
    const shown = hands({ counts: {}, earlier: null });
    const at = shown.root.querySelector(".ibc-question");
    press(at, "b");
    press(at, "B", { shiftKey: true });
    press(at, "b", { ctrlKey: true });
    shown.page.getByLabelText("One hand more for C").click();
    expect(shown.model.sent.map(({ key, delta }) => [key, delta])).toEqual([["b", 1], ["b", -1], ["c", 1]]);
  });

  it("asks again with T and reveals with R, from anywhere in it but a field", () => {
    const shown = hands({ counts: {}, earlier: null });
    press(shown.page.getByLabelText("One hand less for A"), "t");
    press(shown.root.querySelector(".ibc-item"), "R", { shiftKey: true });
    expect(shown.model.sent.map(({ type }) => type)).toEqual(["close_round"]); // one thing at a time
    shown.model.receive({ handled: 1 });
    press(shown.root.querySelector(".ibc-item"), "r");
    expect(shown.model.sent.map(({ type }) => type)).toEqual(["close_round", "reveal"]);
    const typed = show([question("numeric")], { mode: "present" });
    press(typed.page.getByLabelText("Your answer"), "r");
    expect(press(typed.root.querySelector(".ibc-item"), "t")).toBe(true); // no hands, no second round
    press(typed.root.querySelector(".ibc-item"), "r");
    expect(typed.model.sent.map(({ type }) => type)).toEqual(["reveal"]);
  });

  it("leaves keys with Ctrl, Alt or the command key to the browser, which loads the page anew with R", () => {
    const { root, model } = hands({ counts: {}, earlier: null });
    for (const held of ["ctrlKey", "metaKey", "altKey"]) for (const key of ["r", "t", "a"]) expect(press(root.querySelector(".ibc-item"), key, { [held]: true })).toBe(true);
    expect(model.sent).toEqual([]);
  });

  it("shows each count with its share and a bar as long as the share, of both rounds and of their own n", () => {
    const shown = hands({ counts: { a: 2, b: 8, c: 0 }, earlier: { a: 3, b: 1, c: 0 } });
    const rows = [...shown.root.querySelectorAll(".ibc-tally")];
    expect(rows.map((row) => texts(row, ".ibc-round"))).toEqual([
      ["First round3 (75%)", "Now2 (20%)"], ["First round1 (25%)", "Now8 (80%)"], ["First round0 (0%)", "Now0 (0%)"],
    ]);
    expect(texts(shown.root, ".ibc-count")).toEqual(["2", "8", "0"]);
    expect(rows.map((row) => row.querySelector(".ibc-bar:not(.ibc-bar-earlier)").style.width)).toEqual(["20%", "80%", "0%"]);
    expect(rows.map((row) => row.querySelector(".ibc-bar-earlier").style.width)).toEqual(["75%", "25%", "0%"]);
    expect(shown.page.getByText("Answers counted: first round n = 4, now n = 10.")).toBeTruthy();
  });

  it("names each answer by the letter that counts for it", () => {
    expect(texts(hands({ counts: {}, earlier: null }).root, ".ibc-letter, .ibc-step-text")).toEqual(["A", "Red", "B", "Blue", "C", "Green"]);
  });

  it("shows no share of a round in which nobody has raised a hand yet", () => {
    const { root } = hands({ counts: { a: 0 }, earlier: { a: 3 } });
    expect(texts(root, ".ibc-share")).toEqual(["3 (100%)", "0", "0 (0%)", "0", "0 (0%)", "0"]);
  });

  it("is known to the presenter as what the space bar never presses; what is tried out together is not", () => {
    const marked = ({ root }) => ["[data-present]", "[data-hands]"].map((mark) => root.querySelector(".ibc-item").matches(mark));
    expect(marked(hands({ counts: {}, earlier: null }))).toEqual([true, true]);
    expect(marked(show([question("ordering")], { mode: "present" }))).toEqual([true, false]);
    expect(marked(show([question("ordering")]))).toEqual([false, false]);
  });

  it("says to the room how many questions there are, and not how many were answered", () => {
    const { root } = show([question("single"), question("ordering")], { mode: "present" });
    expect(texts(root, ".ibc-header p")).toEqual(["2 questions"]);
    expect(root.querySelector(".ibc-progress").hidden).toBe(true);
  });

  it("counts no more once the answer is revealed", () => {
    const tally = { counts: { a: 1 }, earlier: null };
    const shown = hands(tally);
    const buttons = () => [...shown.root.querySelectorAll(".ibc-hand")].map(({ hidden }) => hidden);
    expect(new Set(buttons())).toEqual(new Set([false]));
    shown.model.receive({ view: quiz([judged("single", "shown", [], { tally })], { mode: "present" }) });
    expect(new Set(buttons())).toEqual(new Set([true]));
  });

  it("shows one round alone", () => {
    expect(hands({ counts: { a: 1, b: 3 }, earlier: null }).page.getByText("Answers counted: n = 4.")).toBeTruthy();
  });
});
