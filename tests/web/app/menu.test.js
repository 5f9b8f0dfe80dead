import { beforeEach, expect, it, vi } from "vitest";
import { addCourseMenu, lessonsBeside } from "../../../ibc_edu/app/jupyter/labextensions/ibc-edu/static/menu.js";
import { desk, SHOW } from "./desk.js";

const PRESENT = 'import ibc_edu\nibc_edu.present("staging")';
let changes = 0;

/** A notebook's file with a title and a cell; a folder of such is read by `filesOf`. */
const notebook = (title, source = SHOW) => ({ cells: [{ cell_type: "markdown", source: [`# ${title}\n`, "Text"] }, { cell_type: "code", source: source.split(/(?<=\n)/) }] });

/** JupyterLab's files: notebooks by their paths. */
function filesOf(notebooks) {
  changes += 1;
  const entries = Object.keys(notebooks).map((path) => ({ path, name: path.split("/").at(-1), type: path.endsWith(".ipynb") ? "notebook" : "file", last_modified: changes }));
  return { get: vi.fn(async (path) => {
    if (path in notebooks) return { content: notebooks[path] };
    const content = entries.filter((entry) => entry.path.slice(0, Math.max(0, entry.path.lastIndexOf("/"))) === path);
    if (!content.length) throw new Error("no such folder");
    return { content };
  }) };
}

class Menu {
  title = {};
  items = [];
  constructor({ commands }) { this.commands = commands; }
  clearItems() { this.items = []; }
  addItem(item) { this.items.push(item); }
}

/** JupyterLab with the menu, with these files and this notebook in front. */
async function lab(notebooks, panel) {
  const { app } = desk([SHOW]);
  const commands = new Map();
  Object.assign(app.commands, { addCommand: (name, command) => commands.set(name, command) });
  Object.assign(app.serviceManager, { contents: filesOf(notebooks) });
  app.shell.currentWidget = panel;
  const mainMenu = { addMenu: vi.fn() };
  addCourseMenu(app, mainMenu, Menu);
  const menu = mainMenu.addMenu.mock.lastCall?.[0];
  const label = ({ command, args }) => {
    const told = commands.get(command)?.label ?? "---";
    return typeof told === "function" ? told(args) : told;
  };
  const named = (text) => menu.items.find((item) => label(item) === text);
  await new Promise((resolve) => setTimeout(resolve));
  return {
    app, menu,
    labels: () => menu.items.map(label),
    isOn: (text) => commands.get(named(text).command).isEnabled(),
    run: (text) => commands.get(named(text).command).execute(named(text).args),
  };
}

/** A lesson that is open, with what the menu needs of its cells. */
function openLesson(sources, path = "here/01.ipynb") {
  const { panel } = desk(sources);
  panel.context.path = path;
  for (const cell of panel.content.widgets) Object.assign(cell.model, { deleteMetadata: vi.fn() });
  return Object.assign(panel, { removeClass: vi.fn(), content: Object.assign(panel.content, { scrollToItem: vi.fn() }) });
}

const OTHERS = ["Present This Lesson on the Full Screen", "Allow Changes to This Lesson"];
const COURSE = { "here/02.ipynb": notebook("Receptors"), "here/01.ipynb": notebook("Staging"), "here/my.ipynb": notebook("Mine", "import pandas"), "here/data.csv": "" };

beforeEach(() => { vi.useRealTimers(); });

it("knows the lessons of a folder by their titles, in the order of their files, and no other notebook", async () => {
  expect(await lessonsBeside(filesOf(COURSE), "here/01.ipynb")).toEqual([{ path: "here/01.ipynb", title: "Staging" }, { path: "here/02.ipynb", title: "Receptors" }]);
});

it("names the file of a lesson that is there twice, and of one without a title", async () => {
  const untitled = { cells: [{ cell_type: "code", source: SHOW }] };
  const files = filesOf({ "a.ipynb": notebook("Staging"), "b.ipynb": notebook("Staging"), "c.ipynb": untitled });
  expect((await lessonsBeside(files, "a.ipynb")).map(({ title }) => title)).toEqual(["Staging (a.ipynb)", "Staging (b.ipynb)", "c.ipynb"]);
});

it("reads a file again only when it was changed", async () => {
  const files = filesOf(COURSE);
  const reads = () => files.get.mock.calls.filter(([path]) => path.endsWith(".ipynb")).length;
  await lessonsBeside(files, "here/01.ipynb");
  await lessonsBeside(files, "here/02.ipynb");
  expect(reads()).toBe(3);
});

it("lists the lessons beside the notebook in front, and opens the one that is chosen", async () => {
  const { app, menu, labels, run } = await lab({ ...COURSE, "there/09.ipynb": notebook("Cases") }, openLesson([SHOW]));
  expect(menu.title.label).toBe("Course");
  expect(labels()).toEqual(["Staging", "Receptors", "---", ...OTHERS]);
  run("Receptors");
  expect(app.commands.execute).toHaveBeenCalledWith("docmanager:open", { path: "here/02.ipynb" });
  app.shell.currentWidget = openLesson([SHOW], "there/09.ipynb");
  app.shell.currentChanged.emit();
  await vi.waitFor(() => expect(labels()).toEqual(["Cases", "---", ...OTHERS]));
});

