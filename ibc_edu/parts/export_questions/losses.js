// What questions lose on their way, each sentence once with its questions behind a fold.

import { el } from "../../views/kit/dom.js";

/**
 * @param {{effect: string, what: string, questions: string[]}[]} losses
 * @param {string} otherwise what stands before a sentence about a question that came whole
 */
export function lossList(losses, otherwise) {
  const words = { "left out": "Left out", degraded: "Changed", exact: otherwise };
  return el("ul", { class: "ibc-export-questions-losses" }, losses.map(({ effect, what, questions }) =>
    el("li", {},
      el("strong", {}, `${words[effect]}: `), what,
      el("details", {},
        el("summary", {}, questions.length === 1 ? "1 question" : `${questions.length} questions`),
        el("p", { class: "ibc-small" }, questions.join(", "))))));
}
