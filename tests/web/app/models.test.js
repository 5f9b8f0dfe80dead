import { expect, it, vi } from "vitest";
import { Model, showWidget } from "../../../ibc_edu/app/template/models.js";

/** A line to Python that remembers what was sent. */
function fakeKernel() {
  let last = 0;
  return {
    session: "mine",
    listeners: new Set(),
    returned: new Set(),
    sent: [],
    send(comm, data) {
      last += 1;
      this.sent.push({ comm, ...data });
      return `m${last}`;
    },
    say(msg_type, content, parent_header = {}, buffers = []) {
      for (const listener of this.listeners) listener({ header: { msg_type }, parent_header, content, buffers });
    },
    tell(data, parent_header) {
      this.say("comm_msg", { comm_id: "c1", data }, parent_header, data.buffers);
    },
  };
}

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

it("lets a view show another widget inside, and takes it away when its step is over", async () => {
  const kernel = fakeKernel();
  const models = new Map();
  const outer = { _css: "", _esm: "export default { render({ el, host }) { el.host = host; } }" };
  const inner = { _css: "", _esm: "export default { render({ model, el }) { el.textContent = model.get('word'); return () => el.replaceChildren(); } }" };
  URL.createObjectURL = (blob) => `data:text/javascript,${encodeURIComponent(blob.text)}`;
  URL.revokeObjectURL = () => {};
  vi.stubGlobal("Blob", class { constructor([text]) { this.text = text; } });
  const model = new Model(kernel, "c1");
  kernel.tell({ method: "update", state: outer });
  const place = document.createElement("div");
  place.setAttribute("aria-busy", "true");
  await showWidget(model, place, models);
  expect(place.hasAttribute("aria-busy")).toBe(false);
  const asked = place.host.getWidget("anywidget:c2");
  kernel.say("comm_msg", { comm_id: "c2", data: { method: "update", state: { ...inner, word: "inside" } } });
  const child = await asked;
  const [el, closing] = [document.createElement("div"), new AbortController()];
  await child.render({ el, signal: closing.signal });
  expect(el.textContent).toBe("inside");
  closing.abort();
  expect(el.textContent).toBe("");
  expect([...models.keys()]).toEqual(["c2"]);
});
