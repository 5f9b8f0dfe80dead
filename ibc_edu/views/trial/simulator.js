// Parts that the trial simulators share: a legend, a table with bars, people as signs, folded numbers.

import { el, fill } from "../kit/dom.js";
import "../plot/plot_view.css";
import "./simulator.css";

const ANNOUNCE_AFTER_MS = 900; // a sentence is read out once it has stayed the same for so long

/** Returns change(part): takes over some settings and sends all of them as one update, so that the last one wins. */
export function settingsChanger(model) {
  return (part) => {
    model.set("settings", { ...model.get("settings"), ...part });
    model.save_changes();
  };
}

/** Returns say(text): has a text read out after the learner has come to rest. */
export function calmAnnouncer(widget) {
  let timer;
  widget.signal.addEventListener("abort", () => clearTimeout(timer));
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => widget.announce(text), ANNOUNCE_AFTER_MS);
  };
}

export function button(label, press, { primary = false } = {}) {
  return el("button", { type: "button", class: `ibc-button${primary ? " ibc-primary" : ""}`, on: { click: press } }, label);
}

/** What a model does not know, and that nobody in it is real. */
export function noteOf(leavesOut) {
  return `A model with made-up treatments and made-up people; it says nothing about a real person. ${leavesOut}`;
}

/** The same below a simulator. */
export function modelNote(leavesOut) {
  return el("p", { class: "ibc-muted ibc-small ibc-trial-note" }, noteOf(leavesOut));
}

/** What each line stands for, with a sample of it. */
export function legend(entries) {
  return el("ul", { class: "ibc-trial-legend" }, entries.map(([look, words]) => {
    const sample = el("svg", { class: "ibc-trial-line-sample", viewBox: "0 0 40 10", "aria-hidden": "true" },
      el("path", { class: `ibc-trial-line ibc-trial-line-${look}`, d: "M1 5H39" }));
    return el("li", {}, sample, words);
  }));
}

/**
 * A table whose numbers have bars beside them. rows: [{label, note, values: [number], own}]; `of` is the number that
 * fills a bar; a row with `own` is marked as the learner's.
 */
export function barTable({ caption, columns, rows, of }) {
  const bar = (value, look) => el("td", {},
    el("div", { class: "ibc-trial-bar-cell" },
      el("span", { class: "ibc-trial-bar-number" }, value.toLocaleString("en-US")),
      el("span", { class: "ibc-trial-bar-room", "aria-hidden": "true" },
        value ? el("span", { class: `ibc-trial-bar ibc-trial-bar-${look}`, style: `width: ${((100 * value) / of).toFixed(1)}%` }) : null)));
  const row = ({ label, note, values, own }) => el("tr", { class: own ? "ibc-trial-own" : null },
    el("th", { scope: "row" }, label, own ? el("strong", { class: "ibc-trial-own-mark" }, ` ${own}`) : null),
    note === undefined ? null : el("td", {}, note),
    values.map((value, index) => bar(value, "ab"[index])));
  return el("table", { class: "ibc-trial-table" },
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, columns.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, rows.map(row)));
}

/** "Show the numbers": {columns, rows} of text, built when it is opened. */
export function numbersFold(label) {
  const place = el("div", { class: "ibc-plot-numbers", role: "region", "aria-label": `Numbers: ${label}`, tabindex: "0" });
  /** @type {{columns: string[], rows: string[][]} | null} */
  let numbers = null;
  const show = () => {
    if (!node.open || !numbers) return;
    const cell = (text, index) => (index ? el("td", { class: "ibc-number" }, text) : el("th", { scope: "row" }, text));
    fill(place, el("table", {},
      el("thead", {}, el("tr", {}, numbers.columns.map((name, index) => el("th", { scope: "col", class: index ? "ibc-number" : null }, name)))),
      el("tbody", {}, numbers.rows.map((row) => el("tr", {}, row.map(cell))))));
  };
  const node = el("details", { on: { toggle: show } }, el("summary", {}, "Show the numbers"), place);
  const update = (newNumbers) => {
    numbers = newNumbers;
    show();
  };
  return { node, update };
}

// Outlines in a square of 10 by 10 with its corner at x, y.
const PERSON_SIGNS = {
  plain: (x, y) => `M${x + 5} ${y + 0.9}a1.9 1.9 0 1 0 .01 0zM${x + 1.5} ${y + 9.2}c0-5 7-5 7 0z`,
  marked: (x, y) => `M${x + 5} ${y + 0.6}a2.2 2.2 0 1 0 .01 0zM${x + 1} ${y + 9.6}c0-6 8-6 8 0z`,
  waiting: (x, y) => `M${x + 5} ${y + 4}a1 1 0 1 0 .01 0z`,
};

/**
 * One sign a person, in rows of at most `columns`: `plain` an outline, `marked` filled, `waiting` a dot. The words beside
 * it carry the numbers. All signs of a kind are one path: hundreds of them are redrawn while a slider moves.
 */
export function peopleSigns(states, { columns = states.length, size = 1.2 } = {}) {
  const across = Math.min(columns, states.length);
  const rows = Math.ceil(states.length / Math.max(across, 1));
  if (!states.length) return null;
  const path = (kind) => {
    const signs = states.map((state, index) => (state === kind ? PERSON_SIGNS[kind](10 * (index % across), 10 * Math.floor(index / across)) : ""));
    return el("path", { class: `ibc-trial-person-${kind}`, d: signs.join("") });
  };
  const attributes = { class: "ibc-trial-people", viewBox: `0 0 ${10 * across} ${10 * rows}`, style: `width: ${across * size}em`, "aria-hidden": "true" };
  return el("svg", attributes, Object.keys(PERSON_SIGNS).map(path));
}
