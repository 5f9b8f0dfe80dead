import { expect, it, vi } from "vitest";
import { choose, texts } from "../open.js";
import { describing, footOfPicture, notingPlotly, numbersIn, settled } from "../views/plot/charts.js";
import { arm, content, figure, picture, settings, show } from "./survival_trial/example.js";

const drawn = (node, kind) => node.querySelector(`.ibc-trial-person-${kind}`).getAttribute("d").match(/a/g)?.length ?? 0;

it("draws in each group who is followed, who had an event, and who has not joined", () => {
  const [standard, fresh] = show().root.querySelectorAll(".ibc-survival-groups > div");
  expect(texts(standard, "p")).toEqual(["Standard treatment: 3 joined, 2 without an event, 1 with one"]);
  expect(["plain", "marked", "waiting"].map((kind) => drawn(standard, kind))).toEqual([2, 1, 1]);
  expect(["plain", "marked", "waiting"].map((kind) => drawn(fresh, kind))).toEqual([4, 0, 0]);
});

it("tells the hazard ratio with its interval, or that it is too early", () => {
  const { root, model } = show();
  expect(texts(root, ".ibc-survival-estimate, .ibc-survival-estimate + p")).toEqual(["Hazard ratio 0.70", "95% interval 0.41 to 1.20"]);
  model.receive({ picture: { ...picture, estimate: null } });
  expect(texts(root, ".ibc-survival-estimate + p")).toEqual(["Too few events yet."]);
});

it("goes month by month and not beyond the ends, and takes the true ratio", () => {
  const { page, model } = show();
  page.getByText("Forward a month").click();
  expect(model.get("settings").month).toBe(4);
  choose(page.getByLabelText("Month of the trial"), "36", "input");
  page.getByText("Forward a month").click();
  expect(model.get("settings").month).toBe(36);
  choose(page.getByLabelText("True hazard ratio"), "100", "input");
  expect(model.get("settings").ratio).toBe(100);
});

it("goes back a month, and says until when people join", () => {
  const said = (month) => show({ settings: { ...settings, month } }).page.getByLabelText("Month of the trial").getAttribute("aria-valuetext");
  expect([said(11), said(12)]).toEqual(["11, people are joining", "12, everybody has joined"]);
  const { page, model } = show();
  page.getByText("Back a month").click();
  expect(model.get("settings").month).toBe(2);
});

it("runs with other people each time, in the trial as it is set", () => {
  const { page, model } = show({ settings: { ...settings, run: 4 } });
  page.getByText("Other people").click();
  expect(model.get("settings")).toEqual({ ...settings, run: 5 });
});

it("stops playing when the month is set by hand", () => {
  const { page, model } = show();
  page.getByText("Play").click();
  choose(page.getByLabelText("Month of the trial"), "9", "input");
  expect([page.queryByText("Pause"), model.get("settings").month]).toEqual([null, 9]);
});

it("plays only as fast as the kernel answers", () => {
  vi.useFakeTimers();
  const { page, model } = show();
  page.getByText("Play").click();
  vi.advanceTimersByTime(2000);
  expect(model.get("settings").month).toBe(4);
  model.receive({ picture: { ...picture, settings: model.get("settings") } });
  vi.advanceTimersByTime(400);
  expect(model.get("settings").month).toBe(5);
  page.getByText("Pause").click();
  vi.useRealTimers();
});

it("begins anew when it is played again, and goes straight to the end where less motion is wished", () => {
  vi.useFakeTimers();
  const played = (name, more = {}) => {
    const { page, model } = show({ settings: { ...settings, month: 30 }, picture: { ...picture, ...more } });
    page.getByText(name).click();
    return model.get("settings").month;
  };
  expect(played("Play again", { over: true })).toBe(0);
  expect(played("Play")).toBe(30);
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  expect(played("Go to the end")).toBe(36);
});

it("stops by itself where the trial ends", () => {
  const { page, model } = show();
  page.getByText("Play").click();
  expect(page.getByText("Pause")).toBeTruthy();
  model.receive({ picture: { ...picture, over: true, sentence: "The end." } });
  expect(page.getByText("Play again")).toBeTruthy();
});

