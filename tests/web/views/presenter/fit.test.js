import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { tellNewPage } from "../../../../ibc_edu/views/kit/pages.js";
import { keepFitting } from "../../../../ibc_edu/views/presenter/fit.js";

const ROOM = { clientHeight: 600, clientWidth: 800 };
let frames, sizes;

/** Let the browser draw once. */
const frame = () => frames.splice(0).forEach((draw) => draw());

beforeEach(() => {
  frames = [];
  sizes = { changed: () => {}, watched: [] };
  vi.stubGlobal("requestAnimationFrame", (draw) => frames.push(draw));
  vi.stubGlobal("cancelAnimationFrame", () => { frames = []; });
  vi.stubGlobal("ResizeObserver", class {
    constructor(changed) { sizes.changed = changed; }
    observe(node) { sizes.watched.push(node); }
    disconnect() { sizes.watched = []; }
  });
});

/** A stage of 800 by 600 whose content takes so much room at full size. */
function staged(content, wanted = () => true) {
  const stage = document.body.appendChild(document.createElement("div"));
  const inside = stage.appendChild(document.createElement("div"));
  const zoom = () => Number(inside.style.getPropertyValue("zoom"));
  Object.defineProperties(stage, {
    ...Object.fromEntries(Object.entries(ROOM).map(([name, value]) => [name, { value }])),
    scrollHeight: { get: () => Math.max(ROOM.clientHeight, content.height * zoom()) },
    scrollWidth: { get: () => Math.max(ROOM.clientWidth, content.width * zoom()) },
  });
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  keepFitting(stage, controller.signal, wanted).begin();
  frame();
  return { stage, inside, zoom, close: () => controller.abort() };
}

it("leaves at full size what fits", () => {
  expect(staged({ height: 600, width: 800 }).zoom()).toBe(1);
});

it.each([["high", { height: 601, width: 800 }], ["wide", { height: 600, width: 801 }]])("leaves at full size what is one pixel too %s, as a browser rounds it", (_how, content) => {
  expect(staged(content).zoom()).toBe(1);
});

it.each([["high", { height: 602, width: 800 }], ["wide", { height: 600, width: 802 }]])("makes smaller by a little what is a little too %s", (_how, content) => {
  const { zoom } = staged(content);
  expect(zoom()).toBeLessThan(1);
  expect(zoom()).toBeGreaterThan(0.95);
});

it("makes a step that is a little too high smaller by a little, however small the one before had to be", () => {
  const content = { height: 1500, width: 800 };
  const { stage, zoom } = staged(content);
  expect(zoom()).toBeLessThan(0.41);
  content.height = 620;
  tellNewPage(stage);
  frame();
  expect(zoom()).toBeGreaterThan(0.9);
});

it("watches the step that is shown, and not the one before; one with nothing in it harms nothing", () => {
  const stage = document.createElement("div");
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const { begin } = keepFitting(stage, controller.signal, () => true);
  begin();
  frame();
  expect(sizes.watched).toEqual([stage]);
  const [first, second] = [document.createElement("p"), document.createElement("div")];
  for (const content of [first, second]) {
    stage.replaceChildren(content);
    begin();
  }
  expect(sizes.watched.map((node) => node.tagName)).toEqual(["DIV", "DIV"]);
  expect(frames).toHaveLength(1); // and draws once for all that changed
});

it.each([["high", { height: 1200, width: 800 }], ["wide", { height: 100, width: 1600 }]])("shows smaller what is too %s, and no smaller than it must", (_how, content) => {
  const { zoom } = staged(content);
  expect(zoom()).toBeLessThanOrEqual(0.502);
  expect(zoom()).toBeGreaterThan(0.47);
});

it("keeps a size that can be read, however much there is", () => {
  expect(staged({ height: 60_000, width: 800 }).zoom()).toBe(0.35);
});

it("becomes smaller as more is revealed, and does not jump back when it goes again", () => {
  const content = { height: 600, width: 800 };
  const { inside, stage, zoom } = staged(content);
  expect(sizes.watched).toEqual([stage, inside]);
  content.height = 900;
  sizes.changed();
  frame();
  const smaller = zoom();
  expect(smaller).toBeLessThan(0.67);
  content.height = 600;
  sizes.changed();
  frame();
  expect(zoom()).toBe(smaller);
});

it.each([
  ["a new page of a part", ({ inside }) => tellNewPage(inside)],
  ["another size of the window", () => window.dispatchEvent(new Event("resize"))],
  ["the full screen", () => document.dispatchEvent(new Event("fullscreenchange"))],
])("begins at full size with %s", (_what, happens) => {
  const content = { height: 1200, width: 800 };
  const shown = staged(content);
  content.height = 300;
  happens(shown);
  frame();
  expect(shown.zoom()).toBe(1);
  shown.close();
});

it("is for the room alone: where it need not fit, it can be scrolled", () => {
  expect(staged({ height: 1200, width: 800 }, () => false).zoom()).toBe(1);
});

it("lets go of the page when its view closes", () => {
  const content = { height: 1200, width: 800 };
  const { zoom, close, inside } = staged(content);
  const before = zoom();
  content.height = 2400;
  sizes.changed();
  close();
  expect(sizes.watched).toEqual([]);
  tellNewPage(inside);
  window.dispatchEvent(new Event("resize"));
  document.dispatchEvent(new Event("fullscreenchange"));
  frame();
  expect([zoom(), sizes.watched]).toEqual([before, []]);
});
