// A stand-in for the notebook: a model as anywidget gives it, and a view opened with it.

import { within } from "@testing-library/dom";
import { expect, onTestFinished, vi } from "vitest";

/** Whether two values of a trait are the same to a model: it tells of no change then. */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * A model that holds traits, calls listeners, and remembers what was saved and sent. As a real one it tells of a change when
 * a value is set, before anybody saves it, and of none where the value stays as it is; of several values that are set at
 * once it tells when all are there.
 */
export function fakeModel(traits) {
  const state = { problem: "", handled: 0, ...structuredClone(traits) };
  const listeners = new Map();
  const emit = (event, ...values) => [...(listeners.get(event) ?? [])].forEach((listener) => listener(...values));
  const take = (values) => {
    const changed = Object.keys(values).filter((name) => !same(state[name], values[name]));
    Object.assign(state, values);
    changed.forEach((name) => emit(`change:${name}`));
  };
  return {
    /** @type {Record<string, any>[]} */
    sent: [],
    saves: 0,
    widget_manager: {},
    get: (name) => state[name],
    set(name, value) {
      take(typeof name === "string" ? { [name]: value } : name);
    },
    on(events, listener) {
      for (const event of events.split(" ")) listeners.set(event, [...(listeners.get(event) ?? []), listener]);
    },
    off(events, listener) {
      for (const event of events.split(" ")) listeners.set(event, (listeners.get(event) ?? []).filter((each) => each !== listener));
    },
    save_changes() {
      this.saves += 1;
    },
    send(message) {
      this.sent.push(message);
    },
    /** What Python does: new values of traits, in one update. */
    receive(values) {
      if ("handled" in values) state.answered = this.sent.at(-1)?.message;
      take(structuredClone(values));
    },
    /** What else Python says, with bytes. */
    hear(message, ...buffers) {
      emit("msg:custom", message, buffers);
    },
    /** How many listen, to see that a closed view lets go. */
    listening: () => [...listeners.values()].flat().length,
  };
}

/**
 * Open a view on a model with these traits, until the test is over.
 *
 * Gives its `root`, the queries of Testing Library inside it as `page`, the `model`, what was read out as `spoken()`, and `close`.
 */
export function open(view, traits, host = {}) {
  return openOn(fakeModel(traits), view, host);
}

/** Open a view on a model that there is, which may have other views; gives the same. */
export function openOn(model, view, host = {}) {
  const place = document.body.appendChild(document.createElement("div"));
  const close = view.render({ model, el: place, host });
  onTestFinished(() => close()); // what it still waits for must not reach into another test
  const root = /** @type {HTMLElement} */ (place.firstElementChild);
  expect(root.getAttribute("aria-label"), "what a screen reader calls the view").toBeTruthy();
  expect(root.className, "by which its sheet finds it").toMatch(/^ibc-root ibc-/);
  return { model, root, close, page: within(root), spoken: () => spokenIn(root), texts: (selector) => texts(root, selector) };
}

/** What the live region says once everything that runs now is through. */
async function spokenIn(root) {
  await new Promise((resolve) => setTimeout(resolve, 0));
  return root.querySelector("[role=status]").textContent;
}

/** The text of all elements that match, with runs of spaces made one. */
export function texts(root, selector) {
  return [...root.querySelectorAll(selector)].map((node) => node.textContent.replace(/\s+/g, " ").trim());
}

/** Press a key on an element, as a person does; false if the view kept the browser from its own answer to it. */
export function press(node, key, options = {}) {
  return node.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options }));
}

/** Choose an option of a menu, or move a slider. */
export function choose(node, value, event = "change") {
  node.value = value;
  node.dispatchEvent(new Event(event, { bubbles: true }));
}

/** What is saved as a file from now on: its name and its text. Call it in a test, which `restoreMocks` undoes. */
export function savedFiles() {
  const saved = [];
  let blob;
  URL.createObjectURL = (given) => { blob = given; return "blob:x"; };
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(/** @this {HTMLAnchorElement} */ function click() { saved.push({ name: this.download, blob }); });
  return saved;
}

/** The text of a file that was saved or printed. */
export function textOf(blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsText(blob);
  });
}

/** The words at all radio buttons and boxes in sight that are on. */
export function chosenIn(root) {
  const inputs = [...root.querySelectorAll("input:checked")].filter((input) => !input.closest("[hidden]"));
  return inputs.map((input) => input.closest("label").textContent.replace(/\s+/g, " ").trim());
}
