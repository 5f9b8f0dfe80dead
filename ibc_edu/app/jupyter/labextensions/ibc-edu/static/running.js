// A lesson at work: started when it is opened, and again whenever the program behind it was replaced.

import { makeBar } from "./bar.js";
import { hasModules, isOwnCell, mayStart } from "./lesson.js";
import { noteReading } from "./reading.js";

const DRAWN_MS = 4000;
const SLOW_MS = 6000; // after which a reader wonders whether anything comes
const SLOW = "The parts of this page are on their way; their program is still starting. You can read meanwhile.";
const DIALOG_MS = 300; // until the notebook's own dialog is there
const NOT_DRAWN = /^\s*(?:Error (?:displaying|creating) widget|Loading widget)/;

/** @param {any} panel */
export function cellsOf(panel) {
  return [...(panel.content.model?.sharedModel.cells ?? [])].map((cell) => ({ cell_type: cell.cell_type, source: cell.getSource() }));
}

export class RunningLesson {
  /**
   * @param {any} app
   * @param {any} panel
   * @param {{again: () => void}} place
   * @param {import("./plugin.js").Lent} lent
   */
  constructor(app, panel, place, { NotebookActions, Widget, Dialog }) {
    this.app = app;
    this.panel = panel;
    this.place = place;
    this.actions = NotebookActions;
    this.dialogs = Dialog.tracker;
    this.bar = makeBar(panel, Widget);
    this.session = panel.sessionContext;
    /** Whether it was started in the program that runs now. */
    this.started = false;
    /** Brings the reader back to where they were when the program stopped. @type {(() => void) | null} */
    this.goBack = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.slow = undefined;
  }

  async open() {
    if (!mayStart(cellsOf(this.panel))) return this.offer();
    await this.inSight();
    this.sayWhenSlow();
    try {
      await this.session.ready;
      this.session.statusChanged.connect((/** @type {any} */ _, /** @type {string} */ status) => this.onStatus(status));
      await this.start();
    } finally {
      this.noLongerSlow(); // also where nothing has run: nothing is on its way then
    }
  }

  /** Of many tabs that come back with the page, only the one that is looked at starts; the others when it is their turn. */
  inSight() {
    const { shell } = this.app;
    return new Promise((resolve) => {
      const look = () => {
        if (!this.panel.isVisible && shell.currentWidget !== this.panel) return;
        shell.currentChanged?.disconnect(look);
        resolve(undefined);
      };
      shell.currentChanged?.connect(look);
      this.app.restored.then(look);
    });
  }

  /** Code that is not the course's own runs when the reader says so, and never before. */
  offer() {
    const start = async () => {
      await this.session.ready; // what is run before Python is there is lost without a word
      await this.actions.runAll(this.panel.content, this.session);
    };
    this.bar.say("This page holds code that can be changed, so it does not start by itself.", "Start it", start);
  }

  /** A Python that takes its time, as in a browser that fetches it, is told of until the first part is there. */
  sayWhenSlow() {
    this.slow = setTimeout(() => this.panel.isDisposed || this.bar.said() || this.bar.say(SLOW, "Close", () => {}), SLOW_MS);
  }

  noLongerSlow() {
    clearTimeout(this.slow);
    if (this.bar.said() === SLOW) this.bar.clear();
  }

  /** @param {string} status */
  onStatus(status) {
    if (this.panel.isDisposed) return;
    if (["restarting", "autorestarting", "dead"].includes(status)) {
      this.started = false;
      this.goBack ??= noteReading(this.panel);
    }
    if (status === "autorestarting") this.sayPlainly();
    if (status === "dead") {
      this.bar.say("The program behind this lesson has stopped.", "Start it again", () => this.session.restartKernel());
    }
    if (status === "idle" && !this.started) this.start();
  }

  /** The notebook says in its own words that a kernel died; a reader is told in plain ones, with nothing to press. */
  sayPlainly() {
    setTimeout(() => {
      const { label } = this.panel.title;
      this.dialogs.forEach((/** @type {any} */ dialog) => dialog.node.textContent.includes(label) && dialog.reject());
      this.bar.say("The program behind this lesson had stopped, and it starts again. Answers that are not kept are gone.", "Close", () => {});
      this.goBack?.(); // the dialog gave the focus back to the first cell
    }, DIALOG_MS);
  }

  async start() {
    if (this.started || this.panel.isDisposed || !this.session.session?.kernel) return;
    this.started = true;
    if (!mayStart(cellsOf(this.panel)) || !(await this.isPython()) || (await this.isShadowed())) return this.offer();
    const cells = this.panel.content.widgets.filter((/** @type {any} */ cell) => cell.model.type === "code");
    for (const cell of cells) {
      // One after another, each drawn before the next: the first question comes first, and none waits too long to start.
      if (this.panel.isDisposed || !this.started || !isOwnCell(cell.model.sharedModel.getSource())) return;
      await this.actions.runCells(this.panel.content, [cell], this.session);
      this.noLongerSlow();
      this.goBack?.(); // the notebook shows the cell that is chosen, the first one
      await nextFrame();
    }
    if (!this.goBack) this.place.again();
    this.goBack = null;
    setTimeout(() => this.seeWhetherDrawn(cells), DRAWN_MS);
  }

  /** @param {any[]} cells */
  seeWhetherDrawn(cells) {
    const failed = cells.filter((cell) => [...cell.node.querySelectorAll(".jp-OutputArea-output")].some((output) => NOT_DRAWN.test(output.textContent)));
    if (this.panel.isDisposed || !failed.length) return;
    this.bar.say("This computer is busy, and some parts have not appeared.", "Try again", () => location.reload());
  }

  /** Another language's kernel would read the same words in its own way. */
  async isPython() {
    const specs = this.session.specsManager;
    await specs.ready;
    return specs.specs?.kernelspecs[this.session.session.kernel.name]?.language?.toLowerCase() === "python";
  }

  async isShadowed() {
    const { contents } = this.app.serviceManager;
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
