// What a reader looks at stays where it is in the window, however much a part above it grows by what they did.

const MOVES = ["wheel", "touchmove", "pointerdown", "keydown"];
const HEIGHTS = [0.5, 0.6, 0.4]; // of the window, the middle first
const LONGEST_MS = 1500; // longer than any browser takes to scroll smoothly

/**
 * Redraw a part, and scroll by as much as that moved what the reader acts in, or looks at. Browsers hold the place only
 * sometimes: not where what is above is taken away and put anew, and some never do.
 * @param {HTMLElement} root of the part that is drawn anew
 * @param {() => void} redraw
 */
export function keepPlace(root, redraw) {
  const focused = document.activeElement;
  const held = focused?.closest(".ibc-root") ? focused : inTheMiddle(root); // not every browser puts the focus on what is tapped
  if (!held || !isBefore(root, held) || !isInWindow(held)) return redraw();
  const before = held.getBoundingClientRect().top;
  redraw();
  if (document.activeElement !== focused || !held.isConnected) return;
  const moved = held.getBoundingClientRect().top - before;
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

/**
 * What is in the middle of the window, or close to it where only the page itself is: a reader looks there, if not where
 * the pointer is or the finger was last, in the part itself.
 * @param {Element} root
 */
function inTheMiddle(root) {
  if (root.matches(":hover")) return null;
  const seen = HEIGHTS.map((share) => document.elementFromPoint(window.innerWidth / 2, window.innerHeight * share));
  return seen.find((node) => node && !node.contains(root)) ?? null;
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
