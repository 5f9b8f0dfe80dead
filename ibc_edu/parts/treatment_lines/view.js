// The lines simulator: when each line of treatment ends, and what becomes of two clones of cells.

import { radioField, sliderField } from "../../views/kit/fields/choices.js";
import { el, openWidget, setText, uniqueId } from "../../views/kit/dom.js";
import { plotChart } from "../../views/plot/chart.js";
import { filled } from "../../views/plot/dress.js";
import { calmAnnouncer, legend, modelNote, noteOf, numbersFold, settingsChanger } from "../../views/trial/simulator.js";
import "./view.css";

const NAME_PX = 112; // so much room the name of a line of treatment needs, and so much its number
const NUMBER_PX = 24;
const [STRIP_MIDDLE, STRIP_HALF, STRIP_AWAY] = [0.55, 0.45, 10]; // of the strip above the curves, in powers of ten

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
  const sentenceId = uniqueId("sentence");
  const chart = plotChart(model, widget, { describedBy: sentenceId, note: noteOf(content.leaves_out) });
  const sentence = el("p", { class: "ibc-trial-sentence", id: sentenceId });
  const numbers = numbersFold("cells by month");

  widget.root.prepend(
    el("div", { class: "ibc-bench" },
      el("div", {},
        el("fieldset", { class: "ibc-fieldset" }, el("legend", {}, "When does treatment change?"), first.node, second.node),
        resistant.node),
      el("div", { class: "ibc-bench-outcome" },
        el("div", { class: "ibc-in-sight" },
          legend([["total", "all cells"], ["a", "cells that the first line works on"], ["b", "cells that resist the first line"]]),
          chart.node),
        sentence)),
    numbers.node, modelNote(content.leaves_out));

  const update = (announce) => {
    const picture = model.get("picture");
    const settings = model.get("settings");
    [[first, settings.first], [second, settings.second]].forEach(([slider, cycles], place) =>
      slider.update(cycles, cycles === 1 ? "1 cycle" : `${cycles} cycles`, lineWords(picture.lines, place)));
    resistant.update(settings.resistant);
    chart.draw((room) => cellsOverTime(model.get("figure"), content, picture, room),
      "Number of cells over two years under one line of treatment after the other. The sentence below says it in words.");
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

/** The chart of Python's with both clones and all cells, and a strip with the lines of treatment; `room` in px. */
export function cellsOverTime(figure, { axis: [low, high], last_month: last }, { months, sensitive, resistant, total, lines }, room) {
  const { l = 0, r = 0 } = figure.layout.margin ?? {};
  const place = (cells) => ({ x: months, y: cells });
  const changes = lines.slice(1).flatMap(({ from }) => [[from, low], [from, high], [null, null]]);
  return filled(figure, {
    "all cells": place(total),
    "cells that the first line works on": place(sensitive),
    "cells that resist the first line": place(resistant),
    changes: { x: changes.map(([month]) => month), y: changes.map(([, power]) => power) },
    ...Object.fromEntries([1, 2, 3].map((number) => [`line ${number}`, box(lines[number - 1], low, high)])),
    lines: {
      x: lines.map(({ from, to }) => (from + to) / 2),
      y: lines.map(() => high + STRIP_MIDDLE),
      text: lines.map(({ name, from, to }, index) => fitting(name, index, ((to - from) / last) * (room - l - r))),
      customdata: lines.map(({ name, from, to }) => `${name}: months ${from.toFixed(0)} to ${to.toFixed(0)}`),
    },
  });
}

/** The outline of a line's box in the strip; that of a line which is not reached lies below all that is shown. */
function box(line, low, high) {
  const { from, to } = line ?? { from: 0, to: 0 };
  const [bottom, top] = [-STRIP_HALF, STRIP_HALF].map((half) => (line ? high + STRIP_MIDDLE + half : low - STRIP_AWAY));
  return { x: [from, to, to, from, from], y: [bottom, bottom, top, top, bottom] };
}

/** A line's name if there is room, else its number, else nothing. */
function fitting(name, index, room) {
  return room > NAME_PX ? name : room > NUMBER_PX ? String(index + 1) : "";
}

export default { render };
