// The controls of the seven kinds of question. Each maker returns
//   node          the controls
//   value()       the response as it stands, null if nothing was chosen
//   set(response) show a response
//   enable(on)    let the learner change it or not
//   first()       the control that the focus goes to
//   slot(key)     where feedback on one answer, step or row goes, null if it has no place of its own
//   openParts()   how many rows are still open, for kinds with rows
// and calls onChange after every change by the learner.

import { el, icon, setAttribute, setText, uniqueId } from "../kit/dom.js";

/** Radio buttons or check boxes. */
function choiceInput(item, { onChange }) {
  const several = item.kind === "multiple";
  const name = uniqueId("choice");
  const rows = new Map();
  for (const { key, text } of item.choices) {
    const slot = el("div", { class: "ibc-slot", id: uniqueId("feedback") });
    const input = el("input", { type: several ? "checkbox" : "radio", name, value: key, "aria-describedby": slot.id, on: { change: onChange } });
    const label = el("label", { class: "ibc-choice-label" }, input, el("span", {}, text));
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
    },
    enable(on) {
      for (const input of inputs) input.disabled = !on;
    },
    first: () => inputs.find((input) => input.checked) ?? inputs[0],
    slot: (key) => rows.get(key)?.slot ?? null,
    openParts: () => 0,
  };
}

const LONG_OPTION = 34;
export const letter = (index) => String.fromCharCode(65 + index);

/** A list to choose from beside each row: matching and sorting into categories, without any dragging. */
function pairInput(item, { onChange }) {
  const parts = item.left ?? item.entries;
  const options = item.right ?? item.categories;
  // A native list cuts long texts on a narrow screen: then they stand in full above, with letters.
  const lettered = options.some(({ text }) => text.length > LONG_OPTION);
  const optionText = (option, index) => (lettered ? `${letter(index)}. ${option.text}` : option.text);
  const rows = new Map();
  for (const { key, text } of parts) {
    const id = uniqueId("select");
    const slot = el("div", { class: "ibc-slot", id: uniqueId("feedback") });
    const select = el("select", { id, "aria-describedby": slot.id, on: { change: onChange } },
      el("option", { value: "" }, "Choose…"),
      options.map((option, index) => el("option", { value: option.key }, optionText(option, index))));
    const pair = el("div", { class: "ibc-pair" }, el("label", { for: id }, text), select);
    rows.set(key, { select, slot, node: el("div", { class: "ibc-row", dataset: { key } }, pair, slot) });
  }
  const list = lettered ? el("ul", { class: "ibc-options" }, options.map((option, index) => el("li", {}, optionText(option, index)))) : null;
  const selects = [...rows.values()].map((row) => row.select);
  return {
    node: el("div", { class: "ibc-rows" }, list, [...rows.values()].map((row) => row.node)),
    value() {
      const chosen = [...rows].filter(([, row]) => row.select.value).map(([key, row]) => [key, row.select.value]);
      return chosen.length ? Object.fromEntries(chosen) : null;
    },
    set(response) {
      for (const [key, row] of rows) row.select.value = response?.[key] ?? "";
    },
    enable(on) {
      for (const select of selects) select.disabled = !on;
    },
    first: () => selects.find((select) => !select.value) ?? selects[0],
    slot: (key) => rows.get(key)?.slot ?? null,
    openParts: () => selects.filter((select) => !select.value).length,
  };
}

/** Steps to put in order with buttons, or with the up and down arrows on them. */
function orderInput(item, { onChange, announce }) {
  const list = el("ol", { class: "ibc-rows" });
  const rows = new Map();
  let touched = false;
  let enabled = true;
  const order = () => [...list.children].map((row) => row.dataset.key);

  function move(row, by, button) {
    const place = order().indexOf(row.key) + by;
    if (!enabled || place < 0 || place >= rows.size) return;
    const other = list.children[place];
    list.insertBefore(row.node, by < 0 ? other : other.nextSibling);
    touched = true;
    number();
    button.focus();
    announce(`${row.text}: now number ${place + 1} of ${rows.size}.`);
    onChange();
  }
  function moveButton(row, by, word) {
    const button = el("button", { type: "button", class: "ibc-button ibc-move", "aria-label": `Move ${word}: ${row.text}` }, icon(word));
    button.addEventListener("click", () => move(row, by, button));
    button.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      move(row, step, button);
    });
    return button;
  }
  function number() {
    [...list.children].forEach((node, index) => {
      const row = rows.get(node.dataset.key);
      setText(row.number, `${index + 1}.`);
      setAttribute(row.up, "aria-disabled", index === 0 ? "true" : null);
      setAttribute(row.down, "aria-disabled", index === rows.size - 1 ? "true" : null);
      for (const button of [row.up, row.down]) setAttribute(button, "hidden", !enabled);
    });
    setAttribute(keep, "hidden", !enabled || touched);
  }
  function keepOrder() {
    touched = true;
    number();
    rows.get(order()[0]).down.focus();
    announce("Order kept as shown.");
    onChange();
  }

  const keep = el("button", { type: "button", class: "ibc-button ibc-plain", on: { click: keepOrder } }, "Keep this order");
  for (const { key, text } of item.steps) {
    const row = { key, text, number: el("span", { class: "ibc-number" }), slot: el("div", { class: "ibc-slot" }) };
    row.up = moveButton(row, -1, "up");
    row.down = moveButton(row, 1, "down");
    row.node = el("li", { class: "ibc-row", dataset: { key } },
      el("div", { class: "ibc-step" }, row.number, el("span", { class: "ibc-step-text" }, text), row.up, row.down), row.slot);
    rows.set(key, row);
    list.append(row.node);
  }
  number();
  return {
    node: el("div", {}, list, keep),
    value: () => (touched ? order() : null),
    set(response) {
      touched = response !== null;
      for (const key of response ?? item.steps.map((step) => step.key)) list.append(rows.get(key).node);
      number();
    },
    enable(on) {
      enabled = on;
      number();
    },
    first: () => rows.get(order()[0]).down,
    slot: (key) => rows.get(key)?.slot ?? null,
    openParts: () => 0,
  };
}

/** A field for a number or a few words. */
function fieldInput(item, { onChange, onEnter }) {
  const id = uniqueId("field");
  const numeric = item.kind === "numeric";
  const unit = numeric && item.unit ? el("span", { id: uniqueId("unit") }, item.unit) : null;
  const input = el("input", {
    id, type: "text", class: numeric ? "ibc-field-number" : "ibc-field-text",
    inputmode: numeric ? "decimal" : "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: 200,
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

export const INPUTS = {
  single: choiceInput, multiple: choiceInput, matching: pairInput, categorise: pairInput,
  ordering: orderInput, numeric: fieldInput, short_text: fieldInput,
};
