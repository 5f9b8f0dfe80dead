// The glossary: a field to look words up, and the marks in the text around it.

import { el, fill, openWidget, scrollIntoView, setText } from "../../views/kit/dom.js";
import { searchField } from "../../views/kit/fields/search_field.js";
import { keepOpen } from "../../views/kit/folds.js";
import { foldedSources } from "../../views/kit/sources/source_list.js";
import { markWords } from "./in_text.js";
import "./view.css";

/** @typedef {{term: string, plain: string, also: string[], in_text: boolean, sources: string[]}} Word */

function render(context) {
  const widget = openWidget(context, { className: "ibc-glossary", label: "Look up a word" });
  const { words, sources } = context.model.get("content");
  const all = el("button", { type: "button", class: "ibc-button", "aria-pressed": "false", on: { click: () => {
    all.setAttribute("aria-pressed", String(all.getAttribute("aria-pressed") !== "true"));
    update(true);
  } } }, `Show all ${words.length} words`);
  const field = searchField("Look up a word", () => update(true), all);
  const count = el("p", { class: "ibc-muted" });
  const list = el("dl", { class: "ibc-glossary-list" });
  widget.root.append(field.node, count, list);

  const update = (announce) => {
    const wanted = field.words();
    const found = wanted ? words.filter((word) => holds(word, wanted)) : all.getAttribute("aria-pressed") === "true" ? words : [];
    const told = wanted || found.length ? `${found.length} ${found.length === 1 ? "word" : "words"}` : "Words with a dotted line in the text open their meaning, too.";
    setText(count, told);
    keepOpen(list, () => fill(list, found.map((word) => entry(word, sources))));
    if (!announce) return;
    widget.announce(told);
    scrollIntoView(list.querySelector("dd") ?? count); // below the window where the field is at its edge
  };
  update(false);
  markWords(widget.root, words.filter((word) => word.in_text), widget.signal);
  return widget.close;
}

/** Whether a word or one of its other names holds what was typed; whole words of the meaning count from three letters on. */
function holds({ term, also, plain }, wanted) {
  return [term, ...also].some((name) => name.toLowerCase().includes(wanted)) || (wanted.length > 2 && plain.toLowerCase().split(/[^\p{L}\p{N}-]+/u).includes(wanted));
}

function entry({ term, plain, also, sources: keys }, sources) {
  return [
    el("dt", {}, term, also.length ? el("span", { class: "ibc-muted" }, ` (${also.join(", ")})`) : null),
    el("dd", { dataset: { about: term } }, el("p", {}, plain), foldedSources("Where this comes from", keys.map((key) => sources[key]))),
  ];
}

export default { render };
