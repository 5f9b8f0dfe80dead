// A field to find what a question names, and below it each find with its id.

import { el, fill, openWidget, setText, uniqueId } from "../../views/kit/dom.js";
import { sourceList } from "../../views/kit/source_list.js";
import "./view.css";

/**
 * @typedef {import("../../views/kit/source_list.js").Source} Source
 * @typedef {{id: string, searched: string, node: () => HTMLElement}} Entry
 */

const MOST = 30; // more than anybody reads through; another word makes them fewer

/** @param {import("../../views/kit/dom.js").Context} context */
function render(context) {
  const widget = openWidget(context, { className: "ibc-find-ids ibc-framed", label: "Find an id" });
  /** @type {Record<string, Source>} */
  const sources = context.model.get("sources");
  /** @type {Record<string, string>} */
  const mixUps = context.model.get("mix_ups");
  const all = [...Object.entries(sources).map(ofSource), ...Object.entries(mixUps).map(ofMixUp)];
  const id = uniqueId("find");
  const field = el("input", { id, type: "search", autocomplete: "off", spellcheck: "false", on: { input: () => update(true) } });
  const told = el("p", { class: "ibc-muted" });
  const list = el("ul", { class: "ibc-find-ids-list" });
  widget.root.append(el("p", { class: "ibc-find-ids-field" }, el("label", { for: id }, "Words that it holds"), field), told, list);

  const update = (/** @type {boolean} */ announce) => {
    const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = wanted.length ? all.filter(({ searched }) => wanted.every((word) => searched.includes(word))) : [];
    setText(told, wanted.length ? count(found.length) : `There are ${all.length} sentences, facts and mix-ups.`);
    fill(list, found.slice(0, MOST).map((entry) => el("li", {}, el("code", {}, entry.id), entry.node())));
    if (announce) widget.announce(told.textContent ?? "");
  };
  update(false);
  return widget.close;
}

/**
 * @param {[string, Source]} source
 * @returns {Entry}
 */
function ofSource([id, source]) {
  return { id, searched: `${id} ${source.label} ${source.text}`.toLowerCase(), node: () => sourceList([source]) };
}

/**
 * @param {[string, string]} mixUp
 * @returns {Entry}
 */
function ofMixUp([id, statement]) {
  const node = () => el("p", {}, statement, el("span", { class: "ibc-muted ibc-small" }, " A mix-up."));
  return { id, searched: `${id} ${statement}`.toLowerCase(), node };
}

/** @param {number} number */
function count(number) {
  const found = number === 1 ? "1 is found." : `${number} are found.`;
  return number > MOST ? `${found} The first ${MOST} are shown; another word makes them fewer.` : found;
}

export default { render };
