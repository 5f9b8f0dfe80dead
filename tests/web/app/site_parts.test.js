import { beforeEach, describe, expect, it, vi } from "vitest";
import { texts } from "../open.js";
import { FakeWorker, live, openSite } from "./site_page.js";

const CELLS = [{ name: "quiz", code: "show()", needs: [] }, { name: "table", code: "table()", needs: ["pandas"] }];
const part = (name) => `<div id="${name}" data-part aria-busy="true"><p class="coming">It is on its way.</p></div>`;
const main = (inside = part("quiz") + part("table"), state = '<p id="state" hidden></p>') => `<main id="main">${state}${inside}</main>${live(CELLS)}`;
const worker = () => FakeWorker.last;
const place = (name) => document.getElementById(name);
const cell = (name) => `${location.pathname} ${name}`;
const busy = () => ["quiz", "table"].filter((name) => place(name)?.getAttribute("aria-busy") === "true");
const state = () => (place("state").hidden ? "" : place("state").textContent);
const soon = () => new Promise((resolve) => setTimeout(resolve));

let offline;
beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  offline = vi.fn(async () => {});
  vi.stubGlobal("navigator", { serviceWorker: { register: offline } });
});

describe("a part that can be worked in", () => {
  const values = { _css: "", _esm: "export default { render({ model, el }) { el.append(model.get('word')); } }", word: "A question" };
  const made = (model, state_ = values) => worker().say({ kind: "comm_open", channel: model, data: JSON.stringify({ state: state_ }), buffers: [] });

  beforeEach(async () => {
    URL.createObjectURL = (blob) => `data:text/javascript,${encodeURIComponent(blob.text)}`;
    URL.revokeObjectURL = () => {};
    vi.stubGlobal("Blob", class { constructor([text]) { this.text = text; } });
    await openSite(main());
  });

  it("stands at its place with what Python said of it, and is one wherever it is shown", async () => {
    made("w1");
    for (const name of ["quiz", "table"]) worker().say({ kind: "shown", cell: cell(name), model: "w1" });
    await vi.waitFor(() => expect(["quiz", "table"].map((name) => place(name).textContent)).toEqual(["A question", "A question"]));
    expect(busy()).toEqual([]);
    expect(worker().asked.filter(({ kind }) => kind === "message")).toEqual([]); // nothing had to be asked again
    await vi.waitFor(() => expect(offline).toHaveBeenCalledOnce());
  });

  it("is shown nowhere when its place has gone meanwhile", async () => {
    const quiz = place("quiz");
    quiz.remove();
    made("w1");
    worker().say({ kind: "shown", cell: cell("quiz"), model: "w1" });
    await soon();
    expect([quiz.textContent, worker().asked.filter(({ kind }) => kind === "message")]).toEqual(["It is on its way.", []]);
  });
});

it("starts one Python, as a module, and asks it for the parts that the page has, and for nothing else", async () => {
  await openSite(main(part("quiz")));
  expect(FakeWorker.made.map(({ type, name }) => [type, name])).toEqual([["module", "browser"]]);
  expect(worker().asked).toEqual([{ kind: "leave" }, { kind: "run", cell: cell("quiz"), source: "show()", needs: [] }]);
});

it("asks on a page of lessons how far the reader is, and says it", async () => {
  await openSite('<main id="main"><ol><li data-lesson="staging"><a href="lessons/staging.html">Staging</a><span data-standing></span></li></ol></main>');
  expect(worker().asked.map(({ kind }) => kind)).toEqual(["leave", "standing"]);
  worker().say({ kind: "standing", standing: { lessons: { staging: { questions: 20, answered: 4, right: 2, due: 0 } }, due: 0, begun: true, next: null } });
  expect(texts(document, "[data-standing]")).toEqual(["4 of 20 answered"]);
});

it("shows a part that gives nothing as nothing, and HTML in its own order without the page around it", async () => {
  await openSite(main());
  worker().say({ kind: "shown", cell: cell("quiz"), text: "" });
  worker().say({ kind: "shown", cell: cell("table"), html: "<p>One</p>two<b>three</b>" });
  expect([place("quiz").childNodes.length, place("table").innerHTML, busy()]).toEqual([0, "<div><p>One</p>two<b>three</b></div>", []]);
});

