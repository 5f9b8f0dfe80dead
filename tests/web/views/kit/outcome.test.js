import { within } from "@testing-library/dom";
import { expect, it } from "vitest";
import { el, openWidget } from "../../../../ibc_edu/views/kit/dom.js";
import { outcome } from "../../../../ibc_edu/views/kit/outcome.js";
import { fakeModel, openOn, texts } from "../../open.js";

/** A view of a model that shows what came of reading files. */
function opened(model) {
  let made;
  const view = openOn(model, { render: (context) => {
    const widget = openWidget(context, { className: "ibc-sample", label: "A view" });
    made = outcome(context.model, widget, "result", {
      label: "What was read", about: ({ file }) => file, parts: ({ file, read }) => [el("p", {}, `${read} of ${file}`), el("p", {}, "More.")], sentence: ({ read }) => `${read} questions were read.`,
    });
    widget.root.append(el("button", {}, "Read"), made.node);
    return widget.close;
  } });
  const { node } = made;
  return { ...view, ...made, shown: () => texts(node, "p"), about: () => node.getAttribute("data-about") };
}
/** Python's reply to what was sent last. */
const reply = (model, values = {}) => model.receive({ handled: model.get("handled") + 1, problem: "", ...values });

it("is a named place, empty until something came of it", () => {
  const { page, shown, about, node } = opened(fakeModel({ result: null }));
  expect(page.getByRole("region", { name: "What was read" })).toBe(node);
  expect([shown(), about(), node.childNodes.length]).toEqual([[], null, 0]);
});

it("shows what came of it before the view was opened, without a word", async () => {
  const { shown, about, spoken } = opened(fakeModel({ result: { file: "a.csv", read: 2 } }));
  expect([shown(), about(), await spoken()]).toEqual([["2 of a.csv", "More."], "a.csv", ""]);
});

it("shows what comes of it, says so once, and leads there the one who asked", async () => {
  const model = fakeModel({ result: null });
  const [asking, other] = [opened(model), opened(model)];
  const button = within(other.root).getByRole("button");
  asking.show(el("p", {}, "Choose a file first."));
  expect(asking.shown()).toEqual(["Choose a file first."]);
  asking.ask("read", { name: "a.csv" });
  expect([asking.shown(), model.sent.map(({ type, name }) => [type, name])]).toEqual([[], [["read", "a.csv"]]]);
  button.focus();
  reply(model, { result: { file: "a.csv", read: 2 } });
  for (const view of [asking, other]) expect([view.shown(), view.about(), await view.spoken()]).toEqual([["2 of a.csv", "More."], "a.csv", "2 questions were read."]);
  expect(document.activeElement).toBe(asking.node.querySelector("p"));
});

it("says it again where the same came of it, and leaves the reader alone from then on", async () => {
  const model = fakeModel({ result: { file: "a.csv", read: 2 } });
  const { ask, node, root, shown, spoken } = opened(model);
  ask("read");
  expect(shown()).toEqual([]);
  reply(model);
  expect([shown(), await spoken(), document.activeElement]).toEqual([["2 of a.csv", "More."], "2 questions were read.", node.querySelector("p")]);
  const button = within(root).getByRole("button");
  button.focus();
  const [line] = node.children;
  reply(model); // to something else
  expect([node.firstElementChild, document.activeElement]).toEqual([line, button]);
  model.receive({ result: { file: "b.csv", read: 3 } }); // that another view asked for
  expect([shown()[0], await spoken(), document.activeElement]).toEqual(["3 of b.csv", "3 questions were read.", button]);
});

it("shows nothing where something went wrong, and says why only in its line, and shows what comes of the next try", async () => {
  const model = fakeModel({ result: { file: "a.csv", read: 2 } });
  const { ask, shown, spoken, root } = opened(model);
  const button = within(root).getByRole("button");
  button.focus();
  ask("read");
  reply(model, { problem: "This file is empty." });
  expect([shown(), await spoken(), document.activeElement]).toEqual([[], "This file is empty.", button]);
  ask("read");
  reply(model, { result: { file: "b.csv", read: 1 } });
  expect(shown()[0]).toBe("1 of b.csv");
});

it("is empty again, without a word, when what came of it is gone", async () => {
  const model = fakeModel({ result: { file: "a.csv", read: 2 } });
  const { shown, about, spoken } = opened(model);
  model.receive({ result: null });
  expect([shown(), about(), await spoken()]).toEqual([[], null, ""]);
});
