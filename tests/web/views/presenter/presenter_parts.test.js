import { beforeEach, expect, it, vi } from "vitest";
import { texts } from "../../open.js";
import { show, stage } from "./lecture.js";

beforeEach(() => { Element.prototype.requestFullscreen = () => Promise.reject(new Error("not here")); });

const soon = () => new Promise((resolve) => setTimeout(resolve, 0));

/** What gives the parts: each shows its name when it is let, and remembers whether it was closed. */
function parts() {
  const [asked, signals, gates] = [[], {}, {}];
  const part = (name) => ({ render: ({ el: into, signal }) => { signals[name] = signal; into.append(name); } });
  const getWidget = (name) => {
    asked.push(name);
    return new Promise((resolve, reject) => { gates[name] = { come: () => resolve(part(name)), fail: () => reject(new Error("gone")) }; });
  };
  const settle = async (name, how = "come") => {
    gates[name][how]();
    await soon();
  };
  return { asked, signals, getWidget, settle };
}
const LIVE = { live: { 0: "one", 1: "two" } };
const CANNOT = "This part cannot be shown here. It is in the lesson itself.";
const shownIn = (root) => texts(root, ".ibc-presenter-live");

it("asks for no part before somebody presents", () => {
  const { asked, getWidget } = parts();
  const { model } = show(LIVE, { getWidget });
  model.receive({ position: 1 });
  model.receive({ live: { ...LIVE.live, 2: "three" } });
  expect(asked).toEqual([]);
});

it("asks for the part of its step once, however many others become ready", async () => {
  const { asked, signals, getWidget, settle } = parts();
  const { model, root } = await stage(LIVE, { getWidget });
  await settle("one");
  model.receive({ live: { ...LIVE.live, 2: "three" } });
  await soon();
  expect([asked, shownIn(root), signals.one.aborted]).toEqual([["one"], ["one"], false]);
});

it("shows a part as soon as Python has made it", async () => {
  const { getWidget, settle } = parts();
  const { model, root } = await stage({}, { getWidget });
  expect(shownIn(root)).toEqual([""]);
  model.receive({ live: { 0: "one" } });
  await settle("one");
  expect(shownIn(root)).toEqual(["one"]);
});

it("closes a part with its step, with the presentation and with the view", async () => {
  const { signals, getWidget, settle } = parts();
  const { model, page, close } = await stage(LIVE, { getWidget });
  await settle("one");
  model.receive({ position: 1 });
  expect(signals.one.aborted).toBe(true);
  await settle("two");
  page.getByLabelText("End presenting in this view").click();
  expect(signals.two.aborted).toBe(true);
  page.getByText("Speaker notes here").click();
  await settle("two");
  expect(signals.two.aborted).toBe(false);
  close();
  expect(signals.two.aborted).toBe(true);
});

it("shows a part again when its step is come to again", async () => {
  const { asked, getWidget, settle } = parts();
  const { model, root } = await stage(LIVE, { getWidget });
  await settle("one");
  model.receive({ position: 2 });
  expect(shownIn(root)).toEqual([""]);
  model.receive({ position: 0 });
  await settle("one");
  expect([asked, shownIn(root)]).toEqual([["one", "one"], ["one"]]);
});

it.each(["come", "fail"])("takes no note of a part that %ss when its step is over", async (how) => {
  const { signals, getWidget, settle } = parts();
  const { model, root } = await stage(LIVE, { getWidget });
  model.receive({ position: 1 });
  await settle("two");
  await settle("one", how);
  expect([shownIn(root), root.textContent.includes(CANNOT), signals.one]).toEqual([["two"], false, undefined]);
});

it.each(["come", "fail"])("shows nothing of the class before whose part %ss late", async (how) => {
  const { getWidget, settle } = parts();
  const { model, root } = await stage(LIVE, { getWidget });
  model.receive({ live: { 0: "anew" } });
  await settle("anew");
  await settle("one", how);
  expect(shownIn(root)).toEqual(["anew"]);
});

it("says of a part that cannot be shown where it is, in the place of whatever it had begun, and marks it as a problem", async () => {
  const broken = { render: ({ el: into }) => { into.append("half"); throw new Error("broken"); } };
  const { root } = await stage({ live: { 0: "ref" } }, { getWidget: vi.fn(() => Promise.resolve(broken)) });
  await soon();
  expect([shownIn(root), texts(root, ".ibc-presenter-live > .ibc-problem")]).toEqual([[CANNOT], [CANNOT]]);
});
