import { beforeEach, expect, it, vi } from "vitest";
import { Kernel, readFrame, writeFrame } from "../../../ibc_edu/app/template/kernel.js";

/** A WebSocket that a test opens, closes and speaks for. */
class FakeSocket {
  constructor() {
    this.readyState = 0;
    this.sent = [];
  }
  send(frame) {
    if (this.readyState !== 1) throw new Error("InvalidStateError"); // as browsers do; what they would lose without a word is as bad
    this.sent.push(readFrame(frame));
  }
  close() {
    this.readyState = 3;
  }
  open() {
    this.readyState = 1;
    this.onopen();
  }
  fail() {
    this.readyState = 3;
    this.onclose();
  }
  say(msg_type, content) {
    this.onmessage({ data: writeFrame({ header: { msg_type }, parent_header: {}, metadata: {}, content, channel: "iopub" }) });
  }
}

let sockets, states, kernel;
beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  states = [];
  const open = () => {
    sockets.push(new FakeSocket());
    return sockets.at(-1);
  };
  kernel = new Kernel("ws://here", { onState: (state) => states.push(state), open });
  return () => vi.useRealTimers();
});

it("reads what it writes, and binary parts with it", () => {
  const message = { header: { msg_type: "comm_msg" }, parent_header: {}, metadata: { a: 1 }, content: { text: "fièvre ≥ 38 °C" }, channel: "shell" };
  expect(readFrame(writeFrame(message))).toEqual({ ...message, buffers: [] });
});

it("reads buffers after the content", () => {
  const parts = ["iopub", "{}", "{}", "{}", "{}"].map((text) => new TextEncoder().encode(text));
  parts.push(new Uint8Array([7, 8, 9]));
  const start = 8 * (parts.length + 2);
  const size = parts.reduce((sum, part) => sum + part.length, start);
  const frame = new Uint8Array(size);
  const view = new DataView(frame.buffer);
  view.setBigUint64(0, BigInt(parts.length + 1), true);
  let at = start;
  parts.forEach((part, place) => {
    view.setBigUint64(8 * (place + 1), BigInt(at), true);
    frame.set(part, at);
    at += part.length;
  });
  view.setBigUint64(8 * (parts.length + 1), BigInt(at), true);
  const { buffers } = readFrame(frame.buffer);
  expect(buffers.map((buffer) => [...new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)])).toEqual([[7, 8, 9]]);
});

it("sends what was said before the line was open", () => {
  kernel.send("c1", { method: "custom" });
  sockets[0].open();
  expect(sockets[0].sent.map(({ content }) => content)).toEqual([{ comm_id: "c1", data: { method: "custom" } }]);
});

it("sends at once while the line is open", () => {
  sockets[0].open();
  kernel.send("c1", { method: "custom" });
  expect(sockets[0].sent).toHaveLength(1);
});

it("opens the line again after an interruption, and tells those who may have missed something", () => {
  const returned = vi.fn();
  kernel.returned.add(returned);
  sockets[0].open();
  expect(returned).not.toHaveBeenCalled();
  sockets[0].fail();
  vi.advanceTimersByTime(300);
  expect(sockets.length).toBe(2);
  sockets[1].open();
  expect(returned).toHaveBeenCalledTimes(1);
  expect(states).toEqual(["open", "open"]);
});

it("counts its tries anew after each interruption that was overcome", () => {
  for (let interruptions = 0; interruptions < 6; interruptions += 1) {
    sockets.at(-1).open();
    sockets.at(-1).fail();
    vi.advanceTimersByTime(300);
  }
  expect(sockets.length).toBe(7);
  expect(states).not.toContain("closed");
});

it("gives up after a few tries, once", () => {
  for (let tries = 0; tries < 8; tries += 1) {
    sockets.at(-1).fail();
    vi.advanceTimersByTime(5000);
  }
  expect(states).toEqual(["closed"]);
  expect(sockets.length).toBe(5);
  expect(() => kernel.send("c1", {})).toThrow();
});

