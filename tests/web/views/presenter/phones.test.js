import { expect, it, vi } from "vitest";
import { phonesPanel } from "../../../../ibc_edu/views/presenter/phones.js";
import presenter from "../../../../ibc_edu/views/presenter/presenter.js";
import { open, press } from "../../open.js";

const POLL = { state: "open", round: 1, answered: 9, hands: false, outcomes: null, common: [] };
const OPEN = { available: true, url: "http://192.0.2.7:8000/r", phones: 12, keeping: false, kept: null, lost: false, addresses: null, qr: ["1"], poll: POLL };
const STEP = { joining: false, kind: "question", role: "stage", asks: true };

function shown(poll = {}, step = {}) {
  const panel = phonesPanel({ do: vi.fn(), join: vi.fn() }, "Colors");
  panel.show({ ...OPEN, poll: { ...POLL, ...poll } }, { ...STEP, ...step });
  const buttons = [...panel.line.querySelectorAll("button")].filter(({ hidden }) => !hidden).map(({ textContent }) => textContent);
  return { panel, buttons, words: panel.line.querySelector("[role=status]").textContent };
}

it("says under a question how many of the phones have answered", () => {
  expect(shown().words).toBe("192.0.2.7:8000/r · 9 of 12 phones answered.");
});

it("tells how a round went with all who answered as its n, the partly right among them", () => {
  const outcomes = [{ correct: 4, partial: 2, incorrect: 3 }];
  expect(shown({ outcomes }).words).toContain("4 right, 2 partly right, 3 not (n = 9).");
});

it("tells both rounds in their order, each with its own n", () => {
  const outcomes = [{ correct: 3, partial: 0, incorrect: 6 }, { correct: 7, partial: 0, incorrect: 1 }];
  expect(shown({ round: 2, outcomes }).words).toContain("First: 3 right, 6 not (n = 9). Then: 7 right, 1 not (n = 8).");
  expect(shown({ outcomes: [{ correct: 0, partial: 0, incorrect: 0 }] }).words).toContain("no answers.");
});

it("offers to close answers while they are open, and to open them again once they are closed", () => {
  expect(shown().buttons).toEqual(["Close answers", "Ask phones again after the talk"]);
  expect(shown({ state: "closed", round: 2 })).toMatchObject({ buttons: ["Open answers again"], words: expect.stringContaining("Answers are closed.") });
});

it("shows what phones wrote to the speaker alone", () => {
  const common = [["armpit", 5], ["arm", 1]];
  expect(shown({ common }, { role: "notes" }).panel.common.textContent).toContain("5 × armpit");
  expect(shown({ common }).panel.common.textContent).toBe("");
});

it("leaves the keys to the stage when a button under a question was pressed", () => {
  const step = (title) => ({ title, label: title, kind: "question", blocks: [], notes: [] });
  const { page, model } = open(presenter, { title: "Colors", steps: [step("One"), step("Two")], position: 0, live: {}, dark: false, started: 1, ends: 0, phones: OPEN, joining: false });
  page.getByText("Speaker notes here").click();
  const close = page.getByText("Close answers");
  close.focus();
  close.click();
  expect(model.sent.at(-1)).toMatchObject({ type: "phones", do: "close" });
  expect(document.activeElement).not.toBe(close);
  press(document.activeElement, "ArrowRight");
  expect(model.get("position")).toBe(1);
});

const STEPS = [{ title: "Two", label: "Two", kind: "question", blocks: [], notes: [] }];
const ROOM = { available: true, url: "http://192.0.2.2:8780/abcdef", qr: ["10", "01"], phones: 2, keeping: false };
const TRAITS = { title: "Colors", steps: STEPS, position: 0, live: {}, dark: false, started: 0, ends: 0, joining: false };

/** What the card says when the room is about to end. */
function ending(phones) {
  const { page } = open(presenter, { ...TRAITS, phones: { ...ROOM, ...phones } });
  const end = page.getByText("End the room");
  end.click();
  return end.closest("section").textContent;
}

it("says that answers are forgotten, and speaks of what is kept only where something is", () => {
  expect(ending({})).toContain("End the room? Its answers are forgotten.");
  expect(ending({ keeping: true })).toContain("forgotten, except those that are kept.");
});

