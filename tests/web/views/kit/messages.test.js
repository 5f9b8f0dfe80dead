import { beforeEach, expect, it, vi } from "vitest";
import { openWidget } from "../../../../ibc_edu/views/kit/dom.js";
import { fakeModel } from "../../open.js";

/** A view, what it says went wrong, and replies to what it sent. */
function opened(traits = {}, names = {}) {
  const model = fakeModel(traits);
  const widget = openWidget({ model, el: document.body.appendChild(document.createElement("div")) }, { className: "ibc-sample", label: "A view", ...names });
  return {
    model, widget,
    problem: () => (widget.problem.hidden ? "" : widget.problem.textContent),
    waits: () => widget.root.hasAttribute("data-waiting"),
    said: () => widget.root.querySelector("[role=status]").textContent,
    reply: async (answered, values = {}) => {
      model.receive({ handled: model.get("handled") + 1, answered, ...values });
      await vi.advanceTimersByTimeAsync(1);
    },
  };
}

beforeEach(() => { vi.useFakeTimers(); });

it("waits for a reply to what the reader did, also while it sends something by itself", async () => {
  const { widget, waits, reply } = opened();
  const [byItself, answer] = [widget.send("catch_up"), widget.send("answer")];
  await vi.advanceTimersByTimeAsync(800);
  expect([waits(), widget.awaits(byItself), widget.awaits(answer)]).toEqual([true, true, true]);
  await reply(byItself);
  expect([waits(), widget.awaits(byItself), widget.awaits(answer)]).toEqual([true, false, true]);
  await reply(answer);
  expect([waits(), widget.awaits(answer), vi.getTimerCount()]).toEqual([false, false, 0]);
  widget.send("whole");
  await vi.advanceTimersByTimeAsync(800);
  expect([waits(), widget.awaits(""), widget.awaits("another-page-1")]).toEqual([false, false, false]);
  widget.close();
});

it("takes the reply to a later message for one to all before it, as Python answers in order", async () => {
  const { widget, model, reply } = opened();
  const numbers = ["one", "two", "three"].map((item) => widget.send("answer", { item }));
  await reply(numbers[1]);
  expect(numbers.map(widget.awaits)).toEqual([false, false, true]);
  model.sent.length = 0;
  await vi.advanceTimersByTimeAsync(11_500);
  expect(model.sent.map(({ item }) => item)).toEqual(["three"]);
  widget.close();
});

it("sends again, in their order, all that is not answered, with the same numbers", async () => {
  const { widget, model } = opened();
  const numbers = ["one", "two"].map((item) => widget.send("answer", { item }));
  await vi.advanceTimersByTimeAsync(11_500);
  expect(model.sent.map(({ type, item, message }) => [type, item, message])).toEqual([0, 1, 0, 1].map((at) => ["answer", ["one", "two"][at], numbers[at]]));
  widget.close();
});

it("says at once that the program has stopped where nothing can be sent", async () => {
  const { widget, model, problem, said } = opened();
  model.send = () => { throw new Error("Python has stopped"); };
  widget.send("answer");
  expect(problem()).toContain("has stopped");
  await vi.advanceTimersByTimeAsync(1);
  expect(said()).toContain("has stopped");
  await vi.advanceTimersByTimeAsync(60_000);
  expect([problem().includes("has stopped"), vi.getTimerCount()]).toEqual([true, 0]);
  widget.close();
});

it("says while a reply is slow what it is asked to say, once, and nothing when the reply comes", async () => {
  const { widget, said, reply } = opened({}, { moment: "One moment." });
  expect(widget.problem.dataset.moment).toBe("One moment.");
  const number = widget.send("answer");
  await vi.advanceTimersByTimeAsync(600);
  expect(said()).toBe("");
  await vi.advanceTimersByTimeAsync(200);
  expect(said()).toBe("One moment.");
  const shown = widget.root.querySelector("[role=status]").firstElementChild;
  await reply(number);
  expect(widget.root.querySelector("[role=status]").firstElementChild).toBe(shown);
  expect(opened().widget.problem.hasAttribute("data-moment")).toBe(false);
  widget.close();
});

it("hears its own reply, and none where it waits for nothing", async () => {
  const { widget, model, reply } = opened({ answered: "" });
  expect(widget.hears("")).toBe(false);
  const [one, two] = [widget.send("answer"), widget.send("answer")];
  const heard = [];
  widget.on("change:handled", () => heard.push([one, two, ""].map(widget.hears)));
  await reply(one);
  await reply(two);
  model.set("answered", "");
  expect([heard, widget.hears("")]).toEqual([[[true, false, false], [false, true, false]], false]);
  widget.close();
});

it("says something new that went wrong in place of what it said, and takes away its own word when the reply comes", async () => {
  const { widget, model, problem, reply } = opened();
  const first = widget.send("answer");
  await reply(first, { problem: "This answer is no number." });
  expect(problem()).toBe("This answer is no number.");
  const second = widget.send("answer");
  await reply(second, { problem: "The disk is full." });
  expect(problem()).toBe("The disk is full.");
  const third = widget.send("catch_up");
  await vi.advanceTimersByTimeAsync(10_100);
  expect(problem()).toContain("There is no answer yet");
  model.set("problem", "");
  await reply(third);
  expect(problem()).toBe("");
  widget.close();
});
