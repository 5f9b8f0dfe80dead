// The phase I simulator: people at five doses, the decision to make, and in the end a thousand trials beside one's own.

import { radioField } from "../../views/kit/fields/choices.js";
import { el, fill, focusOn, openWidget, setAttribute, setText } from "../../views/kit/dom.js";
import { barTable, button, modelNote, peopleSigns, settingsChanger } from "../../views/trial/simulator.js";
import "./view.css";

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-trial ibc-dose-trial", label: "Phase I simulator" });
  const { drugs, leaves_out: leavesOut } = model.get("content");
  const change = settingsChanger(model);
  const again = (part) => change({ moves: [], named: null, ...part });

  const drugField = radioField("Which drug?", drugs, (drug) => again({ drug, run: 1 }), { className: "ibc-in-a-row" });
  const table = el("tbody", {});
  const sentence = el("p", { class: "ibc-trial-sentence" });
  let decides = false; // whether somebody has decided in this view: speaker notes show the same trial
  const decide = (part) => {
    decides = true;
    change(part);
  };
  const step = decisionPanel((move) => {
    const { moves } = model.get("settings");
    // A second click before the answer belongs to results that nobody has seen yet.
    if (moves.length === model.get("picture").made) decide({ moves: [...moves, move] });
  }, (named) => decide({ named }));
  const result = el("div", { class: "ibc-dose-result" });

  widget.root.prepend(
    drugField.node,
    el("table", { class: "ibc-trial-table ibc-dose-table" },
      el("caption", {}, "People treated at each dose, lowest dose at the bottom"),
      el("thead", {}, el("tr", {}, ["Dose", "People", "Affected"].map((name) => el("th", { scope: "col" }, name)))),
      table),
    signKey(),
    sentence,
    step.node,
    result,
    el("div", { class: "ibc-trial-buttons" }, button("Start again with other people", () => again({ run: model.get("settings").run + 1 }))),
    modelNote(leavesOut));

  let shownStage = null;
  const update = (announce) => {
    const picture = model.get("picture");
    drugField.update(model.get("settings").drug);
    fill(table, [...picture.doses].reverse().map(doseRow));
    setText(sentence, picture.sentence);
    step.update(picture);
    if (picture.stage === "done") fill(result, resultNodes(picture.result));
    else fill(result);
    if (announce) widget.announce(picture.result?.sentence ?? picture.sentence);
    if (decides && picture.stage !== shownStage) {
      if (picture.stage === "done") focusOn(result.querySelector("h3"));
      else if (picture.stage === "naming") focusOn(step.node.querySelector("p"));
    }
    shownStage = picture.stage;
    decides = false;
  };
  widget.on("change:picture", () => update(true));
  update(false);
  return widget.close;
}

function doseRow({ dose, outcomes, here }) {
  const affected = outcomes.filter(Boolean).length;
  return el("tr", { class: here ? "ibc-here" : null },
    el("th", { scope: "row" }, `Dose ${dose}`, here ? el("span", { class: "ibc-here-mark" }, " (now)") : null),
    el("td", {}, peopleSigns(outcomes.map((bad) => (bad ? "marked" : "plain")), { columns: 15, size: 1.5 })),
    el("td", {}, outcomes.length ? `${affected} of ${outcomes.length}` : "nobody yet"));
}

function signKey() {
  return el("ul", { class: "ibc-trial-people-key ibc-small" },
    el("li", {}, peopleSigns(["plain"]), "a person without a dose-limiting side effect"),
    el("li", {}, peopleSigns(["marked"]), "a person with one"));
}

/** The decision to make now; a button that stays is the same node, and the focus of one that goes is led to the question. */
function decisionPanel(move, name) {
  const question = el("p", {});
  const why = el("p", { class: "ibc-muted ibc-small" });
  const buttons = el("div", { class: "ibc-trial-buttons" });
  const node = el("div", { class: "ibc-trial-panel", role: "group", "aria-label": "Your decision" }, question, buttons, why);
  const nodes = new Map();
  const moveButton = ({ key, label, why_not: whyNot }) => {
    if (!nodes.has(key)) {
      nodes.set(key, button("", () => { if (nodes.get(key).getAttribute("aria-disabled") !== "true") move(key); }));
    }
    setText(nodes.get(key), label);
    setAttribute(nodes.get(key), "aria-disabled", whyNot ? "true" : null);
    return nodes.get(key);
  };
  const show = (words, children, reasons) => {
    setText(question, words);
    setText(why, reasons);
    const same = children.length === buttons.childElementCount && children.every((child, index) => buttons.children[index] === child);
    if (same) return;
    const focused = /** @type {HTMLElement | null} */ (buttons.querySelector(":focus"));
    fill(buttons, children);
    if (focused) focusOn(focused.isConnected ? focused : question, { preventScroll: true }); // one that stays was away for a moment
  };
  const update = ({ stage, moves, names }) => {
    setAttribute(node, "hidden", stage === "done");
    if (stage === "open") {
      const reasons = [...new Set(moves.map((each) => each.why_not).filter(Boolean))].join(" ");
      show("You lead this trial. What comes next?", moves.map(moveButton), reasons);
    } else if (stage === "naming") {
      const label = (dose) => (dose ? `Dose ${dose}` : "No dose: too harsh for people");
      show("You stopped. Which dose would you take on to the next trial?", names.map((dose) => button(label(dose), () => name(dose))), "");
    }
  };
  return { node, update };
}

function resultNodes({ risks, named, counts, sentence, decisions }) {
  const rules = Object.keys(counts);
  const rows = counts[rules[0]].map((_, dose) => ({
    label: dose ? `Dose ${dose}` : "No dose",
    note: dose ? `${risks[dose - 1]}%` : "",
    values: rules.map((rule) => counts[rule][dose]),
    own: dose === named ? "yours" : null,
  }));
  return [
    el("h3", { class: "ibc-title ibc-trial-heading" }, "Your trial beside 1,000 others"),
    el("p", { class: "ibc-trial-sentence" }, sentence),
    barTable({ caption: "Which dose 1,000 trials named, by rule", columns: ["Dose named", "True risk", ...rules], rows, of: 1000 }),
    el("details", {}, el("summary", {}, "Your decisions, and what each rule would have done"), decisionsTable(decisions)),
  ];
}

function decisionsTable(decisions) {
  const row = ([at, ...done]) => el("tr", {}, el("th", { scope: "row" }, at), done.map((words) => el("td", {}, words)));
  return el("table", { class: "ibc-trial-table" },
    el("thead", {}, el("tr", {}, ["What you saw", "You", "3+3", "BOIN"].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, decisions.map(row)));
}

export default { render };
