// The treatment desk: a fictional report, therapy classes to pick, and what the evidence says about each pick.

import { radioField } from "../../views/kit/fields/choices.js";
import { el, fill, focusOn, icon, openWidget, setAttribute, setText } from "../../views/kit/dom.js";
import { foldedSources } from "../../views/kit/sources/source_list.js";
import { settledStatus, testSentence, therapyColor } from "../shared/therapy_options.js";
import "./view.css";

const DESK_WORDS = { open: "Fits this report", test: "Depends on a test", closed: "Does not fit this report", special: "For a special reason only" };
const DESK_ICONS = { open: "right", test: "missed", closed: "wrong", special: "info" };

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-treatment-desk", label: "Treatment desk" });
  const content = model.get("content");
  const { people, classes, tests } = content;
  const { current, ofPerson, resultsOf, others, setOf } = traitsOf(model, people);

  const who = radioField("Whose report?", people.map(({ key, name }) => ({ key, label: name })), (key) => widget.save({ person: key }), { className: "ibc-in-a-row" });
  const report = el("section", { class: "ibc-desk-report", "aria-label": "Report" });
  const picks = pickField(classes, (key, on) => {
    const kept = ofPerson("picks").filter((pick) => pick !== key);
    widget.save({ picks: setOf("picks", on ? [...kept, key] : kept), compared: others() });
  });
  const compare = el("button", { type: "button", class: "ibc-button ibc-primary", on: { click: () => {
    comparing = current().key; // Python tells what the evidence says
    widget.save({ compared: [...others(), current().key] });
  } } }, "Compare with the evidence");
  const heading = el("h3", { class: "ibc-title" });
  const outcome = el("section", { class: "ibc-desk-outcome", "aria-label": "What the evidence says" });
  const ask = (test) => {
    waitingFor = { person: current().key, test }; // Python tells what it shows
    widget.save({ asked: setOf("asked", [...ofPerson("asked"), test]) });
  };
  let [comparing, waitingFor] = ["", { person: "", test: "" }];
  widget.root.append(who.node,
    el("div", { class: "ibc-desk-columns" }, report, el("div", { class: "ibc-desk-picks" }, picks.node, compare)),
    outcome);

  const update = (announce) => {
    const person = current();
    const [results, picked] = [resultsOf(person), ofPerson("picks")];
    who.update(person.key);
    fill(report, reportParts(person, results, content, ask));
    picks.update(picked);
    const evidence = model.get("compared").includes(person.key) ? model.get("outcomes")[person.key] : null;
    setAttribute(outcome, "hidden", !evidence);
    setAttribute(outcome, "data-about", person.key);
    const answers = evidence ? classes.map((known) => answerOf(known, evidence, results, tests, picked)) : [];
    if (evidence) setText(heading, `${person.name}: ${evidence.subtype}`);
    fill(outcome, evidence ? [heading, outcomeParts(answers, evidence, content.closing)] : null);
    if (announce && evidence) widget.announce(`${evidence.subtype}. ${tally(answers)}`);
  };
  widget.on("change:person change:picks change:compared", () => update(true));
  widget.on("change:results", () => {
    update(true);
    const { person, test } = waitingFor;
    const result = model.get("results")[person]?.[test];
    if (result !== undefined) waitingFor = { person: "", test: "" };
    if (result === undefined || person !== current().key) return; // who went on to another person is not led away
    focusOn(report.querySelector(`[data-test="${test}"]`));
    widget.announce(`${tests[test].name}: ${resultLabel(tests[test], result)}.`);
  });
  widget.on("change:outcomes", () => {
    update(true);
    if (comparing === current().key && !outcome.hidden) focusOn(heading);
    comparing = "";
  });
  update(false);
  return widget.close;
}

/** What is chosen for the person at hand, and how it is kept: each trait holds the choices of all people. */
function traitsOf(model, people) {
  const current = () => people.find(({ key }) => key === model.get("person"));
  return {
    current,
    ofPerson: (trait) => model.get(trait)[current().key] ?? [],
    resultsOf: (person) => model.get("results")[person.key] ?? {},
    setOf: (trait, chosen) => ({ ...model.get(trait), [current().key]: chosen }),
    others: () => model.get("compared").filter((key) => key !== current().key),
  };
}

