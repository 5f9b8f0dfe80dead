import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";

const FOLDER = join(import.meta.dirname, "../../../ibc_edu/classroom/live/page");
const BODY = readFileSync(join(FOLDER, "audience.html"), "utf-8").match(/<main>[\s\S]*<\/main>/)[0];
const $ = (id) => document.getElementById(id);
const visible = (id) => !$(id).hidden;

/** A connection that keeps what is sent and says what it is told to say. */
class Socket {
  static all = [];
  sent = [];
  readyState = 1;
  constructor(url) { this.url = url; Socket.all.push(this); }
  send(text) { this.sent.push(JSON.parse(text)); }
  hear(message) { this.onmessage({ data: JSON.stringify(message) }); }
}
const socket = () => Socket.all.at(-1);
const choice = (key) => ({ key, text: `Answer ${key}` });
const ITEMS = {
  single: { choices: [choice("a"), choice("b")] },
  multiple: { choices: [choice("a"), choice("b")] },
  numeric: { unit: "%" },
  short_text: {},
  matching: { left: [choice("l")], right: [choice("x"), choice("y")] },
  categorise: { entries: [choice("e")], categories: [choice("x"), choice("y")] },
  ordering: { steps: [choice("a"), choice("b")] },
};
const state = (more = {}) => ({ type: "state", state: "open", place: "q1 1", round: 1, name: "", number: 3, keeping: false, answered: false, answer: null,
  item: { answered_as: "single", stem: "What is it?", instruction: "Choose one.", ...ITEMS.single }, ...more });
const submit = (id) => $(id).dispatchEvent(new Event("submit", { cancelable: true }));
const answers = () => socket().sent.filter(({ type }) => type === "answer").map(({ response }) => response);

beforeEach(async () => {
  document.body.innerHTML = BODY;
  Socket.all = [];
  vi.stubGlobal("WebSocket", Socket);
  vi.resetModules();
  await import("../../../ibc_edu/classroom/live/page/audience.js");
});

it("connects beside its own page, whatever path a proxy puts in front", () => {
  expect(socket().url).toBe(`${location.href.replace(/^http/, "ws").replace(/\/$/, "")}/ws`);
});

