// Parts that the trial simulators share: a chart of lines, a table with bars, people as signs, folded numbers.

import { el, fill, setAttribute } from "../kit/dom.js";
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
export function modelNote(leavesOut) {
  return el("p", { class: "ibc-muted ibc-small ibc-trial-note" },
    "A model with made-up treatments and made-up people; it says nothing about a real person. ", leavesOut);
}

/**
 * A chart of lines, drawn anew in CSS pixels whenever its width changes, so that its text keeps its size.
 *
 * draw(label, spec): spec = {x: axis, y: axis, marks(place)}; axis = {from, to, ticks: [number], text(number), title};
 * place = {x(value), y(value), em, right, top, bottom}; marks returns SVG nodes.
 */
export function lineChart(widget, heightInEm) {
  const node = el("div", { class: "ibc-trial-chart", role: "img" });
  let spec = null;
  let [width, em] = [0, 16];
  const paint = () => {
    if (!spec || !width) return;
    const height = heightInEm * em;
    const [left, right, top, bottom] = [3.2 * em, width - 1.4 * em, 1.9 * em, height - 2.9 * em];
    const along = (axis, low, high) => (value) => low + ((value - axis.from) / (axis.to - axis.from)) * (high - low);
    const place = { x: along(spec.x, left, right), y: along(spec.y, bottom, top), em, right, top, bottom };
    fill(node, el("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
      el("text", { class: "ibc-axis-title", x: 0, y: em }, spec.y.title),
      el("text", { class: "ibc-axis-title", x: right, y: height - 0.2 * em, "text-anchor": "end" }, spec.x.title),
      spec.y.ticks.map((tick) => [
        el("line", { class: "ibc-grid", x1: left, x2: right, y1: place.y(tick), y2: place.y(tick) }),
        el("text", { class: "ibc-tick", x: left - 0.4 * em, y: place.y(tick) + 0.33 * em, "text-anchor": "end" }, spec.y.text(tick)),
      ]),
      spec.x.ticks.map((tick) => [
        el("line", { class: "ibc-axis", x1: place.x(tick), x2: place.x(tick), y1: bottom, y2: bottom + 0.3 * em }),
        el("text", { class: "ibc-tick", x: place.x(tick), y: bottom + 1.3 * em, "text-anchor": "middle" }, spec.x.text(tick)),
      ]),
      el("line", { class: "ibc-axis", x1: left, x2: right, y1: bottom, y2: bottom }),
      spec.marks(place)));
  };
  // Measured when the size changes, not at each drawing, which would make the page lay itself out in between.
  const size = new ResizeObserver(() => {
    if (node.clientWidth === width) return;
    [width, em] = [node.clientWidth, parseFloat(getComputedStyle(node).fontSize)];
    paint();
  });
  size.observe(node);
  widget.signal.addEventListener("abort", () => size.disconnect());
  const draw = (label, newSpec) => {
    setAttribute(node, "aria-label", label);
    spec = newSpec;
    paint();
  };
  return { node, draw };
}

/** A line through points; `stepped` holds each value until the next point. look: "a" (solid) or "b" (dashed). */
export function line(points, place, look, { stepped = false } = {}) {
  const path = points.map(([x, y], index) => {
    const to = `${place.x(x).toFixed(1)} ${place.y(y).toFixed(1)}`;
    return index === 0 ? `M${to}` : stepped ? `H${place.x(x).toFixed(1)}V${place.y(y).toFixed(1)}` : `L${to}`;
  });
  return el("path", { class: `ibc-line ibc-line-${look}`, d: path.join("") });
}

/** What each line stands for, with a sample of it. */
export function legend(entries) {
  return el("ul", { class: "ibc-trial-legend" }, entries.map(([look, words]) => {
    const sample = el("svg", { class: "ibc-line-sample", viewBox: "0 0 40 10", "aria-hidden": "true" },
      el("path", { class: `ibc-line ibc-line-${look}`, d: "M1 5H39" }));
    return el("li", {}, sample, words);
  }));
}

/**
 * A table whose numbers have bars beside them. rows: [{label, note, values: [number], own}]; `of` is the number that
 * fills a bar; a row with `own` is marked as the learner's.
 */
export function barTable({ caption, columns, rows, of }) {
  const bar = (value, look) => el("td", {},
    el("div", { class: "ibc-bar-cell" },
      el("span", { class: "ibc-bar-number" }, value.toLocaleString("en-US")),
      el("span", { class: "ibc-bar-room", "aria-hidden": "true" },
        value ? el("span", { class: `ibc-bar ibc-bar-${look}`, style: `width: ${((100 * value) / of).toFixed(1)}%` }) : null)));
  const row = ({ label, note, values, own }) => el("tr", { class: own ? "ibc-own" : null },
    el("th", { scope: "row" }, label, own ? el("strong", { class: "ibc-own-mark" }, ` ${own}`) : null),
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
    return el("path", { class: `ibc-person-${kind}`, d: signs.join("") });
  };
  const attributes = { class: "ibc-people", viewBox: `0 0 ${10 * across} ${10 * rows}`, style: `width: ${across * size}em`, "aria-hidden": "true" };
  return el("svg", attributes, Object.keys(PERSON_SIGNS).map(path));
}
