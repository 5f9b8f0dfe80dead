// What a lesson rests on: one folded list for the article, one for what goes beyond it.

import { el, icon, openWidget } from "../dom.js";
import { foldedSources } from "./source_list.js";
import "./source_panel.css";

const SOURCE_GROUPS = [
  ["article", "Sentences of the article"],
  ["beyond", "Facts beyond the article, with their dates"],
];

function render(context) {
  const widget = openWidget(context, { className: "ibc-source-panel", label: "Sources of this lesson" });
  const all = context.model.get("sources");
  const overdue = context.model.get("overdue");
  if (overdue) widget.root.append(overdueLine(overdue));
  for (const [kind, title] of SOURCE_GROUPS) {
    widget.root.append(foldedSources(title, all.filter((source) => source.kind === kind)) ?? "");
  }
  return widget.close;
}

function overdueLine(number) {
  const facts = number === 1 ? "1 fact of this lesson is" : `${number} facts of this lesson are`;
  return el("p", { class: "ibc-caveat" }, icon("info"), el("span", {}, `${facts} past the date of the next check and may be out of date.`));
}

export default { render };
