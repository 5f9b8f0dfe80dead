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

/** A notebook in an application that opens it with these settings; `model` is its file's. */
function opening(all, on = {}, ready = Promise.resolve()) {
  const model = { fromJSON: vi.fn(), toJSON: () => ({}) };
  watchLesson(all.app, all.panel, { model, ready }, Promise.resolve({ startByItself: false, readingView: false, ...on }), /** @type {any} */ (all.lent));
  return new Promise((resolve) => setTimeout(resolve, 30));
}
const ALL_ON = { startByItself: true, readingView: true };

it.each([
  ["of somebody's own", ["# Mine", "import ibc_edu\nibc_edu.load()"], false],
  ["that is closed before it was read", [SHOW], true],
])("leaves a notebook alone %s", async (_what, sources, isDisposed) => {
  const all = desk(sources);
  all.panel.isDisposed = isDisposed;
  await opening(all, ALL_ON);
  expect([all.panel.addClass.mock.calls, all.ran, all.header.node.textContent]).toEqual([[], [], ""]);
});

it("reads a file that is empty, or has no cells yet", async () => {
  const { app, panel, lent } = desk([]);
  const read = vi.fn();
  const model = { fromJSON: read, toJSON: () => ({ metadata: {} }) };
  watchLesson(app, panel, { model, ready: new Promise(() => {}) }, Promise.resolve(ALL_ON), /** @type {any} */ (lent));
  for (const notebook of [null, undefined, {}, { cells: [{ cell_type: "code" }] }]) {
    model.fromJSON(notebook);
    expect(read.mock.lastCall).toEqual([notebook]);
  }
  expect(model.toJSON()).toEqual({ metadata: {} });
});

it("leaves the notebook to the reader where the lesson could not be started, and says why to who looks for it", async () => {
  const told = vi.spyOn(console, "warn").mockImplementation(() => {});
  const problem = new Error("unreadable");
  await opening(desk([SHOW]), ALL_ON, Promise.reject(problem));
  expect(told).toHaveBeenCalledExactlyOnceWith("The lesson could not be started by itself.", problem);
});

it("goes at once to the place that a link asks for, and again when the parts above it are there", async () => {
  const all = desk([SHOW]);
  const go = all.panel.setFragment;
  const opened = opening(all, ALL_ON);
  for (const fragment of ["#cell-id=one", "#cell-id=two"]) all.panel.setFragment(fragment);
  expect(go.mock.calls).toEqual([["#cell-id=one"], ["#cell-id=two"]]);
  await opened;
  await vi.waitFor(() => expect([all.ran.length, go.mock.calls.slice(2)]).toEqual([1, [["#cell-id=two"]]])); // a frame after
});

it("stays where it is when the parts are there, where no link asked for a place", async () => {
  const all = desk([SHOW]);
  const go = all.panel.setFragment;
  await opening(all, ALL_ON);
  expect([all.ran.length, go.mock.calls]).toEqual([1, []]);
});

it.each([
  [699, ["left", "right"], ["left", "right"]],
  [699, ["right"], ["right"]],
  [700, ["left", "right"], []],
])("closes on a screen %i px wide, of the bars in sight (%s), those that leave too little room", async (width, inSight, closed) => {
  const all = desk([SHOW]);
  Object.assign(all.app.shell, { collapseLeft: vi.fn(), isSideTabBarVisible: (side) => inSight.includes(side) });
  vi.stubGlobal("innerWidth", width);
  await opening(all, { readingView: true });
  expect(all.app.commands.execute.mock.calls).toEqual(closed.map((side) => ["application:toggle-side-tabbar", { side }]));
});

it("reads like a page in an application without a list of files or bars at its sides", async () => {
  const told = vi.spyOn(console, "warn").mockImplementation(() => {});
  const all = desk([SHOW]);
  vi.stubGlobal("innerWidth", 360);
  await opening(all, ALL_ON);
  expect([all.panel.addClass.mock.calls, all.ran.length]).toEqual([[["ibc-lesson"]], 1]);
  expect([all.app.commands.execute.mock.calls, told.mock.calls]).toEqual([[], []]);
});

it("takes code out of sight in cells that come later, and no text that quotes it", async () => {
  const all = desk([SHOW]);
  const heard = [];
  Object.assign(all.panel.content, { modelContentChanged: { connect: (changed) => heard.push(changed) } });
  await opening(all, { readingView: true });
  const quoting = { model: { type: "markdown", sharedModel: { getSource: () => SHOW } }, toggleClass: vi.fn() };
  const later = { model: { type: "code", sharedModel: { getSource: () => SHOW } }, toggleClass: vi.fn() };
  all.panel.content.widgets.push(quoting, later);
  heard.forEach((changed) => changed());
  expect([quoting, later].map((cell) => cell.toggleClass.mock.calls)).toEqual([[["ibc-own", false]], [["ibc-own", true]]]);
});
