// Cards to drag onto rows, or to tap and then tap the rows they belong to: the lists of the rows, in the hand.

import { el, setAttribute } from "../kit/dom.js";
import { draggable } from "./drag.js";
import "./cards.css";

/**
 * A card for each option. What it does, the list of a row does too: cards are for mouse and touch, lists for everybody.
 * @param {{key: string, text: string}[]} options as they are written on the cards
 * @param {Map<string, {node: HTMLElement}>} rows by key
 * @param {{isOn: () => boolean, place: (row: string, option: string) => void}} acts
 */
export function optionCards(options, rows, { isOn, place }) {
  /** @type {string | null} */
  let picked = null;
  const rowOf = (/** @type {Element | null} */ element) => {
    const node = /** @type {HTMLElement | null} */ (element?.closest(".ibc-row"));
    return node && [...rows.values()].some((row) => row.node === node) ? node : null;
  };
  const point = (/** @type {Element | null} */ element) => {
    const aimed = rowOf(element);
    for (const { node } of rows.values()) setAttribute(node, "data-aimed", node === aimed);
  };
  const cards = options.map(({ key, text }) => {
    const node = el("li", { class: "ibc-card", dir: "auto", dataset: { key } }, text);
    const drop = (/** @type {Element | null} */ element) => {
      const row = rowOf(element);
      if (row) place(String(row.dataset.key), key);
      pick(null);
    };
    draggable(node, { isOn, over: point, drop, tap: () => pick(picked === key ? null : key) });
    return node;
  });
  const pick = (/** @type {string | null} */ key) => {
    picked = key;
    for (const card of cards) setAttribute(card, "data-picked", card.dataset.key === key);
    for (const { node } of rows.values()) setAttribute(node, "data-open", key !== null);
  };
  for (const { node } of rows.values()) {
    node.addEventListener("click", (event) => {
      if (picked === null || !isOn() || /** @type {Element} */ (event.target).closest("select, button, a")) return;
      event.preventDefault(); // a label would open its list
      place(String(node.dataset.key), picked);
    });
  }
  return { node: el("ul", { class: "ibc-cards" }, cards), putDown: () => pick(null) };
}
