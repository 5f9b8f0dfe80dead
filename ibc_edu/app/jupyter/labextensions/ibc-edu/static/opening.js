// One notebook that was opened: is it a lesson, how is it read and saved, how does it look.

import { isLesson, isOwnCell, usesCourse, withoutViews } from "./lesson.js";
import { cellsOf, RunningLesson } from "./running.js";

/** @typedef {Promise<{startByItself: boolean, readingView: boolean}>} Settings */

/**
 * Look after a notebook from before its file is read. Notebooks that have nothing of the course are left alone.
 * @param {any} app
 * @param {any} panel
 * @param {any} context
 * @param {Settings} settings
 * @param {import("./plugin.js").Lent} lent
 */
export function watchLesson(app, panel, context, settings, lent) {
  readAndSaveWithoutViews(context.model);
  const place = rememberedPlace(panel);
  context.ready.then(async () => {
    const chosen = await settings;
    if (panel.isDisposed || !isLesson(cellsOf(panel))) return;
    if (chosen.readingView) showAsPage(app, panel);
    if (!chosen.startByItself) return;
    await new RunningLesson(app, panel, place, lent).open();
  }).catch((/** @type {unknown} */ problem) => console.warn("The lesson could not be started by itself.", problem));
}

/**
 * A view in the file belongs to a kernel that may be gone: it is neither shown nor saved.
 * @param {any} model
 */
function readAndSaveWithoutViews(model) {
  const read = model.fromJSON.bind(model);
  const save = model.toJSON.bind(model);
  const ours = (/** @type {any} */ notebook) => usesCourse((notebook?.cells ?? []).map(plainCell));
  model.fromJSON = (/** @type {any} */ notebook) => read(ours(notebook) ? withoutViews(notebook) : notebook);
  model.toJSON = () => {
    const notebook = save();
    return ours(notebook) ? withoutViews(notebook) : notebook;
  };
}

/** @param {any} cell a cell as in the file, whose source is text or lines */
function plainCell(cell) {
  return { cell_type: cell.cell_type, source: Array.isArray(cell.source) ? cell.source.join("") : String(cell.source ?? "") };
}

/**
 * The place in the notebook that a link asked for, so that it can be found again once the parts above it have grown.
 * @param {any} panel
 */
function rememberedPlace(panel) {
  const go = panel.setFragment.bind(panel);
  /** @type {{fragment: string | null, again: () => void}} */
  const place = { fragment: null, again: () => place.fragment && go(place.fragment) };
  panel.setFragment = (/** @type {string} */ fragment) => {
    place.fragment = fragment;
    go(fragment);
  };
  return place;
}

/**
 * Hide what is not meant for reading. The file list is closed once, when the first lesson of this page is opened.
 * @param {any} app
 * @param {any} panel
 */
function showAsPage(app, panel) {
  panel.addClass("ibc-lesson");
  const mark = () => panel.content.widgets.forEach(markCell);
  panel.content.model.cells.changed.connect(() => queueMicrotask(mark));
  panel.content.modelContentChanged?.connect(mark);
  mark();
  if (!listClosed.has(app)) {
    listClosed.add(app);
    app.restored.then(() => {
      app.shell.collapseLeft?.();
      if (window.innerWidth < NARROW_PX) hideTabBars(app);
    });
  }
}
const listClosed = new WeakSet();
const NARROW_PX = 700;

/** On a phone the bars at both sides take a fifth of the width; the menu View brings them back. */
function hideTabBars(/** @type {any} */ app) {
  for (const side of ["left", "right"]) {
    if (app.shell.isSideTabBarVisible?.(side)) app.commands.execute("application:toggle-side-tabbar", { side });
  }
}

/** @param {any} cell */
function markCell(cell) {
  cell.toggleClass("ibc-own", cell.model.type === "code" && isOwnCell(cell.model.sharedModel.getSource()));
  // Lab opens the raw text of a protected paragraph on a double click; a reader has no use for it.
  if (cell.model.type === "markdown") cell.showEditorForReadOnly = false;
}
