import { beforeEach, describe, expect, it, vi } from "vitest";
import { readFrame, writeFrame } from "../../../ibc_edu/app/template/kernel.js";
import { texts } from "../open.js";

const PAGE = `<button id="theme"></button><button id="print"></button><dialog id="beside"><div id="beside-text"></div><button id="beside-close"></button></dialog>
  <p id="state" hidden></p><article>${["one", "two"].map((id) => `<div id="${id}" data-part aria-busy="true"><p class="coming">On its way.</p></div>`).join("")}</article>
  <script type="application/json" id="live">{"parts": "/parts", "channels": "/channels"}</script>`;
const place = (id) => document.getElementById(id);
const state = () => (place("state").hidden ? "" : place("state").textContent);

class FakeSocket {
  constructor(address, protocol) {
    Object.assign(this, { address, protocol, sent: [], readyState: 1 });
    FakeSocket.last = this;
  }
  send(frame) { this.sent.push(readFrame(frame).content); }
  close() {}
}

/** Open a lesson that knows this of its server, which answers so. */
async function begun(answer, live = '{"parts": "/parts", "channels": "/channels"}') {
  document.body.innerHTML = PAGE;
  if (live) place("live").textContent = live;
  else place("live").remove();
  FakeSocket.last = null;
  vi.stubGlobal("fetch", vi.fn(answer));
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("addEventListener", () => {}); // what the page hears of the window is no matter of these tests
  vi.resetModules();
  await import("../../../ibc_edu/app/template/lesson.js");
  await new Promise((resolve) => setTimeout(resolve));
}

/** Open a lesson whose server answers with these lines. */
async function opened(...lines) {
  await begun(async () => new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join("")));
  await vi.waitFor(() => expect(texts(document, "[data-part]")).not.toEqual(["On its way.", "On its way."]));
}

it("shows the text of a part as text, at its place", async () => {
  await opened({ cell: "two", outputs: [{ output_type: "stream", text: ["1 < 2 ", "<b>not bold</b>"] }] });
  expect(texts(place("two"), "pre")).toEqual(["1 < 2 <b>not bold</b>"]);
  expect(place("two").querySelector("b")).toBeNull();
  expect([place("one"), place("two")].map((part) => part.hasAttribute("aria-busy"))).toEqual([true, false]);
});

it("says of a part that failed that it could not be made, and shows the others", async () => {
  await opened({ cell: "one", outputs: [{ output_type: "error", ename: "E" }] }, { cell: "two", outputs: [{ output_type: "stream", text: "Here." }] });
  await vi.waitFor(() => expect(texts(document, "[data-part]")).toEqual(["This part could not be made. The rest of the lesson works.", "Here."]));
  expect(place("one").hasAttribute("aria-busy")).toBe(false);
  expect(state()).toBe("");
});

it("says why nothing comes any more, and keeps to the first reason", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  await opened({ gone: true });
  expect(state()).toContain("has stopped");
  expect(texts(document, ".coming")).toEqual(["This part is not there at present.", "This part is not there at present."]);
  vi.useFakeTimers();
  for (let tries = 0; tries < 6; tries += 1) {
    FakeSocket.last.onclose();
    vi.advanceTimersByTime(5000);
  }
  expect(state()).toContain("has stopped");
  expect(state()).not.toContain("connection is lost");
});

it("goes on, after Python had stopped, at the cell that was read", async () => {
  const reload = vi.fn();
  vi.stubGlobal("location", { href: location.href, pathname: "/", hash: "", reload });
  await opened({ gone: true });
  place("state").querySelector("button").click();
  expect(reload).toHaveBeenCalledOnce();
  const shown = vi.spyOn(Element.prototype, "scrollIntoView");
  await opened({ cell: "one", outputs: [{ output_type: "stream", text: "Here." }] });
  await vi.waitFor(() => expect(shown.mock.contexts).toEqual([place("two")]));
});

const COMING = ["On its way.", "On its way."];
const printed = (cell, text = "Here.") => ({ cell, outputs: [{ output_type: "stream", text }] });
const busy = () => ["one", "two"].filter((id) => place(id).getAttribute("aria-busy") === "true");
const buttons = () => [...place("state").querySelectorAll("button")].map(({ type, textContent }) => [type, textContent]);

