import { expect, it, vi } from "vitest";
import { Model } from "../../../ibc_edu/app/template/models.js";
import { fakeKernel } from "./fake_kernel.js";

function make() {
  const kernel = fakeKernel();
  const model = new Model(kernel, "c1");
  kernel.tell({ method: "update", state: { count: 1, list: [1] } });
  kernel.sent.length = 0;
  return { kernel, model };
}

it("asks for its values and is ready when they are there", async () => {
  const kernel = fakeKernel();
  const model = new Model(kernel, "c1");
  expect(kernel.sent).toEqual([{ comm: "c1", method: "request_state" }]);
  kernel.say("comm_msg", { comm_id: "other", data: { method: "update", state: { count: 9 } } });
  const ready = vi.fn();
  model.ready.then(ready);
  kernel.tell({ method: "update", state: { count: 1 } });
  await Promise.resolve();
  expect(ready).not.toHaveBeenCalled(); // only one value, changed in Python before the others were sent
  kernel.tell({ method: "update", state: { count: 2, _esm: "", _css: "" } });
  await model.ready;
  expect(model.get("count")).toBe(2);
});

it("tells of each value that changed, and of no other", () => {
  const { kernel, model } = make();
  const count = vi.fn();
  const list = vi.fn();
  model.on("change:count change:nothing", count);
  model.on("change:list", list);
  kernel.tell({ method: "update", state: { count: 2, list: [1] } });
  expect(count).toHaveBeenCalledWith(model, 2);
  expect(list).not.toHaveBeenCalled();
  model.off("change:count", count);
  kernel.tell({ method: "update", state: { count: 3 } });
  expect(count).toHaveBeenCalledTimes(1);
});

it("sends changes one after another, the latest value of each", () => {
  const { kernel, model } = make();
  for (const count of [2, 3, 4]) {
    model.set("count", count);
    model.save_changes();
  }
  expect(kernel.sent.map(({ state }) => state)).toEqual([{ count: 2 }]);
  kernel.say("status", { execution_state: "idle" }, { msg_id: "other" });
  expect(kernel.sent.length).toBe(1);
  kernel.say("status", { execution_state: "idle" }, { msg_id: "m2" });
  expect(kernel.sent.map(({ state }) => state)).toEqual([{ count: 2 }, { count: 4 }]);
});

it("does not take its own echo for news, but that of another page", () => {
  const { kernel, model } = make();
  model.set("count", 5);
  model.save_changes();
  kernel.tell({ method: "echo_update", state: { count: 2 } }, { session: "mine" });
  expect(model.get("count")).toBe(5);
  kernel.tell({ method: "echo_update", state: { count: 7 } }, { session: "another" });
  expect(model.get("count")).toBe(7);
});

it("keeps what was changed since and waits to be sent, and takes over the rest", () => {
  const { kernel, model } = make();
  for (const count of [2, 3]) {
    model.set("count", count);
    model.save_changes();
  }
  kernel.tell({ method: "update", state: { count: 1, list: [4] } });
  expect([model.get("count"), model.get("list")]).toEqual([3, [4]]);
  kernel.say("status", { execution_state: "idle" }, { msg_id: "m2" });
  expect(kernel.sent.at(-1).state).toEqual({ count: 3 });
  kernel.say("status", { execution_state: "idle" }, { msg_id: "m3" });
  kernel.tell({ method: "update", state: { count: 9 } });
  expect(model.get("count")).toBe(9);
});

it("keeps what is on its way, whatever Python says of an earlier time, but takes Python's answer to it", () => {
  const { kernel, model } = make();
  model.set("count", 2);
  model.save_changes();
  kernel.tell({ method: "update", state: { count: 1, list: [4] } }, { msg_id: "m1" }); // asked for before
  expect([model.get("count"), model.get("list")]).toEqual([2, [4]]);
  kernel.tell({ method: "update", state: { count: 10 } }, { msg_id: "m2" });
  expect(model.get("count")).toBe(10);
});

it("sends again what may have been lost, and asks anew, when the line is back", () => {
  const { kernel, model } = make();
  model.set({ count: 2, list: [2] });
  model.save_changes();
  model.set("count", 3);
  model.save_changes(); // waits
  for (const again of kernel.returned) again();
  expect(kernel.sent.slice(-2)).toEqual([
    { comm: "c1", method: "update", state: { count: 3, list: [2] }, buffer_paths: [] },
    { comm: "c1", method: "request_state" },
  ]);
  kernel.say("status", { execution_state: "idle" }, { msg_id: "m2" }); // of the lost one, after all
  kernel.tell({ method: "update", state: { count: 1, list: [1] } }, { msg_id: "m1" });
  expect([model.get("count"), model.get("list")]).toEqual([3, [2]]);
  kernel.say("status", { execution_state: "idle" }, { msg_id: "m3" });
  kernel.tell({ method: "update", state: { count: 3, list: [2] } }, { msg_id: "m4" });
  model.set("count", 4);
  model.save_changes();
  expect(kernel.sent.at(-1).state).toEqual({ count: 4 });
  kernel.say("status", { execution_state: "idle" }, { msg_id: "m5" });
  const before = kernel.sent.length;
  for (const again of kernel.returned) again();
  expect(kernel.sent.slice(before)).toEqual([{ comm: "c1", method: "request_state" }]);
});

