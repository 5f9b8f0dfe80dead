// One sentence.

import { el, openWidget } from "./dom.js";

function render(context) {
  const widget = openWidget(context, { className: "ibc-notice", label: "Notice" });
  widget.root.append(el("p", { style: "white-space: pre-line" }, context.model.get("text")));
  return widget.close;
}

export default { render };
