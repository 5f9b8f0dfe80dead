// What questions lose on their way, each sentence once with its questions behind a fold.

import { el } from "./dom.js";
import "./losses.css";

/**
 * @param {{effect: string, what: string, questions: string[]}[]} losses
 * @param {string} one what is counted: a question, or a place in a file
 */
export function lossList(losses, one) {
  /** @type {Record<string, string>} */
  const words = { "left out": "Left out: ", degraded: "Changed: " };
  return el("ul", { class: "ibc-losses" }, losses.map(({ effect, what, questions }) =>
    el("li", { dataset: { about: what } },
      words[effect] ? el("strong", {}, words[effect]) : null, what,
      el("details", {},
        el("summary", {}, `${questions.length} ${one}${questions.length === 1 ? "" : "s"}`),
        el("p", { class: "ibc-small" }, questions.join(", "))))));
}
