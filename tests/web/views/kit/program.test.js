import { expect, it, vi } from "vitest";
import { openWidget } from "../../../../ibc_edu/views/kit/dom.js";
import { fakeModel } from "../../open.js";

/** A view whose page can see the program behind it, as in a notebook. */
function opened(kernel) {
  vi.useFakeTimers();
  const heard = new Set();
  const seen = { status: "idle", connectionStatus: "connected", statusChanged: { connect: (f) => heard.add(f), disconnect: (f) => heard.delete(f) }, ...kernel };
  const model = Object.assign(fakeModel({}), { widget_manager: { kernel: seen } });
  const widget = openWidget({ model, el: document.body.appendChild(document.createElement("div")) }, { className: "ibc-sample", label: "A view" });
  return { widget, model, heard, seen, problem: () => (widget.problem.hidden ? "" : widget.problem.textContent), become: (status) => [...heard].forEach((f) => f(seen, status)) };
}

it.each(["dead", "autorestarting", "restarting", "terminating"])("names a program that is %s within 5 s, and not before a message went unanswered", (status) => {
  const { widget, become, problem } = opened();
  widget.send("answer");
  vi.advanceTimersByTime(3000);
  expect(problem()).toBe("");
  become(status);
  vi.advanceTimersByTime(1999);
  expect(problem()).toContain("has stopped");
  widget.close();
});

it("keeps saying that the program has stopped, and asks it no more", () => {
  const { widget, model, become, problem } = opened();
  widget.send("answer");
  become("dead");
  vi.advanceTimersByTime(180_000);
  expect(problem()).toContain("has stopped");
  expect(model.sent).toHaveLength(1);
  widget.close();
});

it("names a lost connection, and one that was lost before the view was opened", () => {
  for (const kernel of [{ connectionStatus: "disconnected" }, { status: "dead" }, { isDisposed: true }]) {
    const { widget, problem } = opened(kernel);
    widget.send("answer");
    vi.advanceTimersByTime(1000);
    expect(problem()).toContain("has stopped");
    widget.close();
  }
});

it("says nothing while the program works, and lets go of it when it closes", () => {
  const { widget, problem, heard } = opened({ status: "busy" });
  widget.send("answer");
  vi.advanceTimersByTime(6000);
  expect(problem()).toBe("");
  widget.close();
  expect(heard.size).toBe(0);
});

it("sends nothing again once its view is closed", () => {
  const { widget, model } = opened();
  widget.send("answer");
  widget.close();
  vi.advanceTimersByTime(180_000);
  expect(model.sent).toHaveLength(1);
});

it("sends once, and not again, what is sent when its view is closed already, as the last draft of an answer", () => {
  const { widget, model } = opened();
  widget.close();
  widget.send("draft");
  vi.advanceTimersByTime(180_000);
  expect(model.sent).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

it("asks anew when the reader comes back to the page, and not after its view is closed", () => {
  const { widget } = opened();
  let asked = 0;
  widget.onReturn(() => { asked += 1; });
  window.dispatchEvent(new Event("focus"));
  document.dispatchEvent(new Event("visibilitychange"));
  expect(asked).toBe(2);
  widget.close();
  window.dispatchEvent(new Event("focus"));
  document.dispatchEvent(new Event("visibilitychange"));
  expect(asked).toBe(2);
});

it("asks anew when the reader scrolls back to it, and not when it comes into sight at first", () => {
  let see;
  vi.stubGlobal("IntersectionObserver", class { constructor(seen) { see = (isIntersecting) => seen([{ isIntersecting }]); } observe() {} disconnect() {} });
  const { widget } = opened();
  let asked = 0;
  widget.onReturn(() => { asked += 1; });
  see(true);
  expect(asked).toBe(0);
  see(false);
  see(true);
  expect(asked).toBe(1);
  widget.close();
});

it("lives with a notebook that shows nothing of its program, or has none", () => {
  for (const manager of [undefined, {}, { context: {} }, { context: { sessionContext: {} } }, { context: { sessionContext: { session: null } } }, { kernel: { status: "idle" } }]) {
    vi.useFakeTimers();
    const model = Object.assign(fakeModel({}), { widget_manager: manager });
    const widget = openWidget({ model, el: document.body.appendChild(document.createElement("div")) }, { className: "ibc-sample", label: "A view" });
    widget.send("answer");
    vi.advanceTimersByTime(9000);
    expect([widget.problem.hidden, model.sent.length]).toEqual([true, 1]);
    vi.advanceTimersByTime(1001);
    expect(widget.problem.textContent).toContain("There is no answer yet");
    widget.close();
    expect(vi.getTimerCount()).toBe(0);
  }
});

it("sees the program that JupyterLab shows in the notebook's session", () => {
  vi.useFakeTimers();
  const manager = { context: { sessionContext: { session: { kernel: { status: "dead" } } } } };
  const model = Object.assign(fakeModel({}), { widget_manager: manager });
  const widget = openWidget({ model, el: document.body.appendChild(document.createElement("div")) }, { className: "ibc-sample", label: "A view" });
  widget.send("answer");
  vi.advanceTimersByTime(1000);
  expect(widget.problem.textContent).toContain("has stopped");
  widget.close();
});

it("takes a program that only changes what it does for one that is there, and one that stopped for stopped, whatever comes after it", () => {
  const { widget, become, problem } = opened();
  for (const status of ["starting", "busy", "idle", "unknown"]) become(status);
  widget.send("answer");
  vi.advanceTimersByTime(9000);
  expect(problem()).toBe("");
  become("restarting");
  become("idle"); // another program, which knows nothing of the message
  widget.send("answer");
  vi.advanceTimersByTime(1000);
  expect(problem()).toContain("has stopped");
  vi.advanceTimersByTime(1);
  expect(vi.getTimerCount()).toBe(0);
  widget.close();
});

it("counts the time of an answer from what was sent last", () => {
  const { widget, model, problem } = opened();
  widget.send("answer");
  vi.advanceTimersByTime(9000);
  widget.send("answer");
  vi.advanceTimersByTime(9000);
  expect([problem(), model.sent.length]).toEqual(["", 2]);
  vi.advanceTimersByTime(1001);
  expect(problem()).toContain("There is no answer yet");
  widget.close();
});

it("asks nothing anew while its page is out of sight", () => {
  const { widget } = opened();
  const asked = vi.fn();
  widget.onReturn(asked);
  const sight = vi.spyOn(document, "visibilityState", "get");
  for (const [state, times] of [["hidden", 0], ["visible", 1]]) {
    sight.mockReturnValue(/** @type {any} */ (state));
    document.dispatchEvent(new Event("visibilitychange"));
    expect(asked).toHaveBeenCalledTimes(times);
  }
  widget.close();
});

it("looks whether the view itself comes into sight, until it closes, and does without where a browser cannot tell", () => {
  const seen = { observe: vi.fn(), disconnect: vi.fn() };
  vi.stubGlobal("IntersectionObserver", class { constructor() { Object.assign(this, seen); } });
  const { widget } = opened();
  widget.onReturn(() => {});
  expect([seen.observe.mock.calls, seen.disconnect.mock.calls]).toEqual([[[widget.root]], []]);
  widget.close();
  expect(seen.disconnect).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
  expect("IntersectionObserver" in window).toBe(false);
  const other = opened();
  const asked = vi.fn();
  other.widget.onReturn(asked);
  window.dispatchEvent(new Event("focus"));
  expect(asked).toHaveBeenCalledOnce();
  other.widget.close();
});
