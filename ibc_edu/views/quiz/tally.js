// A show of hands: answers with letters, a count each, and a bar. Stands in for the controls in present mode.

import { el, fill, setAttribute, setText } from "../kit/dom.js";
import { letter } from "./letters.js";

/** Answers to count hands for; `count(key, delta)` sends a change. */
export function tallyInput(item, { count }) {
  const rows = new Map();
  item.choices.forEach(({ key, text }, index) => {
    const name = letter(index);
    const button = (delta, sign, label) =>
      el("button", { type: "button", class: "ibc-button ibc-hand", "aria-label": label, on: { click: () => count(key, delta) } }, sign);
    const row = {
      name,
      total: el("span", { class: "ibc-count" }, "0"),
      bar: el("span", { class: "ibc-bar" }),
      earlier: el("span", { class: "ibc-bar ibc-bar-earlier" }),
      bars: el("div", { class: "ibc-bars", "aria-hidden": "true" }),
      earlierTotal: el("span", { class: "ibc-small ibc-muted" }),
      slot: el("div", { class: "ibc-slot" }),
      less: button(-1, "−", `One hand less for ${name}`),
      more: button(1, "+", `One hand more for ${name}`),
    };
    const counter = el("span", { class: "ibc-counter" }, row.less, row.total, row.more);
    row.node = el("div", { class: "ibc-row ibc-tally", dataset: { key } },
      el("div", { class: "ibc-tally-line" }, el("span", { class: "ibc-letter" }, name), el("span", { class: "ibc-step-text", dir: "auto" }, text), counter),
      fill(row.bars, row.earlier, row.bar), row.earlierTotal, row.slot);
    rows.set(key, row);
  });
  const byLetter = new Map([...rows].map(([key, row]) => [row.name, key]));
  const help = el("p", { class: "ibc-small ibc-muted" }, "Count hands with + and −, or press the letter of an answer; with Shift it takes one away.");
  const node = el("div", { class: "ibc-rows" }, [...rows.values()].map((row) => row.node), help);
  return {
    node,
    value: () => null,
    set: () => {},
    enable(on) {
      setAttribute(help, "hidden", !on);
      for (const row of rows.values()) {
        for (const button of [row.less, row.more]) setAttribute(button, "hidden", !on);
      }
    },
    first: () => rows.values().next().value.more,
    slot: (key) => rows.get(key)?.slot ?? null,
    openParts: () => 0,
    /** A, B, C add a hand, with Shift they take one away; true if the key was one of them. */
    key(event) {
      const key = byLetter.get(event.key.toUpperCase());
      if (!key || event.ctrlKey || event.metaKey || event.altKey) return false;
      count(key, event.shiftKey ? -1 : 1);
      return true;
    },
    showTally({ counts, earlier }) {
      const most = Math.max(...Object.values(counts), ...Object.values(earlier ?? {}));
      for (const [key, row] of rows) {
        setAttribute(row.bars, "data-counted", most > 0);
        setText(row.total, String(counts[key] ?? 0));
        row.bar.style.width = `${(100 * (counts[key] ?? 0)) / Math.max(1, most)}%`;
        row.earlier.style.width = `${(100 * (earlier?.[key] ?? 0)) / Math.max(1, most)}%`;
        setAttribute(row.earlier, "hidden", !earlier);
        setText(row.earlierTotal, earlier ? `Before the discussion: ${earlier[key] ?? 0}` : "");
      }
    },
  };
}
