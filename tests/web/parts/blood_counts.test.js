import { expect, it, vi } from "vitest";
import view from "../../../ibc_edu/parts/blood_counts/view.js";
import { choose, chosenIn, open, texts } from "../open.js";
import { describing, footOfPicture, notingPlotly, settled } from "../views/plot/charts.js";

const course = (sentence, typical, low, high) => ({ sentence, typical, low, high, rows: [["1", "0", "0.5", "day 1", ""]] });
const content = {
  every: { min: 14, max: 28, step: 7, usual: 21 }, strengths: [{ key: "usual", label: "Usual" }, { key: "lower", label: "Lower" }],
  days: 2, very_low: 0.5, hours_between: 24, leaves_out: "It leaves out much.", sources: [], alarm: { title: "Call at once:", text: "with a fever." },
  courses: {
    "usual-21": course("Falls low.", [4, 0.5, 2], [3, 0.2, 1], [6, 1.5, 4]),
    "lower-21": course("Falls less.", [4, 1, 3], [3, 0.02, 2], [6, 2, 5]),
  },
};
const figure = { data: [], layout: { title: { text: "Counts" }, yaxis: { range: [0, 8] }, annotations: [] } };
const show = (more = {}) => open(view, { content, figure, every: 21, strength: "usual", people: false, day: 1, ...more });
const said = ({ page }) => page.getByLabelText("Look at day").getAttribute("aria-valuetext");

it("tells the typical count of the day that is looked at", () => {
  const shown = show();
  expect(said(shown)).toBe("day 1, typical count 0.5");
  choose(shown.page.getByLabelText("Look at day"), "2", "input");
  expect(shown.model.get("day")).toBe(2);
  expect(said(shown)).toBe("day 2, typical count 2.0");
});

it("tells how much people differ, from the lower to the higher count, where that is shown", () => {
  const shown = show({ people: true });
  expect(said(shown)).toBe("day 1, 0.5 (8 of 10 people: 0.2 to 1.5)");
  shown.page.getByLabelText("Lower").click();
  expect(said(shown)).toBe("day 1, 1.0 (8 of 10 people: below 0.1 to 2.0)");
});

it("says beside the days between doses whether that is a full rest, a shorter or a longer one", () => {
  const courses = Object.fromEntries([14, 21, 28].map((days) => [`usual-${days}`, content.courses["usual-21"]]));
  const rest = (every) => open(view, { content: { ...content, courses }, figure, every, strength: "usual", people: false, day: 1 }).page.getByLabelText("Days between doses").getAttribute("aria-valuetext");
  expect([14, 21, 28].map(rest)).toEqual(["14 days, a shorter rest", "21 days, a full rest", "28 days, a longer rest"]);
});

it("names the tint of the many only where it is drawn", () => {
  const { root, page } = show();
  const band = root.querySelector(".ibc-count-swatch-band").parentElement;
  expect(texts(root, ".ibc-count-legend > span")).toEqual(["8 of 10 people are in here", "very low: below 0.5"]);
  expect(band.hidden).toBe(true);
  page.getByLabelText("Show how much people differ").click();
  expect(band.hidden).toBe(false);
});

it("says in words what the chosen dose does, and always when to call", () => {
  const { root, page } = show();
  expect(texts(root, ".ibc-count-sentence")).toEqual(["Falls low."]);
  page.getByLabelText("Lower").click();
  expect(texts(root, ".ibc-count-sentence")).toEqual(["Falls less."]);
  expect(texts(root, ".ibc-count-alarm")).toEqual(["Call at once: with a fever."]);
  expect(texts(root, "tbody td").at(-1)).toBe("no further dose");
});

it("has every number of its table under the name of what it counts", () => {
  const { root } = show();
  expect(texts(root, "thead th")).toEqual(["Dose", "Given on day", "Lowest typical count", "When", "Count at the next dose"]);
  expect(texts(root, "tbody th, tbody td")).toEqual(["1", "0", "0.5", "day 1", "no further dose"]);
});

it("reads out what a choice does once it rests, and nothing any more when it is closed", async () => {
  vi.useFakeTimers();
  const heard = async ({ root }) => {
    await vi.advanceTimersByTimeAsync(1000);
    return root.querySelector("[role=status]").textContent;
  };
  const shown = show();
  shown.page.getByLabelText("Lower").click();
  expect(await heard(shown)).toBe("Falls less.");
  const closed = show();
  closed.page.getByLabelText("Lower").click();
  closed.close();
  expect(await heard(closed)).toBe("");
});

it("has its box of how people differ as it is set", () => {
  const { page, model } = show({ people: true });
  expect(page.getByLabelText("Show how much people differ").checked).toBe(true);
  model.receive({ people: false });
  expect(page.getByLabelText("Show how much people differ").checked).toBe(false);
});

it("says nothing by itself when it is opened", async () => {
  vi.useFakeTimers();
  const { root } = show();
  await vi.advanceTimersByTimeAsync(1000);
  expect(root.querySelector("[role=status]").textContent).toBe("");
});

it("has the dose chosen that it shows, also where another view chose it", () => {
  const { root, model } = show({ strength: "lower" });
  expect(chosenIn(root)).toEqual(["Lower"]);
  model.receive({ strength: "usual" });
  expect(chosenIn(root)).toEqual(["Usual"]);
});

