// How a class did: one table after another, all but the first folded.

import { el, fill, icon, openWidget } from "../kit/dom.js";
import { fileAsker } from "../kit/files.js";
import "./class_results.css";

/** @type {[string, string][]} ending and what the button says */
const FILES = [[".html", "Save a page to print"], [".csv", "Save as CSV"], [".xlsx", "Save as XLSX"]];

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-class-results ibc-framed", label: "How the class did" });
  const content = el("div", {});
  widget.root.append(content);
  const save = fileAsker(widget, (said, buffers) => ({ name: `class${said.ending}`, blob: new Blob([buffers[0]]) }));
  const saves = model.get("saves")
    ? el("p", { class: "ibc-class-saves" }, FILES.map(([ending, label]) =>
      el("button", { type: "button", class: "ibc-button", on: { click: () => save("save", { ending }) } }, label)))
    : null;
  const update = () => {
    const { badge, lead, notes, sheets } = model.get("state");
    const [first, ...others] = sheets;
    fill(content,
      badge ? el("p", { class: "ibc-class-badge" }, icon("info"), el("strong", {}, badge)) : null,
      el("p", {}, lead),
      notes.length ? el("ul", { class: "ibc-class-notes" }, notes.map((note) => el("li", {}, note))) : null,
      saves,
      first ? [el("h3", { class: "ibc-title" }, first.title), resultTable(first)] : null,
      others.map((table) => el("details", { class: "ibc-class-section" }, el("summary", {}, table.title), resultTable(table))));
  };
  widget.on("change:state", update);
  update();
  return widget.close;
}

/** The rows that matter most; the others in a table of their own behind a fold. */
function resultTable(table) {
  const { title, columns, caption, rows, at_once: atOnce } = table;
  const others = `${title}: the others`;
  const rest = rows.length - atOnce;
  return [
    rowsTable(title, caption, columns, rows.slice(0, atOnce)),
    rest > 0 ? el("details", {}, el("summary", {}, `${rest} more`), rowsTable(others, others, columns, rows.slice(atOnce))) : null];
}

function rowsTable(label, caption, columns, rows) {
  if (!rows.length) return el("p", { class: "ibc-muted" }, "Nothing to show yet.");
  return el("div", { class: "ibc-class-table", role: "region", tabindex: 0, "aria-label": label },
    el("table", {},
      el("caption", {}, el("span", {}, caption)),
      el("thead", {}, el("tr", {}, columns.map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, rows.map(([name, ...cells]) => el("tr", {},
        el("th", { scope: "row", dir: "auto" }, cellText(name)),
        cells.map((cell) => el("td", { dir: "auto" }, cellText(cell))))))));
}

function cellText({ text, small }) {
  return [text, small ? el("span", { class: "ibc-muted ibc-small ibc-class-small" }, small) : null];
}

export default { render };
