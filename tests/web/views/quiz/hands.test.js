import { beforeAll, describe, expect, it } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { fakeModel, open, press, texts } from "../../open.js";
import { stage } from "../presenter/lecture.js";
import { judged, line, question, quiz } from "./examples.js";

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

  it("is known to the presenter by what the space bar never presses; a hint and the sources have no letter, and what is tried out together neither", () => {
    const marked = ({ root }) => [root.querySelector(".ibc-item").matches("[data-present]"), [...root.querySelectorAll("[data-hands]")].map((each) => each.ariaLabel ?? each.textContent)];
    const hand = (name) => [`One hand less for ${name}`, `One hand more for ${name}`];
    const byLetter = [...["A", "B", "C"].flatMap(hand), "Ask again after the talk (T)", "Reveal the answer (R)"];
    expect(marked(hands({ counts: {}, earlier: null }))).toEqual([true, byLetter]);
    expect(marked(show([question("ordering")], { mode: "present" }))).toEqual([true, []]);
    expect(marked(show([question("ordering")]))).toEqual([false, []]);
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

  it("sends whose hand it was and at which question, and keeps the key from the browser and nobody else's", () => {
    const { root, page, model } = hands({ counts: {}, earlier: null });
    const at = root.querySelector(".ibc-item");
    expect(["a", "C", "d", "x", "1", "Enter"].map((key) => press(at, key))).toEqual([false, false, true, true, true, true]);
    page.getByLabelText("One hand less for B").click();
    expect(model.sent.map(({ type, item, key, delta }) => [type, item, key, delta])).toEqual([["tally", "single", "a", 1], ["tally", "single", "c", 1], ["tally", "single", "b", -1]]);
    expect(["r", "t"].map((key) => press(at, key))).toEqual([false, false]);
  });

  it("counts one hand for a key that is held down, and asks again once", async () => {
    const shown = hands({ counts: {}, earlier: null });
    const at = shown.root.querySelector(".ibc-item");
    for (const [key, repeat] of [["b", false], ["b", true], ["b", true], ["t", false], ["t", true], ["t", true]]) {
      expect(press(at, key, { repeat })).toBe(false); // a key of the question all the while
      shown.model.receive({ handled: shown.model.sent.length });
      await Promise.resolve(); // the reply is taken
    }
    expect(shown.model.sent.map(({ type }) => type)).toEqual(["tally", "close_round"]);
  });

  it("counts so in a lecture too, wherever the focus is", async () => {
    Element.prototype.requestFullscreen = () => Promise.reject(new Error("not here"));
    const model = fakeModel({ view: quiz([question("single", { tally: { counts: {}, earlier: null } })], { mode: "present" }) });
    const getWidget = () => Promise.resolve({ render: ({ el }) => card.render({ model, el }) });
    const { area } = await stage({ position: 1, live: { 1: "ref" } }, { getWidget });
    const pressed = [["b", {}], ["b", { repeat: true }], ["B", { shiftKey: true }], ["B", { shiftKey: true, repeat: true }]];
    expect(pressed.map(([key, how]) => press(area, key, how))).toEqual([false, false, false, false]);
    expect(model.sent.map(({ key, delta }) => [key, delta])).toEqual([["b", 1], ["b", -1]]);
  });

  it("says that hands are counted again, and that the first count stays", async () => {
    const shown = hands({ counts: { a: 2 }, earlier: null });
    shown.page.getByText("Ask again after the talk (T)").click();
    expect(shown.model.sent).toMatchObject([{ type: "close_round", item: "single" }]);
    expect(await shown.spoken()).toBe("The first count is kept. Count hands again.");
  });

  it("leaves the keys of fields to them, and all keys once the answer is revealed", () => {
    const typed = show([question("matching")], { mode: "present" });
    expect(press(typed.page.getByLabelText("Sky"), "r")).toBe(true);
    const tally = { counts: { a: 1 }, earlier: null };
    const over = show([judged("single", "shown", [], { tally })], { mode: "present" });
    expect(["a", "r", "t"].map((key) => press(over.root.querySelector(".ibc-item"), key))).toEqual([true, true, true]);
    const alone = show([question("ordering")], { mode: "practice" });
    expect(["a", "r", "t"].map((key) => press(alone.root.querySelector(".ibc-item"), key))).toEqual([true, true, true]);
    for (const { model } of [typed, over, alone]) expect(model.sent).toEqual([]);
    const tried = show([question("ordering")], { mode: "present" });
    expect(["a", "x"].map((key) => press(tried.root.querySelector(".ibc-item"), key))).toEqual([true, true]);
  });

  it("follows the count, from none at all to a second round", () => {
    const { root, model } = hands({ counts: {}, earlier: null });
    const stands = () => {
      const rounds = [...root.querySelectorAll("[data-key=a] .ibc-round:not([hidden])")];
      const { dataset } = root.querySelector("[data-key=a] .ibc-bars");
      const bars = rounds.map((round) => round.querySelector(".ibc-bar-room[aria-hidden=true] > .ibc-bar").style.width);
      return [dataset.rounds, dataset.counted, texts(root, ".ibc-counted"), rounds.map((round) => texts(round, ".ibc-round-name, .ibc-share").join(" ")), bars];
    };
    const count = (counts, earlier) => model.receive({ view: quiz([question("single", { tally: { counts, earlier } })], { mode: "present" }) });
    expect(stands()).toEqual(["1", undefined, [""], ["Now 0"], ["0%"]]);
    count({ a: 0, b: 0 }, null);
    expect(stands()).toEqual(["1", undefined, [""], ["Now 0"], ["0%"]]);
    count({ a: 1, b: 2 }, null);
    expect(stands()).toEqual(["1", "", ["Answers counted: n = 3."], ["Now 1 (33%)"], ["33%"]]);
    count({}, { a: 1, b: 2 });
    expect(stands()).toEqual(["2", "", ["Answers counted: first round n = 3, now n = 0."], ["First round 1 (33%)", "Now 0"], ["33%", "0%"]]);
    count({ a: 2, b: 0 }, { a: 1, b: 2 });
    expect(stands()).toEqual(["2", "", ["Answers counted: first round n = 3, now n = 2."], ["First round 1 (33%)", "Now 2 (100%)"], ["33%", "100%"]]);
  });

  it("tells how to count as long as one can, and then why each answer is right or wrong beside it", async () => {
    const tally = { counts: { a: 1, b: 1 }, earlier: null };
    const shown = hands(tally);
    const helped = () => shown.page.getByText("Count hands with + and −, or press the letter of an answer; with Shift it takes one away.").hidden;
    expect(helped()).toBe(false);
    press(shown.root.querySelector(".ibc-item"), "r");
    shown.model.receive({ view: quiz([judged("single", "shown", [line("b", "missed"), line("a", "wrong")], { tally })], { mode: "present" }), handled: 1 });
    expect(helped()).toBe(true);
    expect(texts(shown.root, ".ibc-slot")).toEqual(["Not quite. About a.", "This is the answer. About b.", ""]);
    expect([...shown.root.querySelectorAll(".ibc-rows > .ibc-tally")].map(({ dataset }) => dataset.verdict)).toEqual(["wrong", "right", undefined]);
    expect(await shown.spoken()).toBe("It is shown. B: This is the answer. About b. A: Not quite. About a. Because.");
    expect(document.activeElement).toBe(shown.root.querySelector(".ibc-headline"));
  });

  it("stands on the card in an order that a screen reader goes through", () => {
    const { root } = hands({ counts: { a: 4 }, earlier: null });
    const [row] = root.querySelectorAll(".ibc-tally");
    expect(row.querySelector(".ibc-tally-line").textContent).toBe("ARed−4+");
    expect([...row.querySelectorAll(".ibc-counter > button.ibc-hand")].map((hand) => hand.getAttribute("aria-label"))).toEqual(["One hand less for A", "One hand more for A"]);
    expect(row.querySelector(".ibc-step-text").getAttribute("dir")).toBe("auto");
  });
});

it("a lecture shows its questions one at a time and large, and a page alone lists a few", () => {
  for (const [mode, seen, large] of [["present", ["single"], true], ["practice", ["single", "ordering"], false]]) {
    const { root } = show([question("single"), question("ordering")], { mode });
    expect([...root.querySelectorAll(".ibc-item:not([hidden])")].map(({ dataset }) => dataset.item), mode).toEqual(seen);
    expect(root.matches(".ibc-large"), mode).toBe(large);
  }
});

it("a lecture that is through reads out no result: it was nobody's quiz", async () => {
  const done = (kind) => judged(kind, "shown", []);
  const shown = show([question("single"), done("ordering")], { mode: "present" });
  shown.model.receive({ view: quiz([done("single"), done("ordering")], { mode: "present" }) });
  expect(await shown.spoken()).toBe("");
});
