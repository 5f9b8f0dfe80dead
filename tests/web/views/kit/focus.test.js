import { expect, it, vi } from "vitest";
import { el, focusOn, scrollIntoView } from "../../../../ibc_edu/views/kit/dom.js";

it("can be moved to a heading, and leaves a button reachable with the Tab key", () => {
  const [heading, button] = ["h3", "button"].map((tag) => document.body.appendChild(el(tag, {}, "Here")));
  for (const node of [heading, button]) {
    focusOn(node);
    expect(document.activeElement).toBe(node);
  }
  expect([heading.getAttribute("tabindex"), button.hasAttribute("tabindex")]).toEqual(["-1", false]);
});

it("comes into view smoothly, unless less motion is wished", () => {
  const went = vi.fn();
  const node = Object.assign(document.body.appendChild(el("p", {}, "Here")), { scrollIntoView: went });
  for (const less of [false, true]) {
    vi.stubGlobal("matchMedia", (query) => ({ matches: query === "(prefers-reduced-motion: reduce)" && less }));
    scrollIntoView(node);
  }
  expect(went.mock.calls.map(([{ behavior }]) => behavior)).toEqual(["smooth", "auto"]);
});
