// The time that a class has for something, on every view of the presentation.

import { el, setAttribute, setText } from "../kit/dom.js";

const CHOICES = [[0, "No countdown"], [30, "30 seconds"], [60, "1 minute"], [120, "2 minutes"], [180, "3 minutes"], [300, "5 minutes"]];

/**
 * Seconds as minutes and seconds.
 * @param {number} seconds
 */
export function clockText(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * A menu that starts it, and the clock for the room.
 * @param {{start: (seconds: number) => void}} options
 */
export function countdown({ start }) {
  const node = el("select", { "aria-label": "Countdown", on: { change: () => start(Number(node.value)) } },
    CHOICES.map(([seconds, text]) => el("option", { value: seconds }, text)));
  const clock = el("p", { class: "ibc-presenter-countdown", role: "timer", "aria-label": "Time left", hidden: true });
  return {
    node,
    clock,
    /** Show what is left until `ends`, in ms since 1970; 0 is no countdown. */
    show(/** @type {number} */ ends, /** @type {string} */ role) {
      const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
      setAttribute(clock, "hidden", !ends || role === "card");
      setAttribute(clock, "data-over", Boolean(ends) && left === 0);
      setText(clock, left ? clockText(left) : "Time");
      if (!ends) node.value = "0";
    },
  };
}
