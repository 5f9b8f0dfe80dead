// Mastery by objective, as a bar with its uncertainty and in words, and the mix-ups met and mended.

import { el, fill, icon, openWidget } from "../../views/kit/dom.js";
import { foldedSources } from "../../views/kit/sources/source_list.js";
import "./view.css";

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-mastery ibc-framed", label: "What you know" });
  const objectives = el("div", {});
  const mixUps = el("div", {});
  const refresh = el("button", { type: "button", class: "ibc-button ibc-plain", on: { click: () => widget.send("refresh") } }, "Bring this up to date");
  widget.root.append(objectives, mixUps, refresh);
  const update = () => {
    const state = model.get("state");
    fill(objectives, state.objectives.length ? byLesson(state.objectives) : el("p", {}, "Answer a few questions in the lessons first. Then this fills up."));
    fill(mixUps, mixUpList(state.mix_ups));
  };
  widget.on("change:state", update);
  update();
  widget.onReturn(() => widget.send("refresh"));
  return widget.close;
}

function byLesson(objectives) {
  const lessons = [...new Set(objectives.map(({ lesson }) => lesson))];
  return lessons.map((lesson) => [
    el("h3", { class: "ibc-title" }, lesson),
    el("ul", { class: "ibc-mastery-objectives" }, objectives.filter((row) => row.lesson === lesson).map(objectiveRow))]);
}

function objectiveRow({ objective, words, estimate, low, high }) {
  const percent = (share) => `${(100 * share).toFixed(1)}%`;
  return el("li", {},
    el("p", { class: "ibc-objective", dir: "auto" }, objective),
    el("div", { class: "ibc-mastery-bar", "aria-hidden": "true" },
      el("span", { class: "ibc-mastery-bar-range", style: `left:${percent(low)};width:${percent(high - low)}` }),
      el("span", { class: "ibc-mastery-bar-mark", style: `left:${percent(estimate)}` })),
    el("p", { class: "ibc-muted ibc-small" }, words));
}

const SHOWN_AT_ONCE = 5;

/** Those still open first; the others behind a fold, so that a long list does not discourage. */
function mixUpList(mixUps) {
  if (!mixUps.length) return null;
  const open = mixUps.filter(({ mended }) => !mended);
  const rest = [...open.slice(SHOWN_AT_ONCE), ...mixUps.filter(({ mended }) => mended)];
  return [
    el("h3", { class: "ibc-title" }, "Mix-ups met"),
    el("ul", { class: "ibc-mix-ups" }, open.slice(0, SHOWN_AT_ONCE).map(mixUpRow)),
    rest.length ? el("details", {}, el("summary", {}, `${rest.length} more`), el("ul", { class: "ibc-mix-ups" }, rest.map(mixUpRow))) : null];
}

function mixUpRow({ belief, correction, times, mended, sources }) {
  return el("li", { dataset: { mended, about: belief } },
    icon(mended ? "right" : "info"),
    el("p", { dir: "auto" }, el("strong", {}, mended ? "Mended: " : `Met ${times === 1 ? "once" : `${times} times`}: `), `“${belief}”`),
    el("p", { class: "ibc-correction", dir: "auto" }, correction),
    foldedSources("Where this comes from", sources));
}

export default { render };
