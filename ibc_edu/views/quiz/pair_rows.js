// Rows with a list to choose from and cards to put on them, for the kinds that say what goes with what.

import { el, uniqueId } from "../kit/dom.js";
import { optionCards } from "./cards.js";
import { letter } from "./letters.js";

const LONG_OPTION = 34;

/** A list to choose from beside each row, and the same as cards: matching and sorting into categories. */
export function pairInput(parts, options, { onChange }) {
  // A native list cuts long texts on a narrow screen: then they stand in full above, with letters.
  const lettered = options.some(({ text }) => text.length > LONG_OPTION);
  const optionText = (option, index) => (lettered ? `${letter(index)}. ${option.text}` : option.text);
  const rows = new Map();
  for (const { key, text } of parts) {
    const id = uniqueId("select");
    const slot = el("div", { class: "ibc-slot", id: uniqueId("feedback") });
    const select = el("select", { id, "aria-describedby": slot.id, on: { change: onChange } },
      el("option", { value: "" }, "Choose…"),
      options.map((option, index) => el("option", { value: option.key, dir: "auto" }, optionText(option, index))));
    const pair = el("div", { class: "ibc-pair" }, el("label", { for: id, dir: "auto" }, text), select);
    rows.set(key, { select, slot, node: el("div", { class: "ibc-row", dataset: { key } }, pair, slot) });
  }
  let isOn = true;
  const cards = optionCards(options.map((option, index) => ({ key: option.key, text: optionText(option, index) })), rows, {
    isOn: () => isOn,
    place: (row, option) => {
      rows.get(row).select.value = option;
      onChange();
    },
  });
  // Short options stand in the lists already, where a screen reader finds them.
  if (!lettered) cards.node.setAttribute("aria-hidden", "true");
  const selects = [...rows.values()].map((row) => row.select);
  return {
    node: el("div", { class: "ibc-rows" }, cards.node, [...rows.values()].map((row) => row.node)),
    value() {
      const chosen = [...rows].filter(([, row]) => row.select.value).map(([key, row]) => [key, row.select.value]);
      return chosen.length ? Object.fromEntries(chosen) : null;
    },
    set(response) {
      for (const [key, row] of rows) row.select.value = response?.[key] ?? "";
    },
    enable(on) {
      isOn = on;
      if (!on) cards.putDown();
      cards.node.hidden = !on && !lettered;
      for (const select of selects) select.disabled = !on;
    },
    first: () => selects.find((select) => !select.value) ?? selects[0],
    slot: (key) => rows.get(key)?.slot ?? null,
    openParts: () => selects.filter((select) => !select.value).length,
  };
}

/** Whether a row still holds what was judged. */
export const sameRow = (line, judged, value) => judged?.[line.key] === value?.[line.key];
