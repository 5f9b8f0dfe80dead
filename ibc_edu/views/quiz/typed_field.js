// A field to type in, for the kinds that are answered in writing.

import { el, uniqueId } from "../kit/dom.js";

/** A field for a number or a few words. */
export function fieldInput({ onChange, onEnter }, { look, inputmode, unitText = null }) {
  const id = uniqueId("field");
  const unit = unitText ? el("span", { id: uniqueId("unit") }, unitText) : null;
  const input = el("input", {
    id, type: "text", class: look, dir: "auto",
    inputmode, autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: 200,
    "aria-describedby": unit?.id,
    on: { input: onChange, keydown: (event) => { if (event.key === "Enter" && !event.isComposing) onEnter(); } },
  });
  return {
    node: el("div", { class: "ibc-field" }, el("label", { for: id }, "Your answer"), el("div", { class: "ibc-field-line" }, input, unit)),
    value: () => input.value.trim() || null,
    set(response) {
      input.value = response ?? "";
    },
    enable(on) {
      input.readOnly = !on;
    },
    first: () => input,
    slot: () => null,
    openParts: () => 0,
  };
}
