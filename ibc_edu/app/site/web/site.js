// A page of the static site: its text is there at once, its parts come when Python is. Going on to another lesson keeps
// Python running.

import { Model, showWidget } from "./models.js";
import { goToCell, topCell } from "./page.js";
import { sayOnItsWay } from "./patience.js";
import { platformOf } from "./platform.js";
import { PagePython } from "./python.js";
import { showStanding } from "./standing.js";

/** @type {Record<string, string>} */
const KEEPS = {
  here: "",
  elsewhere: "This course is open in another tab of this browser, which keeps your answers. What you answer here stays only until you close this page: go on there, or close it and open this page again.",
  nowhere: "This browser keeps nothing for this page (a private window?). Your answers stay until you close it.",
};
/** @type {Record<string, string>} */
const LATER = { numpy: "numbers", pandas: "tables", scipy: "statistics" };

/** @param {Element} place @param {string} text @param {boolean} isComing */
function put(place, text, isComing) {
  if (isComing) sayOnItsWay(place, text);
  else place.textContent = text;
}

/** @param {string} text @param {boolean} isComing whether something is on its way */
function tell(text, isComing = false) {
  const place = document.getElementById("state");
  if (!place) return;
  place.hidden = !text;
  put(place, text, isComing);
}

/** @type {Map<string, HTMLElement>} */
const places = new Map();
/** What each place asks of Python. @type {Map<string, object>} */
const tasks = new Map();
/** @type {Map<string, Model>} */
const models = new Map();

/** @param {string} cell @param {string} text @param {boolean} isComing whether something is on its way */
function say(cell, text, isComing = false) {
  const place = places.get(cell)?.querySelector(".coming");
  if (place) put(place, text, isComing);
}

/** Nothing comes here any more. @param {string} cell */
function giveUp(cell) {
  say(cell, "This part could not be made. The rest of the lesson works.");
  places.get(cell)?.removeAttribute("aria-busy");
  keepOffline();
}

/** @param {string[]} packages */
const inWords = (packages) => packages.map((name) => LATER[name] ?? name).join(" and ");

/** Say that what a part needs could not be fetched, and let the reader try again. @param {string} cell @param {string[]} packages */
function offerAgain(cell, packages) {
  const place = places.get(cell);
  const task = tasks.get(cell);
  if (!place || !task) return;
  const why = `What this part needs for its ${inWords(packages)} could not be fetched. Look whether you are online, then try again. The rest of the lesson works.`;
  const again = Object.assign(document.createElement("button"), { type: "button", textContent: "Try again" });
  again.addEventListener("click", () => {
    const coming = Object.assign(document.createElement("p"), { className: "coming", textContent: "This part is on its way." });
    place.replaceChildren(coming);
    place.setAttribute("aria-busy", "true");
    python?.ask(task);
  });
  place.removeAttribute("aria-busy");
  place.replaceChildren(Object.assign(document.createElement("p"), { textContent: why, role: "alert" }), again);
}

let kept = false;

/**
 * Have the browser keep the site, where it can, for when there is no network: once a page is whole, so that no reader waits
 * for it. A platform has pages of its own.
 */
function keepOffline() {
  if (kept || platform || !navigator.serviceWorker || document.querySelector("[data-part][aria-busy]")) return;
  kept = true;
  const version = new URL("./", import.meta.url).pathname.split("/").at(-2);
  navigator.serviceWorker.register(new URL(`offline.js?${version}`, ROOT)).catch((error) => console.warn(String(error)));
}

/** @type {Record<string, (message: any) => void>} */
const on = {
  progress: ({ step, of, doing }) => tell(`The questions are on their way: ${doing} (step ${step} of ${of}).`, true),
  ready: ({ keeps }) => {
    tell(KEEPS[keeps]);
    keepOffline();
  },
  loading: ({ cell, packages }) => say(cell, `Fetching what this part needs for its ${inWords(packages)}. This takes a while, once.`, true),
  unfetched: ({ cell, packages }) => offerAgain(cell, packages),
  shown: (message) => show(message),
  failed: ({ cell, why }) => {
    console.warn(why); // for who looks after the course; a reader is told in plain words
    if (cell) giveUp(cell);
    else tell("Something went wrong. Open the page anew; what you agreed to keep is still there.");
  },
  standing: ({ standing }) => showStanding(standing),
  answers: ({ report }) => platform?.tell(report),
  untold: ({ why }) => {
    console.warn(why);
    tell("Your learning platform cannot be told of your answers. The lesson works all the same.");
  },
  unsaved: ({ why }) => tell(`Your answers could not be kept in this browser: ${why}`),
  broken: ({ why }) => {
    console.warn(why);
    tell("The questions cannot start. Look whether you are online and open the page again, or try another browser. You can read the text.");
  },
};

/** @type {PagePython | null} */
let python = null;
const platform = platformOf();
const ROOT = new URL("../../", import.meta.url).href;
let returning = false; // to a place, until the reader moves
const REST_MS = 500; // after scrolling, before the place counts as one where the reader stopped

