// A lesson on the projector. Each view of the model plays one part: the card that starts it, the stage that fills the
// screen, or the speaker's notes. Which one is the view's own business; step, blackout and timer are the model's.

import { el, fill, focusOn, openWidget, setAttribute, setText } from "../kit/dom.js";
import { clockText, countdown } from "./countdown.js";
import { keepFitting } from "./fit.js";
import { keysHelp } from "./keys_help.js";
import { newClass } from "./new_class.js";
import { phonesPanel } from "./phones.js";
import { blockOf, countsOf, isQuestion, notesOf } from "./text.js";
import "./presenter.css";

const FORWARD = new Set(["PageDown", "ArrowRight", "ArrowDown", " ", "Enter"]);
const BACK = new Set(["PageUp", "ArrowLeft", "ArrowUp", "Backspace"]);
const ALWAYS = new Set(["PageDown", "PageUp"]); // a clicker's keys, whatever has the focus
const TYPED_IN = "input:not([type=radio], [type=checkbox], [type=range]), select, textarea, [contenteditable]";
const PRESSED = "button, summary, a[href], input";
const STEERED = "input[type=radio], input[type=range], [role=slider], [role=tab], [role=radio]"; // by the arrows

class PresenterView {
  constructor(widget, model, host) {
    this.widget = widget;
    this.model = model;
    this.host = host;
    this.part = /** @type {HTMLElement | null} */ (null);
    /** @type {AbortController | null} */
    this.closing = null;
    /** @type {string | null} reference to the live part that is shown */
    this.shown = null;
    this.role = "card";
    this.tabbed = false; // whether the focus was moved by the Tab key, and not by a click
    this.spaceTaken = false;
    /** @type {KeyboardEvent | null} the key that was handed on to the question */
    this.offered = null;
    const button = (text, act, label = /** @type {string | null} */ (null)) => el("button", { type: "button", class: "ibc-button", "aria-label": label, on: { click: act } }, text);
    this.back = button("Back", () => this.step(-1));
    this.next = button("Next", () => this.step(1));
    this.black = button("Black", () => this.blackout(), "Black screen");
    this.stage = el("div", { class: "ibc-presenter-stage", tabindex: "-1" });
    this.where = el("span", { class: "ibc-small ibc-muted" });
    this.time = el("span", { class: "ibc-presenter-time", role: "timer" }, "0:00");
    this.notes = el("div", { class: "ibc-presenter-notes" });
    this.cover = el("div", { class: "ibc-presenter-cover" }, el("span", { class: "ibc-visually-hidden" }, "The screen is black. Press B or the period key to go on."));
    this.jump = el("select", { "aria-label": "Go to step", on: { change: () => this.go(Number(this.jump.value)) } });
    this.countdown = countdown({ start: (seconds) => this.save({ ends: seconds ? Date.now() + 1000 * seconds : 0 }) });
    this.another = newClass(() => this.widget.send("new_class"));
    this.phones = phonesPanel({ do: (what, fields = {}) => this.phonesDo(what, fields), join: (on = !this.model.get("joining")) => this.join(on) }, this.model.get("title"));
    this.counted = el("p", {});
    this.card = this.startCard();
    this.bar = this.controls(button);
    this.head = el("p", { class: "ibc-presenter-head" });
    widget.root.append(this.card, this.head, this.stage, this.notes, this.phones.line, this.bar, this.countdown.clock, this.phones.screen, this.cover);
    this.fitting = keepFitting(this.stage, widget.signal, () => this.role === "stage");
    this.listen();
    this.listSteps();
    this.show("card", { takesFocus: false }); // which is the reader's at the top of the page
  }

  startCard() {
    return el("div", { class: "ibc-presenter-card" },
      el("h3", { class: "ibc-title" }, `Present: ${this.model.get("title")}`),
      this.counted,
      el("div", { class: "ibc-presenter-actions" },
        el("button", { type: "button", class: "ibc-button ibc-primary", on: { click: () => this.present() } }, "Present on the full screen"),
        el("button", { type: "button", class: "ibc-button", on: { click: () => this.show("notes") } }, "Speaker notes here")),
      this.another.node,
      this.phones.settings,
      keysHelp(this.model));
  }

  /** The steps as they are now: the notebook may have been changed. */
  listSteps() {
    const steps = this.model.get("steps");
    setText(this.counted, countsOf(steps));
    fill(this.jump, steps.map(({ label }, index) => el("option", { value: index }, `Step ${index + 1}: ${label}`)));
  }

