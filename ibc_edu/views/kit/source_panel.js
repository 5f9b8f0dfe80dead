// What a lesson rests on: one folded list for the article, one for what goes beyond it.

import { openWidget } from "./dom.js";
import { foldedSources } from "./source_list.js";
import "./source_panel.css";

const SOURCE_GROUPS = [
  ["article", "Sentences of the article"],
  ["beyond", "Facts beyond the article, with their dates"],
];

function render(context) {
  const widget = openWidget(context, { className: "ibc-source-panel", label: "Sources of this lesson" });
  const all = context.model.get("sources");
  for (const [kind, title] of SOURCE_GROUPS) {
    widget.root.append(foldedSources(title, all.filter((source) => source.kind === kind)) ?? "");
  }
  return widget.close;
}

export default { render };
