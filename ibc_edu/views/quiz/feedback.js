// Feedback: lines beside the answers they are about, and a panel with everything else.

import { el, fill, icon, setAttribute } from "../kit/dom.js";
import { keepOpen } from "../kit/folds.js";
import { foldedSources } from "../kit/sources/source_list.js";
import { viewOf } from "./kinds.js";
import "./feedback.css";

const WORDS = { right: "Right.", wrong: "Not quite." };
const STATUS_ICONS = { correct: "right", partial: "partial", incorrect: "wrong", shown: "info", unanswered: "info" };

/** What a line says before its text; a verdict is always a word, never only a color. */
function lineWord(line, kind) {
  return line.verdict === "missed" ? viewOf(kind).missedWord(line) : WORDS[line.verdict];
}

/** How a line looks: a missed part may look like a right one. */
function lineLook(line, kind) {
  return line?.verdict === "missed" ? viewOf(kind).missedLook : line?.verdict;
}

function lineNode(line, kind) {
  const look = lineLook(line, kind);
  return el("p", { class: `ibc-line ibc-${look}`, dir: "auto" }, icon(look), el("span", {}, el("strong", {}, lineWord(line, kind)), ` ${line.text}`));
}

/** Put lines beside their rows; returns those that have no row of their own. */
export function placeLines(lines, item, input) {
  const rows = new Map();
  const others = [];
  for (const line of lines) {
    const slot = line.verdict === "missed" && !viewOf(item.kind).missedInRow ? null : input.slot(line.key);
    if (!slot) others.push(line);
    else rows.set(slot, [...(rows.get(slot) ?? []), line]);
  }
  for (const row of input.node.querySelectorAll(".ibc-row")) {
    const slot = row.querySelector(".ibc-slot");
    const own = rows.get(slot) ?? [];
    const shown = JSON.stringify(own);
    if ((slot.dataset.lines ?? "[]") !== shown) fill(slot, own.map((line) => lineNode(line, item.kind)));
    slot.dataset.lines = shown;
    setAttribute(row, "data-verdict", lineLook(own[0], item.kind));
  }
  return others;
}

/** Panel below a question. It is rebuilt only when the feedback changes; a fold that is open stays so. */
export function feedbackPanel() {
  const headline = el("p", { class: "ibc-headline" });
  const details = el("div", { class: "ibc-panel-body" });
  const node = el("div", { class: "ibc-panel", hidden: true }, headline, details);
  let shown = "";
  return {
    node,
    headline,
    update(item, others) {
      const { feedback } = item;
      const state = JSON.stringify([item.status, item.can_retry, feedback, others]);
      if (state === shown) return;
      shown = state;
      setAttribute(node, "hidden", !feedback && !others.length);
      setAttribute(node, "data-status", feedback ? item.status : null);
      setAttribute(headline, "hidden", !feedback);
      if (feedback) fill(headline, icon(STATUS_ICONS[item.status]), el("span", {}, feedback.headline, item.can_retry ? " You can try again." : ""));
      keepOpen(details, () => fill(details,
        viewOf(item.kind).panel(item, others) ?? others.map((line) => (feedback && line.chosen ? el("p", { dir: "auto" }, line.text) : lineNode(line, item.kind))),
        feedback?.explanation ? el("p", { class: "ibc-explanation", dir: "auto" }, feedback.explanation) : null,
        foldedSources("Where this comes from", feedback?.sources ?? [])));
    },
  };
}

/** The feedback as one text to read out. */
export function spokenFeedback({ kind, feedback, can_retry: canRetry }) {
  const chosen = feedback.lines.filter((line) => line.chosen);
  const lines = feedback.lines.map((line) => {
    if (line.verdict === "missed" && viewOf(kind).missedWordNamesIt) return `${lineWord(line, kind)} ${line.text}`;
    if (line.chosen && chosen.length === 1) return `${line.answer_text}: ${line.text}`; // the headline is its verdict
    return `${line.answer_text}: ${lineWord(line, kind)} ${line.text}`;
  });
  return [feedback.headline, ...lines, feedback.explanation, canRetry ? "You can try again." : null].filter(Boolean).join(" ");
}
