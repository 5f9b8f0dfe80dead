// One question: stem, controls, sureness, buttons, feedback. Built once, then only changed, so that the focus stays.

import { el, fill, focusOn, icon, scrollIntoView, setAttribute, setText, uniqueId } from "../kit/dom.js";
import { feedbackPanel, placeLines, spokenFeedback } from "./feedback.js";
import { viewOf } from "./kinds.js";
import { tallyInput } from "./tally.js";

const SURENESS = [[1, "Guessing"], [2, "Fairly sure"], [3, "Sure"]];
const DRAFT_DELAY_MS = 400;

/** Compare responses in whatever order their keys stand; a number typed equals the number. */
function sameResponse(one, other) {
  const plain = (value) => {
    if (value === null || value === undefined) return "";
    if (Array.isArray(value) || typeof value !== "object") return String(value);
    return Object.entries(value).sort().join(";");
  };
  return plain(one) === plain(other);
}

export class QuizItem {
  /** `card` gives mode, send(type, fields), announce(text), seconds(item) and the line for problems. */
  constructor(card, item, total) {
    this.card = card;
    this.item = item;
    this.edited = false;
    /** @type {string | null} */
    this.signature = null;
    /** @type {Record<string, any>[]} */
    this.lines = [];
    /** @type {string | null} what the learner asked for last, until the reply comes */
    this.wanted = null;
    /** whether the learner changed something since they last asked */
    this.changedSince = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.draftTimer = undefined;
    /** @type {string | null} the message that asks for it */
    this.asked = null;
    const hooks = {
      onChange: () => this.onChange(),
      onEnter: () => this.onEnter(),
      announce: card.announce,
      count: (key, delta) => card.send("tally", { item: this.item.id, key, delta }),
    };
    this.input = item.tally ? tallyInput(item, hooks) : viewOf(item.kind).input(item, hooks);
    this.panel = feedbackPanel();
    this.hint = el("p", { class: "ibc-hint", dir: "auto", id: uniqueId("hint"), hidden: true });
    this.note = el("span", { class: "ibc-note ibc-small ibc-muted", id: uniqueId("note") });
    this.buttons = this.makeButtons();
    this.actions = el("div", { class: "ibc-actions" }, Object.values(this.buttons), this.note);
    this.sureness = this.makeSureness();
    this.question = this.makeQuestion(item, total);
    this.node = el("div", { class: "ibc-item", dataset: { item: item.id, kind: item.kind } },
      this.question, this.sureness, this.actions, this.hint, this.panel.node);
    if (card.mode === "present") {
      this.node.dataset.present = "";
      if (item.tally) for (const button of [this.buttons.again, this.buttons.reveal]) button.dataset.hands = "";
      this.node.addEventListener("keydown", (event) => this.onPresentKey(event));
    }
    this.input.set(item.response);
    this.update(item);
  }

  makeQuestion(item, total) {
    const instruction = el("p", { class: "ibc-instruction ibc-muted", id: uniqueId("instruction") }, item.instruction);
    return el("fieldset", { class: "ibc-question", tabindex: "-1", "aria-describedby": instruction.id },
      el("legend", {}, total > 1 ? el("span", { class: "ibc-number ibc-muted" }, `Question ${item.number} of ${total} `) : null, el("span", { class: "ibc-stem", dir: "auto" }, item.stem)),
      instruction, this.input.node);
  }

  makeSureness() {
    const name = uniqueId("sureness");
    const radios = SURENESS.map(([value, word]) =>
      el("label", {}, el("input", { type: "radio", name, value, on: { change: () => this.onSureness() } }), el("span", {}, word)));
    return el("fieldset", { class: "ibc-sureness" }, el("legend", {}, "How sure are you? (optional)"), radios);
  }

