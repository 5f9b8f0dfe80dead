// The view of blood counts: two choices, the course they lead to, one day to look at, and when to call at once.

import { radioField, sliderField } from "../../views/kit/choices.js";
import { el, fill, icon, openWidget, setAttribute, setText } from "../../views/kit/dom.js";
import { foldedSources } from "../../views/kit/source_list.js";
import "./view.css";

const COUNT_TRAITS = ["every", "strength", "people", "day"];
const COUNT_TOP = 12; // 1e9/L at the upper edge of the picture
const COUNT_HEIGHT = 350; // px
const COUNT_MARGIN = { left: 54, right: 12, top: 30, bottom: 62 };
const COUNT_ANNOUNCE_MS = 700; // so long a slider must rest before its sentence is read out

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-blood-counts", label: "Blood counts over cycles of chemotherapy" });
  const content = model.get("content");
  const save = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  const every = sliderField("Days between doses", content.every, (value) => save("every", value));
  const strength = radioField("Dose of docetaxel", content.strengths, (key) => save("strength", key), { className: "ibc-in-a-row" });
  const people = el("input", { type: "checkbox", on: { change: () => save("people", people.checked) } });
  const day = sliderField("Look at day", { min: 0, max: content.days }, (value) => save("day", value));
  const band = el("span", { class: "ibc-count-key" }, el("span", { class: "ibc-count-swatch ibc-count-swatch-band" }), "8 of 10 people are in here");
  const legend = el("p", { class: "ibc-count-legend ibc-small", "aria-hidden": "true" }, band,
    el("span", { class: "ibc-count-key" }, el("span", { class: "ibc-count-swatch ibc-count-swatch-low" }), `very low: below ${content.very_low}`));
  const sentence = el("p", { class: "ibc-count-sentence" });
  const numbers = countTable();
  const chart = countChart(content, widget.signal);
  widget.root.append(
    el("div", { class: "ibc-count-controls" }, every.node, strength.node,
      el("label", { class: "ibc-pick" }, people, el("span", {}, "Show how much people differ"))),
    chart.node, legend, sentence, day.node,
    el("div", { class: "ibc-count-alarm" }, icon("missed"), el("p", {}, el("strong", {}, "Fever of 100.4 °F (38.0 °C) or higher while counts are low is an emergency. "),
      "Neutrophils protect against infection. Call the care team at once, day or night.")),
    el("details", {}, el("summary", {}, "Show the numbers"), numbers.node),
    el("p", { class: "ibc-small ibc-muted" }, el("strong", {}, "A model, not a forecast. "), content.leaves_out),
    foldedSources("Where this comes from", content.sources));

  let quiet;
  const update = (announce) => {
    const state = Object.fromEntries(COUNT_TRAITS.map((name) => [name, model.get(name)]));
    const course = content.courses[`${state.strength}-${state.every}`];
    every.update(state.every, `${state.every} days`, state.every === content.every.usual ? "a full rest" : state.every < content.every.usual ? "a shorter rest" : "a longer rest");
    strength.update(state.strength);
    people.checked = state.people;
    setAttribute(band, "hidden", !state.people);
    const at = dayReading(course, state.day, content.hours_between);
    day.update(state.day, `day ${state.day}`, state.people ? `${at.typical} (8 of 10 people: ${at.low} to ${at.high})` : `typical count ${at.typical}`);
    chart.update(course, state);
    setText(sentence, course.sentence);
    numbers.update(course);
    if (!announce) return;
    clearTimeout(quiet);
    quiet = setTimeout(() => widget.announce(course.sentence), COUNT_ANNOUNCE_MS);
  };
  widget.on("change:every change:strength change:people", () => update(true));
  widget.on("change:day", () => update(false)); // the slider itself says what is there
  widget.signal.addEventListener("abort", () => clearTimeout(quiet));
  update(false);
  return widget.close;
}

/** Counts on a day, as text. */
function dayReading(course, day, hoursBetween) {
  const place = Math.round((day * 24) / hoursBetween);
  return Object.fromEntries(["typical", "low", "high"].map((name) => [name, course[name][place].toFixed(1)]));
}

