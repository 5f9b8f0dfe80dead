import { beforeAll, expect, it } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { choose, open, texts } from "../../open.js";
import { judged, line, quiz } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (item) => open(card, { view: quiz([item]) });

it("on a number goes once another one is typed", () => {
  const { root, page } = show(judged("numeric", "incorrect", [line("2", "wrong", { chosen: true })], { response: "2", can_retry: true }));
  const panel = root.querySelector(".ibc-panel");
  expect(panel.textContent).toContain("About 2.");
  choose(page.getByLabelText("Your answer"), "25", "input");
  expect(panel.textContent).not.toContain("About 2.");
});

it("on a step goes once the step stands elsewhere, and stays at those that have not moved", () => {
  const lines = [line("c", "wrong"), line("a", "right"), line("b", "wrong")];
  const { root, page } = show(judged("ordering", "incorrect", lines, { response: ["c", "a", "b"], can_retry: true }));
  expect(texts(root, ".ibc-slot")).toEqual(["Not quite. About c.", "Right. About a.", "Not quite. About b."]);
  page.getByLabelText("Move up: Second").click();
  expect(texts(root, ".ibc-step-text")).toEqual(["Third", "Second", "First"]);
  expect(texts(root, ".ibc-slot")).toEqual(["Not quite. About c.", "", ""]);
});
