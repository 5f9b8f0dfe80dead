// The menu "Course": its lessons in order, presenting the lesson that is open, and allowing changes to it.

import { isLesson, titleOf } from "./lesson.js";

const OPEN = "ibc-edu:open";
const PRESENT = "ibc-edu:present";
const CHANGE = "ibc-edu:allow-changes";
const PRESENT_CELL = /^ibc_edu\.present\(/m;
const DRAWN_MS = 3000;

/** @typedef {{path: string, title: string}} Entry */

/**
 * Add the menu. Its lessons are those beside the notebook in front, read anew when it opens.
 * @param {any} app
 * @param {any} mainMenu
 * @param {any} Menu Lumino's class
 */
export function addCourseMenu(app, mainMenu, Menu) {
  const lesson = () => {
    const panel = app.shell.currentWidget;
    return panel?.content?.model?.sharedModel?.cells && isLesson(plainCells(panel)) ? panel : null;
  };
  addCommands(app, lesson);
  const menu = new Menu({ commands: app.commands });
  menu.id = "ibc-edu-course-menu";
  menu.title.label = "Course";
  /** @type {Entry[]} */
  let lessons = [];
  const fill = () => {
    menu.clearItems();
    for (const args of lessons) menu.addItem({ command: OPEN, args });
    if (lessons.length) menu.addItem({ type: "separator" });
    for (const command of [PRESENT, CHANGE]) menu.addItem({ command });
  };
  const renew = async () => {
    lessons = await lessonsBeside(app.serviceManager.contents, app.shell.currentWidget?.context?.path ?? "").catch(() => lessons);
    fill();
  };
  fill();
  app.shell.currentChanged?.connect(renew);
  app.restored.then(renew);
  mainMenu.addMenu(menu, false, { rank: 900 });
}

/**
 * The course's notebooks in the folder of `path`, in the order of their file names, with their titles.
 * @param {any} contents
 * @param {string} path
 * @returns {Promise<Entry[]>}
 */
export async function lessonsBeside(contents, path) {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  const found = (await contents.get(folder)).content.filter((/** @type {any} */ entry) => entry.type === "notebook");
  found.sort((/** @type {any} */ a, /** @type {any} */ b) => a.name.localeCompare(b.name));
  const read = await Promise.all(found.map((/** @type {any} */ entry) => entryOf(contents, entry)));
  const ours = read.filter((entry) => entry !== null);
  const isCopy = (/** @type {Entry} */ entry) => ours.some((other) => other !== entry && other.title === entry.title);
  return ours.map((entry) => (isCopy(entry) ? { ...entry, title: `${entry.title} (${entry.path.split("/").at(-1)})` } : entry));
}

/** @type {Map<string, Entry | null>} by path and time of the last change */
const known = new Map();

/**
 * @param {any} contents
 * @param {any} file
 */
async function entryOf(contents, file) {
  const key = `${file.path} ${file.last_modified}`;
  if (!known.has(key)) {
    const { content } = await contents.get(file.path, { content: true });
    const cells = content.cells.map((/** @type {any} */ cell) => ({ ...cell, source: [cell.source].flat().join("") }));
    known.set(key, isLesson(cells) ? { path: file.path, title: titleOf(content) ?? file.name } : null);
  }
  return known.get(key) ?? null;
}

/** @param {any} panel */
function plainCells(panel) {
  return [...panel.content.model.sharedModel.cells].map((cell) => ({ cell_type: cell.cell_type, source: cell.getSource() }));
}

/**
 * @param {any} app
 * @param {() => any} lesson gives the lesson in front, or null
 */
function addCommands(app, lesson) {
  app.commands.addCommand(OPEN, {
    label: (/** @type {any} */ args) => args.title ?? "Open a lesson",
    execute: (/** @type {any} */ args) => app.commands.execute("docmanager:open", { path: args.path }),
  });
  app.commands.addCommand(PRESENT, {
    label: "Present This Lesson on the Full Screen",
    isEnabled: () => lesson() !== null,
    execute: () => present(lesson()),
  });
  app.commands.addCommand(CHANGE, {
    label: "Allow Changes to This Lesson",
    isEnabled: () => lesson() !== null,
    execute: () => allowChanges(lesson()),
  });
}

/**
 * Press the lesson's own button. It is drawn when it comes into sight, so it is waited for, but not for long.
 * @param {any} panel
 */
async function present(panel) {
  const at = panel.content.widgets.findIndex((/** @type {any} */ cell) => PRESENT_CELL.test(cell.model.sharedModel.getSource()));
  if (at < 0) return;
  await panel.content.scrollToItem(at, "start");
  const button = await drawn(() => panel.content.widgets[at].node.querySelector(".ibc-presenter-actions .ibc-primary"));
  button?.click();
}

/**
 * @param {() => HTMLElement | null} find
 * @returns {Promise<HTMLElement | null>}
 */
async function drawn(find) {
  for (let waited = 0; waited < DRAWN_MS; waited += 50) {
    const node = find();
    if (node) return node;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
}

/**
 * Text of a lesson is protected, so that a slip of the hand deletes nothing; who teaches may want to change it.
 * @param {any} panel
 */
function allowChanges(panel) {
  panel.removeClass("ibc-lesson");
  for (const cell of panel.content.widgets) {
    for (const name of ["editable", "deletable"]) cell.model.deleteMetadata(name);
    if (cell.model.type === "markdown") cell.showEditorForReadOnly = true;
  }
}
