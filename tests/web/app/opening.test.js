import { expect, it, vi } from "vitest";
import { withoutViews } from "../../../ibc_edu/app/jupyter/labextensions/ibc-edu/static/lesson.js";
import { watchLesson } from "../../../ibc_edu/app/jupyter/labextensions/ibc-edu/static/opening.js";
import { desk, SHOW } from "./desk.js";

const VIEW = { output_type: "execute_result", data: { "text/plain": "Quiz", "application/vnd.jupyter.widget-view+json": { model_id: "gone" } } };
const inFile = (source) => ({ cells: [{ cell_type: "code", source: [source], outputs: [VIEW] }], metadata: {} });

it("reads and saves the course's notebooks without views, and those of others as they are", async () => {
  const { app, panel, lent } = desk([SHOW]);
  const read = vi.fn();
  const kept = { notebook: inFile(SHOW) };
  const model = { fromJSON: read, toJSON: () => kept.notebook };
  const settings = Promise.resolve({ startByItself: false, readingView: false });
  watchLesson(app, panel, { model, ready: new Promise(() => {}) }, settings, /** @type {any} */ (lent));
  model.fromJSON(inFile(SHOW));
  expect(read).toHaveBeenLastCalledWith(withoutViews(inFile(SHOW)));
  expect(JSON.stringify(model.toJSON())).not.toContain("widget-view");
  model.fromJSON(inFile("import ipywidgets"));
  expect(read).toHaveBeenLastCalledWith(inFile("import ipywidgets"));
  kept.notebook = inFile("import ipywidgets");
  expect(JSON.stringify(model.toJSON())).toContain("widget-view");
});

it("marks a cell as the course's own for as long as it is to the letter", async () => {
  const { app, panel, lent } = desk([SHOW]);
  const [cell] = panel.content.widgets;
  cell.toggleClass = vi.fn();
  watchLesson(app, panel, { model: { fromJSON: () => {}, toJSON: () => ({}) }, ready: Promise.resolve() }, Promise.resolve({ startByItself: false, readingView: true }), /** @type {any} */ (lent));
  await vi.waitFor(() => expect(cell.toggleClass).toHaveBeenLastCalledWith("ibc-own", true));
  cell.model.sharedModel.getSource = () => "import os";
  panel.content.model.cells.changed.emit();
  await Promise.resolve();
  expect(cell.toggleClass).toHaveBeenLastCalledWith("ibc-own", false);
});

it.each([[1200, 0], [360, 2]])("takes the bars at both sides away on a screen %i px wide only where they leave too little room", async (width, times) => {
  const { app, panel, lent } = desk([SHOW]);
  Object.assign(app.shell, { collapseLeft: vi.fn(), isSideTabBarVisible: () => true });
  vi.stubGlobal("innerWidth", width);
  watchLesson(app, panel, { model: { fromJSON: () => {}, toJSON: () => ({}) }, ready: Promise.resolve() }, Promise.resolve({ startByItself: false, readingView: true }), /** @type {any} */ (lent));
  await vi.waitFor(() => expect(app.shell.collapseLeft).toHaveBeenCalledOnce());
  expect(app.commands.execute).toHaveBeenCalledTimes(times);
});

it("closes the list of files with the first lesson, and leaves it to the reader from then on", async () => {
  const { app, panel, lent } = desk([SHOW]);
  Object.assign(app.shell, { collapseLeft: vi.fn() });
  for (let lessons = 0; lessons < 2; lessons += 1) {
    watchLesson(app, panel, { model: { fromJSON: () => {}, toJSON: () => ({}) }, ready: Promise.resolve() }, Promise.resolve({ startByItself: false, readingView: true }), /** @type {any} */ (lent));
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(panel.addClass).toHaveBeenCalledTimes(2);
  expect(app.shell.collapseLeft).toHaveBeenCalledOnce();
});

it.each([[true, 1], [false, 0]])("starts by itself and looks like a page only where the settings say so (%s)", async (on, times) => {
  const { app, panel, lent, ran } = desk([SHOW]);
  const context = { model: { fromJSON: () => {}, toJSON: () => ({}) }, ready: Promise.resolve() };
  watchLesson(app, panel, context, Promise.resolve({ startByItself: on, readingView: on }), /** @type {any} */ (lent));
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(panel.addClass).toHaveBeenCalledTimes(times);
  expect(ran.length).toBe(times);
});

it("reads like a page: code of the course's own out of sight, no raw text on a double click, the list of files closed once", async () => {
  const { app, panel, lent } = desk([SHOW, "# Text", "import os"]);
  Object.assign(app.shell, { collapseLeft: vi.fn() });
  const [own, text, other] = panel.content.widgets.map((cell) => Object.assign(cell, { toggleClass: vi.fn() }));
  const context = { model: { fromJSON: () => {}, toJSON: () => ({}) }, ready: Promise.resolve() };
  const settings = Promise.resolve({ startByItself: false, readingView: true });
  for (let lesson = 0; lesson < 2; lesson += 1) watchLesson(app, panel, context, settings, /** @type {any} */ (lent));
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect([own, text, other].map((cell) => cell.toggleClass.mock.lastCall)).toEqual([["ibc-own", true], ["ibc-own", false], ["ibc-own", false]]);
  expect([own, text, other].map((cell) => cell.showEditorForReadOnly)).toEqual([undefined, false, undefined]);
  expect(app.shell.collapseLeft).toHaveBeenCalledOnce();
});
