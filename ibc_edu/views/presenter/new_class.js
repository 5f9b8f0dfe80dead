// Begin anew for another class: what this one has answered goes, and so it is asked first.

import { el, focusOn, setAttribute } from "../kit/dom.js";

/** @param {() => void} clear */
export function newClass(clear) {
  const button = (/** @type {string} */ text, /** @type {() => void} */ act) => el("button", { type: "button", class: "ibc-button", on: { click: act } }, text);
  const ask = (/** @type {boolean} */ on) => {
    setAttribute(question, "hidden", !on);
    setAttribute(begin, "hidden", on);
    focusOn(on ? keep : begin);
  };
  const begin = button("New class", () => ask(true));
  const keep = button("Keep them", () => ask(false));
  const question = el("div", { class: "ibc-presenter-ask", role: "group", "aria-label": "New class", hidden: true },
    el("p", {}, "Clear all counts, rounds and answers of this class, and go to the first step?"),
    el("div", { class: "ibc-presenter-actions" }, keep, button("Clear them", () => { clear(); ask(false); })));
  return { node: el("div", {}, begin, question) };
}
