// Python in a web worker of this page, as the models of widgets know it: they say and hear the same as over a socket.

/** @typedef {import("../../template/kernel.js").Message} Message */

export class PagePython {
  /**
   * @param {Worker} worker
   * @param {Record<string, (message: any) => void>} on what to do with messages that are not a widget's, by their kind
   */
  constructor(worker, on) {
    this.worker = worker;
    this.session = "page";
    this.sent = 0;
    /** @type {Set<(message: Message) => void>} */
    this.listeners = new Set();
    /** Values of widgets that were made, until a model of the page takes them. @type {Map<string, Record<string, any>>} */
    this.made = new Map();
    /** Nothing is ever lost on the way here. @type {Set<() => void>} */
    this.returned = new Set();
    worker.onmessage = ({ data }) => {
      if (data.kind === "idle") this.tell(data.id, "status", { execution_state: "idle" });
      else if (data.kind === "comm_open") this.keep(data);
      else if (data.kind === "comm_msg") this.pass(data);
      else on[data.kind]?.(data);
    };
  }

  /** Python tells all values of a widget when it makes it: nobody needs to ask for them again. @param {{channel: string, data: string, buffers: ArrayBuffer[]}} message */
  keep({ channel, data, buffers }) {
    const { state } = JSON.parse(data);
    if (state && !buffers.length) this.made.set(channel, state);
  }

  /** @param {{channel: string, data: string, buffers: ArrayBuffer[]}} message */
  pass({ channel, data, buffers }) {
    const content = JSON.parse(data);
    const made = this.made.get(channel);
    if (made && content.method === "update") Object.assign(made, content.state);
    this.tell("", "comm_msg", { comm_id: channel, data: content }, buffers.map((each) => new DataView(each)));
  }

  /** Send a message to a widget; returns its id. @param {string} channel @param {any} data */
  send(channel, data) {
    this.sent += 1;
    const id = `${this.session}-${this.sent}`;
    const state = this.made.get(channel);
    this.made.delete(channel);
    if (state && data.method === "request_state") {
      queueMicrotask(() => this.tell(id, "comm_msg", { comm_id: channel, data: { method: "update", state } }));
      return id;
    }
    // As JSON, so that Python gets plain values only: Pyodide hands `null` on as something that is not None.
    this.worker.postMessage({ kind: "message", id, channel, data: JSON.stringify(data) });
    return id;
  }

  /** @param {object} task */
  ask(task) {
    this.worker.postMessage(task);
  }

  /** @param {string} id @param {string} type @param {any} content @param {DataView[]} [buffers] */
  tell(id, type, content, buffers = []) {
    const parent = { msg_id: id, session: this.session };
    const message = { header: { msg_type: type }, parent_header: parent, content, metadata: {}, channel: "", buffers };
    for (const listener of [...this.listeners]) listener(message);
  }
}