  controls(button) {
    return el("div", { class: "ibc-presenter-bar" }, this.back, this.next, this.where, this.jump, this.countdown.node, this.time, this.phones.bar,
      button("Restart timer", () => this.save({ started: Date.now() })),
      this.black,
      button("End", () => this.end(), "End presenting in this view"));
  }

  listen() {
    const { widget } = this;
    widget.on("change:position", () => this.update());
    widget.on("change:steps", () => { this.listSteps(); this.update(); });
    widget.on("change:live", () => this.showPart());
    widget.on("change:ends", () => this.tick());
    widget.on("change:phones change:joining", () => this.showPhones());
    widget.onReturn(() => widget.send("catch_up"));
    widget.on("change:dark", () => this.paintCover());
    widget.root.addEventListener("keydown", (event) => this.onKey(event), { capture: true });
    widget.root.addEventListener("keyup", (event) => this.onKeyUp(event), { capture: true });
    widget.root.addEventListener("pointerdown", () => { this.tabbed = false; }, { capture: true });
    const { signal } = widget;
    document.addEventListener("fullscreenchange", () => {
      if (this.role === "stage" && document.fullscreenElement !== widget.root) this.show("card");
    }, { signal });
    const tick = setInterval(() => this.tick(), 1000);
    signal.addEventListener("abort", () => { clearInterval(tick); this.closePart(); });
  }

  async present() {
    if (!this.model.get("started")) this.save({ started: Date.now() });
    await this.fillScreen();
    this.show("stage");
  }

  async fillScreen() {
    if (this.role === "notes" || document.fullscreenElement === this.widget.root) return;
    try {
      await this.widget.root.requestFullscreen({ navigationUI: "hide" });
    } catch {
      // where the page may not fill the screen it fills the output
    }
  }

  end() {
    if (document.fullscreenElement === this.widget.root) document.exitFullscreen();
    this.show("card");
  }

  show(role, { takesFocus = true } = {}) {
    if (role !== "card") this.widget.send("catch_up");
    this.role = role;
    this.widget.root.dataset.role = role;
    for (const node of [this.head, this.stage, this.bar]) setAttribute(node, "hidden", role === "card");
    setAttribute(this.notes, "hidden", role !== "notes");
    setAttribute(this.card, "hidden", role !== "card");
    this.update();
    if (takesFocus) focusOn(role === "card" ? this.card.querySelector("button") : this.stage, { preventScroll: role !== "stage" });
  }

  update() {
    const steps = this.model.get("steps");
    const position = this.model.get("position");
    const { title, blocks } = steps[position];
    const focusGoes = this.stage.contains(document.activeElement);
    this.closePart();
    this.paintCover();
    this.showPhones();
    if (this.role === "card") return;
    setText(this.where, `${position + 1} of ${steps.length}`);
    this.jump.value = String(position);
    setAttribute(this.back, "aria-disabled", position === 0 ? "true" : null);
    setAttribute(this.next, "aria-disabled", position === steps.length - 1 ? "true" : null);
    const headed = blocks[0]?.kind === "heading";
    setText(this.head, headed ? "" : title);
    this.widget.root.dataset.about = String(position); // what is folded in a step begins so
    this.part = el("div", { class: "ibc-presenter-live" });
    fill(this.stage, el("div", { class: "ibc-presenter-content" }, blocks.map((block) => blockOf(block)), this.part));
    this.fitting.begin();
    this.stage.scrollTop = 0;
    if (this.role === "notes") fill(this.notes, this.phones.common, notesOf(steps, position));
    this.widget.announce(`Step ${position + 1} of ${steps.length}: ${title}`);
    // Never a control of the step: the first key after a step must not count, reveal or change anything.
    if (focusGoes || (this.role === "stage" && !this.bar.contains(document.activeElement))) focusOn(this.stage, { preventScroll: this.role !== "stage" });
    this.showPart();
    this.tick();
  }

  showPhones() {
    const steps = this.model.get("steps");
    const { kind } = steps[this.model.get("position")];
    this.phones.show(this.model.get("phones"), { joining: this.model.get("joining"), kind, role: this.role, asks: steps.some(isQuestion) });
  }

  phonesDo(what, fields) {
    this.widget.send("phones", { do: what, ...fields });
    if (this.role !== "card") focusOn(this.stage); // the button goes, and the keys must still arrive
  }

  /** The address for phones on the whole screen, or away again. */
  async join(on) {
    if (!this.model.get("phones").url) return;
    this.save({ joining: on });
    if (on && this.role === "card") await this.present();
    focusOn(this.stage);
  }

