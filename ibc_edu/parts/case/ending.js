// The end of a case: the path taken beside the reasoned one, its sources, and what to ask.

import { el, icon } from "../../views/kit/dom.js";
import { foldedSources } from "../../views/kit/sources/source_list.js";
import { letter } from "../../views/quiz/letters.js";
import { button, headLine } from "./scene.js";
import { counts, walk } from "./walk.js";

/**
 * @param {import("./walk.js").Case} story
 * @param {import("./walk.js").Step[]} steps
 * @param {import("./walk.js").Ending} ending
 * @param {Record<string, import("../../views/kit/sources/source_list.js").Source>} sources
 * @param {import("./scene.js").Acts} acts
 */
export function endingPage(story, steps, ending, sources, acts) {
  const reasoned = walk(story, story.reasoned).steps;
  const keys = [...new Set([...[...steps, ...reasoned].flatMap(({ choice }) => choice.sources), ...ending.sources])];
  return [
    headLine(story, acts),
    el("h3", { class: "ibc-title ibc-case-here" }, `How it ends: ${ending.title}`),
    el("p", {}, ending.text),
    el("p", { class: "ibc-muted" }, verdict(steps)),
    steps.every(({ choice }) => choice.reasoned) ? null : legend(),
    el("div", { class: "ibc-case-paths" }, pathColumn("Your path", story, steps), pathColumn("A reasoned path", story, reasoned),
      el("section", { class: "ibc-case-ask" }, el("h4", { class: "ibc-title" }, "What to ask the care team"),
        el("ul", { class: "ibc-bullets" }, story.ask.map((question) => el("li", {}, question))))),
    foldedSources("Sources of this case", keys.map((key) => sources[key])),
    el("p", { class: "ibc-case-acts" }, button("Take another path", acts.again, "ibc-primary"), button("One step back", acts.back)),
  ];
}

/** @param {import("./walk.js").Step[]} steps */
function verdict(steps) {
  const count = steps.filter(({ choice }) => choice.reasoned).length;
  return count === steps.length
    ? "Every choice on your path can be reasoned from the sources."
    : `${count} of ${steps.length} choices on your path can be reasoned from the sources. There is no blame in a path. People choose with what they know at the time.`;
}

/** What the signs before the choices say. */
function legend() {
  return el("p", { class: "ibc-muted ibc-small", "aria-hidden": "true" }, icon("right"), " a reasoned choice · ", icon("info"), " another way is reasoned");
}

/**
 * @param {string} title
 * @param {import("./walk.js").Case} story
 * @param {import("./walk.js").Step[]} steps
 */
function pathColumn(title, story, steps) {
  return el("section", { class: "ibc-case-path", "aria-label": title }, el("h4", { class: "ibc-title" }, title),
    el("ol", { class: "ibc-case-steps" }, steps.map(({ scene, number, choice }) => el("li", {},
      el("span", { class: "ibc-muted ibc-small" }, `${scene.title} `), el("span", { class: choice.reasoned ? "ibc-case-good" : "ibc-case-other" },
        icon(choice.reasoned ? "right" : "info"), el("span", { class: "ibc-visually-hidden" }, choice.reasoned ? "A reasoned choice. " : "Another way is reasoned. "),
        ` ${letter(number)}: ${choice.text}`)))),
    counts(story, steps).map(({ name, value }) => el("p", {}, el("strong", {}, `${name}: `), value)));
}
