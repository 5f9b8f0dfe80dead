// Flash cards: one at a time; turned over with a click, a tap or Space, graded with a button or the keys 1 to 4.

import { el, fill, focusOn, openWidget, setAttribute, setText, uniqueId } from "../../views/kit/dom.js";
import { foldedSources } from "../../views/kit/source_list.js";
import "../../views/kit/source_list.css";
import "./view.css";

const GRADES = [
  ["Again", "I did not know it"],
  ["Hard", "I knew it, with effort"],
  ["Good", "I knew it"],
  ["Easy", "I knew it at once"],
];

/** @param {import("../../views/kit/dom.js").Context} context */
function render(context) {
  const widget = openWidget(context, { className: "ibc-cards-part ibc-framed", label: "Flash cards" });
  const { model } = context;
  let turned = false;

  const id = uniqueId("deck");
  const deck = el("select", { id, on: { change: () => widget.send("choose", { deck: deck.value }) } },
    el("option", { value: "" }, "All"), model.get("decks").map(({ key, title }) => el("option", { value: key }, title)));
  const counts = el("p", { class: "ibc-muted ibc-small" });
  const place = el("div", { class: "ibc-cards-place" });
  const button = (text, onClick, style = "") => {
    const node = el("button", { type: "button", class: `ibc-button ${style}`, on: { click: onClick } }, text);
    // A key held down is not a second decision.
    node.addEventListener("keydown", (event) => { if (event.repeat) event.preventDefault(); });
    return node;
  };
  widget.root.append(
    el("div", { class: "ibc-cards-head" }, el("h3", { class: "ibc-title" }, "Flash cards"),
      el("p", { class: "ibc-cards-deck" }, el("label", { for: id }, "Cards"), deck)),
    counts, place,
    el("p", { class: "ibc-muted ibc-small" }, "You grade yourself. Cards come back by your grades, and count in no result."),
  );

  /** @type {HTMLElement} */
  let front;
  /** @type {HTMLElement} */
  let back;
  /** @type {HTMLElement} */
  let turn;

  const grade = (number) => {
    const card = model.get("card");
    if (turned && card) widget.send("grade", { card: card.key, grade: number });
  };

  const turnOver = () => {
    const card = model.get("card");
    if (turned || !card) return;
    turned = true;
    setAttribute(back, "hidden", false);
    setAttribute(turn, "hidden", true);
    setAttribute(front, "data-turned", true);
    focusOn(/** @type {HTMLElement} */ (back.querySelector(".ibc-cards-back")), { preventScroll: true });
    widget.announce(card.back);
  };

  const shown = (card) => {
    const answer = el("p", { class: "ibc-cards-back", tabindex: "-1", dir: "auto" }, card.back);
    const grades = GRADES.map(([name, meaning], index) =>
      button(el("span", {}, el("strong", {}, `${name} (${index + 1})`), el("span", { class: "ibc-small" }, meaning),
        el("span", { class: "ibc-small ibc-muted" }, `comes back ${card.waits[index]}`)), () => grade(index + 1), "ibc-cards-grade"));
    turn = button("Turn the card over", turnOver, "ibc-primary");
    front = el("div", { class: "ibc-cards-front", tabindex: "-1", on: { click: turnOver } },
      el("p", { class: "ibc-muted ibc-small" }, `${card.deck}${card.new ? " · new" : ""}`),
      card.context ? el("p", { class: "ibc-small" }, `Treatment: ${card.context}`) : null,
      el("p", { class: "ibc-cards-text", dir: "auto" }, card.front),
      el("p", {}, card.ask));
    back = el("div", { class: "ibc-cards-answer", hidden: true }, answer,
      foldedSources("Where this comes from", card.sources),
      el("div", { class: "ibc-cards-grades", role: "group", "aria-label": "How well did you know it?" }, grades));
    return [front, turn, back];
  };

  const update = (/** @type {boolean} */ begun) => {
    const card = model.get("card");
    const had = widget.root.contains(document.activeElement) && document.activeElement !== deck;
    turned = false;
    deck.value = model.get("deck");
    setText(counts, model.get("counts"));
    if (card) {
      fill(place, shown(card));
    } else {
      const end = el("p", { class: "ibc-cards-end", tabindex: "-1" }, model.get("nothing"));
      front = end;
      fill(place, end, model.get("has_new") ? button("More new cards", () => widget.send("more")) : null);
    }
    if (!begun) return;
    if (had) focusOn(front, { preventScroll: true });
    widget.announce(card ? `${card.context} ${card.front}. ${card.ask}`.trim() : model.get("nothing"));
  };

  widget.root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const target = /** @type {Element} */ (event.target);
    if (target.matches("select, summary, a")) return;
    if (turned && /^[1-4]$/.test(event.key)) grade(Number(event.key));
    else if (!turned && event.key === " " && !target.matches("button")) turnOver();
    else return;
    event.preventDefault();
  });
  widget.on("change:number", () => update(true));
  update(false);
  return widget.close;
}

export default { render };
