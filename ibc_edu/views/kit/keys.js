// Which keys a view keeps to itself.

const SUPPRESS = "data-lm-suppress-shortcuts"; // JupyterLab and Notebook 7 look for it

/**
 * Ctrl+S or Cmd+S.
 * @param {KeyboardEvent} event
 */
function saves(event) {
  return (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "s";
}

/**
 * Keep keys pressed inside the root away from the notebook, whose command mode would take the arrows, cut the cell on
 * "x", turn it into Markdown on "m". Saving still reaches it.
 *
 * JupyterLab listens on the document while a key bubbles up, Notebook 7 on its way down, before any element hears of
 * it. There only the attribute helps, and only on the very element that has the focus (its shortcuts match `:focus`).
 *
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
export function guardKeys(root, signal) {
  const mark = (/** @type {KeyboardEvent} */ event) => {
    if (event.target instanceof Element && root.contains(event.target)) {
      if (saves(event)) event.target.removeAttribute(SUPPRESS);
      else event.target.setAttribute(SUPPRESS, "true");
    }
  };
  window.addEventListener("keydown", mark, { capture: true, signal });
  root.addEventListener("keydown", (event) => {
    if (!saves(event)) event.stopPropagation();
  });
}
