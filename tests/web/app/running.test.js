import { expect, it, vi } from "vitest";
import { desk, SHOW } from "./desk.js";

const PREDICT = SHOW.replace("check-stage", "predict");
const never = () => new Promise(() => {});

it("runs the course's cells in order, and goes back to the place that a link asked for", async () => {
  const { lesson, ran, again } = desk(["# Title", SHOW, PREDICT]);
  await lesson.open();
  expect(ran).toEqual([SHOW, PREDICT]);
  expect(again).toHaveBeenCalledOnce();
});

it.each([
  ["a cell of somebody else", [[SHOW, "import os"]]],
  ["another language", [[SHOW], { language: "bash" }]],
  ["a module beside it", [[SHOW], { files: [{ name: "ibc_edu.py", type: "file" }] }]],
])("runs nothing with %s, and offers to start", async (_what, given) => {
  const { lesson, ran, runAll, session, panel, header } = desk(...given);
  await lesson.open();
  expect(ran).toEqual([]);
  expect(header.node.textContent).toContain("does not start by itself");
  const { promise, resolve: arrive } = Promise.withResolvers();
  session.ready = promise;
  header.node.querySelector("button").click();
  await new Promise((resolve) => setTimeout(resolve));
  expect(runAll).not.toHaveBeenCalled();
  arrive(undefined);
  await vi.waitFor(() => expect(runAll).toHaveBeenCalledWith(panel.content, session));
  expect(header.node.textContent).toBe("");
});

it("offers to try again where a part was run and has not appeared", async () => {
  vi.useFakeTimers();
  const said = async (output) => {
    const { lesson, header, panel } = desk([SHOW]);
    panel.content.widgets[0].node.innerHTML = `<div class="jp-OutputArea-output">${output}</div>`;
    const opened = lesson.open();
    await vi.advanceTimersByTimeAsync(10_000);
    await opened;
    return header.node.textContent;
  };
  expect(await said("Loading widget...")).toBe("This computer is busy, and some parts have not appeared.Try again");
  expect(await said("A question")).toBe("");
});

it("waits until it is looked at", async () => {
  const { lesson, ran, panel, app } = desk([SHOW], { inFront: false });
  const opened = lesson.open();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ran).toEqual([]);
  panel.isVisible = true;
  app.shell.currentChanged.emit();
  await opened;
  expect(ran).toEqual([SHOW]);
});

it("says that Python takes its time, until the first part is there", async () => {
  vi.useFakeTimers();
  const { lesson, header, lent } = desk([SHOW]);
  const { promise, resolve: arrive } = Promise.withResolvers();
  lent.NotebookActions.runCells = () => promise;
  const opened = lesson.open();
  await vi.advanceTimersByTimeAsync(5000);
  expect(header.node.textContent).toBe("");
  await vi.advanceTimersByTimeAsync(2000);
  expect(header.node.textContent).toContain("The parts of this page are on their way");
  arrive(undefined);
  await vi.advanceTimersByTimeAsync(500);
  await opened;
  expect(header.node.textContent).toBe("");
  vi.useRealTimers();
});

it.each([
  ["there is no Python", (/** @type {any} */ { session }) => { session.session = { kernel: null }; }],
  ["its first cell is changed meanwhile", (/** @type {any} */ { panel }) => { panel.content.widgets[0].model.sharedModel = { getSource: () => "import os" }; }],
])("says no longer that parts are on their way where %s", async (_what, change) => {
  vi.useFakeTimers();
  const all = desk([SHOW]);
  const { promise, resolve: ready } = Promise.withResolvers();
  all.session.ready = promise;
  const opened = all.lesson.open();
  await vi.advanceTimersByTimeAsync(7000);
  expect(all.header.node.textContent).toContain("on their way");
  change(all);
  ready(undefined);
  await vi.advanceTimersByTimeAsync(500);
  await opened;
  expect([all.ran, all.header.node.textContent]).toEqual([[], ""]);
  vi.useRealTimers();
});

it("says nothing of a Python that was quick", async () => {
  vi.useFakeTimers();
  const { lesson, header } = desk([SHOW]);
  const opened = lesson.open();
  await vi.advanceTimersByTimeAsync(10000);
  await opened;
  expect(header.node.textContent).toBe("");
  vi.useRealTimers();
});

it("stops when a cell was changed while it ran", async () => {
  const { lesson, ran, panel, lent } = desk([SHOW, SHOW]);
  lent.NotebookActions.runCells = async () => {
    ran.push("one");
    panel.content.widgets[1].model.sharedModel.getSource = () => "import os";
  };
  await lesson.open();
  expect(ran).toEqual(["one"]);
});

it("says that parts have not appeared, and nothing where all have", async () => {
  vi.useFakeTimers();
  const told = async (output) => {
    const { lesson, panel, header } = desk([SHOW]);
    panel.content.widgets[0].node.innerHTML = `<div class="jp-OutputArea-output">${output}</div>`;
    const opening = lesson.open();
    await vi.advanceTimersByTimeAsync(5000);
    await opening;
    return header.node.textContent;
  };
  expect(await told("Loading widget...")).toContain("some parts have not appeared");
  expect(await told("A question")).toBe("");
});

it("offers at once to start what holds other code, and does not let the reader wait for it", async () => {
  vi.useFakeTimers();
  const { lesson, session, header } = desk([SHOW, "import os"], { inFront: false });
  session.ready = never();
  await lesson.open();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(header.node.textContent).toBe("This page holds code that can be changed, so it does not start by itself.Start it");
});

