// The therapy map: findings, classes and drugs as buttons, lines along the chosen way, and a card for what is chosen.

import { therapyPicture } from "./pictures.js";
import { el, fill, icon, openWidget, setAttribute } from "../../views/kit/dom.js";
import { foldedSources } from "../../views/kit/sources/source_list.js";
import { countSigns, signList } from "../shared/sign_list.js";
import { drugList, therapyColor, therapyLinks } from "../shared/therapy_options.js";
import "./view.css";

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-therapy-map", label: "Therapy map" });
  const content = model.get("content");
  const { findings, classes, cards, caution } = content;
  const buttons = new Map();
  const choose = (key) => widget.save({ chosen: model.get("chosen") === key ? "" : key });
  const button = (key, name, className) => {
    const node = el("button", { type: "button", class: `ibc-map-button ${className}`, on: { click: () => choose(key) } }, name);
    buttons.set(key, node);
    return node;
  };

  const places = new Map(findings.map(({ key, name }) => [key, button(key, name, "ibc-map-finding")]));
  const rows = new Map(classes.map(({ key, name, color, drugs }) => [key, el("li", { class: "ibc-therapy ibc-map-row", style: therapyColor(color) },
    button(key, name, "ibc-map-class"),
    drugList("ibc-map-drugs", name, drugs.map((drug) => el("li", {}, button(drug.key, drug.name, "ibc-map-drug")))))]));
  const clear = el("button", { type: "button", class: "ibc-button ibc-plain", on: { click: () => choose(model.get("chosen")) } }, "Show the whole map");
  const card = el("section", { class: "ibc-map-card", "aria-label": "Card" });
  const board = el("div", { class: "ibc-map-board" },
    el("p", { class: "ibc-map-head", "aria-hidden": "true" }, "What a test can show"),
    el("p", { class: "ibc-map-head", "aria-hidden": "true" }, "Therapy classes and their drugs"),
    el("ul", { class: "ibc-map-findings", "aria-label": "What a test can show" }, [...places.values()].map((node) => el("li", {}, node))),
    el("ul", { class: "ibc-map-classes", "aria-label": "Therapy classes" }, [...rows.values()]));
  const lines = therapyLinks(board, places, rows, widget.signal);
  board.append(lines.node);
  widget.root.append(el("div", { class: "ibc-map-grid" }, board, el("div", { class: "ibc-map-side" }, card, clear)));

  const wholeMap = wholeMapLinks(classes, cards);
  const update = (announce) => {
    const chosen = model.get("chosen");
    const shown = cards[chosen];
    const lit = new Set(shown ? shown.lit : buttons.keys());
    for (const [key, node] of buttons) {
      setAttribute(node, "aria-pressed", String(key === chosen));
      setAttribute(node, "data-lit", !shown || lit.has(key));
    }
    for (const [key, row] of rows) setAttribute(row, "data-lit", lit.has(key));
    setAttribute(board, "data-chosen", Boolean(shown));
    setAttribute(clear, "hidden", !shown);
    lines.draw({ classes: shown ? linksOf(classes, shown.links) : wholeMap }, {});
    fill(card, shown ? cardParts(shown, content) : emptyCard(caution));
    setAttribute(card, "data-about", chosen);
    setAttribute(card, "style", shown?.color ? therapyColor(shown.color) : null);
    if (announce) widget.announce(shown ? `${shown.title}. ${shown.kind}. ${shown.summary}` : "The whole map is shown.");
  };
  widget.on("change:chosen", () => update(true));
  update(false);
  return widget.close;
}

/** Links in the form that therapyLinks draws. */
function linksOf(classes, findingsByClass) {
  return Object.fromEntries(classes.map(({ key }) => [key, { links: (findingsByClass[key] ?? []).map((finding) => ({ finding, status: "open" })) }]));
}

function wholeMapLinks(classes, cards) {
  return linksOf(classes, Object.fromEntries(classes.map(({ key }) => [key, cards[key].links[key]])));
}

function emptyCard(caution) {
  return [el("h3", { class: "ibc-title" }, "Choose anything on the map"),
    el("p", {}, "The way that leads through it lights up, and its card appears here: how it works, how it is given, what has changed."),
    el("p", { class: "ibc-muted" }, caution)];
}

function cardParts({ title, kind, summary, picture, lines, caveats, effects, signs, warnings, sources }, { pictures, urgencies, sources: keyed }) {
  return [
    el("p", { class: "ibc-muted ibc-small" }, kind),
    el("h3", { class: "ibc-title" }, title),
    el("p", {}, summary),
    picture ? el("figure", { class: "ibc-map-figure" }, therapyPicture(picture, pictures[picture]),
      el("figcaption", { class: "ibc-small" }, pictures[picture])) : null,
    el("dl", { class: "ibc-map-lines" }, lines.map(({ label: name, text }) => [el("dt", {}, name), el("dd", {}, text)])),
    caveats.map(({ said, now, as_of: asOf }) => el("div", { class: "ibc-map-caveat" },
      el("p", { class: "ibc-small" }, el("strong", {}, "The article says: "), `“… ${said} …”`),
      el("p", {}, icon("info"), " ", el("strong", {}, `What to know today (as of ${asOf}): `), now))),
    signs.length ? el("details", {}, el("summary", {}, el("strong", {}, "When to call"), ` (${countSigns(signs, urgencies)})`), signList(signs, urgencies, keyed)) : null,
    warnings.length ? warningList(warnings, keyed) : null,
    effects.length ? el("details", {}, el("summary", {}, "Side effects"),
      el("dl", { class: "ibc-map-lines" }, effects.map(({ label: name, text }) => [el("dt", {}, name), el("dd", {}, text)])),
      el("p", { class: "ibc-small ibc-muted" }, "Lesson 4 tells what each of them is.")) : null,
    foldedSources("Where this comes from", sources),
  ];
}

const WARNING_KINDS = { boxed: "Boxed warning", "not listed": "Not listed" };

/** The warnings of a drug's label, boxed ones first. */
function warningList(warnings, keyed) {
  const boxed = warnings.filter(({ kind }) => kind === "boxed").length;
  const keys = [...new Set(warnings.flatMap(({ sources }) => sources))];
  return el("details", {},
    el("summary", {}, "Warnings of the label", boxed ? ` (boxed, the strongest: ${boxed})` : null),
    el("ul", { class: "ibc-bullets" }, warnings.map(({ kind, text }) =>
      el("li", {}, kind === "serious" ? null : el("strong", {}, `${WARNING_KINDS[kind]}: `), kind === "not listed" ? text : `${text}.`))),
    foldedSources("Where these warnings come from", keys.map((key) => keyed[key])));
}

export default { render };