it("asks for its parts, and opens its line to Python where the page says", async () => {
  vi.stubGlobal("location", new URL("https://school.example/course/lessons/staging.html"));
  await begun(() => new Promise(() => {}), '{"parts": "../parts/staging", "channels": "../channels/7"}');
  expect(fetch).toHaveBeenCalledExactlyOnceWith("../parts/staging", {});
  expect(FakeSocket.last.address).toMatch(/^wss:\/\/school\.example\/course\/channels\/7\?session_id=[\w-]+$/);
  expect(FakeSocket.last.protocol).toBe("v1.kernel.websocket.jupyter.org");
  FakeSocket.last.onopen();
  expect([texts(document, "[data-part]"), busy(), state()]).toEqual([COMING, ["one", "two"], ""]);
});

it("says that no more readers can be served, asks for nothing then, and offers to try again", async () => {
  const reload = vi.fn();
  vi.stubGlobal("location", { href: location.href, pathname: "/", hash: "", reload });
  await begun(() => new Promise(() => {}), '{"full": true, "parts": "/parts", "channels": "/channels"}');
  expect(state()).toContain("As many people are reading here as this computer can serve.");
  expect(buttons()).toEqual([["button", "Try again"]]);
  expect(texts(document, ".coming")).toEqual(["This part is not there at present.", "This part is not there at present."]);
  expect([fetch.mock.calls, FakeSocket.last]).toEqual([[], null]);
  place("state").querySelector("button").click();
  expect(reload).toHaveBeenCalledOnce();
});

it.each([["has no part that Python makes", "{}"], ["says nothing of Python", ""]])("is a text to read where it %s", async (_how, live) => {
  await begun(() => new Promise(() => {}), live);
  expect([state(), fetch.mock.calls, FakeSocket.last]).toEqual(["", [], null]);
});

it.each([
  ["refuses", async () => new Response("no", { status: 503 }), "has stopped"],
  ["says nothing", async () => new Response(null), "has stopped"],
  ["cannot be reached", async () => { throw new TypeError("no network"); }, "does not answer any more"],
  ["breaks off", async () => new Response(new ReadableStream({ start: (to) => to.error(new Error("lost")) })), "does not answer any more"],
])("says what is wrong and offers to go on where the server %s", async (_how, answer, words) => {
  await begun(answer);
  await vi.waitFor(() => expect(state()).toContain(words));
  expect(buttons()).toEqual([["button", "Go on"]]);
});

it("says that the course answers no more when the line is lost, although all parts are there", async () => {
  await opened(printed("one"), printed("two"));
  expect(state()).toBe("");
  vi.useFakeTimers();
  for (let tries = 0; tries < 5; tries += 1) {
    FakeSocket.last.onclose();
    vi.advanceTimersByTime(5000);
  }
  expect(state()).toContain("The course does not answer any more");
  expect(texts(document, "[data-part]")).toEqual(["Here.", "Here."]);
});

it("takes nothing from a reader who has all parts when the server breaks off then", async () => {
  const pieces = [printed("one"), printed("two")].map((line) => new TextEncoder().encode(`${JSON.stringify(line)}\n`));
  const pull = (/** @type {any} */ to) => (pieces.length ? to.enqueue(pieces.shift()) : to.error(new Error("lost")));
  await begun(async () => new Response(new ReadableStream({ pull })));
  await vi.waitFor(() => expect(texts(document, "[data-part]")).toEqual(["Here.", "Here."]));
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(state()).toBe("");
});

it("says that Python has stopped when that is told over the line", async () => {
  await opened(printed("one"), printed("two"));
  const content = { execution_state: "dead" };
  FakeSocket.last.onmessage({ data: writeFrame({ header: { msg_type: "status" }, parent_header: {}, metadata: {}, content, channel: "iopub" }) });
  expect(state()).toContain("The part of the course that answers has stopped.");
});

