// A file chooser, two menus and a button that bring in questions of another system, and what is missing in them.

import { el, openWidget, setAttribute, uniqueId } from "../../views/kit/dom.js";
import { fileAsker } from "../../views/kit/files.js";
import { lossList } from "../../views/kit/losses.js";
import { outcome } from "../../views/kit/outcome.js";
import "./view.css";

/** @param {import("../../views/kit/dom.js").Context} context */
function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-import-questions ibc-framed", label: "Questions from another system" });
  const file = field("Your file", el("input", { type: "file" }));
  const system = field("System", el("select", {}, options(Object.entries(model.get("formats")))));
  const lesson = field("Lesson", el("select", {}, options([["", "Decide later"], ...Object.entries(model.get("lessons"))])));
  const download = fileAsker(widget, ({ name, text }) => ({ name, blob: new Blob([text], { type: "application/toml" }) }));
  const result = outcome(model, widget, "brought", {
    label: "What came in",
    about: (brought) => brought.name,
    parts: (brought) => drafts(brought, () => download("download")),
    sentence,
  });
  const tell = (/** @type {string} */ text) => {
    result.show(el("p", { class: "ibc-problem" }, text));
    widget.announce(text);
  };
  const read = async () => {
    const [chosen] = file.control.files ?? [];
    if (!chosen) return tell("Choose a file first.");
    const most = model.get("most");
    if (chosen.size > most) return tell(`This file is larger than ${most / 1e6} MB. Export fewer questions at once, without pictures.`);
    try {
      const content = await inBase64(chosen);
      result.ask("read", { name: chosen.name, format: system.control.value, lesson: lesson.control.value, content });
    } catch {
      return tell("This file cannot be read. Choose it again.");
    }
  };
  file.control.addEventListener("change", () => {
    const fitting = Object.entries(model.get("suffixes")).find(([, suffix]) => file.control.files?.[0]?.name.toLowerCase().endsWith(suffix));
    if (fitting) system.control.value = fitting[0];
  });
  widget.root.append(
    el("div", { class: "ibc-import-questions-menus" }, file.row, system.row, lesson.row,
      el("button", { type: "button", class: "ibc-button ibc-primary", on: { click: read } }, "Read the file")),
    result.node);
  return widget.close;
}

/**
 * @template {HTMLElement} Control
 * @param {string} label
 * @param {Control} control
 */
function field(label, control) {
  const id = uniqueId("field");
  setAttribute(control, "id", id);
  return { control, row: el("p", {}, el("label", { for: id }, `${label} `), control) };
}

/** @param {[string, string][]} choices */
function options(choices) {
  return choices.map(([value, text]) => el("option", { value }, text));
}

/**
 * The bytes of a file as text, for every server between page and program takes text.
 * @param {Blob} file
 * @returns {Promise<string>}
 */
function inBase64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(String(reader.result).replace(/^[^,]*,?/, "")));
    reader.addEventListener("error", failed);
    reader.readAsDataURL(file);
  });
}

/** @param {any} brought */
function sentence(brought) {
  const count = brought.questions.length;
  return `${count === 1 ? "1 question" : `${count} questions`} came in from ${brought.name}.`;
}

/**
 * @param {any} brought
 * @param {() => void} download
 */
function drafts(brought, download) {
  const open = brought.losses.length > 0;
  return [
    el("p", {}, el("strong", {}, sentence(brought))),
    el("details", {}, el("summary", {}, "The questions"), el("ol", {}, brought.questions.map((/** @type {string} */ text) => el("li", { dir: "auto" }, text)))),
    open ? [el("p", {}, "What is missing or changed:"), lossList(brought.losses, "place")] : el("p", {}, "Nothing is missing."),
    el("p", {}, el("button", { type: "button", class: "ibc-button", on: { click: download } }, `Save ${brought.file}`)),
    el("p", { class: "ibc-muted ibc-small" }, "Put it into the folder with your own questions. They can be asked as they are; ibc-edu check lists what is missing until you fill it in."),
  ];
}

export default { render };