it("has its settings beside the chart that they change, which stays in sight, and its words below", () => {
  const { root } = show({ content: { ...content, sources: [{ kind: "article", label: "Treatment", text: "A sentence.", date: null, caveat: null, checked: null, gate: null }] } });
  const [settingsSide, outcome] = root.querySelector(".ibc-bench").children;
  expect(texts(settingsSide, ".ibc-slider label, .ibc-in-a-row > legend, .ibc-pick")).toEqual([
    "Days between doses", "Dose of docetaxel", "Usual", "Lower", "Show how much people differ", "Look at day"]);
  expect(outcome.matches(".ibc-bench-outcome")).toBe(true);
  expect([".ibc-chart", ".ibc-count-legend"].map((each) => outcome.querySelectorAll(`.ibc-in-sight > ${each}`).length)).toEqual([1, 1]);
  expect([...root.querySelectorAll(".ibc-count-key > .ibc-count-swatch")].map((swatch) => [swatch.classList[1], swatch.parentElement.textContent])).toEqual([
    ["ibc-count-swatch-band", "8 of 10 people are in here"], ["ibc-count-swatch-low", "very low: below 0.5"]]);
  expect(texts(root, ":scope > .ibc-small.ibc-muted")[0]).toBe("A model, not a forecast. It leaves out much.");
  expect(texts(root, ".ibc-sources > summary")).toEqual(["Where this comes from (1)"]);
  expect(show().root.querySelector(".ibc-sources")).toBeNull();
});

it("takes the days between doses and whether people differ, and goes to the last day of the course", () => {
  const courses = { ...content.courses, "usual-14": course("Falls often.", [4, 0.2, 1], [3, 0.1, 0.5], [6, 1, 2]) };
  const { root, page, model } = show({ content: { ...content, courses } });
  const before = model.saves;
  choose(page.getByLabelText("Days between doses"), "14", "input");
  expect([model.get("every"), model.saves]).toEqual([14, before + 1]);
  expect(texts(root, ".ibc-count-sentence")).toEqual(["Falls often."]);
  page.getByLabelText("Show how much people differ").click();
  expect([model.get("people"), model.saves]).toEqual([true, before + 2]);
  const day = page.getByLabelText("Look at day");
  expect([day.min, day.max, day.value]).toEqual(["0", "2", "1"]);
});

it("says a count that would round to nothing as below 0.1, and any other as it is", () => {
  const courses = (count) => ({ ...content, courses: { "usual-21": course("Falls.", [4, count, 2], [3, 0, 1], [6, 1, 3]) } });
  expect([0.04, 0.05, 0.1].map((count) => said(show({ content: courses(count) })))).toEqual(["below 0.1", "0.1", "0.1"].map((words) => `day 1, typical count ${words}`));
});

it("draws the course and the day that are chosen now, described by its sentence, and says in a saved picture what it is", async () => {
  const plotly = notingPlotly();
  const data = ["8 of 10 people", "typical count", "count on this day"].map((name) => ({ name, x: [], y: [] }));
  const { root, page } = show({ figure: { ...figure, data } });
  await settled();
  const drawn = () => plotly.drawings.at(-1).data;
  expect(drawn()).toMatchObject([{ y: [6, 1.5, 4], visible: false }, { x: [0, 1, 2], y: [4, 0.5, 2] }, { x: [1], y: [0.5] }]);
  page.getByLabelText("Lower").click();
  page.getByLabelText("Show how much people differ").click();
  choose(page.getByLabelText("Look at day"), "2", "input");
  await settled();
  expect(drawn()).toMatchObject([{ y: [6, 2, 5], visible: true }, { y: [4, 1, 3] }, { x: [2], y: [3] }]);
  expect(plotly.drawings.at(-1).name).toBe("Count of neutrophils over time. The sentence below says what it shows.");
  expect(describing(root)).toBe("Falls less.");
  expect(await footOfPicture(plotly, root)).toBe("Tinted at the foot: very low, below 0.5. A model, not a forecast. It leaves out much.");
});

it("reads out only the last of several choices, and none of the days that a slider passes, which says them itself", async () => {
  vi.useFakeTimers();
  const { root, page } = show();
  const heard = () => root.querySelector("[role=status]").textContent;
  page.getByLabelText("Lower").click();
  await vi.advanceTimersByTimeAsync(500);
  page.getByLabelText("Usual").click();
  await vi.advanceTimersByTimeAsync(500);
  expect(heard()).toBe("");
  await vi.advanceTimersByTimeAsync(500);
  expect(heard()).toBe("Falls low.");
  page.getByLabelText("Lower").click();
  await vi.advanceTimersByTimeAsync(1000);
  root.querySelector("[role=status]").replaceChildren();
  choose(page.getByLabelText("Look at day"), "2", "input");
  await vi.advanceTimersByTimeAsync(1000);
  expect(heard()).toBe("");
});

it("has its numbers in a region of their own that keys can scroll, with the dose as head of each row", () => {
  const { root, page } = show();
  const region = root.querySelector("details > .ibc-count-table");
  expect(["role", "tabindex", "aria-label"].map((name) => region.getAttribute(name))).toEqual(["region", "0", "Numbers: blood counts"]);
  expect(texts(region, "caption, thead th[scope=col]")).toEqual(["Typical count of neutrophils, billion per liter", "Dose", "Given on day", "Lowest typical count", "When", "Count at the next dose"]);
  expect(texts(region, "tbody th[scope=row]")).toEqual(["1"]);
  page.getByLabelText("Lower").click();
  expect(texts(region, "tbody tr").length).toBe(1);
});

it("hears of nothing any more once its view is closed", () => {
  const { model, close } = show();
  close();
  expect(model.listening()).toBe(0);
});
