import { Blob } from "node:buffer";
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

it("comes to all views that wait for it, of all notebooks, and only what came first", async () => {
  vi.useRealTimers();
  vi.stubGlobal("Blob", Blob); // jsdom's own has no stream
  const [script, ours] = ["export default 1", /** @type {string[]} */ ([])];
  URL.createObjectURL = ({ size }) => {
    const url = `data:text/javascript,export default {name: 'plotly'} // ${size} ${ours.length}`;
    if (size === script.length) ours.push(url);
    return url;
  };
  const given = vi.fn();
  URL.revokeObjectURL = given;
  const [one, two, elsewhere] = [view("one"), view("two"), view("elsewhere", other)];
  const packed = new Uint8Array(await new Response(new Blob([script]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer());
  one.hear({ type: "plotly", full: true }, ["what another asked for"]);
  one.hear({ type: "other", full: false }, ["what is none"]);
  elsewhere.hear({ type: "plotly", full: false }, [packed]);
  one.hear({ type: "plotly", full: false }, ["what came second"]);
  for (const { got, failed } of [one, two, elsewhere]) await vi.waitFor(() => expect([got.mock.calls, failed.mock.calls]).toEqual([[[{ name: "plotly" }]], []]));
  expect(ours).toHaveLength(1);
  expect(given.mock.calls.flat().filter((url) => ours.includes(url))).toEqual(ours);
  one.close();
  elsewhere.close();
  expect(asked).toEqual(["one", "elsewhere"]);
});

it("is not asked for again once it has come, however long ago, nor by a view that is closed", () => {
  const [one] = [view("one"), view("two")];
  one.hear({ type: "plotly", full: false }, [new Uint8Array()]);
  vi.advanceTimersByTime(60_000);
  expect(asked).toEqual(["one"]);
  const alone = view("three", notebook, "full");
  alone.close();
  vi.advanceTimersByTime(60_000);
  expect(asked).toEqual(["one", "three: all"]);
});

it("is asked for with the same patience where the view that asked is closed before", () => {
  const [one] = ["one", "two", "three"].map((name) => view(name));
  vi.advanceTimersByTime(3000);
  one.close();
  vi.advanceTimersByTime(3900);
  expect(asked).toEqual(["one", "two"]);
  vi.advanceTimersByTime(200);
  expect(asked).toEqual(["one", "two", "three"]);
});
