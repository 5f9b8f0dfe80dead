// A course of radiation: one block a day, the total, and what it weighs on the cancer and on normal tissue.

import { radioField, sliderField } from "../../views/kit/fields/choices.js";
import { el, fill, openWidget, setText } from "../../views/kit/dom.js";
import { foldedSources } from "../../views/kit/sources/source_list.js";
import { calmAnnouncer, numbersFold, settingsChanger } from "../../views/trial/simulator.js";
import "./view.css";

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-radiation-course", label: "A course of radiation" });
  const content = model.get("content");
  const change = settingsChanger(model);
  const say = calmAnnouncer(widget);

  const compared = radioField(content.compared_name, content.compared,
    (key) => change(content.compared.find((each) => each.key === key).settings), { className: "ibc-in-a-row" });
  const dose = sliderField("Dose a day", content.dose, (value) => change({ dose: value }));
  const days = sliderField("Days of treatment", content.days, (value) => change({ days: value }));
  const strip = el("div", { class: "ibc-radiation-days", "aria-hidden": "true" });
  const bars = el("ul", { class: "ibc-radiation-bars" });
  const sentence = el("p", { class: "ibc-radiation-sentence" });
  const numbers = numbersFold("what the course adds up to");

  widget.root.append(
    compared.node,
    el("div", { class: "ibc-radiation-controls" }, dose.node, days.node),
    strip, bars, sentence, numbers.node,
    el("p", { class: "ibc-small ibc-muted" }, el("strong", {}, "A model, not a plan. "), content.leaves_out),
    foldedSources("Where this comes from", content.sources) ?? "");

  const update = (announce) => {
    const picture = model.get("picture");
    const settings = model.get("settings");
    compared.update(picture.compared);
    dose.update(settings.dose, `${settings.dose / 10} Gy`, "gray, the unit of the dose");
    days.update(settings.days, String(settings.days), settings.days === 1 ? "a single session" : "one session each");
    fill(strip, Array.from({ length: settings.days }, () =>
      el("span", { class: "ibc-radiation-day", style: `height: ${(100 * settings.dose) / content.dose.max}%` })));
    fill(bars, barNodes(picture.bars));
    setText(sentence, picture.sentence);
    numbers.update(picture.numbers);
    if (announce) say(picture.sentence);
  };
  widget.on("change:picture", () => update(true));
  update(false);
  return widget.close;
}

/** A labeled bar for each number, all to one scale. */
function barNodes(bars) {
  const most = Math.max(...bars.map(({ gray }) => gray));
  return bars.map(({ label, gray }, place) => el("li", { class: "ibc-radiation-row" },
    el("span", {}, label),
    el("span", { class: "ibc-radiation-amount" }, el("span", { class: "ibc-radiation-number" }, `${gray} Gy`),
      el("span", { class: "ibc-radiation-room", "aria-hidden": "true" },
        el("span", { class: `ibc-radiation-bar ibc-radiation-bar-${place}`, style: `width: ${((100 * gray) / most).toFixed(1)}%` })))));
}

export default { render };