/** The numbers as a table. Returns {node, update(course)}. */
function countTable() {
  const columns = ["Dose", "Given on day", "Lowest typical count", "When", "Count at the next dose"];
  const body = el("tbody", {});
  const node = el("div", { class: "ibc-count-table", role: "region", tabindex: "0", "aria-label": "Numbers: blood counts" }, el("table", {},
    el("caption", {}, "Typical count of neutrophils, billion per liter"),
    el("thead", {}, el("tr", {}, columns.map((name) => el("th", { scope: "col" }, name)))), body));
  const update = ({ rows }) => fill(body, rows.map(([first, ...rest]) => el("tr", {}, el("th", { scope: "row" }, first), rest.map((text) => el("td", {}, text || "no further dose")))));
  return { node, update };
}

/** The picture; it is drawn anew at any width. Returns {node, update(course, state)}. */
function countChart({ days, hours_between: hoursBetween, very_low: veryLow }, signal) {
  const svg = el("svg", { class: "ibc-count-chart", role: "img", "aria-label": "Count of neutrophils over time; the sentence below says what it shows" });
  const node = el("div", { class: "ibc-count-picture" }, svg);
  let shown = null;
  const draw = () => {
    const width = node.clientWidth;
    if (!shown || !width) return;
    const { course, state } = shown;
    const { left, right, top, bottom } = COUNT_MARGIN;
    const x = (at) => left + (at / days) * (width - left - right);
    const y = (count) => top + (1 - Math.min(count, COUNT_TOP) / COUNT_TOP) * (COUNT_HEIGHT - top - bottom);
    const point = (count, place) => `${x((place * hoursBetween) / 24).toFixed(1)} ${y(count).toFixed(1)}`;
    const path = (counts) => `M${counts.map(point).join("L")}`;
    const backward = (counts) => counts.map(point).reverse().join("L");
    setAttribute(svg, "viewBox", `0 0 ${width} ${COUNT_HEIGHT}`);
    setAttribute(svg, "height", COUNT_HEIGHT);
    const text = (at, height, words, anchor = "middle") => el("text", { class: "ibc-count-label", x: at, y: height, "text-anchor": anchor }, words);
    const axisDays = Array.from({ length: days / 7 + 1 }, (_, week) => week * 7).filter((at) => width > 480 || at % 14 === 0);
    const place = Math.round((state.day * 24) / hoursBetween);
    fill(svg,
      el("rect", { class: "ibc-count-very-low", x: left, y: y(veryLow), width: width - left - right, height: y(0) - y(veryLow) }),
      [0, 2, 4, 6, 8, 10, 12].map((count) => [el("line", { class: "ibc-count-grid", x1: left, x2: width - right, y1: y(count), y2: y(count) }), text(left - 8, y(count) + 5, count, "end")]),
      state.people ? el("path", { class: "ibc-count-band", d: `${path(course.high)}L${backward(course.low)}Z` }) : null,
      el("path", { class: "ibc-count-line", d: path(course.typical) }),
      axisDays.map((at) => text(x(at), COUNT_HEIGHT - bottom + 20, at)),
      [0, 1, 2].map((dose) => doseMark(x(dose * state.every), y(0) + 26, dose + 1)),
      el("line", { class: "ibc-count-day", x1: x(state.day), x2: x(state.day), y1: top, y2: y(0) }),
      el("circle", { class: "ibc-count-dot", cx: x(state.day), cy: y(course.typical[place]), r: 6 }),
      text(4, 16, "Neutrophils, billion per liter", "start"),
      text(left - 14, y(0) + 39, "doses", "end"),
      text(width - right, COUNT_HEIGHT - 4, "Days since the first dose", "end"));
  };
  const size = new ResizeObserver(draw);
  size.observe(node);
  signal.addEventListener("abort", () => size.disconnect());
  const update = (course, state) => {
    shown = { course, state };
    draw();
  };
  return { node, update };
}

function doseMark(x, y, number) {
  return el("g", {}, el("path", { class: "ibc-count-dose", d: `M${x} ${y} l8 13 h-16 Z` }),
    el("text", { class: "ibc-count-label", x: x + 10, y: y + 13 }, number));
}

export default { render };
