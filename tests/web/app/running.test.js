import { expect, it, vi } from "vitest";
import { withoutViews } from "../../../ibc_edu/app/jupyter/labextensions/ibc-edu/static/lesson.js";
import { watchLesson } from "../../../ibc_edu/app/jupyter/labextensions/ibc-edu/static/opening.js";
import { desk, SHOW } from "./desk.js";

it("runs the course's cells in order, and goes back to the place that a link asked for", async () => {
  const { lesson, ran, again } = desk(["# Title", SHOW, SHOW.replace("check-stage", "predict")]);
  await lesson.open();
  expect(ran).toEqual([SHOW, SHOW.replace("check-stage", "predict")]);
  expect(again).toHaveBeenCalledOnce();
});

it.each([
  ["a cell of somebody else", [[SHOW, "import os"]]],
  ["another language", [[SHOW], { language: "bash" }]],
  ["a module beside it", [[SHOW], { files: [{ name: "ibc_edu.py", type: "file" }] }]],
])("runs nothing with %s, and offers to start", async (_what, given) => {
  const { lesson, ran, runAll, session, panel, header } = desk(...given);
  await lesson.open();
  expect(ran).toEqual([]);
  expect(header.node.textContent).toContain("does not start by itself");
  const { promise, resolve: arrive } = Promise.withResolvers();
  session.ready = promise;
  header.node.querySelector("button").click();
  await new Promise((resolve) => setTimeout(resolve));
  expect(runAll).not.toHaveBeenCalled();
  arrive(undefined);
  await vi.waitFor(() => expect(runAll).toHaveBeenCalledWith(panel.content, session));
  expect(header.node.textContent).toBe("");
});

it("offers to try again where a part was run and has not appeared", async () => {
  vi.useFakeTimers();
  const said = async (output) => {
    const { lesson, header, panel } = desk([SHOW]);
    panel.content.widgets[0].node.innerHTML = `<div class="jp-OutputArea-output">${output}</div>`;
    const opened = lesson.open();
    await vi.advanceTimersByTimeAsync(10_000);
    await opened;
    return header.node.textContent;
  };
  expect(await said("Loading widget...")).toBe("This computer is busy, and some parts have not appeared.Try again");
  expect(await said("A question")).toBe("");
});

it("waits until it is looked at", async () => {
  const { lesson, ran, panel, app } = desk([SHOW], { inFront: false });
  const opened = lesson.open();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ran).toEqual([]);
  panel.isVisible = true;
  app.shell.currentChanged.emit();
  await opened;
  expect(ran).toEqual([SHOW]);
});

it("runs again once its kernel was restarted, and only once", async () => {
  const { lesson, ran, session } = desk([SHOW]);
  await lesson.open();
  session.statusChanged.emit("busy");
  session.statusChanged.emit("idle");
  session.statusChanged.emit("restarting");
  session.statusChanged.emit("idle");
  session.statusChanged.emit("idle");
  await vi.waitFor(() => expect(ran).toEqual([SHOW, SHOW]));
});

it("says in plain words that its program has stopped, and starts it again when asked", async () => {
  const { lesson, session, header } = desk([SHOW]);
  await lesson.open();
  session.statusChanged.emit("dead");
  expect(header.node.textContent).toContain("The program behind this lesson has stopped.");
  header.node.querySelector("button").click();
  expect(session.restartKernel).toHaveBeenCalledOnce();
});

it("goes on saying that answers are gone while the lesson starts again", async () => {
  const { lesson, ran, session, header } = desk([SHOW]);
  await lesson.open();
  vi.useFakeTimers();
  session.statusChanged.emit("autorestarting");
  await vi.advanceTimersByTimeAsync(300);
  expect(header.node.textContent).toContain("Answers that are not kept are gone.");
  session.statusChanged.emit("idle");
  await vi.advanceTimersByTimeAsync(1000);
  expect(ran).toEqual([SHOW, SHOW]);
  expect(header.node.textContent).toContain("Answers that are not kept are gone.");
  vi.useRealTimers();
});

it("says that Python takes its time, until the first part is there", async () => {
  vi.useFakeTimers();
  const { lesson, header, lent } = desk([SHOW]);
  const { promise, resolve: arrive } = Promise.withResolvers();
  lent.NotebookActions.runCells = () => promise;
  const opened = lesson.open();
  await vi.advanceTimersByTimeAsync(5000);
  expect(header.node.textContent).toBe("");
  await vi.advanceTimersByTimeAsync(2000);
  expect(header.node.textContent).toContain("The parts of this page are on their way");
  arrive(undefined);
  await vi.advanceTimersByTimeAsync(500);
  await opened;
  expect(header.node.textContent).toBe("");
  vi.useRealTimers();
});

it.each([
  ["there is no Python", (/** @type {any} */ { session }) => { session.session = { kernel: null }; }],
  ["its first cell is changed meanwhile", (/** @type {any} */ { panel }) => { panel.content.widgets[0].model.sharedModel = { getSource: () => "import os" }; }],
])("says no longer that parts are on their way where %s", async (_what, change) => {
  vi.useFakeTimers();
  const all = desk([SHOW]);
  const { promise, resolve: ready } = Promise.withResolvers();
  all.session.ready = promise;
  const opened = all.lesson.open();
  await vi.advanceTimersByTimeAsync(7000);
  expect(all.header.node.textContent).toContain("on their way");
  change(all);
  ready(undefined);
  await vi.advanceTimersByTimeAsync(500);
  await opened;
  expect([all.ran, all.header.node.textContent]).toEqual([[], ""]);
  vi.useRealTimers();
});

it("says nothing of a Python that was quick", async () => {
  vi.useFakeTimers();
  const { lesson, header } = desk([SHOW]);
  const opened = lesson.open();
  await vi.advanceTimersByTimeAsync(10000);
  await opened;
  expect(header.node.textContent).toBe("");
  vi.useRealTimers();
});

it("stops when a cell was changed while it ran", async () => {
  const { lesson, ran, panel, lent } = desk([SHOW, SHOW]);
  lent.NotebookActions.runCells = async () => {
    ran.push("one");
    panel.content.widgets[1].model.sharedModel.getSource = () => "import os";
  };
  await lesson.open();
  expect(ran).toEqual(["one"]);
});

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

it("says that parts have not appeared, and nothing where all have", async () => {
  vi.useFakeTimers();
  const told = async (output) => {
    const { lesson, panel, header } = desk([SHOW]);
    panel.content.widgets[0].node.innerHTML = `<div class="jp-OutputArea-output">${output}</div>`;
    const opening = lesson.open();
    await vi.advanceTimersByTimeAsync(5000);
    await opening;
    return header.node.textContent;
  };
  expect(await told("Loading widget...")).toContain("some parts have not appeared");
  expect(await told("A question")).toBe("");
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
