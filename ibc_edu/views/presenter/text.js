// Text of a step, built from plain blocks: nothing of a notebook is ever set as HTML.

import { el } from "../kit/dom.js";

function spansOf(spans) {
  return spans.map(({ text, bold, italic, code }) => {
    let node = code ? el("code", {}, text) : text;
    if (italic) node = el("em", {}, node);
    return bold ? el("strong", {}, node) : node;
  });
}

function tableOf([head, ...rows]) {
  const line = (cells, tag) => el("tr", {}, cells.map((cell) => el(tag, tag === "th" ? { scope: "col", dir: "auto" } : { dir: "auto" }, spansOf(cell))));
  return el("table", { class: "ibc-slide-table" }, el("thead", {}, line(head, "th")), el("tbody", {}, rows.map((row) => line(row, "td"))));
}

/** One block; `open` shows folded text unfolded, as the speaker needs it. */
export function blockOf(block, open = false) {
  switch (block.kind) {
    case "heading":
      return el(block.level === 1 ? "h2" : "h3", { class: "ibc-slide-heading", dir: "auto" }, spansOf(block.spans));
    case "list":
      return el(block.ordered ? "ol" : "ul", { class: "ibc-slide-list", start: block.start }, block.items.map((item) => el("li", { dir: "auto" }, spansOf(item))));
    case "quote":
      return el("blockquote", { class: "ibc-slide-quote" }, block.blocks.map((inner) => blockOf(inner, open)));
    case "table":
      return tableOf(block.rows);
    case "image":
      return el("img", { class: "ibc-slide-image", src: block.src, alt: block.alt });
    case "details":
      return el("details", { open }, el("summary", { dir: "auto" }, block.summary), block.blocks.map((inner) => blockOf(inner, open)));
    default:
      return el("p", { dir: "auto" }, spansOf(block.spans));
  }
}

/** Whether a step asks the room something. */
export const isQuestion = ({ kind }) => kind === "question";

/** How long a presentation is, and how much of it is asked. */
export function countsOf(steps) {
  const { length } = steps.filter(isQuestion);
  if (steps.length === 1) return `1 step${length ? ", a question to ask the room" : ""}.`;
  return `${steps.length} steps${length ? `, ${length} of them ${length === 1 ? "a question" : "questions"} to ask the room` : ""}.`;
}

/** What the speaker reads at a step: its notes, and what comes next. */
export function notesOf(steps, position) {
  const { notes } = steps[position];
  const following = steps[position + 1];
  return [
    el("h3", { class: "ibc-title" }, "Notes"),
    notes.length ? notes.map((block) => blockOf(block, true)) : el("p", { class: "ibc-muted" }, "No notes for this step."),
    el("h3", { class: "ibc-title" }, "Next"),
    following ? [el("p", {}, following.title), el("div", { class: "ibc-presenter-next" }, following.blocks.map((block) => blockOf(block)))] : el("p", {}, "This is the last step."),
  ];
}
