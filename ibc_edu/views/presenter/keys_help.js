// What the keys do, and in a notebook how to get a second window.

import { el } from "../kit/dom.js";

const LINES = [
  "Space, Enter, Page Down and the arrows right and down go on, at every step; Page Up and the arrows left and up go back. Home and End go to the first and the last step. A clicker sends these keys.",
  "At a question, and in a case, the letter of an answer counts a hand, with Shift it takes one away. At a question, T asks again after the talk, R reveals the answer.",
  "The period key, or B, turns the screen black and back. While hands are counted, B counts a hand for answer B; the period key still works.",
  "Q shows the address for phones on the whole screen, and takes it away.",
  "What you reach with the Tab key is pressed with Space or Enter; arrows steer a slider or a choice. Hands and the answer have their letters alone.",
  "G goes to the list of steps. Escape ends it.",
];

const SECOND_WINDOW = "For speaker notes on your own screen, in JupyterLab: right-click this output, choose Create New View for Output, and drag that tab to another window. Choose Speaker notes there. Both stay at the same step.";

/**
 * A second view of an output is JupyterLab's own; a page has none, and says nothing of it.
 * @param {any} model
 */
export function keysHelp(model) {
  const inNotebook = Boolean(model.widget_manager?.context); // the notebook's own, not of anywidget
  const lines = inNotebook ? [...LINES, SECOND_WINDOW] : LINES;
  return el("details", {},
    el("summary", {}, inNotebook ? "Keys, and how to get a second window" : "Keys"),
    el("ul", { class: "ibc-bullets" }, lines.map((line) => el("li", {}, line))));
}