it("connects beside its page whatever a link adds to its address", async () => {
  const here = location.href;
  history.replaceState(null, "", "/room/?from=mail#top");
  vi.resetModules();
  await import("../../../ibc_edu/classroom/live/page/audience.js");
  history.replaceState(null, "", here);
  expect(new URL(socket().url).pathname).toBe("/room/ws");
  expect(socket().url).not.toMatch(/[?#]/);
});

describe("each kind", () => {
  const act = {
    single: () => $("parts").querySelectorAll("input")[1].click(),
    multiple: () => $("parts").querySelectorAll("input").forEach((box) => box.click()),
    numeric: () => { $("parts").querySelector("input").value = " 20 "; },
    short_text: () => { $("parts").querySelector("input").value = "biopsy"; },
    matching: () => { $("parts").querySelector("select").value = "y"; },
    categorise: () => { $("parts").querySelector("select").value = "x"; },
    ordering: () => $("parts").querySelectorAll("button")[1].click(),
  };
  const response = { single: "b", multiple: ["a", "b"], numeric: "20", short_text: "biopsy", matching: { l: "y" }, categorise: { e: "x" }, ordering: ["b", "a"] };
  it.each(Object.keys(ITEMS))("%s is asked, answered and sent", (kind) => {
    socket().hear(state({ item: { answered_as: kind, stem: "What is it?", instruction: "", ...ITEMS[kind] } }));
    expect($("stem").textContent).toBe("What is it?");
    act[kind]();
    submit("ask");
    expect(answers()).toEqual([response[kind]]);
    socket().hear({ type: "taken", place: "q1 1", answer: response[kind] });
    expect($("line").textContent).toBe("Your answer is in.");
    expect($("send").textContent).toBe("Change my answer");
  });

  const shown = {
    single: ["b"], multiple: ["a", "b"], numeric: ["20"], short_text: ["biopsy"], matching: ["y"], categorise: ["x"], ordering: ["1.Answer b↑↓", "2.Answer a↑↓"],
  };
  it.each(Object.keys(ITEMS))("%s is shown as it was answered when the page is loaded anew", (kind) => {
    socket().hear(state({ answered: true, answer: response[kind], item: { answered_as: kind, stem: "?", instruction: "", ...ITEMS[kind] } }));
    const parts = [...$("parts").querySelectorAll("input, select")];
    const ticked = parts.map((box, place) => (box.checked ? "ab"[place] : null)).filter(Boolean);
    const typed = parts.filter(({ type }) => !["radio", "checkbox"].includes(type)).map(({ value }) => value);
    expect(kind === "ordering" ? [...$("parts").children].map(({ textContent }) => textContent) : [...ticked, ...typed]).toEqual(shown[kind]);
  });
});

it("keeps the focus at the step that is moved, also where it cannot go further", () => {
  const steps = ["a", "b", "c"].map(choice);
  socket().hear(state({ item: { answered_as: "ordering", stem: "?", instruction: "", steps } }));
  const down = () => /** @type {HTMLButtonElement} */ (document.querySelector('[aria-label="Move down: Answer a"]'));
  const order = () => [...$("parts").querySelectorAll("[dir=auto]")].map((node) => node.textContent.at(-1)).join("");
  expect($("parts").querySelectorAll("button:disabled")).toHaveLength(2);
  down().focus();
  down().click();
  expect([order(), document.activeElement]).toEqual(["bac", down()]);
  down().click();
  expect([order(), down().disabled, document.activeElement.getAttribute("aria-label")]).toEqual(["bca", true, "Move up: Answer a"]);
});

it.each(["single", "multiple", "numeric", "short_text", "matching", "categorise"])("sends no empty answer to a question of the kind %s", (kind) => {
  socket().hear(state({ item: { answered_as: kind, stem: "?", instruction: "", ...ITEMS[kind] } }));
  submit("ask");
  expect(answers()).toEqual([]);
  expect($("problem").textContent).toBe("Choose or write an answer first.");
});

it("shows texts as text", () => {
  socket().hear(state({ item: { answered_as: "single", stem: "<img src=x>", instruction: "", choices: [{ key: "a", text: "<b>bold</b>" }] } }));
  expect($("stem").textContent).toBe("<img src=x>");
  expect(document.querySelector("main img, main b")).toBeNull();
});

it("sends an answer again that the server had not taken when the network went", () => {
  vi.useFakeTimers();
  socket().hear(state());
  $("parts").querySelector("input").click();
  submit("ask");
  socket().onclose();
  expect($("line").textContent).toMatch(/Your place is kept/);
  vi.advanceTimersByTime(1_000);
  expect(Socket.all).toHaveLength(2);
  socket().onopen();
  socket().hear(state());
  expect(answers()).toEqual(["a"]);
});

it("sends again with an answer what its sender had been told of keeping", () => {
  vi.useFakeTimers();
  socket().hear(state());
  $("parts").querySelector("input").click();
  submit("ask");
  socket().onclose();
  vi.advanceTimersByTime(1_000);
  socket().hear(state({ keeping: true })); // switched on meanwhile: nobody has read it yet
  expect(socket().sent.map(({ keeping }) => keeping)).toEqual([false]);
  submit("ask"); // to change the answer, with the note about keeping in sight
  $("parts").querySelector("input").click();
  submit("ask");
  expect(socket().sent.map(({ keeping }) => keeping)).toEqual([false, true]);
});

it("keeps what is half filled in when the same question is told again", () => {
  socket().hear(state());
  $("parts").querySelector("input").click();
  socket().hear(state({ keeping: true }));
  expect($("parts").querySelector("input").checked).toBe(true);
  expect($("kept").textContent).toMatch(/Your teacher keeps the answers of this class, with the number 3/);
});

it("takes a late word about the question before for nothing that it shows", () => {
  socket().hear(state());
  $("parts").querySelector("input").click();
  submit("ask");
  socket().hear(state({ place: "q2 1" }));
  socket().hear({ type: "taken", place: "q1 1", answer: "a" });
  expect($("line").textContent).not.toContain("Your answer is in.");
  expect($("send").textContent).toBe("Send my answer");
  $("parts").querySelectorAll("input")[1].click();
  submit("ask");
  expect(answers()).toEqual(["a", "b"]);
});

it("asks anew in the second round", () => {
  socket().hear(state({ answered: true, answer: "a" }));
  socket().hear(state({ place: "q1 2", round: 2 }));
  expect(visible("round")).toBe(true);
  expect($("parts").querySelector("input:checked")).toBeNull();
  expect($("send").textContent).toBe("Send my answer");
});

it("takes no answer once they are closed", () => {
  socket().hear(state());
  $("parts").querySelector("input").click();
  socket().hear(state({ state: "closed" }));
  expect(visible("send")).toBe(false);
  submit("ask");
  expect(answers()).toEqual([]);
});

it("shows what was right, why, and the sources, once it is revealed", () => {
  const source = { kind: "fact", label: "A guide", text: "So it is.", date: "2025", caveat: "", checked: true, gate: null };
  const feedback = { headline: "Not right", lines: [{ verdict: "wrong", chosen: true, answer: "Answer a", text: "No." }], explanation: "Because.", sources: [source] };
  socket().hear(state({ state: "shown", answered: true, answer: "a", feedback }));
  expect($("result").textContent).toMatch(/You said, and it is not right: Answer aNo\.Because\.Sources \(1\)/);
  expect($("result").textContent).toContain("Beyond the article: A guide, as of 2025, read in the source");
  expect([visible("parts"), visible("how"), visible("send")]).toEqual([false, false, false]);
  expect(document.activeElement).toBe($("result"));
});

it("keeps closed what some would rather not read, with its caution before it", () => {
  const gate = { title: "How long people live", caution: "Numbers of many are not yours.", rests_on: "n = 120" };
  const source = { kind: "fact", label: "A guide", text: "Half of them.", date: "2025", caveat: "", checked: false, gate };
  socket().hear(state({ state: "shown", feedback: { headline: "Right", lines: [], explanation: "", sources: [source] } }));
  const fold = $("result").querySelector("li details");
  expect(fold.open).toBe(false);
  expect([...fold.children].map((child) => child.textContent)).toEqual([gate.title, gate.caution, "Half of them.", "n = 120"]);
  expect($("result").textContent).toContain("recalled, not yet read in a source");
});

it("says why an answer was not taken, and lets it be changed", () => {
  socket().hear(state({ item: { answered_as: "numeric", stem: "?", instruction: "", unit: "" } }));
  $("parts").querySelector("input").value = "many";
  submit("ask");
  socket().hear({ type: "problem", text: "Write a number." });
  expect($("problem").textContent).toBe("Write a number.");
  expect($("parts").querySelector("input").disabled).toBe(false);
});

it("shows the answer that is in last as it was given, out of reach until it is to be changed", () => {
  socket().hear(state({ answered: true, answer: "b" })); // the page was loaded anew
  const boxes = () => [...$("parts").querySelectorAll("input")].map(({ checked, disabled }) => [checked, disabled]);
  expect([$("line").textContent, $("send").textContent]).toEqual(["Your answer is in.", "Change my answer"]);
  expect(boxes()).toEqual([[false, true], [true, true]]);
  submit("ask");
  expect(boxes()).toEqual([[false, false], [true, false]]);
  expect($("send").textContent).toBe("Send my answer");
  expect(answers()).toEqual([]);
  $("parts").querySelector("input").click();
  submit("ask");
  socket().hear({ type: "taken", place: "q1 1", answer: "a" });
  submit("ask"); // to change it once more
  expect(boxes()).toEqual([[true, false], [false, false]]);
});

it("moves a step with the focus on its button, and not beyond the ends", () => {
  socket().hear(state({ item: { answered_as: "ordering", stem: "?", instruction: "", steps: ["a", "b", "c"].map(choice) } }));
  const row = (place) => [...$("parts").children[place].querySelectorAll("button")];
  expect([0, 1, 2].map((place) => row(place).map(({ disabled }) => disabled))).toEqual([[true, false], [false, false], [false, true]]);
  row(0)[1].click();
  expect([...$("parts").children].map(({ textContent }) => textContent.replace(/[↑↓]/g, ""))).toEqual(["1.Answer b", "2.Answer a", "3.Answer c"]);
  expect(document.activeElement?.ariaLabel).toBe("Move down: Answer a");
});

it("shows a result alone, and puts it away with the next question", () => {
  const feedback = { headline: "Right", lines: [], explanation: "Because.", sources: [] };
  socket().hear(state({ round: 2, place: "q1 2" }));
  socket().hear(state({ round: 2, place: "q1 2", state: "shown", answered: true, answer: "a", feedback }));
  expect(["result", "how", "round"].map(visible)).toEqual([true, false, false]);
  socket().hear(state({ place: "q2 1" }));
  expect(["result", "how", "round"].map(visible)).toEqual([false, true, false]);
});

it.each([
  ["answered", { answered: true, answer: "a" }, /^Answers are closed\. Look at the screen\. Your answer is in\.$/, ""],
  ["gave no answer", {}, /^Answers are closed\. Look at the screen\. ?$/, "You gave no answer to this one."],
])("says to who %s how that stands, once answers are closed and once the right one is shown", (_who, given, closed, shown) => {
  socket().hear(state({ ...given, state: "closed" }));
  expect($("line").textContent).toMatch(closed);
  socket().hear(state({ ...given, state: "shown", feedback: { headline: "", lines: [], explanation: "", sources: [] } }));
  expect($("line").textContent).toBe(shown);
});

it("says that somebody is in without a name", () => {
  socket().hear(state({ state: "wait", item: null }));
  socket().hear({ type: "named", name: "" });
  expect($("line").textContent).toBe("You are in without a name.");
});

it("takes what was wrong with an answer away with its question", () => {
  socket().hear(state());
  submit("ask");
  expect($("problem").textContent).toBe("Choose or write an answer first.");
  socket().hear(state({ place: "q2 1" }));
  expect($("problem").textContent).toBe("");
});

it("sends a name, and says under which one somebody is in", () => {
  socket().hear(state({ state: "wait", item: null }));
  $("name").value = "Ana";
  submit("who");
  expect(socket().sent).toEqual([{ type: "name", name: "Ana" }]);
  socket().hear({ type: "named", name: "Ana" });
  expect($("line").textContent).toBe("You are in as Ana.");
});

it("leaves a name alone while it is being typed, and shows the one that the room has else", () => {
  socket().hear(state({ name: "Ana" }));
  expect($("name").value).toBe("Ana");
  $("name").focus();
  $("name").value = "Ana M";
  socket().hear(state({ name: "Ana", place: "q2 1" }));
  expect($("name").value).toBe("Ana M");
  $("name").blur();
  socket().hear(state({ name: "Ana", place: "q3 1" }));
  expect($("name").value).toBe("Ana");
});

it("tries no more when the room is closed", () => {
  vi.useFakeTimers();
  socket().hear({ type: "state", state: "gone" });
  socket().onclose();
  vi.advanceTimersByTime(60_000);
  expect(Socket.all).toHaveLength(1);
  expect(visible("who")).toBe(false);
});
