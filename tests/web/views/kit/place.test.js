import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { comeTo, keepPlace } from "../../../../ibc_edu/views/kit/place.js";

/** A page with two parts; `height` is how high the first one is, `scrolled` what the page was asked to scroll by. */
function twoParts() {
  const page = { height: 100, scrolled: 0 };
  const panel = document.body.appendChild(document.createElement("div"));
  panel.innerHTML = '<div class="ibc-root" id="first"><button></button></div><div class="ibc-root"><button id="below"></button></div>';
  panel.style.overflowY = "auto";
  Object.defineProperty(panel, "scrollHeight", { value: 5000 });
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
