// What a reader has opened stays open when what is around it is drawn anew.

/**
 * Redraw what stands in a node; a fold that was open and is made anew is open again.
 *
 * It is the same fold if it has the same words in front, numbers aside, in the same place, and if it and all that it stands
 * in are about the same: `data-about` says what of, where a place shows one thing after the other, or a list many alike.
 * @param {HTMLElement} root
 * @param {() => void} redraw
 */
export function keepOpen(root, redraw) {
  const before = new Set(root.querySelectorAll("details"));
  const opened = [...before].filter(({ open }) => open).map((fold) => ({ fold, name: nameOf(fold, root), above: [...placesOf(fold, root)] }));
  redraw();
  for (const { fold, name, above } of opened) {
    if (root.contains(fold)) continue;
    const place = above.find((node) => root.contains(node)) ?? root;
    const same = [...place.querySelectorAll("details")].filter((made) => !before.has(made) && nameOf(made, root) === name);
    if (same.length === 1) same[0].open = true; // of several alike nobody knows which it was
  }
}

/**
 * @param {HTMLElement} fold
 * @param {HTMLElement} root
 */
function nameOf(fold, root) {
  const names = [...placesOf(fold, root)].map((node) => [node.dataset.about, node.matches("details") && wordsOf(node)]);
  return JSON.stringify(names.flat().filter((name) => name !== undefined && name !== false));
}

/** @param {HTMLElement} fold */
function wordsOf(fold) {
  return fold.querySelector(":scope > summary")?.textContent?.replace(/\d+/g, "");
}

/**
 * A node and all that it stands in, from the inside to the root.
 * @param {HTMLElement} node
 * @param {HTMLElement} root
 */
function* placesOf(node, root) {
  for (let place = /** @type {HTMLElement | null} */ (node); place && place !== root; place = place.parentElement) yield place;
  yield root;
}
