// Words of the glossary in the text of the page: the first use of a word in a section opens its meaning.
//
// The text is rendered by whoever shows the notebook, and often again. So this looks at the page after each change, and
// what it has marked once it leaves alone.

import { el } from "../../views/kit/dom.js";
import { guardKeys } from "../../views/kit/keys.js";
import "./in_text.css";

/** What holds the text of a lesson: in JupyterLab, Notebook 7, Voila and nbconvert, and in a page of our own. */
export const PROSE = ".jp-RenderedMarkdown, [data-ibc-prose]";
const PAGE = ".jp-Notebook";
const SECTION = "h1, h2";
const NO_TEXT = "a, button, code, pre, h1, h2, h3, h4, h5, h6, summary, script, style, .ibc-root, .ibc-word-meaning";
const MARKED = "ibcWords";
const PAUSE = 150; // ms without a change before the page is looked at

/** @typedef {{term: string, plain: string}} Term */

/**
 * Mark words in the text of the page that `root` stands in, now and after every change, until the view is closed.
 * @param {HTMLElement} root
 * @param {Term[]} terms
 * @param {AbortSignal} signal
 */
export function markWords(root, terms, signal) {
  if (!terms.length) return;
  const pattern = wordPattern(terms);
  let timer = 0;
  const look = () => {
    timer = 0;
    if (root.isConnected && !signal.aborted) markPage(root.closest(PAGE) ?? document.body, terms, pattern);
  };
  const soon = () => {
    if (!timer) timer = window.setTimeout(look, PAUSE);
  };
  const observer = new MutationObserver(soon);
  observer.observe(document.body, { childList: true, subtree: true });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    window.clearTimeout(timer);
  });
  soon();
}

/**
 * The words as one expression, the longest first; a group of its own for each.
 * @param {Term[]} terms
 */
export function wordPattern(terms) {
  const longest = [...terms.keys()].sort((one, other) => terms[other].term.length - terms[one].term.length);
  const source = longest.map((place) => `(?<w${place}>${forms(terms[place].term)})`).join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${source})(?![\\p{L}\\p{N}_])`, "gu");
}

/**
 * A word with its plural. A word in small letters may begin a sentence; one with capitals stands as it is.
 * @param {string} term
 */
function forms(term) {
  const safe = (/** @type {string} */ text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  const asItStands = /\p{Lu}/u.test(term);
  if (asItStands && !/\p{Ll}$/u.test(term)) return safe(term);
  const first = asItStands ? term[0] : `[${term[0]}${term[0].toUpperCase()}]`;
  const rest = term.slice(1);
  if (rest.endsWith("is")) return `${first}${safe(rest.slice(0, -2))}(?:is|es)`;
  if (rest.endsWith("y")) return `${first}${safe(rest.slice(0, -1))}(?:y|ies)`;
  return `${first}${safe(rest)}(?:s|es)?`;
}

/**
 * @param {Element} page
 * @param {Term[]} terms
 * @param {RegExp} pattern
 */
function markPage(page, terms, pattern) {
  /** @type {Set<string>} */
  const seen = new Set();
  for (const prose of page.querySelectorAll(PROSE)) {
    const fresh = /** @type {HTMLElement} */ (prose).dataset[MARKED] === undefined;
    /** @type {HTMLElement} */ (prose).dataset[MARKED] = "";
    /** @type {[Text, Node[]][]} */
    const changes = [];
    const walker = document.createTreeWalker(prose, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        if (node.matches(SECTION)) seen.clear();
        if (node.matches(".ibc-word")) seen.add(/** @type {HTMLElement} */ (node).dataset.term ?? "");
      } else if (fresh && !node.parentElement?.closest(NO_TEXT)) {
        const pieces = marked(/** @type {Text} */ (node), terms, pattern, seen);
        if (pieces) changes.push([/** @type {Text} */ (node), pieces]);
      }
    }
    for (const [text, pieces] of changes) text.replaceWith(...pieces);
  }
}

/**
 * A text as pieces, with a button for each word that has not been seen; null if there is none.
 * @param {Text} node
 * @param {Term[]} terms
 * @param {RegExp} pattern
 * @param {Set<string>} seen
 * @returns {Node[] | null}
 */
function marked(node, terms, pattern, seen) {
  /** @type {Node[]} */
  const pieces = [];
  let from = 0;
  for (const found of node.data.matchAll(pattern)) {
    const name = Object.entries(found.groups ?? {}).find(([, value]) => value !== undefined)?.[0] ?? "";
    const word = terms[Number(name.slice(1))];
    if (seen.has(word.term)) continue;
    seen.add(word.term);
    pieces.push(document.createTextNode(node.data.slice(from, found.index)), wordButton(found[0], word));
    from = found.index + found[0].length;
  }
  return pieces.length ? [...pieces, document.createTextNode(node.data.slice(from))] : null;
}

/**
 * A word that opens and closes its meaning, by click, touch and keyboard.
 * @param {string} text
 * @param {Term} word
 */
function wordButton(text, { term, plain }) {
  const button = el("button", { type: "button", class: "ibc-word", "aria-expanded": "false", dataset: { term } }, text);
  const meaning = el("span", { class: "ibc-word-meaning", role: "note" }, el("b", {}, term), `: ${plain}`);
  const show = (/** @type {boolean} */ open) => {
    button.setAttribute("aria-expanded", String(open));
    if (open) button.after(meaning);
    else meaning.remove();
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  button.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
  guardKeys(button, new AbortController().signal);
  return button;
}
