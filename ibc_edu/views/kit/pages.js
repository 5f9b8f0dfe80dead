// A part whose page is replaced by another one, such as the next scene or the next card.

import { fill, uniqueId } from "./dom.js";

/** The event by which a part says so. The presenter hears it and shows the new page as large as it can be. */
export const NEW_PAGE = "ibc-new-page";

/**
 * Replace the children of a node, and say that they are a new page.
 * @param {HTMLElement} node
 * @param {...import("./dom.js").Child} children
 */
export function turnPage(node, ...children) {
  node.dataset.about = uniqueId("page"); // nothing of it was opened before
  fill(node, ...children);
  tellNewPage(node);
}

/**
 * Say that what stands in a node now is a new page.
 * @param {Element} node
 */
export function tellNewPage(node) {
  node.dispatchEvent(new Event(NEW_PAGE, { bubbles: true }));
}
