// @vitest-environment node
// A web worker has no page. Its scripts ask for what lies beside them, which holds only where they are files.

import { beforeEach, expect, it, vi } from "vitest";
import { fakePython } from "./fake_python.js";
import { tar } from "./tar.js";

let said, files, disk, python, kernel;

/** What the worker has told the page, by its kind. */
const told = (kind) => said.filter((message) => message.kind === kind);
const heard = (kind, times = 1) => vi.waitFor(() => expect(told(kind)).toHaveLength(times));
const take = (...tasks) => tasks.forEach((data) => self.onmessage({ data }));
const cell = (name, needs = []) => ({ kind: "run", cell: name, source: `${name}()`, needs });
const answer = (id) => ({ kind: "message", id, channel: "quiz", data: `{"id":"${id}"}` });

/** Start the worker; `before` are tasks that come while Python is still on its way. */
async function started(...before) {
  vi.resetModules();
  await import("../../../ibc_edu/app/site/web/worker.js");
  take(...before);
  await heard("ready");
}

beforeEach(() => {
  said = [];
  ({ python, kernel, files, disk } = fakePython()); // what a worker of another test still does is not told of here
  vi.stubGlobal("self", { name: "browser", postMessage: vi.fn((message) => said.push(message)), onmessage: () => {} });
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("fetch", async () => new Response(tar(["course.py", "x = 1", "ibc_edu"])));
  vi.stubGlobal("testPython", python);
});

it("unpacks the course into Python, and says step by step how far it is", async () => {
  await started();
  expect(files).toEqual(new Map([["/lib/ibc_edu/course.py", "x = 1"]]));
  expect(told("progress").map(({ step, of, doing }) => `${step} of ${of}: ${doing}`)).toEqual(["1 of 4: Fetching Python", "2 of 4: Unpacking the course", "3 of 4: Opening your record", "4 of 4: Starting the course"]);
});

it("shows what a cell gives, at its place", async () => {
  await started();
  take(cell("one"));
  await heard("shown");
  expect(told("shown")).toEqual([{ kind: "shown", cell: "one", text: "done" }]);
});

it("does what was asked before it was there: answers first, then parts in their order", async () => {
  await started(cell("one"), cell("two"), answer("a"));
  await heard("shown", 2);
  expect(kernel.done).toEqual(["a", "one()", "two()"]);
  expect(told("idle")).toEqual([{ kind: "idle", id: "a" }]);
});

it("makes no parts of a page that was left, and forgets no answer that was given there", async () => {
  await started(cell("old"), answer("a"), { kind: "leave" }, cell("new"));
  await heard("shown");
  expect(kernel.done).toEqual(["a", "new()"]);
});

it("forgets no learning platform that is to be told, when the page is left before Python is there", async () => {
  await started({ kind: "report", lessons: ["staging"] }, { kind: "leave" }, cell("new"));
  await heard("shown");
  expect(python.globals.get("lessons")).toBe('["staging"]');
});

it("says of a cell that fails what is wrong, and goes on with the next", async () => {
  await started();
  kernel.run = vi.fn(() => '{"text":"done"}').mockImplementationOnce(() => { throw new Error("Traceback\nValueError: no"); });
  take(cell("one"), cell("two"));
  await heard("shown");
  expect(told("failed")).toEqual([{ kind: "failed", cell: "one", why: "ValueError: no" }]);
});

it("says that a message was dealt with although it failed, so that the page goes on", async () => {
  await started();
  kernel.receive = () => { throw new Error("ValueError: no"); };
  take(answer("a"));
  await heard("idle");
  expect(told("failed")).toEqual([{ kind: "failed", cell: "", why: "ValueError: no" }]);
});

