import { expect, it, vi } from "vitest";
import view from "../../../ibc_edu/parts/two_stage_trial/view.js";
import { choose, chosenIn, open, texts } from "../open.js";
import { describing, footOfPicture, notingPlotly, numbersIn, settled } from "../views/plot/charts.js";

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

it("has its settings beside the chart that they change, which stays in sight, with its sentence and its numbers", () => {
  const { root } = show({ numbers: { columns: ["Response rate", "Stops early"], rows: [["30%", "50.0%"]] } });
  const [settingsSide, outcome] = root.querySelector(".ibc-bench").children;
  expect(texts(settingsSide, ".ibc-fieldset > legend, .ibc-slider label, .ibc-pick")).toEqual([
    "How many people of 100 respond?", "Too little", "Worth pursuing", "This drug, in truth", "What matters more?", "Few people", "Stop early"]);
  expect(outcome.matches(".ibc-bench-outcome")).toBe(true);
  expect([".ibc-trial-legend", ".ibc-chart"].map((each) => outcome.querySelectorAll(`.ibc-in-sight > ${each}`).length)).toEqual([1, 1]);
  expect(texts(outcome, ".ibc-trial-sentence")).toEqual(["Half stop."]);
  expect(numbersIn(root)).toEqual({ head: ["Response rate", "Stops early"], rows: [["30%", "50.0%"]] });
  expect(texts(root, ".ibc-trial-buttons > .ibc-primary")).toEqual(["Run this trial once"]);
  expect(texts(root, ".ibc-trial-note")[0]).toContain("It leaves out much.");
});

it("says at each rate what it is and that it is of people who respond, as it is set now", () => {
  const { page, model, root } = show();
  const said = () => ["Too little", "Worth pursuing", "This drug, in truth"].map((name) => page.getByLabelText(name)).map((slider) => [slider.value, slider.getAttribute("aria-valuetext")]);
  expect(said()).toEqual([["20", "20%, respond: no more study"], ["40", "40%, respond"], ["30", "30%, respond"]]);
  const moved = { ...settings, low: 5, high: 60, true: 55 };
  model.receive({ settings: moved, picture: { ...picture, settings: moved, sentence: "Few stop.", facts: [["First group", "9 people", "Stop at 0"], ["Second group", "8 people", "17 in all"]] } });
  expect(said()).toEqual([["5", "5%, respond: no more study"], ["60", "60%, respond"], ["55", "55%, respond"]]);
  expect(texts(root, ".ibc-bench .ibc-trial-sentence")).toEqual(["Few stop."]);
  expect(texts(root, ".ibc-two-stage-facts strong, .ibc-two-stage-facts .ibc-two-stage-size")).toEqual(["First group", "9 people", "Second group", "8 people"]);
  expect(texts(root, "caption")[0]).toContain("55 in 100 respond");
});

it("draws the chances of the design as it is now, described by its sentence, and says in a saved picture what it is", async () => {
  const plotly = notingPlotly();
  const { root, model } = show();
  const skeleton = { data: ["Stops early", "This drug"].map((name) => ({ name, x: [], y: [] })), layout: figure.layout };
  model.receive({ figure: skeleton, picture: { ...picture, stops: [[0, 100], [90, 1]], settings: { ...settings, true: 55 }, sentence: "Few stop." } });
  await settled();
  const { name, data } = plotly.drawings.at(-1);
  expect(name).toBe("Chances of this design by response rate. The sentence below says them for this drug.");
  expect(data).toMatchObject([{ x: [0, 90], y: [100, 1] }, { x: [55, 55], y: [0, 100] }]);
  expect(describing(root)).toBe("Few stop.");
  expect(await footOfPicture(plotly, root)).toMatch(/^A model with made-up treatments .* It leaves out much\.$/);
});

it("tells of one trial only while one is run, with what its signs mean, and leads to it when it is run", () => {
  const shown = vi.spyOn(Element.prototype, "scrollIntoView");
  const one = { responded: [...Array(30).fill(true), ...Array(6).fill(false)], first: 36, sentence: "It stopped." };
  const { root, model } = show();
  const place = root.querySelector(".ibc-two-stage-one");
  expect(place.childElementCount).toBe(0);
  model.receive({ picture: { ...picture, sentence: "Few stop." } });
  expect(shown).not.toHaveBeenCalled();
  model.receive({ picture: { ...picture, one } });
  expect(shown.mock.contexts).toEqual([place]);
  expect(texts(place, ".ibc-title.ibc-trial-heading, .ibc-two-stage-group span, .ibc-trial-sentence")).toEqual(["One trial", "First group (36):", "It stopped."]);
  expect(place.querySelector(".ibc-two-stage-group svg").getAttribute("viewBox")).toBe("0 0 250 20"); // 25 in a row
  const key = [...place.querySelectorAll(".ibc-trial-people-key > li")];
  expect(key.map((item) => [["plain", "marked"].filter((kind) => drawn(item, kind)), item.textContent])).toEqual([[["marked"], "responded"], [["plain"], "did not respond"]]);
  model.receive({ picture });
  expect(place.childElementCount).toBe(0);
  expect(shown).toHaveBeenCalledOnce();
});

it("does not lead to a trial that was run before it was opened", () => {
  const shown = vi.spyOn(Element.prototype, "scrollIntoView");
  const { root } = show({ one: { responded: [true], first: 1, sentence: "It goes on." } });
  expect(texts(root, ".ibc-two-stage-one .ibc-trial-sentence")).toEqual(["It goes on."]);
  expect(shown).not.toHaveBeenCalled();
});

it("says of 1,000 trials what its numbers are, the longest bar for the most of them", () => {
  const { root } = show({ many: [["Stopped early", 250], ["Promising", 750]] });
  expect(texts(root, ".ibc-trial-table thead th")).toEqual(["How the trial ended", "Trials of 1,000"]);
  expect([...root.querySelectorAll(".ibc-trial-bar")].map((bar) => bar.style.width)).toEqual(["25%", "75%"]);
});

it("leaves the other rate where it is as long as there is room between them", () => {
  const { page, model } = show();
  choose(page.getByLabelText("Too little"), "25", "input");
  expect(model.get("settings")).toEqual({ ...settings, low: 25 });
  choose(page.getByLabelText("Worth pursuing"), "60", "input");
  expect(model.get("settings")).toEqual({ ...settings, low: 25, high: 60 });
});

it("hears of nothing any more once its view is closed", () => {
  const { model, close } = show();
  close();
  expect(model.listening()).toBe(0);
});
