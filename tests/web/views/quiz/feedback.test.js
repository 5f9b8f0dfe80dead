import { beforeAll, describe, expect, it } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { viewOf } from "../../../../ibc_edu/views/quiz/kinds.js";
import { choose, open, texts } from "../../open.js";
import { judged, line, question, quiz } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (item) => open(card, { view: quiz([item]) });

it("on a number goes once another one is typed", () => {
  const { root, page } = show(judged("numeric", "incorrect", [line("2", "wrong", { chosen: true })], { response: "2", can_retry: true }));
  const panel = root.querySelector(".ibc-panel");
  expect(panel.textContent).toContain("About 2.");
  choose(page.getByLabelText("Your answer"), "25", "input");
  expect(panel.textContent).not.toContain("About 2.");
});

it("on an answer in writing needs no second verdict under its headline, and says the answer that was missed", () => {
  const lines = [line("2", "wrong", { chosen: true }), line("25", "missed")];
  const { root } = show(judged("numeric", "incorrect", lines, { response: "2" }));
  expect(texts(root, ".ibc-panel-body > p")).toEqual(["About 2.", "Answer: 25. About 25.", "Because."]);
});

it("on a step goes once the step stands elsewhere, and stays at those that have not moved", () => {
  const lines = [line("c", "wrong"), line("a", "right"), line("b", "wrong")];
  const { root, page } = show(judged("ordering", "incorrect", lines, { response: ["c", "a", "b"], can_retry: true }));
  expect(texts(root, ".ibc-slot")).toEqual(["Not quite. About c.", "Right. About a.", "Not quite. About b."]);
  page.getByLabelText("Move up: Second").click();
  expect(texts(root, ".ibc-step-text")).toEqual(["Third", "Second", "First"]);
  expect(texts(root, ".ibc-slot")).toEqual(["Not quite. About c.", "", ""]);
});

it.each(["matching", "categorise"])("on a row of %s goes once another option is chosen there, and stays at the other rows", (kind) => {
  const lines = [line("a", "wrong", { chosen: true }), line("b", "right", { chosen: true })];
  const { root, page } = show(judged(kind, "partial", lines, { response: { a: "a", b: "b" }, can_retry: true }));
  const told = () => texts(root, ".ibc-rows > .ibc-row .ibc-slot");
  expect(told()).toEqual(["Not quite. About a.", "Right. About b.", ""]);
  choose(page.getByLabelText("Sky"), "c");
  expect(told()).toEqual(["", "Right. About b.", ""]);
});

it("is read out without saying an answer twice that its own words name", async () => {
  const { page, model, spoken } = show(question("numeric"));
  choose(page.getByLabelText("Your answer"), "2", "input");
  page.getByText("Check answer").click();
  const lines = [line("2", "wrong", { chosen: true, answer_text: "2" }), line("25", "missed", { answer_text: "25" })];
  model.receive({ view: quiz([judged("numeric", "incorrect", lines, { response: "2" })]), handled: 1 });
  expect(await spoken()).toBe("It is incorrect. 2: About 2. Answer: 25. About 25. Because.");
});

it("is read out with the name of an answer that was missed", async () => {
  const { page, model, spoken } = show(question("single"));
  page.getByLabelText("Red").click();
  page.getByText("Check answer").click();
  model.receive({ view: quiz([judged("single", "incorrect", [line("a", "wrong", { chosen: true }), line("b", "missed")], { response: "a" })]), handled: 1 });
  expect(await spoken()).toBe("It is incorrect. A: About a. B: This is the answer. About b. Because.");
});

it("leaves a fold that is open as it is while its feedback stays the same", () => {
  const source = { kind: "article", label: "FAQ", text: "Spread.", date: null, caveat: null, checked: null, gate: null };
  const one = judged("single", "correct", [], { response: "a" });
  const first = { ...one, feedback: { ...one.feedback, sources: [source] } };
  const { root, model } = open(card, { view: quiz([first, judged("multiple", "incorrect", [], { response: ["a"], can_retry: true })]) });
  root.querySelector(".ibc-panel details").open = true;
  model.receive({ view: quiz([first, judged("multiple", "correct", [], { response: ["b"] })]) });
  expect(root.querySelector(".ibc-panel details").open).toBe(true);
});

it("leaves sources open that somebody opened when another try is judged", () => {
  const source = { kind: "article", label: "FAQ", text: "Spread.", date: null, caveat: null, checked: null, gate: null };
  const tried = (status, more) => {
    const one = judged("single", status, [], more);
    return { ...one, feedback: { ...one.feedback, sources: [source] } };
  };
  const { root, model } = open(card, { view: quiz([tried("incorrect", { response: "b", can_retry: true }), tried("incorrect", { id: "other", response: "b", can_retry: true })]) });
  root.querySelector(".ibc-panel details").open = true;
  model.receive({ view: quiz([tried("correct", { response: "a", tries: 2 }), tried("correct", { id: "other", response: "a", tries: 2 })]) });
  expect(texts(root, ".ibc-headline")[0]).toContain("It is correct.");
  expect([...root.querySelectorAll(".ibc-panel details")].map((fold) => fold.open)).toEqual([true, false]);
});

