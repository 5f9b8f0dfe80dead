// Answers to tick, for the kinds with answers to choose from.

import { el, setAttribute, uniqueId } from "../kit/dom.js";

/** Radio buttons, or check boxes where several may be chosen. */
export function choiceInput(item, { onChange }, several) {
  const name = uniqueId("choice");
  const rows = new Map();
  // How a row looks is said by its attributes: to ask with :has what its input is, is slow all over the page.
  const mark = () => {
    for (const { input, node } of rows.values()) {
      setAttribute(node, "data-chosen", input.checked);
      setAttribute(node, "data-closed", input.disabled);
    }
  };
  const change = () => {
    mark();
    onChange();
  };
  for (const { key, text } of item.choices) {
    const slot = el("div", { class: "ibc-slot", id: uniqueId("feedback") });
    const input = el("input", { type: several ? "checkbox" : "radio", name, value: key, "aria-describedby": slot.id, on: { change } });
    const label = el("label", { class: "ibc-choice-label" }, input, el("span", { dir: "auto" }, text));
    rows.set(key, { input, slot, node: el("div", { class: "ibc-row ibc-choice", dataset: { key } }, label, slot) });
  }
  const inputs = [...rows.values()].map((row) => row.input);
  return {
    node: el("div", { class: "ibc-rows" }, [...rows.values()].map((row) => row.node)),
    value() {
      const keys = inputs.filter((input) => input.checked).map((input) => input.value).sort();
      if (keys.length === 0) return null;
      return several ? keys : keys[0];
    },
    set(response) {
      const keys = [response ?? []].flat();
      for (const input of inputs) input.checked = keys.includes(input.value);
      mark();
    },
    enable(on) {
      for (const input of inputs) input.disabled = !on;
      mark();
    },
    first: () => inputs.find((input) => input.checked) ?? inputs[0],
    slot: (key) => rows.get(key)?.slot ?? null,
    openParts: () => 0,
  };
}
