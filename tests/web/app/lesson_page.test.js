import { expect, it, vi } from "vitest";
import { texts } from "../open.js";

const PAGE = `<button id="theme"></button><button id="print"></button><dialog id="beside"><div id="beside-text"></div><button id="beside-close"></button></dialog>
  <p id="state" hidden></p><article>${["one", "two"].map((id) => `<div id="${id}" data-part aria-busy="true"><p class="coming">On its way.</p></div>`).join("")}</article>
  <script type="application/json" id="live">{"parts": "/parts", "channels": "/channels"}</script>`;
const place = (id) => document.getElementById(id);
const state = () => (place("state").hidden ? "" : place("state").textContent);

class FakeSocket {
  constructor() { FakeSocket.last = this; }
  close() {}
}

/** Open a lesson whose server answers with these lines. */
async function opened(...lines) {
  document.body.innerHTML = PAGE;
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  vi.stubGlobal("fetch", async () => new Response(text));
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("addEventListener", () => {}); // what the page hears of the window is no matter of these tests
  vi.resetModules();
  await import("../../../ibc_edu/app/template/lesson.js");
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
