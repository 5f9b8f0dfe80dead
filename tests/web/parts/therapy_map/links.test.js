import { beforeEach, describe, expect, it, vi } from "vitest";
import { therapyLinks } from "../../../../ibc_edu/parts/shared/therapy_options.js";

beforeEach(() => vi.stubGlobal("requestAnimationFrame", (draw) => draw()));

describe("the lines of the map", () => {
  const box = (place) => Object.assign(document.createElement("div"), { getBoundingClientRect: () => ({ left: 0, right: 0, top: 0, height: 0, ...place }) });
  const link = (finding, more) => ({ finding, status: "open", ...more });
  /** Where each line begins and where it ends, from the top of the board, and where across it all lines lie. */
  const drawn = ({ node }) => ({
    across: [node.style.left, node.style.width],
    lines: [...node.querySelectorAll("path")].map((path) => {
      const [x1, y1, , , , , x2, y2] = path.getAttribute("d").match(/-?[\d.]+/g).map(Number);
      return [[x1, y1], [x2, y2]];
    }),
  });
  const findings = () => new Map([["her2", box({ left: 100, right: 180, top: 220, height: 20 })], ["hormones", box({ left: 100, right: 180, top: 300, height: 40 })], ["folded", box({ right: 180, top: 300 })]]);
  const rows = () => new Map([["low", box({ left: 240, right: 500, top: 210, height: 30 })], ["tall", box({ left: 240, right: 500, top: 250, height: 200 })]]);
  const result = { classes: { low: { links: [link("hormones")] }, tall: { links: [link("her2"), link("folded")] } } };

  it("lead over the gap alone, from the middle of a finding to the head of a class, and from none that is out of sight", () => {
    const board = box({ left: 100, right: 500, top: 200, height: 300 });
    const lines = therapyLinks(board, findings(), rows(), new AbortController().signal);
    lines.draw(result, {});
    expect(drawn(lines)).toEqual({ across: ["80px", "60px"], lines: [[[0, 120], [60, 25]], [[0, 30], [60, 74]]] });
  });

  it("are drawn as large where the page is shown at half its size", () => {
    const board = Object.assign(box({ left: 50, right: 250, top: 100, height: 150 }), { currentCSSZoom: 0.5 });
    const halved = (places) => new Map([...places].map(([key, node]) => {
      const place = node.getBoundingClientRect();
      return [key, box(Object.fromEntries(["left", "right", "top", "height"].map((name) => [name, place[name] / 2])))];
    }));
    const lines = therapyLinks(board, halved(findings()), halved(rows()), new AbortController().signal);
    lines.draw(result, {});
    expect(drawn(lines)).toEqual({ across: ["80px", "60px"], lines: [[[0, 120], [60, 25]], [[0, 30], [60, 74]]] });
  });

  it("take no room where findings and classes stand one below the other", () => {
    const under = new Map([["low", box({ left: 100, right: 500, top: 400, height: 30 })]]);
    const lines = therapyLinks(box({ left: 100 }), findings(), under, new AbortController().signal);
    lines.draw({ classes: { low: { links: [] } } }, {});
    expect(drawn(lines)).toEqual({ across: ["80px", "0px"], lines: [] });
  });

  it("have the color of the class that they lead to, and are nothing to those who listen", () => {
    const to = rows();
    to.get("tall").setAttribute("style", "--ibc-therapy-light: #111111");
    const lines = therapyLinks(box({}), findings(), to, new AbortController().signal);
    lines.draw(result, {});
    expect([...lines.node.querySelectorAll("path")].map((path) => path.getAttribute("style"))).toEqual([null, "--ibc-therapy-light: #111111"]);
    expect(lines.node.getAttribute("aria-hidden")).toBe("true");
  });

  it("follow the board when its size changes, drawn once a frame, until the view is closed", () => {
    const frames = [];
    vi.stubGlobal("requestAnimationFrame", (paint) => frames.push(paint));
    const sizes = { seen: () => {}, watched: /** @type {any[]} */ ([]), left: 0 };
    vi.stubGlobal("ResizeObserver", class {
      constructor(seen) { sizes.seen = seen; }
      observe(node) { sizes.watched.push(node); }
      disconnect() { sizes.left += 1; }
    });
    const closing = new AbortController();
    const board = box({ left: 100, top: 200 });
    const lines = therapyLinks(board, findings(), rows(), closing.signal);
    expect(sizes.watched).toEqual([board]);
    sizes.seen(); // before there is anything to draw
    frames.shift()();
    expect(drawn(lines).lines).toEqual([]);
    lines.draw(result, {});
    sizes.seen();
    expect(frames.length).toBe(1);
    frames.shift()();
    board.getBoundingClientRect = () => /** @type {DOMRect} */ ({ left: 100, right: 500, top: 190, height: 300 });
    sizes.seen();
    frames.shift()();
    expect(drawn(lines).lines[0]).toEqual([[0, 130], [60, 35]]);
    sizes.seen();
    closing.abort();
    board.getBoundingClientRect = () => { throw new Error("measured after the view is closed"); };
    frames.shift()();
    expect(sizes.left).toBe(1);
  });
});
