// The staging explorer: two choices, the stage they lead to, and the body map.

import { bodyMap } from "./body_map.js";
import { el, fill, openWidget, setText, uniqueId } from "../../views/kit/dom.js";
import { foldedSources, sourceList } from "../../views/kit/sources/source_list.js";
import "./view.css";

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-stage-explorer", label: "Staging explorer" });
  const { nodes, sites, results } = model.get("content");

  const { save } = widget;
  const toggleSite = (key) => {
    const chosen = model.get("sites");
    save({ sites: chosen.includes(key) ? chosen.filter((site) => site !== key) : [...chosen, key] });
  };

  const nodesField = nodesFieldset(nodes, (key) => save({ nodes: key }));
  const sitesField = sitesFieldset(sites, toggleSite, () => save({ sites: [] }));
  const map = bodyMap(sites, toggleSite);
  const result = resultPanel();
  const siteCards = el("div", { class: "ibc-site-cards" });

  widget.root.append(
    el("div", { class: "ibc-stage-grid ibc-beside-sight" },
      el("div", { class: "ibc-stage-controls" }, nodesField.node, sitesField.node),
      el("div", { class: "ibc-stage-map" }, map.node),
      el("div", { class: "ibc-bench-outcome" }, result.node, result.support)),
    siteCards);

  let shownSites = null;
  const update = (announce) => {
    const chosenNodes = model.get("nodes");
    const chosen = model.get("sites");
    const chosenSites = sites.filter((site) => chosen.includes(site.key));
    const found = results[`${chosenNodes}-${chosen.length ? "M1" : "M0"}`];
    const words = nodes.find((option) => option.key === chosenNodes).words;
    const where = chosenSites.map((site) => site.name.toLowerCase()).join(", ");
    nodesField.update(chosenNodes);
    sitesField.update(chosen);
    result.update(`T4d ${chosenNodes} ${chosen.length ? "M1" : "M0"}`, found);
    map.update(chosenNodes, chosen, `Affected breast marked. Lymph nodes: ${words}. Distant spread: ${where || "none found"}.`);
    if (shownSites !== chosen.join()) fill(siteCards, chosenSites.map(siteCard));
    shownSites = chosen.join();
    if (announce) widget.announce(`Anatomic stage ${found.stage_group}. ${found.reason}`);
  };
  widget.on("change:nodes change:sites", () => update(true));
  update(false);
  return widget.close;
}

function nodesFieldset(options, choose) {
  const group = uniqueId("nodes");
  const inputs = new Map();
  const rows = options.map(({ key, label, words }) => {
    const input = el("input", { type: "radio", name: group, value: key, on: { change: () => choose(key) } });
    inputs.set(key, input);
    return el("label", { class: "ibc-stage-choice" }, input, el("span", {}, el("strong", {}, label), ` ${words}`));
  });
  const node = el("fieldset", { class: "ibc-stage-fieldset" }, el("legend", {}, "Nearby lymph nodes (N)"), rows);
  const update = (chosen) => inputs.forEach((input, key) => { input.checked = key === chosen; });
  return { node, update };
}

function sitesFieldset(sites, toggle, clear) {
  const inputs = new Map();
  const none = el("input", { type: "checkbox", on: { change: () => { none.checked = true; clear(); } } });
  const rows = sites.map(({ key, name }) => {
    const input = el("input", { type: "checkbox", value: key, on: { change: () => toggle(key) } });
    inputs.set(key, input);
    return el("label", { class: "ibc-stage-choice" }, input, name);
  });
  const node = el("fieldset", { class: "ibc-stage-fieldset" },
    el("legend", {}, "Distant spread (M)"),
    el("label", { class: "ibc-stage-choice" }, none, "None found"),
    el("div", { class: "ibc-site-choices" }, rows));
  const update = (chosen) => {
    none.checked = !chosen.length;
    inputs.forEach((input, key) => { input.checked = chosen.includes(key); });
  };
  return { node, update };
}

function resultPanel() {
  const combination = el("p", { class: "ibc-muted" });
  const group = el("p", { class: "ibc-stage-group" });
  const reason = el("p", { class: "ibc-stage-reason" });
  const support = el("div", { class: "ibc-stage-support" });
  const node = el("div", { class: "ibc-stage-result ibc-in-sight", role: "group", "aria-label": "Result" },
    combination, el("p", {}, "Anatomic stage"), group, reason);
  const update = (label, { stage_group: stage, reason: why, sources }) => {
    setText(combination, label);
    setText(group, stage);
    setText(reason, why);
    fill(support, el("p", { class: "ibc-small" }, el("strong", {}, "What this rests on")),
      sourceList(sources.slice(0, 1)), foldedSources("More behind it", sources.slice(1)));
  };
  return { node, support, update };
}

function siteCard({ name, where, can_cause: canCause, treatment_help: help, sources }) {
  return el("div", { class: "ibc-site-card", dataset: { about: name } },
    el("h3", { class: "ibc-title" }, name),
    el("p", { class: "ibc-muted" }, where),
    el("p", {}, el("strong", {}, "What it can cause")),
    el("ul", { class: "ibc-bullets" }, canCause.map((effect) => el("li", {}, effect))),
    el("p", {}, el("strong", {}, "What treatment does")),
    el("p", {}, help),
    foldedSources("Where this comes from", sources));
}

export default { render };
