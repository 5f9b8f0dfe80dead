// A quiz: up to four questions stand in a list, more are shown one at a time under a strip of numbers.

import "../kit/sources/source_list.css";
import "./card.css";
import { el, focusOn, openWidget, scrollIntoView, setAttribute } from "../kit/dom.js";
import { tellNewPage } from "../kit/pages.js";
import { takeChange } from "./change.js";
import { QuizItem } from "./item.js";
import { seriesLines } from "./series.js";
import { LIST_UP_TO, header, isSettled, resultText, stepStrip, submitBar, summaryPanel } from "./summary.js";

class QuizCard {
  constructor(widget, view, { series = null, hasAnother = false } = {}) {
    this.widget = widget;
    this.mode = view.mode;
    this.announce = widget.announce;
    this.problem = widget.problem;
    this.items = new Map();
    this.current = 0;
    this.lastAction = { item: null, at: performance.now() };
    this.listed = view.mode !== "present" && view.items.length <= LIST_UP_TO;
    this.stand(view);
    this.parts = /** @type {HTMLElement[]} */ ([]);
    const go = (index) => this.go(index);
    this.header = header(view.title);
    this.inSeries = series !== null && series !== undefined;
    this.series = seriesLines(series, () => this.send("next", {}));
    this.summary = summaryPanel(widget.link, hasAnother ? () => this.send("another", {}) : null);
    this.strip = stepStrip(view.items, go);
    this.submit = submitBar({ submit: () => this.handIn(), go });
    this.list = el("div", { class: "ibc-items" });
    this.back = el("button", { type: "button", class: "ibc-button", on: { click: () => this.step(-1) } }, "Previous");
    this.next = el("button", { type: "button", class: "ibc-button", on: { click: () => this.step(1) } }, "Next question");
    this.observer = new IntersectionObserver((entries) => this.onShown(entries));
    this.build();
    this.openFirst();
    this.update(view);
  }

  build() {
    const steps = el("div", { class: "ibc-actions ibc-paging" }, this.back, this.next);
    for (const node of [this.strip.node, steps]) setAttribute(node, "hidden", this.listed || this.view.items.length === 1);
    const parts = [this.header.node, this.strip.node, this.list, steps, this.submit.node];
    if (this.inSeries) {
      parts.splice(1, 0, this.series.why);
      parts.push(this.series.node);
    }
    parts.splice(this.mode === "exam" ? 1 : parts.length, 0, this.summary.node);
    this.parts = parts;
    this.widget.root.append(...parts);
    if (this.mode === "present") this.widget.root.classList.add("ibc-large");
    this.widget.signal.addEventListener("abort", () => this.observer.disconnect());
  }

  /** Resume at the first question that is not settled. */
  openFirst() {
    const open = this.view.items.findIndex((item) => item.status === "unanswered" || item.can_retry);
    this.current = Math.max(0, open);
    const shown = this.listed ? this.view.items.keys() : [this.current];
    for (const index of shown) this.make(index);
  }

  /** Questions that nobody has looked at yet are not built. */
  make(index) {
    const view = this.view.items[index];
    if (this.items.has(view.id)) return this.items.get(view.id);
    const item = new QuizItem(this, view, this.view.items.length);
    this.items.set(view.id, item);
    const after = this.view.items.slice(index + 1).find(({ id }) => this.items.has(id));
    this.list.insertBefore(item.node, after ? this.items.get(after.id).node : null);
    this.observer.observe(item.node);
    return item;
  }

  go(index) {
    const item = this.make(index);
    this.current = index;
    if (this.problem.hidden) item.actions.after(this.problem); // what goes wrong with an answer may be said after it
    this.paint();
    tellNewPage(this.list);
    item.focus();
  }

  /** Remember where the quiz stands; a view itself takes changes over, and does not tell later what it was. */
  stand(view) {
    this.view = view;
    this.settled = isSettled(view);
    this.submitted = view.phase === "submitted";
  }

  /** Whether a view is of the questions that stand here. */
  isOf(view) {
    return view.items.map(({ id }) => id).join() === this.view.items.map(({ id }) => id).join();
  }

