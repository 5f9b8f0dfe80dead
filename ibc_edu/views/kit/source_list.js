// Sources of a statement: the article's sentences and the facts beyond it, each with its date and its caveat.

import { el, icon } from "./dom.js";
import "./source_list.css";

/**
 * A source as it comes from Python.
 * @typedef {{kind: "article" | "beyond", label: string, text: string, date: string | null, caveat: string | null}} Source
 */

/**
 * A list of sources.
 * @param {Source[]} sources
 */
export function sourceList(sources) {
  return el("ul", { class: "ibc-source-list" }, sources.map(sourceItem));
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

/** @param {Source} source */
function sourceItem({ kind, label, text, date, caveat }) {
  const article = kind === "article";
  const origin = article ? `From the article, section “${label}”` : `Beyond the article: ${label}`;
  return el("li", {},
    article ? el("blockquote", { class: "ibc-quote", dir: "auto" }, text) : el("p", { dir: "auto" }, text),
    el("p", { class: "ibc-muted ibc-small" }, date ? `${origin}, as of ${date}` : origin),
    caveat ? el("p", { class: "ibc-caveat" }, icon("info"), el("span", {}, el("strong", {}, "What to know today: "), caveat)) : null);
}
