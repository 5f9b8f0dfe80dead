// A stand-in for Pyodide, and for the course that runs in it.

import { vi } from "vitest";

/** A Python that does what a test says; `done` holds what it was asked in order, `files` and `disk` what was written. */
export function fakePython() {
  const own = { files: new Map(), disk: { loads: 0, writes: 0, fails: null }, globals: new Map(), loadedPackages: {}, scripts: [] };
  const done = [];
  const runs = { done, run: (source) => { done.push(source); return '{"text":"done"}'; }, receive: (channel, data) => done.push(JSON.parse(data).id) };
  const python = {
    globals: own.globals, loadedPackages: own.loadedPackages, scripts: own.scripts,
    FS: {
      filesystems: { IDBFS: "IDBFS" }, mkdirTree: () => {}, mount: () => {}, writeFile: (path, content) => own.files.set(path, new TextDecoder().decode(content)),
      syncfs: (load, synced) => {
        own.disk[load ? "loads" : "writes"] += 1;
        synced(own.disk.fails);
      },
    },
    runPython: (script) => {
      own.scripts.push(script);
      if (script.includes("getsitepackages()[0]") && !script.includes("PageKernel")) return "/lib";
      if (script.includes("kernel =")) own.globals.set("kernel", runs);
      return script.includes("standing(") ? '{"due":2}' : undefined;
    },
    loadPackage: vi.fn(async (names) => { for (const name of names) own.loadedPackages[name] = "pyodide"; }),
  };
  return { python, kernel: runs, files: own.files, disk: own.disk };
}