it("plays no further once its view is closed", () => {
  vi.useFakeTimers();
  const { page, model, close } = show();
  page.getByText("Play").click();
  close();
  vi.advanceTimersByTime(2000);
  expect(model.get("settings").month).toBe(3);
});

it("has its box of an early look as the trial is set", () => {
  const { page, model } = show({ settings: { ...settings, look: true } });
  const box = page.getByLabelText(/With one early look/);
  expect(box.checked).toBe(true);
  model.receive({ settings: { ...settings, look: false }, picture: { ...picture, sentence: "Without." } });
  expect(box.checked).toBe(false);
});

it("reads out what the trial shows once it rests, with its verdict, and nothing while it plays", async () => {
  vi.useFakeTimers();
  const { root, page, model } = show();
  const heard = async (more) => {
    model.receive({ picture: { ...picture, ...more } });
    await vi.advanceTimersByTimeAsync(1000);
    return root.querySelector("[role=status]").textContent;
  };
  page.getByText("Play").click();
  expect(await heard({ sentence: "Four months." })).toBe("");
  page.getByText("Pause").click();
  expect(await heard({ sentence: "The end.", look: "It went on.", verdict: "It was better." })).toBe("The end. It went on. It was better.");
});

it("names in the legend the standard treatment at the dashed line, the new one at the solid line", () => {
  const named = [...show().root.querySelectorAll(".ibc-trial-legend li")].map((node) => [node.textContent, node.querySelector("path").getAttribute("class")]);
  expect(named).toEqual([["Standard treatment", "ibc-trial-line ibc-trial-line-b"], ["New treatment", "ibc-trial-line ibc-trial-line-a"]]);
});

it("says what the true hazard ratio means: fewer events below one, more above", () => {
  const said = (ratio) => show({ settings: { ...settings, ratio } }).page.getByLabelText("True hazard ratio").getAttribute("aria-valuetext");
  expect(said(70)).toBe("0.70, events 30% less frequent");
  expect(said(100)).toBe("1.00, no difference");
  expect(said(130)).toBe("1.30, events 30% more frequent");
});

it("has its settings beside the chart that they change, which stays in sight, and the words below", () => {
  const { root } = show();
  const [settingsSide, outcome] = root.querySelector(".ibc-bench").children;
  expect(texts(settingsSide, ".ibc-fieldset > legend, .ibc-slider label, .ibc-pick, .ibc-trial-buttons > button")).toEqual([
    "The trial", "True hazard ratio", "People in both groups", "With one early look (O'Brien-Fleming)",
    "Time", "Month of the trial", "Play", "Back a month", "Forward a month", "Other people"]);
  expect(outcome.matches(".ibc-bench-outcome")).toBe(true);
  expect(texts(outcome, ".ibc-in-sight > p, .ibc-in-sight .ibc-trial-legend li")).toEqual(["Hazard ratio 0.70", "95% interval 0.41 to 1.20", "Standard treatment", "New treatment"]);
  expect(outcome.querySelectorAll(".ibc-in-sight > .ibc-chart").length).toBe(1);
  expect(texts(root, ":scope > .ibc-trial-sentence")).toEqual(["Three months."]);
  const primary = [...root.querySelectorAll(".ibc-primary")].map((node) => node.textContent);
  expect(primary).toEqual(["Play"]);
});

it("takes how many people join, says how many that are in each group, and takes an early look", () => {
  const { page, model } = show();
  const people = page.getByLabelText("People in both groups");
  expect(people.getAttribute("aria-valuetext")).toBe("8, 4 in each");
  choose(people, "120", "input");
  expect(model.get("settings")).toEqual({ ...settings, people: 120 });
  page.getByLabelText(/With one early look/).click();
  expect(model.get("settings")).toEqual({ ...settings, people: 120, look: true });
});

