// What jsdom lacks and the views need.

import { afterEach, beforeEach, vi } from "vitest";

const hasPage = typeof document !== "undefined"; // a web worker has none

beforeEach(() => {
  if (!hasPage) return;
  vi.stubGlobal("IntersectionObserver", class { observe() {} disconnect() {} });
  vi.stubGlobal("ResizeObserver", class { observe() {} disconnect() {} });
  Element.prototype.scrollIntoView = () => {};
  document.elementFromPoint = () => null;
});

afterEach(() => {
  vi.useRealTimers();
  if (!hasPage) return;
  vi.unstubAllGlobals(); // vitest does so before each test, and what a file reads as it is loaded comes before that
  document.body.replaceChildren();
  for (const node of [document.documentElement, document.body]) for (const name of node.getAttributeNames()) node.removeAttribute(name);
  for (const store of [localStorage, sessionStorage]) store.clear();
  for (const name of ["ibc_edu.plotly", "ibc_edu.plotly.full"]) delete window[Symbol.for(name)]; // one page serves all files
});
