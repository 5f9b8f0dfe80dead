import { beforeEach, expect, it, vi } from "vitest";

const SITE = "https://school.example/course/";
const addressOf = (request) => (typeof request === "string" ? request : request.url);
const file = (text, headers = {}, status = 200) => new Response(text, { headers, status });
let heard, shelves, net;

/** A browser's store of answers by their addresses. */
class Shelf {
  kept = new Map();
  put = vi.fn(async (request, answer) => { this.kept.set(addressOf(request), answer); });
  async addAll(addresses) {
    for (const address of addresses) await this.put(address, await fetch(address));
  }
  async match(request, { ignoreSearch = false } = {}) {
    const plain = (address) => (ignoreSearch ? address.replace(/\?.*/, "") : address);
    return [...this.kept].find(([address]) => plain(address) === plain(addressOf(request)))?.[1].clone();
  }
}
const shelf = () => [...shelves.values()].at(-1);

/** What comes of an event that the browser waits for. */
function happens(name) {
  let done;
  heard[name]({ waitUntil: (promise) => { done = promise; } });
  return done;
}

/** The answer to what a page asks; undefined where the browser is left to ask by itself. */
function asked(name, options = {}) {
  let answer;
  heard.fetch({ request: new Request(new URL(name, SITE), options), respondWith: (promise) => { answer = promise; } });
  return answer;
}

/** The worker of a version of the site, as a page asks for it. */
async function worker(version) {
  heard = {};
  vi.stubGlobal("location", { search: `?${version}` });
  vi.resetModules();
  await import("../../../ibc_edu/app/site/web/offline.js");
}

beforeEach(async () => {
  shelves = new Map();
  net = new Map([["offline.json", '["index.html", "lessons/staging.html"]'], ["index.html", "Title"], ["lessons/staging.html", "Staging"]]);
  vi.stubGlobal("self", { registration: { scope: SITE }, skipWaiting: vi.fn(), clients: { claim: vi.fn() }, addEventListener: (name, listener) => { heard[name] = listener; } });
  vi.stubGlobal("caches", {
    open: async (name) => shelves.get(name) ?? shelves.set(name, new Shelf()).get(name),
    keys: async () => [...shelves.keys()],
    delete: async (name) => shelves.delete(name),
  });
  vi.stubGlobal("fetch", vi.fn(async (request) => {
    const name = String(request.url ?? request).slice(SITE.length);
    if (!net) throw new TypeError("no network");
    return net.has(name) ? file(net.get(name), { etag: net.get(name) }) : file("", {}, 404);
  }));
  await worker("v2");
});

it("keeps every file that the site lists, by its whole address, and needs no second visit", async () => {
  await happens("install");
  expect([...shelf().kept.keys()]).toEqual([`${SITE}index.html`, `${SITE}lessons/staging.html`]);
  expect(self.skipWaiting).toHaveBeenCalledOnce();
});

it("forgets what it kept of older versions, and nothing of other sites, and serves the pages that are open", async () => {
  await happens("install");
  const [older] = await caches.keys();
  for (const name of [older.replace("/course/", "/course-two/"), "theirs"]) await caches.open(name);
  await worker("v3");
  await happens("install");
  expect(await caches.keys()).toHaveLength(4);
  await happens("activate");
  expect(await caches.keys()).toEqual([older.replace("/course/", "/course-two/"), "theirs", older.replace("v2", "v3")]);
  expect(self.clients.claim).toHaveBeenCalledOnce();
});

it("asks anew while there is a network, and keeps what came", async () => {
  await happens("install");
  net.set("index.html", "New title");
  expect(await (await asked("index.html")).text()).toBe("New title");
  net = null;
  expect(await (await asked("index.html")).text()).toBe("New title");
});

it("gives what it kept where there is no network, whatever a link asks besides", async () => {
  await happens("install");
  net = null;
  expect(await (await asked("lessons/staging.html?from=mail")).text()).toBe("Staging");
  await expect(asked("lessons/never-seen.html")).rejects.toThrow("no network");
});

it("writes no file to the disk twice, where the web server tells that it is the same", async () => {
  await happens("install");
  shelf().put.mockClear();
  await asked("index.html");
  expect(shelf().put).not.toHaveBeenCalled();
  fetch.mockResolvedValue(file("Title", { "content-length": "5" }));
  await asked("index.html");
  await asked("index.html");
  expect(shelf().put).toHaveBeenCalledTimes(2);
});

it.each(["etag", "last-modified", "content-length"])("keeps a file anew of which the web server tells another %s", async (name) => {
  const headers = { etag: "1", "last-modified": "Mon, 02 Mar 2026 09:00:00 GMT", "content-length": "5" };
  fetch.mockResolvedValueOnce(file("Old", headers));
  await asked("index.html");
  fetch.mockResolvedValueOnce(file("New", { ...headers, [name]: "6" }));
  await asked("index.html");
  net = null;
  expect(await (await asked("index.html")).text()).toBe("New");
});

it.each([[404], [500]])("hands on an answer of %i, and keeps what it has", async (status) => {
  await happens("install");
  fetch.mockResolvedValueOnce(file("Sorry", {}, status));
  expect((await asked("index.html")).status).toBe(status);
  net = null;
  expect(await (await asked("index.html")).text()).toBe("Title");
});

it("gives the answer all the same where the disk is full", async () => {
  await happens("install");
  net.set("index.html", "New title");
  shelf().put = async () => { throw new Error("full"); }; // a mock would take care of the error itself
  expect(await (await asked("index.html")).text()).toBe("New title");
});

it("leaves alone what is sent to a server, and what lies outside the site", () => {
  expect(asked("xapi", { method: "POST", body: "{}" })).toBeUndefined();
  expect(asked("https://school.example/other/index.html")).toBeUndefined();
});
