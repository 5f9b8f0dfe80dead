// A field to find what a question names, and below it each find with its id.

import { el, fill, openWidget, setText } from "../../views/kit/dom.js";
import { searchField } from "../../views/kit/fields/search_field.js";
import { keepOpen } from "../../views/kit/folds.js";
import { tellNewPage } from "../../views/kit/pages.js";
import { sourceItem } from "../../views/kit/sources/source_list.js";
import "./view.css";

/**
 * @typedef {import("../../views/kit/sources/source_list.js").Source} Source
 * @typedef {{id: string, searched: string, item: (head: HTMLElement) => HTMLElement}} Entry
 */

const MOST = 5; // more than that is long to scroll through, and too small to read before a class
const LEFT_OUT = "Sentences that have become doubtful and facts that nobody has read in the source yet are left out."
  + " A question cannot rest on them.";

/** @param {import("../../views/kit/dom.js").Context} context */
function render(context) {
  const widget = openWidget(context, { className: "ibc-find-ids ibc-framed", label: "Find an id" });
  /** @type {Record<string, Source>} */
  const sources = context.model.get("sources");
  /** @type {Record<string, string>} */
  const mixUps = context.model.get("mix_ups");
  const all = [...Object.entries(sources).map(ofSource), ...Object.entries(mixUps).map(ofMixUp)];
  const field = searchField("Find sentences, facts and mix-ups by a word", () => update(true));
  const told = el("p", { class: "ibc-muted" });
  const list = el("ul", { class: "ibc-source-list ibc-find-ids-list" });
  widget.root.append(field.node, told, list);

  const update = (/** @type {boolean} */ announce) => {
    const wanted = field.words().split(/\s+/).filter(Boolean);
    const found = wanted.length ? all.filter(({ searched }) => wanted.every((word) => searched.includes(word))) : [];
    setText(told, wanted.length ? count(found.length) : `There are ${all.length} sentences, facts and mix-ups.`);
    keepOpen(list, () => fill(list, found.slice(0, MOST).map((entry) => entry.item(heading(entry.id, widget.announce)))));
    if (!announce) return;
    widget.announce(told.textContent ?? "");
    tellNewPage(list);
  };
  update(false);
  return widget.close;
}

/**
 * @param {[string, Source]} source
 * @returns {Entry}
 */
function ofSource([id, source]) {
  return { id, searched: `${id} ${source.label} ${source.text}`.toLowerCase(), item: (head) => sourceItem(source, head) };
}

/**
 * @param {[string, string]} mixUp
 * @returns {Entry}
 */
function ofMixUp([id, statement]) {
  /** @param {HTMLElement} head */
  const item = (head) => el("li", {}, head, el("p", { dir: "auto" }, statement), el("p", { class: "ibc-muted ibc-small" }, "A mix-up"));
  return { id, searched: `${id} ${statement}`.toLowerCase(), item };
}

/** @param {number} number */
function count(number) {
  if (number === 0) return `0 are found. ${LEFT_OUT}`;
  const found = number === 1 ? "1 is found." : `${number} are found.`;
  return number > MOST ? `${found} Here are ${MOST}, and ${number - MOST} more: type more words.` : found;
}

/**
 * An id, and a button that copies it.
 * @param {string} id
 * @param {(text: string) => void} announce
 */
function heading(id, announce) {
  const name = el("code", {}, id);
  const copy = async () => announce((await isCopied(id)) ? "Copied" : marked(name));
  const button = el("button", { type: "button", class: "ibc-button", "aria-label": `Copy ${id}`, on: { click: copy } }, "Copy");
  return el("p", { class: "ibc-find-ids-head" }, name, button);
}

/**
 * Tell whether the clipboard has the text now: some pages have none, and others may not write to it.
 * @param {string} text
 */
async function isCopied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Mark an id, so that the keys of the browser copy it, and say so.
 * @param {HTMLElement} node
 */
function marked(node) {
  getSelection()?.selectAllChildren(node);
  return "Marked, for your keyboard to copy";
}

export default { render };
