import { describe, expect, it } from "vitest";
import { therapyPicture } from "../../../ibc_edu/parts/therapy_map/pictures.js";
import { unworn } from "./sheet.js";

describe("a drawing of the therapy map", () => {
  const NAMES = ["blocked-receptor", "less-estrogen", "broken-receptor", "ovaries-off", "paused-division", "growth-signal", "dna-repair", "loaded-antibody", "antibody-on-her2", "her2-inside", "released-brake", "dividing-cells", "beam", "removed-tumor", "strong-bone"];
  const drawings = NAMES.map((name) => therapyPicture(name, "Words"));
  const all = (selector) => drawings.flatMap((drawing) => [...drawing.querySelectorAll(selector)]);
  const numbers = (path) => path.getAttribute("d").match(/-?[\d.]+/g).map(Number);
  const points = (path) => { const flat = numbers(path); return flat.flatMap((value, index) => (index % 2 ? [] : [[value, flat[index + 1]]])); };
  const number = (node, name) => Number(node.getAttribute(name));
  const side = ([x, y], [x1, y1], [x2, y2]) => Math.sign((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1));

  it("is in sight with all its parts, each of a size and a place", () => {
    for (const drawing of drawings) {
      expect(drawing.getAttribute("viewBox")).toBe("0 0 300 160");
      expect(drawing.getAttribute("role")).toBe("img");
    }
    for (const node of all("circle, ellipse")) {
      const [x, y] = [number(node, "cx"), number(node, "cy")];
      const radius = number(node, "r") || number(node, "rx");
      expect([x - radius >= 0, x + radius <= 300, y - radius >= 0, y + radius <= 160, radius > 0], node.outerHTML).toEqual([true, true, true, true, true]);
    }
    for (const node of all("rect")) {
      const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => number(node, name));
      expect([x > 0, x + width < 300, y > 0, y + height < 160, width > 0, height > 0], node.outerHTML).toEqual(Array(6).fill(true));
    }
    for (const node of all("text")) {
      expect(["start", "middle", "end"]).toContain(node.getAttribute("text-anchor"));
      expect([number(node, "x") > 0, number(node, "x") < 300, number(node, "y") > 10, number(node, "y") < 160], node.outerHTML).toEqual([true, true, true, true]);
    }
    for (const node of all("path")) expect(numbers(node).every((value) => value >= -100 && value <= 310), node.outerHTML).toBe(true);
  });

  it("has arrows with two wings behind their tips, one on each side", () => {
    const arrows = all(".ibc-pic-line").filter((path) => /^M\S+ \S+ L\S+ \S+ M\S+ \S+ L\S+ \S+ M\S+ \S+ L\S+ \S+$/.test(path.getAttribute("d")));
    expect(arrows.length).toBeGreaterThan(5);
    for (const path of arrows) {
      const [from, tip, one, wing, other, second] = points(path);
      const far = (to) => Math.hypot(from[0] - to[0], from[1] - to[1]);
      expect([one, other]).toEqual([tip, tip]);
      for (const end of [wing, second]) {
        expect(Math.hypot(tip[0] - end[0], tip[1] - end[1])).toBeCloseTo(9);
        expect(far(end)).toBeLessThan(far(tip));
      }
      expect(side(wing, from, tip)).toBe(-side(second, from, tip));
    }
  });

  it("has crosses of two lines through one middle, and cells around their nuclei", () => {
    const crosses = all(".ibc-pic-cross").filter((path) => / M/.test(path.getAttribute("d")));
    expect(crosses.length).toBeGreaterThan(5);
    for (const path of crosses) {
      const [a, b, c, d] = points(path);
      expect([a[0] + b[0], a[1] + b[1]]).toEqual([c[0] + d[0], c[1] + d[1]]);
      expect(side(c, a, b)).toBe(-side(d, a, b));
      expect(Math.abs(a[0] - b[0])).toBeLessThan(30);
    }
    const round = all("circle.ibc-pic-cell");
    expect(round).toHaveLength(3);
    for (const cell of round) {
      const nucleus = cell.nextElementSibling;
      expect(nucleus.classList.contains("ibc-pic-nucleus")).toBe(true);
      expect(["cx", "cy"].map((name) => number(nucleus, name))).toEqual(["cx", "cy"].map((name) => number(cell, name)));
      expect(number(nucleus, "r")).toBeLessThan(number(cell, "r") / 2);
    }
  });

  it("has receptors that stand on the cell: a cup open to the top with the drug in it, a post with a knob under an antibody", () => {
    const cups = all(".ibc-pic-receptor").filter((path) => path.getAttribute("d").includes("A11"));
    expect(cups).toHaveLength(4);
    for (const path of cups) {
      const [, x, foot, head, left, rim, right, end] = path.getAttribute("d").match(/^M(\S+) (\S+) V(\S+) M(\S+) (\S+) A11 11 0 0 0 (\S+) (\S+)$/).map(Number);
      expect([foot > head, head > rim, rim === end, x - left, right - x]).toEqual([true, true, true, 11, 11]);
    }
    const posts = all(".ibc-pic-receptor").filter((path) => /^M\S+ \S+ V\S+$/.test(path.getAttribute("d")));
    expect(posts).toHaveLength(5);
    for (const path of posts) {
      const [x, foot, head] = numbers(path);
      const knob = path.nextElementSibling;
      expect(knob.classList.contains("ibc-pic-knob")).toBe(true);
      expect([number(knob, "cx"), foot > head, number(knob, "cy") < head, number(knob, "cy") + number(knob, "r") >= head]).toEqual([x, true, true, true]);
    }
    const antibodies = all(".ibc-pic-drug-line").filter((path) => / V/.test(path.getAttribute("d")));
    expect(antibodies).toHaveLength(4);
    for (const path of antibodies) {
      const [left, arms, x, fork, right, others, foot, again, top] = numbers(path);
      expect([x - left, right - x, arms === others, foot === x, again === fork, fork < arms, top < fork]).toEqual([12, 12, true, true, true, true, true]);
      const knob = path.previousElementSibling;
      expect(number(knob, "cx")).toBe(x);
      expect(Math.abs(number(knob, "cy") - arms)).toBeLessThan(15);
    }
  });

  it("has parts for all that the sheet styles of one", () => {
    const box = document.createElement("div");
    box.append(...drawings);
    expect(unworn([box], "therapy_map/view.css").filter((name) => name.startsWith("ibc-pic-"))).toEqual([]);
  });
});