function resultLabel({ results }, result) {
  return results.find(({ key }) => key === result).label;
}

/** Checkboxes for the therapy classes. Returns {node, update(picked)}. */
function pickField(classes, pick) {
  const inputs = new Map();
  const rows = classes.map(({ key, name, color }) => {
    const input = el("input", { type: "checkbox", value: key, on: { change: () => pick(key, input.checked) } });
    inputs.set(key, input);
    return el("label", { class: "ibc-pick ibc-therapy ibc-desk-choice", style: therapyColor(color) }, input, el("span", {}, name));
  });
  const node = el("fieldset", { class: "ibc-fieldset" }, el("legend", {}, "Which classes would you talk about?"), el("div", { class: "ibc-desk-choices" }, rows));
  return { node, update: (picked) => inputs.forEach((input, key) => { input.checked = picked.includes(key); }) };
}

function reportParts({ name, about, report, tests: further }, results, { tests, made_up: madeUp }, ask) {
  const line = (title, text) => [el("dt", {}, title), el("dd", {}, text)];
  const testLine = (test) => [el("dt", { dataset: { test } }, tests[test].name),
    el("dd", {}, test in results ? resultLabel(tests[test], results[test])
      : el("button", { type: "button", class: "ibc-button ibc-desk-ask", "aria-label": `Ask for the test: ${tests[test].name}`, on: { click: () => ask(test) } }, "Ask for this test"))];
  return [
    el("h3", { class: "ibc-title" }, `${name}'s report`),
    el("p", { class: "ibc-small ibc-muted" }, madeUp),
    el("p", {}, about),
    el("dl", { class: "ibc-desk-lines" }, report.map(({ label, text }) => line(label, text)), further.map(testLine)),
    further.length ? null : el("p", { class: "ibc-small ibc-muted" }, "No further test opens or closes a class here."),
  ];
}

/** What one class means for this person, with the results that are known. */
function answerOf({ key, name, color }, evidence, results, tests, picked) {
  const answer = evidence.classes[key];
  const status = settledStatus(answer, results);
  const settled = answer.status === "test" && status !== "test";
  return { key, name, color, status, picked: picked.includes(key), why: settled ? `${answer.why} ${testSentence(answer, results, tests)}` : answer.why, sources: answer.sources };
}

function tally(answers) {
  const picked = answers.filter((answer) => answer.picked);
  if (!picked.length) return "You have not picked a class yet. Below is what the evidence says of each.";
  const count = (status) => picked.filter((answer) => answer.status === status).length;
  const parts = [["open", "fit"], ["test", "depend on a test"], ["special", "for a special reason only"], ["closed", "do not fit"]]
    .filter(([status]) => count(status)).map(([status, words]) => `${words}: ${count(status)}`);
  return `Your picks: ${picked.length}. ${parts.map((part) => part[0].toUpperCase() + part.slice(1)).join(". ")}.`;
}

function outcomeParts(answers, { first, first_sources: firstSources, sources }, closing) {
  const row = ({ name, color, status, why }) => el("li", { class: "ibc-therapy ibc-desk-answer", style: therapyColor(color), dataset: { status } },
    el("p", { class: "ibc-therapy-head" }, el("strong", {}, name), el("span", { class: "ibc-therapy-status" }, icon(DESK_ICONS[status]), ` ${DESK_WORDS[status]}`)),
    el("p", { class: "ibc-small" }, why));
  const list = (title, some) => (some.length ? [el("h4", { class: "ibc-desk-part" }, title), el("ul", { class: "ibc-therapy-list" }, some.map(row))] : null);
  const left = answers.filter((answer) => !answer.picked);
  const keys = [...new Set([...answers.flatMap((answer) => answer.sources), ...firstSources])];
  return [
    el("p", {}, tally(answers)),
    list("You picked", answers.filter((answer) => answer.picked)),
    list("You left out, and it can be talked about", left.filter(({ status }) => status === "open" || status === "test")),
    list("You left out", left.filter(({ status }) => status === "closed" || status === "special")),
    el("p", { class: "ibc-desk-first" }, icon("info"), el("span", {}, el("strong", {}, "What usually comes first: "), first)),
    el("p", { class: "ibc-small ibc-muted" }, closing),
    foldedSources("What this rests on", keys.map((key) => sources[key])),
  ];
}

export default { render };
