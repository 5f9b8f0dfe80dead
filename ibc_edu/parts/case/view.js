// Cases: a list to choose from, then one scene after the other, then the path taken beside the reasoned one.

import { el, focusOn, openWidget } from "../../views/kit/dom.js";
import { turnPage } from "../../views/kit/pages.js";
import { endingPage } from "./ending.js";
import { answerPage, scenePage } from "./scene.js";
import { walk } from "./walk.js";
import "./view.css";

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-case ibc-framed", label: "Cases" });
  const { cases, sources } = model.get("content");
  const page = el("div", { class: "ibc-case-page" });
  widget.root.append(page);

  let goes = false; // whether the reader goes on in this view: speaker notes show the same case
  const go = (values) => {
    goes = true;
    widget.save(values);
    goes = false;
  };
  const acts = {
    open: (key) => go({ path: [], read: 0, case: key }),
    choose: (number) => go({ path: [...model.get("path"), number] }),
    goOn: () => go({ read: model.get("path").length }),
    back: () => {
      const path = model.get("path").slice(0, -1);
      go({ path, read: Math.min(model.get("read"), path.length) });
    },
    again: () => go({ path: [], read: 0 }),
    close: () => go({ path: [], read: 0, case: "" }),
  };

  let shown = "";
  const update = () => {
    const [key, path, read] = [model.get("case"), model.get("path"), model.get("read")];
    const signature = JSON.stringify([key, path, read]);
    if (shown === signature) return;
    shown = signature;
    const story = cases.find((each) => each.key === key);
    turnPage(page, story ? pageOf(story, path, read, sources, acts) : casesPage(cases, acts));
    if (!goes) return;
    const heading = /** @type {HTMLElement} */ (page.querySelector(".ibc-case-here"));
    focusOn(heading);
    widget.announce(heading.textContent ?? "");
  };
  widget.on("change:case change:path change:read", update);
  update();
  return widget.close;
}

/** The scene, the answer to a choice, or the ending: wherever the path is. */
function pageOf(story, path, read, sources, acts) {
  const { steps, place } = walk(story, path);
  if (read < steps.length) return answerPage(story, steps, sources, acts);
  if (story.scenes[place]) return scenePage(story, steps, story.scenes[place], acts);
  return endingPage(story, steps, story.endings[place], sources, acts);
}

function casesPage(cases, acts) {
  return [
    el("h3", { class: "ibc-title ibc-case-here" }, "Choose a case"),
    el("ul", { class: "ibc-case-list" }, cases.map(({ key, title, person, lesson }) => el("li", {},
      el("button", { type: "button", class: "ibc-button ibc-case-open", on: { click: () => acts.open(key) } },
        el("span", { class: "ibc-case-name" }, title), el("span", { class: "ibc-small" }, person),
        el("span", { class: "ibc-small ibc-muted" }, `Goes with: ${lesson}`))))),
    el("p", { class: "ibc-muted ibc-small" }, "The people are made up. Nothing that you choose here is kept in your record. Try out what you like."),
  ];
}

export default { render };
