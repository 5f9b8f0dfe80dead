// A phone in the room: its page, and the connection that it has.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";

const FOLDER = join(import.meta.dirname, "../../../ibc_edu/classroom/live/page");
const BODY = readFileSync(join(FOLDER, "audience.html"), "utf-8").match(/<main>[\s\S]*<\/main>/)[0];
export const $ = (id) => document.getElementById(id);
export const visible = (id) => !$(id).hidden;

/** A connection that keeps what is sent and says what it is told to say. */
export class Socket {
  static all = [];
  sent = [];
  readyState = 1;
  constructor(url) { this.url = url; Socket.all.push(this); }
  send(text) { this.sent.push(JSON.parse(text)); }
  hear(message) { this.onmessage({ data: JSON.stringify(message) }); }
}
export const socket = () => Socket.all.at(-1);
export const choice = (key) => ({ key, text: `Answer ${key}` });
export const ITEMS = {
  single: { choices: [choice("a"), choice("b")] },
  multiple: { choices: [choice("a"), choice("b")] },
  numeric: { unit: "%" },
  short_text: {},
  matching: { left: [choice("l")], right: [choice("x"), choice("y")] },
  categorise: { entries: [choice("e")], categories: [choice("x"), choice("y")] },
  ordering: { steps: [choice("a"), choice("b")] },
};
export const state = (more = {}) => ({ type: "state", state: "open", place: "q1 1", round: 1, name: "", number: 3, keeping: false, answered: false, answer: null,
  item: { answered_as: "single", stem: "What is it?", instruction: "Choose one.", ...ITEMS.single }, ...more });
export const submit = (id) => $(id).dispatchEvent(new Event("submit", { cancelable: true }));
export const answers = () => socket().sent.filter(({ type }) => type === "answer").map(({ response }) => response);

/** Open the page as a phone does. */
export async function arrive() {
  document.body.innerHTML = BODY;
  Socket.all = [];
  vi.stubGlobal("WebSocket", Socket);
  vi.resetModules();
  await import("../../../ibc_edu/classroom/live/page/audience.js");
}
