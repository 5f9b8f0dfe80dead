// What counts as a response: three tumors before treatment and on two scans, drawn to scale, and what the rules say.

import { radioField, sliderField } from "../../views/kit/fields/choices.js";
import { el, fill, icon, openWidget, setText } from "../../views/kit/dom.js";
import { foldedSources } from "../../views/kit/sources/source_list.js";
import { calmAnnouncer, numbersFold, settingsChanger } from "../../views/trial/simulator.js";
import "./view.css";

const ICONS = { CR: "right", PR: "down", SD: "partial", PD: "up" };
const GAP = 8; // mm between two tumors of the drawing

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-response-categories", label: "What counts as a response" });
  const content = model.get("content");
  const change = settingsChanger(model);
  const say = calmAnnouncer(widget);

  const examples = radioField("Start from an example", content.examples,
    (key) => change(content.examples.find((example) => example.key === key).settings), { className: "ibc-in-a-row" });
  const scans = content.scans.map((scan) => scanCard(scan, content, {
    size: (tumor, mm) => change({ [scan.key]: { ...model.get("settings")[scan.key], [tumor]: mm } }),
    isNew: (shown) => change({ new: { ...model.get("settings").new, [scan.key]: shown } }),
  }));
  const sentence = el("p", { class: "ibc-response-sentence" });
  const numbers = numbersFold("sizes, sums and calls");

  widget.root.append(
    examples.node, sentence,
    el("div", { class: "ibc-response-grid" }, startCard(content), scans.map((scan) => scan.node)),
    numbers.node,
    el("p", { class: "ibc-small ibc-muted" }, "A made-up person. The dashed circles show the size at the start. ", content.leaves_out),
    foldedSources("Where this comes from", content.sources) ?? "");

  const update = (announce) => {
    const picture = model.get("picture");
    const settings = model.get("settings");
    examples.update(picture.example);
    scans.forEach((scan, place) => scan.update(settings, picture.scans[place]));
    setText(sentence, picture.sentence);
    numbers.update(picture.numbers);
    if (announce) say(picture.sentence);
  };
  widget.on("change:picture", () => update(true));
  update(false);
  return widget.close;
}

/** The tumors before treatment. */
function startCard({ tumors }) {
  const sum = tumors.reduce((total, { mm }) => total + mm, 0);
  return el("section", { class: "ibc-response-card" },
    el("h3", { class: "ibc-title" }, "Start"),
    drawing(tumors, Object.fromEntries(tumors.map(({ key, mm }) => [key, mm]))),
    el("ul", {}, tumors.map(({ label, mm }) => el("li", {}, `${label}: ${mm} mm`))),
    el("p", {}, el("strong", {}, `Sum: ${sum} mm`)));
}

/** One scan: its drawing, a slider a tumor, whether there is a new one, and the call. */
function scanCard({ key, label, week }, { tumors, size }, { size: resize, isNew }) {
  const place = el("div", { class: "ibc-response-drawing" });
  const sliders = tumors.map((tumor) => ({ tumor, field: sliderField(`${tumor.label}`, size, (mm) => resize(tumor.key, mm)) }));
  const fresh = el("input", { type: "checkbox", on: { change: () => isNew(fresh.checked) } });
  const sum = el("strong", {});
  const called = el("p", { class: "ibc-response-called" });
  const node = el("section", { class: "ibc-response-card", "aria-label": `${label}, week ${week}` },
    el("h3", { class: "ibc-title" }, `${label} `, el("span", { class: "ibc-muted ibc-small" }, `week ${week}`)),
    place,
    sliders.map(({ field }) => field.node),
    el("label", { class: "ibc-pick" }, fresh, el("span", {}, "A new tumor on this scan")),
    el("p", {}, sum), called);
  const update = (settings, picture) => {
    fill(place, drawing(tumors, settings[key], settings.new[key]));
    for (const { tumor, field } of sliders) {
      field.update(settings[key][tumor.key], `${settings[key][tumor.key]} mm`, `${tumor.mm} mm at the start`);
    }
    fresh.checked = settings.new[key];
    setText(sum, `Sum: ${picture.sum}, ${picture.change}`);
    fill(called, icon(ICONS[picture.code]), ` ${picture.called} (${picture.code})`);
  };
  return { node, update };
}

/** Tumors side by side, to scale, each within its size at the start; a new one is a diamond. */
function drawing(tumors, sizes, fresh = false) {
  let x = 0;
  const marks = tumors.map(({ key, mm }) => {
    const widest = Math.max(mm, sizes[key]);
    const middle = x + widest / 2;
    x += widest + GAP;
    const across = sizes[key] / 2;
    return [
      el("circle", { class: "ibc-response-start", cx: middle, cy: 40, r: mm / 2 }),
      across ? el("circle", { class: "ibc-response-now", cx: middle, cy: 40, r: across }) : null,
      across ? el("path", { class: "ibc-response-length", d: `M${middle - across} 40h${2 * across}` }) : null,
    ];
  });
  const added = fresh ? el("path", { class: "ibc-response-new", d: `M${x + 8} 30l10 10l-10 10l-10 -10z` }) : null;
  const width = Math.max(x + (fresh ? 20 : 0), 130);
  return el("svg", { class: "ibc-response-tumors", viewBox: `-2 -2 ${width} 84`, "aria-hidden": "true" }, marks, added);
}

export default { render };
