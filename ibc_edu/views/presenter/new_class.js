// Begin anew for another class: what this one has answered goes, and so it is asked first.

import { el } from "../kit/dom.js";
import { openedForm } from "../kit/fields/opened_form.js";

/** @param {() => void} clear */
export function newClass(clear) {
  const button = (/** @type {string} */ text, /** @type {(() => void) | null} */ act = null) => el("button", { type: "button", class: "ibc-button", on: act ? { click: act } : {} }, text);
  const begin = button("New class");
  const keep = button("Keep them", () => ask(false));
  const question = el("div", { class: "ibc-presenter-ask", role: "group", "aria-label": "New class" },
    el("p", {}, "Clear all counts, rounds and answers of this class, and go to the first step?"),
    el("div", { class: "ibc-presenter-actions" }, keep, button("Clear them", () => { clear(); ask(false); })));
  const ask = openedForm(begin, question, { first: keep });
  return { node: el("div", {}, begin, question) };
}