it("keeps answers in the browser, once for answers that come together", async () => {
  await started();
  expect(told("ready")).toEqual([{ kind: "ready", keeps: "here" }]);
  expect(python.scripts.join()).toMatch(/IBC_EDU_RECORD"\] = "\/record_.*\/record\.sqlite3"/);
  take(answer("a"), answer("b"));
  await vi.waitFor(() => expect(disk.writes).toBe(1));
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect([disk.loads, disk.writes]).toEqual([1, 1]);
});

it("says when an answer could not be kept", async () => {
  await started();
  disk.fails = "the disk is full";
  take(answer("a"));
  await heard("unsaved");
  expect(told("unsaved")[0].why).toBe("the disk is full");
});

it.each([
  ["nowhere", "the browser keeps nothing", () => { disk.fails = "private window"; }],
  ["elsewhere", "another tab has the record", () => vi.stubGlobal("navigator", { locks: { request: () => Promise.reject(new Error("taken")) } })],
])("keeps answers %s where %s, and writes nothing", async (keeps, _why, happens) => {
  happens();
  await started();
  expect(told("ready")).toEqual([{ kind: "ready", keeps }]);
  expect(python.scripts.join()).toContain('IBC_EDU_RECORD"] = "memory"');
  take(answer("a"));
  await heard("idle");
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(disk.writes).toBe(0);
});

it("holds the record for as long as the page is open", async () => {
  const request = vi.fn((_name, _options, held) => held());
  vi.stubGlobal("navigator", { locks: { request } });
  await started();
  expect(told("ready")[0].keeps).toBe("here");
  const given = vi.fn();
  request.mock.results[0].value.then(given);
  await new Promise((resolve) => setTimeout(resolve));
  expect(given).not.toHaveBeenCalled();
});

it("carries what Python says to the page, with bytes of its own", async () => {
  await started();
  const inPython = new Uint8Array([7, 8]);
  const destroy = vi.fn();
  python.globals.get("post")("comm_msg", "quiz", "{}", { toJs: () => [inPython], destroy });
  const [message] = told("comm_msg");
  expect([message.channel, message.data, [...new Uint8Array(message.buffers[0])]]).toEqual(["quiz", "{}", [7, 8]]);
  expect(message.buffers[0]).not.toBe(inPython.buffer);
  expect(destroy).toHaveBeenCalledOnce();
});

it("tells how far the reader is, and what a learning platform gets", async () => {
  await started();
  take({ kind: "standing" }, { kind: "report", lessons: ["staging"] });
  await heard("standing");
  expect(told("standing")[0].standing).toEqual({ due: 2 });
  await vi.waitFor(() => expect(python.globals.get("lessons")).toBe('["staging"]'));
  python.globals.get("tell")('{"credits":"-a"}');
  expect(told("answers")).toEqual([{ kind: "answers", report: { credits: "-a" } }]);
});

it("says that the questions cannot start where the course cannot be fetched", async () => {
  vi.stubGlobal("fetch", async () => new Response("", { status: 404 }));
  vi.resetModules();
  await import("../../../ibc_edu/app/site/web/worker.js");
  await heard("broken");
  expect(told("broken")[0].why).toBe("packages.tar.gz: 404");
  expect(told("ready")).toEqual([]);
});

it("makes each folder of the course before what lies in it, and knows where the page is", async () => {
  vi.stubGlobal("fetch", vi.fn(async () => new Response(tar(["a.py", "a"], ["b.py", "b", "ibc_edu/quiz"]))));
  const made = vi.spyOn(python.FS, "mkdirTree");
  python.FS.writeFile = vi.fn((path) => expect(made.mock.lastCall).toEqual([path.replace(/\/[^/]*$/, "")]));
  await started();
  expect(python.FS.writeFile.mock.calls.map(([path]) => path)).toEqual(["/lib/a.py", "/lib/ibc_edu/quiz/b.py"]);
  expect(fetch).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/\/python\/packages\.tar\.gz$/));
  expect(python.scripts.join()).toContain('os.environ["IBC_EDU_PLACE"] = "browser"');
});

it("lets an answer that comes while a part is made go before the parts that still wait, and makes one thing at a time", async () => {
  await started();
  const { promise, resolve: fetched } = Promise.withResolvers();
  python.loadPackage = async (names) => {
    await promise;
    for (const name of names) python.loadedPackages[name] = "pyodide";
  };
  take(cell("one", ["pandas"]), cell("two"), { kind: "standing" });
  await heard("loading");
  take(answer("a"), answer("b"));
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(kernel.done).toEqual([]);
  const { run } = kernel;
  kernel.run = (source) => {
    if (source === "one()") setTimeout(() => take(answer("c"))); // while Python is at work, the worker hears nothing
    return run(source);
  };
  fetched(undefined);
  await heard("standing");
  expect(kernel.done).toEqual(["one()", "a", "b", "c", "two()"]);
});

it("does not tell how far the reader is to a page that was left", async () => {
  await started({ kind: "standing" }, answer("a"), { kind: "leave" }, cell("new"));
  await heard("shown");
  expect([kernel.done, told("standing")]).toEqual([["a", "new()"], []]);
});

