// The report explorer: a pathology report to set, its subtype, and what it opens.

import { readReport, reportCard } from "./report_card.js";
import { el, fill, icon, openWidget, setText } from "../../views/kit/dom.js";
import { sourceList } from "../../views/kit/sources/source_list.js";
import { therapyLinks, therapyRows } from "../shared/therapy_options.js";
import "./view.css";

const REPORT_TRAITS = ["er", "pr", "ihc", "staining", "ish", "tests"];

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-report-explorer", label: "Report explorer" });
  const content = model.get("content");
  const { save } = widget;

  const report = reportCard(content, save, () => model.get("tests"));
  const outcome = outcomePanel(content.sources);
  const therapies = therapyRows(content.classes, content.tests);
  const support = sourceFold("What these options rest on", content.sources, content.caution);
  const grid = el("div", { class: "ibc-report-grid" },
    report.node,
    el("div", { class: "ibc-report-outcome ibc-beside-sight" },
      outcome.node,
      therapies.node,
      el("p", { class: "ibc-small ibc-muted" }, content.closing),
      support.node));
  const lines = therapyLinks(grid, report.findings, therapies.rows, widget.signal);
  grid.append(lines.node);
  widget.root.append(grid);

  let shown = "";
  const update = (announce) => {
    const state = Object.fromEntries(REPORT_TRAITS.map((name) => [name, model.get(name)]));
    const reading = readReport(content, state);
    const { key, result, notes } = reading;
    report.update(state, reading);
    lines.draw(result, state.tests);
    const signature = JSON.stringify([key, notes.map(({ title }) => title), result.tests.map((test) => state.tests[test])]);
    if (signature === shown) return; // a slider moved without changing what the report means
    shown = signature;
    outcome.update(reading);
    const counts = therapies.update(result, state.tests);
    const tests = result.tests.flatMap((test) => content.tests[test].sources);
    support.update([...Object.values(result.classes).flatMap(({ sources }) => sources), ...tests, ...content.closing_sources]);
    const told = [`Subtype: ${result.subtype}.`, ...notes.map(({ title }) => `${title}.`), `${counts.open} therapy classes open, ${counts.test} need a test, ${counts.closed} closed.`];
    if (announce) widget.announce(told.join(" "));
  };
  widget.on(REPORT_TRAITS.map((name) => `change:${name}`).join(" "), () => update(true));
  update(false);
  return widget.close;
}

/** Subtype, description and notes. Returns {node, update(reading)}. */
function outcomePanel(allSources) {
  const name = el("p", { class: "ibc-report-subtype" });
  const description = el("p", {});
  const notes = el("div", {});
  const support = sourceFold("What this rests on", allSources);
  const node = el("div", { class: "ibc-report-result ibc-in-sight", role: "group", "aria-label": "Result" },
    el("p", { class: "ibc-muted" }, "Subtype"), name, description, notes, support.node);
  const update = ({ result, notes: found }) => {
    setText(name, result.subtype);
    setText(description, result.description);
    fill(notes, found.map(({ title, text }) => el("p", { class: "ibc-report-note" }, icon("info"), el("span", {}, el("strong", {}, `${title}. `), text))));
    support.update([...result.sources, ...found.flatMap((note) => note.sources)]);
  };
  return { node, update };
}

/** Folded sources, listed when they are opened: a slider must not wait for what nobody sees. Returns {node, update(keys)}. */
function sourceFold(summary, allSources, caution = null) {
  const place = el("div", {});
  let keys = [];
  const show = () => fill(place, node.open ? [caution && el("p", { class: "ibc-report-note" }, caution), sourceList([...new Set(keys)].map((key) => allSources[key]))] : []);
  const node = el("details", { on: { toggle: show } }, el("summary", {}, summary), place);
  const update = (found) => {
    keys = found;
    show();
  };
  return { node, update };
}

export default { render };
