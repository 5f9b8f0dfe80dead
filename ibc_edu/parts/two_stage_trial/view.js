// The phase II simulator: three response rates, the design they lead to, its chances, and trials run with it.

import { radioField, sliderField } from "../../views/kit/fields/choices.js";
import { el, fill, openWidget, scrollIntoView, setText, uniqueId } from "../../views/kit/dom.js";
import { plotChart } from "../../views/plot/chart.js";
import { filled } from "../../views/plot/dress.js";
import { barTable, button, calmAnnouncer, legend, modelNote, noteOf, numbersFold, peopleSigns, settingsChanger } from "../../views/trial/simulator.js";
import "./view.css";

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
  const sentenceId = uniqueId("sentence");
  const chart = plotChart(model, widget, { describedBy: sentenceId, note: noteOf(content.leaves_out) });
  const sentence = el("p", { class: "ibc-trial-sentence", id: sentenceId });
  const numbers = numbersFold("chances and people of this design");
  const one = el("div", { class: "ibc-two-stage-one" });
  const many = el("div", {});

  widget.root.prepend(
    el("div", { class: "ibc-bench" },
      el("div", {},
        el("fieldset", { class: "ibc-fieldset" }, el("legend", {}, "How many people of 100 respond?"), low.node, high.node, truth.node),
        designs.node),
      el("div", { class: "ibc-bench-outcome" },
        el("div", { class: "ibc-in-sight" },
          legend([["a", "Stops early"], ["b", "Calls the drug promising"], ["limit", "Your two limits"], ["now", "This drug"]]),
          chart.node),
        sentence)),
    numbers.node, facts,
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
    chart.draw(chances(model.get("figure"), picture), "Chances of this design by response rate. The sentence below says them for this drug.");
    setText(sentence, picture.sentence);
    numbers.update(picture.numbers);
    fill(one, picture.one ? oneTrial(picture.one) : null);
    fill(many, manyTrials(picture));
    if (announce && picture.one) scrollIntoView(one);
    if (announce) say(picture.one?.sentence ?? picture.sentence);
  };
  widget.on("change:picture", () => update(true));
  update(false);
  return widget.close;
}

function factCard([title, size, words]) {
  return el("li", {}, el("p", {}, el("strong", {}, title)), el("p", { class: "ibc-two-stage-size" }, size), el("p", {}, words));
}

/** The chart of Python's with the curves of this design, the learner's two limits and this drug. */
export function chances(figure, { settings, stops, promising, now }) {
  const points = (pairs) => ({ x: pairs.map(([rate]) => rate), y: pairs.map(([, chance]) => chance) });
  return filled(figure, {
    "Your two limits": { x: [settings.low, settings.low, null, settings.high, settings.high], y: [0, 100, null, 0, 100] },
    "Stops early": points(stops),
    "Calls the drug promising": points(promising),
    "This drug": { x: [settings.true, settings.true], y: [0, 100] },
    now: { x: [settings.true, settings.true], y: [now.stops, now.promising] },
  });
}

function oneTrial({ responded, first, sentence }) {
  const group = (name, people) => people.length
    ? el("div", { class: "ibc-two-stage-group" }, el("span", {}, `${name} (${people.length}):`), peopleSigns(people.map((yes) => (yes ? "marked" : "plain")), { columns: 25, size: 1.4 }))
    : null;
  return [
    el("h3", { class: "ibc-title ibc-trial-heading" }, "One trial"),
    group("First group", responded.slice(0, first)),
    group("Second group", responded.slice(first)),
    el("ul", { class: "ibc-trial-people-key ibc-small" },
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