it("draws the curves of the trial as it is now, described by its sentence, and says in a saved picture what it is", async () => {
  const plotly = notingPlotly();
  const { root, model } = show({ figure: { ...figure, data: content.arms.map((name) => ({ name, x: [], y: [] })) } });
  await settled();
  const curves = () => plotly.drawings.at(-1).data.map(({ name, x, y }) => [name, x, y]);
  expect(curves()).toEqual([["Standard treatment", [0], [100]], ["New treatment", [0], [100]]]);
  const arms = [{ ...arm("feew"), curve: [[0, 100], [4, 50]] }, arm("ffff")];
  model.receive({ picture: { ...picture, arms, sentence: "Four months.", numbers: { columns: ["Month"], rows: [["4"]] } } });
  await settled();
  expect(curves()[0]).toEqual(["Standard treatment", [0, 4], [100, 50]]);
  const chart = root.querySelector(".ibc-in-sight .ibc-chart");
  expect(plotly.drawings.at(-1).name).toBe("Share of people without an event in each group. The sentence below says it in words.");
  expect(describing(chart)).toBe("Four months.");
  expect(await footOfPicture(plotly, chart)).toMatch(/^A model with made-up treatments .* It leaves out much\.$/);
  expect(numbersIn(root)).toEqual({ head: ["Month"], rows: [["4"]] });
});

it("tells of the early look and of the verdict only once there is one, below the chart", () => {
  const { root, model } = show();
  const below = () => [...root.querySelectorAll(".ibc-bench-outcome > .ibc-trial-sentence")].map((node) => (node.hidden ? null : node.textContent));
  expect(below()).toEqual([null, null]);
  model.receive({ picture: { ...picture, look: "It went on." } });
  expect(below()).toEqual(["It went on.", null]);
  model.receive({ picture: { ...picture, look: "It went on.", verdict: "It was better." } });
  expect(below()).toEqual(["It went on.", "It was better."]);
  model.receive({ picture });
  expect(below()).toEqual([null, null]);
  expect(texts(root, ".ibc-bench-outcome > .ibc-trial-sentence")).toEqual(["", ""]);
});

it("reads out a trial without an early look by its sentence alone", async () => {
  vi.useFakeTimers();
  const { root, model } = show();
  model.receive({ picture: { ...picture, sentence: "Four months." } });
  await vi.advanceTimersByTimeAsync(1000);
  expect(root.querySelector("[role=status]").textContent).toBe("Four months.");
});

it("says what each sign for a person stands for, and draws thirty of them in a row", () => {
  const { root } = show({ picture: { ...picture, arms: [arm("f".repeat(61)), arm("ff")] } });
  const key = [...root.querySelectorAll(".ibc-trial-people-key > li")];
  expect(key.map((item) => [["waiting", "plain", "marked"].filter((kind) => drawn(item, kind)), item.textContent])).toEqual([
    [["waiting"], "has not joined yet"], [["plain"], "is followed"], [["marked"], "had an event: the cancer grew, or the person died"]]);
  const [many, few] = root.querySelectorAll(".ibc-survival-groups svg");
  expect([many, few].map((svg) => svg.getAttribute("viewBox"))).toEqual(["0 0 300 30", "0 0 20 10"]);
  expect(many.style.width).toBe("24em");
});

it("has a slider of months from the begin to the end of the trial, and does not go before its begin", () => {
  const { page, model } = show({ settings: { ...settings, month: 0 } });
  const slider = page.getByLabelText("Month of the trial");
  expect([slider.min, slider.max, slider.value]).toEqual(["0", "36", "0"]);
  page.getByText("Back a month").click();
  expect(model.get("settings").month).toBe(0);
});

it.each(["Pause", "Back a month", "Forward a month"])("plays no further once “%s” is pressed", (name) => {
  vi.useFakeTimers();
  const { page, model } = show();
  page.getByText("Play").click();
  page.getByText(name).click();
  expect(page.getByText("Play")).toBeTruthy();
  const { month } = model.get("settings");
  vi.advanceTimersByTime(2000);
  expect(model.get("settings").month).toBe(month);
});

it("is not played on at its last month, though the trial is not over there", () => {
  vi.useFakeTimers();
  const { page, model } = show({ settings: { ...settings, month: 35 }, picture: { ...picture, settings: { ...settings, month: 35 } } });
  page.getByText("Play").click();
  vi.advanceTimersByTime(400);
  expect([model.get("settings").month, page.queryByText("Pause")]).toEqual([36, expect.anything()]);
  model.receive({ picture: { ...picture, settings: { ...settings, month: 36 } } });
  vi.advanceTimersByTime(400);
  expect([model.get("settings").month, page.queryByText("Pause")]).toEqual([36, null]);
});

it("hears of nothing any more once its view is closed", () => {
  const { model, close } = show();
  close();
  expect(model.listening()).toBe(0);
});
