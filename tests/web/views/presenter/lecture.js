// A lesson of three steps on the projector.

import presenter from "../../../../ibc_edu/views/presenter/presenter.js";
import { open } from "../../open.js";

export const span = (text, more = {}) => ({ text, bold: false, italic: false, code: false, ...more });
export const words = (text) => ({ kind: "paragraph", spans: [span(text)] });
export const step = (title, more = {}) => ({ title, label: `Label of ${title}`, kind: "text", blocks: [words(`Text of ${title}`)], notes: [words(`Note of ${title}`)], ...more });
export const STEPS = [step("One"), step("Two", { kind: "question" }), step("Three", { notes: [] })];
const TRAITS = { title: "Colors", steps: STEPS, position: 0, live: {}, dark: false, started: 0, ends: 0, phones: { available: false }, joining: false };

export const show = (traits = {}, host = {}) => open(presenter, { ...TRAITS, ...traits }, host);
export const notes = (traits) => {
  const shown = show(traits);
  shown.page.getByText("Speaker notes here").click();
  return shown;
};
export const stage = async (traits, host) => {
  const shown = show(traits, host);
  shown.page.getByText("Present on the full screen").click();
  await new Promise((resolve) => setTimeout(resolve, 0));
  return { ...shown, area: shown.root.querySelector(".ibc-presenter-stage") };
};
