import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { comeTo, keepPlace } from "../../../../ibc_edu/views/kit/place.js";

/** A page with two parts; `height` is how high the first one is, `scrolled` what the page was asked to scroll by. */
function twoParts() {
  const page = { height: 100, scrolled: 0 };
  const panel = document.body.appendChild(document.createElement("div"));
  panel.innerHTML = '<div class="ibc-root" id="first"><button></button></div><div class="ibc-root"><button id="below"></button></div>';
  panel.style.overflowY = "auto";
  Object.defineProperty(panel, "scrollHeight", { value: 5000, configurable: true });
  panel.scrollBy = /** @type {any} */ (({ top }) => (page.scrolled += top));
  const below = /** @type {HTMLElement} */ (document.getElementById("below"));
  below.getBoundingClientRect = () => /** @type {any} */ ({ top: page.height + 50 - page.scrolled, bottom: page.height + 80 - page.scrolled });
  return { page, first: /** @type {HTMLElement} */ (document.getElementById("first")), below };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("scrolls by as much as a part above has grown, so that what has the focus stays", () => {
  const { page, first, below } = twoParts();
  below.focus();
  keepPlace(first, () => (page.height = 2100));
  expect(page.scrolled).toBe(2000);
  expect(below.getBoundingClientRect().top).toBe(150);
});

it("leaves the page alone where the reader acts in that part, looks elsewhere, or is led elsewhere by it", () => {
  const { page, first, below } = twoParts();
  const grow = () => (page.height += 300);
  keepPlace(first, grow); // nothing has the focus, and nothing is in the middle of the window
  /** @type {HTMLElement} */ (first.firstElementChild).focus();
  keepPlace(first, grow);
  below.focus();
  keepPlace(first, () => {
    grow();
    /** @type {HTMLElement} */ (first.firstElementChild).focus();
  });
  page.height = 5000; // what has the focus is out of sight
  below.focus();
  keepPlace(first, grow);
  expect(page.scrolled).toBe(0);
});

/** Where the middle of the window, of 768 px, and what is close to it hit these nodes. */
const hit = (...nodes) => (document.elementFromPoint = (_x, y) => nodes[[384, 461, 307].indexOf(Math.round(y))]);

it("holds what is in the middle of the window where no part has the focus, as after a tap that gives none", () => {
  const { page, first, below } = twoParts();
  hit(below);
  keepPlace(first, () => (page.height = 400));
  expect(page.scrolled).toBe(300);
  hit(first.parentElement, below); // a gap between the parts
  keepPlace(first, () => (page.height = 500));
  expect(page.scrolled).toBe(400);
});

it("leaves the page alone where the pointer is in the part, as after a press that gives no focus", () => {
  const { page, first, below } = twoParts();
  hit(below);
  first.matches = (selector) => selector === ":hover";
  keepPlace(first, () => (page.height = 400));
  expect(page.scrolled).toBe(0);
});

it("leaves the page alone where the reader looks at the part itself, or above it, or what was there is gone", () => {
  const { page, first, below } = twoParts();
  const grow = () => (page.height += 100);
  hit(first.firstElementChild, below);
  keepPlace(first, grow);
  hit(first);
  keepPlace(/** @type {HTMLElement} */ (below.parentElement), grow);
  hit(below);
  keepPlace(first, () => { grow(); below.remove(); });
  expect(page.scrolled).toBe(0);
});

it("goes to a node again where something above has grown on the way, until the reader moves or some time has passed", () => {
  const went = vi.fn();
  const node = document.body.appendChild(document.createElement("p"));
  let top = 100;
  Object.assign(node, { scrollIntoView: went, getBoundingClientRect: () => ({ top }) });
  const end = (grown) => {
    top += grown;
    document.body.dispatchEvent(new Event("scrollend", { bubbles: true }));
  };
  comeTo(node, "smooth");
  end(500);
  expect(went).toHaveBeenCalledTimes(2);
  end(0); // it is there; what scrolls the page now is not this
  end(500);
  expect(went).toHaveBeenCalledTimes(2);
  comeTo(node, "smooth");
  document.body.dispatchEvent(new Event("wheel", { bubbles: true }));
  end(500);
  expect(went).toHaveBeenCalledTimes(3);
  comeTo(node, "smooth");
  vi.advanceTimersByTime(5000);
  end(500);
  expect(went).toHaveBeenCalledTimes(4);
});

it("leaves the page alone where the part's own button is what moves, or what the reader is at has not moved", () => {
  const { page, first, below } = twoParts();
  const scrolled = vi.fn();
  first.parentElement.scrollBy = scrolled;
  const own = /** @type {HTMLElement} */ (first.firstElementChild);
  own.getBoundingClientRect = () => /** @type {any} */ ({ top: page.height - 50, bottom: page.height - 20 });
  own.focus();
  keepPlace(first, () => (page.height = 400));
  hit(own);
  own.blur();
  keepPlace(first, () => (page.height = 500));
  below.focus();
  keepPlace(first, () => {});
  expect(scrolled).not.toHaveBeenCalled();
});

it("holds what is at the edge of the window, and nothing beyond it", () => {
  const { page, first, below } = twoParts();
  const scrolled = vi.fn();
  first.parentElement.scrollBy = scrolled;
  below.focus();
  const held = (height) => {
    page.height = height;
    keepPlace(first, () => (page.height += 10));
    const times = scrolled.mock.calls.length;
    scrolled.mockClear();
    return times;
  };
  expect([-80, -79, 717, 718].map(held)).toEqual([0, 1, 1, 0]); // its bottom at 0 and 1 px, its top at 767 and 768 px
  held(100);
  keepPlace(first, () => (page.height += 10));
  expect(scrolled.mock.lastCall).toEqual([{ top: 10, behavior: "instant" }]);
});

it("looks in the middle of the window where the focus is in no part, as in the notebook's own field", () => {
  const { page, first, below } = twoParts();
  document.body.append(document.createElement("input"));
  document.querySelector("input").focus();
  const asked = [];
  document.elementFromPoint = (x, y) => { asked.push([x, y]); return below; };
  keepPlace(first, () => (page.height = 400));
  expect(page.scrolled).toBe(300);
  expect(asked[0]).toEqual([512, 384]);
});

it("scrolls what scrolls: the panel that is higher than its window, else the page", () => {
  const root = /** @type {any} */ (document.documentElement);
  root.scrollBy = vi.fn();
  for (const [overflowY, scrollHeight, byPage] of [["scroll", 5000, false], ["auto", 5000, false], ["visible", 5000, true], ["auto", 0, true]]) {
    document.body.replaceChildren();
    const { page, first, below } = twoParts();
    const panel = /** @type {any} */ (first.parentElement);
    panel.style.overflowY = overflowY;
    Object.defineProperty(panel, "scrollHeight", { value: scrollHeight });
    const inPanel = vi.spyOn(panel, "scrollBy");
    root.scrollBy.mockClear();
    below.focus();
    keepPlace(first, () => (page.height += 10));
    expect([inPanel.mock.calls.length, root.scrollBy.mock.calls.length]).toEqual(byPage ? [0, 1] : [1, 0]);
  }
  delete root.scrollBy;
});

describe("a node that is come to", () => {
  /** A node in a panel that scrolls, and what brings it into view. */
  function inPanel() {
    const panel = document.body.appendChild(document.createElement("div"));
    panel.style.overflowY = "scroll";
    Object.defineProperty(panel, "scrollHeight", { value: 5000 });
    const node = panel.appendChild(document.createElement("p"));
    const at = { top: 900 };
    const went = vi.fn();
    Object.assign(node, { scrollIntoView: went, getBoundingClientRect: () => ({ top: at.top - panel.scrollTop }) });
    const ends = () => panel.dispatchEvent(new Event("scrollend")); // in a panel it goes no further up
    return { panel, node, at, went, ends };
  }

  it("is left there when the page has scrolled to it", () => {
    const { panel, node, went, ends } = inPanel();
    comeTo(node, "smooth");
    panel.scrollTop = 400;
    ends();
    expect(went.mock.calls).toEqual([[{ block: "nearest", behavior: "smooth" }]]);
  });

  it("is gone to again as often as something above grows on the way", () => {
    const { panel, node, at, went, ends } = inPanel();
    comeTo(node, "auto");
    for (const grown of [200, -50]) {
      panel.scrollTop += 100;
      at.top += grown;
      ends();
    }
    expect(went.mock.calls).toEqual(Array(3).fill([{ block: "nearest", behavior: "auto" }]));
    expect(vi.getTimerCount()).toBe(1);
  });

  it.each(["wheel", "touchmove", "pointerdown", "keydown"])("is left alone from a reader's %s on, also where something keeps that to itself", (move) => {
    const { panel, node, at, went, ends } = inPanel();
    panel.addEventListener(move, (event) => event.stopPropagation());
    comeTo(node, "smooth");
    panel.dispatchEvent(new Event(move, { bubbles: true }));
    at.top += 300;
    ends();
    expect(went).toHaveBeenCalledOnce();
  });
});
