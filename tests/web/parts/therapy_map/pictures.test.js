import { describe, expect, it } from "vitest";
import { therapyPicture } from "../../../../ibc_edu/parts/therapy_map/pictures.js";

describe("the drawings", () => {
  const ALL = ["blocked-receptor", "less-estrogen", "broken-receptor", "ovaries-off", "paused-division", "growth-signal", "dna-repair", "loaded-antibody", "antibody-on-her2", "her2-inside", "released-brake", "dividing-cells", "beam", "removed-tumor", "strong-bone"];
  const parts = (selector, names = ALL) => names.flatMap((name) => [...therapyPicture(name, "Words").querySelectorAll(selector)]);
  const numbers = (path) => path.getAttribute("d").match(/-?[\d.]+/g).map(Number);
  const distance = ([x1, y1], [x2, y2]) => Math.hypot(x2 - x1, y2 - y1);
  const at = (node, ...names) => names.map((name) => Number(node.getAttribute(name)));

  it("have arrows whose two wings lie behind the tip, as far from the shaft on both sides", () => {
    const arrows = parts(".ibc-pic-line").map(numbers).filter((found) => found.length === 12);
    expect(arrows.length).toBeGreaterThan(5);
    for (const [x1, y1, x2, y2, ...head] of arrows) {
      const [start, tip, wings] = [[x1, y1], [x2, y2], [head.slice(2, 4), head.slice(6, 8)]];
      expect([head.slice(0, 2), head.slice(4, 6)]).toEqual([tip, tip]);
      expect(wings.map((wing) => distance(wing, tip)).every((length) => length > 5 && length < 12)).toBe(true);
      expect(wings.every((wing) => distance(wing, start) < distance(tip, start))).toBe(true);
      expect(distance(wings[0], start)).toBeCloseTo(distance(wings[1], start));
      expect(distance(wings[0], wings[1])).toBeGreaterThan(5);
    }
  });

  it("cross out with two lines that meet in their middle", () => {
    const crosses = parts(".ibc-pic-cross").filter((path) => !path.getAttribute("d").includes("l")).map(numbers).filter((found) => found.length === 8);
    expect(crosses.length).toBeGreaterThan(5);
    for (const [x1, y1, x2, y2, x3, y3, x4, y4] of crosses) {
      expect([x1 + x2, y1 + y2]).toEqual([x3 + x4, y3 + y4]);
      expect((x2 - x1) * (y2 - y1) * (x4 - x3) * (y4 - y3)).toBeLessThan(0);
    }
  });

  it("have cells around their nuclei, and cups and posts whose stems stand in the cell below them", () => {
    const nuclei = ["paused-division", "released-brake", "dividing-cells"].map((name) => therapyPicture(name, "Words")).map((picture) => {
      const round = picture.querySelector("circle.ibc-pic-cell");
      return at([...picture.querySelectorAll(".ibc-pic-nucleus")].at(-1), "cx", "cy", "r").map((value, place) => value - at(round, "cx", "cy", "r")[place]);
    });
    expect(nuclei.map(([right, down, larger]) => [right, down, larger < -8])).toEqual([[0, 0, true], [0, 0, true], [0, 0, true]]);
    for (const picture of ["blocked-receptor", "less-estrogen", "loaded-antibody", "antibody-on-her2"]) {
      for (const receptor of parts(".ibc-pic-receptor", [picture])) {
        const [x, foot, head, ...cup] = numbers(receptor);
        expect(foot).toBeGreaterThan(head);
        if (!cup.length) continue; // a post
        const [left, rim, right, end] = [cup[0], cup[1], cup.at(-2), cup.at(-1)];
        expect([left < x && x < right, x - left, rim]).toEqual([true, right - x, end]);
        expect(rim).toBeLessThan(head);
      }
    }
  });

  it("have antibodies that touch with two arms what stands below them", () => {
    const antibodies = parts(".ibc-pic-drug-line", ["loaded-antibody", "antibody-on-her2"]).map(numbers);
    const knobs = parts(".ibc-pic-knob", ["loaded-antibody", "antibody-on-her2"]).map((knob) => at(knob, "cx", "cy"));
    expect(antibodies.map(([left, , , , right]) => (left + right) / 2)).toEqual(knobs.map(([x]) => x));
    expect(antibodies.length).toBe(4);
    antibodies.forEach(([left, arm, x, neck, right, other, again, branch, top], place) => {
      expect([left < x && x < right, arm, [again, branch]]).toEqual([true, other, [x, neck]]);
      expect([top < neck, neck < arm, arm < knobs[place][1]]).toEqual([true, true, true]);
    });
  });

  it("stay within their frame, words and shapes", () => {
    for (const name of ALL) {
      const picture = therapyPicture(name, "Words");
      const [, , width, height] = picture.getAttribute("viewBox").split(" ").map(Number);
      const places = [...picture.querySelectorAll("text")].map((node) => at(node, "x", "y"))
        .concat([...picture.querySelectorAll("circle, ellipse")].map((node) => at(node, "cx", "cy")))
        .concat([...picture.querySelectorAll("rect")].map((node) => at(node, "x", "y")));
      expect(places.length, name).toBeGreaterThan(1);
      expect(places.filter(([x, y]) => !(x > 0 && x < width && y > 0 && y < height)), name).toEqual([]);
    }
  });

  it("stop the dominoes of the signal with the drug between them, and pause the round of dividing", () => {
    const across = (selector, name) => parts(selector, [name]).map((node) => at(node, "x")[0]);
    const [drug] = across("rect.ibc-pic-drug", "growth-signal");
    expect(across(".ibc-pic-domino", "growth-signal").map((x) => x < drug)).toEqual([true, true, false, false]);
    expect(across("rect.ibc-pic-drug", "paused-division").length).toBe(2);
    expect(parts("path.ibc-pic-line", ["paused-division"]).length).toBe(2);
  });
});
