import { beforeEach, describe, expect, it, vi } from "vitest";
import { texts } from "../open.js";

const WORDS = [["biopsy", "A small piece of tissue."], ["grade", "How cells look."]];
const PAGE = `<a data-beside href="/words.html">Words</a><button id="theme"></button><button id="print"></button>
  <dialog id="beside"><h2 id="beside-title"></h2><div id="beside-text"></div><button id="beside-close"></button></dialog>
  <article>${["first", "second", "third"].map((id) => `<div id="${id}"></div>`).join("")}</article>
  <form><input type="search" data-search><output data-found></output></form>
  <dl>${WORDS.map(([word, meaning]) => `<div data-word="${word}"><dt>${word}</dt><dd>${meaning}</dd></div>`).join("")}</dl>`;
const root = document.documentElement;
const press = (id) => document.getElementById(id).click();
const theme = () => [root.getAttribute("theme"), document.body.dataset.jpThemeLight, document.getElementById("theme").getAttribute("aria-pressed")];
const LIGHT = ["light", "true", "false"];
const DARK = ["dark", "false", "true"];
let heard, page;

beforeEach(async () => {
  document.body.innerHTML = PAGE;
  root.setAttribute("theme", "light");
  heard = {};
  vi.stubGlobal("addEventListener", (event, listener) => { heard[event] = listener; });
  vi.stubGlobal("print", vi.fn());
  vi.resetModules();
  page = await import("../../../ibc_edu/app/template/page.js");
});

it("changes between light and dark, says which to the parts, and remembers it", () => {
  expect(theme()).toEqual(LIGHT);
  press("theme");
  expect(theme()).toEqual(DARK);
  expect(localStorage.getItem("ibc-edu-theme")).toBe("dark");
  press("theme");
  expect(theme()).toEqual(LIGHT);
  expect(localStorage.getItem("ibc-edu-theme")).toBe("light");
});

it("is light on paper, and dark again on the screen where it was", () => {
  press("theme");
  heard.beforeprint();
  heard.beforeprint(); // some browsers say it twice
  expect(theme()).toEqual(LIGHT);
  heard.afterprint();
  expect(theme()).toEqual(DARK);
  expect(localStorage.getItem("ibc-edu-theme")).toBe("dark");
});

it("comes back from each printing to the theme that was there before this one", () => {
  press("theme");
  heard.beforeprint();
  heard.afterprint();
  press("theme");
  heard.beforeprint();
  heard.afterprint();
  expect(theme()).toEqual(LIGHT);
});

it("prints from its button once figures are drawn in light colors", async () => {
  vi.useFakeTimers();
  press("theme");
  press("print");
  expect(theme()).toEqual(LIGHT);
  expect(window.print).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(window.print).toHaveBeenCalledOnce();
  heard.afterprint();
  expect(theme()).toEqual(DARK);
});

it("is dark again after the button printed, where the browser tells of the printing besides", async () => {
  vi.useFakeTimers();
  press("theme");
  press("print");
  await vi.advanceTimersByTimeAsync(1000);
  heard.beforeprint();
  expect(theme()).toEqual(LIGHT);
  heard.afterprint();
  expect(theme()).toEqual(DARK);
});

it("is dark again after its button was pressed twice before the printing began", async () => {
  vi.useFakeTimers();
  press("theme");
  press("print");
  press("print");
  await vi.advanceTimersByTimeAsync(1000);
  heard.afterprint();
  expect(theme()).toEqual(DARK);
});

it("shows the words that hold what is looked for, and counts them", () => {
  const field = document.querySelector("[data-search]");
  const look = (text) => {
    field.value = text;
    field.dispatchEvent(new Event("input"));
    return [texts(document, "[data-word]:not([hidden]) dt"), document.querySelector("[data-found]").textContent];
  };
  expect(look("BIO")).toEqual([["biopsy"], "1 of 2"]);
  expect(look("cells")).toEqual([["grade"], "1 of 2"]);
  expect(look("")).toEqual([["biopsy", "grade"], ""]);
});

it("looks as one types, and does not leave the page at Enter", () => {
  expect(document.querySelector("form").dispatchEvent(new Event("submit", { cancelable: true }))).toBe(false);
});

