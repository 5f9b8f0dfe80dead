// One big link to the lesson that comes next.

import { fill, openWidget, el } from "../../views/kit/dom.js";
import "./view.css";

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-begin", label: "Where to begin" });
  const place = el("p", {});
  widget.root.append(place);
  const update = () => {
    const { label, title, notebook } = model.get("state");
    if (!label) return fill(place);
    const link = widget.link(label, notebook);
    link.className = "ibc-button ibc-primary ibc-begin-button";
    return fill(place, link, el("span", { class: "ibc-begin-title" }, title));
  };
  widget.on("change:state", update);
  update();
  widget.onReturn(() => widget.send("refresh"));
  return widget.close;
}

export default { render };
