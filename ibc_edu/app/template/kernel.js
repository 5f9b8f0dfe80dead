// The connection to the reader's Python: messages of the widget protocol, over one WebSocket.

/**
 * @typedef {{header: any, parent_header: any, content: any, metadata: any, channel: string, buffers: DataView[]}} Message
 * @typedef {"open" | "closed" | "gone"} State
 */

const RETRY_MS = [300, 1000, 2000, 3000];

/** Read a frame: JSON, or JSON with binary parts, each found by its offset. @param {string | ArrayBuffer} data @returns {Message} */
export function readFrame(data) {
  if (typeof data === "string") return { ...JSON.parse(data), buffers: [] };
  const view = new DataView(data);
  const count = view.getUint32(0);
  const starts = Array.from({ length: count }, (_, place) => view.getUint32(4 * (place + 1)));
  const ends = [...starts.slice(1), data.byteLength];
  const parts = starts.map((start, place) => new DataView(data, start, ends[place] - start));
  return { ...JSON.parse(new TextDecoder().decode(parts[0])), buffers: parts.slice(1) };
}

/** One connection; it opens itself again after a short interruption, and says when Python is gone. */
export class Kernel {
  /**
   * @param {string} address of the WebSocket
   * @param {{onState: (state: State) => void, open?: (address: string) => WebSocket}} options
   */
  constructor(address, { onState, open = (url) => new WebSocket(url) }) {
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
    /** @type {string[]} */
    this.waiting = [];
    this.connect();
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
    const frame = JSON.stringify({ header, parent_header: {}, metadata: {}, content: { comm_id: comm, data }, channel: "shell", buffers: [] });
    if (this.socket?.readyState === 1) this.socket.send(frame);
    else this.waiting.push(frame);
    return id;
  }
}
