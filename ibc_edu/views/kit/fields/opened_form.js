// A small form that a button opens in place, such as the question whether to go on.

import { focusOn, setAttribute } from "../dom.js";

/**
 * Have a button open a form; Escape closes it, and whatever closes it gives the focus back to the button.
 *
 * Returns a function that opens or closes it.
 * @param {HTMLElement} button
 * @param {HTMLElement} form
 * @param {{first?: HTMLElement, beside?: boolean}} [how] `first` has the focus when it opens, if not all of the form;
 *   `beside` leaves the button where it is
 */
export function openedForm(button, form, { first = form, beside = false } = {}) {
  const show = (/** @type {boolean} */ on) => {
    setAttribute(form, "hidden", !on);
    setAttribute(button, "hidden", on && !beside);
    setAttribute(button, "aria-expanded", String(on));
    focusOn(on ? first : button);
  };
  setAttribute(form, "hidden", true);
  setAttribute(button, "aria-expanded", "false");
  button.addEventListener("click", () => show(true));
  onEscape(form, () => show(false));
  return show;
}

/**
 * @param {HTMLElement} node
 * @param {() => void} act
 */
export function onEscape(node, act) {
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    act();
  });
}
