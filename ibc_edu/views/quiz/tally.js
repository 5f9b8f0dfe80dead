// A show of hands: answers with letters, a count each with its share, and a bar as long as it; of two rounds both, side by side.
// Stands in for the controls in present mode.

import { el, fill, setAttribute, setText } from "../kit/dom.js";
import { letter } from "./letters.js";
import "./tally.css";

/** Answers to count hands for; `count(key, delta)` sends a change. */
export function tallyInput(item, { count }) {
  const rows = new Map();
  item.choices.forEach(({ key, text }, index) => {
    const name = letter(index);
    const button = (delta, sign, label) =>
      el("button", { type: "button", class: "ibc-button ibc-hand", dataset: { hands: "" }, "aria-label": label, on: { click: () => count(key, delta) } }, sign);
    const row = {
      name,
      total: el("span", { class: "ibc-count" }, "0"),
      rounds: [roundOf("First round", "ibc-bar-earlier"), roundOf("Now", "")],
      bars: el("div", { class: "ibc-bars" }),
      slot: el("div", { class: "ibc-slot" }),
      less: button(-1, "−", `One hand less for ${name}`),
      more: button(1, "+", `One hand more for ${name}`),
    };
    const counter = el("span", { class: "ibc-counter" }, row.less, row.total, row.more);
    row.node = el("div", { class: "ibc-row ibc-tally", dataset: { key } },
      el("div", { class: "ibc-tally-line" }, el("span", { class: "ibc-letter" }, name), el("span", { class: "ibc-step-text", dir: "auto" }, text), counter),
      fill(row.bars, row.rounds.map(({ node }) => node)), row.slot);
    rows.set(key, row);
  });
  const byLetter = new Map([...rows].map(([key, row]) => [row.name, key]));
  const help = el("p", { class: "ibc-small ibc-muted" }, "Count hands with + and −, or press the letter of an answer; with Shift it takes one away.");
  const counted = el("p", { class: "ibc-counted ibc-small ibc-muted" });
  const node = el("div", { class: "ibc-rows" }, [...rows.values()].map((row) => row.node), counted, help);
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
    /** A, B, C add a hand, with Shift they take one away, a key held down once; true if the key was one of them. */
    key(event) {
      const key = byLetter.get(event.key.toUpperCase());
      if (!key || event.ctrlKey || event.metaKey || event.altKey) return false;
      if (!event.repeat) count(key, event.shiftKey ? -1 : 1);
      return true;
    },
    showTally({ counts, earlier }) {
      const hands = [totalOf(earlier ?? {}), totalOf(counts)];
      const any = hands.some((sum) => sum > 0);
      for (const [key, row] of rows) {
        setAttribute(row.bars, "data-counted", any);
        setAttribute(row.bars, "data-rounds", earlier ? 2 : 1);
        setText(row.total, String(counts[key] ?? 0));
        row.rounds[0].show(earlier, earlier?.[key] ?? 0, hands[0]);
        row.rounds[1].show(counts, counts[key] ?? 0, hands[1]);
      }
      setText(counted, any ? handsText(hands, earlier) : "");
    },
  };
}

const totalOf = (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** How many answers, by hand or phone, the shares are of: a share without its n says nothing. */
function handsText(hands, earlier) {
  const [before, now] = hands;
  return earlier ? `Answers counted: first round n = ${before}, now n = ${now}.` : `Answers counted: n = ${now}.`;
}

/** One round at one answer: its name, a bar of its share, count and percent. */
function roundOf(name, look) {
  const bar = el("span", { class: `ibc-bar ${look}` });
  const share = el("span", { class: "ibc-share" });
  const node = el("div", { class: "ibc-round" }, el("span", { class: "ibc-round-name" }, name), el("span", { class: "ibc-bar-room", "aria-hidden": "true" }, bar), share);
  return {
    node,
    show(round, count, hands) {
      setAttribute(node, "hidden", !round);
      bar.style.width = `${Math.round((100 * count) / Math.max(1, hands))}%`;
      setText(share, hands ? `${count} (${Math.round((100 * count) / hands)}%)` : "0");
    },
  };
}
