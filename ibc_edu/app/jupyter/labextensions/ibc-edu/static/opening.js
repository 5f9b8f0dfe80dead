// One notebook that was opened: is it a lesson, how does it look, when does it start.

import { hasModules, isOwnCell, mayStart, usesCourse, withoutViews } from "./lesson.js";

/** @typedef {Promise<{startByItself: boolean, readingView: boolean}>} Settings */

/**
 * Look after a notebook from before its file is read. Notebooks that have nothing of the course are left alone.
 * @param {any} app
 * @param {any} panel
 * @param {any} context
 * @param {Settings} settings
 * @param {any} NotebookActions
 */
export function watchLesson(app, panel, context, settings, NotebookActions) {
  readAndSaveWithoutViews(context.model);
  const place = rememberedPlace(panel);
  context.ready.then(async () => {
    const chosen = await settings;
    if (panel.isDisposed || !usesCourse(cellsOf(panel))) return;
    if (chosen.readingView) showAsPage(app, panel);
    if (!chosen.startByItself) return;
    const lesson = new RunningLesson(panel, NotebookActions, place);
    await lesson.open(app);
  }).catch((/** @type {unknown} */ problem) => console.warn("The lesson could not be started by itself.", problem));
}

/** @param {any} panel */
function cellsOf(panel) {
  return [...(panel.content.model?.sharedModel.cells ?? [])].map((cell) => ({ cell_type: cell.cell_type, source: cell.getSource() }));
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
    app.restored.then(() => app.shell.collapseLeft?.());
  }
}
const listClosed = new WeakSet();

/** @param {any} cell */
function markCell(cell) {
  cell.toggleClass("ibc-own", cell.model.type === "code" && isOwnCell(cell.model.sharedModel.getSource()));
  // Lab opens the raw text of a protected paragraph on a double click; a reader has no use for it.
  if (cell.model.type === "markdown") cell.showEditorForReadOnly = false;
}

/** A lesson whose cells are run when it is opened, and again whenever its kernel was replaced. */
class RunningLesson {
  /**
   * @param {any} panel
   * @param {any} NotebookActions
   * @param {{again: () => void}} place
   */
  constructor(panel, NotebookActions, place) {
    this.panel = panel;
    this.actions = NotebookActions;
    this.place = place;
    /** @type {string | null} id of the kernel in which it was started */
    this.startedIn = null;
  }

  /** @param {any} app */
  async open(app) {
    const { sessionContext } = this.panel;
    await sessionContext.ready;
    await this.start(app);
    sessionContext.statusChanged.connect((/** @type {any} */ _, /** @type {string} */ status) => {
      if (status === "restarting" || status === "autorestarting") this.startedIn = null;
      if (status === "idle" && this.startedIn === null) this.start(app);
    });
    sessionContext.kernelChanged.connect(() => (this.startedIn = null));
  }

  /** @param {any} app */
  async start(app) {
    const kernel = this.panel.sessionContext.session?.kernel;
    if (!kernel || this.panel.isDisposed || this.startedIn === kernel.id) return;
    this.startedIn = kernel.id;
    if (!mayStart(cellsOf(this.panel)) || !(await this.isPython()) || (await this.isShadowed(app))) return;
    for (const cell of this.panel.content.widgets.filter((/** @type {any} */ each) => each.model.type === "code")) {
      // One after another, each drawn before the next: the first question comes first, and none waits too long to start.
      if (this.panel.isDisposed || !isOwnCell(cell.model.sharedModel.getSource())) return;
      await this.actions.runCells(this.panel.content, [cell], this.panel.sessionContext);
      await nextFrame();
    }
    this.place.again();
  }

  /** Another language's kernel would read the same words in its own way. */
  async isPython() {
    const { sessionContext } = this.panel;
    const specs = sessionContext.specsManager;
    await specs.ready;
    return specs.specs?.kernelspecs[sessionContext.session.kernel.name]?.language?.toLowerCase() === "python";
  }

  /** @param {any} app */
  async isShadowed(app) {
    const { contents } = app.serviceManager;
    const path = this.panel.context.path;
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
    const listing = async (/** @type {string} */ at) => (await contents.get(at)).content;
    return hasModules(await listing(folder), (name) => listing(folder ? `${folder}/${name}` : name));
  }
}

/** Waits until the page was drawn; a page in the background is not drawn, so the wait has an end. */
function nextFrame() {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve);
    setTimeout(resolve, 100);
  });
}
