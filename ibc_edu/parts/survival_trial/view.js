// The phase III simulator: two groups join and are followed, their curves grow, and the trial can be run 1,000 times.

import { sliderField } from "../../views/kit/fields/choices.js";
import { el, fill, openWidget, prefersReducedMotion, scrollIntoView, setAttribute, setText, uniqueId } from "../../views/kit/dom.js";
import { plotChart } from "../../views/plot/chart.js";
import { filled } from "../../views/plot/dress.js";
import { barTable, button, calmAnnouncer, legend, modelNote, noteOf, numbersFold, peopleSigns, settingsChanger } from "../../views/trial/simulator.js";
import "./view.css";

const FRAME_MS = 320; // between two months while it plays
const STATES = { w: "waiting", f: "plain", e: "marked" };
const LOOKS = ["b", "a"]; // in the legend: standard treatment dashed, new treatment solid
const STROKE = "censored: "; // in front of a group's name: its people who were not followed longer

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-trial ibc-survival-trial", label: "Phase III simulator" });
  const content = model.get("content");
  const change = settingsChanger(model);
  const say = calmAnnouncer(widget);

  const ratio = sliderField("True hazard ratio", content.ratio, (value) => change({ ratio: value }));
  const people = sliderField("People in both groups", content.people, (value) => change({ people: value }));
  const look = el("input", { type: "checkbox", on: { change: () => change({ look: look.checked }) } });
  const time = timeControls(model, widget, content, change);
  const sentenceId = uniqueId("sentence");
  const chart = plotChart(model, widget, { describedBy: sentenceId, note: noteOf(content.leaves_out) });
  const estimate = el("p", { class: "ibc-survival-estimate" });
  const interval = el("p", {});
  const sentence = el("p", { class: "ibc-trial-sentence", id: sentenceId });
  const [lookWords, verdict] = ["look", "verdict"].map(() => el("p", { class: "ibc-trial-sentence" }));
  const groups = el("div", { class: "ibc-survival-groups" });
  const numbers = numbersFold("people still followed and share without an event");
  const many = manyTrials(model, widget, content);

  widget.root.prepend(
    el("div", { class: "ibc-bench" },
      el("div", {},
        el("fieldset", { class: "ibc-fieldset" }, el("legend", {}, "The trial"), ratio.node, people.node,
          el("label", { class: "ibc-pick" }, look, "With one early look (O'Brien-Fleming)")),
        time.node),
      el("div", { class: "ibc-bench-outcome" },
        el("div", { class: "ibc-in-sight" }, estimate, interval, legend(content.arms.map((name, arm) => [LOOKS[arm], name])), chart.node),
        lookWords, verdict)),
    sentence, groups,
    signKey(),
    numbers.node, many.node, modelNote(content.leaves_out));

  const update = (announce) => {
    const picture = model.get("picture");
    const settings = model.get("settings");
    ratio.update(settings.ratio, (settings.ratio / 100).toFixed(2), ratioWords(settings.ratio));
    people.update(settings.people, String(settings.people), `${settings.people / 2} in each`);
    look.checked = settings.look;
    time.update(picture);
    chart.draw(survivalCurves(model.get("figure"), content, picture), "Share of people without an event in each group. The sentence below says it in words.");
    setText(estimate, picture.estimate ? `Hazard ratio ${picture.estimate.ratio.toFixed(2)}` : "Hazard ratio");
    setText(interval, intervalWords(picture.estimate));
    for (const [node, words] of [[lookWords, picture.look], [verdict, picture.verdict]]) {
      setText(node, words ?? "");
      setAttribute(node, "hidden", !words);
    }
    setText(sentence, picture.sentence);
    fill(groups, picture.arms.map((arm, index) => groupNode(content.arms[index], arm)));
    numbers.update(picture.numbers);
    many.update();
    if (announce && !time.playing()) say([picture.sentence, picture.look, picture.verdict].filter(Boolean).join(" "));
  };
  widget.on("change:picture", () => update(true));
  widget.on("change:many", many.follow);
  widget.on("change:handled", many.replied);
  update(false);
  return widget.close;
}

