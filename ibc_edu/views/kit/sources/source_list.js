// Sources of a statement: the article's sentences and the facts beyond it, each with its date and its caveat.

import { el, icon } from "../dom.js";
import "./source_list.css";

/**
 * A source as it comes from Python.
 * @typedef {{kind: "article" | "beyond", label: string, text: string, date: string | null, caveat: string | null,
 *   checked: boolean | null, gate: Gate | null}} Source
 */

/**
 * What stands before a text that some would rather not read.
 * @typedef {{title: string, caution: string, rests_on: string}} Gate
 */

/**
 * A list of sources.
 * @param {Source[]} sources
 */
export function sourceList(sources) {
  return el("ul", { class: "ibc-source-list" }, sources.map((source) => sourceItem(source)));
}

/**
 * The same, folded under a title that counts them; nothing where there are none.
 * @param {string} title
 * @param {Source[]} sources
 */
export function foldedSources(title, sources) {
  if (!sources.length) return null;
  return el("details", { class: "ibc-sources" }, el("summary", {}, `${title} (${sources.length})`), sourceList(sources));
}

/**
 * One item of such a list.
 * @param {Source} source
 * @param {HTMLElement | null} [before] what stands above its text
 */
export function sourceItem({ kind, label, text, date, caveat, checked, gate }, before = null) {
  const article = kind === "article";
  const origin = article ? `From the article, section “${label}”` : `Beyond the article: ${label}`;
  return el("li", {},
    before,
    article ? el("blockquote", { class: "ibc-quote", dir: "auto" }, text) : gated(el("p", { dir: "auto" }, text), gate),
    el("p", { class: "ibc-muted ibc-small" }, [origin, date && `as of ${date}`, provenance(checked)].filter(Boolean).join(", ")),
    caveat ? el("p", { class: "ibc-caveat" }, icon("info"), el("span", {}, el("strong", {}, "What to know today: "), caveat)) : null);
}

/**
 * How a fact came into the course; nothing for a sentence of the article.
 * @param {boolean | null} checked
 */
function provenance(checked) {
  if (checked === null) return "";
  return checked ? "read in the source" : "recalled, not yet read in a source";
}

/**
 * A text that some would rather not read: closed, with a caution and what it rests on, until somebody opens it.
 * @param {HTMLElement} node
 * @param {Gate | null} gate
 */
function gated(node, gate) {
  if (!gate) return node;
  return el("details", { class: "ibc-gate", dataset: { about: node.textContent } }, // opened for this text alone
    el("summary", {}, gate.title),
    gate.caution ? el("p", { class: "ibc-caveat" }, icon("info"), el("span", {}, gate.caution)) : null,
    node, el("p", { class: "ibc-muted ibc-small" }, gate.rests_on));
}
