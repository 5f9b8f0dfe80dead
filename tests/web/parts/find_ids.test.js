import { fireEvent } from "@testing-library/dom";
import { expect, it } from "vitest";
import view from "../../../ibc_edu/parts/find_ids/view.js";
import { open, texts } from "../open.js";

const source = (kind, label, text) => ({ kind, label, text, date: kind === "beyond" ? "2026" : null, caveat: null, checked: kind === "beyond" ? true : null, gate: null });
const SOURCES = {
  "moon/p1/s1": source("article", "The moon", "The moon pulls the water."),
  "moon/p1/s2": source("article", "The moon", "Twice a day the water rises."),
  "CF-001": source("beyond", "A tide table", "The sun pulls too."),
};
const MIX_UPS = { "sun-alone": "Only the sun pulls." };
const show = (sources = SOURCES) => open(view, { sources, mix_ups: MIX_UPS });
const ask = (page, text) => fireEvent.input(page.getByLabelText("Words that it holds"), { target: { value: text } });

it("finds by all words that are typed, in text, place and id, and shows the id", () => {
  const { root, page } = show();
  expect(texts(root, "code")).toEqual([]);
  expect(root.textContent).toContain("There are 4 sentences, facts and mix-ups.");
  ask(page, "PULLS");
  expect(texts(root, "code")).toEqual(["moon/p1/s1", "CF-001", "sun-alone"]);
  expect(root.textContent).toContain("Only the sun pulls. A mix-up.");
  ask(page, "water twice");
  expect(texts(root, "code")).toEqual(["moon/p1/s2"]);
  expect(root.textContent).toContain("Twice a day the water rises.");
  ask(page, "tide table");
  expect(texts(root, "code")).toEqual(["CF-001"]);
  ask(page, "moon/p1/s1");
  expect(texts(root, "code")).toEqual(["moon/p1/s1"]);
});

it("has it read out how many are found", async () => {
  const { page, spoken } = show();
  ask(page, "water");
  expect(await spoken()).toBe("2 are found.");
  ask(page, "no such word");
  expect(await spoken()).toBe("0 are found.");
});

it("shows no more than can be read through, and says so", () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, number) => [`moon/p1/s${number}`, source("article", "The moon", "Water.")]));
  const { root, page } = show(many);
  ask(page, "water");
  expect(texts(root, "code")).toHaveLength(30);
  expect(root.textContent).toContain("40 are found. The first 30 are shown; another word makes them fewer.");
});