it("keeps the lessons that it has where a folder cannot be read", async () => {
  const { app, labels } = await lab(COURSE, openLesson([SHOW]));
  app.shell.currentWidget = openLesson([SHOW], "gone/01.ipynb");
  app.shell.currentChanged.emit();
  await new Promise((resolve) => setTimeout(resolve));
  expect(labels().slice(0, 2)).toEqual(["Staging", "Receptors"]);
});

it.each([
  ["a lesson", openLesson([SHOW]), true],
  ["a notebook of one's own", openLesson(["import pandas"]), false],
  ["no notebook", { context: { path: "here/data.csv" } }, false],
  ["nothing", null, false],
])("offers to present and to change where %s is in front", async (_what, panel, isOn) => {
  const shown = await lab(COURSE, panel);
  expect(OTHERS.map(shown.isOn)).toEqual([isOn, isOn]);
});

it("presents with the lesson's own button, once that is drawn", async () => {
  const panel = openLesson(["# Title", SHOW, PRESENT]);
  const { run } = await lab(COURSE, panel);
  vi.useFakeTimers();
  const presenting = run(OTHERS[0]);
  await vi.advanceTimersByTimeAsync(200);
  expect(panel.content.scrollToItem).toHaveBeenCalledWith(2, "start");
  panel.content.widgets[2].node.innerHTML = '<div class="ibc-presenter-actions"><button class="ibc-primary"></button><button></button></div>';
  const pressed = vi.fn();
  panel.content.widgets[2].node.querySelector("button").addEventListener("click", pressed);
  await vi.advanceTimersByTimeAsync(100);
  await presenting;
  expect(pressed).toHaveBeenCalledOnce();
});

it("waits for that button some seconds, and not for ever", async () => {
  const panel = openLesson([PRESENT]);
  const { run } = await lab(COURSE, panel);
  vi.useFakeTimers();
  const done = vi.fn();
  run(OTHERS[0]).then(done);
  await vi.advanceTimersByTimeAsync(2000);
  expect(done).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2000);
  expect(done).toHaveBeenCalledOnce();
});

it("leaves a lesson where it is that has nothing to present", async () => {
  const panel = openLesson([SHOW]);
  const { run } = await lab(COURSE, panel);
  await run(OTHERS[0]);
  expect(panel.content.scrollToItem).not.toHaveBeenCalled();
});

it("lets every cell of the lesson be changed, its text by a double click too", async () => {
  const panel = openLesson(["# Title", SHOW]);
  const { run } = await lab(COURSE, panel);
  run(OTHERS[1]);
  expect(panel.removeClass).toHaveBeenCalledWith("ibc-lesson");
  const [text, code] = panel.content.widgets;
  for (const { model } of [text, code]) expect(model.deleteMetadata.mock.calls).toEqual([["editable"], ["deletable"]]);
  expect([text.showEditorForReadOnly, code.showEditorForReadOnly]).toEqual([true, undefined]);
});

it("has a place among the menus, its two commands from the first on, and a line between them and lessons only where there are any", async () => {
  const { app, menu, labels } = await lab({ "here/my.ipynb": notebook("Mine", "import pandas") }, openLesson([SHOW]));
  expect(labels()).toEqual(OTHERS);
  expect([menu.id, menu.commands]).toEqual(["ibc-edu-course-menu", app.commands]);
  const { app: starting } = desk([SHOW]);
  Object.assign(starting.commands, { addCommand: () => {} });
  Object.assign(starting, { restored: new Promise(() => {}) });
  const mainMenu = { addMenu: vi.fn() };
  addCourseMenu(starting, mainMenu, Menu);
  const [made, ...where] = mainMenu.addMenu.mock.lastCall;
  expect([made.items.length, where]).toEqual([2, [false, { rank: 900 }]]);
});

it("divides lessons from commands by a line, and asks for the whole of each file", async () => {
  const { app, menu } = await lab({ ...COURSE }, openLesson([SHOW]));
  expect(menu.items.map(({ type, command }) => type ?? typeof command)).toEqual(["string", "string", "separator", "string", "string"]);
  const { get } = app.serviceManager.contents;
  for (const [path, options] of get.mock.calls) expect(options).toEqual(path.endsWith(".ipynb") ? { content: true } : undefined);
});

it("is there in an application that knows of no tabs, and lists what lies in the first folder", async () => {
  const { app } = desk([SHOW]);
  delete app.shell.currentChanged;
  Object.assign(app.commands, { addCommand: () => {} });
  Object.assign(app.serviceManager, { contents: filesOf({ "01.ipynb": notebook("Staging") }) });
  const mainMenu = { addMenu: vi.fn() };
  addCourseMenu(app, mainMenu, Menu);
  await vi.waitFor(() => expect(mainMenu.addMenu.mock.lastCall[0].items[0].args).toEqual({ path: "01.ipynb", title: "Staging" }));
});

it.each([[{}], [{ content: {} }], [{ content: { model: {} } }], [{ content: { model: { sharedModel: {} } } }]])("offers nothing for what is in front and no notebook: %o", async (panel) => {
  const shown = await lab({ "01.ipynb": notebook("Staging") }, panel);
  expect([shown.labels()[0], ...OTHERS.map(shown.isOn)]).toEqual(["Staging", false, false]);
});
