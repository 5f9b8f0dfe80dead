// The list of check-ups: a treatment to choose, and what is watched with it.

import { el, fill, openWidget, setAttribute, setText, uniqueId } from "../../views/kit/dom.js";
import { foldedSources } from "../../views/kit/sources/source_list.js";
import { countSigns, signList } from "../shared/sign_list.js";
import "./view.css";

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-check-ups", label: "Check-ups" });
  const { groups, check_ups: checkUps, signs, urgencies, sign_sources: signSources } = model.get("content");
  const id = uniqueId("group");
  const menu = el("select", { id, on: { change: () => widget.save({ group: menu.value }) } }, groups.map(({ key, label }) => el("option", { value: key }, label)));
  const calls = el("div", {});
  const list = el("ul", { class: "ibc-check-up-list" });
  const count = el("p", { class: "ibc-muted" });
  widget.root.append(el("p", { class: "ibc-check-up-menu" }, el("label", { for: id }, "Show the check-ups for"), menu), calls, count, list);

  const update = (announce) => {
    const group = model.get("group");
    const found = checkUps.filter((checkUp) => checkUp.group === group);
    menu.value = group;
    setAttribute(widget.root, "data-about", group);
    const told = `${found.length} ${found.length === 1 ? "check-up" : "check-ups"}: ${[...new Set(found.map(({ what }) => what.toLowerCase()))].join("; ")}.`;
    setText(count, told);
    fill(calls, callFold(signs[group], urgencies, signSources));
    fill(list, found.map(checkUpCard));
    if (announce) widget.announce(told);
  };
  widget.on("change:group", () => update(true));
  update(false);
  return widget.close;
}

/** When to call with this treatment, between check-ups. */
function callFold(signs, urgencies, sources) {
  return signs.length ? el("details", {}, el("summary", {}, el("strong", {}, "Do not wait for a check-up: when to call"), ` (${countSigns(signs, urgencies)})`), signList(signs, urgencies, sources)) : null;
}

function checkUpCard({ what, who, how, how_often: often, why, sources }) {
  const row = (term, text) => [el("dt", {}, term), el("dd", {}, text)];
  return el("li", { class: "ibc-check-up" },
    el("h3", { class: "ibc-title" }, what, who ? el("span", { class: "ibc-check-up-who" }, ` with ${who}`) : null),
    el("dl", {}, row("How", how), row("How often", often), row("Why", why)),
    foldedSources("Where this comes from", sources));
}

export default { render };
