import { beforeEach, expect, it, vi } from "vitest";
import { bundleFor, pagePlotly } from "../../../../ibc_edu/views/plot/page_plotly.js";

const [notebook, other] = [{}, {}];
let asked;

/** A view of a notebook that waits for plotly.js; `asked` notes when it asks for it. */
function view(name, of = notebook, bundle = "basic") {
  const controller = new AbortController();
  const [got, failed] = [vi.fn(), vi.fn()];
  let hear;
  const widget = { signal: controller.signal, on: (_event, listener) => { hear = listener; }, send: (type, { full }) => asked.push(full ? `${name}: all` : name) };
  pagePlotly({ widget_manager: of }, widget, bundle).then(got, failed);
  return { got, failed, hear, close: () => controller.abort() };
}

beforeEach(() => {
  asked = [];
  vi.useFakeTimers();
});

it("needs all of plotly.js only for marks that the basic bundle lacks", () => {
  expect(bundleFor({ data: [{ type: "bar" }, { type: "scatter" }, {}] })).toBe("basic");
  expect(bundleFor({ data: [{ type: "bar" }, { type: "heatmap" }] })).toBe("full");
});

it("is asked for by one view of each notebook, and apart from that by who needs all of it", () => {
  ["one", "two"].forEach((name) => view(name));
  view("elsewhere", other);
  view("three", notebook, "full");
  expect(asked).toEqual(["one", "elsewhere", "three: all"]);
});

it("is asked for by the next view as soon as the one that asked is closed, and not when another closes", () => {
  const [one, two] = ["one", "two", "three"].map((name) => view(name));
  two.close();
  expect(asked).toEqual(["one"]);
  one.close();
  expect(asked).toEqual(["one", "three"]);
});

it("is asked for by the next view where an answer is long in coming, with more patience each time", () => {
  ["one", "two"].forEach((name) => view(name));
  vi.advanceTimersByTime(3900);
  expect(asked).toEqual(["one"]);
  vi.advanceTimersByTime(200);
  expect(asked).toEqual(["one", "two"]);
  vi.advanceTimersByTime(7800);
  expect(asked).toEqual(["one", "two"]);
  vi.advanceTimersByTime(200);
  expect(asked).toEqual(["one", "two", "one"]);
});

it("is asked for by nobody once the page has it", async () => {
  window[Symbol.for("ibc_edu.plotly")] = { loaded: Promise.resolve("plotly"), queues: new Map() };
  const { got } = view("one");
  await vi.advanceTimersByTimeAsync(0);
  expect([asked, got.mock.calls]).toEqual([[], [["plotly"]]]);
});

it("is asked for anew by a later view where what came could not be loaded", async () => {
  vi.useRealTimers();
  const first = view("one");
  first.hear({ type: "plotly", full: false }, ["no script"]);
  await vi.waitFor(() => expect(first.failed).toHaveBeenCalledOnce());
  expect(asked).toEqual(["one"]);
  view("two").close();
  expect(asked).toEqual(["one", "two"]);
});
