// A step fits the screen: what is too long for it is shown smaller, so that nobody has to scroll before a class.

import { NEW_PAGE } from "../kit/pages.js";

const SMALLEST = 0.35; // of the size that is read from the back of a room
const FINE = 0.02;

/**
 * Keep what stands in `stage` within it. A step begins at full size, and only ever becomes smaller while it grows: what
 * is revealed, or a figure that is drawn late, does not make the text jump to and fro. So does each page of a part.
 *
 * @param {HTMLElement} stage its one child is what is made to fit
 * @param {AbortSignal} signal
 * @param {() => boolean} wanted whether it has to fit just now
 */
export function keepFitting(stage, signal, wanted) {
  let scale = 1;
  let asked = 0;
  const content = () => /** @type {HTMLElement | null} */ (stage.firstElementChild);
  const set = (/** @type {number} */ value) => content()?.style.setProperty("zoom", String(value));
  const overflows = () => stage.scrollHeight > stage.clientHeight + 1 || stage.scrollWidth > stage.clientWidth + 1;
  const fit = () => {
    asked = 0;
    if (!wanted() || !content() || !overflows()) return;
    let [low, high] = [SMALLEST, scale];
    while (high - low > FINE) {
      const middle = (low + high) / 2;
      set(middle);
      if (overflows()) high = middle;
      else low = middle;
    }
    scale = low;
    set(scale);
  };
  const ask = () => { asked ||= requestAnimationFrame(fit); };
  const begin = () => {
    scale = 1;
    set(1);
    sizes.disconnect();
    sizes.observe(stage);
    const inside = content();
    if (inside) sizes.observe(inside);
    ask();
  };
  const sizes = new ResizeObserver(ask);
  stage.addEventListener(NEW_PAGE, begin, { signal });
  window.addEventListener("resize", begin, { signal });
  document.addEventListener("fullscreenchange", begin, { signal });
  signal.addEventListener("abort", () => { sizes.disconnect(); cancelAnimationFrame(asked); });
  return { begin };
}
