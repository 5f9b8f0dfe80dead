// Where somebody reads in a notebook, to bring them back there once everything above has been drawn anew.

const MOVES = ["wheel", "touchmove", "pointerdown", "keydown"];
const AGAIN_MS = 100;
const LONGEST_MS = 6000; // what is drawn later than this moves nobody

/** @param {any} panel */
const outerOf = (panel) => panel.node.querySelector(".jp-WindowedPanel-outer");

/**
 * Note the cell at the top of the window. Gives a function that brings it back there and keeps it there while parts
 * above are still drawn, until the reader moves; from then on it does nothing.
 * @param {any} panel
 * @returns {() => void}
 */
export function noteReading(panel) {
  const outer = outerOf(panel);
  if (!outer) return () => {};
  const below = (/** @type {Element} */ node) => node.getBoundingClientRect().top - outer.getBoundingClientRect().top;
  const cell = panel.content.widgets.findLast((/** @type {any} */ one) => one.node.isConnected && below(one.node) <= 1);
  if (!cell || outer.scrollTop === 0) return () => {};
  const offset = below(cell.node);
  let until = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  const moved = new AbortController();
  for (const move of MOVES) panel.node.addEventListener(move, () => moved.abort(), { capture: true, passive: true, signal: moved.signal });
  const go = () => {
    if (moved.signal.aborted || panel.isDisposed || Date.now() > until) clearInterval(timer);
    else if (cell.node.isConnected) outer.scrollTop += below(cell.node) - offset;
  };
  return () => {
    clearInterval(timer);
    until = Date.now() + LONGEST_MS;
    timer = setInterval(go, AGAIN_MS);
    go();
  };
}