it("leaves sources open that somebody opened while they type another answer", () => {
  const source = { kind: "article", label: "FAQ", text: "Spread.", date: null, caveat: null, checked: null, gate: null };
  const one = judged("numeric", "incorrect", [line("2", "wrong", { chosen: true })], { response: "2", can_retry: true });
  const { root, page } = show({ ...one, feedback: { ...one.feedback, sources: [source] } });
  root.querySelector(".ibc-panel details").open = true;
  choose(page.getByLabelText("Your answer"), "25", "input");
  expect(root.querySelector(".ibc-panel").textContent).not.toContain("About 2.");
  expect(root.querySelector(".ibc-panel details").open).toBe(true);
});

it("leads who tries again to the first row that is still open", async () => {
  const { root, page, model } = open(card, { view: quiz([judged("matching", "partial", [], { response: { a: "a" }, can_retry: true })]) });
  page.getByText("Try again").click();
  model.receive({ view: quiz([question("matching", { tries: 1, response: { a: "a" } })]) });
  expect(document.activeElement).toBe(root.querySelectorAll("select")[1]);
});

it("leads who tries again to the answer that is chosen", () => {
  const { page, model } = open(card, { view: quiz([judged("single", "incorrect", [], { response: "b", can_retry: true })]) });
  page.getByText("Try again").click();
  model.receive({ view: quiz([question("single", { tries: 1, response: "b" })]) });
  expect(document.activeElement).toBe(page.getByLabelText("Blue"));
});

it("says that one can try again only where one can", () => {
  const said = (can_retry) => texts(show(judged("single", "incorrect", [], { response: "a", can_retry })).root, ".ibc-headline")[0];
  expect([said(true), said(false)]).toEqual(["It is incorrect. You can try again.", "It is incorrect."]);
});

it("is read out with the answer that was missed named once", async () => {
  const { page, model, spoken } = show(question("numeric"));
  page.getByText("Show answer").click();
  const shown = judged("numeric", "shown", [line("2", "missed", { answer_text: "2 Gy" })], { response: null });
  model.receive({ view: quiz([shown]), handled: 1 });
  expect(await spoken()).toBe("It is shown. Answer: 2 Gy. About 2. Because.");
});

it("is read out with the words that another try is open, and without them where none is", async () => {
  for (const [can_retry, told] of [[true, "It is incorrect. A: About a. Because. You can try again."], [false, "It is incorrect. A: About a. Because."]]) {
    const { page, model, spoken } = show(question("single"));
    page.getByLabelText("Red").click();
    page.getByText("Check answer").click();
    model.receive({ view: quiz([judged("single", "incorrect", [line("a", "wrong", { chosen: true })], { response: "a", can_retry })]), handled: 1 });
    expect(await spoken()).toBe(told);
  }
});

describe("the panel of feedback", () => {
  const panel = ({ root }) => root.querySelector(".ibc-item > .ibc-panel");

  it("is out of sight before there is any, and has no empty parts", () => {
    expect(panel(show(question("single"))).hidden).toBe(true);
    const bare = judged("single", "correct", []);
    const shown = show({ ...bare, feedback: { ...bare.feedback, explanation: "" } });
    expect([panel(shown).hidden, texts(shown.root, ".ibc-panel > *")]).toEqual([false, ["It is correct.", ""]]);
    expect(shown.root.querySelectorAll(".ibc-panel-body > *").length).toBe(0);
    expect(texts(show(bare).root, ".ibc-panel-body > .ibc-explanation[dir=auto]")).toEqual(["Because."]);
  });

  it("has the look of an answer that was shown, which is no verdict", () => {
    const shown = show(judged("single", "shown", []));
    expect([panel(shown).dataset.status, panel(shown).querySelector(".ibc-headline > svg").classList[1]]).toEqual(["shown", "ibc-icon-info"]);
  });

  it("keeps the word on a typed answer for another try, without the headline of the last one, until it is typed over", () => {
    const shown = show(judged("numeric", "incorrect", [line("2", "wrong", { chosen: true })], { response: "2", can_retry: true }));
    const stands = () => [panel(shown).hidden, panel(shown).dataset.status, shown.root.querySelector(".ibc-headline").hidden, texts(shown.root, ".ibc-panel-body > p")];
    expect(stands()).toEqual([false, "incorrect", false, ["About 2.", "Because."]]);
    shown.model.receive({ view: quiz([question("numeric", { tries: 1, response: "2" })]) });
    expect(stands()).toEqual([false, undefined, true, ["Not quite. About 2."]]);
    expect(shown.root.querySelector(".ibc-panel-body > .ibc-line.ibc-wrong[dir=auto] > svg").classList[1]).toBe("ibc-icon-wrong");
    const field = shown.page.getByLabelText("Your answer");
    choose(field, "25", "input");
    expect(stands()).toEqual([true, undefined, true, []]);
    choose(field, "2", "input"); // what was judged, again
    expect(stands()).toEqual([false, undefined, true, ["Not quite. About 2."]]);
  });

  it.each(["single", "multiple", "matching", "categorise", "ordering"])("holds what is about no answer of its own in a question of the kind %s", (kind) => {
    const { root } = show(judged(kind, "incorrect", [line("elsewhere", "wrong")], { response: null }));
    expect([texts(root, ".ibc-panel-body > .ibc-line"), texts(root, ".ibc-slot").join("")]).toEqual([["Not quite. About elsewhere."], ""]);
  });
});

