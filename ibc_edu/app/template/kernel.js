// The connection to the reader's Python: messages of the widget protocol, over one WebSocket.

/**
 * @typedef {{header: any, parent_header: any, content: any, metadata: any, channel: string, buffers: DataView[]}} Message
 * @typedef {"open" | "closed" | "gone"} State
 */

const RETRY_MS = [300, 1000, 2000, 3000];

/** The form of the frames: how many offsets, the offsets, then channel, header, parent header, metadata, content, buffers. */
const PROTOCOL = "v1.kernel.websocket.jupyter.org";

/** @param {ArrayBuffer} data @returns {Message} */
export function readFrame(data) {
  const view = new DataView(data);
  const offset = (/** @type {number} */ place) => Number(view.getBigUint64(8 * (place + 1), true));
  const count = Number(view.getBigUint64(0, true));
  const parts = Array.from({ length: count - 1 }, (_, place) => new DataView(data, offset(place), offset(place + 1) - offset(place)));
  const [channel, ...texts] = parts.slice(0, 5).map((part) => new TextDecoder().decode(part));
  const [header, parent, metadata, content] = texts.map((text) => JSON.parse(text));
  return { header, parent_header: parent, metadata, content, channel, buffers: parts.slice(5) };
}

/** @param {Omit<Message, "buffers">} message @returns {ArrayBuffer} */
export function writeFrame({ header, parent_header: parent, metadata, content, channel }) {
  const encoder = new TextEncoder();
  const parts = [channel, ...[header, parent, metadata, content].map((part) => JSON.stringify(part))].map((text) => encoder.encode(text));
  const start = 8 * (parts.length + 2);
  const frame = new Uint8Array(parts.reduce((size, part) => size + part.length, start));
  const view = new DataView(frame.buffer);
  view.setBigUint64(0, BigInt(parts.length + 1), true);
  let at = start;
  parts.forEach((part, place) => {
    view.setBigUint64(8 * (place + 1), BigInt(at), true);
    frame.set(part, at);
    at += part.length;
  });
  view.setBigUint64(8 * (parts.length + 1), BigInt(at), true);
  return frame.buffer;
}

/** One connection; it opens itself again after a short interruption, and says when Python is gone. */
export class Kernel {
  /**
   * @param {string} address of the WebSocket
   * @param {{onState: (state: State) => void, open?: (address: string) => WebSocket}} options
   */
  constructor(address, { onState, open = (url) => new WebSocket(url, PROTOCOL) }) {
    this.address = address;
    this.session = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    this.onState = onState;
    this.openSocket = open;
    this.failures = 0;
    this.gone = false;
    this.sent = 0;
    /** @type {Set<(message: Message) => void>} */
    this.listeners = new Set();
    /** Called when the connection is back after an interruption. @type {Set<() => void>} */
    this.returned = new Set();
    this.wasOpen = false;
    /** @type {ArrayBuffer[]} */
    this.waiting = [];
    this.connect();
  }

  /** As a notebook's manager of widgets tells of its kernel, for views that ask whether it still runs. */
  get kernel() {
    return this;
  }

  get isDisposed() {
    return this.gone;
  }

  connect() {
    this.socket = this.openSocket(`${this.address}?session_id=${this.session}`);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => {
      this.failures = 0;
      this.onState("open");
      for (const frame of this.waiting.splice(0)) this.socket?.send(frame);
      if (this.wasOpen) for (const again of this.returned) again();
      this.wasOpen = true;
    };
    this.socket.onmessage = ({ data }) => this.receive(readFrame(data));
    this.socket.onclose = () => this.closed();
  }

  closed() {
    if (this.gone) return;
    const pause = RETRY_MS[this.failures];
    this.failures += 1;
    if (pause === undefined) this.end("closed");
    else setTimeout(() => this.connect(), pause);
  }

  /** @param {State} state */
  end(state) {
    if (this.gone) return;
    this.gone = true;
    this.socket?.close();
    this.onState(state);
  }

  /** @param {Message} message */
  receive(message) {
    const { msg_type: type } = message.header;
    if (type === "status" && ["restarting", "dead", "terminating"].includes(message.content.execution_state)) this.end("gone");
    else for (const listener of this.listeners) listener(message);
  }

  /**
   * Send a message to a widget; returns its id. What cannot be sent now is sent when the connection is back.
   * @param {string} comm
   * @param {any} data
   */
  send(comm, data) {
    if (this.gone) throw new Error("Python has stopped");
    this.sent += 1;
    const id = `${this.session}-${this.sent}`;
    const header = { msg_id: id, msg_type: "comm_msg", session: this.session, username: "", version: "5.3", date: new Date().toISOString() };
    const frame = writeFrame({ header, parent_header: {}, metadata: {}, content: { comm_id: comm, data }, channel: "shell" });
    if (this.socket?.readyState === 1) this.socket.send(frame);
    else this.waiting.push(frame);
    return id;
  }
}
