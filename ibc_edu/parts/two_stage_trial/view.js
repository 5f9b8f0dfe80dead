// The phase II simulator: three response rates, the design they lead to, its chances, and trials run with it.

import { radioField, sliderField } from "../../views/kit/choices.js";
import { el, fill, openWidget, setText } from "../../views/kit/dom.js";
import { barTable, button, calmAnnouncer, legend, line, lineChart, modelNote, numbersFold, peopleSigns, settingsChanger } from "../../views/trial/chart.js";
import "./view.css";

const PERCENT_AXIS = { from: 0, to: 100, ticks: [0, 25, 50, 75, 100], text: (value) => `${value}%` };
const RATE_AXIS = { from: 0, to: 90, ticks: [0, 15, 30, 45, 60, 75, 90], text: (value) => `${value}%` };

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-trial ibc-two-stage-trial", label: "Phase II simulator" });
  const content = model.get("content");
  const change = settingsChanger(model);
  const say = calmAnnouncer(widget);

  // The two rates keep their distance: one pushes the other.
  const low = sliderField("Too little", content.low, (value) => {
    change({ low: value, high: Math.max(model.get("settings").high, value + content.gap), run: 0 });
  });
  const high = sliderField("Worth pursuing", content.high, (value) => {
    change({ high: value, low: Math.min(model.get("settings").low, value - content.gap), run: 0 });
  });
  const truth = sliderField("This drug, in truth", content.true, (value) => change({ true: value, run: 0 }));
  const designs = radioField("What matters more?", content.designs, (design) => change({ design, run: 0 }));
  const facts = el("ul", { class: "ibc-two-stage-facts" });
  const chart = lineChart(widget, 19);
  const sentence = el("p", { class: "ibc-trial-sentence" });
  const numbers = numbersFold("chances and people of this design");
  const one = el("div", { class: "ibc-two-stage-one" });
  const many = el("div", {});

  widget.root.prepend(
    el("div", { class: "ibc-two-stage-grid" },
      el("div", {},
        el("fieldset", { class: "ibc-fieldset" }, el("legend", {}, "How many people of 100 respond?"), low.node, high.node, truth.node),
        designs.node),
      el("div", {},
        legend([["a", "Stops early"], ["b", "Calls the drug promising"], ["limit", "Your two limits"], ["now", "This drug"]]),
        chart.node, sentence, numbers.node)),
    facts,
    el("div", { class: "ibc-trial-buttons" }, button("Run this trial once", () => change({ run: model.get("settings").run + 1 }), { primary: true })),
    one, many, modelNote(content.leaves_out));

  const update = (announce) => {
    const picture = model.get("picture");
    const settings = model.get("settings");
    low.update(settings.low, `${settings.low}%`, "respond: no more study");
    high.update(settings.high, `${settings.high}%`, "respond");
    truth.update(settings.true, `${settings.true}%`, "respond");
    designs.update(settings.design);
    fill(facts, picture.facts.map(factCard));
    chart.draw("Chances of this design by response rate. The sentence below says them for this drug.", curves(picture));
    setText(sentence, picture.sentence);
    numbers.update(picture.numbers);
    fill(one, picture.one ? oneTrial(picture.one) : null);
    fill(many, manyTrials(picture));
    if (announce) say(picture.one?.sentence ?? picture.sentence);
  };
  widget.on("change:picture", () => update(true));
  update(false);
  return widget.close;
}

function factCard([title, size, words]) {
  return el("li", {}, el("p", {}, el("strong", {}, title)), el("p", { class: "ibc-two-stage-size" }, size), el("p", {}, words));
}

function curves({ settings, stops, promising, now }) {
  const marks = (place) => {
    const upright = (rate, kind, top) => el("line", { class: kind, x1: place.x(rate), x2: place.x(rate), y1: top, y2: place.bottom });
    const point = (height) => el("circle", { class: "ibc-now-point", cx: place.x(settings.true), cy: place.y(height), r: 0.35 * place.em });
    return [
      upright(settings.low, "ibc-line ibc-line-limit", place.top),
      upright(settings.high, "ibc-line ibc-line-limit", place.top),
      line(stops, place, "a"),
      line(promising, place, "b"),
      upright(settings.true, "ibc-line ibc-line-now", place.top),
      point(now.stops),
      point(now.promising),
    ];
  };
  return {
    x: { ...RATE_AXIS, title: "Response rate of the drug" },
    y: { ...PERCENT_AXIS, title: "Chance" },
    marks,
  };
}

function oneTrial({ responded, first, sentence }) {
  const group = (name, people) => people.length
    ? el("div", { class: "ibc-two-stage-group" }, el("span", {}, `${name} (${people.length}):`), peopleSigns(people.map((yes) => (yes ? "marked" : "plain")), { columns: 25, size: 1.4 }))
    : null;
  return [
    el("h3", { class: "ibc-title ibc-trial-heading" }, "One trial"),
    group("First group", responded.slice(0, first)),
    group("Second group", responded.slice(first)),
    el("ul", { class: "ibc-people-key ibc-small" },
      el("li", {}, peopleSigns(["marked"]), "responded"), el("li", {}, peopleSigns(["plain"]), "did not respond")),
    el("p", { class: "ibc-trial-sentence" }, sentence),
  ];
}

function manyTrials({ many, many_people: people, settings }) {
  return barTable({
    caption: `The same trial 1,000 times, with a drug to which ${settings.true} in 100 respond: ${people.toFixed(1)} people on average`,
    columns: ["How the trial ended", "Trials of 1,000"],
    rows: many.map(([label, count]) => ({ label, values: [count] })),
    of: 1000,
  });
}

export default { render };
