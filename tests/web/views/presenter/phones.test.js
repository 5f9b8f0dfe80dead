import { expect, it, vi } from "vitest";
import { phonesPanel, qrCode } from "../../../../ibc_edu/views/presenter/phones.js";
import presenter from "../../../../ibc_edu/views/presenter/presenter.js";
import { open, press } from "../../open.js";
import { OPEN, POLL, STEP } from "./room.js";

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

it("asks phones again after the talk only in a first round that is theirs alone", () => {
  expect(shown({ hands: true }).buttons).toEqual(["Close answers"]);
  expect(shown({ round: 2 }).buttons).toEqual(["Close answers"]);
  expect(shown({ state: "shown" }).buttons).toEqual([]);
});

it("says that it is the second round, and nothing of a first", () => {
  expect(shown({ round: 2 }).words).toBe("192.0.2.7:8000/r · Second round: 9 of 12 phones answered.");
  expect(shown().words).not.toContain("round");
});

it("shows the code and the address of the room that is open now, and who is in", () => {
  const { panel } = shown();
  panel.show({ ...OPEN, url: "http://192.0.2.9:8000/s", phones: 1 }, { ...STEP, joining: true });
  expect(panel.screen.hidden).toBe(false);
  expect(panel.screen.querySelector("svg").getAttribute("aria-label")).toBe("QR code for http://192.0.2.9:8000/s");
  expect(panel.screen.querySelector(".ibc-presenter-address").textContent).toBe("192.0.2.9:8000/s");
  expect(panel.screen.querySelector("[role=status]").textContent).toBe("1 phone is in.");
});

it("draws a code row by row from the top, with the white around it that cameras need", () => {
  const code = qrCode(["110", "001", "000"], "http://192.0.2.9");
  expect([...code.querySelector("path").getAttribute("d").matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => [x, y].map(Number))).toEqual([[4, 4], [5, 4], [6, 5]]);
  expect(code.getAttribute("viewBox")).toBe("0 0 11 11");
});

it.each([["localhost:8888", []], ["127.0.0.1:8888", []], ["school.example", ["The address of this page"]]])("offers addresses that phones can reach to a page at %s", (host, own) => {
  vi.stubGlobal("location", { host, origin: `https://${host}` });
  const act = vi.fn();
  const panel = phonesPanel({ do: act, join: vi.fn() }, "Colors");
  panel.show({ ...OPEN, url: null, addresses: [{ address: "192.0.2.7", network: "Wi-Fi" }] }, { ...STEP, role: "card" });
  const buttons = [...panel.settings.querySelectorAll(".ibc-presenter-addresses button")];
  expect(buttons.map(({ textContent }) => textContent)).toEqual([...own, "192.0.2.7 (Wi-Fi)"]);
  expect([...panel.settings.querySelectorAll("button")].find(({ textContent }) => textContent === "Let phones answer").hidden).toBe(true);
  buttons.at(-1).click();
  expect(act).toHaveBeenCalledExactlyOnceWith("open", { address: "192.0.2.7" });
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

it("ends a room only when that is confirmed, and asks no longer then", () => {
  const { page, model } = open(presenter, { ...TRAITS, phones: ROOM });
  const asks = () => !page.getByText("End it").closest(".ibc-presenter-ask").hidden;
  const told = ["End the room", "Keep it open", "End the room", "End it"].map((name) => {
    page.getByText(name).click();
    return [asks(), model.sent.map((message) => message.do)];
  });
  expect(told).toEqual([[true, []], [false, []], [true, []], [false, ["end"]]]);
});

it("says on the card how many are in, and that the server does not answer where it does not", () => {
  const told = (lost) => open(presenter, { ...TRAITS, phones: { ...ROOM, lost } }).page.getByText(/Phones join at/).textContent;
  expect(told(false)).toBe("Phones join at 192.0.2.2:8780/abcdef. 2 phones are in.");
  expect(told(true)).toBe("Phones join at 192.0.2.2:8780/abcdef. 2 phones are in. The server does not answer just now.");
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

it("ends no room by Escape, and gives the focus back to the button", () => {
  const { page, model } = open(presenter, { ...TRAITS, phones: ROOM });
  page.getByText("End the room").click();
  expect(document.activeElement?.textContent).toBe("Keep it open");
  press(document.activeElement, "Escape");
  expect(document.activeElement?.textContent).toBe("End the room");
  expect(page.queryByRole("button", { name: "End it" })).toBeNull();
  expect(model.sent).toEqual([]);
});

it("offers addresses where somebody asked for them, and takes them back at Escape", () => {
  const addresses = [{ address: "192.0.2.2", network: "wlan0" }];
  const { page, model } = open(presenter, { ...TRAITS, phones: { available: true } });
  const address = () => page.queryByRole("button", { name: "192.0.2.2 (wlan0)" });
  page.getByText("Let phones answer").click();
  model.receive({ phones: { available: true, addresses } });
  expect(document.activeElement).toBe(address());
  press(document.activeElement, "Escape");
  expect(address()).toBeNull();
  expect(document.activeElement?.textContent).toBe("Let phones answer");
  model.receive({ phones: { available: true, addresses, phones: 0 } });
  expect(address()).toBeNull();
  page.getByText("Let phones answer").click();
  expect(document.activeElement).toBe(address());
  expect(model.sent.map((sent) => sent.do)).toEqual(["offer", "offer"]);
});

it("moves the focus to no address that somebody asked for in another view", () => {
  const { page, model } = open(presenter, { ...TRAITS, phones: { available: true } });
  model.receive({ phones: { available: true, addresses: [{ address: "192.0.2.2", network: "wlan0" }] } });
  expect(page.getByText("192.0.2.2 (wlan0)")).toBeTruthy();
  expect(document.activeElement).toBe(document.body);
});

it("leads the focus on when a room opens or ends, from what is there no longer", () => {
  const addresses = [{ address: "192.0.2.2", network: "Wi-Fi" }];
  const { page, model } = open(presenter, { ...TRAITS, phones: { available: true } });
  page.getByText("Let phones answer").click();
  model.receive({ phones: { available: true, addresses } });
  page.getByText("192.0.2.2 (Wi-Fi)").focus();
  model.receive({ phones: ROOM });
  expect(document.activeElement?.textContent).toBe("Show the address on the screen");
  page.getByText("End the room").click();
  page.getByText("End it").click();
  model.receive({ phones: { available: true } });
  expect(document.activeElement?.textContent).toBe("Let phones answer");
});
