// The lines simulator: when each line of treatment ends, and what becomes of two clones of cells.

import { radioField, sliderField } from "../../views/kit/choices.js";
import { el, openWidget, setText } from "../../views/kit/dom.js";
import { calmAnnouncer, legend, line, lineChart, modelNote, numbersFold, settingsChanger } from "../../views/trial/chart.js";
import "./view.css";

const POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const MONTHS_A_TICK = 6;

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-trial ibc-treatment-lines", label: "Lines of treatment" });
  const content = model.get("content");
  const change = settingsChanger(model);
  const say = calmAnnouncer(widget);

  const first = sliderField("First line is given for", content.cycles, (value) => change({ first: value }));
  const second = sliderField("Second line is given for", content.cycles, (value) => change({ second: value }));
  const resistant = radioField("Cells that resist the first line, before treatment", content.resistant,
    (key) => change({ resistant: key }), { className: "ibc-in-a-row" });
  const chart = lineChart(widget, 23);
  const sentence = el("p", { class: "ibc-trial-sentence" });
  const numbers = numbersFold("cells by month");

  widget.root.prepend(
    el("fieldset", { class: "ibc-fieldset ibc-lines-controls" }, el("legend", {}, "When does treatment change?"), first.node, second.node),
    resistant.node,
    legend([["total", "all cells"], ["a", "cells that the first line works on"], ["b", "cells that resist the first line"]]),
    chart.node, sentence, numbers.node, modelNote(content.leaves_out));

  const update = (announce) => {
    const picture = model.get("picture");
    const settings = model.get("settings");
    [[first, settings.first], [second, settings.second]].forEach(([slider, cycles], place) =>
      slider.update(cycles, cycles === 1 ? "1 cycle" : `${cycles} cycles`, lineWords(picture.lines, place)));
    resistant.update(settings.resistant);
    chart.draw("Number of cells over two years under one line of treatment after the other. The sentence below says it in words.",
      cellsOverTime(picture, content));
    setText(sentence, picture.sentence);
    numbers.update(picture.numbers);
    if (announce) say(picture.sentence);
  };
  widget.on("change:picture", () => update(true));
  update(false);
  return widget.close;
}

/** How long the line at this place is really given, and what follows. */
function lineWords(lines, place) {
  if (!lines[place]) return "not reached";
  const months = (lines[place].to - lines[place].from).toFixed(0);
  const next = lines[place + 1]?.name.toLowerCase();
  return `about ${months} ${months === "1" ? "month" : "months"}, ${next ? `then the ${next}` : "to the end"}`;
}

/** What the chart shows: powers of ten upward, months to the right, a strip with the lines of treatment above. */
function cellsOverTime({ months, sensitive, resistant, total, lines }, content) {
  const [low, high] = content.axis;
  const powers = Array.from({ length: (high - low) / 2 + 1 }, (_, index) => low + 2 * index);
  const ticks = Array.from({ length: Math.floor(content.last_month / MONTHS_A_TICK) + 1 }, (_, index) => index * MONTHS_A_TICK);
  const drawn = (cells, look, place) => stretches(months, cells).map((points) => line(points, place, look));
  return {
    x: { from: 0, to: content.last_month, ticks, text: String, title: "Months" },
    y: { from: low, to: high + 1, ticks: powers, text: powerOfTen, title: "Cells (one step up: 100 times as many)" },
    marks: (place) => [
      lines.map((each, index) => lineStrip(each, index, place, high)),
      el("line", { class: "ibc-lines-start", x1: place.x(0), x2: place.right, y1: place.y(content.start), y2: place.y(content.start) }),
      drawn(total, "total", place), drawn(sensitive, "a", place), drawn(resistant, "b", place),
      el("text", { class: "ibc-tick ibc-lines-note", x: place.right, y: place.y(content.start) - 0.4 * place.em, "text-anchor": "end" }, "as many as at the start"),
    ],
  };
}

/** A line of treatment as a bar at the top of the chart, with its name if there is room, and its end marked below. */
function lineStrip({ name, from, to }, index, place, high) {
  const [left, right, top, bottom] = [place.x(from), place.x(to), place.top, place.y(high + 0.1)];
  const room = right - left;
  const label = room > 7 * place.em ? name : room > 1.5 * place.em ? String(index + 1) : "";
  return [
    el("rect", { class: `ibc-lines-strip ibc-lines-strip-${index}`, x: left, y: top, width: Math.max(0, room - 2), height: bottom - top, rx: 4 }),
    el("text", { class: "ibc-lines-name", x: (left + right) / 2, y: (top + bottom) / 2 + 0.33 * place.em, "text-anchor": "middle" }, label),
    index ? el("line", { class: "ibc-lines-switch", x1: left, x2: left, y1: bottom, y2: place.bottom }) : null,
  ];
}

/** The points of a curve in pieces, broken where there is no value. */
function stretches(times, values) {
  const pieces = [[]];
  values.forEach((value, index) => {
    if (value === null) pieces.push([]);
    else pieces.at(-1).push([times[index], value]);
  });
  return pieces.filter((points) => points.length > 1);
}

function powerOfTen(power) {
  return `10${[...String(power)].map((digit) => POWERS[digit]).join("")}`;
}

export default { render };
