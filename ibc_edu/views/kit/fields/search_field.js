// A field to find something by what is typed, with its label before it.

import { el, uniqueId } from "../dom.js";
import "./search_field.css";

/**
 * @param {string} label
 * @param {() => void} search called with each letter that is typed
 * @param {...import("../dom.js").Child} beside what stands after the field, such as a button that shows everything
 * @returns {{node: HTMLElement, words: () => string}} `words` gives what is typed, in lower case and without space around it
 */
export function searchField(label, search, ...beside) {
  const id = uniqueId("search");
  const input = el("input", { id, type: "search", autocomplete: "off", spellcheck: "false", on: { input: search } });
  const node = el("p", { class: "ibc-search" }, el("label", { for: id }, label), input, beside);
  return { node, words: () => input.value.trim().toLowerCase() };
}
