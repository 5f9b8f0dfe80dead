// One scene with its choices, and the answer to the choice that was made.

import { el, icon } from "../../views/kit/dom.js";
import { foldedSources } from "../../views/kit/sources/source_list.js";
import { letter } from "../../views/quiz/letters.js";
import { tallyInput } from "../../views/quiz/tally.js";
import { counts } from "./walk.js";

/**
 * What the page can do.
 * @typedef {{choose: (number: number) => void, goOn: () => void, back: () => void, again: () => void, close: () => void}} Acts
 */

/**
 * @param {import("./walk.js").Case} story
 * @param {import("./walk.js").Step[]} steps
 * @param {import("./walk.js").Scene} scene
 * @param {Acts} acts
 */
export function scenePage(story, steps, scene, acts) {
  return [
    headLine(story, acts),
    steps.length ? null : el("p", { class: "ibc-case-person" }, story.person),
    el("h3", { class: "ibc-title ibc-case-here" }, `Scene ${steps.length + 1}: ${scene.title}`),
    counterLine(story, steps),
    told("What you see", scene.seen), told("What you hear", scene.heard),
    el("p", { class: "ibc-case-asked" }, scene.asked),
    el("div", { class: "ibc-case-choices", role: "group", "aria-label": scene.asked }, scene.choices.map(({ text }, number) =>
      el("button", { type: "button", class: "ibc-button ibc-case-choice", on: { click: () => acts.choose(number) } },
        el("span", { class: "ibc-case-letter" }, letter(number)), el("span", {}, text)))),
    handCounts(scene),
    steps.length ? el("p", {}, button("One step back", acts.back)) : null,
  ];
}

/**
 * @param {import("./walk.js").Case} story
 * @param {import("./walk.js").Step[]} steps the last one is the choice just made
 * @param {Record<string, import("../../views/kit/sources/source_list.js").Source>} sources
 * @param {Acts} acts
 */
export function answerPage(story, steps, sources, acts) {
  const { number, choice } = steps[steps.length - 1];
  const { reasoned, belief } = choice;
  return [
    headLine(story, acts),
    el("h3", { class: "ibc-title ibc-case-here" }, `You chose ${letter(number)}: ${choice.text}`),
    counterLine(story, steps),
    told("What happens", choice.consequence),
    el("div", { class: `ibc-case-feedback${reasoned ? " ibc-case-reasoned" : ""}` },
      el("p", {}, icon(reasoned ? "right" : "info"), " ", el("strong", {}, reasoned ? "A reasoned choice. " : "What speaks for another way. "), choice.feedback),
      belief ? el("p", {}, el("strong", {}, "A common belief: "), `“${belief.statement}” `, belief.correction) : null,
      foldedSources("Where this comes from", choice.sources.map((key) => sources[key]))),
    el("p", { class: "ibc-case-acts" }, button("Go on", acts.goOn, "ibc-primary"), button("Choose differently", acts.back)),
  ];
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {string} [kind]
 */
export function button(text, act, kind = "") {
  return el("button", { type: "button", class: `ibc-button ${kind}`, on: { click: act } }, text);
}

/**
 * The case's name, and the way back to the list.
 * @param {import("./walk.js").Case} story
 * @param {Acts} acts
 */
export function headLine({ title }, acts) {
  return el("p", { class: "ibc-case-head" }, el("span", { class: "ibc-muted" }, title), button("All cases", acts.close));
}

/**
 * @param {import("./walk.js").Case} story
 * @param {import("./walk.js").Step[]} steps
 */
function counterLine(story, steps) {
  const found = counts(story, steps);
  if (!found.length) return null;
  return el("p", { class: "ibc-muted ibc-case-counters" }, found.map(({ name, value }) => `${name}: ${value}`).join(" · "));
}

/**
 * @param {string} title
 * @param {string} text
 */
function told(title, text) {
  return text ? el("p", {}, el("strong", {}, `${title}: `), text) : null;
}

/**
 * For a class: how many raised their hands for each choice, by + and − or by the letters. The numbers stay on this page.
 * @param {import("./walk.js").Scene} scene
 */
function handCounts({ choices }) {
  const answers = choices.map((_, number) => ({ key: letter(number), text: "" }));
  const hands = Object.fromEntries(answers.map(({ key }) => [key, 0]));
  const tally = tallyInput({ choices: answers }, { count: (key, delta) => {
    hands[key] = Math.max(0, hands[key] + delta);
    show();
  } });
  const show = () => tally.showTally({ counts: hands, earlier: null });
  show();
  const node = el("details", { class: "ibc-case-hands", dataset: { present: "", hands: "" } },
    el("summary", {}, "In class: count raised hands"), tally.node,
    el("p", { class: "ibc-muted ibc-small" }, "Talk about the reasons, then press what most of you chose. Numbers are not kept."));
  node.addEventListener("keydown", (event) => {
    if (!tally.key(event)) return;
    node.open = true;
    event.preventDefault();
  });
  return node;
}
