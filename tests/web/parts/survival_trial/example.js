// The trial that the tests of the phase III simulator show.

import view from "../../../../ibc_edu/parts/survival_trial/view.js";
import { open } from "../../open.js";

export const content = {
  ratio: { min: 50, max: 150, step: 5 }, people: { min: 40, max: 400, step: 20 }, months: 36, accrual: 12, trials: 1000,
  arms: ["Standard treatment", "New treatment"], leaves_out: "It leaves out much.",
};
export const arm = (states) => ({ joined: states.length - (states.match(/w/g) ?? []).length, events: (states.match(/e/g) ?? []).length, states, curve: [[0, 100]], censored: [] });
export const settings = { ratio: 70, people: 8, look: false, month: 3, run: 1 };
export const picture = { settings, over: false, arms: [arm("ffew"), arm("ffff")], estimate: { ratio: 0.7, low: 0.41, high: 1.2 }, look: null, verdict: null, sentence: "Three months.", numbers: { columns: ["Month"], rows: [] } };
export const figure = { data: [], layout: { title: { text: "Curves" }, meta: { stroke: 1 } } };
export const show = (more = {}) => open(view, { content, settings, picture, figure, many: {}, ...more });
