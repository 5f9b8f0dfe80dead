// Flash cards: one at a time; turned over with a click, a tap, a swipe or Space, graded with a button or the keys 1 to 4.
// No gesture grades: there are four grades, and none can be taken back.

import { el, focusOn, openWidget, scrollIntoView, setAttribute, setText, uniqueId } from "../../views/kit/dom.js";
import { turnPage } from "../../views/kit/pages.js";
import { foldedSources } from "../../views/kit/sources/source_list.js";
import { onSwipe } from "./swipe.js";
import "./view.css";

/** @type {[string, string][]} names, and what they mean */
const GRADES = [
  ["Again", "I did not know it"],
  ["Hard", "I knew it, with effort"],
  ["Good", "I knew it"],
  ["Easy", "I knew it at once"],
];

/** A button on which a key held down is not a second decision. */
function steadyButton(content, onClick, style = "") {
  const node = el("button", { type: "button", class: `ibc-button ${style}`, on: { click: onClick } }, content);
  node.addEventListener("keydown", (event) => { if (event.repeat) event.preventDefault(); });
  return node;
}

class Cards {
  constructor(widget, model) {
    this.widget = widget;
    this.model = model;
    this.turned = false;
    this.asked = false; // whether the reader asked here for what comes next
    /** what a card that comes puts the focus on */
    this.front = el("div");
    this.back = el("div");
    this.turn = el("button");
    this.counts = el("p", { class: "ibc-muted ibc-small" });
    this.place = el("div", { class: "ibc-cards-place" });
    const id = uniqueId("deck");
    this.deck = el("select", { id, on: { change: () => widget.send("choose", { deck: this.deck.value }) } },
      el("option", { value: "" }, "All"), model.get("decks").map(({ key, title }) => el("option", { value: key }, title)));
    widget.root.append(
      el("div", { class: "ibc-cards-head" }, el("h3", { class: "ibc-title" }, "Flash cards"),
        el("p", { class: "ibc-cards-deck" }, el("label", { for: id }, "Cards"), this.deck)),
      this.counts, this.place,
      el("p", { class: "ibc-muted ibc-small" }, "You grade yourself. If the course keeps your answers, cards come back by your grades. They count in no result."),
    );
    widget.root.addEventListener("keydown", (event) => this.onKey(event));
    this.paint();
  }

  get card() {
    return this.model.get("card");
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.matches("select, summary, a")) return;
    if (this.turned && /^[1-4]$/.test(event.key)) this.grade(Number(event.key));
    else if (this.card && !this.turned && event.key === " " && !event.target.matches("button")) this.turnOver();
    else return;
    event.preventDefault();
  }

  grade(number) {
    if (this.turned && this.card) this.ask("grade", { card: this.card.key, grade: number });
  }

  ask(type, fields = {}) {
    this.asked = true;
    this.widget.send(type, fields);
  }

  turnOver() {
    if (this.turned || !this.card) return;
    this.turned = true;
    setAttribute(this.back, "hidden", false);
    setAttribute(this.turn, "hidden", true);
    setAttribute(this.front, "data-turned", true);
    focusOn(this.back.querySelector(".ibc-cards-back"), { preventScroll: true });
    scrollIntoView(this.back); // down to the grades
    this.widget.announce(this.card.back);
  }

  /** The card that Python chose next, or why there is none. The focus goes with it if it was here, and it is in sight. */
  next() {
    const focused = document.activeElement;
    // Not every browser puts the focus on a button that is tapped.
    const follows = this.asked || (this.widget.root.contains(focused) && focused !== this.deck);
    this.asked = false;
    this.paint();
    if (follows) {
      focusOn(this.front, { preventScroll: true });
      scrollIntoView(this.front);
    }
    const { card } = this;
    this.widget.announce(card ? `${card.context} ${card.front}. ${card.ask}`.trim() : this.model.get("nothing"));
  }

  paint() {
    this.turned = false;
    this.deck.value = this.model.get("deck");
    setText(this.counts, this.model.get("counts"));
    turnPage(this.place, this.card ? this.sides(this.card) : this.end());
  }

  sides(card) {
    this.turn = steadyButton("Turn the card over", () => this.turnOver(), "ibc-primary");
    this.front = el("div", { class: "ibc-cards-front", tabindex: "-1", on: { click: () => this.turnOver() } },
      el("p", { class: "ibc-muted ibc-small" }, `${card.deck}${card.new ? " · new" : ""}`),
      card.context ? el("p", { class: "ibc-small" }, `Treatment: ${card.context}`) : null,
      el("p", { class: "ibc-cards-text", dir: "auto" }, card.front),
      el("p", {}, card.ask));
    onSwipe(this.front, () => this.turnOver());
    this.back = el("div", { class: "ibc-cards-answer", hidden: true },
      el("p", { class: "ibc-cards-back", tabindex: "-1", dir: "auto" }, card.back),
      foldedSources("Where this comes from", card.sources),
      el("div", { class: "ibc-cards-grades", role: "group", "aria-label": "How well did you know it?" },
        GRADES.map((grade, index) => this.gradeButton(grade, index, card.waits[index]))));
    return [this.front, this.turn, this.back];
  }

  gradeButton([name, meaning], index, wait) {
    return steadyButton([el("strong", {}, `${name} (${index + 1})`), el("span", { class: "ibc-small" }, meaning),
      el("span", { class: "ibc-small ibc-muted" }, `comes back ${wait}`)], () => this.grade(index + 1), "ibc-cards-grade");
  }

  end() {
    this.front = el("p", { class: "ibc-cards-end", tabindex: "-1" }, this.model.get("nothing"));
    const more = () => this.ask("more");
    return [this.front, this.model.get("has_new") ? steadyButton("More new cards", more) : null];
  }
}

/** @param {import("../../views/kit/dom.js").Context} context */
function render(context) {
  const widget = openWidget(context, { className: "ibc-cards ibc-framed", label: "Flash cards" });
  const cards = new Cards(widget, context.model);
  widget.on("change:number", () => cards.next());
  return widget.close;
}

export default { render };
