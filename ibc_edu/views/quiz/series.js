// What a quiz of a series shows besides: why it was chosen, the button to the next one, and why the series ended.

import { el, focusOn, scrollIntoView, setAttribute, setText } from "../kit/dom.js";

/**
 * Nodes that stay hidden where there is no series. `next` is called by the button.
 * @param {{why: string, end: string} | null} series
 * @param {() => void} next
 */
export function seriesLines(series, next) {
  const why = el("p", { class: "ibc-why ibc-muted", hidden: !series?.why }, series?.why);
  const button = el("button", { type: "button", class: "ibc-button ibc-primary", on: { click: next } }, "Next question");
  const end = el("p", { class: "ibc-series-end", tabindex: "-1", hidden: !series?.end }, series?.end);
  // A key held down on the button before is not a wish to go on.
  button.addEventListener("keydown", (event) => { if (event.repeat) event.preventDefault(); });
  let ended = Boolean(series?.end);
  let settled = false;
  const node = el("div", { class: "ibc-series" }, button, end);
  const paint = () => {
    setAttribute(button, "hidden", !series || ended || !settled);
    setAttribute(node, "hidden", button.hidden && end.hidden);
  };
  paint();
  return {
    why,
    node,
    /** @param {boolean} now whether each question is settled */
    update(now) {
      settled = now;
      paint();
    },
    /**
     * Say why it ends, where the button was.
     * @param {string} text
     * @param {(text: string) => void} announce
     */
    end(text, announce) {
      ended = Boolean(text);
      setText(end, text);
      setAttribute(end, "hidden", !text);
      if (text) {
        focusOn(end, { preventScroll: true });
        scrollIntoView(end);
        announce(text);
      }
      paint();
    },
  };
}
