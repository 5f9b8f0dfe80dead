import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import view from "../../../../ibc_edu/views/quiz/card.js";
import { open, texts } from "../../open.js";
import { judged, question, quiz } from "./examples.js";

beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (...items) => open(view, { view: quiz(items) });
const card = (root, text) => [...root.querySelectorAll(".ibc-card")].find((node) => node.textContent === text);
const rows = (root) => [...root.querySelectorAll(".ibc-rows > .ibc-row")];
const chosen = (root) => [...root.querySelectorAll("select")].map((select) => select.selectedOptions[0].textContent);
const at = (node, type, x, y, button = 0, pointerId = 1) => node.dispatchEvent(Object.assign(new MouseEvent(type, { bubbles: true, cancelable: true, clientX: x, clientY: y, button }), { pointerId }));

const tap = (node) => ["pointerdown", "pointerup"].forEach((type) => at(node, type, 5, 5));

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
  tap(card(root, "cold"));
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
  tap(blue);
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

const marks = (root) => ["[data-dragged]", "[data-aimed]", "[data-picked]", "[data-open]"].map((mark) => root.querySelectorAll(mark).length);

it("follows the pointer, held to it, and shows the one row that it is over", () => {
  const { root } = show(question("matching"));
  const blue = card(root, "blue");
  blue.setPointerCapture = vi.fn();
  at(blue, "pointerdown", 10, 10);
  expect(blue.setPointerCapture.mock.calls).toEqual([[1]]);
  below = rows(root)[1].querySelector("label");
  at(blue, "pointermove", 60, 80);
  expect([blue.style.translate, blue.dataset.dragged, marks(root), rows(root)[1].matches("[data-aimed]")]).toEqual(["50px 70px", "", [1, 1, 0, 0], true]);
  below = rows(root)[2];
  at(blue, "pointermove", 12, 12); // back near where it began, which is still a drag
  expect([blue.style.translate, marks(root), rows(root)[2].matches("[data-aimed]")]).toEqual(["2px 2px", [1, 1, 0, 0], true]);
  below = document.body;
  at(blue, "pointermove", 0, 0);
  expect(marks(root)).toEqual([1, 0, 0, 0]);
  at(blue, "pointerup", 0, 0);
  expect([blue.style.translate, marks(root)]).toEqual(["", [0, 0, 0, 0]]);
});

it("takes a move of six pixels for a tap, and of seven for a drag", () => {
  for (const [far, dragged] of [[6, 0], [7, 1]]) {
    const { root, close } = show(question("matching"));
    at(card(root, "blue"), "pointerdown", 0, 0);
    at(card(root, "blue"), "pointermove", far, 0);
    expect(marks(root)[0], `${far}`).toBe(dragged);
    close();
  }
});

it("listens to one finger only while it drags", () => {
  const { root } = show(question("matching"));
  const blue = card(root, "blue");
  at(blue, "pointermove", 60, 80);
  at(blue, "pointerup", 60, 80); // nothing is held
  expect(marks(root)).toEqual([0, 0, 0, 0]);
  at(blue, "pointerdown", 10, 10);
  at(blue, "pointerdown", 90, 90, 0, 2);
  below = rows(root)[0];
  at(blue, "pointermove", 60, 80, 0, 2);
  at(blue, "pointerup", 60, 80, 0, 2);
  expect([marks(root), chosen(root)[0]]).toEqual([[0, 0, 0, 0], "Choose…"]);
  at(blue, "pointermove", 60, 80);
  expect(blue.style.translate).toBe("50px 70px");
  at(blue, "pointerup", 60, 80);
  expect(chosen(root)[0]).toBe("blue");
});

it("keeps a tapped card in the hand when a press on it is given up, and puts it down when a drag is", () => {
  const { root } = show(question("matching"));
  const blue = card(root, "blue");
  tap(blue);
  at(blue, "pointerdown", 5, 5);
  at(blue, "pointercancel", 5, 5);
  expect(marks(root)).toEqual([0, 0, 1, 3]);
  for (const [place, end] of [[rows(root)[0], "pointercancel"], [document.body, "pointerup"]]) {
    drag(blue, place, end);
    expect(marks(root)).toEqual([0, 0, 0, 0]);
    tap(blue);
  }
  expect(chosen(root)).toEqual(["Choose…", "Choose…", "Choose…"]);
});

it("swaps the card in the hand for another one that is tapped", () => {
  const { root } = show(question("matching"));
  ["blue", "green"].forEach((text) => tap(card(root, text)));
  expect(texts(root, "[data-picked]")).toEqual(["green"]);
  rows(root)[0].click();
  expect(chosen(root)[0]).toBe("green");
});

