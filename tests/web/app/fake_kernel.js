// A stand-in for the line to Python.

/** A line to Python that remembers what was sent. */
export function fakeKernel() {
  let last = 0;
  return {
    session: "mine",
    listeners: new Set(),
    returned: new Set(),
    sent: [],
    send(comm, data) {
      last += 1;
      this.sent.push({ comm, ...data });
      return `m${last}`;
    },
    say(msg_type, content, parent_header = {}, buffers = []) {
      for (const listener of this.listeners) listener({ header: { msg_type }, parent_header, content, buffers });
    },
    tell(data, parent_header) {
      this.say("comm_msg", { comm_id: "c1", data }, parent_header, data.buffers);
    },
  };
}