it("keeps the record, locks it and reads it before the course starts, all under one name", async () => {
  const request = vi.fn((_name, _options, held) => held());
  vi.stubGlobal("navigator", { locks: { request } });
  const [mount, mkdirTree] = [vi.spyOn(python.FS, "mount"), vi.spyOn(python.FS, "mkdirTree")];
  python.FS.syncfs = (_load, synced) => setTimeout(() => { python.scripts.push("read"); synced(null); }, 10);
  await started();
  const [name] = request.mock.lastCall;
  expect(name).toMatch(/^\/record_[\w.-]*[^_]$/);
  expect([mount.mock.calls, mkdirTree.mock.lastCall]).toEqual([[["IDBFS", {}, name]], [name]]);
  expect(python.scripts.findIndex((script) => script.includes(`"${name}/record.sqlite3"`))).toBe(python.scripts.indexOf("read") + 1);
});

it("waits a moment for a record that another page has, and leaves it alone then", async () => {
  const late = new AbortController();
  vi.spyOn(AbortSignal, "timeout").mockReturnValue(late.signal);
  const request = (_name, { signal }) => new Promise((_held, refuse) => { signal.addEventListener("abort", () => refuse(signal.reason)); });
  vi.stubGlobal("navigator", { locks: { request } });
  const ready = started();
  await heard("progress", 3);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(told("ready")).toEqual([]);
  late.abort();
  await ready;
  expect([told("ready")[0].keeps, disk.loads]).toEqual(["elsewhere", 0]);
});

it("writes answers one after another, goes on after a time that failed, and writes nothing for what is only looked at", async () => {
  await started();
  const writes = [];
  python.FS.syncfs = (load, synced) => writes.push([load, synced]);
  const later = () => new Promise((resolve) => setTimeout(resolve, 80));
  take(cell("one"), { kind: "standing" }, { kind: "report", lessons: [] });
  await later();
  expect(writes).toHaveLength(0);
  take(answer("a"));
  await vi.waitFor(() => expect(writes).toHaveLength(1));
  take(answer("b"));
  await later();
  expect(writes).toHaveLength(1);
  writes[0][1]("busy");
  await vi.waitFor(() => expect(writes).toHaveLength(2));
  writes[1][1](null);
  await later();
  expect([writes.map(([load]) => load), told("unsaved")]).toEqual([[false, false], [{ kind: "unsaved", why: "busy" }]]);
});

it("carries what has no bytes, and hands bytes over without a second copy", async () => {
  await started();
  python.globals.get("post")("comm_open", "quiz", '{"state":{}}', []);
  python.globals.get("post")("comm_msg", "quiz", "{}", { toJs: () => [Uint8Array.of(7)] });
  const [[plain], [bytes, options]] = self.postMessage.mock.calls.slice(-2);
  expect(plain).toEqual({ kind: "comm_open", channel: "quiz", data: '{"state":{}}', buffers: [] });
  expect(options.transfer).toEqual(bytes.buffers);
  expect(options.transfer[0]).toBe(bytes.buffers[0]);
});

it("is silent where it cannot tell how far the reader is, says so where a learning platform is not told, and goes on", async () => {
  await started();
  const { runPython } = python;
  python.runPython = (script) => {
    if (script.includes("standing(") || script.includes("Reports(")) throw new Error("Traceback\n  File\nKeyError: 'staging'\n");
    return runPython(script);
  };
  take({ kind: "standing" }, { kind: "report", lessons: ["staging"] }, cell("one"));
  await heard("shown");
  expect(told("untold")).toEqual([{ kind: "untold", why: "KeyError: 'staging'" }]);
  expect([...told("standing"), ...told("failed"), ...told("broken")]).toEqual([]);
});

it.each([
  ["the network is gone", () => vi.stubGlobal("fetch", async () => { throw new TypeError("no network"); }), "no network"],
  ["Python cannot unpack it", () => { python.FS.writeFile = () => { throw new Error("no room"); }; }, "no room"],
  ["the course does not start", () => { python.globals.get = () => { throw new Error("Traceback\nImportError: ibc_edu"); }; }, "ImportError: ibc_edu"],
])("says that the questions cannot start where %s, and tries none", async (_why, happens, why) => {
  happens();
  vi.resetModules();
  await import("../../../ibc_edu/app/site/web/worker.js");
  take(cell("one"));
  await heard("broken");
  expect([told("broken"), told("ready"), told("shown")]).toEqual([[{ kind: "broken", why }], [], []]);
});
