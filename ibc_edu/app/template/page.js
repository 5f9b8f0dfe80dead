// What every page can do: light and dark, print, words and signs beside the text, and coming back to where one was.

import { ask } from "./ask.js";

const root = document.documentElement;
const REDRAW_MS = 400; // figures are drawn anew in another theme

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Keep a small value of the page; a browser that keeps nothing is no reason to stop. */
function keep(/** @type {Storage} */ store, /** @type {string} */ name, /** @type {string} */ value) {
  try {
    store.setItem(name, value);
  } catch {
    // then it is forgotten
  }
}

function showTheme() {
  const dark = root.getAttribute("theme") === "dark";
  document.body.dataset.jpThemeLight = String(!dark); // by which the parts know
  byId("theme").setAttribute("aria-pressed", String(dark));
}

function startTheme() {
  byId("theme").addEventListener("click", () => {
    const theme = root.getAttribute("theme") === "dark" ? "light" : "dark";
    root.setAttribute("theme", theme);
    keep(localStorage, "ibc-edu-theme", theme);
    showTheme();
  });
  showTheme();
}

/** Paper is light: the theme is changed for as long as it is printed. */
function startPrint() {
  /** @type {string | null} */
  let before = null;
  const show = (/** @type {string} */ theme) => {
    root.setAttribute("theme", theme);
    showTheme();
  };
  window.addEventListener("beforeprint", () => {
    before ??= root.getAttribute("theme");
    show("light");
  });
  window.addEventListener("afterprint", () => {
    if (before) show(before);
    before = null;
  });
  byId("print").addEventListener("click", async () => {
    before ??= root.getAttribute("theme"); // pressed twice, it is light already
    if (before === "dark") {
      show("light");
      await new Promise((drawn) => setTimeout(drawn, REDRAW_MS));
    }
    window.print();
  });
}

/** Words and signs are shown beside the text, so that the reader's place is not lost; without scripts they are pages. */
function startBeside() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("beside"));
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-beside]"))) {
    if (link.pathname === location.pathname) continue;
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      try {
        const answer = await ask(link.href);
        if (!answer.ok) throw new Error(answer.statusText);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const text = /** @type {HTMLElement} */ (page.querySelector("main"));
        byId("beside-title").textContent = text.querySelector("h1")?.textContent ?? "";
        text.querySelector("h1")?.remove();
        byId("beside-text").replaceChildren(...[...text.childNodes].map((node) => document.importNode(node, true)));
        startSearch(byId("beside-text"));
        dialog.showModal();
        dialog.scrollTop = 0;
      } catch {
        location.href = link.href;
      }
    });
  }
  byId("beside-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}

/** @param {ParentNode} place */
function startSearch(place) {
  const input = /** @type {HTMLInputElement | null} */ (place.querySelector("[data-search]"));
  const words = /** @type {HTMLElement[]} */ ([...place.querySelectorAll("[data-word]")]);
  const found = place.querySelector("[data-found]");
  if (!input) return;
  input.form?.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => {
    const asked = input.value.trim().toLowerCase();
    for (const word of words) word.hidden = !`${word.dataset.word} ${asked.length > 2 ? word.textContent : ""}`.toLowerCase().includes(asked);
    const left = words.filter((word) => !word.hidden).length;
    if (found) found.textContent = asked ? `${left} of ${words.length}` : "";
  });
}

/** Notebooks name a cell as `#cell-id=NAME`; here it is the id of its place. */
export function goToCell() {
  const cell = location.hash.startsWith("#cell-id=") ? document.getElementById(decodeURIComponent(location.hash.slice(9))) : null;
  cell?.scrollIntoView();
  return cell !== null;
}

const PLACE = `ibc-edu-place ${location.pathname}`;

/** The cell at the top of the window, if the reader is not before the first one. */
export function topCell() {
  return [...document.querySelectorAll("article > [id]")].findLast((cell) => cell.getBoundingClientRect().top < 120);
}

/** Note the cell at the top of the window, to go on there after the page was opened again. */
export function notePlace() {
  const top = topCell();
  if (top) keep(sessionStorage, PLACE, top.id);
}

/** Go to the cell that was noted, once. */
export function returnToPlace() {
  const noted = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (noted) document.getElementById(noted)?.scrollIntoView({ behavior: "instant" });
}

startTheme();
startBeside();
startSearch(document);
startPrint();
window.addEventListener("hashchange", goToCell);
