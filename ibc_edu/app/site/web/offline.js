// Keeps the site for when there is no network. While there is one, everything is asked for anew, so that nothing here is ever
// an old copy. It lies in the site's own folder, whose pages it serves, and nothing above it.

const worker = /** @type {any} */ (self);
const SCOPE = worker.registration.scope;
const KEPT = `${SCOPE}?${location.search}`;

async function keepAll() {
  const names = await (await fetch(new URL("offline.json", SCOPE))).json();
  const cache = await caches.open(KEPT);
  await cache.addAll(names.map((/** @type {string} */ name) => new URL(name, SCOPE).href));
}

async function forgetOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(`${SCOPE}?`) && name !== KEPT).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** Whether two answers are one file, as far as the web server tells: then it is not written to the disk again. @param {Response | undefined} one @param {Response} other */
const same = (one, other) => Boolean(one) && ["etag", "last-modified", "content-length"].every((name) => one?.headers.get(name) === other.headers.get(name)) && (other.headers.has("etag") || other.headers.has("last-modified"));

/** @param {Request} request */
async function answered(request) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.status === 200 && !same(await cache.match(request), answer)) cache.put(request, answer.clone()).catch(() => {}); // a full disk is no reason to stop
    return answer;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}

worker.addEventListener("install", (/** @type {any} */ event) => {
  worker.skipWaiting();
  event.waitUntil(keepAll());
});
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(forgetOlder()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  if (event.request.method === "GET" && event.request.url.startsWith(SCOPE)) event.respondWith(answered(event.request));
});