function signKey() {
  return el("ul", { class: "ibc-trial-people-key ibc-small" },
    el("li", {}, peopleSigns(["waiting"]), "has not joined yet"), el("li", {}, peopleSigns(["plain"]), "is followed"),
    el("li", {}, peopleSigns(["marked"]), "had an event: the cancer grew, or the person died"));
}

function ratioWords(hundredths) {
  if (hundredths === 100) return "no difference";
  return hundredths < 100 ? `events ${100 - hundredths}% less frequent` : `events ${hundredths - 100}% more frequent`;
}

function intervalWords(estimate) {
  return estimate ? `95% interval ${estimate.low.toFixed(2)} to ${estimate.high.toFixed(2)}` : "Too few events yet.";
}

/** The chart of Python's with the steps of both groups, and a stroke for everybody who was not followed longer. */
export function survivalCurves(figure, { arms: names }, { arms }) {
  const points = (pairs) => ({ x: pairs.map(([month]) => month), y: pairs.map(([, percent]) => percent) });
  const half = figure.layout.meta.stroke;
  const strokes = (pairs) => points(pairs.flatMap(([month, percent]) => [[month, percent - half], [month, percent + half], [null, null]]));
  const traces = arms.flatMap(({ curve, censored }, arm) => [[names[arm], points(curve)], [STROKE + names[arm], strokes(censored)]]);
  return filled(figure, Object.fromEntries(traces));
}

function groupNode(name, { joined, events, states }) {
  return el("div", {},
    el("p", {}, el("strong", {}, name), `: ${joined} joined, ${joined - events} without an event, ${events} with one`),
    peopleSigns([...states].map((state) => STATES[state]), { columns: 30, size: 0.8 }));
}

/** Play, pause, steps and a slider of months. With less motion wished, "Play" goes straight to the end. */
function timeControls(model, widget, { months, accrual }, change) {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  const month = () => model.get("settings").month;
  const go = (to) => change({ month: Math.min(months, Math.max(0, to)) });
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    label();
  };
  const forward = () => {
    const { settings, over } = model.get("picture");
    if (over || month() >= months) stop();
    else if (settings.month === month()) go(month() + 1); // wait for the kernel rather than run ahead of it
  };
  const play = button("Play", () => {
    if (timer) return stop();
    if (prefersReducedMotion()) return go(months);
    if (model.get("picture").over) go(0);
    timer = setInterval(forward, FRAME_MS);
    label();
  }, { primary: true });
  const step = (by) => () => { stop(); go(month() + by); };
  const label = () => setText(play, timer ? "Pause" : prefersReducedMotion() ? "Go to the end" : model.get("picture").over ? "Play again" : "Play");
  const slider = sliderField("Month of the trial", { min: 0, max: months }, (value) => { if (timer) stop(); go(value); });
  const other = button("Other people", () => change({ run: model.get("settings").run + 1 }));
  const node = el("fieldset", { class: "ibc-fieldset" }, el("legend", {}, "Time"),
    slider.node,
    el("div", { class: "ibc-trial-buttons" }, play, button("Back a month", step(-1)), button("Forward a month", step(1)), other));
  widget.signal.addEventListener("abort", () => clearInterval(timer));
  const update = ({ over }) => {
    if (timer && over) stop();
    slider.update(month(), String(month()), month() < accrual ? "people are joining" : "everybody has joined");
    label();
  };
  return { node, update, playing: () => timer !== undefined };
}

