import { expect, it, vi } from "vitest";
import view from "../../../../ibc_edu/views/plot/plot_view.js";
import { open, texts } from "../../open.js";
import { describing, notingPlotly, numbersIn, settled } from "./charts.js";

const figure = { data: [], layout: { title: { text: "People by stage" } } };
const numbers = { columns: ["Stage", "People"], numeric: [false, true], rows: [["III", "40"], ["IV", "60"]] };

function shown() {
  const opened = open(view, { figure, numbers, sentence: "Most are at stage IV.", large: false, announce: false, listens: [] });
  const fold = opened.root.querySelector("details");
  const unfold = () => {
    fold.open = true;
    fold.dispatchEvent(new Event("toggle"));
  };
  return { ...opened, unfold };
}

it("shows the numbers of the figure once they are asked for", () => {
  const { unfold, texts: found } = shown();
  expect(found("table")).toEqual([]);
  unfold();
  expect(found("thead th")).toEqual(["Stage", "People"]);
  expect(found("tbody tr")).toEqual(["III40", "IV60"]);
});

it("keeps the open numbers up to date with the figure", () => {
  const { root, model, unfold } = shown();
  unfold();
  model.receive({ numbers: { ...numbers, rows: [["III", "41"], ["IV", "59"]] } });
  expect(texts(root, "tbody tr")).toEqual(["III41", "IV59"]);
});

it("reads its sentence out once it rests, where it is to, and not any more when it is closed", async () => {
  vi.useFakeTimers();
  const heard = async (announce, closing) => {
    const { root, model, close } = open(view, { figure, numbers, sentence: "Before.", large: false, announce, listens: [] });
    model.receive({ sentence: "Most are at stage III." });
    if (closing) close();
    await vi.advanceTimersByTimeAsync(1000);
    return root.querySelector("[role=status]").textContent;
  };
  expect([await heard(true, false), await heard(false, false), await heard(true, true)]).toEqual(["Most are at stage III.", "", ""]);
});

it("tells Python what was clicked and, once the pointer rests, what is pointed at, if it listens", async () => {
  vi.stubGlobal("FIGURE_THEME", { template: { layout: {} }, dark: {} });
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(640);
  const told = async (listens, closing = false) => {
    const heard = {};
    const plotly = { react: async (canvas) => { canvas.on = (name, listener) => { heard[name] = listener; }; }, purge: () => {} };
    window[Symbol.for("ibc_edu.plotly")] = { loaded: Promise.resolve(plotly), queues: new Map() };
    const { model, close } = open(view, { figure: { data: [], layout: figure.layout }, numbers, sentence: "", large: false, announce: false, listens });
    await vi.waitFor(() => expect(heard.plotly_relayout).toBeTruthy());
    const at = (pointNumber) => ({ points: [{ data: { name: "people" }, pointNumber, x: "IV", y: 60, customdata: "iv" }] });
    heard.plotly_click?.(at(1));
    heard.plotly_clickannotation?.({ annotation: { name: "note" } });
    heard.plotly_hover?.(at(2));
    heard.plotly_hover?.(at(3));
    if (closing) close();
    await new Promise((resolve) => { setTimeout(resolve, 120); });
    return model.sent.map((message) => Object.fromEntries(Object.entries(message).filter(([name]) => name !== "message")));
  };
  const point = { trace: "people", x: "IV", y: 60, key: "iv" };
  expect(await told(["click", "hover"])).toEqual([{ type: "click", ...point, index: 1 }, { type: "click", key: "note" }, { type: "hover", ...point, index: 3 }]);
  expect(await told([])).toEqual([]);
  expect(await told(["hover"], true)).toEqual([]);
});

it("is named by the figure that it shows now, in the size that is asked for now", () => {
  const { root, model, texts: found } = shown();
  const look = () => [root.getAttribute("aria-label"), found(".ibc-title")[0], root.classList.contains("ibc-large")];
  expect(look()).toEqual(["People by stage", "People by stage", false]);
  model.receive({ figure: { data: [], layout: { title: { text: "People by age" } } }, large: true });
  expect(look()).toEqual(["People by age", "People by age", true]);
  model.receive({ large: false });
  expect(look()[2]).toBe(false);
});

it("stands under its title and above its sentence, which describes it, and is drawn as it is now", async () => {
  const plotly = notingPlotly();
  const { root, model } = shown();
  await settled();
  expect([...root.children].slice(0, 4).map((child) => child.className || child.localName)).toEqual(["ibc-title", "ibc-chart", "ibc-plot-sentence", "details"]);
  expect(describing(root)).toBe("Most are at stage IV.");
  model.receive({ figure: { data: [{ name: "people", x: ["III"], y: [1] }], layout: { title: { text: "People by age" } } }, sentence: "Most are at stage III." });
  await settled();
  expect(describing(root)).toBe("Most are at stage III.");
  expect(plotly.drawings.at(-1)).toMatchObject({ name: "People by age", data: [{ name: "people", x: ["III"], y: [1] }] });
});

it("has its numbers in a region that is named after it and that keys can scroll, numbers apart from words", () => {
  const { root, model } = shown();
  const place = root.querySelector("summary + .ibc-plot-numbers");
  model.receive({ numbers: { ...numbers, rows: [["IV", "9"]] } }); // nothing is built while it is folded
  expect(place.childElementCount).toBe(0);
  expect(numbersIn(root)).toEqual({ head: ["Stage", "People"], rows: [["IV", "9"]] });
  expect(["role", "tabindex", "aria-label"].map((name) => place.getAttribute(name))).toEqual(["region", "0", "Numbers: People by stage"]);
  const kinds = () => ["th[scope=col]", "th[scope=row]", "td"].map((selector) => [...place.querySelectorAll(selector)].map((cell) => cell.className));
  expect(kinds()).toEqual([["", "ibc-number"], [""], ["ibc-number"]]);
  model.receive({ numbers: { ...numbers, numeric: [true, false] } });
  expect(kinds()).toEqual([["ibc-number", ""], ["ibc-number", "ibc-number"], ["", ""]]);
});

it("reads out only the last of several sentences, and none of a change that leaves its sentence", async () => {
  vi.useFakeTimers();
  const { root, model } = open(view, { figure, numbers, sentence: "Before.", large: false, announce: true, listens: [] });
  const heard = () => root.querySelector("[role=status]").textContent;
  model.receive({ sentence: "One." });
  await vi.advanceTimersByTimeAsync(600);
  model.receive({ sentence: "Two." });
  await vi.advanceTimersByTimeAsync(600);
  expect(heard()).toBe("");
  await vi.advanceTimersByTimeAsync(400);
  expect(heard()).toBe("Two.");
  root.querySelector("[role=status]").replaceChildren();
  model.receive({ large: true });
  await vi.advanceTimersByTimeAsync(1000);
  expect(heard()).toBe("");
});

it("says nothing more of a sentence that came before it was to be quiet", async () => {
  vi.useFakeTimers();
  const { root, model } = open(view, { figure, numbers, sentence: "Before.", large: false, announce: true, listens: [] });
  model.receive({ sentence: "One." });
  model.receive({ announce: false });
  model.receive({ sentence: "Two." });
  await vi.advanceTimersByTimeAsync(1000);
  expect(root.querySelector("[role=status]").textContent).toBe("");
});

it("hears of nothing any more once its view is closed", () => {
  const { model, close } = shown();
  close();
  expect(model.listening()).toBe(0);
});
