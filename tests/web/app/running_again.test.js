import { expect, it, vi } from "vitest";
import { desk, SHOW } from "./desk.js";

const PREDICT = SHOW.replace("check-stage", "predict");

/** The notebook's cells, each 500 px high, of which the one at this height is read. */
function readsAt({ node, content }, scrollTop) {
  node.innerHTML = '<div class="jp-WindowedPanel-outer"></div>';
  document.body.append(node);
  const [outer] = node.children;
  for (const [at, cell] of content.widgets.entries()) {
    outer.append(cell.node);
    cell.node.getBoundingClientRect = () => ({ top: 500 * at - outer.scrollTop });
  }
  outer.scrollTop = scrollTop;
  return outer;
}

it("runs again once its kernel was restarted, and only once", async () => {
  const { lesson, ran, session } = desk([SHOW]);
  await lesson.open();
  session.statusChanged.emit("busy");
  session.statusChanged.emit("idle");
  session.statusChanged.emit("restarting");
  session.statusChanged.emit("idle");
  session.statusChanged.emit("idle");
  await vi.waitFor(() => expect(ran).toEqual([SHOW, SHOW]));
});

it("says in plain words that its program has stopped, and starts it again when asked", async () => {
  const { lesson, session, header } = desk([SHOW]);
  await lesson.open();
  session.statusChanged.emit("dead");
  expect(header.node.textContent).toContain("The program behind this lesson has stopped.");
  header.node.querySelector("button").click();
  expect(session.restartKernel).toHaveBeenCalledOnce();
});

it("goes on saying that answers are gone while the lesson starts again", async () => {
  const { lesson, ran, session, header } = desk([SHOW]);
  await lesson.open();
  vi.useFakeTimers();
  session.statusChanged.emit("autorestarting");
  await vi.advanceTimersByTimeAsync(300);
  expect(header.node.textContent).toContain("Answers that are not kept are gone.");
  session.statusChanged.emit("idle");
  await vi.advanceTimersByTimeAsync(1000);
  expect(ran).toEqual([SHOW, SHOW]);
  expect(header.node.textContent).toContain("Answers that are not kept are gone.");
  vi.useRealTimers();
});

it.each([["restarting"], ["autorestarting"], ["dead"]])("runs again after its program was %s only when the new one is there", async (status) => {
  const { lesson, ran, session } = desk([SHOW, PREDICT]);
  await lesson.open();
  for (const each of [status, "starting", "busy"]) session.statusChanged.emit(each);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ran).toHaveLength(2);
  session.statusChanged.emit("idle");
  await vi.waitFor(() => expect(ran).toEqual([SHOW, PREDICT, SHOW, PREDICT]));
});

it("tells the reader in plain words that it starts again, in place of the notebook's own dialog and of no other", async () => {
  const { lesson, session, header, lent } = desk([SHOW]);
  const dialogs = ["The kernel for 01.ipynb appears to have died.", "The kernel for 02.ipynb appears to have died."].map((textContent) => ({ node: { textContent }, reject: vi.fn() }));
  lent.Dialog.tracker.forEach = (each) => dialogs.forEach(each);
  await lesson.open();
  vi.useFakeTimers();
  session.statusChanged.emit("restarting"); // the reader asked for it: nothing to say
  await vi.advanceTimersByTimeAsync(1000);
  expect(header.node.textContent).toBe("");
  session.statusChanged.emit("autorestarting");
  await vi.advanceTimersByTimeAsync(1000);
  expect(dialogs.map(({ reject }) => reject.mock.calls.length)).toEqual([1, 0]);
  header.node.querySelector("button").click();
  expect(header.node.textContent).toBe("");
});

it("keeps the reader where they read while it starts again, however often, and goes to no place of a link", async () => {
  vi.useFakeTimers();
  const all = desk([SHOW, PREDICT]);
  const run = all.lent.NotebookActions.runCells;
  const opened = all.lesson.open();
  await vi.advanceTimersByTimeAsync(1000);
  await opened;
  const outer = readsAt(all.panel, 620);
  all.lent.NotebookActions.runCells = async (...given) => {
    outer.scrollTop = 0; // the notebook shows the cell that is chosen
    return run(...given);
  };
  for (const place of [620, 540]) {
    outer.scrollTop = place;
    all.session.statusChanged.emit("restarting");
    all.session.statusChanged.emit("idle");
    await vi.advanceTimersByTimeAsync(50);
    expect(outer.scrollTop).toBe(place);
    await vi.advanceTimersByTimeAsync(20_000);
  }
  outer.scrollTop = 580;
  all.session.statusChanged.emit("autorestarting");
  await vi.advanceTimersByTimeAsync(290);
  outer.scrollTop = 0; // the dialog gives the focus back to the first cell
  await vi.advanceTimersByTimeAsync(20);
  expect(outer.scrollTop).toBe(580);
  expect([all.ran.length, all.again.mock.calls.length]).toEqual([6, 1]);
});

it("does nothing more once its notebook is closed", async () => {
  vi.useFakeTimers();
  const all = desk([SHOW, PREDICT]);
  all.panel.content.widgets[0].node.innerHTML = '<div class="jp-OutputArea-output">Loading widget...</div>';
  const opened = all.lesson.open();
  await vi.advanceTimersByTimeAsync(1000);
  await opened;
  all.panel.isDisposed = true;
  for (const status of ["dead", "idle"]) all.session.statusChanged.emit(status);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([all.ran.length, all.header.node.textContent]).toEqual([2, ""]);
});

it("runs no further cell of a notebook that is closed meanwhile, or whose program stops, and none before it was there", async () => {
  const stopped = (/** @type {any} */ { session }) => session.statusChanged.emit("dead");
  const closed = (/** @type {any} */ { panel }) => { panel.isDisposed = true; };
  for (const [happens, left] of [[stopped, "has stopped"], [closed, ""]]) {
    const all = desk([SHOW, PREDICT]);
    all.lent.NotebookActions.runCells = async (_notebook, [cell]) => {
      all.ran.push(cell.model.sharedModel.getSource());
      happens(all);
    };
    await all.lesson.open();
    expect(all.ran).toEqual([SHOW]);
    expect(all.header.node.textContent).toContain(left);
  }
  const all = desk([SHOW]);
  const { promise, resolve: ready } = Promise.withResolvers();
  all.session.ready = promise;
  const opened = all.lesson.open();
  await new Promise((resolve) => setTimeout(resolve));
  closed(all);
  ready(undefined);
  await opened;
  expect(all.ran).toEqual([]);
});
