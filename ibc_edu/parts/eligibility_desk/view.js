// The eligibility desk: a made-up person's file, a made-up trial's requirements, and the decision who may join.

import { radioField } from "../../views/kit/fields/choices.js";
import { el, fill, icon, openWidget, scrollIntoView, setAttribute, setText } from "../../views/kit/dom.js";
import { foldedSources } from "../../views/kit/sources/source_list.js";
import "../../views/trial/simulator.css";
import "./view.css";

const JOIN = "join";

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-trial ibc-eligibility-desk", label: "Eligibility desk" });
  const { people, trials, made_up: madeUp, may_join: mayJoin, may_not_join: mayNotJoin } = model.get("content");
  const { save } = widget;
  const pair = () => `${model.get("person")}/${model.get("trial")}`;
  const find = (list, key) => list.find((each) => each.key === key);

  const person = radioField("Whose file?", people.map(({ key, name }) => ({ key, label: name })), (key) => save({ person: key }), { className: "ibc-in-a-row" });
  const trial = radioField("Which trial?", trials.map(({ key, name }) => ({ key, label: name })), (key) => save({ trial: key }), { className: "ibc-in-a-row" });
  const file = el("div", { class: "ibc-desk-sheet" });
  const about = el("div", { class: "ibc-desk-sheet" });
  const decision = el("div", {});
  const answer = el("div", {});
  const overview = deskOverview(people, trials);
  widget.root.prepend(person.node, trial.node, el("div", { class: "ibc-desk-grid" }, file, about), decision, answer, overview.node,
    el("p", { class: "ibc-muted ibc-small" }, madeUp));

  let shown = "";
  /** @type {ReturnType<typeof decisionField> | null} */
  let field = null;
  const update = (announce) => {
    const who = find(people, model.get("person"));
    const what = find(trials, model.get("trial"));
    const outcomes = model.get("outcomes");
    const missing = outcomes[pair()]; // there once Python has read the decision
    const decided = missing && model.get("decisions")[pair()];
    person.update(who.key);
    trial.update(what.key);
    fill(file, fileNodes(who));
    fill(about, el("h3", { class: "ibc-title" }, what.name), el("p", {}, what.about));
    if (shown !== pair()) {
      // Built anew for another pair only, so that the focus stays on the choice that is being made.
      field = decisionField(what, (choice) => save({ decisions: { ...model.get("decisions"), [pair()]: choice } }));
      fill(decision, field.node);
      shown = pair();
    }
    field?.update(decided ?? null);
    setAttribute(answer, "data-about", pair());
    fill(answer, decided ? answerNodes(who, what, decided, missing, missing.length ? mayNotJoin : mayJoin) : null);
    overview.update(model.get("decisions"), outcomes);
    if (announce && decided) widget.announce(verdictWords(who, what, decided, missing));
  };
  widget.on("change:person change:trial", () => update(false));
  // A second decision on a pair has the outcome of the first, so it comes with the decision alone.
  widget.on("change:decisions change:outcomes", () => {
    update(true);
    if (answer.firstElementChild) scrollIntoView(answer);
  });
  update(false);
  return widget.close;
}

function fileNodes({ name, file }) {
  return [
    el("h3", { class: "ibc-title" }, `${name}'s file`),
    el("dl", { class: "ibc-desk-file" }, file.map(([asked, said]) => [el("dt", {}, asked), el("dd", {}, said)])),
  ];
}

function decisionField({ rules }, decide) {
  const options = [...rules.map(({ key, text }) => ({ key, label: "Not met:", words: text })),
    { key: JOIN, label: "May join:", words: "all of these are met" }];
  // The arrow keys choose as they move, so a decision counts only when it is handed in.
  /** @type {string | null} */
  let chosen = null;
  const field = radioField("The trial asks for all of this. What do you decide?", options, (key) => { chosen = key; field.update(key); });
  const check = el("button", { type: "button", class: "ibc-button ibc-primary", on: { click: () => { if (chosen) decide(chosen); } } }, "Check my decision");
  const update = (decided) => {
    chosen = decided ?? chosen;
    field.update(chosen);
  };
  return { node: el("div", {}, field.node, check), update };
}

function isRight(decided, missing) {
  return missing.length ? missing.includes(decided) : decided === JOIN;
}

function verdictWords({ name }, trial, decided, missing) {
  const truth = missing.length ? `${name} may not join ${trial.name}.` : `${name} may join ${trial.name}.`;
  return `${isRight(decided, missing) ? "Right." : "Look again."} ${truth}`;
}

function answerNodes(person, trial, decided, missing, closing) {
  const item = ({ key, text, why, sources }) => {
    const met = !missing.includes(key);
    return el("li", { dataset: { about: key } },
      el("span", { class: met ? "ibc-desk-met" : "ibc-desk-unmet" }, icon(met ? "right" : "wrong")),
      el("div", {},
        el("p", {}, el("strong", {}, met ? "Met: " : "Not met: "), text),
        met ? null : el("p", { class: "ibc-muted" }, why),
        met ? null : foldedSources("Where this comes from", sources)));
  };
  return el("div", { class: "ibc-desk-sheet" },
    el("p", {}, el("strong", {}, verdictWords(person, trial, decided, missing))),
    el("ul", { class: "ibc-desk-checked" }, trial.rules.map(item)),
    el("p", {}, closing));
}

/** What is decided so far, behind a fold that stays as it is. Returns {node, update(decisions, unmet)}. */
function deskOverview(people, trials) {
  const cell = (person, trial, decisions, unmet) => {
    const pair = `${person.key}/${trial.key}`;
    const decided = decisions[pair];
    if (!decided || !unmet[pair]) return el("td", {}, "open");
    const words = unmet[pair].length ? "may not join" : "may join";
    return el("td", {}, el("span", { class: isRight(decided, unmet[pair]) ? "ibc-desk-met" : "ibc-desk-unmet" },
      icon(isRight(decided, unmet[pair]) ? "right" : "partial")), ` ${words}`);
  };
  const count = el("summary", {});
  const body = el("tbody", {});
  const node = el("details", {}, count,
    el("table", { class: "ibc-trial-table ibc-desk-overview" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Person"), trials.map(({ name }) => el("th", { scope: "col" }, name)))),
      body));
  const update = (decisions, unmet) => {
    setText(count, `Your desk so far: ${Object.keys(decisions).length} of ${people.length * trials.length} decided`);
    fill(body, people.map((person) => el("tr", {}, el("th", { scope: "row" }, person.name), trials.map((trial) => cell(person, trial, decisions, unmet)))));
  };
  return { node, update };
}

export default { render };