it.each(["dead", "restarting", "terminating"])("says that Python is gone when it is %s", (execution_state) => {
  sockets[0].open();
  const heard = vi.fn();
  kernel.listeners.add(heard);
  sockets[0].say("status", { execution_state: "busy" });
  expect(heard).toHaveBeenCalledTimes(1);
  sockets[0].say("status", { execution_state });
  sockets[0].fail();
  vi.advanceTimersByTime(10_000);
  expect(states).toEqual(["open", "gone"]);
  expect(kernel.isDisposed).toBe(true);
});

it("says who sends, what and to whom, under a number that is given back", () => {
  sockets[0].open();
  const ids = [kernel.send("c1", { method: "custom" }), kernel.send("c2", { method: "update" })];
  const [first, second] = sockets[0].sent;
  expect([first, second].map(({ header }) => header.msg_id)).toEqual(ids);
  expect(new Set(ids).size).toBe(2);
  expect(first.header).toMatchObject({ msg_type: "comm_msg", session: kernel.session, username: "", version: "5.3", date: new Date().toISOString() });
  expect([first.parent_header, first.metadata, first.channel, second.content]).toEqual([{}, {}, "shell", { comm_id: "c2", data: { method: "update" } }]);
});

it("has a name of its own at its address, also where a page without encryption can make none", () => {
  const names = () => [1, 2].map(() => new Kernel("ws://here", { onState: () => {}, open: (address) => Object.assign(new FakeSocket(), { address }) })).map(({ session, socket }) => {
    expect(/** @type {any} */ (socket).address).toBe(`ws://here?session_id=${session}`);
    return session;
  });
  vi.stubGlobal("crypto", {});
  const [one, other] = names();
  expect([one, other]).toEqual([expect.stringMatching(/^\w{6,}$/), expect.stringMatching(/^\w{6,}$/)]);
  expect(one).not.toBe(other);
});

it("sends what was said during an interruption in its order, before anybody says it again, and once", () => {
  sockets[0].open();
  sockets[0].fail();
  for (const method of ["a", "b"]) kernel.send("c1", { method });
  kernel.returned.add(() => kernel.send("c1", { method: "again" }));
  vi.advanceTimersByTime(300);
  sockets[1].open();
  expect(sockets[1].sent.map(({ content }) => content.data.method)).toEqual(["a", "b", "again"]);
  sockets[1].fail();
  vi.advanceTimersByTime(300);
  sockets[2].open();
  expect(sockets[2].sent.map(({ content }) => content.data.method)).toEqual(["again"]);
});

it("waits longer from try to try", () => {
  const waits = [];
  for (let tries = 0; tries < 4; tries += 1) {
    const before = sockets.length;
    sockets.at(-1).fail();
    let waited = 0;
    for (; sockets.length === before; waited += 100) vi.advanceTimersByTime(100);
    waits.push(waited);
  }
  expect(waits[0]).toBeLessThan(1000);
  expect(new Set(waits).size).toBe(4);
  expect(waits).toEqual(waits.toSorted((one, other) => one - other));
  expect(vi.getTimerCount()).toBe(0);
});

it("closes its line when Python is gone, says so once, and tells the widgets nothing more of it", () => {
  sockets[0].open();
  const heard = vi.fn();
  kernel.listeners.add(heard);
  for (const execution_state of ["restarting", "dead"]) sockets[0].say("status", { execution_state });
  sockets[0].fail();
  expect([states, sockets[0].readyState, heard.mock.calls, vi.getTimerCount()]).toEqual([["open", "gone"], 3, [], 0]);
  expect(() => kernel.send("c1", {})).toThrow("Python has stopped");
  expect(kernel.kernel.isDisposed).toBe(true);
});

it("takes a widget's own state for no state of Python's", () => {
  sockets[0].open();
  const heard = vi.fn();
  kernel.listeners.add(heard);
  sockets[0].say("comm_msg", { execution_state: "dead", data: {} });
  expect([states, heard.mock.calls.length]).toEqual([["open"], 1]);
});
