import { beforeAll, describe, expect, it } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { takeChange } from "../../../../ibc_edu/views/quiz/change.js";
import { fakeModel, open, texts } from "../../open.js";
import { judged, line, question, quiz } from "./examples.js";

beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const step = (number, more = {}) => ({ ...quiz([question("single"), question("multiple")]), step: number, ...more });
const right = (number) => ({ ...judged("single", "correct", [line("a", "right", { chosen: true })], { response: "a" }), number });
const change = (since, items, more = {}) => ({ since, step: since + 1, items, values: { progress: { answered: 1, total: 2, correct: 1 } }, ...more });
const show = (traits = {}) => open(card, { view: step(0), change: null, ...traits });
const progress = ({ root }) => texts(root, ".ibc-header p")[0];

describe("what Python says has changed", () => {
  it("is shown at its question, and counted", async () => {
    const shown = show();
    shown.page.getAllByLabelText("Red")[0].click();
    shown.page.getAllByText("Check answer")[0].click();
    shown.model.receive({ change: change(0, [right(1)]), handled: 1 });
    expect(texts(shown.root, ".ibc-line")).toEqual(["Right. About a."]);
    expect(progress(shown)).toBe("1 of 2 answered · 1 right");
    expect(await shown.spoken()).toBe("It is correct. A: About a. Because.");
    expect(shown.model.sent.map(({ type }) => type)).toEqual(["answer"]);
  });

  it("leaves the other questions alone, whatever is being chosen there", () => {
    const shown = show();
    const other = shown.root.querySelectorAll(".ibc-item")[1];
    shown.page.getAllByLabelText("Blue")[1].click();
    const before = other.innerHTML;
    shown.model.receive({ change: change(0, [right(1)]) });
    expect(other.innerHTML).toBe(before);
    expect(shown.page.getAllByLabelText("Blue")[1].checked).toBe(true);
  });

  it("is in the model, for a view that is opened later and a notebook that is saved", () => {
    const shown = show();
    shown.model.receive({ change: change(0, [right(1)]) });
    expect(shown.model.get("view").items[0].status).toBe("correct");
    const place = document.body.appendChild(document.createElement("div"));
    const close = card.render({ model: shown.model, el: place });
    expect(texts(place, ".ibc-line")).toEqual(["Right. About a."]);
    close();
  });

  it("is shown by every view of the model", () => {
    const shown = show();
    const place = document.body.appendChild(document.createElement("div"));
    const close = card.render({ model: shown.model, el: place });
    shown.model.receive({ change: change(0, [right(1)]) });
    for (const root of [shown.root, place]) expect(texts(root, ".ibc-line")).toEqual(["Right. About a."]);
    expect(shown.model.sent).toEqual([]);
    close();
  });

  it("that came while no view was open is taken by the next one", () => {
    const shown = show({ change: change(0, [right(1)]) });
    expect(texts(shown.root, ".ibc-line")).toEqual(["Right. About a."]);
  });

  it("has all asked for where something before it got lost, and shows that", () => {
    const shown = show();
    shown.model.receive({ change: change(1, [right(1)]) });
    expect(texts(shown.root, ".ibc-line")).toEqual([]);
    expect(shown.model.sent.map(({ type }) => type)).toEqual(["whole"]);
    shown.model.receive({ view: { ...quiz([right(1), question("multiple", { flagged: true })]), step: 2 } });
    expect(texts(shown.root, ".ibc-line")).toEqual(["Right. About a."]);
    shown.model.receive({ change: change(2, [question("multiple", { number: 2, status: "incorrect" })]) });
    expect(shown.model.sent.length).toBe(1);
  });

  it("that is missing where no program hears keeps nothing from being shown", () => {
    const model = fakeModel({ view: step(0), change: change(1, [right(1)]) });
    model.send = () => { throw new Error("no kernel"); };
    const place = document.body.appendChild(document.createElement("div"));
    const close = card.render({ model, el: place });
    expect(place.querySelectorAll(".ibc-item").length).toBe(2);
    expect(texts(place, ".ibc-problem")[0]).toContain("has stopped");
    close();
  });

  it("before the view that is there changes nothing", () => {
    const view = step(5);
    expect(takeChange(view, change(3, [right(1)]))).toBe(true);
    expect(view).toEqual(step(5));
    const shown = show({ view });
    shown.model.receive({ change: change(3, [right(1)]) });
    expect(texts(shown.root, ".ibc-line")).toEqual([]);
  });

  it("may be nothing any more, where all is there", () => {
    const shown = show({ change: change(0, [right(1)]) });
    shown.model.receive({ view: { ...quiz([right(1), question("multiple", { response: ["b"] })]), step: 2 }, change: null });
    expect([texts(shown.root, ".ibc-line"), shown.page.getAllByLabelText("Blue")[1].checked, shown.model.sent]).toEqual([["Right. About a."], true, []]);
  });

  it("tells once that a quiz is finished", async () => {
    const shown = show();
    const done = { ...judged("multiple", "correct", [], { response: ["a"] }), number: 2 };
    shown.model.receive({ change: change(0, [right(1)]) });
    expect(await shown.spoken()).toBe("");
    shown.model.receive({ change: change(1, [done], { values: { progress: { answered: 2, total: 2, correct: 2 } } }) });
    expect(await shown.spoken()).toContain("You got 2 of 2 right.");
    const said = shown.root.querySelector("[role=status]").firstElementChild; // what is said again is a new element
    shown.model.receive({ change: change(2, [done], { values: { title: "Another name" } }) });
    await shown.spoken();
    expect(shown.root.querySelector("[role=status]").firstElementChild).toBe(said);
  });
});
