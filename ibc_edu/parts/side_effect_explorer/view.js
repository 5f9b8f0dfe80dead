// The side effect explorer: two therapy classes, what only one or both have, and each effect in plain words.

import { el, fill, icon, openWidget, setAttribute, setText, uniqueId } from "../../views/kit/dom.js";
import { foldedSources, sourceList } from "../../views/kit/sources/source_list.js";
import { byUrgency, countSigns, signList } from "../shared/sign_list.js";
import "./view.css";

const EFFECT_WORDS = { common: "common", can: "can happen", rare: "rare" };
const EFFECT_SIGNS = { common: "M6 1a5 5 0 1 0 .01 0z", can: "M6 1.6a4.4 4.4 0 1 0 .01 0z", rare: "M6 2.2 10.4 10H1.6z" };

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-side-effect-explorer", label: "Side effect explorer" });
  const content = model.get("content");
  const { save } = widget;
  const toggle = (name) => save({ effect: model.get("effect") === name ? "" : name });

  const choice = pairChoice(content, () => model.get("pair"), (pair) => save({ pair, effect: "" }));
  const sentence = el("p", { class: "ibc-effects-sentence" });
  const columns = [0, 1, 2].map(() => effectColumn(content, toggle));
  const signs = el("div", { class: "ibc-effects-signs" });
  const notes = el("div", { class: "ibc-effects-notes" });
  widget.root.append(
    choice.node, sentence, signs, wordingKey(),
    el("div", { class: "ibc-effects-grid" }, columns.map((column) => column.node)),
    el("p", { class: "ibc-caveat" }, icon("info"), el("span", {}, content.not_named)),
    notes);

  let shown = null;
  const update = (announce) => {
    const keys = model.get("pair");
    if (shown !== keys.join()) {
      shown = keys.join();
      const pair = keys.map((key) => content.classes.find((each) => each.key === key));
      const parts = compared(content.effects, keys);
      const told = comparison(pair, parts);
      choice.update(keys);
      setText(sentence, told);
      columns[0].show(`Only ${inSentence(pair[0].name)}`, pair, parts[0]);
      columns[1].show("Both", pair, parts[1]);
      columns[2].show(`Only ${inSentence(pair[1].name)}`, pair, parts[2]);
      fill(signs, pair.map((each) => classSigns(each, content)));
      fill(notes, pair.map((each, place) => classNote(each, place ? pair[0].notes : [], content.sources)));
      if (announce) widget.announce(told);
    }
    columns.forEach((column) => column.unfold(model.get("effect")));
  };
  widget.on("change:pair change:effect", () => update(true));
  update(false);
  return widget.close;
}

/**
 * Effects of only the first class, of both, of only the second; each as [of the first, of the second].
 * @returns {[any[], any[], any[]]}
 */
function compared(effects, [one, other]) {
  const first = new Map(effects[one].map((effect) => [effect.name, effect]));
  const second = new Map(effects[other].map((effect) => [effect.name, effect]));
  return [
    effects[one].filter(({ name }) => !second.has(name)).map((effect) => [effect, null]),
    effects[one].filter(({ name }) => second.has(name)).map((effect) => [effect, second.get(effect.name)]),
    effects[other].filter(({ name }) => !first.has(name)).map((effect) => [null, effect]),
  ];
}

/**
 * The comparison in words.
 * @param {any[]} classes the two classes
 * @param {[any[], any[], any[]]} parts
 */
function comparison([one, other], [first, both, second]) {
  const shared = both.map(([effect]) => effect.name.toLowerCase()).join(", ");
  const [a, b] = [inSentence(one.name), inSentence(other.name)];
  const told = shared ? `Named for both, ${a} and ${b}: ${shared}.` : `Our sources name no effect for both ${a} and ${b}.`;
  return `${told} Only for ${a}: ${first.length}. Only for ${b}: ${second.length}.`;
}