  makeButtons() {
    const button = (text, onClick, style = "") => el("button", { type: "button", class: `ibc-button ${style}`, on: { click: onClick } }, text);
    const id = () => ({ item: this.item.id });
    const buttons = {
      check: button("Check answer", (event) => { if (event.detail < 2) this.onPrimary(); }, "ibc-primary"),
      again: button("Ask again after the talk (T)", () => this.onAskAgain()),
      reveal: button("Reveal the answer (R)", () => this.ask("reveal")),
      flag: button("", () => this.card.send("flag", { ...id(), on: !this.item.flagged })),
      hint: button("Hint", () => this.onHint()),
      show: button("Show answer", () => this.ask("show_answer"), "ibc-plain"),
    };
    const { check, hint, flag } = buttons;
    check.setAttribute("aria-describedby", this.note.id);
    // A key held down, like the second half of a double click, is not a second decision.
    check.addEventListener("keydown", (event) => { if (event.repeat) event.preventDefault(); });
    hint.setAttribute("aria-controls", this.hint.id);
    fill(flag, icon("flag"), el("span", {}, "Come back to this"));
    return buttons;
  }

  get done() {
    return this.item.locked && !this.item.can_retry;
  }

  /** Judged, and not changed since: the main button offers another try. */
  get offersRetry() {
    return this.item.can_retry && !this.edited;
  }

  /** Why the answer cannot be checked yet, or null. */
  get obstacle() {
    const value = this.input.value();
    if (value === null) return viewOf(this.item.kind).chooseFirst;
    if (this.item.tries > 0 && sameResponse(value, this.item.response)) return "Change your answer to check it again.";
    return null;
  }

  chosenSureness() {
    const chosen = /** @type {HTMLInputElement | null} */ (this.sureness.querySelector("input:checked"));
    return chosen ? Number(chosen.value) : null;
  }

  onChange() {
    this.edited = true;
    this.changedSince = true;
    this.paint();
    if (this.card.mode !== "exam") return;
    clearTimeout(this.draftTimer);
    this.draftTimer = setTimeout(() => this.flush(), viewOf(this.item.kind).typed ? DRAFT_DELAY_MS : 0);
  }

  /** Send a draft that waits for the end of typing. */
  flush() {
    if (!this.draftTimer) return;
    clearTimeout(this.draftTimer);
    this.draftTimer = undefined;
    this.card.send("draft", this.response());
  }

  onSureness() {
    if (this.card.mode === "exam") this.card.send("draft", this.response());
  }

  response() {
    return { item: this.item.id, response: this.input.value(), sureness: this.chosenSureness(), seconds: this.card.seconds(this) };
  }

  onEnter() {
    if (this.card.mode === "exam" || this.card.mode === "present") return;
    if (!this.done && !this.offersRetry) this.onPrimary();
  }

  onPrimary() {
    if (this.offersRetry) {
      this.ask("retry");
      return;
    }
    const obstacle = this.obstacle;
    if (obstacle) this.card.announce(obstacle);
    else this.ask("answer", this.response());
  }

  onHint() {
    if (this.item.hint.text === null) this.ask("hint");
    else this.showHint(this.hint.hidden);
  }

  onAskAgain() {
    this.ask("close_round");
    this.card.announce("The first count is kept. Count hands again.");
  }