/** @param {{cell: string, model?: string, html?: string, text?: string}} message */
async function show({ cell, model: id, html, text }) {
  const place = places.get(cell);
  if (!place?.isConnected || !python) return;
  if (id) {
    const model = models.get(id) ?? new Model(python, id);
    models.set(id, model);
    await showWidget(model, place, models);
    if (returning) goToCell(); // what came above it has pushed it down
    return keepOffline();
  }
  place.removeAttribute("aria-busy");
  const shown = document.createElement(html ? "div" : "pre");
  if (html) shown.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  else shown.textContent = text ?? "";
  place.replaceChildren(...(html || text ? [shown] : []));
  keepOffline();
}

/** Have the cells of the page that is open run, or the reader's standing told on the title page. */
function run() {
  places.clear();
  python?.ask({ kind: "leave" });
  const live = JSON.parse(document.getElementById("live")?.textContent ?? "{}");
  for (const { name, code, needs } of live.cells ?? []) {
    const place = document.getElementById(name);
    if (!place) continue;
    const cell = `${location.pathname} ${name}`;
    places.set(cell, place);
    tasks.set(cell, { kind: "run", cell, source: code, needs });
    python?.ask({ kind: "run", cell, source: code, needs });
  }
  if (document.querySelector("[data-standing]")) python?.ask({ kind: "standing" });
}

let turns = 0;

/** @param {URL} address @param {boolean} forward @param {() => void} [lost] what to do where no page can be had */
async function go(address, forward, lost = () => location.assign(address)) {
  turns += 1;
  const turn = turns;
  const text = await fetch(address).then((answer) => (answer.ok ? answer.text() : null)).catch(() => null);
  if (turn !== turns) return; // the reader has chosen another page meanwhile
  if (text === null) return lost();
  const next = new DOMParser().parseFromString(text, "text/html");
  if (forward) history.pushState(null, "", address);
  document.title = next.title;
  const live = next.getElementById("live");
  document.getElementById("live")?.remove();
  if (live) document.head.append(document.adoptNode(live));
  const [now, then] = [document.querySelector("main"), next.querySelector("main")];
  if (now && then) now.replaceWith(document.adoptNode(then));
  run();
  if (!goToCell()) scrollTo({ top: 0, behavior: "instant" });
  document.getElementById("main")?.focus({ preventScroll: true });
  notePlatformPlace();
}

/** Tell the platform where the reader is, so that the next visit begins there. */
function notePlatformPlace() {
  const page = location.href.replace(/[?#].*/, "").slice(ROOT.length);
  const cell = topCell()?.id;
  platform?.at(cell ? `${page}#cell-id=${cell}` : page);
}

/** Say what the learning platform gets, go on where the reader was, and report until the page is closed. */
function startPlatform() {
  if (!platform) return run();
  const words = Object.assign(document.createElement("aside"), { className: "told", ariaLabel: "Your learning platform", textContent: platform.words });
  document.querySelector("header")?.after(words);
  let resting = 0;
  addEventListener("scroll", () => {
    clearTimeout(resting);
    resting = window.setTimeout(notePlatformPlace, REST_MS);
  });
  addEventListener("pagehide", () => {
    notePlatformPlace();
    platform.leave();
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload()); // the platform's session has ended
  for (const move of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(move, () => { returning = false; }, { passive: true });
  returning = platform.place.includes("#");
  if (/^(index|lessons\/[\w-]+)\.html(#cell-id=[\w-]+)?$/.test(platform.place)) go(new URL(platform.place, ROOT), true, run);
  else run();
  python?.ask({ kind: "report", lessons: platform.settings.lessons });
}

/** The address behind a click, if it is a page that this one can turn into. @param {Event} event */
function followed(event) {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download") || link.origin !== location.origin) return null;
  const address = new URL(link.href);
  if (!/\/(index\.html|lessons\/[\w-]+\.html)$/.test(address.pathname)) return null;
  return address.pathname === location.pathname ? null : address;
}

/** Parts name lessons by their notebooks: turn such a link into one to the page. @param {Event} event */
function namePage(event) {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin) return;
  const [, notebook] = /([^/]+\.ipynb)$/.exec(link.pathname) ?? [];
  const live = JSON.parse(document.getElementById("live")?.textContent ?? "{}");
  const lesson = notebook && live.notebooks?.[notebook];
  if (!lesson) return;
  link.href = `./${lesson}.html${link.hash}`;
  link.removeAttribute("target");
}

function start() {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("header a"))) link.href = String(link.href);
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: platform?.lms ? "platform" : "browser" });
  python = new PagePython(worker, on);
  worker.onerror = (event) => on.broken({ why: event.message || "it does not run them" });
  startPlatform();
  for (const kind of ["click", "auxclick"]) addEventListener(kind, namePage, { capture: true });
  addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const address = followed(event);
    if (!address) return;
    event.preventDefault();
    go(address, true);
  });
  addEventListener("popstate", () => go(new URL(location.href), false));
}

start();
