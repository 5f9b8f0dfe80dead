// One Python for the whole visit, in a web worker: it runs cells and carries widget messages to the page and back.

import { filesOf, plain } from "./archive.js";
import { LARGE, lastLine, missingPackage } from "./errors.js";

/** @typedef {"here" | "elsewhere" | "nowhere"} Keeps */
/** @typedef {{kind: "run", cell: string, source: string, needs: string[]} | {kind: "message", id: string, channel: string, data: string} | {kind: "standing"} | {kind: "leave"} | {kind: "report", lessons: string[]}} Task */

/** Where the record lies: one for each site of a web server. */
const RECORD = `/record${new URL("../../", import.meta.url).pathname.replace(/[^\w.-]+/g, "_").replace(/_$/, "")}`;
const LOCK_MS = 2000; // a page that was just reloaded gives its record free in less
const STEPS = 4;

/** @type {Task[]} */
const waiting = [];
/** @type {((task: Task) => Promise<void>) | null} */
let handle = null;
let busy = false;

/** @param {Task} task */
function take(task) {
  if (task.kind !== "leave") waiting.push(task);
  // Parts of a page that is no longer open are not made.
  else waiting.splice(0, waiting.length, ...waiting.filter(({ kind }) => kind === "message" || kind === "report"));
  work();
}

/** Do what waits, one thing at a time: answers before parts that are still to come. */
async function work() {
  if (!handle || busy) return;
  busy = true;
  while (waiting.length) {
    const [task] = waiting.splice(Math.max(0, waiting.findIndex(({ kind }) => kind === "message")), 1);
    await handle(task);
    await new Promise((done) => setTimeout(done)); // what was sent meanwhile comes in
  }
  busy = false;
}
self.onmessage = ({ data }) => take(data);

/** @param {number} step @param {string} doing */
const progress = (step, doing) => self.postMessage({ kind: "progress", step, of: STEPS, doing });

/** @param {any} fs @param {boolean} load */
const sync = (fs, load) =>
  new Promise((done, failed) => fs.syncfs(load, (/** @type {unknown} */ error) => (error ? failed(error) : done(undefined))));

/** Whether this page has the record for itself, as long as it is open: two would overwrite each other's answers. */
const alone = new Promise((resolve) => {
  if (!navigator.locks) return resolve(true); // over plain http browsers lend no locks
  const held = () => new Promise(() => resolve(true)); // until the page is closed
  navigator.locks.request(RECORD, { signal: AbortSignal.timeout(LOCK_MS) }, held).catch(() => resolve(false));
});

const BASE = new URL("../../python/", import.meta.url).href;
const fetchedPackages = fetch(`${BASE}packages.tar.gz`).then((answer) => {
  if (!answer.ok) throw new Error(`packages.tar.gz: ${answer.status}`);
  return plain(answer);
});
fetchedPackages.catch(() => {}); // told below, where it is awaited
import(`${BASE}pyodide.asm.mjs`).catch(() => {}); // Pyodide asks for it later, and tells when it is not to be had

/** @param {any} fs @param {string} root @param {Uint8Array} archive */
function unpack(fs, root, archive) {
  for (const { name, content } of filesOf(archive)) {
    const path = `${root}/${name}`;
    fs.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    fs.writeFile(path, content, { canOwn: true });
  }
}

/** Fetch Python and unpack the course into it. */
async function loadPython() {
  progress(1, "Fetching Python");
  const { loadPyodide } = await import(`${BASE}pyodide.mjs`);
  const python = await loadPyodide({ indexURL: BASE });
  progress(2, "Unpacking the course");
  unpack(python.FS, python.runPython("import site; site.getsitepackages()[0]"), await fetchedPackages);
  return python;
}

/** Where answers can be kept; a private window, or storage that is switched off, keeps none. @param {any} fs @returns {Promise<Keeps>} */
async function openRecord(fs) {
  progress(3, "Opening your record");
  if (!(await alone)) return "elsewhere";
  fs.mkdirTree(RECORD);
  try {
    fs.mount(fs.filesystems.IDBFS, {}, RECORD);
    await sync(fs, true);
    return "here";
  } catch {
    return "nowhere";
  }
}

/** @param {any} python @param {Keeps} keeps */
function startCourse(python, keeps) {
  progress(4, "Starting the course");
  python.globals.set("post", (/** @type {string} */ kind, /** @type {string} */ channel, /** @type {string} */ data, /** @type {any} */ buffers) => {
    const copies = (buffers.toJs?.() ?? []).map((/** @type {Uint8Array} */ each) => each.slice().buffer);
    buffers.destroy?.();
    self.postMessage({ kind, channel, data, buffers: copies }, { transfer: copies });
  });
  python.runPython(`
import importlib, os, site, sys
importlib.invalidate_caches()
sys.path.append(site.getsitepackages()[0] + "/ibc_edu_stubs")  # of what only notebooks need whole
os.environ["IBC_EDU_RECORD"] = ${keeps === "here" ? `"${RECORD}/record.sqlite3"` : '"memory"'}
os.environ["IBC_EDU_PLACE"] = "${self.name}"
from ibc_edu.app.site.page.kernel import PageKernel
from pyodide.ffi import to_js
kernel = PageKernel(lambda kind, channel, data, buffers: post(kind, channel, data, to_js(buffers)))
`);
  return python.globals.get("kernel");
}

