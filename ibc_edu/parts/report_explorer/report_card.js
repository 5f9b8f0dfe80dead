// A fictional pathology report whose every entry can be set.

import { radioField, sliderField } from "../../views/kit/fields/choices.js";
import { el, setAttribute, setText } from "../../views/kit/dom.js";

const percentText = (value) => (value === 0 ? "below 1%" : `${value}%`);

/**
 * What a report means.
 *
 * Returns the bands of ER and PR, the score of the stain, the key of the result, the result and all notes.
 */
export function readReport({ er, pr, ihc, hormones, results }, state) {
  const band = (bands, percent) => bands.find(({ up_to: upTo }) => percent <= upTo);
  const erBand = band(er, state.er);
  const prBand = band(pr, state.pr);
  const hormone = hormones[`${erBand.key}-${prBand.key}`];
  const score = ihc.find(({ key }) => key === state.ihc);
  const followUp = score.follow_up;
  const her2 = followUp ? followUp.outcomes.find(({ key }) => key === state[followUp.trait]).her2 : score.her2;
  const key = `${hormone.receptors}-${her2}`;
  return { key, erBand, prBand, score, hormone, result: results[key], notes: [...hormone.notes, ...results[key].notes] };
}

/**
 * The report.
 *
 * save(values) is called with what was set; testResults() gives the results of further tests.
 * Returns {node, findings (nodes by key, for lines that lead away from them), update(state, reading)}.
 */
export function reportCard({ ihc, tests, examples, wait_first: waitFirst }, save, testResults) {
  const percents = { min: 0, max: 100 };
  const er = sliderField("Estrogen receptor (ER)", percents, (value) => save({ er: value }));
  const pr = sliderField("Progesterone receptor (PR)", percents, (value) => save({ pr: value }));
  const hormones = el("p", { class: "ibc-report-reading" });
  const stain = radioField("HER2 stain (IHC)", ihc.map(({ key, label }) => ({ key, label })), (key) => save({ ihc: key }), { className: "ibc-in-a-row" });
  const stainWords = el("p", { class: "ibc-small ibc-muted" });
  const her2 = el("p", { class: "ibc-report-reading" });
  const followUps = ihc.filter((score) => score.follow_up).map(({ key, follow_up: { trait, legend, outcomes } }) => ({
    key,
    trait,
    field: radioField(legend, outcomes, (outcome) => save({ [trait]: outcome }), { className: outcomes.some(({ words }) => words) ? "" : "ibc-in-a-row" }),
  }));
  const further = Object.entries(tests).map(([key, { name, results, opens }]) => ({
    key,
    opens: el("p", { class: "ibc-small ibc-muted" }, opens),
    field: radioField(name, results, (result) => save({ tests: { ...testResults(), [key]: result } }), { className: "ibc-in-a-row" }),
  }));
  const noTests = el("p", { class: "ibc-small ibc-muted" });
  const node = el("div", { class: "ibc-report-card", role: "group", "aria-label": "Pathology report" },
    el("p", { class: "ibc-title" }, "Pathology report"),
    el("p", { class: "ibc-small ibc-muted" }, "Fictional. Set it yourself, or begin with an example:"),
    el("div", { class: "ibc-report-examples" }, examples.map(({ label, values }) =>
      el("button", { type: "button", class: "ibc-button", "aria-label": `Example ${label}`, on: { click: () => save(values) } }, label))),
    er.node, pr.node, hormones,
    stain.node, stainWords, followUps.map(({ field }) => field.node), her2,
    el("p", { class: "ibc-report-part" }, "Further tests"), noTests, further.map(({ field, opens }) => [field.node, opens]));

  const update = (state, { erBand, prBand, score, hormone, result }) => {
    er.update(state.er, percentText(state.er), erBand.label);
    pr.update(state.pr, percentText(state.pr), prBand.label);
    setText(hormones, `Hormone receptors: ${hormone.positive ? "positive" : "negative"}`);
    stain.update(state.ihc);
    setText(stainWords, score.words);
    for (const { key, trait, field } of followUps) {
      setAttribute(field.node, "hidden", key !== state.ihc);
      field.update(state[trait]);
    }
    setText(her2, `HER2: ${result.her2}`);
    for (const { key, field, opens } of further) {
      setAttribute(field.node, "hidden", !result.tests.includes(key));
      setAttribute(opens, "hidden", !result.tests.includes(key));
      field.update(state.tests[key] ?? "not-done");
    }
    setAttribute(noTests, "hidden", result.tests.length > 0);
    setText(noTests, result.waits ? waitFirst : "None of them opens or closes a class in this subtype.");
  };
  /** @type {Map<string, HTMLElement>} */
  const findings = new Map([["hormones", hormones], ["her2", her2]]);
  for (const { key, field } of further) findings.set(key, field.node);
  return { node, findings, update };
}
