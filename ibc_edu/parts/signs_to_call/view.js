// The signs to call about: treatments to choose, their signs by urgency, and a page to print with one's own numbers.

import { el, fill, openWidget, uniqueId } from "../../views/kit/dom.js";
import { paperPage, printPaper } from "../../views/kit/paper.js";
import { byUrgency, countSigns, signList, withWhom } from "../shared/sign_list.js";
import "../../views/kit/fields/choices.css";
import "./view.css";

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-signs-to-call ibc-framed", label: "When to call" });
  const content = model.get("content");
  const treatments = new Map(content.groups.flatMap((group) => group.treatments.map((each) => [each.key, { ...each, label: each.name || otherName(group) }])));
  const choice = treatmentChoice(content.groups, treatments, () => model.get("chosen"), (chosen) => widget.save({ chosen }));
  const told = el("p", { class: "ibc-muted ibc-signs-told" });
  const list = el("div", {});
  const numbers = numberFields(content.print);
  const print = el("button", { type: "button", class: "ibc-button ibc-primary", on: { click: () =>
    printPaper(signsPage(content, chosenOf(model, treatments), shownSigns(content, chosenOf(model, treatments)), numbers.values()), content.print.title) } }, "Print my page");
  widget.root.append(
    choice.node, told, list, el("p", { class: "ibc-signs-not-listed" }, content.not_listed),
    el("h3", { class: "ibc-title" }, "A page to print"), numbers.node, print);

  let shown = null;
  const update = (announce) => {
    const chosen = chosenOf(model, treatments);
    const signature = chosen.map(({ key }) => key).join();
    if (shown === signature) return;
    shown = signature;
    const signs = shownSigns(content, chosen);
    const words = `${chosen.length ? chosen.map(({ label }) => label).join(", ") : content.everyone_name}: ${countSigns(signs, content.urgencies)}.`;
    choice.update();
    fill(told, words);
    fill(list, signList(signs, content.urgencies, content.sources));
    if (announce) widget.announce(words);
  };
  widget.on("change:chosen", () => update(true));
  update(false);
  return widget.close;
}

function chosenOf(model, treatments) {
  return model.get("chosen").map((key) => treatments.get(key)).filter(Boolean);
}

function otherName({ name }) {
  return `another of: ${name.toLowerCase()}`;
}

/** The signs of everybody, then those of each chosen treatment with its name. */
function shownSigns({ everyone, signs }, chosen) {
  return [
    ...everyone.map((key) => ({ ...signs[key], who: "" })),
    ...chosen.flatMap(({ label, signs: keys }) => keys.map((key) => ({ ...signs[key], who: label }))),
  ];
}

/** Boxes to tick, by class. Returns {node, update()}. */
function treatmentChoice(groups, treatments, chosen, choose) {
  const boxes = new Map();
  const tick = (key) => choose(boxes.get(key).checked ? [...chosen(), key] : chosen().filter((each) => each !== key));
  const node = el("fieldset", { class: "ibc-signs-choice" }, el("legend", {}, "Choose the treatments that you have"),
    groups.map(({ name, color, treatments: found }) => el("div", { class: "ibc-signs-class", role: "group", "aria-label": name, style: `--ibc-class: light-dark(${color.light}, ${color.dark})` },
      el("p", { class: "ibc-signs-class-name" }, name),
      el("div", { class: "ibc-signs-boxes" }, found.map(({ key, brand }) => {
        const box = el("input", { type: "checkbox", on: { change: () => tick(key) } });
        boxes.set(key, box);
        const { name: called } = treatments.get(key);
        return el("label", { class: "ibc-pick" }, box, el("span", {},
          called || (found.length > 1 ? "another one" : name.toLowerCase()), brand ? el("span", { class: "ibc-muted" }, ` (${brand})`) : null));
      })))));
  const update = () => boxes.forEach((box, key) => { box.checked = chosen().includes(key); });
  return { node, update };
}

/** Fields for what only the reader knows; they stay on this page. Returns {node, values()}. */
function numberFields({ number, night, emergency }) {
  const fields = [number, night, emergency].map((label) => ({ label, input: el("input", { type: "text", id: uniqueId("number"), maxlength: 60, autocomplete: "off", inputmode: "tel" }) }));
  const node = el("div", { class: "ibc-signs-numbers" },
    fields.map(({ label, input }) => el("p", {}, el("label", { for: input.id }, label), input)),
    el("p", { class: "ibc-muted ibc-small" }, "What you write here is printed and not kept. You can also leave it empty and fill it in by hand."));
  return { node, values: () => fields.map(({ label, input }) => ({ label, value: input.value.trim() })) };
}

const PAPER_STYLE = `
  @page { margin: 10mm; }
  body { font: 9.5pt/1.3 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; color: #1f2328; max-width: 190mm; margin: 0 auto; }
  h1 { font-size: 18pt; margin: 0 0 1mm; }
  h2 { font-size: 12pt; margin: 3mm 0 1mm; padding-inline-start: 2mm; border-inline-start: 2mm solid #555c65; break-after: avoid; }
  .emergency { border-color: #9a3b00; border-inline-start-width: 4mm; }
  .numbers { display: grid; grid-template-columns: 1fr 1fr; gap: 0 8mm; }
  .number { border-bottom: 1px solid #555c65; padding: 2mm 0 1mm; font-size: 11pt; break-inside: avoid; }
  .number b { font-weight: 600; }
  p { margin: 1mm 0; }
  ul { columns: 2; column-gap: 8mm; margin: 1mm 0; padding-inline-start: 5mm; }
  li { margin: 0 0 1mm; break-inside: avoid; }
  .note { font-size: 9pt; color: #444; margin-top: 3mm; }`;

/** The page to print: numbers first, then the signs, the most urgent first. */
function signsPage({ print, urgencies }, chosen, signs, numbers) {
  const page = paperPage(print.title, PAPER_STYLE);
  const { node } = page;
  const line = (label, value) => {
    const made = node("p", "", "number");
    made.append(node("b", `${label}: `), value || "\u00a0");
    return made;
  };
  const filled = node("div", "", "numbers");
  filled.append(...numbers.map(({ label, value }) => line(label, value)), line(print.about, chosen.map(({ label }) => label).join(", ")));
  page.body.append(node("h1", print.title), filled);
  for (const { urgency, signs: found } of byUrgency(signs, urgencies)) {
    const list = node("ul");
    list.append(...found.map(({ sign, acts, whos }) => {
      const item = node("li");
      item.append(node("b", sign), `${withWhom(whos)}. ${acts.join(" ")}`);
      return item;
    }));
    page.body.append(node("h2", urgency.name, urgency.key), node("p", urgency.text), list);
  }
  page.body.append(node("p", print.caution, "note"));
  return page;
}

export default { render };