/** "Run it 1,000 times": the page asks for batch after batch, says how far it is, and can stop. */
function manyTrials(model, widget, { trials, leaves_out: leavesOut }) {
  let running = false;
  const progress = el("p", { class: "ibc-trial-sentence" });
  const result = manyResult(model, widget, leavesOut);
  const run = button(`Run it ${trials.toLocaleString("en-US")} times`, () => {
    if (running) {
      running = false;
      return update();
    }
    running = true;
    setText(run, "Stop"); // what is there is of the run before
    return widget.send("batch", { anew: true });
  });
  const node = el("div", {}, el("div", { class: "ibc-trial-buttons" }, run), progress, result.node);
  const update = () => {
    const found = model.get("many");
    const done = found.done ?? 0;
    const stopped = done && done < trials ? `Stopped after ${done} trials.` : "";
    setText(progress, running ? `${done.toLocaleString("en-US")} of ${trials.toLocaleString("en-US")} trials done…` : stopped);
    setText(run, running ? "Stop" : `Run it ${trials.toLocaleString("en-US")} times`);
    result.update(found, model.get("picture"));
  };
  const follow = () => {
    if (!model.get("many").done) running = false; // the settings have changed meanwhile
    update();
  };
  // Not when the numbers change: another run finds the same ones.
  const replied = () => {
    const { done = 0, sentence } = model.get("many");
    if (!running) return;
    if (done < trials) return widget.send("batch");
    running = false;
    widget.announce(sentence);
    update();
    scrollIntoView(result.sentence);
  };
  return { node, update, follow, replied };
}

/** What many trials found: hazard ratios as a chart with its numbers, or, with an early look, how the trials ended. */
function manyResult(model, widget, leavesOut) {
  const sentenceId = uniqueId("many");
  const sentence = el("p", { class: "ibc-trial-sentence", id: sentenceId });
  const heading = el("h3", { class: "ibc-title ibc-trial-heading" });
  const chart = plotChart(model, widget, { describedBy: sentenceId, note: noteOf(leavesOut) });
  const numbers = numbersFold("hazard ratios of many trials");
  const ratios = el("div", {}, heading, chart.node, numbers.node);
  const endings = el("div", {});
  const node = el("div", { class: "ibc-many-trials", hidden: true }, sentence, ratios, endings);
  const update = (found, picture) => {
    setAttribute(node, "hidden", !found.done);
    setText(sentence, found.sentence ?? "");
    if (!found.done) return;
    const done = found.done.toLocaleString("en-US");
    const distribution = found.ratios.length > 0;
    setAttribute(ratios, "hidden", !distribution);
    setAttribute(endings, "hidden", distribution);
    if (distribution) {
      const own = picture.over && picture.estimate ? picture.estimate.ratio.toFixed(1) : null;
      setText(heading, `Hazard ratio that ${done} trials found, to the nearest tenth`);
      chart.draw(ratioBars(model.get("histogram"), found.bars, own), heading.textContent);
      numbers.update({ columns: ["Hazard ratio", "Trials"], rows: found.bars.map(([ratio, count]) => [ratio === own ? `${ratio} (yours)` : ratio, count.toLocaleString("en-US")]) });
    } else {
      fill(endings, barTable({
        caption: `How ${done} trials ended`,
        columns: ["How it ended", "Trials"],
        rows: found.bars.map(([label, count]) => ({ label, values: [count] })),
        of: Math.max(...found.bars.map(([, count]) => count), 1),
      }));
    }
  };
  return { node, sentence, update };
}

/** The chart of Python's with a bar for each hazard ratio; the bar at the learner's own says so. */
export function ratioBars(figure, bars, own) {
  const part = (chosen, words) => ({
    x: chosen.map(([ratio]) => Number(ratio)), y: chosen.map(([, count]) => count),
    text: chosen.map(([, count]) => `${count.toLocaleString("en-US")}${words}`),
  });
  const ratios = bars.map(([ratio]) => Number(ratio));
  const most = Math.max(...bars.map(([, count]) => count), 1);
  return filled(figure, {
    Trials: part(bars.filter(([ratio]) => ratio !== own), ""),
    "Your trial": part(bars.filter(([ratio]) => ratio === own), "<br><b>yours</b>"),
  }, {
    xaxis: { range: [Math.min(...ratios) - 0.08, Math.max(...ratios) + 0.08] },
    yaxis: { range: [0, 1.22 * most] },
  });
}

export default { render };
