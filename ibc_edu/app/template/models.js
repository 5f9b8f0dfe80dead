// A widget's model on the page, as anywidget's views know it, in touch with its other half in Python.

/** What carries messages to Python and back. @typedef {Pick<import("./kernel.js").Kernel, "listeners" | "returned" | "send"> & {session: string}} Kernel */
/** @typedef {import("./kernel.js").Message} Message */

/** @param {unknown} one @param {unknown} other */
const same = (one, other) => one === other || (typeof one === "object" && typeof other === "object" && JSON.stringify(one) === JSON.stringify(other));

/** Traits, changes, and messages both ways. */
export class Model {
  /** @param {Kernel} kernel @param {string} id */
  constructor(kernel, id) {
    this.kernel = kernel;
    this.id = id;
    this.widget_manager = kernel; // one a page, by which views know that they share it
    /** @type {Record<string, any>} */
    this.state = {};
    /** @type {Record<string, any>} */
    this.changed = {};
    /** @type {Map<string, Set<(...values: any[]) => void>>} */
    this.listeners = new Map();
    /** Updates that Python has not dealt with, by their ids: until then these values stand. @type {Map<string, Record<string, any>>} */
    this.pending = new Map();
    this.ready = new Promise((resolve) => { this.arrived = resolve; });
    kernel.listeners.add((message) => this.receive(message));
    kernel.returned.add(() => this.ask());
    this.ask();
  }

  /** Ask for all values: at first, and when something may have been lost on the way, which is then sent again. */
  ask() {
    this.changed = Object.assign({}, ...this.pending.values(), this.changed);
    this.pending.clear();
    this.save_changes();
    this.kernel.send(this.id, { method: "request_state" });
  }

  /** @param {string} name */
  get(name) {
    return this.state[name];
  }

  /** @param {string | Record<string, any>} name @param {any} [value] */
  set(name, value) {
    const values = typeof name === "string" ? { [name]: value } : name;
    Object.assign(this.changed, values);
    this.apply(values);
  }

  save_changes() {
    if (!Object.keys(this.changed).length || this.pending.size) return; // sent when Python has dealt with the last ones
    const state = this.changed;
    this.changed = {};
    this.pending.set(this.kernel.send(this.id, { method: "update", state, buffer_paths: [] }), state);
  }

  /** @param {any} content */
  send(content) {
    this.kernel.send(this.id, { method: "custom", content });
  }

  /** @param {string} events @param {(...values: any[]) => void} listener */
  on(events, listener) {
    for (const event of events.split(" ")) {
      if (!this.listeners.has(event)) this.listeners.set(event, new Set());
      this.listeners.get(event)?.add(listener);
    }
  }

  /** @param {string} events @param {(...values: any[]) => void} [listener] */
  off(events, listener) {
    for (const event of events.split(" ")) {
      if (listener) this.listeners.get(event)?.delete(listener);
      else this.listeners.delete(event);
    }
  }

  /** @param {string} event @param {...any} values */
  emit(event, ...values) {
    for (const listener of [...(this.listeners.get(event) ?? [])]) listener(...values);
  }

  /** Take over values and tell who listens. @param {Record<string, any>} values */
  apply(values) {
    const names = Object.keys(values).filter((name) => !same(this.state[name], values[name]));
    Object.assign(this.state, values);
    for (const name of names) this.emit(`change:${name}`, this, values[name]);
    if (names.length) this.emit("change", this);
  }

  /**
   * Python's values but those that the page has changed since, as far as Python could not know them.
   * @param {Record<string, any>} state
   * @param {string} reason id of the message that Python answers
   */
  withoutNewer(state, reason) {
    const newer = [this.changed, ...[...this.pending].filter(([id]) => id !== reason).map(([, values]) => values)];
    return Object.fromEntries(Object.entries(state).filter(([name]) => !newer.some((values) => name in values)));
  }

  /** @param {Message} message */
  receive({ header, parent_header: parent, content, buffers }) {
    if (header.msg_type === "status") {
      if (content.execution_state === "idle" && this.pending.delete(parent.msg_id)) this.save_changes();
      return;
    }
    if (header.msg_type !== "comm_msg" || content.comm_id !== this.id) return;
    const { method, state, content: custom } = content.data;
    if (method === "custom") this.emit("msg:custom", custom, buffers);
    else if (method === "update") {
      this.apply(this.withoutNewer(state, parent.msg_id));
      if ("_esm" in this.state) this.arrived?.(this); // a change of one value may come before them all
    } else if (method === "echo_update" && parent.session !== this.kernel.session) this.apply(state); // from another page
  }
}

/** Scripts by their text: parts of one kind share one. @type {Map<string, Promise<any>>} */
const scripts = new Map();

/** @param {string} text */
function load(text) {
  if (!scripts.has(text)) {
    const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    scripts.set(text, import(address).then((module) => module.default).finally(() => URL.revokeObjectURL(address)));
  }
  return scripts.get(text);
}

/** @type {Set<string>} */
const sheets = new Set();

/** @param {string} text */
function addSheet(text) {
  if (!text || sheets.has(text)) return;
  sheets.add(text);
  document.head.append(Object.assign(document.createElement("style"), { textContent: text }));
}

/**
 * Show a widget in a place of the page.
 * @param {Model} model
 * @param {HTMLElement} place
 * @param {Map<string, Model>} models of the page by their ids; a view finds in them the widgets that it shows inside
 * @returns {Promise<(() => void) | undefined>} what takes the view away
 */
export async function showWidget(model, place, models) {
  await model.ready;
  addSheet(model.get("_css"));
  const view = await load(model.get("_esm"));
  place.replaceChildren();
  place.removeAttribute("aria-busy");
  return view.render({ model, el: place, host: hostOf(model.kernel, models), experimental: {} });
}

/**
 * What lets a view show another widget inside.
 * @param {Kernel} kernel
 * @param {Map<string, Model>} models
 */
function hostOf(kernel, models) {
  return {
    /** @param {string} reference */
    getWidget: async (reference) => {
      const id = reference.replace(/^anywidget:/, "");
      const model = models.get(id) ?? new Model(kernel, id);
      models.set(id, model);
      await model.ready;
      return {
        /** @param {{el: HTMLElement, signal: AbortSignal}} where */
        render: async ({ el, signal }) => {
          const close = await showWidget(model, el, models);
          if (signal.aborted) close?.();
          else signal.addEventListener("abort", () => close?.());
        },
      };
    },
  };
}