it("says that it takes long of what is on its way, and of nothing that is said for good", async () => {
  vi.useFakeTimers();
  await openSite(main());
  worker().say({ kind: "progress", step: 1, of: 4, doing: "Fetching Python" });
  worker().say({ kind: "loading", cell: cell("table"), packages: ["torch"] });
  worker().say({ kind: "failed", cell: cell("quiz"), why: "no" });
  vi.advanceTimersByTime(31_000);
  expect(state()).toMatch(/^The questions are on their way: Fetching Python \(step 1 of 4\)\. Nothing new has come/);
  expect(texts(document, ".coming")).toEqual(["This part could not be made. The rest of the lesson works.", expect.stringMatching(/^Fetching what this part needs for its torch\. This takes a while, once\. Nothing new has come/)]);
  for (const said of [{ kind: "ready", keeps: "elsewhere" }, { kind: "unsaved", why: "full" }, { kind: "broken", why: "no" }]) {
    worker().say(said);
    const words = state();
    vi.advanceTimersByTime(31_000);
    expect(state()).toBe(words);
  }
});

it("offers to try again, and shows the part when it comes at last", async () => {
  await openSite(main());
  worker().say({ kind: "unfetched", cell: "/elsewhere.html table", packages: ["numpy"] });
  worker().say({ kind: "unfetched", cell: cell("table"), packages: ["numpy"] });
  const [why, again] = place("table").children;
  expect([why.textContent.startsWith("What this part needs for its numbers could not be fetched."), again.type, again.textContent, busy()]).toEqual([true, "button", "Try again", ["quiz"]]);
  again.click();
  expect([texts(place("table"), ".coming"), place("table").childNodes.length, busy()]).toEqual([["This part is on its way."], 1, ["quiz", "table"]]);
  worker().say({ kind: "loading", cell: cell("table"), packages: ["numpy"] });
  expect(texts(place("table"), ".coming")[0]).toContain("Fetching what this part needs for its numbers.");
  worker().say({ kind: "shown", cell: cell("table"), text: "Here." });
  expect([place("table").textContent, busy()]).toEqual(["Here.", ["quiz"]]);
});

it("says that the questions cannot start where the browser runs no such script, and why to who looks for it", async () => {
  await openSite(main());
  for (const [message, why] of [["out of memory", "out of memory"], ["", "it does not run them"]]) {
    place("state").hidden = true;
    worker().onerror({ message });
    expect(state()).toContain("The questions cannot start.");
    expect(console.warn).toHaveBeenLastCalledWith(why);
  }
});

it("goes on without a line for its state", async () => {
  await openSite(main(undefined, ""));
  for (const said of [{ kind: "progress", step: 1, of: 4, doing: "x" }, { kind: "ready", keeps: "nowhere" }]) worker().say(said);
  worker().say({ kind: "shown", cell: cell("quiz"), text: "Here." });
  expect(place("quiz").textContent).toBe("Here.");
});

describe("a copy for when there is no network", () => {
  it("is kept once the page is whole, and asked for once", async () => {
    await openSite(main());
    worker().say({ kind: "ready", keeps: "here" });
    worker().say({ kind: "shown", cell: cell("quiz"), text: "Here." });
    expect(offline).not.toHaveBeenCalled();
    worker().say({ kind: "failed", cell: cell("table"), why: "no" });
    worker().say({ kind: "shown", cell: cell("quiz"), text: "Here." });
    expect(offline).toHaveBeenCalledOnce();
    const [address] = offline.mock.lastCall;
    expect([address.pathname.endsWith("/offline.js"), address.search]).toEqual([true, expect.stringMatching(/^\?\w+$/)]);
  });

  it("is kept of a page without parts when Python is there, and the page goes on where it cannot be kept", async () => {
    offline.mockRejectedValue(new Error("not allowed"));
    await openSite(main(""));
    worker().say({ kind: "ready", keeps: "here" });
    await soon();
    expect([offline.mock.calls.length, state()]).toEqual([1, ""]);
    expect(console.warn).toHaveBeenCalledWith("Error: not allowed");
  });

  it.each([
    ["in a learning platform", "", `<script type="application/json" id="platform">${JSON.stringify({ version: "1.2", score: false, lessons: [], questions: "a", start: "index.html" })}</script>`],
    ["where the browser cannot keep it", undefined, ""],
  ])("is not kept %s", async (_where, none, more) => {
    if (none === undefined) vi.stubGlobal("navigator", {});
    await openSite(main("") + more);
    worker().say({ kind: "ready", keeps: "here" });
    expect([offline.mock.calls.length, console.warn.mock.calls]).toEqual([0, []]);
  });
});