  step(by) {
    const index = this.current + by;
    if (index >= 0 && index < this.view.items.length) this.go(index);
  }

  /** Take over a view; `changed` are the items of it that may be other than before. */
  update(view, changed = view.items) {
    const settled = isSettled(view);
    const submitted = view.phase === "submitted" && !this.submitted;
    const finished = this.mode !== "present" && view.items.length > 1 && settled && !this.settled;
    this.stand(view);
    this.header.update(view);
    this.submit.update(view);
    this.summary.update(view);
    this.series.update(settled);
    this.paint();
    // last, since an item may move the focus, for which the browser lays the page out
    for (const item of changed) this.items.get(item.id)?.update(item);
    if (submitted) {
      this.summary.node.after(this.problem);
      focusOn(this.summary.node, { preventScroll: true });
      scrollIntoView(this.summary.node);
    }
    if (finished) this.announceResult();
  }

  announceResult() {
    this.announce(`${resultText(this.view, true)} The result by topic is ${this.mode === "exam" ? "at the top" : "below"}.`);
  }

  paint() {
    if (!this.listed) {
      const shown = this.view.items[this.current].id;
      for (const [id, item] of this.items) setAttribute(item.node, "hidden", id !== shown);
    }
    this.strip.update(this.view, this.current);
    setAttribute(this.back, "aria-disabled", this.current === 0 ? "true" : null);
    setAttribute(this.next, "aria-disabled", this.current === this.view.items.length - 1 ? "true" : null);
  }

  send(type, fields) {
    if (type === "answer" || type === "draft") this.lastAction = { item: fields.item, at: performance.now() };
    return this.widget.send(type, fields);
  }

  handIn() {
    for (const item of this.items.values()) item.flush();
    this.submit.node.after(this.problem);
    this.send("submit", {});
  }

  onShown(entries) {
    for (const { target, isIntersecting } of entries) {
      const item = this.items.get(target.dataset.item);
      if (isIntersecting) item.shownAt ??= performance.now();
    }
  }

  /** Make room for the next quiz of a series, or for another exam. */
  leave() {
    this.observer.disconnect();
    this.widget.root.append(this.problem);
    for (const part of this.parts) part.remove();
  }

  /** Python has dealt with a message, whatever became of it. */
  replied() {
    for (const item of this.items.values()) if (item.asked && !this.widget.awaits(item.asked)) item.asked = null;
  }

  /** Time on a question: since it first came into view, or since the last answer to another one. */
  seconds(item) {
    const now = performance.now();
    const elsewhere = this.lastAction.item === item.item.id ? 0 : this.lastAction.at;
    return Math.round((now - Math.max(item.shownAt ?? now, elsewhere)) / 100) / 10;
  }
}

function render({ model, el: host }) {
  const widget = openWidget({ model, el: host }, { className: "ibc-quiz ibc-framed", label: model.get("view").title, moment: "One moment…" });
  /** Whether the page's view is as new as the last change; where one before it got lost, all is asked for. */
  const isTaken = () => {
    const change = model.get("change");
    const taken = !change || takeChange(model.get("view"), change);
    if (!taken) widget.send("whole");
    return taken;
  };
  isTaken();
  const made = () => new QuizCard(widget, model.get("view"), { series: model.get("series"), hasAnother: model.get("has_another") });
  let series = model.get("series");
  let card = made();
  const update = () => {
    const view = model.get("view");
    const now = model.get("series");
    if (now?.number === series?.number && card.isOf(view)) {
      card.update(view);
      if (now?.end !== series?.end) card.series.end(now.end, widget.announce);
    } else {
      card.leave();
      card = made();
      card.go(0);
      if (now) widget.announce(now.why);
    }
    series = now;
  };
  const follow = () => {
    const change = model.get("change");
    if (isTaken() && change?.step === model.get("view").step) card.update(model.get("view"), change.items);
  };
  widget.on("change:view change:series", update);
  widget.on("change:change", follow);
  widget.on("change:handled", () => card.replied());
  if (card.mode === "practice") widget.onReturn(() => widget.send("catch_up"));
  return widget.close;
}

export default { render };
