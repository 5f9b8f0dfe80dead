import { expect, it, vi } from "vitest";
import { lastLine, missingPackage } from "../../../ibc_edu/app/site/web/errors.js";
import { PagePython } from "../../../ibc_edu/app/site/web/python.js";
import { Model } from "../../../ibc_edu/app/template/models.js";

function page(on = {}) {
  const worker = { sent: [], onmessage: null, postMessage: (message) => worker.sent.push(message) };
  const python = new PagePython(worker, on);
  const heard = [];
  python.listeners.add((message) => heard.push(message));
  return { worker, python, heard, say: (data) => worker.onmessage({ data }) };
}

it("sends messages as JSON, so that null stays null, each under an id of its own", () => {
  const { worker, python } = page();
  const ids = [python.send("a", { sureness: null }), python.send("a", {})];
  expect(worker.sent[0]).toEqual({ kind: "message", id: ids[0], channel: "a", data: '{"sureness":null}' });
  expect(ids[0]).not.toBe(ids[1]);
});

it("tells widgets what Python says, with its bytes", () => {
  const { heard, say } = page();
  say({ kind: "comm_msg", channel: "a", data: '{"method":"custom"}', buffers: [new Uint8Array([7]).buffer] });
  expect(heard[0].header.msg_type).toBe("comm_msg");
  expect(heard[0].content).toEqual({ comm_id: "a", data: { method: "custom" } });
  expect(heard[0].buffers[0].getUint8(0)).toBe(7);
});

it("tells widgets which of their messages was dealt with", () => {
  const { python, heard, say } = page();
  const id = python.send("a", {});
  say({ kind: "idle", id });
  expect(heard[0].parent_header.msg_id).toBe(id);
  expect(heard[0].content.execution_state).toBe("idle");
});

it("does not let Python's echo of a slider that moves put it back", () => {
  const { python, say } = page();
  const slider = new Model(python, "a");
  slider.set("day", 1);
  slider.save_changes();
  slider.set("day", 2);
  say({ kind: "comm_msg", channel: "a", data: '{"method":"echo_update","state":{"day":1}}', buffers: [] });
  expect(slider.get("day")).toBe(2);
});

it("hands on what is no widget's, and is silent on what it does not know", () => {
  const ready = vi.fn();
  const { say } = page({ ready });
  say({ kind: "ready", keeps: true });
  say({ kind: "other" });
  expect(ready).toHaveBeenCalledWith({ kind: "ready", keeps: true });
});

const NO_PANDAS = `Traceback (most recent call last):
  File "x", line 1, in f
ModuleNotFoundError: No module named 'pandas'
The module 'pandas' is included in the Pyodide distribution, but it is not installed.
See the manual.`;

it("knows which large package is not there", () => {
  expect(missingPackage(NO_PANDAS)).toBe("pandas");
  expect(missingPackage("ModuleNotFoundError: No module named 'scipy.special'")).toBe("scipy");
  expect(missingPackage("ModuleNotFoundError: No module named 'ssl'")).toBe(null);
  expect(missingPackage("ValueError: pandas")).toBe(null);
});

it("says what went wrong, and not where", () => {
  expect(lastLine(new Error(NO_PANDAS))).toBe("ModuleNotFoundError: No module named 'pandas'");
  expect(lastLine("packages.tar.gz: 404")).toBe("packages.tar.gz: 404");
});

const opened = (state, buffers = []) => ({ kind: "comm_open", channel: "a", data: JSON.stringify({ state }), buffers });

it("answers a widget's first question itself, with all that Python has said so far", async () => {
  const { worker, python, heard, say } = page();
  say(opened({ step: 1, title: "A" }));
  say({ kind: "comm_msg", channel: "a", data: '{"method":"update","state":{"step":2}}', buffers: [] });
  python.send("a", { method: "request_state" });
  await Promise.resolve();
  expect(heard.at(-1).content).toEqual({ comm_id: "a", data: { method: "update", state: { step: 2, title: "A" } } });
  expect(worker.sent).toEqual([]);
  python.send("a", { method: "request_state" }); // later Python knows better
  expect(worker.sent).toHaveLength(1);
});

it("leaves values that came as bytes to Python", () => {
  const { worker, python, say } = page();
  say(opened({ step: 1 }, [new ArrayBuffer(1)]));
  python.send("a", { method: "request_state" });
  expect(worker.sent).toHaveLength(1);
});

it("hands on to Python what a widget sends before it asks for its values, and lets Python tell them then", () => {
  const { worker, python, say, heard } = page();
  say(opened({ step: 1 }));
  python.send("a", { method: "custom", content: { type: "check" } });
  python.send("a", { method: "request_state" });
  expect(worker.sent.map(({ data }) => JSON.parse(data).method)).toEqual(["custom", "request_state"]);
  expect(heard).toEqual([]);
});

it("answers for each widget with its own values, whatever is said of others, and once for each question", async () => {
  const { worker, python, heard, say } = page();
  say(opened({ step: 1 }));
  say({ ...opened({ step: 5 }), channel: "b" });
  for (const [channel, data] of [["c", '{"method":"update","state":{"step":9}}'], ["b", '{"method":"custom","content":{"step":8}}'], ["b", '{"method":"echo_update","state":{"step":7}}']]) say({ kind: "comm_msg", channel, data, buffers: [] });
  heard.length = 0;
  const ids = ["b", "a"].map((channel) => python.send(channel, { method: "request_state" }));
  expect(heard).toEqual([]); // as over a line: not before the one who asks has the number of its question
  await Promise.resolve();
  expect(heard.map(({ header, parent_header: parent, content, buffers }) => [header.msg_type, parent.msg_id, content.comm_id, content.data.state, buffers])).toEqual([
    ["comm_msg", ids[0], "b", { step: 5 }, []], ["comm_msg", ids[1], "a", { step: 1 }, []],
  ]);
  expect(worker.sent).toEqual([]);
});

it("tells everybody who listens, also where one of them lets go meanwhile, and hands on tasks as they are", () => {
  const { worker, python, say } = page();
  const later = vi.fn();
  const once = () => python.listeners.delete(once);
  for (const each of [once, later]) python.listeners.add(each);
  for (const id of ["page-1", "page-2"]) say({ kind: "idle", id });
  expect(later.mock.calls.map(([{ header, parent_header: parent }]) => [header.msg_type, parent.msg_id, parent.session])).toEqual([["status", "page-1", "page"], ["status", "page-2", "page"]]);
  python.ask({ kind: "leave" });
  expect(worker.sent).toEqual([{ kind: "leave" }]);
});

it("says what went wrong where Python adds advice that names other errors, or says nothing of a kind", () => {
  expect(lastLine("Traceback\n  File 'x', in raise_ValueError\nibc_edu.errors.CourseError: No such lesson.\nThis KeyError: see the manual.\n")).toBe("ibc_edu.errors.CourseError: No such lesson.");
  expect(lastLine(" The page was\nclosed. \n\n")).toBe("closed.");
  expect([lastLine(new Error("")), lastLine(undefined)]).toEqual(["", "undefined"]);
});