async function start() {
  const python = await loadPython();
  const keeps = await openRecord(python.FS);
  const kernel = startCourse(python, keeps);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let saving;
  let saved = Promise.resolve(); // one after another: what is older must not be written last
  const unsaved = (/** @type {unknown} */ error) => self.postMessage({ kind: "unsaved", why: String(error) });
  const save = () => {
    if (keeps !== "here") return;
    clearTimeout(saving);
    saving = setTimeout(() => { saved = saved.then(() => sync(python.FS, false)).catch(unsaved); }, 50);
  };
  handle = async (task) => {
    if (task.kind === "run") await runCell(python, kernel, task);
    else if (task.kind === "standing") tellStanding(python);
    else if (task.kind === "report") report(python, task.lessons);
    else if (task.kind === "message") {
      passOn(kernel, task);
      save();
    }
  };
  self.postMessage({ kind: "ready", keeps });
  work();
}

/** @param {any} kernel @param {{id: string, channel: string, data: string}} task */
function passOn(kernel, task) {
  try {
    kernel.receive(task.channel, task.data);
  } catch (error) {
    self.postMessage({ kind: "failed", cell: "", why: lastLine(error) });
  }
  self.postMessage({ kind: "idle", id: task.id });
}

/** How far the reader is. @param {any} python */
function tellStanding(python) {
  try {
    const standing = python.runPython(`
import json, ibc_edu
from ibc_edu.app.reader_kernel import standing
json.dumps(standing(ibc_edu.this_course()))
`);
    self.postMessage({ kind: "standing", standing: JSON.parse(standing) });
  } catch {
    // the list of lessons is of use without it
  }
}

/** From now on, have the page told what a learning platform gets. @param {any} python @param {string[]} lessons */
function report(python, lessons) {
  python.globals.set("tell", (/** @type {string} */ text) => self.postMessage({ kind: "answers", report: JSON.parse(text) }));
  python.globals.set("lessons", JSON.stringify(lessons));
  try {
    python.runPython(`
import json, ibc_edu
from ibc_edu.app.site.page.reports import Reports
reports = Reports(ibc_edu.this_course(), json.loads(lessons), tell)
`);
  } catch (error) {
    self.postMessage({ kind: "untold", why: lastLine(error) });
  }
}

/** @param {any} python @param {any} kernel @param {{cell: string, source: string, needs: string[]}} task */
async function runCell(python, kernel, task) {
  try {
    await loadMissing(python, task.cell, task.needs);
    const made = await runWith(kernel, python, task);
    self.postMessage({ kind: "shown", cell: task.cell, ...JSON.parse(made) });
  } catch (error) {
    if (error instanceof Unfetched) self.postMessage({ kind: "unfetched", cell: task.cell, packages: error.packages });
    else self.postMessage({ kind: "failed", cell: task.cell, why: lastLine(error) });
  }
}

/** Packages that could not be had. */
class Unfetched extends Error {
  /** @param {string[]} packages */
  constructor(packages) {
    super(`${packages.join(", ")} could not be fetched`);
    this.packages = packages;
  }
}

/** @param {any} python @param {string} cell @param {string[]} names */
async function loadMissing(python, cell, names) {
  const missing = names.filter((name) => !(name in python.loadedPackages));
  if (!missing.length) return;
  self.postMessage({ kind: "loading", cell, packages: missing });
  await python.loadPackage(missing, { messageCallback: () => {}, errorCallback: () => {} }).catch(() => {}); // told below
  const left = missing.filter((name) => !(name in python.loadedPackages));
  if (left.length) throw new Unfetched(left);
}

/**
 * Run a cell; a large package that turns out to be needed is fetched, and the cell run again.
 * @param {any} kernel @param {any} python @param {{cell: string, source: string}} task @returns {Promise<string>}
 */
async function runWith(kernel, python, { cell, source }) {
  for (let tries = LARGE.length; ; tries -= 1) {
    try {
      return kernel.run(source);
    } catch (error) {
      const name = missingPackage(String(error));
      if (!tries || !name || name in python.loadedPackages) throw error;
      await loadMissing(python, cell, [name]);
    }
  }
}


start().catch((error) => self.postMessage({ kind: "broken", why: lastLine(error) }));