it("reads what comes in pieces, whatever they break up, and is in no hurry where nothing comes for a while", async () => {
  let to;
  const bytes = new TextEncoder().encode(["", JSON.stringify(printed("one", "38 °C")), "", JSON.stringify(printed("two", "≥ 39 °C")), "not yet whole"].join("\n"));
  await begun(async () => new Response(new ReadableStream({ start: (controller) => { to = controller; } })));
  for (const byte of bytes) to.enqueue(Uint8Array.of(byte));
  await vi.waitFor(() => expect(texts(document, "[data-part] pre")).toEqual(["38 °C", "≥ 39 °C"]));
  to.close();
  await new Promise((resolve) => setTimeout(resolve));
  expect([state(), busy()]).toEqual(["", []]);
});

it("shows all that a part says in words, each on a line of its own, and nothing of one that says nothing", async () => {
  const words = [{ output_type: "stream", text: "One." }, { output_type: "stream", text: "" }, { output_type: "execute_result", data: { "text/plain": ["'Two", ".'"], "text/html": "<p>2</p>" } }];
  await opened({ cell: "one", outputs: words }, { cell: "two", outputs: [{ output_type: "display_data", data: {} }] });
  await vi.waitFor(() => expect(busy()).toEqual([]));
  expect(place("one").querySelector("pre").textContent).toBe("One.\n'Two.'");
  expect([texts(document, "pre").length, place("two").childNodes.length]).toEqual([1, 0]);
});

it("says of a part that failed after it had said something that it could not be made, and shows no half of it", async () => {
  await opened({ cell: "one", outputs: [{ output_type: "stream", text: "Reading." }, { output_type: "error", ename: "E" }] }, printed("two"));
  expect(texts(document, "[data-part]")).toEqual(["This part could not be made. The rest of the lesson works.", "Here."]);
  expect(document.querySelector("#one pre")).toBeNull();
});

describe("a part that can be worked in", () => {
  const shown = (cell, id) => ({ cell, outputs: [{ output_type: "stream", text: "loading" }, { output_type: "display_data", data: { "text/plain": "Quiz", "application/vnd.jupyter.widget-view+json": { model_id: id } } }] });
  const tells = (id, values) => FakeSocket.last.onmessage({ data: writeFrame({ header: { msg_type: "comm_msg" }, parent_header: {}, metadata: {}, content: { comm_id: id, data: { method: "update", state: values } }, channel: "iopub" }) });

  beforeEach(() => {
    URL.createObjectURL = (blob) => `data:text/javascript,${encodeURIComponent(blob.text)}`;
    URL.revokeObjectURL = () => {};
    vi.stubGlobal("Blob", class { constructor([text]) { this.text = text; } });
  });

  it("stands at its place once Python has told what it shows, and in its words before", async () => {
    await begun(async () => new Response(`${JSON.stringify(shown("one", "w1"))}\n${JSON.stringify(shown("two", "w1"))}\n`));
    await new Promise((resolve) => setTimeout(resolve));
    expect(busy()).toEqual(["one", "two"]);
    expect(FakeSocket.last.sent).toEqual([{ comm_id: "w1", data: { method: "request_state" } }]); // one widget, wherever it is shown
    tells("w1", { _css: "", _esm: "export default { render({ model, el }) { el.append(model.get('word')); } }", word: "A question" });
    await vi.waitFor(() => expect(texts(document, "[data-part]")).toEqual(["A question", "A question"]));
    expect([busy(), state()]).toEqual([[], ""]);
  });

  it("takes nothing from the others where it fails", async () => {
    await begun(async () => new Response(`${JSON.stringify(shown("one", "w1"))}\n${JSON.stringify(printed("two"))}\n`));
    await vi.waitFor(() => expect(busy()).toEqual(["one"]));
    tells("w1", { _css: "", _esm: "throw new Error('broken')" });
    await vi.waitFor(() => expect(texts(document, "[data-part]")).toEqual(["This part could not be made. The rest of the lesson works.", "Here."]));
    expect([busy(), state()]).toEqual([[], ""]);
  });
});

it.each([["", "two"], ["#cell-id=one", "one"]])("is shown from where the reader was, unless the address (%s) names a cell", async (hash, at) => {
  vi.stubGlobal("location", { href: location.href, pathname: "/lesson", hash });
  sessionStorage.setItem("ibc-edu-place /lesson", "two");
  const seen = vi.spyOn(Element.prototype, "scrollIntoView");
  await opened(printed("one"), printed("two"));
  await vi.waitFor(() => expect(seen.mock.contexts).toEqual([place(at)]));
});
