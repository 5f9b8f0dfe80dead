// Going from page to page of the site, while Python goes on running.

import { beforeEach, describe, expect, it, vi } from "vitest";
import { texts } from "../open.js";

const LIVE = { cells: [], notebooks: { "02_receptors.ipynb": "receptors" } };
const TOOLS = `<button id="theme"></button><button id="print"></button>
  <dialog id="beside"><h2 id="beside-title"></h2><div id="beside-text"></div><button id="beside-close"></button></dialog>`;
const NEXT = `<title>Receptors</title><script type="application/json" id="live">{"cells": [{"name": "quiz", "code": "show()", "needs": []}]}</script>
  <main id="main" tabindex="-1"><h1>Receptors</h1><div id="quiz" data-part></div></main>`;
let asked, heard;

beforeEach(async () => {
  document.body.innerHTML = `<header></header>${TOOLS}<main id="main" tabindex="-1"><h1>Staging</h1></main><script type="application/json" id="live">${JSON.stringify(LIVE)}</script>`;
  const before = { address: location.href, title: document.title };
  asked = [];
  heard = [];
  vi.stubGlobal("Worker", class { postMessage(message) { asked.push(message); } });
  vi.stubGlobal("addEventListener", (kind, listener) => heard.push([kind, listener]));
  vi.stubGlobal("scrollTo", vi.fn());
  vi.stubGlobal("fetch", vi.fn(async () => ({ ok: true, text: async () => NEXT })));
  vi.resetModules();
  await import("../../../ibc_edu/app/site/web/site.js");
  return () => {
    history.replaceState(null, "", before.address);
    document.title = before.title;
    document.getElementById("live")?.remove();
  };
});

/** A link that is clicked; whether the page takes the click for itself. */
function clicked(href, { attributes = {}, ...held } = {}) {
  const link = Object.assign(document.createElement("a"), { href, ...attributes });
  const event = { composedPath: () => [link], preventDefault: vi.fn(), button: 0, ...held };
  for (const [kind, listener] of heard) if (kind === "click") listener(event);
  return { link, taken: event.preventDefault.mock.calls.length > 0 };
}

it("turns into the page behind a link: its text, its title, its parts, with the focus at its begin", async () => {
  expect(clicked("/lessons/receptors.html").taken).toBe(true);
  await vi.waitFor(() => expect(texts(document, "main h1")).toEqual(["Receptors"]));
  expect([document.title, location.pathname]).toEqual(["Receptors", "/lessons/receptors.html"]);
  expect(document.activeElement).toBe(document.getElementById("main"));
  expect(scrollTo).toHaveBeenCalledWith({ top: 0, behavior: "instant" });
  expect(asked.slice(-2)).toMatchObject([{ kind: "leave" }, { kind: "run", cell: "/lessons/receptors.html quiz" }]);
});

it("stays at the page that was chosen last, though one chosen before comes later", async () => {
  const coming = ["Receptors", "Trials"].map(() => Promise.withResolvers());
  let fetched = 0;
  vi.stubGlobal("fetch", () => coming[fetched++].promise);
  for (const name of ["receptors", "trials"]) clicked(`/lessons/${name}.html`);
  const arrive = async (place, title) => {
    coming[place].resolve({ ok: true, text: async () => NEXT.replaceAll("Receptors", title) });
    await new Promise((resolve) => setTimeout(resolve));
  };
  await arrive(1, "Trials");
  await arrive(0, "Receptors");
  expect([document.title, texts(document, "main h1"), location.pathname]).toEqual(["Trials", ["Trials"], "/lessons/trials.html"]);
});

describe("a click is the browser's", () => {
  it.each(["ctrlKey", "metaKey", "shiftKey", "button"])("with %s, which opens a tab or a window", (held) => {
    expect(clicked("/lessons/receptors.html", { [held]: 1 }).taken).toBe(false);
  });

  it.each([
    ["leads to another site", "https://example.org/lessons/receptors.html", {}],
    ["has a window of its own", "/lessons/receptors.html", { target: "_blank" }],
    ["saves a file", "/lessons/receptors.html", { download: "a" }],
    ["leads to no page of the course", "/lab/index.htm", {}],
    ["stays on the page", `${location.pathname}#place`, {}],
  ])("where the link %s", (_what, href, attributes) => {
    expect(clicked(href, { attributes }).taken).toBe(false);
    expect(fetch).not.toHaveBeenCalled();
  });
});

it("leads from a notebook's name to its page, and to the same cell there", () => {
  const { link } = clicked("02_receptors.ipynb#cell-id=nodes", { ctrlKey: true, attributes: { target: "_blank" } });
  expect([link.pathname, link.hash, link.target]).toEqual(["/receptors.html", "#cell-id=nodes", ""]);
  expect(clicked("09_own.ipynb", { ctrlKey: true }).link.pathname).toBe("/09_own.ipynb");
});
