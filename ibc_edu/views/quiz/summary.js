// The frame of a quiz: progress, numbered steps, handing in an exam, and the result by objective.

import { el, fill, icon, scrollIntoView, setAttribute, setText } from "../kit/dom.js";
import { openedForm } from "../kit/fields/opened_form.js";

export const LIST_UP_TO = 4;
const STATUS_WORDS = { unanswered: "open", correct: "right", partial: "partly right", incorrect: "not right yet", shown: "answer shown" };
const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** Title, and how far the learner is. */
export function header(title) {
  const progress = el("p", { class: "ibc-small ibc-muted" });
  const bar = el("div", { class: "ibc-progress-bar" });
  const track = el("div", { class: "ibc-progress", "aria-hidden": "true" }, bar);
  const node = el("div", { class: "ibc-header" }, el("h3", { class: "ibc-title", dir: "auto" }, title), progress,
    track);
  return {
    node,
    update({ mode, progress: { answered, total, correct } }) {
      const right = correct === null ? "" : ` · ${correct} right`;
      setAttribute(progress, "hidden", total === 1);
      setText(progress, mode === "present" ? plural(total, "question", "questions") : `${answered} of ${total} answered${right}`);
      setAttribute(track, "hidden", mode === "present" || total === 1);
      bar.style.transform = `translateX(${(100 * answered) / total - 100}%)`;
    },
  };
}

/** Buttons with the numbers of the questions; `go(index)` is called on a click. */
export function stepStrip(items, go) {
  const steps = items.map((item, index) => {
    const marks = el("span", { class: "ibc-step-mark" });
    return { marks, shown: "", button: el("button", { type: "button", class: "ibc-button ibc-step-button", on: { click: () => go(index) } }, `${item.number}`, marks) };
  });
  const node = el("div", { class: "ibc-strip", role: "group", "aria-label": "Questions" }, steps.map((step) => step.button));
  return {
    node,
    update(view, current) {
      const exam = view.mode === "exam" && view.phase === "open";
      view.items.forEach((item, index) => {
        const step = steps[index];
        const { button, marks } = step;
        setAttribute(button, "aria-current", index === current ? "step" : null);
        const status = exam && item.response !== null ? "answered" : item.status;
        if (step.shown === `${status} ${item.flagged}`) return;
        step.shown = `${status} ${item.flagged}`;
        const word = status === "answered" ? status : STATUS_WORDS[item.status];
        setAttribute(button, "aria-label", `Question ${item.number}, ${word}${item.flagged ? ", to come back to" : ""}`);
        setAttribute(button, "data-status", status);
        const shown = { correct: "right", partial: "partial", incorrect: "wrong", shown: "info" }[item.status];
        fill(marks, shown ? icon(shown) : null, item.flagged ? icon("flag") : null);
      });
    },
  };
}

/** The bar that hands an exam in, with a warning about open questions. */
export function submitBar({ submit, go }) {
  const state = el("p", { class: "ibc-small" });
  const open = el("button", { type: "button", class: "ibc-button ibc-primary" }, "Hand in…");
  const question = el("p", {});
  const links = el("div", { class: "ibc-strip" });
  let led = "";
  const confirm = el("div", { class: "ibc-confirm", role: "group", "aria-label": "Hand in?", tabindex: "-1" }, question, links,
    el("div", { class: "ibc-actions" },
      el("button", { type: "button", class: "ibc-button ibc-primary", on: { click: submit } }, "Hand in now"),
      el("button", { type: "button", class: "ibc-button", on: { click: () => ask(false) } }, "Keep working")));
  const node = el("div", { class: "ibc-submit" }, el("div", { class: "ibc-submit-line" }, state, open), confirm);
  const ask = openedForm(open, confirm, { beside: true });
  open.addEventListener("click", () => scrollIntoView(confirm));
  return {
    node,
    update(view) {
      const isOpen = view.mode === "exam" && view.phase === "open";
      setAttribute(node, "hidden", !isOpen);
      if (!isOpen) return;
      const blank = view.items.filter((item) => item.response === null);
      const flagged = view.items.filter((item) => item.flagged).length;
      setText(state, `${view.progress.answered} of ${view.progress.total} answered${flagged ? ` · ${flagged} to come back to` : ""}`);
      setText(question, blank.length
        ? `${plural(blank.length, "question is", "questions are")} still open. Handed in like this, ${blank.length === 1 ? "it stays" : "they stay"} blank.`
        : "Every question is answered. After handing in, answers cannot be changed.");
      const leads = blank.map((item) => item.number).join();
      if (leads === led) return; // a button that is being pressed, or has the focus, stays
      led = leads;
      fill(links, blank.map((item) => el("button", { type: "button", class: "ibc-button", on: { click: () => go(item.number - 1) } }, `Go to ${item.number}`)));
    },
  };
}

