import { beforeEach, expect, it, vi } from "vitest";
import { FakeWorker, live, openSite } from "./site_page.js";

const MAIN = `<main id="main" tabindex="-1"><p id="state" hidden></p><h1>Staging</h1>
    <a id="next" href="lessons/receptors.html">Receptors</a><a id="words" href="words.html">Words</a>
    <a id="file" href="lessons/receptors.html" download>A file</a><a id="tab" href="lessons/receptors.html" target="_blank">In a tab</a>
    <a id="notebook" href="02_receptors.ipynb#cell-id=check" target="_blank">The next lesson</a><a id="other" href="mine.ipynb" target="_blank">Mine</a>
    <a id="away" href="https://example.org/lessons/receptors.html">Elsewhere</a></main>
  ${live([], { notebooks: { "02_receptors.ipynb": "receptors" } })}`;
const NEXT = `<title>Receptors</title>${live([{ name: "quiz", code: "show()", needs: [] }])}
  <main id="main" tabindex="-1"><h1>Receptors</h1><div id="quiz" data-part aria-busy="true"><p class="coming">It is on its way.</p></div></main>`;

const asked = () => FakeWorker.last.asked.splice(0).map(({ kind, source }) => source ?? kind);
const heading = () => document.querySelector("h1").textContent;
let answer;

/** Click a link of the page; whether the browser is left to follow it. */
function follow(id, held = {}) {
  const link = /** @type {HTMLElement} */ (document.getElementById(id));
  let left = null;
  window.addEventListener("click", (event) => { left = !event.defaultPrevented; event.preventDefault(); }, { once: true });
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...held }));
  return left;
}

beforeEach(async () => {
  answer = async () => new Response(NEXT);
  vi.stubGlobal("fetch", (address) => answer(address));
  vi.stubGlobal("scrollTo", vi.fn());
  await openSite(MAIN);
});

it("goes on to another lesson with the Python that runs, and with the focus on the new text", async () => {
  asked();
  expect(follow("next")).toBe(false);
  await vi.waitFor(() => expect(heading()).toBe("Receptors"));
  expect([location.pathname, document.title]).toEqual(["/lessons/receptors.html", "Receptors"]);
  expect(asked()).toEqual(["leave", "show()"]);
  expect(FakeWorker.made).toHaveLength(1);
  expect(scrollTo).toHaveBeenCalledWith({ top: 0, behavior: "instant" });
  expect(document.activeElement).toBe(document.getElementById("main"));
});

it("stays at the page that was chosen last, though one chosen before comes later", async () => {
  const coming = [Promise.withResolvers(), Promise.withResolvers()];
  let fetched = 0;
  answer = () => coming[fetched++].promise;
  for (const [id, address] of [["next", "lessons/receptors.html"], ["next", "lessons/trials.html"]]) {
    document.getElementById(id)?.setAttribute("href", address);
    follow(id);
  }
  const arrive = async (place, title) => {
    coming[place].resolve(new Response(NEXT.replaceAll("Receptors", title)));
    await new Promise((resolve) => setTimeout(resolve));
  };
  await arrive(1, "Trials");
  await arrive(0, "Receptors");
  expect([document.title, heading()]).toEqual(["Trials", "Trials"]);
});

it("goes back to a page as the browser's button says, and adds none to those that it goes back to", async () => {
  const steps = history.length;
  history.replaceState(null, "", "/lessons/receptors.html");
  window.dispatchEvent(new PopStateEvent("popstate"));
  await vi.waitFor(() => expect(heading()).toBe("Receptors"));
  expect(history.length).toBe(steps);
});

it.each([["words", {}], ["file", {}], ["tab", {}], ["away", {}], ["next", { ctrlKey: true }], ["next", { metaKey: true }], ["next", { shiftKey: true }], ["next", { button: 1 }]])(
  "leaves the link %s to the browser with %o", (id, held) => {
    expect(follow(id, held)).toBe(true);
    expect(heading()).toBe("Staging");
  });

it("lets the browser open a page that it cannot fetch itself", async () => {
  answer = async () => new Response("", { status: 404 });
  const assign = vi.fn();
  vi.stubGlobal("location", { ...location, href: location.href, origin: location.origin, pathname: "/", assign });
  follow("next");
  await vi.waitFor(() => expect(String(assign.mock.calls[0])).toMatch(/lessons\/receptors\.html$/));
  expect(heading()).toBe("Staging");
});

