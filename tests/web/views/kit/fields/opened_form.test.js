import { expect, it, vi } from "vitest";
import { openedForm } from "../../../../../ibc_edu/views/kit/fields/opened_form.js";
import { press } from "../../../open.js";

/** A form with a field, and the button that opens it. */
function made(how = /** @type {(field: HTMLElement) => any} */ (() => ({}))) {
  document.body.innerHTML = "<button>Open</button><div><input><button>Do it</button></div>";
  const [button, form] = /** @type {any} */ (document.body.children);
  const field = form.querySelector("input");
  return { button, form, field, show: openedForm(button, form, how(field)) };
}

it("is hidden at first, and opens in place of its button, with the focus", () => {
  const { button, form } = made();
  expect([button.hidden, form.hidden, button.getAttribute("aria-expanded")]).toEqual([false, true, "false"]);
  button.click();
  expect([button.hidden, form.hidden, button.getAttribute("aria-expanded")]).toEqual([true, false, "true"]);
  expect(document.activeElement).toBe(form);
});

it("is closed by Escape anywhere in it, which gives the focus back and reaches nobody else", () => {
  const { button, form, field } = made();
  const heard = vi.fn();
  document.addEventListener("keydown", heard);
  button.click();
  press(field, "a");
  expect(form.hidden).toBe(false);
  press(field, "Escape");
  document.removeEventListener("keydown", heard);
  expect([button.hidden, form.hidden]).toEqual([false, true]);
  expect(document.activeElement).toBe(button);
  expect(heard.mock.calls.map(([{ key }]) => key)).toEqual(["a"]);
});

it("may leave the button where it is, and puts the focus where it is told", () => {
  const { button, form, field, show } = made((first) => ({ first, beside: true }));
  button.click();
  expect([button.hidden, form.hidden]).toEqual([false, false]);
  expect(document.activeElement).toBe(field);
  show(false);
  expect([form.hidden, document.activeElement]).toEqual([true, button]);
});