function summaryLine({ text, right, open, total, reread }, link) {
  const place = reread?.notebook ? link(reread.label, reread.notebook, reread.cell) : reread?.label;
  return el("li", {},
    el("p", {}, icon(right === total ? "right" : "partial"), " ", el("span", { dir: "auto" }, text), el("strong", {}, ` ${right} of ${total} right${open ? `, ${open} left open` : ""}`)),
    reread ? el("p", { class: "ibc-small ibc-muted" }, "To read again: ", place) : null);
}

/** Whether every question is answered for good, with no try left. */
export function isSettled(view) {
  return view.items.every((item) => item.locked && !item.can_retry);
}

/** The result in words: of an exam what was right, wrong and left open, of practice the first try and what came after. */
export function resultText({ mode, summary, progress: { correct, total } }, settled) {
  if (!summary) return `You got ${correct} of ${total} right.`;
  return mode === "exam" ? examText(summary, total) : practiceText(summary, total, settled);
}

const percent = (score) => `${Math.round(100 * score)}%`;

function examText({ right, wrong, open, score, score_answered: answered }, total) {
  const counts = `${right} right, ${wrong} wrong or only partly right, ${open} left open, of ${total}.`;
  if (answered === null) return `${counts} Open is not wrong: nothing was answered, so there is no score.`;
  if (!open) return `${counts} Score: ${percent(score)}.`;
  const whole = `${percent(answered)} of what you answered; ${percent(score)} of the whole exam`;
  return `${counts} Score: ${whole}. Open is not wrong.`;
}

function practiceText({ right, first_right: first, shown, score }, total, settled) {
  if (!settled) return `So far ${right} of ${total} right. You can still try again.`;
  const asked = shown ? ` ${plural(shown, "answer", "answers")} shown.` : "";
  const partly = percent(score) === percent(right / total) ? "" : ` With partly right answers counted, that is ${percent(score)}.`;
  const after = right === first ? "" : `; after trying again, ${right} of ${total}`;
  return `You got ${first} of ${total} right at the first try${after}.${partly}${asked}`;
}

/**
 * The result, objective by objective.
 * @param {any} link makes the links to what is worth reading again
 * @param {(() => void) | null} another starts anew
 */
export function summaryPanel(link, another = null) {
  const node = el("div", { class: "ibc-summary", tabindex: "-1", role: "group", "aria-label": "Your result", hidden: true });
  let shown = "";
  return {
    node,
    update(view) {
      const { summary, progress } = view;
      const settled = isSettled(view);
      const state = JSON.stringify([summary, progress, settled]);
      if (state === shown) return;
      shown = state;
      setAttribute(node, "hidden", !summary || progress.total === 1);
      if (!summary) return;
      fill(node, el("p", { class: "ibc-headline" }, resultText(view, settled)),
        el("ul", {}, summary.lines.map((line) => summaryLine(line, link))),
        another ? el("button", { type: "button", class: "ibc-button", on: { click: another } }, "Take another one, with other questions") : null);
    },
  };
}