it("comes back to the place that was noted once, and not whenever the page is opened", () => {
  sessionStorage.clear();
  const shown = vi.spyOn(Element.prototype, "scrollIntoView");
  document.body.insertAdjacentHTML("beforeend", '<article><div id="intro"></div><div id="check"></div><div id="later"></div></article>');
  const at = (id, top) => { document.getElementById(id).getBoundingClientRect = () => /** @type {any} */ ({ top }); };
  at("intro", -400);
  at("check", 50);
  at("later", 700);
  page.returnToPlace();
  expect(shown).not.toHaveBeenCalled();
  page.notePlace();
  page.returnToPlace();
  page.returnToPlace();
  expect(shown.mock.contexts).toEqual([document.getElementById("check")]);
});

it("goes to the cell that an address names, and says whether there is one", () => {
  const shown = vi.spyOn(Element.prototype, "scrollIntoView");
  document.body.insertAdjacentHTML("beforeend", '<article><div id="a b"></div></article>');
  vi.stubGlobal("location", { hash: "#cell-id=a%20b" });
  expect(page.goToCell()).toBe(true);
  expect(shown.mock.contexts).toEqual([document.getElementById("a b")]);
  vi.stubGlobal("location", { hash: "#cell-id=gone" });
  expect(page.goToCell()).toBe(false);
});

