import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import view from "../../../../ibc_edu/views/quiz/card.js";
import { open, texts } from "../../open.js";
import { question, quiz } from "./examples.js";

beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (item) => open(view, { view: quiz([item]) });
const card = (root, text) => [...root.querySelectorAll(".ibc-card")].find((node) => node.textContent === text);
const rows = (root) => [...root.querySelectorAll(".ibc-rows > .ibc-row")];
const chosen = (root) => [...root.querySelectorAll("select")].map((select) => select.selectedOptions[0].textContent);
const at = (node, type, x, y, button = 0) => node.dispatchEvent(Object.assign(new MouseEvent(type, { bubbles: true, cancelable: true, clientX: x, clientY: y, button }), { pointerId: 1 }));

let below = null;
beforeEach(() => (document.elementsFromPoint = () => (below ? [below] : [])));
afterEach(() => {
  below = null;
  Reflect.deleteProperty(document, "elementsFromPoint");
});

function drag(node, target, end = "pointerup") {
  at(node, "pointerdown", 10, 10);
  below = target;
  at(node, "pointermove", 60, 80);
  at(node, end, 60, 80);
}

it.each(["matching", "categorise"])("puts a dragged card on a row of %s, as its list would", (kind) => {
  const { root, page } = show(question(kind));
  const [first] = texts(root, ".ibc-card");
  expect(page.getByText("Check answer").getAttribute("aria-disabled")).toBe("true");
  drag(card(root, first), rows(root)[1].querySelector("label"));
  expect(chosen(root)).toEqual(["Choose…", first, "Choose…"]);
  expect(page.getByText("Check answer").getAttribute("aria-disabled")).not.toBe("true");
  expect(root.querySelector("[data-dragged], [data-aimed]")).toBe(null);
  expect(card(root, first).style.translate).toBe(""); // back in the hand
});

it("puts a tapped card on each row that is tapped next, and lets go of it at a second tap", () => {
  const { root } = show(question("categorise"));
  const cold = card(root, "cold");
  const tap = (node) => ["pointerdown", "pointerup"].forEach((type) => at(node, type, 5, 5));
  tap(cold);
  expect(cold.hasAttribute("data-picked")).toBe(true);
  rows(root)[0].click();
  rows(root)[2].querySelector("label").click();
  expect(chosen(root)).toEqual(["cold", "Choose…", "cold"]);
  tap(cold);
  rows(root)[1].click();
  expect(chosen(root)[1]).toBe("Choose…");
});

it("lets go of a tapped card when another one is dragged", () => {
  const { root } = show(question("categorise"));
  ["pointerdown", "pointerup"].forEach((type) => at(card(root, "cold"), type, 5, 5));
  drag(card(root, "warm"), rows(root)[1]);
  expect(root.querySelector("[data-picked], [data-open]")).toBe(null);
  rows(root)[0].click();
  expect(chosen(root)).toEqual(["Choose…", "warm", "Choose…"]);
});

it("takes a press that trembles for a tap, and moves nothing by it", () => {
  const { root } = show(question("matching"));
  const blue = card(root, "blue");
  at(blue, "pointerdown", 10, 10);
  below = rows(root)[0];
  at(blue, "pointermove", 13, 14);
  expect([root.querySelector("[data-dragged], [data-aimed]"), blue.style.translate]).toEqual([null, ""]);
  at(blue, "pointerup", 13, 14);
  expect([blue.hasAttribute("data-picked"), chosen(root)[0]]).toEqual([true, "Choose…"]);
});

it("changes nothing when a card is dropped beside the rows, given up, or the question is closed", () => {
  const { root } = show(question("matching"));
  drag(card(root, "blue"), document.body);
  drag(card(root, "blue"), rows(root)[0], "pointercancel");
  expect(root.querySelector("[data-dragged], [data-aimed]")).toBe(null);
  expect(chosen(root)).toEqual(["Choose…", "Choose…", "Choose…"]);
  const closed = show(question("matching", { locked: true, status: "shown" }));
  drag(card(closed.root, "blue"), rows(closed.root)[0]);
  expect(chosen(closed.root)[0]).toBe("Choose…");
});

