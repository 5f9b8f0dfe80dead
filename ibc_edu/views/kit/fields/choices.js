// Groups of choices in an explorer: real radio buttons and sliders in a fieldset, each with its words.

import { el, setAttribute, setText, uniqueId } from "../dom.js";
import "./choices.css";

/**
 * Radio buttons under a legend.
 *
 * options: [{key, label, words}], `words` optional; choose(key) is called when one is chosen.
 * Returns {node, update(chosenKey)}.
 *
 * @param {string} legend
 * @param {{key: string, label: string, words?: string | null}[]} options
 * @param {(key: string) => void} choose
 * @param {{className?: string}} [look]
 */
export function radioField(legend, options, choose, { className = "" } = {}) {
  const group = uniqueId("radio");
  const inputs = new Map();
  const rows = options.map(({ key, label, words }) => {
    const input = el("input", { type: "radio", name: group, value: key, on: { change: () => choose(key) } });
    inputs.set(key, input);
    return el("label", { class: "ibc-pick" }, input, el("span", {}, el("strong", {}, label), words ? ` ${words}` : null));
  });
  const node = el("fieldset", { class: `ibc-fieldset ${className}` }, el("legend", {}, legend), el("div", { class: "ibc-picks" }, rows));
  const update = (/** @type {string | null} */ chosen) => inputs.forEach((input, key) => { input.checked = key === chosen; });
  return { node, update };
}

/**
 * A slider from `min` to `max` with its value and what the value means beside its name.
 *
 * slide(value) is called while it moves. Returns {node, update(value, valueText, meaning)}.
 *
 * @param {string} name
 * @param {{min: number, max: number, step?: number}} range
 * @param {(value: number) => void} slide
 */
export function sliderField(name, { min, max, step = 1 }, slide) {
  const id = uniqueId("slider");
  const value = el("output", { class: "ibc-slider-value", for: id });
  const meaning = el("span", { class: "ibc-slider-meaning" });
  const input = el("input", { type: "range", id, min, max, step, on: { input: () => slide(Number(input.value)) } });
  const node = el("div", { class: "ibc-slider" },
    el("p", { class: "ibc-slider-head" }, el("label", { for: id }, name), value, meaning),
    input);
  const update = (/** @type {number} */ number, /** @type {string} */ valueText, /** @type {string} */ meaningText) => {
    if (input.value !== String(number)) input.value = String(number);
    setAttribute(input, "aria-valuetext", `${valueText}, ${meaningText}`);
    setText(value, valueText);
    setText(meaning, meaningText);
  };
  return { node, update };
}