describe("words beside the text", () => {
  const link = () => /** @type {HTMLAnchorElement} */ (document.querySelector("[data-beside]"));
  const click = (held = {}) => link().dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...held }));
  let shown;

  beforeEach(() => {
    shown = 0;
    HTMLDialogElement.prototype.showModal = () => { shown += 1; };
    vi.stubGlobal("fetch", vi.fn(async () => ({ ok: true, text: async () => `<nav>Menu</nav><main><h1>Words</h1><form><input data-search><output data-found></output></form>
      <p data-word="biopsy">biopsy</p><p data-word="grade">grade</p></main>` })));
  });

  it("are shown under their own title, and can be looked through there", async () => {
    expect(click()).toBe(false);
    await vi.waitFor(() => expect(shown).toBe(1));
    expect(document.getElementById("beside-title").textContent).toBe("Words");
    const text = document.getElementById("beside-text");
    expect(texts(text, "h1, nav")).toEqual([]);
    const field = text.querySelector("[data-search]");
    field.value = "bio";
    field.dispatchEvent(new Event("input"));
    expect(texts(text, "[data-word]:not([hidden]), [data-found]")).toEqual(["1 of 2", "biopsy"]);
  });

  it("are put away by their button and by a click beside them, and by none on them", () => {
    const closed = vi.fn();
    HTMLDialogElement.prototype.close = closed;
    press("beside-title");
    expect(closed).not.toHaveBeenCalled();
    press("beside-close");
    press("beside");
    expect(closed).toHaveBeenCalledTimes(2);
  });

  it("open a tab or a window of their own where the reader wants one", () => {
    const left = [];
    link().addEventListener("click", (event) => {
      left.push(!event.defaultPrevented);
      event.preventDefault(); // jsdom opens nothing
    });
    for (const held of ["ctrlKey", "metaKey", "shiftKey"]) click({ [held]: true });
    expect(left).toEqual([true, true, true]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it("stay where they are on the page of the words itself", async () => {
    link().setAttribute("href", location.pathname);
    document.querySelector("a").replaceWith(link().cloneNode(true)); // as the page was opened, nobody listens to it
    vi.resetModules();
    await import("../../../ibc_edu/app/template/page.js");
    const left = vi.fn((event) => event.preventDefault());
    link().addEventListener("click", (event) => left(event, event.defaultPrevented));
    click();
    expect([left.mock.lastCall[1], fetch.mock.calls]).toEqual([false, []]);
  });

  it.each([
    ["is not there", async () => ({ ok: false, statusText: "Not Found", text: async () => "<main><h1>Not Found</h1></main>" })],
    ["cannot be reached", async () => { throw new TypeError("no network"); }],
    ["has no text", async () => ({ ok: true, text: async () => "<p>Sorry</p>" })],
  ])("are gone to as a page where that %s", async (_how, answer) => {
    vi.stubGlobal("fetch", answer);
    vi.stubGlobal("location", { href: "/lesson", pathname: "/lesson" });
    expect(click()).toBe(false);
    await vi.waitFor(() => expect(location.href).toBe(link().href));
    expect(shown).toBe(0);
  });

  it("begin at their top each time, and may be signs without a title or anything to look through", async () => {
    vi.stubGlobal("fetch", vi.fn(async () => ({ ok: true, text: async () => "<main><p>Signs</p> <b>more</b></main>" })));
    const dialog = document.getElementById("beside");
    document.getElementById("beside-title").textContent = "Words";
    dialog.scrollTop = 300;
    click();
    await vi.waitFor(() => expect(shown).toBe(1));
    expect([document.getElementById("beside-title").textContent, document.getElementById("beside-text").innerHTML, dialog.scrollTop]).toEqual(["", "<p>Signs</p> <b>more</b>", 0]);
    expect(fetch).toHaveBeenCalledExactlyOnceWith(link().href, {});
  });
});

it("prints at once what is light, and leaves it so", async () => {
  vi.useFakeTimers();
  press("print");
  expect(window.print).toHaveBeenCalledOnce();
  heard.beforeprint();
  heard.afterprint();
  heard.afterprint(); // of something else that is printed
  expect(theme()).toEqual(LIGHT);
});

it("changes its theme where the browser keeps nothing", () => {
  vi.stubGlobal("localStorage", { setItem: () => { throw new Error("no storage"); }, clear: () => {} });
  press("theme");
  expect(theme()).toEqual(DARK);
});

it("looks for one or two letters in the words alone, for more in what they mean, without blanks around them", () => {
  const field = document.querySelector("[data-search]");
  const found = (text) => {
    field.value = text;
    field.dispatchEvent(new Event("input"));
    return [texts(document, "[data-word]:not([hidden]) dt"), document.querySelector("[data-found]").textContent];
  };
  expect(found("sm")).toEqual([[], "0 of 2"]);
  expect(found("sma")).toEqual([["biopsy"], "1 of 2"]);
  expect(found("gr")).toEqual([["grade"], "1 of 2"]);
  expect(found("  look ")).toEqual([["grade"], "1 of 2"]);
  expect(found("   ")).toEqual([["biopsy", "grade"], ""]);
});

it("looks through words in a field that stands alone, and counts where there is a place for it", async () => {
  document.querySelector("form").replaceWith(document.querySelector("[data-search]"));
  vi.resetModules();
  await import("../../../ibc_edu/app/template/page.js");
  const field = document.querySelector("[data-search]");
  field.value = "bio";
  field.dispatchEvent(new Event("input"));
  expect(texts(document, "[data-word]:not([hidden]) dt")).toEqual(["biopsy"]);
});

it("notes no place of a reader who is before the first cell, and goes nowhere where a cell is gone since", () => {
  const shown = vi.spyOn(Element.prototype, "scrollIntoView");
  const cells = document.querySelectorAll("article > [id]");
  cells.forEach((cell, at) => { cell.getBoundingClientRect = () => /** @type {any} */ ({ top: 200 + 300 * at }); });
  page.notePlace();
  page.returnToPlace();
  expect([sessionStorage.length, shown.mock.calls]).toEqual([0, []]);
  cells[0].getBoundingClientRect = () => /** @type {any} */ ({ top: 20 });
  page.notePlace();
  page.returnToPlace();
  expect([shown.mock.contexts, shown.mock.lastCall]).toEqual([[cells[0]], [{ behavior: "instant" }]]);
  page.notePlace();
  cells[0].remove();
  page.returnToPlace();
  expect(shown).toHaveBeenCalledOnce();
});

it("goes to the cell of a link within the page, and lets other places be the browser's own", () => {
  const shown = vi.spyOn(Element.prototype, "scrollIntoView");
  vi.stubGlobal("location", { hash: "#second" });
  heard.hashchange();
  expect(shown).not.toHaveBeenCalled();
  vi.stubGlobal("location", { hash: "#cell-id=second" });
  heard.hashchange();
  expect(shown.mock.contexts).toEqual([document.getElementById("second")]);
});
