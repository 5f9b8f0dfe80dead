import { beforeEach, describe, expect, it, vi } from "vitest";
import { $, Socket, answers, arrive, socket, state, submit, visible } from "./phone.js";

beforeEach(arrive);

it("connects beside its own page, whatever path a proxy puts in front", () => {
  expect(socket().url).toBe(`${location.href.replace(/^http/, "ws").replace(/\/$/, "")}/ws`);
});

it("connects beside its page whatever a link adds to its address", async () => {
  const here = location.href;
  history.replaceState(null, "", "/room/?from=mail#top");
  vi.resetModules();
  await import("../../../ibc_edu/classroom/live/page/audience.js");
  history.replaceState(null, "", here);
  expect(new URL(socket().url).pathname).toBe("/room/ws");
  expect(socket().url).not.toMatch(/[?#]/);
});

it.each([["gone", "This room is closed. Thank you for taking part."], ["full", "This room is full. Raise your hand instead."]])("says of a room that is %s that there is nothing to do here, and tries no more", (how, line) => {
  vi.useFakeTimers();
  socket().hear(state());
  socket().hear({ type: "state", state: how });
  expect(["ask", "result", "who"].map(visible)).toEqual([false, false, false]);
  socket().onclose();
  vi.advanceTimersByTime(60_000);
  expect([Socket.all.length, $("line").textContent]).toEqual([1, line]);
});

describe("while the network is away", () => {
  /** How long it took after a loss until the next try, in ms. */
  const wait = () => {
    const before = Socket.all.length;
    socket().onclose();
    const began = Date.now();
    while (Socket.all.length === before && Date.now() - began < 60_000) vi.advanceTimersByTime(50);
    return Date.now() - began;
  };

  it.each([0, 0.5, 0.999])("the page tries soon, then more and more seldom, at least every eight seconds, and soon again after it was connected (chance %d)", (chance) => {
    vi.useFakeTimers();
    vi.spyOn(Math, "random").mockReturnValue(chance);
    const waits = Array.from({ length: 7 }, wait); // also where there was never a connection
    expect(waits[0]).toBeLessThanOrEqual(500);
    expect(waits[0]).toBeGreaterThanOrEqual(250);
    for (const place of [1, 2, 3, 4]) expect(waits[place]).toBeGreaterThan(waits[place - 1]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(8_000);
    expect(waits.at(-1)).toBeGreaterThanOrEqual(4_000);
    expect($("line").textContent).toBe("The connection is lost. Your place is kept; trying again…");
    socket().onopen();
    expect(wait()).toBeLessThanOrEqual(500);
  });

  it("a class does not come back in the same moment", () => {
    vi.useFakeTimers();
    const random = vi.spyOn(Math, "random");
    const first = (chance) => {
      random.mockReturnValue(chance);
      const waited = wait();
      socket().onopen();
      return waited;
    };
    expect(first(0.999)).toBeGreaterThan(first(0));
  });

  it("nothing is given to a connection that is closed, and the answer is sent once there is one", () => {
    vi.useFakeTimers();
    socket().hear(state());
    const lost = socket();
    lost.readyState = 3;
    $("parts").querySelector("input").click();
    submit("ask");
    submit("who");
    expect([lost.sent, $("line").textContent]).toEqual([[], "Sending your answer…"]);
    lost.onclose();
    vi.advanceTimersByTime(1_000);
    socket().hear(state());
    expect(socket().sent).toEqual([{ type: "answer", place: "q1 1", response: "a", keeping: false }]);
    socket().hear({ type: "taken", place: "q1 1", answer: "a" });
    socket().hear(state({ answered: true, answer: "a" }));
    expect([answers(), $("line").textContent]).toEqual([["a"], "Your answer is in."]); // and once only
  });
});

it("does not send an answer that came too late, and says that none was given", () => {
  socket().hear(state());
  socket().readyState = 3;
  $("parts").querySelector("input").click();
  submit("ask");
  socket().readyState = 1;
  socket().hear(state({ state: "closed" }));
  socket().hear(state({ state: "shown", feedback: { headline: "The answer", lines: [], explanation: "", sources: [] } }));
  expect([answers(), $("line").textContent]).toEqual([[], "You gave no answer to this one."]);
});

it("sends an answer again that the server had not taken when the network went", () => {
  vi.useFakeTimers();
  socket().hear(state());
  $("parts").querySelector("input").click();
  submit("ask");
  socket().onclose();
  expect($("line").textContent).toMatch(/Your place is kept/);
  vi.advanceTimersByTime(1_000);
  expect(Socket.all).toHaveLength(2);
  socket().onopen();
  socket().hear(state());
  expect(answers()).toEqual(["a"]);
});

it("sends again with an answer what its sender had been told of keeping", () => {
  vi.useFakeTimers();
  socket().hear(state());
  $("parts").querySelector("input").click();
  submit("ask");
  socket().onclose();
  vi.advanceTimersByTime(1_000);
  socket().hear(state({ keeping: true })); // switched on meanwhile: nobody has read it yet
  expect(socket().sent.map(({ keeping }) => keeping)).toEqual([false]);
  submit("ask"); // to change the answer, with the note about keeping in sight
  $("parts").querySelector("input").click();
  submit("ask");
  expect(socket().sent.map(({ keeping }) => keeping)).toEqual([false, true]);
});

it("takes a late word about the question before for nothing that it shows", () => {
  socket().hear(state());
  $("parts").querySelector("input").click();
  submit("ask");
  socket().hear(state({ place: "q2 1" }));
  socket().hear({ type: "taken", place: "q1 1", answer: "a" });
  expect($("line").textContent).not.toContain("Your answer is in.");
  expect($("send").textContent).toBe("Send my answer");
  $("parts").querySelectorAll("input")[1].click();
  submit("ask");
  expect(answers()).toEqual(["a", "b"]);
});