it("puts a picked card down when the question is closed", () => {
  const { root, model } = show(question("matching"));
  const blue = card(root, "blue");
  ["pointerdown", "pointerup"].forEach((type) => at(blue, type, 5, 5));
  expect([blue.hasAttribute("data-picked"), rows(root)[0].hasAttribute("data-open")]).toEqual([true, true]);
  model.receive({ view: quiz([question("matching", { locked: true, status: "shown" })]) });
  expect(root.querySelector("[data-picked], [data-open]")).toBe(null);
});

it("goes on with a drag when the browser takes another finger away", () => {
  const { root } = show(question("matching"));
  const blue = card(root, "blue");
  at(blue, "pointerdown", 10, 10);
  below = rows(root)[0];
  at(blue, "pointermove", 60, 80);
  blue.dispatchEvent(Object.assign(new MouseEvent("pointercancel", { bubbles: true }), { pointerId: 2 }));
  at(blue, "pointerup", 60, 80);
  expect(chosen(root)).toEqual(["blue", "Choose…", "Choose…"]);
});

it("drags by the main button of the mouse alone: the other one opens the browser's menu", () => {
  const { root } = show(question("matching"));
  const blue = card(root, "blue");
  at(blue, "pointerdown", 10, 10, 2);
  below = rows(root)[0];
  at(blue, "pointermove", 60, 80);
  expect(root.querySelector("[data-dragged], [data-aimed]")).toBe(null);
  at(blue, "pointerup", 60, 80);
  at(blue, "pointerdown", 5, 5, 2);
  at(blue, "pointerup", 5, 5);
  expect(blue.hasAttribute("data-picked")).toBe(false);
  expect(chosen(root)).toEqual(["Choose…", "Choose…", "Choose…"]);
});

it("leaves the cards to mouse and touch: the lists are there for keyboard and screen reader", () => {
  const { root } = show(question("matching"));
  expect(root.querySelector(".ibc-cards").getAttribute("aria-hidden")).toBe("true");
  expect(root.querySelectorAll(".ibc-cards :is(button, [tabindex])").length).toBe(0);
  expect(root.querySelectorAll("select").length).toBe(3);
});

it("drags a step to its place, past others, and answers with that order", () => {
  const { root, page, model } = show(question("ordering"));
  drag(rows(root)[0], rows(root)[2]);
  expect(texts(root, ".ibc-step-text")).toEqual(["Second", "Third", "First"]);
  expect(texts(root, ".ibc-number")).toEqual(["1.", "2.", "3."]);
  drag(rows(root)[2], rows(root)[1]);
  expect(texts(root, ".ibc-step-text")).toEqual(["Second", "First", "Third"]);
  page.getByText("Check answer").click();
  expect(model.sent[0].response).toEqual(["b", "a", "c"]);
});

it("leaves the steps of a closed question where they are", () => {
  const { root, model } = show(question("ordering"));
  model.receive({ view: quiz([question("ordering", { locked: true, status: "incorrect", tries: 2, response: ["b", "a", "c"] })]) });
  drag(rows(root)[0], rows(root)[2]);
  expect(texts(root, ".ibc-step-text")).toEqual(["Second", "First", "Third"]);
  expect(root.querySelector("[data-dragged]")).toBe(null);
});

it("does not take a press on a button of a step for a drag", () => {
  const { root } = show(question("ordering"));
  const button = root.querySelector(".ibc-move:not([aria-disabled])");
  at(button, "pointerdown", 10, 10);
  below = rows(root)[2];
  at(rows(root)[0], "pointermove", 60, 80);
  expect(texts(root, ".ibc-step-text")).toEqual(["First", "Second", "Third"]);
});