it("keeps what is on its way when Python answers an earlier question late, and takes what Python makes of it", () => {
  const { kernel, model } = make();
  for (const again of kernel.returned) again(); // m2 asks for all values
  model.set("count", 5);
  model.save_changes(); // m3
  kernel.tell({ method: "update", state: { count: 1, list: [7] } }, { msg_id: "m2" });
  expect([model.get("count"), model.get("list")]).toEqual([5, [7]]);
  kernel.tell({ method: "update", state: { count: 4 } }, { msg_id: "m3" }); // refused there
  expect(model.get("count")).toBe(4);
});

it("hands messages on both ways, with their buffers", () => {
  const { kernel, model } = make();
  const heard = vi.fn();
  model.on("msg:custom", heard);
  kernel.tell({ method: "custom", content: { type: "plotly" }, buffers: ["bytes"] });
  expect(heard).toHaveBeenCalledWith({ type: "plotly" }, ["bytes"]);
  model.send({ type: "check" });
  expect(kernel.sent).toEqual([{ comm: "c1", method: "custom", content: { type: "check" } }]);
});

it("tells who listens to all changes once for each update, when all values are there", () => {
  const { kernel, model } = make();
  const seen = [];
  const listener = (given) => seen.push([given === model, model.get("count"), model.get("list")]);
  model.on("change", listener);
  model.on("change", listener); // a view that was drawn twice
  kernel.tell({ method: "update", state: { count: 2, list: [2] } });
  expect(seen).toEqual([[true, 2, [2]]]);
  kernel.tell({ method: "update", state: { count: 2, list: [2] } });
  expect(seen).toHaveLength(1);
  model.set("list", [2]);
  model.set({ count: 2 });
  expect(seen).toHaveLength(1);
});

it.each([
  ["a number that becomes its digits", 1, "1"],
  ["nothing that becomes an empty list", null, []],
  ["a list in another order", [1, 2], [2, 1]],
  ["a list that becomes its text", [1], "[1]"],
  ["something that becomes nothing", { step: 1 }, null],
])("tells of %s", (_what, before, after) => {
  const { kernel, model } = make();
  kernel.tell({ method: "update", state: { value: before } });
  const heard = vi.fn();
  model.on("change:value", heard);
  kernel.tell({ method: "update", state: { value: structuredClone(before) } });
  expect(heard).not.toHaveBeenCalled();
  kernel.tell({ method: "update", state: { value: after } });
  expect(heard).toHaveBeenCalledExactlyOnceWith(model, after);
});

it("lets go of one listener, or of all, and minds none that it never had", () => {
  const { kernel, model } = make();
  const [one, two, other] = [vi.fn(), vi.fn(), vi.fn()];
  for (const each of [one, two, other]) model.on("change:count msg:custom", each);
  model.off("change:count msg:custom", one);
  model.off("change:nothing", one);
  model.off("change:nothing");
  kernel.tell({ method: "update", state: { count: 2 } });
  kernel.tell({ method: "custom", content: {}, buffers: [] });
  expect([one, two, other].map((each) => each.mock.calls.length)).toEqual([0, 2, 2]);
  model.off("change:count");
  kernel.tell({ method: "update", state: { count: 3 } });
  kernel.tell({ method: "custom", content: {}, buffers: [] });
  expect(other).toHaveBeenCalledTimes(3);
});

it("takes a message for dealt with when Python is done with it, and not while it works on it", () => {
  const { kernel, model } = make();
  model.set("count", 2);
  model.save_changes();
  model.set("count", 3);
  model.save_changes();
  kernel.say("status", { execution_state: "busy" }, { msg_id: "m2" });
  expect(kernel.sent).toHaveLength(1);
  kernel.say("status", { execution_state: "idle" }, { msg_id: "m2" });
  expect(kernel.sent.map(({ state }) => state)).toEqual([{ count: 2 }, { count: 3 }]);
});

it("hears nothing that is said to another widget, or in another way", () => {
  const { kernel, model } = make();
  const heard = vi.fn();
  model.on("change change:count msg:custom", heard);
  for (const data of [{ method: "update", state: { count: 9 } }, { method: "custom", content: {} }, { method: "echo_update", state: { count: 9 } }]) {
    kernel.say("comm_msg", { comm_id: "c2", data }, { session: "another" });
    kernel.say("comm_open", { comm_id: "c1", data }, { session: "another" });
  }
  kernel.say("stream", { name: "stdout", text: "hello" });
  kernel.tell({ method: "close", state: { count: 9 } }, { session: "another" });
  expect(heard).not.toHaveBeenCalled();
  expect(model.get("count")).toBe(1);
});