/** A name as it stands inside a sentence; HER2 and the like keep their capitals. */
function inSentence(name) {
  return /^[A-Z][a-z]/.test(name) ? name[0].toLowerCase() + name.slice(1) : name;
}

/** Two menus and a few ready pairs. Returns {node, update(pair)}. */
function pairChoice({ classes, pairs }, current, choose) {
  const nameOf = (key) => classes.find((each) => each.key === key).name;
  const pick = (place, key) => {
    const pair = [...current()];
    if (key === pair[1 - place]) pair[1 - place] = pair[place]; // the class of the other menu: they change places
    pair[place] = key;
    choose(pair);
  };
  const menus = ["First class", "Second class"].map((label, place) => {
    const id = uniqueId("class");
    const menu = el("select", { id, on: { change: () => pick(place, menu.value) } },
      classes.map(({ key, name }) => el("option", { value: key }, name)));
    return { menu, node: el("p", { class: "ibc-effects-menu" }, el("label", { for: id }, label), menu) };
  });
  const ready = pairs.map((pair) => ({
    key: pair.join(),
    node: el("button", { type: "button", class: "ibc-button", on: { click: () => choose([...pair]) } }, `${nameOf(pair[0])} and ${inSentence(nameOf(pair[1]))}`),
  }));
  const node = el("div", {},
    el("fieldset", { class: "ibc-effects-menus" }, el("legend", {}, "Compare two therapy classes"), menus.map((each) => each.node)),
    el("div", { class: "ibc-effects-ready", role: "group", "aria-label": "Ready comparisons" }, ready.map((each) => each.node)));
  const update = (pair) => {
    menus.forEach(({ menu }, place) => { menu.value = pair[place]; });
    ready.forEach((each) => setAttribute(each.node, "aria-pressed", String(each.key === pair.join())));
  };
  return { node, update };
}

function effectSign(wording) {
  return el("svg", { class: `ibc-effect-sign ibc-effect-${wording}`, viewBox: "0 0 12 12", "aria-hidden": "true" },
    el("path", { d: EFFECT_SIGNS[wording] }));
}

function wordingKey() {
  return el("ul", { class: "ibc-effects-key", "aria-label": "Signs" },
    Object.keys(EFFECT_WORDS).map((wording) => el("li", {}, effectSign(wording), EFFECT_WORDS[wording])));
}

/** One of the three columns. Returns {node, show(heading, pair, effects), unfold(name)}. */
function effectColumn(content, toggle) {
  const title = el("h3", { class: "ibc-title" });
  const list = el("ul", { class: "ibc-effects-list" });
  const node = el("section", { class: "ibc-effects-column" }, title, list);
  let items = [];
  const show = (heading, pair, effects) => {
    setText(title, heading);
    items = effects.map((of) => effectItem(of, pair, content, toggle));
    fill(list, items.length ? items.map((item) => item.node) : el("li", { class: "ibc-muted" }, "None named."));
  };
  const unfold = (name) => items.forEach((item) => item.unfold(item.name === name));
  return { node, show, unfold };
}

/** An effect as a button that unfolds it in place. of: the effect of the first and of the second class, or null. */
function effectItem(of, pair, content, toggle) {
  const { name } = of.find(Boolean);
  const id = uniqueId("effect");
  const head = of.every(Boolean)
    ? [el("span", { class: "ibc-effect-name" }, name), of.map((effect, place) => wordingLine(effect, pair[place], `${pair[place].name}: `))]
    : wordingLine(of.find(Boolean), pair[of[0] ? 0 : 1], el("span", { class: "ibc-effect-name" }, name));
  const button = el("button", { type: "button", class: "ibc-effect-button", "aria-controls": id, on: { click: () => toggle(name) } }, head);
  const panel = el("div", { class: "ibc-effect-panel", id });
  const node = el("li", { class: "ibc-effect" }, button, panel);
  const unfold = (open) => {
    setAttribute(button, "aria-expanded", String(open));
    setAttribute(panel, "hidden", !open);
    if (open && !panel.firstChild) fill(panel, of.map((effect, place) => effect && effectDetails(effect, pair[place], content)));
  };
  return { node, name, unfold };
}

