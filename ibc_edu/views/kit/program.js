// The program behind a page, as far as the page can see it, and the reader's coming back to the page.

const SLOW_MS = 700;
const LOOK_MS = [1000, 2500, 4500]; // a program that stopped is named as such within 5 s
const SILENT_MS = 10000;
const RESEND_MS = [11000, 30000, 60000, 120000];
const STOPPED = "The program that answers this page has stopped. Reload the page to go on; what you agreed to keep is still there.";
const SILENT = "There is no answer yet: this computer is busy. The page keeps asking. If this lasts, reload the page; what you agreed to keep is still there.";

/** Statuses after which what the page talked to is no longer there. */
const GONE = new Set(["dead", "terminating", "restarting", "autorestarting"]);

/**
 * Watch the program that answers a model; returns a function that says whether it is known to be gone.
 * Where the page cannot see it, nothing is known.
 * @param {any} model
 * @param {AbortSignal} signal
 */
function watchProgram(model, signal) {
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
 * Watch over replies: `expectReply` is called with each message, `replied` when one came, `noReply` when none can come.
 * @param {any} model
 * @param {{show: (text: string) => void, slow: (on: boolean) => void}} acts
 * @param {AbortSignal} signal
 */
export function expectReplies(model, { show, slow }, signal) {
  const stopped = watchProgram(model, signal);
  /** @type {ReturnType<typeof setTimeout>[]} */
  let timers = [];
  const clear = () => {
    timers.forEach((timer) => clearTimeout(timer));
    timers = [];
  };
  signal.addEventListener("abort", clear);
  const noReply = () => {
    clear();
    show(STOPPED);
  };
  const replied = () => {
    clear();
    slow(false);
  };
  const expectReply = (/** @type {() => void} */ sendAgain) => {
    clear();
    if (signal.aborted) return; // a closed view hears of no reply
    timers = [
      ...RESEND_MS.map((ms) => setTimeout(sendAgain, ms)),
      setTimeout(() => slow(true), SLOW_MS),
      ...LOOK_MS.map((ms) => setTimeout(() => stopped() && noReply(), ms)),
      setTimeout(() => show(SILENT), SILENT_MS),
    ];
  };
  return { expectReply, replied, noReply };
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
