// @vitest-environment node
// Packages that are fetched only when a part needs them.

import { beforeEach, expect, it, vi } from "vitest";
import { fakePython } from "./fake_python.js";
import { tar } from "./tar.js";

let said, python, kernel;
const told = (kind) => said.filter((message) => message.kind === kind);
const heard = (kind, times = 1) => vi.waitFor(() => expect(told(kind)).toHaveLength(times));
const take = (...tasks) => tasks.forEach((data) => self.onmessage({ data }));
const cell = (name, needs = []) => ({ kind: "run", cell: name, source: `${name}()`, needs });

beforeEach(async () => {
  said = [];
  ({ python, kernel } = fakePython());
  vi.stubGlobal("self", { name: "browser", postMessage: (message) => said.push(message), onmessage: () => {} });
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("fetch", async () => new Response(tar(["course.py", "x = 1", "ibc_edu"])));
  vi.stubGlobal("testPython", python);
  vi.resetModules();
  await import("../../../ibc_edu/app/site/web/worker.js");
  await heard("ready");
});

it("fetches what a part needs before it is made, once", async () => {
  take(cell("one", ["pandas"]), cell("two", ["pandas"]));
  await heard("shown", 2);
  expect(told("loading")).toEqual([{ kind: "loading", cell: "one", packages: ["pandas"] }]);
  expect(python.loadPackage).toHaveBeenCalledOnce();
});

it.each(["numpy", "pandas", "scipy"])("fetches %s where it turns out to be needed, and makes the part then", async (name) => {
  kernel.run = () => {
    if (!(name in python.loadedPackages)) throw new Error(`Traceback\nModuleNotFoundError: No module named '${name}'\nThe module is included.`);
    return '{"html":"<p>table</p>"}';
  };
  take(cell("one"));
  await heard("shown");
  expect(told("shown")[0].html).toBe("<p>table</p>");
  expect(told("loading")[0].packages).toEqual([name]);
});

it("says which packages could not be had, so that the reader can try again", async () => {
  python.loadPackage = async () => { throw new Error("no network"); };
  take(cell("one", ["numpy", "pandas"]));
  await heard("unfetched");
  expect(told("unfetched")).toEqual([{ kind: "unfetched", cell: "one", packages: ["numpy", "pandas"] }]);
  expect(kernel.done).toEqual([]);
});

/** A cell that needs these packages, one after the other, and says which one is not there. */
const needing = (...names) => () => {
  for (const name of names) if (!(name in python.loadedPackages)) throw new Error(`Traceback\nModuleNotFoundError: No module named '${name}.core'`);
  return '{"text":"done"}';
};

it("fetches one package after the other where each turns out to be needed, until the part is there", async () => {
  kernel.run = needing("numpy", "pandas", "scipy");
  take(cell("one"));
  await heard("shown");
  expect(told("loading")).toEqual(["numpy", "pandas", "scipy"].map((name) => ({ kind: "loading", cell: "one", packages: [name] })));
});

it("fetches no more than what is not there yet, without a word of Pyodide's own", async () => {
  const printed = vi.spyOn(console, "log");
  python.loadedPackages.numpy = "pyodide";
  python.loadPackage = vi.fn(async (names, { messageCallback, errorCallback }) => {
    for (const say of [messageCallback, errorCallback]) say("Loading pandas");
    for (const name of names) python.loadedPackages[name] = "pyodide";
  });
  take(cell("one", ["numpy", "pandas"]), cell("two", ["numpy"]));
  await heard("shown", 2);
  expect(python.loadPackage.mock.calls.map(([names]) => names)).toEqual([["pandas"]]);
  expect(printed).not.toHaveBeenCalled();
});

it.each([
  ["a package that is there already", "pandas", { pandas: "pyodide" }],
  ["one that a site does not have", "torch", {}],
])("says what is wrong, and fetches nothing, where a part misses %s", async (_what, name, loaded) => {
  Object.assign(python.loadedPackages, loaded);
  kernel.run = () => { throw new Error(`Traceback\nModuleNotFoundError: No module named '${name}'`); };
  take(cell("one"));
  await heard("failed");
  expect(told("failed")).toEqual([{ kind: "failed", cell: "one", why: `ModuleNotFoundError: No module named '${name}'` }]);
  expect(told("loading")).toEqual([]);
});

it("names only what could not be had, and makes the part when that comes at the next try", async () => {
  const { loadPackage } = python;
  python.loadPackage = async () => { python.loadedPackages.numpy = "pyodide"; };
  kernel.run = needing("numpy", "pandas");
  take(cell("one", ["numpy", "pandas"]), cell("two"));
  await heard("unfetched", 2);
  expect(told("unfetched")).toEqual(["one", "two"].map((name) => ({ kind: "unfetched", cell: name, packages: ["pandas"] })));
  python.loadPackage = loadPackage;
  take(cell("one", ["numpy", "pandas"]));
  await heard("shown");
  expect([told("shown")[0].cell, told("failed")]).toEqual(["one", []]);
});
