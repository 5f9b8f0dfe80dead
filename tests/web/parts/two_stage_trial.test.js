import { expect, it, vi } from "vitest";
import view from "../../../ibc_edu/parts/two_stage_trial/view.js";
import { choose, chosenIn, open, texts } from "../open.js";

const range = { min: 0, max: 90, step: 5 };
const content = { low: range, high: range, true: range, gap: 10, designs: [{ key: "minimax", label: "Few people" }, { key: "optimal", label: "Stop early" }], leaves_out: "It leaves out much." };
const settings = { low: 20, high: 40, true: 30, design: "optimal", run: 0 };
const picture = { settings, facts: [["First group", "17 people", "Stop at 3"]], stops: [[0, 100]], promising: [[0, 0]], now: { stops: 50, promising: 40 }, one: null, many: [["Stopped early", 480], ["Promising", 520]], many_people: 28.46, sentence: "Half stop.", numbers: { columns: [], rows: [] } };
const figure = { data: [], layout: { title: { text: "Chances" } } };
const show = (more = {}) => open(view, { content, settings, figure, picture: { ...picture, ...more } });
const drawn = (node, kind) => node.querySelector(`.ibc-trial-person-${kind}`).getAttribute("d").match(/M/g)?.length ?? 0;

it("keeps the two rates apart: one pushes the other", () => {
  const { page, model } = show();
  choose(page.getByLabelText("Too little"), "35", "input");
  expect(model.get("settings")).toMatchObject({ low: 35, high: 45, run: 0 });
  choose(page.getByLabelText("Worth pursuing"), "20", "input");
  expect(model.get("settings")).toMatchObject({ low: 10, high: 20 });
});

it("draws who responded and who did not, group by group", () => {
  const { root, page, model } = show({ one: { responded: [true, false, true, false, false], first: 3, sentence: "It goes on." } });
  const [first, second] = root.querySelectorAll(".ibc-two-stage-group");
  expect(texts(root, ".ibc-two-stage-group span")).toEqual(["First group (3):", "Second group (2):"]);
  expect([drawn(first, "marked"), drawn(first, "plain")]).toEqual([4, 2]); // a head and a body each
  expect([drawn(second, "marked"), drawn(second, "plain")]).toEqual([0, 4]);
  page.getByText("Run this trial once").click();
  expect(model.get("settings").run).toBe(1);
});

it("says what the design is, and how 1,000 trials end with it", () => {
  const { root } = show();
  expect(texts(root, ".ibc-two-stage-facts p")).toEqual(["First group", "17 people", "Stop at 3"]);
  expect(texts(root, "tbody tr")).toEqual(["Stopped early480", "Promising520"]);
  expect(texts(root, "caption")[0]).toContain("30 in 100 respond: 28.5 people on average");
});

it("has nothing that is reached by keyboard below the picture in its column, where the picture would lie over it", () => {
  const { root } = show();
  expect(root.querySelector(".ibc-bench-outcome > .ibc-in-sight svg.ibc-trial-line-sample")).toBeTruthy();
  expect(texts(root, ".ibc-bench-outcome > :not(.ibc-in-sight) :is(summary, button, [tabindex])")).toEqual([]);
  expect(texts(root, ".ibc-bench + details summary")).toEqual(["Show the numbers"]);
});

it("reads out how the one trial went that was run, and else what the design does", async () => {
  vi.useFakeTimers();
  const { root, model } = show();
  const heard = async (more) => {
    model.receive({ picture: { ...picture, ...more } });
    await vi.advanceTimersByTimeAsync(1000);
    return root.querySelector("[role=status]").textContent;
  };
  expect(await heard({ one: { responded: [true, false], first: 2, sentence: "It goes on." } })).toBe("It goes on.");
  expect(await heard({ sentence: "Most stop." })).toBe("Most stop.");
});

it("puts the one trial away that was run before anything else was set", () => {
  const { page, model } = open(view, { content, settings: { ...settings, run: 3 }, figure, picture });
  const run = (set) => {
    model.receive({ settings: { ...settings, run: 3 } });
    set();
    return model.get("settings").run;
  };
  expect(run(() => choose(page.getByLabelText("This drug, in truth"), "55", "input"))).toBe(0);
  expect(run(() => page.getByLabelText("Few people").click())).toBe(0);
});

it("says nothing by itself when it is opened", async () => {
  vi.useFakeTimers();
  const { root } = show();
  await vi.advanceTimersByTimeAsync(1000);
  expect(root.querySelector("[role=status]").textContent).toBe("");
});

it("has the design chosen that it shows, also where another view chose it", () => {
  const { root, model } = show();
  expect(chosenIn(root)).toEqual(["Stop early"]);
  model.receive({ settings: { ...settings, design: "minimax" }, picture: { ...picture, sentence: "Fewer people." } });
  expect(chosenIn(root)).toEqual(["Few people"]);
});

it("says what each line of its chart stands for, with the look of the line", () => {
  const { root } = show();
  expect([...root.querySelectorAll(".ibc-trial-legend li")].map((item) => [item.querySelector("path").classList[1].replace("ibc-trial-line-", ""), item.textContent])).toEqual([
    ["a", "Stops early"], ["b", "Calls the drug promising"], ["limit", "Your two limits"], ["now", "This drug"]]);
});
