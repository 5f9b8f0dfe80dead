// A lesson on the projector. Each view of the model plays one part: the card that starts it, the stage that fills the
// screen, or the speaker's notes. Which one is the view's own business; step, blackout and timer are the model's.

import { el, fill, focusOn, openWidget, setAttribute, setText } from "../kit/dom.js";
import { blockOf } from "./text.js";
import "./presenter.css";

const FORWARD = new Set(["PageDown", "ArrowRight", "ArrowDown", " ", "Enter"]);
const BACK = new Set(["PageUp", "ArrowLeft", "ArrowUp", "Backspace"]);
const ALWAYS = new Set(["PageDown", "PageUp"]); // a clicker's keys, whatever has the focus
const OWN_KEYS = "input, select, textarea, summary, button, [contenteditable]";
const TYPED_IN = "input:not([type=radio], [type=checkbox], [type=range]), select, textarea, [contenteditable]";
const FRAMES_TO_WAIT = 30; // for a live part to be drawn

class PresenterView {
  constructor(widget, model, host) {
    this.widget = widget;
    this.model = model;
    this.host = host;
    /** @type {HTMLElement | null} */
    this.part = null;
    /** @type {AbortController | null} */
    this.closing = null;
    this.role = "card";
    const button = (text, act, label = null) => el("button", { type: "button", class: "ibc-button", "aria-label": label, on: { click: act } }, text);
    this.back = button("Back", () => this.step(-1));
    this.next = button("Next", () => this.step(1));
    this.stage = el("div", { class: "ibc-presenter-stage", tabindex: "-1" });
    this.where = el("span", { class: "ibc-small ibc-muted" });
    this.time = el("span", { class: "ibc-presenter-time", role: "timer" }, "0:00");
    this.notes = el("div", { class: "ibc-presenter-notes" });
    this.cover = el("div", { class: "ibc-presenter-cover" }, el("span", { class: "ibc-visually-hidden" }, "The screen is black. Press B or the point key to go on."));
    this.jump = el("select", { "aria-label": "Go to step", on: { change: () => this.go(Number(this.jump.value)) } },
      model.get("steps").map(({ label }, index) => el("option", { value: index }, `Step ${index + 1}: ${label}`)));
    this.card = this.startCard();
    this.bar = this.controls(button);
    this.head = el("p", { class: "ibc-presenter-head" });
    widget.root.append(this.card, this.head, this.stage, this.notes, this.bar, this.cover);
    this.listen();
    this.show("card");
  }

  startCard() {
    const steps = this.model.get("steps");
    const asked = steps.filter(({ kind }) => kind === "question").length;
    return el("div", { class: "ibc-presenter-card" },
      el("h3", { class: "ibc-title" }, `Present: ${this.model.get("title")}`),
      el("p", {}, `${steps.length} steps, ${asked} of them questions to ask the room.`),
      el("div", { class: "ibc-presenter-actions" },
        el("button", { type: "button", class: "ibc-button ibc-primary", on: { click: () => this.present() } }, "Present on the full screen"),
        el("button", { type: "button", class: "ibc-button", on: { click: () => this.show("notes") } }, "Speaker notes here")),
      el("details", {}, el("summary", {}, "Keys, and how to get a second window"),
        el("ul", { class: "ibc-bullets" },
          el("li", {}, "Arrow keys or Page Up and Page Down (also those of a clicker) go back and on; Home and End go to the first and the last step."),
          el("li", {}, "The point key, or B, turns the screen black and back. While hands are counted, B counts a hand for answer B; the point key still works."),
          el("li", {}, "G goes to the list of steps. Escape ends it."),
          el("li", {}, "For speaker notes on your own screen: right-click this output, choose Create New View for Output, and drag that tab to another window. Choose Speaker notes there. Both stay at the same step."))));
  }

  controls(button) {
    return el("div", { class: "ibc-presenter-bar" }, this.back, this.next, this.where, this.jump, this.time,
      button("Restart timer", () => this.save({ started: Date.now() })),
      button("Black", () => this.blackout(), "Black screen on or off"),
      button("End", () => this.end(), "End presenting in this view"));
  }

  listen() {
    const { widget } = this;
    widget.on("change:position", () => this.update());
    widget.on("change:live", () => this.showPart());
    widget.on("change:dark", () => this.paintCover());
    widget.root.addEventListener("keydown", (event) => this.onKey(event), { capture: true });
    const { signal } = widget;
    document.addEventListener("fullscreenchange", () => {
      if (this.role === "stage" && document.fullscreenElement !== widget.root) this.show("card");
    }, { signal });
    const tick = setInterval(() => this.tick(), 1000);
    signal.addEventListener("abort", () => { clearInterval(tick); this.closePart(); });
  }

  async present() {
    if (!this.model.get("started")) this.save({ started: Date.now() });
    try {
      await this.widget.root.requestFullscreen({ navigationUI: "hide" });
    } catch {
      // where the page may not fill the screen it fills the output
    }
    this.show("stage");
  }

  end() {
    if (document.fullscreenElement === this.widget.root) document.exitFullscreen();
    this.show("card");
  }

  show(role) {
    this.role = role;
    this.widget.root.dataset.role = role;
    for (const node of [this.head, this.stage, this.bar]) setAttribute(node, "hidden", role === "card");
    setAttribute(this.notes, "hidden", role !== "notes");
    setAttribute(this.card, "hidden", role !== "card");
    this.update();
    focusOn(role === "card" ? this.card.querySelector("button") : this.stage, { preventScroll: role !== "stage" });
  }

