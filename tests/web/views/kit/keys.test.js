import { beforeEach, expect, it } from "vitest";
import { guardKeys } from "../../../../ibc_edu/views/kit/keys.js";
import { press } from "../../open.js";

const SUPPRESS = "data-lm-suppress-shortcuts";
let view, button, outside, heard, closed;

beforeEach(() => {
  document.body.innerHTML = "<div><button></button></div><button></button>";
  view = document.querySelector("div");
  [button, outside] = document.querySelectorAll("button");
  closed = new AbortController();
  guardKeys(view, closed.signal);
  heard = [];
  const listener = (event) => heard.push(event.key);
  document.body.addEventListener("keydown", listener);
  return () => {
    document.body.removeEventListener("keydown", listener);
    closed.abort();
  };
});

it.each([
  ["s", {}, false],
  ["s", { ctrlKey: true }, true],
  ["s", { metaKey: true }, true],
  ["S", { ctrlKey: true }, true], // with the capitals locked
  ["S", { metaKey: true, shiftKey: true }, false],
  ["s", { ctrlKey: true, altKey: true }, false],
  ["x", { metaKey: true }, false],
  ["Escape", {}, false],
])("lets the notebook have %s with %o, if it saves", (key, held, passes) => {
  press(button, key, held);
  expect([heard, button.hasAttribute(SUPPRESS)]).toEqual([passes ? [key] : [], !passes]);
});

it("keeps no key from the notebook that is pressed outside the view, or on nothing", () => {
  press(outside, "x");
  for (const nothing of [document, window]) press(nothing, "x");
  expect([heard, document.querySelectorAll(`[${SUPPRESS}]`).length]).toEqual([["x"], 0]);
});

it("marks no key any more when the view is closed", () => {
  closed.abort();
  press(button, "x");
  expect(button.hasAttribute(SUPPRESS)).toBe(false);
});