it("asks whether to end the room, and asks anew of the next one", () => {
  const { page, model } = open(presenter, { ...TRAITS, phones: ROOM });
  const end = page.getByText("End the room");
  const question = page.getByText("End it").closest(".ibc-presenter-ask");
  end.click();
  page.getByText("Keep it open").click();
  expect([end.hidden, question.hidden, model.sent.length]).toEqual([false, true, 0]);
  end.click();
  expect([end.hidden, question.hidden]).toEqual([true, false]);
  page.getByText("End it").click();
  expect(model.sent.at(-1)).toMatchObject({ type: "phones", do: "end" });
  model.receive({ phones: { available: true } });
  model.receive({ phones: ROOM });
  expect([end.hidden, question.hidden]).toEqual([false, true]);
});

it("offers the addresses that phones may reach once they are asked for, until one is chosen", () => {
  const { page, root, model } = open(presenter, { ...TRAITS, phones: { available: true } });
  const offered = () => [...root.querySelectorAll(".ibc-presenter-addresses")].filter(({ hidden }) => !hidden).length;
  const begin = page.getByText("Let phones answer");
  expect([begin.hidden, offered()]).toEqual([false, 0]);
  const addresses = [{ address: "192.0.2.2", network: "Wi-Fi" }];
  model.receive({ phones: { available: true, addresses, resumes: false } });
  expect([begin.hidden, offered()]).toEqual([true, 1]);
  page.getByText("192.0.2.2 (Wi-Fi)").click();
  expect(model.sent.at(-1)).toMatchObject({ type: "phones", do: "open", address: "192.0.2.2" });
  model.receive({ phones: { ...ROOM, addresses } });
  expect([begin.hidden, offered()]).toEqual([true, 0]);
  expect(page.getByText(/Phones join at 192.0.2.2:8780/)).toBeTruthy();
});

it("shows the address on the whole screen from its buttons, and takes it away again", async () => {
  const { page, root, model } = open(presenter, { ...TRAITS, phones: ROOM });
  const isShown = () => !root.querySelector(".ibc-presenter-join").hidden;
  page.getByText("Show the address on the screen").click();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect([model.get("joining"), isShown()]).toEqual([true, true]);
  page.getByText("Back to the lesson (Q)").click();
  expect([model.get("joining"), isShown()]).toEqual([false, false]);
  page.getByText("Phones (Q)").click();
  expect([model.get("joining"), isShown()]).toEqual([true, true]);
});

it("says the command for tables of what was kept, with its folder", () => {
  expect(ending({ kept: "/home/ann/My class/staging.csv" })).toContain('type: ibc-edu class "/home/ann/My class" --out class.html');
  expect(ending({ kept: "C:\\class\\staging.csv" })).toContain('ibc-edu class "C:\\class" --out class.html');
});

it("gives the screen back to the lesson at the next step", async () => {
  const { page, root, model } = open(presenter, { ...TRAITS, steps: [...STEPS, ...STEPS], phones: ROOM, joining: true, dark: true });
  page.getByText("Present on the full screen").click();
  await new Promise((resolve) => setTimeout(resolve, 0));
  const covers = () => [...root.querySelectorAll(".ibc-presenter-join, .ibc-presenter-cover")].map((cover) => !cover.hidden);
  expect(covers()).toEqual([true, true]);
  press(root.querySelector(".ibc-presenter-stage"), "PageDown");
  expect([model.get("position"), model.get("joining"), model.get("dark")]).toEqual([1, false, false]);
  expect(covers()).toEqual([false, false]);
});

it("has its box of keeping answers as the room is set", () => {
  const { page, model } = open(presenter, { ...TRAITS, phones: { ...ROOM, keeping: true } });
  const box = page.getByLabelText(/Keep answers from now on/);
  expect(box.checked).toBe(true);
  model.receive({ phones: ROOM });
  expect(box.checked).toBe(false);
});

it("leaves no clock running when it is closed", () => {
  vi.useFakeTimers();
  const { close } = open(presenter, { ...TRAITS, phones: ROOM });
  close();
  expect(vi.getTimerCount()).toBe(0);
});