  update() {
    const steps = this.model.get("steps");
    const position = this.model.get("position");
    const { title, blocks } = steps[position];
    this.closePart();
    this.paintCover();
    if (this.role === "card") return;
    setText(this.where, `${position + 1} of ${steps.length}`);
    this.jump.value = String(position);
    setAttribute(this.back, "aria-disabled", position === 0 ? "true" : null);
    setAttribute(this.next, "aria-disabled", position === steps.length - 1 ? "true" : null);
    const headed = blocks[0]?.kind === "heading";
    setText(this.head, headed ? "" : title);
    this.part = el("div", { class: "ibc-presenter-live" });
    fill(this.stage, blocks.map((block) => blockOf(block)), this.part);
    this.stage.scrollTop = 0;
    this.fillNotes(steps, position);
    this.widget.announce(`Step ${position + 1} of ${steps.length}: ${title}`);
    if (!this.stage.contains(document.activeElement) && this.role === "stage") focusOn(this.stage);
    this.showPart();
    this.tick();
  }

  fillNotes(steps, position) {
    if (this.role !== "notes") return;
    const { notes } = steps[position];
    const following = steps[position + 1];
    fill(this.notes,
      el("h3", { class: "ibc-title" }, "Notes"),
      notes.length ? notes.map((block) => blockOf(block, true)) : el("p", { class: "ibc-muted" }, "No notes for this step."),
      el("h3", { class: "ibc-title" }, "Next"),
      following ? [el("p", {}, following.title), el("div", { class: "ibc-presenter-next" }, following.blocks.map((block) => blockOf(block)))] : el("p", {}, "This is the last step."));
  }

  /** Show the live part of the step as soon as Python has made it. */
  async showPart() {
    const position = this.model.get("position");
    const reference = this.model.get("live")[position];
    if (this.role === "card" || !reference || this.closing) return;
    const closing = (this.closing = new AbortController());
    const into = /** @type {HTMLElement} */ (this.part);
    try {
      const child = await this.host.getWidget(reference);
      if (closing.signal.aborted) return;
      await child.render({ el: into, signal: closing.signal });
      this.focusQuestion(into, closing.signal);
    } catch (error) {
      if (!closing.signal.aborted) fill(into, el("p", { class: "ibc-problem" }, `This part could not be shown (${error instanceof Error ? error.message : error}). Run its cell in the notebook.`));
    }
  }

  /** On the stage a question gets the focus, so that letters count hands at once. */
  async focusQuestion(into, signal) {
    if (this.role !== "stage" || this.model.get("steps")[this.model.get("position")].kind !== "question") return;
    for (let frame = 0; frame < FRAMES_TO_WAIT && !signal.aborted; frame += 1) {
      const button = into.querySelector(".ibc-hand, .ibc-actions .ibc-button:not([hidden])");
      if (button) {
        focusOn(button, { preventScroll: true });
        return;
      }
      await new Promise(requestAnimationFrame);
    }
  }

  closePart() {
    this.closing?.abort();
    this.closing = null;
  }

  save(values) {
    for (const [name, value] of Object.entries(values)) this.model.set(name, value);
    this.model.save_changes();
  }

  go(position) {
    const last = this.model.get("steps").length - 1;
    const wanted = Math.max(0, Math.min(last, position));
    if (wanted !== this.model.get("position")) this.save({ position: wanted, dark: false });
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
    this.widget.root.toggleAttribute("data-dark", dark);
  }

  tick() {
    const started = this.model.get("started");
    const seconds = started ? Math.max(0, Math.floor((Date.now() - started) / 1000)) : 0;
    setText(this.time, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
  }

  /** Keys of the stage and the notes; inside live parts only those that the part does not need itself. */
  onKey(event) {
    if (this.role === "card" || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = this.action(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  action({ key, target, shiftKey }) {
    if (key === "Escape") return () => this.end();
    if (ALWAYS.has(key)) return () => this.step(key === "PageDown" ? 1 : -1);
    if (target.matches(TYPED_IN)) return null;
    if (key === ".") return () => this.blackout();
    const part = this.part?.contains(target) ?? false;
    const question = part && target.closest(".ibc-quiz");
    if (!question && key.toLowerCase() === "b") return () => this.blackout();
    if (!question && key.toLowerCase() === "g") return () => this.jump.focus();
    const own = target.matches(OWN_KEYS);
    if (shiftKey || (own && (key === " " || key === "Enter" || (part && !question)))) return null;
    if (key === "Home") return () => this.go(0);
    if (key === "End") return () => this.go(this.model.get("steps").length - 1);
    if (this.scrolls(key)) return null;
    if (FORWARD.has(key)) return () => this.step(1);
    return BACK.has(key) ? () => this.step(-1) : null;
  }

  /** Up and down first move within a step that is longer than the screen. */
  scrolls(key) {
    const { scrollTop, scrollHeight, clientHeight } = this.stage;
    if (key === "ArrowDown") return scrollTop + clientHeight < scrollHeight - 2;
    return key === "ArrowUp" && scrollTop > 2;
  }
}

function render({ model, el: host, host: page }) {
  const widget = openWidget({ model, el: host }, { className: "ibc-presenter", label: `Present: ${model.get("title")}` });
  new PresenterView(widget, model, page);
  return widget.close;
}

export default { render };
