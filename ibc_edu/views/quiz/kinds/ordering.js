// Steps to put in order.

import { el, icon, setAttribute, setText } from "../../kit/dom.js";
import { draggable } from "../drag.js";
import { register } from "../kinds.js";

/** A step with its number and its two buttons, which call move(row, by, button). */
function stepRow(key, text, move) {
  const number = el("span", { class: "ibc-number" });
  const slot = el("div", { class: "ibc-slot" });
  const [up, down] = ["up", "down"].map((word) => moveButton(text, word, (by, button) => move(row, by, button)));
  const node = el("li", { class: "ibc-row", dataset: { key } },
    el("div", { class: "ibc-step" }, number, el("span", { class: "ibc-step-text", dir: "auto" }, text), up, down), slot);
  const row = { key, text, number, slot, up, down, node };
  return row;
}

function moveButton(text, word, act) {
  const button = el("button", { type: "button", class: "ibc-button ibc-move", "aria-label": `Move ${word}: ${text}` }, icon(word));
  button.addEventListener("click", () => act(word === "up" ? -1 : 1, button));
  button.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    act(step, button);
  });
  return button;
}

/**
 * Put a dragged step where the pointer is; whether it moved. The others move: a node that is taken out of the page, if only
 * for a moment, slips from the pointer.
 */
function makeRoom(list, dragged, other) {
  if (!other || other === dragged || other.parentNode !== list) return false;
  const lines = [...list.children];
  const [from, to] = [lines.indexOf(dragged), lines.indexOf(other)];
  const others = from < to ? lines.slice(from + 1, to + 1) : lines.slice(to, from);
  const before = from < to ? dragged : dragged.nextSibling;
  others.forEach((node) => list.insertBefore(node, before));
  return true;
}

/**
 * Have a step dragged to its place: `moved` is called as often as it changes places, and `drop` at the end if it did. A drag
 * that moved nothing is no other answer.
 */
function draggableStep(list, node, { isOn, moved, drop }) {
  let hasMoved = false;
  draggable(node, {
    isOn,
    over(element) {
      if (!makeRoom(list, node, element?.closest(".ibc-row"))) return;
      hasMoved = true;
      moved();
    },
    drop() {
      if (hasMoved) drop();
      hasMoved = false;
    },
    follows: false,
  });
}

/** Write each step's number, and switch its buttons off where it cannot move. */
function renumber(rows, enabled) {
  rows.forEach((row, index) => {
    setText(row.number, `${index + 1}.`);
    setAttribute(row.up, "aria-disabled", index === 0 ? "true" : null);
    setAttribute(row.down, "aria-disabled", index === rows.length - 1 ? "true" : null);
    for (const button of [row.up, row.down]) setAttribute(button, "hidden", !enabled);
  });
}

/** Steps to put in order by dragging, with buttons, or with the up and down arrows on them. */
function orderInput(item, { onChange, announce }) {
  const list = el("ol", { class: "ibc-rows" });
  const rows = new Map();
  let touched = false;
  let enabled = true;
  const lines = () => [...list.children].map((node) => rows.get(/** @type {HTMLElement} */ (node).dataset.key));
  const order = () => lines().map((row) => row.key);

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
  function moved() {
    touched = true;
    number();
  }
  function number() {
    renumber(lines(), enabled);
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
    const row = stepRow(key, text, move);
    rows.set(key, row);
    list.append(row.node);
    draggableStep(list, row.node, { isOn: () => enabled, moved, drop: onChange });
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

/** The right order in full, with feedback on the steps that stood elsewhere. */
function rightOrder(item, lines) {
  const texts = new Map(item.steps.map((step) => [step.key, step.text]));
  const notes = new Map(lines.map((line) => [line.key, line.text]));
  const steps = item.feedback.key.map((key, index) =>
    el("li", { dir: "auto" }, `${index + 1}. ${texts.get(key)}`, notes.has(key) ? el("span", { class: "ibc-muted" }, ` – ${notes.get(key)}`) : null));
  return [el("p", {}, el("strong", {}, "The right order:")), el("ol", { class: "ibc-order" }, steps)];
}

register("ordering", {
  input: orderInput,
  chooseFirst: "Move a step first, or keep this order.",
  missedInRow: false,
  stillApplies: (line, judged, value) => judged?.indexOf(line.key) === value?.indexOf(line.key),
  panel: (item, lines) => (item.feedback?.key && item.status !== "correct" ? rightOrder(item, lines) : null),
});
