// A stand-in for the notebook: a model as anywidget gives it, and a view opened with it.

import { within } from "@testing-library/dom";

/** A model that holds traits, calls listeners, and remembers what was saved and sent. */
export function fakeModel(traits) {
  const state = { problem: "", handled: 0, ...structuredClone(traits) };
  const listeners = new Map();
  const changed = new Set();
  const emit = (event, ...values) => [...(listeners.get(event) ?? [])].forEach((listener) => listener(...values));
  return {
    /** @type {Record<string, any>[]} */
    sent: [],
    saves: 0,
    widget_manager: {},
    get: (name) => state[name],
    set(name, value) {
      const values = typeof name === "string" ? { [name]: value } : name;
      for (const [key, given] of Object.entries(values)) {
        state[key] = given;
        changed.add(key);
      }
    },
    on(events, listener) {
      for (const event of events.split(" ")) listeners.set(event, [...(listeners.get(event) ?? []), listener]);
    },
    off(events, listener) {
      for (const event of events.split(" ")) listeners.set(event, (listeners.get(event) ?? []).filter((each) => each !== listener));
    },
    /** The page's own change comes back as an event, as from a real model. */
    save_changes() {
      this.saves += 1;
      const names = [...changed];
      changed.clear();
      names.forEach((name) => emit(`change:${name}`));
    },
    send(message) {
      this.sent.push(message);
    },
    /** What Python does: new values of traits, in one update. */
    receive(values) {
      if ("handled" in values) state.answered = this.sent.at(-1)?.message;
      Object.assign(state, structuredClone(values));
      Object.keys(values).forEach((name) => emit(`change:${name}`));
    },
    /** How many listen, to see that a closed view lets go. */
    listening: () => [...listeners.values()].flat().length,
  };
}

/**
 * Open a view on a model with these traits.
 *
 * Gives its `root`, the queries of Testing Library inside it as `page`, the `model`, what was read out as `spoken()`, and `close`.
 */
export function open(view, traits, host = {}) {
  const model = fakeModel(traits);
  const place = document.body.appendChild(document.createElement("div"));
  const close = view.render({ model, el: place, host });
  const root = /** @type {HTMLElement} */ (place.firstElementChild);
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
