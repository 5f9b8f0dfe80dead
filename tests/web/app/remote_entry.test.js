import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { desk, SHOW } from "./desk.js";

const ENTRY = "../../../ibc_edu/app/jupyter/labextensions/ibc-edu/static/remoteEntry.js";
const HERE = pathToFileURL(join(import.meta.dirname, ENTRY)).href;
let container;

/** What an application shares, each package in one version, which gives its exports. */
function shares(packages) {
  return Object.fromEntries(Object.entries(packages).map(([name, exported]) => [name, { "1.0.0": { get: async () => () => exported } }]));
}

beforeEach(async () => {
  window._JUPYTERLAB = { another: "extension" };
  Object.defineProperty(document, "currentScript", { value: { src: HERE }, configurable: true });
  vi.resetModules();
  await import("../../../ibc_edu/app/jupyter/labextensions/ibc-edu/static/remoteEntry.js");
  container = window._JUPYTERLAB["ibc-edu"];
});
afterEach(() => {
  delete document.currentScript;
  delete window._JUPYTERLAB;
  document.head.querySelectorAll("link[rel=stylesheet]").forEach((sheet) => sheet.remove());
});

it("stands beside other extensions, and gives JupyterLab nothing under another name", async () => {
  expect(Object.keys(window._JUPYTERLAB)).toEqual(["another", "ibc-edu"]);
  expect((await container.get("./style"))()).toEqual({ __esModule: true });
});

it("gives a plugin that works with what the application shares, and brings the sheet beside it", async () => {
  const { app, panel, lent, ran } = desk([SHOW]);
  const { NotebookActions, Widget, Dialog } = lent;
  const menus = vi.fn();
  class Menu {
    title = {};
    clearItems() {}
    addItem() {}
  }
  container.init(shares({
    "@jupyterlab/notebook": { NotebookActions }, "@jupyterlab/settingregistry": { ISettingRegistry: "settings" }, "@jupyterlab/mainmenu": { IMainMenu: "menu" },
    "@lumino/widgets": { Menu, Widget }, "@jupyterlab/apputils": { Dialog },
  }));
  const { __esModule: isModule, default: plugin } = (await container.get("./extension"))();
  expect([isModule, plugin.id, plugin.optional]).toEqual([true, "ibc-edu:plugin", ["settings", "menu"]]);
  let extension;
  Object.assign(app, { docRegistry: { addWidgetExtension: (_kind, added) => { extension = added; } } });
  Object.assign(app.commands, { addCommand: () => {} });
  plugin.activate(app, null, { addMenu: menus });
  extension.createNew(panel, { model: { fromJSON: () => {}, toJSON: () => ({}) }, ready: Promise.resolve() });
  await vi.waitFor(() => expect(ran).toEqual([SHOW]));
  expect(menus).toHaveBeenCalledOnce();
  expect(document.head.querySelector("link[rel=stylesheet]").href).toBe(new URL("lesson.css", HERE).href);
});
