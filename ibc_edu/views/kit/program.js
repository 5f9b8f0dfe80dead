// The program behind a page, as far as the page can see it, and the reader's coming back to the page.

/** Statuses after which what the page talked to is no longer there. */
const GONE = new Set(["dead", "terminating", "restarting", "autorestarting"]);

/**
 * Watch the program that answers a model; returns a function that says whether it is known to be gone.
 * Where the page cannot see it, nothing is known.
 * @param {any} model
 * @param {AbortSignal} signal
 */
export function watchProgram(model, signal) {
  const manager = model.widget_manager; // the notebook's own, not of anywidget
  const kernel = manager?.kernel ?? manager?.context?.sessionContext?.session?.kernel;
  let gone = GONE.has(kernel?.status);
  const see = (/** @type {unknown} */ _, /** @type {string} */ status) => {
    if (GONE.has(status)) gone = true;
  };
  kernel?.statusChanged?.connect(see);
  signal.addEventListener("abort", () => kernel?.statusChanged?.disconnect(see));
  return () => gone || kernel?.isDisposed === true || kernel?.connectionStatus === "disconnected";
}

/**
 * Call a function when the reader comes back: to the browser's tab or window, to the notebook's tab, or by scrolling.
 * @param {HTMLElement} root
 * @param {() => void} action
 * @param {AbortSignal} signal
 */
export function whenReaderReturns(root, action, signal) {
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && action(), { signal });
  window.addEventListener("focus", action, { signal });
  if (!("IntersectionObserver" in window)) return;
  let inSight = true; // when it is opened it is up to date
  const observer = new IntersectionObserver(([entry]) => {
    if (entry.isIntersecting && !inSight) action();
    inSight = entry.isIntersecting;
  });
  observer.observe(root);
  signal.addEventListener("abort", () => observer.disconnect());
}