/** The sign of how often it happens, and with which drug if it is not named for the class as a whole. */
function wordingLine({ wording, notes }, { color }, lead) {
  const named = lead instanceof Node; // beside an effect's name the sign speaks, and its word is for those who listen
  const drugs = notes.map(({ who }) => who);
  const limit = drugs.includes("") ? "" : `with ${drugs.length === 1 ? inSentence(drugs[0]) : "certain drugs"}`;
  return el("span", { class: "ibc-effect-line", style: `--ibc-class: light-dark(${color.light}, ${color.dark})` },
    effectSign(wording),
    el("span", {}, lead,
      named ? el("span", { class: "ibc-visually-hidden" }, `, ${EFFECT_WORDS[wording]}`) : EFFECT_WORDS[wording],
      limit ? el("span", { class: "ibc-effect-limit" }, ` ${limit}`) : null));
}

/** Plain words, how long, when to call, and the sources, for one class. */
function effectDetails({ notes, lasting, calls, sources: keys }, { name }, { sources, urgencies }) {
  const found = keys.map((key) => sources[key]);
  return el("div", { class: "ibc-effect-details" },
    el("p", {}, el("strong", {}, name)),
    el("ul", { class: "ibc-bullets" }, notes.map(effectNote)),
    el("p", {}, el("strong", {}, "Does it last? "), LASTING.get(lasting)),
    calls.length
      ? el("div", { class: "ibc-effect-call" }, icon("missed"), el("div", {}, el("strong", {}, "When to call"), callLines(calls, urgencies)))
      : el("p", {}, el("strong", {}, "When to call: "), "Our sources name no alarm sign for it. You can always ask the care team."),
    foldedSources("Where this comes from", found));
}

/** The signs of an effect, each after how soon it needs help. */
function callLines(calls, urgencies) {
  return byUrgency(calls, urgencies).map(({ urgency, signs }) => signs.map(({ sign, acts }) =>
    el("p", {}, el("strong", {}, `${urgency.name}. `), `${sign}.`, acts.length ? ` ${acts.join(" ")}` : null)));
}

/** The signs of a class to call about, folded under how many there are of each urgency. */
function classSigns({ key, name }, { signs, urgencies, sources }) {
  const found = signs[key];
  if (!found.length) return null;
  return el("details", {}, el("summary", {}, el("strong", {}, `When to call: ${name}`), ` (${countSigns(found, urgencies)})`), signList(found, urgencies, sources));
}

const LASTING = new Map([
  [true, "It may go on after treatment has ended."],
  [false, "It usually passes after treatment has ended."],
  [null, "Our sources do not say."],
]);

function effectNote({ who, named, plain, wording }) {
  const lead = [who, named.toLowerCase()].filter(Boolean).join(", ");
  return el("li", {}, lead ? el("strong", {}, `${lead[0].toUpperCase()}${lead.slice(1)}: `) : null, plain,
    el("span", { class: "ibc-muted" }, ` (${EFFECT_WORDS[wording]})`));
}

/** What to know about a class beside its effects, without what was told before; nothing if nothing is left. */
function classNote({ name, in_article: inArticle, notes }, told, sources) {
  const untold = notes.filter((key) => !told.includes(key));
  if (inArticle && !untold.length) return null;
  return el("section", { class: "ibc-effects-note" },
    el("h3", { class: "ibc-title" }, `Good to know: ${name}`),
    inArticle ? null : el("p", {}, "The article names no side effects of this class. All you see comes from beyond it; each source has its date."),
    sourceList(untold.map((key) => sources[key])));
}

export default { render };