  /** Show the live part of the step as soon as Python has made it. */
  async showPart() {
    const position = this.model.get("position");
    const reference = this.model.get("live")[position];
    if (this.role === "card" || !reference || this.shown === reference) return;
    this.closePart(); // that of the class before
    this.shown = reference;
    const closing = (this.closing = new AbortController());
    const into = fill(/** @type {HTMLElement} */ (this.part));
    try {
      const child = await this.host.getWidget(reference);
      if (closing.signal.aborted) return;
      await child.render({ el: into, signal: closing.signal });
    } catch {
      if (!closing.signal.aborted) fill(into, el("p", { class: "ibc-problem" }, "This part cannot be shown here. It is in the lesson itself."));
    }
  }

  closePart() {
    this.closing?.abort();
    this.closing = null;
    this.shown = null;
  }

  save(values) {
    this.widget.save(values);
  }

  go(position) {
    const wanted = Math.max(0, Math.min(this.model.get("steps").length - 1, position));
    if (wanted !== this.model.get("position")) this.save({ position: wanted, dark: false, joining: false });
  }

  step(by) {
    this.go(this.model.get("position") + by);
  }

  blackout() {
    this.save({ dark: !this.model.get("dark") });
  }

  paintCover() {
    const dark = this.model.get("dark");
    setAttribute(this.cover, "hidden", !(dark && this.role === "stage"));
    setAttribute(this.black, "aria-pressed", String(dark)); // the speaker does not see the screen
  }

  tick() {
    const started = this.model.get("started");
    const seconds = started ? Math.max(0, Math.floor((Date.now() - started) / 1000)) : 0;
    setText(this.time, clockText(seconds));
    this.countdown.show(this.model.get("ends"), this.role);
  }

  /** Keys of the stage and the notes. They mean the same at every step, wherever a click has left the focus. */
  onKey(event) {
    if (event === this.offered || this.role === "card" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Tab") this.tabbed = true;
    const act = this.action(event);
    this.spaceTaken = event.key === " " && act !== null;
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** Some browsers press a button when the space bar comes up again. */
  onKeyUp(event) {
    if (event.key === " " && this.spaceTaken) event.preventDefault();
    this.spaceTaken = false;
  }

  /** What a key does; null leaves it to the control that has the focus. */
  action({ key, target, shiftKey, repeat }) {
    if (key === "Escape") return () => this.end();
    if (key === "F5") return () => this.fillScreen(); // the start key of a clicker, and never a reload
    if (ALWAYS.has(key)) return () => this.step(key === "PageDown" ? 1 : -1);
    if (target.matches(TYPED_IN)) return null;
    if (key === ".") return () => this.blackout();
    if (this.isOwn(key, target)) return null;
    const asked = this.askedQuestion(key, { shiftKey, repeat });
    if (asked) return asked;
    if (key.toLowerCase() === "b") return () => this.blackout();
    if (key.toLowerCase() === "q") return () => this.join(!this.model.get("joining"));
    if (key.toLowerCase() === "g") return () => this.jump.focus();
    if (shiftKey && key !== " ") return null;
    if (key === "Home") return () => this.go(0);
    if (key === "End") return () => this.go(this.model.get("steps").length - 1);
    if (FORWARD.has(key)) return () => this.step(shiftKey ? -1 : 1);
    return BACK.has(key) ? () => this.step(-1) : null;
  }

  /**
   * Whether a control keeps a key: arrows steer a slider or a choice in a live part, and what was reached with Tab is
   * pressed with Space or Enter. What counts hands, asks again or reveals never does: letters do that.
   */
  isOwn(key, target) {
    if (target.closest("[data-hands]")) return false;
    if (target.matches(STEERED) && (key.startsWith("Arrow") || key === "Home" || key === "End")) return true;
    return this.tabbed && (key === " " || key === "Enter") && target.matches(PRESSED);
  }

  /** What a letter does to the question of this step, wherever the focus is; null if it has no use for it. */
  askedQuestion(key, held) {
    const item = key.length === 1 && key !== " " ? this.part?.querySelector("[data-present]") : null;
    if (!item) return null;
    this.offered = new KeyboardEvent("keydown", { key, ...held, cancelable: true });
    return item.dispatchEvent(this.offered) ? null : () => {};
  }
}

function render({ model, el: host, host: page }) {
  const widget = openWidget({ model, el: host }, { className: "ibc-presenter", label: `Present: ${model.get("title")}` });
  new PresenterView(widget, model, page);
  return widget.close;
}

export default { render };
