// A stand-in for JupyterLab: an application with a notebook that is open in it.

import { vi } from "vitest";
import { RunningLesson } from "../../../ibc_edu/app/jupyter/labextensions/ibc-edu/static/running.js";

/** A cell of the course's own. */
export const SHOW = 'import ibc_edu\nibc_edu.lesson("staging").show("check-stage")';

/** A signal of Lumino. */
function signal() {
  const heard = new Set();
  return { connect: (f) => heard.add(f), disconnect: (f) => heard.delete(f), emit: (...values) => [...heard].forEach((f) => f(null, ...values)) };
}

/** A notebook of these cells with a kernel, and the application around it; `ran` holds what was run. */
export function desk(sources, { language = "python", files = [{ name: "01.ipynb", type: "notebook" }], inFront = true } = {}) {
  const ran = [];
  const shared = sources.map((source) => ({ cell_type: source.startsWith("#") ? "markdown" : "code", getSource: () => source }));
  const widgets = shared.map((cell) => ({ model: { type: cell.cell_type, sharedModel: cell }, node: document.createElement("div"), toggleClass: () => {} }));
  const session = {
    ready: Promise.resolve(), statusChanged: signal(), kernelChanged: signal(), session: { kernel: { id: "1", name: "k" } }, restartKernel: vi.fn(),
    specsManager: { ready: Promise.resolve(), specs: { kernelspecs: { k: { language } } } },
  };
  const header = { node: document.createElement("div"), addWidget: ({ node }) => header.node.append(node) };
  const panel = {
    content: { model: { sharedModel: { cells: shared }, cells: { changed: signal() } }, widgets }, sessionContext: session, context: { path: "here/01.ipynb" },
    title: { label: "01.ipynb" }, contentHeader: header, node: document.createElement("div"), isVisible: inFront, isDisposed: false, fit: () => {}, addClass: vi.fn(), setFragment: vi.fn(),
  };
  const app = {
    restored: Promise.resolve(), shell: { currentChanged: signal(), currentWidget: null }, commands: { execute: vi.fn() },
    serviceManager: { contents: { get: async () => ({ content: files }) } },
  };
  class Widget {
    constructor({ node }) {
      this.node = node;
    }
    set parent(_none) {
      this.node.remove();
    }
  }
  const runAll = vi.fn();
  const NotebookActions = { runAll, runCells: async (_notebook, cells) => ran.push(...cells.map((cell) => cell.model.sharedModel.getSource())) };
  const again = vi.fn();
  const lent = { NotebookActions, Widget, Dialog: { tracker: { forEach: () => {} } } };
  const lesson = new RunningLesson(app, panel, { again }, /** @type {any} */ (lent));
  return { lesson, ran, runAll, session, header, panel, app, again, lent };
}
