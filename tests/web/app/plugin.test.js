import { afterEach, expect, it, vi } from "vitest";
import { PLUGIN, makePlugin } from "../../../ibc_edu/app/jupyter/labextensions/ibc-edu/static/plugin.js";
import { desk, SHOW } from "./desk.js";

const sheets = () => [...document.head.querySelectorAll("link[rel=stylesheet]")];
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));
class Menu {
  title = {};
  clearItems() {}
  addItem() {}
}

/** The extension at work in an application; `openLesson` opens a lesson there. */
function activated({ registry = {}, mainMenu = null } = {}) {
  const { app, panel, lent, ran } = desk([SHOW]);
  const extensions = {};
  Object.assign(app, { docRegistry: { addWidgetExtension: (kind, extension) => { extensions[kind] = extension; } } });
  Object.assign(app.commands, { addCommand: () => {} });
  const plugin = makePlugin(/** @type {any} */ ({ ...lent, Menu, ISettingRegistry: "settings", IMainMenu: "menu", style: "/static/lesson.css" }));
  plugin.activate(app, registry, mainMenu);
  const openLesson = () => extensions.Notebook.createNew(panel, { model: { fromJSON: () => {}, toJSON: () => ({}) }, ready: Promise.resolve() });
  return { plugin, panel, ran, openLesson };
}
const settings = (composite) => ({ load: async (name) => (name === PLUGIN ? { composite } : {}) });

afterEach(() => sheets().forEach((sheet) => sheet.remove()));

it("is known to JupyterLab by its name, starts by itself, and needs neither settings nor a menu", () => {
  const { plugin } = activated();
  expect(plugin).toMatchObject({ id: "ibc-edu:plugin", autoStart: true, optional: ["settings", "menu"] });
  expect("requires" in plugin).toBe(false);
});

it("brings its style", () => {
  activated();
  expect(sheets().map((sheet) => sheet.getAttribute("href"))).toEqual(["/static/lesson.css"]);
});

it.each([
  ["as the course wants it without settings", null, [1, 1]],
  ["as the course wants it where settings cannot be read", { load: () => Promise.reject(new Error("gone")) }, [1, 1]],
  ["as the reader chose", settings({ startByItself: false, readingView: true }), [1, 0]],
  ["as the reader chose otherwise", settings({ startByItself: true, readingView: false }), [0, 1]],
  ["as the course wants it in what the reader did not choose", settings({ readingView: false }), [0, 1]],
])("looks after a lesson that is opened: %s", async (_how, registry, [asPage, runs]) => {
  const { panel, ran, openLesson } = activated({ registry });
  openLesson();
  await settled();
  expect([panel.addClass.mock.calls.length, ran.length]).toEqual([asPage, runs]);
});

it("adds the menu of the course where there is a main menu", () => {
  const mainMenu = { addMenu: vi.fn() };
  activated({ mainMenu });
  expect(mainMenu.addMenu).toHaveBeenCalledOnce();
  expect(mainMenu.addMenu.mock.lastCall?.[0].title.label).toBe("Course");
});