  /** Before a class: R reveals, T asks again after the talk, the letter of an answer counts a hand; a key held down, once. */
  onPresentKey(event) {
    if (this.done || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
    const key = event.key.toLowerCase();
    if (key === "r") this.ask("reveal");
    else if (key === "t" && this.item.tally) {
      if (!event.repeat) this.onAskAgain();
    } else if (!this.input.key?.(event)) return;
    event.preventDefault();
  }

  /** Send a message and remember it, to speak and to move the focus when the reply comes; one at a time. */
  ask(type, fields = {}) {
    if (this.asked) return;
    this.wanted = type;
    this.changedSince = false;
    this.actions.after(this.card.problem); // what goes wrong now is said here
    this.asked = this.card.send(type, { item: this.item.id, ...fields });
  }

  /**
   * Take over the view of this item. What the learner is editing stays until a judgement comes, and what they changed
   * while it was on its way stays as long as it can still be checked.
   */
  update(item) {
    this.item = item;
    const signature = [item.status, item.tries, item.locked, item.can_retry].join();
    const judged = signature !== this.signature;
    this.signature = signature;
    const newer = this.wanted !== null && this.changedSince && !this.done;
    // What a class tries out together before the answer is revealed was never sent, and stays.
    if ((judged || !this.edited) && !newer && this.card.mode !== "present") {
      if (!sameResponse(this.input.value(), item.response)) this.input.set(item.response);
      this.edited = false;
    }
    if (item.feedback) this.lines = item.feedback.lines;
    else if (item.tries === 0) this.lines = [];
    if (judged && !newer) this.setSureness(item.sureness);
    if (item.tally) this.input.showTally(item.tally);
    this.paint();
    if (judged) this.reply();
  }

  setSureness(value) {
    for (const radio of this.sureness.querySelectorAll("input")) radio.checked = Number(radio.value) === value;
  }

  /** Show the state; nothing here moves the focus but a control that is about to go. */
  paint() {
    const { item, buttons, card } = this;
    const focused = document.activeElement;
    const practice = card.mode === "practice" || card.mode === "review";
    const value = this.input.value();
    const applying = this.lines.filter((line) => this.done || !this.edited || viewOf(item.kind).stillApplies(line, item.response, value));
    this.panel.update(item, placeLines(applying, item, this.input));
    setAttribute(this.node, "data-status", item.feedback ? item.status : null);
    this.input.enable(!this.done);
    /** @type {Record<string, boolean>} */
    const visible = {
      check: practice && !this.done, show: practice && !this.done, hint: item.hint.available && !this.done,
      flag: card.mode === "exam" && !this.done, reveal: card.mode === "present" && !this.done,
      again: card.mode === "present" && Boolean(item.tally) && !this.done,
    };
    for (const [name, button] of Object.entries(buttons)) setAttribute(button, "hidden", !visible[name]);
    setAttribute(this.sureness, "hidden", this.done || card.mode === "present");
    setAttribute(buttons.flag, "aria-pressed", String(item.flagged));
    this.paintCheck(visible.check);
    this.paintHint();
    // last of all, since the browser lays the page out for it
    if (this.done && this.node.contains(focused) && !this.panel.node.contains(focused)) focusOn(this.panel.headline, { preventScroll: true });
  }

  paintHint() {
    const { text } = this.item.hint;
    if (text !== null && this.hint.textContent === "") {
      setText(this.hint, text);
      this.showHint(true, this.wanted === "hint");
    }
    setAttribute(this.buttons.hint, "aria-expanded", String(!this.hint.hidden));
  }

  paintCheck(visible) {
    const { check } = this.buttons;
    const obstacle = this.offersRetry ? null : this.obstacle;
    const open = this.input.openParts();
    setText(check, this.offersRetry ? "Try again" : "Check answer");
    setAttribute(check, "aria-disabled", visible && obstacle ? "true" : null);
    const partly = open && !this.offersRetry ? `${open} still open. You can leave them so.` : "";
    setText(this.note, visible ? obstacle ?? partly : "");
  }

  showHint(on, spoken = on) {
    setAttribute(this.hint, "hidden", !on);
    setAttribute(this.buttons.hint, "aria-expanded", String(on));
    if (spoken) this.card.announce(`Hint: ${this.hint.textContent}`);
  }

  /** Speak and move the focus after the reply to what the learner asked here. */
  reply() {
    const { wanted, item } = this;
    this.wanted = null;
    if (wanted === "retry") {
      this.input.first().focus();
      this.card.announce("Change your answer and check it again.");
      return;
    }
    if (!["answer", "show_answer", "reveal"].includes(wanted ?? "")) return;
    this.card.announce(spokenFeedback(item));
    if (this.done) focusOn(this.panel.headline, { preventScroll: true });
    scrollIntoView(this.panel.node);
  }

  focus() {
    focusOn(this.question, { preventScroll: true });
    scrollIntoView(this.question);
  }
}
