import { expect, it, vi } from "vitest";
import view from "../../../../ibc_edu/views/plot/plot_view.js";
import { open, texts } from "../../open.js";

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
