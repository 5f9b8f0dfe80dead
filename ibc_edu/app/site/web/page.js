// A lesson's page: text is there at once, parts come alive when Python is. Going to another lesson keeps Python running.

import { Host } from "./host.js";

const NO_SERVER = "This page was opened as a file, and browsers do not start Python from files. The text can be read; for the questions, run: ibc-edu site FOLDER --serve";
const PACKAGES = { numpy: "numbers", pandas: "tables", scipy: "statistics" };

const status = /** @type {HTMLElement} */ (document.querySelector(".ibc-site-status"));
/** @param {string} text */
const tell = (text) => {
  status.textContent = text;
  status.hidden = !text;
};

/** @type {Worker | null} */
let worker = null;
/** @type {Map<string, HTMLElement>} */
const places = new Map();
/** @type {(() => void)[]} */
let closers = [];
const host = new Host({ post: (message) => worker?.postMessage(message) });

/** @type {Record<string, (message: any) => void>} */
const on = {
  progress: ({ step, of, doing }) => tell(`The questions are being made ready: ${doing} (${step} of ${of}) …`),
  ready: ({ keeps }) => tell(keeps ? "" : "This browser keeps nothing for this page (a private window?): your answers end with it."),
  loading: ({ cell, packages }) => wait(cell, `Loading ${packages.map((/** @type {keyof typeof PACKAGES} */ name) => PACKAGES[name] ?? name).join(" and ")} for this part …`),
  shown: ({ cell, model, html, text }) => show(cell, model, html, text),
  failed: ({ cell, why }) => (cell ? wait(cell, `This part cannot be shown here: ${why}`) : tell(`Something went wrong: ${why}. Reload the page; what you answered is kept.`)),
  unsaved: ({ why }) => tell(`Your answers could not be kept in this browser: ${why}`),
  broken: ({ why }) => tell(`The questions cannot start here: ${why}. The text can be read as it is; try another browser, or reload.`),
};

function begin() {
  worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => (data.kind.startsWith("comm_") ? host.receive(data) : on[data.kind]?.(data));
  worker.onerror = (event) => tell(`The questions cannot start here: ${event.message || "this browser cannot run them"}.`);
}

/** @param {string} cell @param {string} text */
function wait(cell, text) {
  const place = places.get(cell);
  if (place) place.querySelector(".ibc-site-wait")?.replaceChildren(text);
}

/** @param {string} cell @param {string | undefined} model @param {string | undefined} html @param {string | undefined} text */
async function show(cell, model, html, text) {
  const place = places.get(cell);
  if (!place?.isConnected) return;
  place.removeAttribute("aria-busy");
  if (model) closers.push(await host.show(model, place));
  else if (html) place.innerHTML = html;
  else place.replaceChildren(Object.assign(document.createElement("pre"), { textContent: text ?? "" }));
}

function run() {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-cell]"))) {
    const { cell = "", source = "", needs = "" } = place.dataset;
    places.set(cell, place);
    worker?.postMessage({ kind: "run", cell, source, needs: needs.split(" ").filter(Boolean) });
  }
}

/** @param {URL} address @param {boolean} forward */
async function go(address, forward) {
  const answer = await fetch(address);
  if (!answer.ok) {
    location.assign(address);
    return;
  }
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  closers.splice(0).forEach((close) => close());
  places.clear();
  if (forward) history.pushState(null, "", address);
  document.title = next.title;
  for (const part of ["main", "nav"]) {
    const [now, then] = [document.querySelector(part), next.querySelector(part)];
    if (now && then) now.replaceWith(document.adoptNode(then));
  }
  run();
  const target = address.hash && document.getElementById(address.hash.slice(1));
  if (target) target.scrollIntoView();
  else scrollTo(0, 0);
  if (forward) /** @type {HTMLElement | null} */ (document.querySelector("h1"))?.focus();
}

/** @param {Element | null} target */
function lessonOf(target) {
  const link = /** @type {HTMLAnchorElement | null} */ (target?.closest("a[href]") ?? null);
  if (!link || link.target || link.origin !== location.origin) return null;
  const address = new URL(link.href);
  const named = /([\w-]+)\.ipynb$/.exec(address.pathname);
  if (named) address.pathname = address.pathname.replace(/\.ipynb$/, ".html");
  address.hash = address.hash.replace(/^#cell-id=/, "#cell-");
  const folder = (/** @type {string} */ path) => path.replace(/[^/]*$/, "");
  if (folder(address.pathname) !== folder(location.pathname) || !/\.html$/.test(address.pathname)) return null;
  return address.pathname === location.pathname && address.hash ? null : address;
}

if (location.protocol === "file:") tell(NO_SERVER);
else {
  begin();
  run();
  addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const address = lessonOf(/** @type {Element | null} */ (event.composedPath()[0] ?? null));
    if (!address) return;
    event.preventDefault();
    go(address, true);
  });
  addEventListener("popstate", () => go(new URL(location.href), false));
}
