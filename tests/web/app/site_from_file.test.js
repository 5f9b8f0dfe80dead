import { expect, it, vi } from "vitest";
import { texts } from "../open.js";

async function opened(protocol, line = '<p id="state" hidden></p>') {
  document.body.innerHTML = `<a data-beside href="words.html">Words</a><main id="main">${line}<div data-part><p class="coming">On its way.</p></div></main>`;
  vi.stubGlobal("location", { protocol });
  vi.resetModules();
  await import("../../../ibc_edu/app/site/web/from_file.js");
  return /** @type {HTMLElement} */ (document.getElementById("state"));
}

it("says of a page that was opened as a file that its questions cannot start, and what to do", async () => {
  const state = await opened("file:");
  expect(state.hidden).toBe(false);
  expect(state.textContent).toContain("put the folder on a web server");
  expect(texts(document, ".coming")[0]).toContain("when the page comes from a web server");
  expect(document.querySelector("[data-beside]")).toBeNull();
});

it("says so above a page that has no line for it, in the same look", async () => {
  await opened("file:", "");
  const [first] = document.querySelector("main").children;
  expect([first.className, first.textContent]).toEqual(["state", expect.stringContaining("This page was opened as a file")]);
});

it("leaves a page from a web server alone", async () => {
  const state = await opened("https:");
  expect(state.hidden).toBe(true);
  expect(texts(document, ".coming")).toEqual(["On its way."]);
  expect(document.querySelector("[data-beside]")).not.toBeNull();
});

it("says so in the line that is there, at the top, and takes nothing from a page that has no text of its own", async () => {
  const state = await opened("file:", '<h1>Staging</h1><p id="state" class="other" hidden>Old.</p>');
  expect([document.querySelector("main").firstElementChild, state.className]).toEqual([state, "state"]);
  document.body.innerHTML = '<a data-beside href="words.html">Words</a>';
  vi.resetModules();
  await import("../../../ibc_edu/app/site/web/from_file.js");
  expect(document.querySelector("a").hasAttribute("data-beside")).toBe(false);
});
