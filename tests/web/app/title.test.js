import { beforeEach, expect, it, vi } from "vitest";

const ROOT = document.documentElement;
const PAGE = `<p id="due" hidden></p><ol><li data-lesson="staging"><a href="/lessons/staging">Staging</a><span data-standing></span></li></ol>
  <section id="first"><div class="ibc-item"><input type="radio"></div></section>`;
let answered, heard;

/** What the server tells of a reader who has answered so many questions. */
const standing = async (options = {}) => Response.json({ lessons: { staging: { questions: 20, answered, right: 0, due: 0 } }, due: 0, begun: true, next: null }, options);

/** The title page, whose server answers like this. */
async function opened(answer = standing, page = PAGE) {
  document.body.innerHTML = page;
  vi.stubGlobal("fetch", vi.fn(() => answer()));
  vi.resetModules();
  await import("../../../ibc_edu/app/template/title.js");
}
const said = () => document.querySelector("[data-standing]")?.textContent;
const item = () => /** @type {HTMLElement} */ (document.querySelector(".ibc-item"));

beforeEach(() => {
  answered = 4;
  heard = {};
  ROOT.dataset.root = "/course/";
  vi.stubGlobal("addEventListener", (event, listener) => { heard[event] = listener; });
});

it("asks at the course's own address how far the reader is, and says it", async () => {
  await opened();
  await vi.waitFor(() => expect(said()).toBe("4 of 20 answered"));
  expect(fetch).toHaveBeenCalledExactlyOnceWith("/course/standing", {});
});

it("asks again when the reader comes back to it, and not when it was just loaded", async () => {
  await opened();
  answered = 5;
  heard.pageshow({ persisted: false });
  expect(fetch).toHaveBeenCalledOnce();
  heard.pageshow({ persisted: true });
  await vi.waitFor(() => expect(said()).toBe("5 of 20 answered"));
});

it("asks again when the question on it was answered", async () => {
  await opened();
  await vi.waitFor(() => expect(said()).toBe("4 of 20 answered"));
  answered = 5;
  item().dataset.status = "correct";
  await vi.waitFor(() => expect(said()).toBe("5 of 20 answered"));
  item().className = "another";
  await new Promise((resolve) => setTimeout(resolve));
  expect(fetch).toHaveBeenCalledTimes(2);
});

it("notes that the reader has tried the question here, so that it stays", async () => {
  await opened();
  const first = /** @type {HTMLElement} */ (document.querySelector("#first"));
  expect(first.dataset.used).toBeUndefined();
  document.querySelector("input")?.dispatchEvent(new Event("change", { bubbles: true }));
  expect(first.dataset.used).toBe("");
});

it.each([
  ["is lost", () => Promise.reject(new Error("no network"))],
  ["is an error", () => standing({ status: 503 })],
])("is a list of lessons all the same where the answer %s", async (_what, answer) => {
  await opened(answer);
  await new Promise((resolve) => setTimeout(resolve));
  expect(said()).toBe("");
  expect(document.querySelector("a")?.textContent).toBe("Staging");
});

it("says how far the reader is on a page that asks no question", async () => {
  const page = PAGE.replace(/<section[^]*/, "");
  expect(page).not.toContain("first");
  await opened(standing, page);
  await vi.waitFor(() => expect(said()).toBe("4 of 20 answered"));
});
