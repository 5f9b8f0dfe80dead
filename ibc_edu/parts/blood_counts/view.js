// The view of blood counts: two choices, the course they lead to, one day to look at, and when to call at once.

import { radioField, sliderField } from "../../views/kit/fields/choices.js";
import { el, fill, icon, openWidget, setAttribute, setText, uniqueId } from "../../views/kit/dom.js";
import { foldedSources } from "../../views/kit/sources/source_list.js";
import { plotChart } from "../../views/plot/chart.js";
import { filled } from "../../views/plot/dress.js";
import "./view.css";

const COUNT_TRAITS = ["every", "strength", "people", "day"];
const COUNT_ANNOUNCE_MS = 700; // so long a slider must rest before its sentence is read out

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-blood-counts", label: "Blood counts over cycles of chemotherapy" });
  const content = model.get("content");
  const { save } = widget;
  const every = sliderField("Days between doses", content.every, (value) => save({ every: value }));
  const strength = radioField("Dose of docetaxel", content.strengths, (key) => save({ strength: key }), { className: "ibc-in-a-row" });
  const people = el("input", { type: "checkbox", on: { change: () => save({ people: people.checked }) } });
  const day = sliderField("Look at day", { min: 0, max: content.days }, (value) => save({ day: value }));
  const band = el("span", { class: "ibc-count-key" }, el("span", { class: "ibc-count-swatch ibc-count-swatch-band" }), "8 of 10 people are in here");
  const legend = el("p", { class: "ibc-count-legend ibc-small", "aria-hidden": "true" }, band,
    el("span", { class: "ibc-count-key" }, el("span", { class: "ibc-count-swatch ibc-count-swatch-low" }), `very low: below ${content.very_low}`));
  const sentenceId = uniqueId("sentence");
  const sentence = el("p", { class: "ibc-count-sentence", id: sentenceId });
  const numbers = countTable();
  const chart = plotChart(model, widget, { describedBy: sentenceId, note: `Tinted at the foot: very low, below ${content.very_low}. A model, not a forecast. ${content.leaves_out}` });
  widget.root.append(
    el("div", { class: "ibc-bench" },
      el("div", {}, every.node, strength.node,
        el("label", { class: "ibc-pick" }, people, el("span", {}, "Show how much people differ")), day.node),
      el("div", { class: "ibc-bench-outcome" }, el("div", { class: "ibc-in-sight" }, chart.node, legend), sentence)),
    el("div", { class: "ibc-count-alarm" }, icon("missed"), el("p", {}, el("strong", {}, `${content.alarm.title} `), content.alarm.text)),
    el("details", {}, el("summary", {}, "Show the numbers"), numbers.node),
    el("p", { class: "ibc-small ibc-muted" }, el("strong", {}, "A model, not a forecast. "), content.leaves_out),
    foldedSources("Where this comes from", content.sources) ?? "");

  let quiet;
  const update = (announce) => {
    /** @type {any} */
    const state = Object.fromEntries(COUNT_TRAITS.map((name) => [name, model.get(name)]));
    const course = content.courses[`${state.strength}-${state.every}`];
    every.update(state.every, `${state.every} days`, state.every === content.every.usual ? "a full rest" : state.every < content.every.usual ? "a shorter rest" : "a longer rest");
    strength.update(state.strength);
    people.checked = state.people;
    setAttribute(band, "hidden", !state.people);
    const at = dayReading(course, state.day, content.hours_between);
    day.update(state.day, `day ${state.day}`, state.people ? `${at.typical} (8 of 10 people: ${at.low} to ${at.high})` : `typical count ${at.typical}`);
    chart.draw(countCurves(model.get("figure"), content, course, state), "Count of neutrophils over time. The sentence below says what it shows.");
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
  const said = (count) => (count < 0.05 ? "below 0.1" : count.toFixed(1));
  return Object.fromEntries(["typical", "low", "high"].map((name) => [name, said(course[name][place])]));
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

/** The chart of Python's with a course, the day that is looked at, and the days of the doses. */
export function countCurves(figure, { hours_between: hoursBetween }, { typical, low, high }, { people, day, every }) {
  const x = typical.map((_, place) => (place * hoursBetween) / 24);
  const band = (counts) => ({ x, y: counts, visible: people });
  const top = figure.layout.yaxis.range[1];
  const values = {
    low: band(low),
    "8 of 10 people": band(high),
    "typical count": { x, y: typical },
    day: { x: [day, day], y: [0, top] },
    "count on this day": { x: [day], y: [typical[Math.round((day * 24) / hoursBetween)]] },
  };
  let dose = 0;
  const annotations = figure.layout.annotations.map(({ name }) => (name === "dose" ? { x: every * dose++ } : {}));
  return filled(figure, values, { annotations });
}

export default { render };