it("turns a part's link to a notebook into one to its page, in this window", () => {
  follow("notebook");
  const link = /** @type {HTMLAnchorElement} */ (document.getElementById("notebook"));
  expect([link.getAttribute("href"), link.target]).toEqual(["./receptors.html#cell-id=check", ""]);
  follow("other");
  const other = /** @type {HTMLAnchorElement} */ (document.getElementById("other"));
  expect([other.getAttribute("href"), other.target]).toEqual(["mine.ipynb", "_blank"]);
});

it("keeps the links of its head where they lead, whichever folder the next page is in", () => {
  expect(document.querySelector("header a").getAttribute("href")).toMatch(/^http.*\/index\.html$/);
});

it("takes over what the next page asks of Python, and nothing where it asks nothing", async () => {
  const live_ = () => [...document.querySelectorAll("#live")].map(({ textContent }) => JSON.parse(textContent).cells.length);
  follow("next");
  await vi.waitFor(() => expect(heading()).toBe("Receptors"));
  expect(live_()).toEqual([1]);
  asked();
  answer = async () => new Response('<title>Contents</title><main id="main" tabindex="-1"><h1>Contents</h1><p data-standing></p></main>');
  history.replaceState(null, "", "/index.html");
  window.dispatchEvent(new PopStateEvent("popstate"));
  await vi.waitFor(() => expect(heading()).toBe("Contents"));
  expect([live_(), asked(), document.querySelectorAll("main, header").length]).toEqual([[], ["leave", "standing"], 2]);
});

it("goes to the cell of the next page that a link names, and not to the top", async () => {
  const shown = vi.spyOn(Element.prototype, "scrollIntoView");
  document.getElementById("next").setAttribute("href", "lessons/receptors.html#cell-id=quiz");
  const steps = history.length;
  follow("next");
  await vi.waitFor(() => expect(heading()).toBe("Receptors"));
  expect([location.hash, history.length, scrollTo.mock.calls]).toEqual(["#cell-id=quiz", steps + 1, []]);
  expect(shown.mock.contexts).toEqual([document.getElementById("quiz")]);
});

it("follows a link from what is drawn inside it, and leaves what is no link, or is answered already, to the page", async () => {
  const fetched = vi.fn(() => new Promise(() => {}));
  answer = fetched;
  document.getElementById("next").innerHTML = '<span id="inside">Receptors</span>';
  expect(follow("inside")).toBe(false);
  expect(String(fetched.mock.lastCall)).toMatch(/lessons\/receptors\.html$/);
  expect(follow("main")).toBe(true);
  document.getElementById("next").addEventListener("click", (event) => event.preventDefault());
  expect(follow("next")).toBe(false);
  expect(fetched).toHaveBeenCalledOnce();
});

it.each([["#cell-id=x"], ["?a=1"], ["/"], ["/lessons/a b.html"], ["/lessons/"], ["/page/index.html.txt"]])("leaves the address %s to the browser", (href) => {
  document.getElementById("next").setAttribute("href", href);
  expect(follow("next")).toBe(true);
});

it("turns the notebook's link into one to its page also where it is opened beside, and none of another site", () => {
  const link = document.getElementById("notebook");
  link.dispatchEvent(new MouseEvent("auxclick", { bubbles: true, cancelable: true, button: 1 }));
  expect(link.getAttribute("href")).toBe("./receptors.html#cell-id=check");
  link.setAttribute("href", "https://example.org/02_receptors.ipynb");
  link.dispatchEvent(new MouseEvent("auxclick", { bubbles: true, cancelable: true, button: 1 }));
  expect(link.getAttribute("href")).toBe("https://example.org/02_receptors.ipynb");
});

it("lets the browser open a page that it goes back to and cannot fetch", async () => {
  answer = async () => { throw new TypeError("no network"); };
  const assign = vi.fn();
  vi.stubGlobal("location", { ...location, href: `${location.origin}/lessons/receptors.html`, origin: location.origin, pathname: "/", assign });
  window.dispatchEvent(new PopStateEvent("popstate"));
  await vi.waitFor(() => expect(String(assign.mock.calls[0])).toMatch(/lessons\/receptors\.html$/));
  expect(heading()).toBe("Staging");
});

it("leaves a link within the page to the browser, which goes there and fetches nothing", () => {
  const fetched = vi.fn(() => new Promise(() => {}));
  answer = fetched;
  history.replaceState(null, "", "/lessons/staging.html");
  for (const href of ["#cell-id=x", "staging.html#cell-id=x", "/lessons/staging.html"]) {
    document.getElementById("next").setAttribute("href", href);
    expect(follow("next")).toBe(true);
  }
  expect(fetched).not.toHaveBeenCalled();
});