it("waits with the next cell until the one before is drawn, and no longer where the page is out of sight", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const frames = [];
  vi.stubGlobal("requestAnimationFrame", (drawn) => frames.push(drawn));
  const { lesson, ran } = desk([SHOW, PREDICT, SHOW]);
  lesson.open();
  await vi.advanceTimersByTimeAsync(50);
  expect(ran).toEqual([SHOW]);
  frames[0]();
  await vi.advanceTimersByTimeAsync(0);
  expect(ran).toEqual([SHOW, PREDICT]);
  await vi.advanceTimersByTimeAsync(90);
  expect(ran).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(20);
  expect(ran).toHaveLength(3);
});

it("says that parts are on their way only until the first one is there, however long the others take", async () => {
  vi.useFakeTimers();
  const { lesson, header, panel, session, lent } = desk(["# Title", SHOW, PREDICT]);
  const { promise, resolve: arrive } = Promise.withResolvers();
  lent.NotebookActions.runCells = vi.fn(never).mockReturnValueOnce(promise);
  lesson.open();
  await vi.advanceTimersByTimeAsync(7000);
  expect(header.node.textContent).toContain("on their way");
  arrive(undefined);
  await vi.advanceTimersByTimeAsync(500);
  expect(header.node.textContent).toBe("");
  const [, first, second] = panel.content.widgets;
  expect(lent.NotebookActions.runCells.mock.calls).toEqual([[panel.content, [first], session], [panel.content, [second], session]]);
});

it("does not say that parts are on their way over something that it says already, or of a notebook that is closed", async () => {
  vi.useFakeTimers();
  const said = async (/** @type {(all: any) => void} */ happens) => {
    const all = desk([SHOW]);
    all.lent.NotebookActions.runCells = never;
    all.lesson.open();
    await vi.advanceTimersByTimeAsync(100);
    happens(all);
    await vi.advanceTimersByTimeAsync(10_000);
    return all.header.node.textContent;
  };
  expect(await said(({ session }) => session.statusChanged.emit("dead"))).toBe("The program behind this lesson has stopped.Start it again");
  expect(await said(({ panel }) => { panel.isDisposed = true; })).toBe("");
  expect(await said(() => {})).toContain("on their way");
});

it("starts when it is the tab in front although not drawn yet, and looks at tabs no more from then on", async () => {
  const { lesson, ran, panel, app } = desk([SHOW], { inFront: false });
  const disconnected = vi.spyOn(app.shell.currentChanged, "disconnect");
  const connected = vi.spyOn(app.shell.currentChanged, "connect");
  const opened = lesson.open();
  app.shell.currentWidget = { node: document.createElement("div") };
  app.shell.currentChanged.emit();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ran).toEqual([]);
  app.shell.currentWidget = panel;
  app.shell.currentChanged.emit();
  await opened;
  expect(ran).toEqual([SHOW]);
  expect(disconnected.mock.calls).toEqual(connected.mock.calls);
});

it("starts in an application that knows of no tabs", async () => {
  const { lesson, ran, app } = desk([SHOW]);
  delete app.shell.currentChanged;
  await lesson.open();
  expect(ran).toEqual([SHOW]);
});

it.each([
  ["Python, however it is written", { k: { language: "Python" } }, 1],
  ["a language that nobody names", { k: {} }, 0],
  ["a program that is not listed", { other: { language: "python" } }, 0],
  ["programs that could not be listed", null, 0],
])("runs its cells or offers to, with %s", async (_what, kernelspecs, times) => {
  const { lesson, ran, session, header } = desk([SHOW]);
  session.specsManager.specs = kernelspecs && { kernelspecs };
  await lesson.open();
  expect([ran.length, header.node.textContent.includes("does not start by itself")]).toEqual([times, !times]);
});

it.each([
  ["here/01.ipynb", ["here", "here/json"]],
  ["here/below/01.ipynb", ["here/below", "here/below/json"]],
  ["01.ipynb", ["", "json"]],
])("looks beside %s for modules that Python would load in place of the course", async (path, folders) => {
  const { lesson, ran, panel, app } = desk([SHOW]);
  panel.context.path = path;
  const asked = [];
  app.serviceManager.contents.get = async (at) => {
    asked.push(at);
    return { content: at.endsWith("json") ? [{ name: "notes.txt", type: "file" }] : [{ name: "json", type: "directory" }] };
  };
  await lesson.open();
  expect([asked, ran]).toEqual([folders, [SHOW]]);
});

it.each([
  ["Error displaying widget: model not found", true],
  ["\n  Error creating widget: could not find model", true],
  ["A question about an Error displaying widget", false],
])("tells a part that has not appeared from one that has: %s", async (output, missing) => {
  vi.useFakeTimers();
  const reload = vi.fn();
  vi.stubGlobal("location", { reload });
  const { lesson, header, panel } = desk([SHOW, PREDICT]);
  for (const [at, text] of ["A question", output].entries()) panel.content.widgets[at].node.innerHTML = `<div class="jp-OutputArea-output">Words</div><div class="jp-OutputArea-output">${text}</div>`;
  const opened = lesson.open();
  await vi.advanceTimersByTimeAsync(3000);
  await opened;
  expect(header.node.textContent).toBe(""); // it may still come
  await vi.advanceTimersByTimeAsync(5000);
  const button = header.node.querySelector("button");
  expect(button?.textContent).toBe(missing ? "Try again" : undefined);
  button?.click();
  expect(reload).toHaveBeenCalledTimes(missing ? 1 : 0);
});