describe("lines at the answers", () => {
  const row = (root, key) => root.querySelector(`.ibc-row[data-key="${key}"]`);

  it("stand in order where there are several, and the row looks as the first of them says", () => {
    const { root } = show(judged("multiple", "partial", [line("b", "missed"), line("a", "wrong"), line("a", "right", { text: "And more." })], { response: ["a"] }));
    expect(texts(root, ".ibc-slot")).toEqual(["Not quite. About a.Right. And more.", "This one belongs too. About b.", ""]);
    expect(["a", "b", "c"].map((key) => row(root, key).dataset.verdict)).toEqual(["wrong", "missed", undefined]);
    expect(root.querySelector("[data-key=b] .ibc-line.ibc-missed > svg").classList[1]).toBe("ibc-icon-missed");
  });

  it("are what a screen reader tells of the answer itself", () => {
    for (const kind of ["single", "matching"]) {
      const { root, close } = show(judged(kind, "incorrect", [line("a", "wrong")], { response: null }));
      const control = row(root, "a").querySelector("input, select");
      expect(root.querySelector(`#${control.getAttribute("aria-describedby")}`).textContent, kind).toBe("Not quite. About a.");
      close();
    }
  });

  it("are left in peace while they stay the same, and take their look along when they go", () => {
    const wrong = judged("matching", "partial", [line("a", "wrong", { chosen: true }), line("b", "right", { chosen: true })], { response: { a: "a", b: "b" }, can_retry: true });
    const { root, page } = show(wrong);
    const kept = row(root, "b").querySelector(".ibc-line");
    choose(page.getByLabelText("Sky"), "c");
    expect([kept.isConnected, row(root, "a").dataset.verdict, row(root, "b").dataset.verdict]).toEqual([true, undefined, "right"]);
    choose(page.getByLabelText("Sky"), "a");
    expect([row(root, "a").dataset.verdict, texts(root, ".ibc-slot")[0]]).toEqual(["wrong", "Not quite. About a."]);
    choose(page.getByLabelText("Grass"), "");
    expect(row(root, "b").dataset.verdict).toBe(undefined);
  });
});

describe("the words of a kind", () => {
  const missed = (text) => texts(show(judged("numeric", "shown", [line("x", "missed", { answer_text: text })])).root, ".ibc-panel-body > .ibc-line")[0];

  it("end an answer with a full stop, unless it has a mark of its own there", () => {
    expect(["2.5 Gy", "Why?", "So!", "And…", "Once."].map(missed)).toEqual(["Answer: 2.5 Gy. About x.", "Answer: Why? About x.", "Answer: So! About x.", "Answer: And… About x.", "Answer: Once. About x."]);
  });

  it("are asked for by a name that a module has given", () => {
    expect(() => viewOf("riddle")).toThrow('No view for questions of the kind "riddle".');
  });

  it("read out each verdict where several answers were chosen, and nothing in place of an explanation", async () => {
    const { page, model, spoken } = show(question("multiple"));
    page.getByLabelText("Red").click();
    page.getByLabelText("Blue").click();
    page.getByText("Check answer").click();
    const told = judged("multiple", "partial", [line("a", "right", { chosen: true }), line("b", "wrong", { chosen: true }), line("c", "missed")], { response: ["a", "b"] });
    model.receive({ view: quiz([{ ...told, feedback: { ...told.feedback, explanation: null } }]), handled: 1 });
    expect(await spoken()).toBe("It is partial. A: Right. About a. B: Not quite. About b. C: This one belongs too. About c.");
  });
});
