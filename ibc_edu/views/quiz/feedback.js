// Feedback: lines beside the answers they are about, and a panel with everything else.

import { el, fill, icon, setAttribute } from "../kit/dom.js";
import { foldedSources } from "../kit/source_list.js";
import "./feedback.css";

const WORDS = { right: "Right.", wrong: "Not quite." };
const STATUS_ICONS = { correct: "right", partial: "partial", incorrect: "wrong", shown: "info", unanswered: "info" };

/** What a line says before its text; a verdict is always a word, never only a color. */
function lineWord(line, kind) {
  if (line.verdict !== "missed") return WORDS[line.verdict];
  if (kind === "single") return "This is the answer.";
  if (kind === "multiple") return "This one belongs too.";
  return `Answer: ${sentence(line.answer_text)}`;
}

/** The text with a full stop, unless it ends with a mark of its own. */
function sentence(text) {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function lineNode(line, kind) {
  const look = line.verdict === "missed" && kind !== "multiple" ? "right" : line.verdict;
  return el("p", { class: `ibc-line ibc-${look}` }, icon(look), el("span", {}, el("strong", {}, lineWord(line, kind)), ` ${line.text}`));
}

/** Whether a line of an earlier try is still about what the learner sees. */
export function stillApplies(line, kind, judged, value) {
  if (kind === "single" || kind === "multiple") return true; // answers already ruled out stay marked
  if (kind === "ordering") return judged?.indexOf(line.key) === value?.indexOf(line.key);
  if (kind === "matching" || kind === "categorise") return judged?.[line.key] === value?.[line.key];
  return String(judged) === String(value);
}

/** Put lines beside their rows; returns those that have no row of their own. */
export function placeLines(lines, item, input) {
  const rows = new Map();
  const others = [];
  for (const line of lines) {
    const slot = item.kind === "ordering" && line.verdict === "missed" ? null : input.slot(line.key);
    if (!slot) others.push(line);
    else rows.set(slot, [...(rows.get(slot) ?? []), line]);
  }
  for (const row of input.node.querySelectorAll(".ibc-row")) {
    const slot = row.querySelector(".ibc-slot");
    const own = rows.get(slot) ?? [];
    const shown = JSON.stringify(own);
    if ((slot.dataset.lines ?? "[]") !== shown) fill(slot, own.map((line) => lineNode(line, item.kind)));
    slot.dataset.lines = shown;
    setAttribute(row, "data-verdict", own[0]?.verdict === "missed" && item.kind !== "multiple" ? "right" : own[0]?.verdict);
  }
  return others;
}

/** The right order in full, with feedback on the steps that stood elsewhere. */
function rightOrder(item, lines) {
  const texts = new Map(item.steps.map((step) => [step.key, step.text]));
  const notes = new Map(lines.map((line) => [line.key, line.text]));
  const steps = item.feedback.key.map((key, index) =>
    el("li", {}, `${index + 1}. ${texts.get(key)}`, notes.has(key) ? el("span", { class: "ibc-muted" }, ` – ${notes.get(key)}`) : null));
  return [el("p", {}, el("strong", {}, "The right order:")), el("ol", { class: "ibc-order" }, steps)];
}

/** Panel below a question. It is rebuilt only when the feedback changes, so that an opened fold stays open. */
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
      const ordered = item.kind === "ordering" && feedback?.key && item.status !== "correct";
      fill(details,
        ordered ? rightOrder(item, others) : others.map((line) => (feedback && line.chosen ? el("p", {}, line.text) : lineNode(line, item.kind))),
        feedback?.explanation ? el("p", { class: "ibc-explanation" }, feedback.explanation) : null,
        foldedSources("Where this comes from", feedback?.sources ?? []));
    },
  };
}

/** The feedback as one text to read out. */
export function spokenFeedback({ kind, feedback, can_retry: canRetry }) {
  const chosen = feedback.lines.filter((line) => line.chosen);
  const lines = feedback.lines.map((line) => {
    if (line.verdict === "missed" && kind !== "single" && kind !== "multiple") return `${lineWord(line, kind)} ${line.text}`;
    if (line.chosen && chosen.length === 1) return `${line.answer_text}: ${line.text}`; // the headline is its verdict
    return `${line.answer_text}: ${lineWord(line, kind)} ${line.text}`;
  });
  return [feedback.headline, ...lines, feedback.explanation, canRetry ? "You can try again." : null].filter(Boolean).join(" ");
}
