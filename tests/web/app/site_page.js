// A page of the static site, opened with a Python that only notes what it is asked.

import { onTestFinished, vi } from "vitest";

/** What stands around the text of every page. */
const FRAME = `<header><a href="index.html">Contents</a></header><button id="theme"></button><button id="print"></button>
  <dialog id="beside"><h2 id="beside-title"></h2><div id="beside-text"></div><button id="beside-close"></button></dialog>`;

/** Python's worker: remembers what it is asked, and says what it is told to say. */
export class FakeWorker {
  /** @type {FakeWorker[]} */
  static made = [];
  asked = [];
  constructor(_address, options) { Object.assign(this, options); FakeWorker.made.push(this); }
  postMessage(message) { this.asked.push(message); }
  say(message) { this.onmessage({ data: message }); }
  static get last() { return FakeWorker.made.at(-1); }
}

/** What the page's script knows of its cells, as the page holds it. */
export const live = (cells, more = {}) => `<script type="application/json" id="live">${JSON.stringify({ cells, ...more })}</script>`;

/** Open a page whose text is `main`, until the test is over. What its script hears of the window ends with it: one window serves all files. */
export async function openSite(main) {
  document.body.innerHTML = FRAME + main;
  FakeWorker.made = [];
  vi.stubGlobal("Worker", FakeWorker);
  const listen = vi.spyOn(window, "addEventListener");
  vi.resetModules();
  await import("../../../ibc_edu/app/site/web/site.js");
  const heard = listen.mock.calls.map(([...each]) => each);
  listen.mockRestore();
  onTestFinished(() => {
    heard.forEach(([event, listener, options]) => window.removeEventListener(event, listener, options));
    document.getElementById("live")?.remove(); // of a page that came, in the head
    history.replaceState(null, "", "/");
  });
}
