import { expect, it, vi } from "vitest";
import { texts } from "../open.js";

async function opened(protocol) {
  document.body.innerHTML = `<a data-beside href="words.html">Words</a><main id="main"><p id="state" hidden></p><div data-part><p class="coming">On its way.</p></div></main>`;
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

it("leaves a page from a web server alone", async () => {
  const state = await opened("https:");
  expect(state.hidden).toBe(true);
  expect(texts(document, ".coming")).toEqual(["On its way."]);
  expect(document.querySelector("[data-beside]")).not.toBeNull();
});