it("leaves a list to itself with a card in the hand, and keeps the name of a row from opening it", () => {
  const { root } = show(question("matching"));
  const click = (node) => node.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  const name = rows(root)[0].querySelector("label");
  expect(click(name)).toBe(true);
  tap(card(root, "blue"));
  expect([click(rows(root)[1].querySelector("select")), chosen(root)[1]]).toEqual([true, "Choose…"]);
  expect([click(name), chosen(root)[0]]).toEqual([false, "blue"]);
});

it("puts no card on a row of another question", () => {
  const { root } = show(question("matching", { id: "one" }), question("matching", { id: "two" }));
  const [mine, , , others] = rows(root);
  drag(card(root, "blue"), others);
  expect(marks(root)).toEqual([0, 0, 0, 0]);
  tap(card(root, "blue"));
  expect([mine.matches("[data-open]"), others.matches("[data-open]")]).toEqual([true, false]);
  others.click();
  expect(chosen(root)).toEqual(Array.from({ length: 6 }, () => "Choose…"));
});

it("leaves a step where it is when it is dragged over itself, over nothing, or over another question", () => {
  const { root, page } = show(question("ordering", { id: "one" }), question("ordering", { id: "two" }));
  const [first, second] = rows(root);
  for (const target of [first.querySelector(".ibc-step-text"), document.body, null, rows(root)[5]]) drag(first, target);
  expect(texts(root, ".ibc-step-text")).toEqual(["First", "Second", "Third", "First", "Second", "Third"]);
  expect(page.getAllByText("Keep this order").map(({ hidden }) => hidden)).toEqual([false, false]);
  at(first, "pointerdown", 10, 10);
  below = second;
  at(first, "pointermove", 60, 80);
  expect([first.style.translate, first.dataset.dragged]).toEqual(["", ""]); // its place in the list shows where it is
  expect([texts(root, ".ibc-step > .ibc-number").slice(0, 3), texts(root, ".ibc-step-text").slice(0, 2)]).toEqual([["1.", "2.", "3."], ["Second", "First"]]);
  at(first, "pointercancel", 60, 80);
  expect(page.getAllByText("Keep this order").map(({ hidden }) => hidden)).toEqual([true, false]);
  expect(page.getAllByText("Check answer")[0].getAttribute("aria-disabled")).toBe(null); // where it was let go is its place
});

it("takes a drag that moves no step for no other answer: another try is offered as before", () => {
  const { root, page } = show(judged("ordering", "incorrect", [], { response: ["b", "a", "c"], can_retry: true }));
  drag(rows(root)[0], document.body);
  expect(texts(root, ".ibc-item .ibc-primary")).toEqual(["Try again"]);
  drag(rows(root)[0], rows(root)[1]);
  expect([texts(root, ".ibc-item .ibc-primary"), page.getByText("Check answer").getAttribute("aria-disabled")]).toEqual([["Check answer"], null]);
  drag(rows(root)[0], rows(root)[1]);
  expect(page.getByText("Check answer").getAttribute("aria-disabled")).toBe("true"); // as it was judged
});

it("moves the steps between by one each, and tells the ways that are left anew", () => {
  const four = ["a", "b", "c", "d"].map((key) => ({ key, text: key.toUpperCase() }));
  const { root } = show(question("ordering", { steps: four }));
  const order = () => texts(root, ".ibc-step-text").join("");
  const off = () => [...root.querySelectorAll(".ibc-move[aria-disabled=true]")].map((way) => way.getAttribute("aria-label"));
  drag(rows(root)[3], rows(root)[1]);
  expect([order(), off()]).toEqual(["ADBC", ["Move up: A", "Move down: C"]]);
  drag(rows(root)[0], rows(root)[2]);
  expect([order(), off()]).toEqual(["DBAC", ["Move up: D", "Move down: C"]]);
  drag(rows(root)[1], rows(root)[0]);
  expect([order(), off()]).toEqual(["BDAC", ["Move up: B", "Move down: C"]]);
});

it("reads long options out, which the lists cut, and short ones only in the lists", () => {
  const options = (length) => [{ key: "a", text: "x".repeat(length) }, { key: "b", text: "y" }];
  const named = (length) => {
    const { root } = show(question("categorise", { categories: options(length) }));
    return [root.querySelector(".ibc-cards").getAttribute("aria-hidden"), texts(root, ".ibc-card[dir=auto]")[1], texts(root, "select:first-of-type > option[dir=auto]")[1]];
  };
  expect(named(34)).toEqual(["true", "y", "y"]);
  expect(named(35)).toEqual([null, "B. y", "B. y"]);
});
