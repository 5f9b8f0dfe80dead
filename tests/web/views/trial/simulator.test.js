import { expect, test } from "vitest";
import { barTable, legend, noteOf, peopleSigns } from "../../../../ibc_edu/views/trial/simulator.js";

const outlines = (svg, kind) => (svg.querySelector(`[class$="-${kind}"]`).getAttribute("d").match(/M/g) ?? []).length;

test("people are drawn as what they are: affected filled, others in outline, who waits as a dot", () => {
  const signs = peopleSigns(["marked", "plain", "marked", "waiting", "plain", "marked"], { columns: 3 });
  // A person is a head and a body, who waits is a dot.
  expect([outlines(signs, "marked"), outlines(signs, "plain"), outlines(signs, "waiting")]).toEqual([6, 4, 1]);
  expect(signs.getAttribute("viewBox")).toBe("0 0 30 20");
  expect(peopleSigns([])).toBe(null);
});

test("a bar is as long as its number says, and the learner's row is marked", () => {
  const rows = [{ label: "Dose 1", values: [250, 0] }, { label: "Dose 2", values: [1000, 500], own: "yours" }];
  const table = barTable({ caption: "Doses", columns: ["Dose", "3+3", "BOIN"], rows, of: 1000 });
  const bars = [...table.querySelectorAll("[style]")].map((bar) => bar.style.width);
  expect(bars).toEqual(["25%", "100%", "50%"]);
  expect(table.querySelectorAll("tbody tr")[1].textContent).toContain("yours");
  expect(table.querySelectorAll("tbody tr")[0].textContent).not.toContain("yours");
});

test("a legend has a sample and words for each line, and the note says that nobody is real", () => {
  const list = legend([["a", "New treatment"], ["b", "Standard treatment"]]);
  expect([...list.children].map((entry) => entry.textContent)).toEqual(["New treatment", "Standard treatment"]);
  expect(list.children[0].querySelector("path").getAttribute("class")).toContain("line-a");
  expect(noteOf("It leaves out much.")).toMatch(/made-up people.*It leaves out much\./);
});
