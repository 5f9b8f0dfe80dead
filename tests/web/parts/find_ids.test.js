import { fireEvent } from "@testing-library/dom";
import { afterEach, expect, it, vi } from "vitest";
import view from "../../../ibc_edu/parts/find_ids/view.js";
import { NEW_PAGE } from "../../../ibc_edu/views/kit/pages.js";
import { open, texts } from "../open.js";

afterEach(() => vi.unstubAllGlobals());

const source = (kind, label, text) => ({ kind, label, text, date: kind === "beyond" ? "2026" : null, caveat: null, checked: kind === "beyond" ? true : null, gate: null });
const SOURCES = {
  "moon/p1/s1": source("article", "The moon", "The moon pulls the water."),
  "moon/p1/s2": source("article", "The moon", "Twice a day the water rises."),
  "CF-001": source("beyond", "A tide table", "The sun pulls too."),
};
const MIX_UPS = { "sun-alone": "Only the sun pulls." };
const show = (sources = SOURCES) => open(view, { sources, mix_ups: MIX_UPS });
const ask = (page, text) => fireEvent.input(page.getByLabelText("Find sentences, facts and mix-ups by a word"), { target: { value: text } });

it("finds by all words that are typed, in text, place and id, and shows the id", () => {
  const { root, page } = show();
  expect(texts(root, "code")).toEqual([]);
  expect(root.textContent).toContain("There are 4 sentences, facts and mix-ups.");
  ask(page, "PULLS");
  expect(texts(root, "code")).toEqual(["moon/p1/s1", "CF-001", "sun-alone"]);
  expect(root.textContent).toContain("Only the sun pulls.A mix-up");
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
  expect(await spoken()).toMatch(/^0 are found. Sentences that have become doubtful and facts that nobody has read in the source yet are left out./);
});

it("shows no more than can be read through, and says so", () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, number) => [`moon/p1/s${number}`, source("article", "The moon", "Water.")]));
  const { root, page } = show(many);
  ask(page, "water");
  expect(texts(root, "code")).toHaveLength(5);
  expect(root.textContent).toContain("40 are found. Here are 5, and 35 more: type more words.");
});

it("speaks of more only where there is more than it shows", () => {
  const five = Object.fromEntries(Array.from({ length: 5 }, (_, number) => [`moon/p1/s${number}`, source("article", "The moon", "Water.")]));
  const { root, page } = show(five);
  ask(page, "water");
  expect(texts(root, "code")).toHaveLength(5);
  expect(page.getByText("5 are found.")).toBeTruthy();
});

it("shows each find as one item, a mix-up in the direction of its own language", () => {
  const { root, page } = show();
  ask(page, "pulls");
  expect(root.querySelectorAll("li")).toHaveLength(3);
  expect(page.getByText("Only the sun pulls.").dir).toBe("auto");
});

it("says after each search that there is a new page, so that a stage makes it fit", () => {
  const { root, page } = show();
  const told = vi.fn();
  root.addEventListener(NEW_PAGE, told);
  ask(page, "pulls");
  ask(page, "no such word");
  expect(told).toHaveBeenCalledTimes(2);
});

it("copies an id by a button that names it", async () => {
  const { page, spoken } = show();
  const writeText = vi.fn().mockResolvedValue(undefined);
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  ask(page, "pulls");
  await spoken();
  page.getByRole("button", { name: "Copy CF-001" }).click();
  expect(writeText).toHaveBeenCalledWith("CF-001");
  expect(await spoken()).toBe("Copied");
});

it.each([
  ["there is no clipboard", {}],
  ["the page may not write to it", { clipboard: { writeText: () => Promise.reject(new Error("denied")) } }],
])("marks the id where %s", async (_, navigator) => {
  const { page, spoken } = show();
  vi.stubGlobal("navigator", navigator);
  ask(page, "pulls");
  await spoken();
  page.getByRole("button", { name: "Copy CF-001" }).click();
  expect(await spoken()).toBe("Marked, for your keyboard to copy");
  expect(String(getSelection())).toBe("CF-001");
});
