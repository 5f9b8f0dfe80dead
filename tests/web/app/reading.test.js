import { afterEach, expect, it, vi } from "vitest";
import { noteReading } from "../../../ibc_edu/app/jupyter/labextensions/ibc-edu/static/reading.js";

/** A notebook of cells of these heights, scrolled by so much. */
function scrolled(heights, scrollTop) {
  const node = document.createElement("div");
  node.innerHTML = '<div class="jp-WindowedPanel-outer"></div>';
  const outer = /** @type {HTMLElement} */ (node.firstElementChild);
  document.body.replaceChildren(node);
  outer.scrollTop = scrollTop;
  outer.getBoundingClientRect = () => /** @type {any} */ ({ top: 100 });
  const widgets = heights.map((_height, place) => {
    const cell = document.createElement("div");
    outer.append(cell);
    const above = () => heights.slice(0, place).reduce((sum, height) => sum + height, 0);
    cell.getBoundingClientRect = () => /** @type {any} */ ({ top: 100 + above() - outer.scrollTop });
    return { node: cell };
  });
  return { panel: { node, content: { widgets }, isDisposed: false }, outer, heights };
}

afterEach(() => vi.useRealTimers());

it("brings the reader back to the cell they read, however high what is above has become, until they move", () => {
  vi.useFakeTimers();
  const { panel, outer, heights } = scrolled([500, 300, 400], 620);
  const goBack = noteReading(panel);
  outer.scrollTop = 0;
  goBack();
  expect(outer.scrollTop).toBe(620);
  heights[0] = 900;
  vi.advanceTimersByTime(200);
  expect(outer.scrollTop).toBe(1020);
  panel.node.dispatchEvent(new Event("wheel"));
  outer.scrollTop = 10;
  vi.advanceTimersByTime(1000);
  expect(outer.scrollTop).toBe(10);
});

it.each(["wheel", "touchmove", "pointerdown", "keydown"])("lets go of who moves by %s", (move) => {
  vi.useFakeTimers();
  const { panel, outer } = scrolled([500, 300, 400], 620);
  noteReading(panel)();
  outer.dispatchEvent(new Event(move, { bubbles: true }));
  outer.scrollTop = 10;
  vi.advanceTimersByTime(1000);
  expect(outer.scrollTop).toBe(10);
});

it("leaves who is at the top there, and lets go after a while", () => {
  vi.useFakeTimers();
  const top = scrolled([500, 300], 0);
  noteReading(top.panel)();
  top.outer.scrollTop = 40;
  vi.advanceTimersByTime(500);
  expect(top.outer.scrollTop).toBe(40);
  const { panel, outer } = scrolled([500, 300], 510);
  noteReading(panel)();
  vi.advanceTimersByTime(20000);
  outer.scrollTop = 5;
  vi.advanceTimersByTime(1000);
  expect(outer.scrollTop).toBe(5);
});

it("looks after the place once at a time, and after a while no more", () => {
  vi.useFakeTimers();
  const { panel } = scrolled([500, 300], 510);
  const back = noteReading(panel);
  for (let cell = 0; cell < 5; cell += 1) back();
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(20_000);
  expect(vi.getTimerCount()).toBe(0);
});

it("leaves the reader where they are when the cell that they read grows, or what is below it", () => {
  vi.useFakeTimers();
  const { panel, outer, heights } = scrolled([500, 300, 400], 620);
  noteReading(panel)();
  heights[1] = 900;
  heights[2] = 900;
  vi.advanceTimersByTime(200);
  expect(outer.scrollTop).toBe(620);
});

it("keeps to the cell that begins at the top, and not to one above that is out of the page, as a long notebook has it", () => {
  vi.useFakeTimers();
  const { panel, outer, heights } = scrolled([500, 300, 400], 800);
  const [, above, read] = panel.content.widgets;
  above.node.remove();
  const goBack = noteReading(panel);
  outer.scrollTop = 0;
  heights[1] = 700;
  goBack();
  expect(outer.scrollTop).toBe(1200);
  read.node.remove(); // drawn no more: nobody knows where it would be
  outer.scrollTop = 30;
  vi.advanceTimersByTime(1000);
  expect(outer.scrollTop).toBe(30);
});

it("takes no cell below the top that is out of the page for the one that is read", () => {
  vi.useFakeTimers();
  const { panel, outer, heights } = scrolled([500, 300, 400], 620);
  panel.content.widgets[2].node.getBoundingClientRect = () => ({ top: 0 }); // as of what is nowhere
  panel.content.widgets[2].node.remove();
  noteReading(panel)();
  heights[0] = 600;
  vi.advanceTimersByTime(200);
  expect(outer.scrollTop).toBe(720);
});

it("lets go also where what is pressed in keeps the key to itself, and when its notebook is closed", () => {
  vi.useFakeTimers();
  for (const happens of [
    ({ outer }) => outer.firstElementChild.dispatchEvent(new Event("keydown", { bubbles: true })),
    ({ panel }) => { panel.isDisposed = true; },
  ]) {
    const all = scrolled([500, 300, 400], 620);
    all.outer.firstElementChild.addEventListener("keydown", (event) => event.stopPropagation());
    noteReading(all.panel)();
    happens(all);
    all.outer.scrollTop = 10;
    vi.advanceTimersByTime(1000);
    expect([all.outer.scrollTop, vi.getTimerCount()]).toEqual([10, 0]);
  }
});

it("has nothing to bring back in a notebook that does not scroll, or has no cell yet", () => {
  vi.useFakeTimers();
  const bare = { node: document.body.appendChild(document.createElement("div")), content: { widgets: [{ node: document.body }] }, isDisposed: false };
  for (const panel of [bare, scrolled([], 40).panel]) noteReading(panel)();
  expect(vi.getTimerCount()).toBe(0);
});
