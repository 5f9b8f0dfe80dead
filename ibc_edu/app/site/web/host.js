// The page's side of the widget protocol: models that anywidget views read and write, without Jupyter.

/** @typedef {{post: (message: object, transfer?: Transferable[]) => void}} Carrier */

/** One widget's state in the page, as `@anywidget/types` describes a model. */
export class Model {
  /** @type {Map<string, Set<Function>>} */
  #listeners = new Map();
  /** @type {Record<string, any>} */
  #changed = {};

  /**
   * @param {string} id
   * @param {Record<string, any>} state
   * @param {Host} host
   */
  constructor(id, state, host) {
    this.id = id;
    this.state = state;
    this.host = host;
    this.widget_manager = { get_model: async (/** @type {string} */ other) => host.model(other) };
  }

  /** @param {string} name */
  get(name) {
    return this.state[name];
  }

  /** @param {string} name @param {any} value */
  set(name, value) {
    const same = this.state[name] === value;
    this.state[name] = value;
    this.#changed[name] = value;
    if (!same) this.#tell([name]);
  }

  save_changes() {
    const state = this.#changed;
    this.#changed = {};
    if (Object.keys(state).length) this.host.say(this.id, { method: "update", state, buffer_paths: [] });
  }

  /**
   * @param {any} content
   * @param {unknown} [_callbacks]
   * @param {(ArrayBuffer | ArrayBufferView)[]} [buffers]
   */
  send(content, _callbacks, buffers = []) {
    this.host.say(this.id, { method: "custom", content }, buffers);
  }

  /** @param {string} names @param {Function} listener */
  on(names, listener) {
    for (const name of names.split(/\s+/)) {
      if (!this.#listeners.has(name)) this.#listeners.set(name, new Set());
      this.#listeners.get(name)?.add(listener);
    }
  }

  /** @param {string | null} [names] @param {Function | null} [listener] */
  off(names, listener) {
    if (!names) this.#listeners.clear();
    else for (const name of names.split(/\s+/)) listener ? this.#listeners.get(name)?.delete(listener) : this.#listeners.delete(name);
  }

  /** @param {string} name @param {...any} details */
  emit(name, ...details) {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(...details);
  }

  /** Take over what Python says. @param {Record<string, any>} state */
  update(state) {
    Object.assign(this.state, state);
    this.#tell(Object.keys(state));
  }

  /** @param {string[]} names */
  #tell(names) {
    for (const name of names) this.emit(`change:${name}`, this, this.state[name]);
    if (names.length) this.emit("change", this);
  }
}

/** All models of a page, and the views that show them. */
export class Host {
  /** @type {Map<string, Model>} */
  #models = new Map();
  /** @type {Map<string, Promise<any>>} */
  #modules = new Map();
  /** @type {Map<string, Promise<void>>} */
  #begun = new Map();
  /** @type {Set<string>} */
  #styles = new Set();

  /** @param {Carrier} carrier */
  constructor(carrier) {
    this.carrier = carrier;
  }

  /** @param {string} id */
  model(id) {
    const found = this.#models.get(id.replace(/^IPY_MODEL_/, ""));
    if (!found) throw new Error(`There is no widget ${id}.`);
    return found;
  }

  /** @param {string} channel @param {object} data @param {(ArrayBuffer | ArrayBufferView)[]} [buffers] */
  say(channel, data, buffers = []) {
    const copies = buffers.map((each) => (ArrayBuffer.isView(each) ? each.buffer.slice(each.byteOffset, each.byteOffset + each.byteLength) : each.slice(0)));
    // As JSON, so that Python gets plain values only: Pyodide hands `null` on as something that is not None.
    this.carrier.post({ kind: "message", channel, data: JSON.stringify(data), buffers: copies });
  }

  /** Take a widget message from Python. @param {{kind: string, channel: string, data: string, buffers: ArrayBuffer[]}} message */
  receive({ kind, channel, data: text, buffers }) {
    const data = JSON.parse(text);
    if (kind === "comm_open") this.#models.set(channel, new Model(channel, placed(data.state ?? {}, data.buffer_paths, buffers), this));
    else if (kind === "comm_close") this.#models.delete(channel);
    else if (kind === "comm_msg" && data.method === "update") this.#models.get(channel)?.update(placed(data.state, data.buffer_paths, buffers));
    else if (kind === "comm_msg" && data.method === "custom") this.#models.get(channel)?.emit("msg:custom", data.content, buffers.map((each) => new DataView(each)));
  }

  /**
   * Show a widget in an element; the result ends it.
   * @param {string} id
   * @param {HTMLElement} place
   * @returns {Promise<() => void>}
   */
  async show(id, place) {
    const model = this.model(id);
    this.#dress(model.get("_css"));
    const widget = await this.#module(model.get("_esm"));
    if (!this.#begun.has(id)) this.#begun.set(id, Promise.resolve(widget.initialize?.({ model, experimental: {} })));
    await this.#begun.get(id);
    const ends = new AbortController();
    place.replaceChildren();
    const cleanup = await widget.render({ model, el: place, signal: ends.signal, experimental: { invoke: () => Promise.reject(new Error("not here")) } });
    return () => {
      ends.abort();
      cleanup?.();
    };
  }

  /** @param {string} script */
  #module(script) {
    let found = this.#modules.get(script);
    if (!found) {
      const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
      found = import(address).then(async ({ default: made }) => (typeof made === "function" ? made() : made));
      this.#modules.set(script, found);
    }
    return found;
  }

  /** @param {string | undefined} css */
  #dress(css) {
    if (!css || this.#styles.has(css)) return;
    this.#styles.add(css);
    document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
  }
}

/**
 * Put buffers where they belong in a state.
 * @param {Record<string, any>} state
 * @param {(string | number)[][]} [paths]
 * @param {ArrayBuffer[]} [buffers]
 */
export function placed(state, paths = [], buffers = []) {
  paths.forEach((path, number) => {
    /** @type {any} */
    let inside = state;
    for (const key of path.slice(0, -1)) inside = inside[key];
    inside[path[path.length - 1]] = new DataView(buffers[number]);
  });
  return state;
}
