// Two menus and a button that make a file of questions for another system, and what is lost in it.

import { el, openWidget, uniqueId } from "../../views/kit/dom.js";
import { fileAsker } from "../../views/kit/files.js";
import { lossList } from "../../views/kit/losses.js";
import { outcome } from "../../views/kit/outcome.js";
import "./view.css";

/** @param {import("../../views/kit/dom.js").Context} context */
function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-export-questions ibc-framed", label: "Questions for another system" });
  const format = menu("System", Object.entries(model.get("formats")));
  const lesson = menu("Questions", [["", "All lessons"], ...Object.entries(model.get("lessons"))]);
  const download = fileAsker(widget, ({ name }, buffers) => ({ name, blob: new Blob([buffers[0]]) }));
  const result = outcome(model, widget, "made", {
    label: "The file",
    about: (made) => made.file,
    parts: (made) => file(made, () => download("download")),
    sentence,
  });
  const write = () => result.ask("write", { format: format.select.value, lesson: lesson.select.value });
  widget.root.append(
    el("div", { class: "ibc-export-questions-menus" }, format.row, lesson.row,
      el("button", { type: "button", class: "ibc-button ibc-primary", on: { click: write } }, "Make the file")),
    result.node);
  return widget.close;
}

/**
 * @param {string} label
 * @param {[string, string][]} choices
 */
function menu(label, choices) {
  const id = uniqueId("menu");
  const select = el("select", { id }, choices.map(([value, text]) => el("option", { value }, text)));
  return { select, row: el("p", {}, el("label", { for: id }, `${label} `), select) };
}

/** @param {any} made */
function sentence(made) {
  return `${made.file} has ${made.count} of ${made.total} questions.`;
}

/**
 * @param {any} made
 * @param {() => void} download
 */
function file(made, download) {
  return [
    el("p", {}, el("strong", {}, sentence(made))),
    el("p", {}, el("button", { type: "button", class: "ibc-button", on: { click: download } }, `Save ${made.file}`)),
    made.loaded_by ? el("p", {}, made.loaded_by) : null,
    made.at_hand && el("p", { class: "ibc-muted ibc-small" }, `It also stands beside this page, in the folder ${made.folder}.`),
    made.losses.length ? [el("p", {}, "What is lost or changed on the way:"), lossList(made.losses, "question")] : el("p", {}, "Nothing is lost."),
  ];
}

export default { render };
