import { expect, it } from "vitest";
import { openWidget } from "../../../../ibc_edu/views/kit/dom.js";
import { fileAsker } from "../../../../ibc_edu/views/kit/files.js";
import { lossList } from "../../../../ibc_edu/views/kit/losses.js";
import { fakeModel, openOn, savedFiles, texts, textOf } from "../../open.js";

/** A view of a model that asks for files. */
function opened(model) {
  let ask;
  const view = openOn(model, { render: (context) => {
    const widget = openWidget(context, { className: "ibc-sample", label: "A view" });
    ask = fileAsker(widget, ({ name }, [bytes]) => ({ name, blob: new Blob([bytes.buffer]) }));
    return widget.close;
  } });
  return { ...view, ask };
}
const bytes = (text) => new DataView(new TextEncoder().encode(text).buffer);

it("saves a file in the view that asked for it, under its name, and says so there", async () => {
  const saved = savedFiles();
  const model = fakeModel({});
  const [asking, other] = [opened(model), opened(model)];
  asking.ask("export", { format: "csv" });
  expect(model.sent.map(({ type, format }) => [type, format])).toEqual([["export", "csv"]]);
  for (const said of [undefined, { type: "other", name: "x" }]) model.hear(said, bytes("no"));
  expect(saved).toEqual([]);
  model.hear({ type: "file", name: "questions.csv" }, bytes("a,b"));
  expect([saved.map(({ name }) => name), await textOf(saved[0].blob)]).toEqual([["questions.csv"], "a,b"]);
  expect([await asking.spoken(), await other.spoken()]).toEqual(["The file was saved.", ""]);
});

it("saves nothing that nobody asked for, or not any more", () => {
  const saved = savedFiles();
  const model = fakeModel({});
  const { ask } = opened(model);
  model.hear({ type: "file", name: "early.csv" }, bytes("a"));
  ask("export");
  model.receive({ handled: 1 });
  model.hear({ type: "file", name: "late.csv" }, bytes("a"));
  expect(saved).toEqual([]);
});

it("says of each loss what becomes of how many, and of which", () => {
  const list = lossList([
    { effect: "left out", what: "A picture", questions: ["q-1"] },
    { effect: "degraded", what: "Hints", questions: ["q-1", "q-2"] },
    { effect: "noted", what: "Order", questions: [] },
  ], "question");
  expect(texts(list, "li > :first-child")).toEqual(["Left out:", "Changed:", "0 questions"]);
  expect([...list.children].map((item) => item.childNodes.length)).toEqual([3, 3, 2]);
  expect(texts(list, "summary")).toEqual(["1 question", "2 questions", "0 questions"]);
  expect(texts(list, "details p")).toEqual(["q-1", "q-1, q-2", ""]);
  expect([...list.children].map((item) => item.dataset.about)).toEqual(["A picture", "Hints", "Order"]);
  expect([...list.querySelectorAll("details")].some((fold) => fold.open)).toBe(false);
  expect([list.className, list.querySelector("details p").className]).toEqual(["ibc-losses", "ibc-small"]);
});
