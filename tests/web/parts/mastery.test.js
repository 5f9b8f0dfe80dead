import { expect, it } from "vitest";
import view from "../../../ibc_edu/parts/mastery/view.js";
import { open, texts } from "../open.js";

const objective = (lesson, name, estimate = 0.5, low = 0.25, high = 0.8) => ({ lesson, objective: name, words: `Words of ${name}`, estimate, low, high });
const mixUp = (belief, more = {}) => ({ belief, correction: `Rather not ${belief}`, times: 1, mended: false, sources: [], ...more });

it("says what to do first while nothing was answered", () => {
  expect(open(view, { state: { objectives: [], mix_ups: [] } }).page.getByText(/Answer a few questions/)).toBeTruthy();
});

it("draws the range from low to high, and the estimate at its place", () => {
  const { root } = open(view, { state: { objectives: [objective("Staging", "Name T", 0.5, 0.25, 0.8)], mix_ups: [] } });
  const { left, width } = root.querySelector(".ibc-mastery-bar-range").style;
  expect([left, width]).toEqual(["25%", "55%"]);
  expect(root.querySelector(".ibc-mastery-bar-mark").style.left).toBe("50%");
});

it("puts each objective under its own lesson, with its words", () => {
  const { root } = open(view, { state: { objectives: [objective("Staging", "A"), objective("Trials", "B"), objective("Staging", "C")], mix_ups: [] } });
  expect(texts(root, "h3")).toEqual(["Staging", "Trials"]);
  expect([...root.querySelectorAll("ul")].map((list) => texts(list, ".ibc-objective"))).toEqual([["A", "C"], ["B"]]);
  expect(texts(root, ".ibc-muted")).toEqual(["Words of A", "Words of C", "Words of B"]);
});

it("shows five open mix-ups, and counts the rest with those that are mended behind a fold", () => {
  const many = [mixUp("mended one", { mended: true }), ...Array.from({ length: 6 }, (_, index) => mixUp(`open ${index}`, { times: index + 1 }))];
  const { root } = open(view, { state: { objectives: [], mix_ups: many } });
  const [shown, folded] = root.querySelectorAll(".ibc-mix-ups");
  expect(texts(shown, "strong")).toEqual(["Met once:", "Met 2 times:", "Met 3 times:", "Met 4 times:", "Met 5 times:"]);
  expect(texts(folded, "strong")).toEqual(["Met 6 times:", "Mended:"]);
  expect(texts(root, "summary")).toEqual(["2 more"]);
  expect(folded.querySelector("[data-mended=true] .ibc-icon-right")).toBeTruthy();
  expect(texts(shown, "li")[0]).toBe("Met once: “open 0”Rather not open 0");
});

it("folds nothing where all mix-ups are shown", () => {
  const five = Array.from({ length: 5 }, (_, index) => mixUp(`open ${index}`));
  expect(open(view, { state: { objectives: [], mix_ups: five } }).root.querySelector("summary")).toBe(null);
});

it("folds what a correction rests on, counted, and nothing where it rests on none", () => {
  const source = { kind: "beyond", label: "A page", text: "Read there.", date: "2026", caveat: null, checked: true, gate: null };
  const { root } = open(view, { state: { objectives: [], mix_ups: [mixUp("with", { sources: [source] }), mixUp("without")] } });
  expect(texts(root, ".ibc-mix-ups > li > .ibc-sources > summary")).toEqual(["Where this comes from (1)"]);
  expect(root.querySelector(".ibc-mix-ups .ibc-source-list").textContent).toContain("Read there.");
});

it("asks for fresh numbers", () => {
  const { page, model } = open(view, { state: { objectives: [], mix_ups: [] } });
  page.getByText("Bring this up to date").click();
  expect(model.sent.map(({ type }) => type)).toEqual(["refresh"]);
});

it("leaves open what somebody opened when fresh numbers come, whatever place it has then", () => {
  const source = { kind: "beyond", label: "A page", text: "Read there.", date: "2026", caveat: null, checked: true, gate: null };
  const [one, two] = ["one", "two"].map((belief) => mixUp(belief, { sources: [source] }));
  const { root, model } = open(view, { state: { objectives: [], mix_ups: [one, two] } });
  root.querySelectorAll("details")[1].open = true;
  model.receive({ state: { objectives: [], mix_ups: [{ ...two, times: 2 }, mixUp("new", { sources: [source] }), one] } });
  expect([...root.querySelectorAll("details")].map((fold) => fold.open)).toEqual([true, false, false]);
});
