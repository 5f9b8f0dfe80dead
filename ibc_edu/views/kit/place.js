// What a reader looks at stays where it is in the window, however much a part above it grows by what they did.

const MOVES = ["wheel", "touchmove", "pointerdown", "keydown"];
const LONGEST_MS = 1500; // longer than any browser takes to scroll smoothly

/**
 * Redraw a part, and scroll by as much as that moved what the reader acts in. Browsers hold the place only sometimes: not
 * where what is above is taken away and put anew, and some never do.
 * @param {HTMLElement} root of the part that is drawn anew
 * @param {() => void} redraw
 */
export function keepPlace(root, redraw) {
  const focused = document.activeElement;
  if (!focused?.closest(".ibc-root") || !isBefore(root, focused) || !isInWindow(focused)) return redraw();
  const before = focused.getBoundingClientRect().top;
  redraw();
  if (document.activeElement !== focused) return;
  const moved = focused.getBoundingClientRect().top - before;
  if (moved) scrollerOf(root).scrollBy({ top: moved, behavior: "instant" });
}

/**
 * Bring a node into view, and again where it was missed because something above has grown meanwhile.
 * @param {Element} node
 * @param {ScrollBehavior} behavior
 */
export function comeTo(node, behavior) {
  const go = () => node.scrollIntoView({ block: "nearest", behavior });
  const place = () => node.getBoundingClientRect().top + scrollerOf(node).scrollTop;
  let before = place();
  const over = new AbortController();
  const options = { capture: true, passive: true, signal: over.signal };
  const arrived = () => {
    const now = place();
    if (Math.abs(now - before) < 1) return over.abort(); // nothing has grown: where the page is now, the reader may have put it
    before = now;
    go();
  };
  for (const move of MOVES) document.addEventListener(move, () => over.abort(), options); // the reader goes elsewhere
  document.addEventListener("scrollend", arrived, options);
  setTimeout(() => over.abort(), LONGEST_MS);
  go();
}

/** @param {Element} root @param {Element} node */
function isBefore(root, node) {
  return root.compareDocumentPosition(node) === Node.DOCUMENT_POSITION_FOLLOWING;
}

/** @param {Element} node */
function isInWindow(node) {
  const { top, bottom } = node.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

/** JupyterLab scrolls a panel, other pages as a whole. @param {Element} node */
function scrollerOf(node) {
  const scrolls = (/** @type {Element} */ one) => one.scrollHeight > one.clientHeight && /auto|scroll/.test(getComputedStyle(one).overflowY);
  let above = node.parentElement;
  while (above && !scrolls(above)) above = above.parentElement;
  return above ?? document.documentElement;
}
