import { beforeEach, expect, it, vi } from "vitest";
import { texts } from "../open.js";
import { FakeWorker, live, openSite } from "./site_page.js";

const MAIN = `<main id="main"><p id="state" hidden></p>
    <div id="quiz" data-part aria-busy="true"><p class="coming">It is on its way.</p></div>
    <div id="table" data-part aria-busy="true"><p class="coming">It is on its way.</p></div>
  </main>${live([{ name: "quiz", code: "show()", needs: [] }, { name: "table", code: "table()", needs: ["pandas"] }])}`;
const worker = () => FakeWorker.last;
const place = (name) => document.getElementById(name);
const cell = (name) => `${location.pathname} ${name}`;

beforeEach(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await openSite(MAIN);
});

it("asks for each part of the page, with what it needs", () => {
  expect(worker().asked.filter(({ kind }) => kind === "run")).toEqual([
    { kind: "run", cell: cell("quiz"), source: "show()", needs: [] }, { kind: "run", cell: cell("table"), source: "table()", needs: ["pandas"] },
  ]);
});

it("shows the text of a part as text, and its HTML as HTML without running its scripts", () => {
  worker().say({ kind: "shown", cell: cell("quiz"), text: "1 < 2 <b>not bold</b>" });
  expect(place("quiz").querySelector("b")).toBeNull();
  expect(texts(place("quiz"), "pre")).toEqual(["1 < 2 <b>not bold</b>"]);
  expect(place("quiz").hasAttribute("aria-busy")).toBe(false);
  worker().say({ kind: "shown", cell: cell("table"), html: "<table><tr><td>40%</td></tr></table>" });
  expect(texts(place("table"), "td")).toEqual(["40%"]);
});

it("shows nothing of a part of the page before", () => {
  worker().say({ kind: "shown", cell: "/lessons/before.html quiz", text: "Of another lesson" });
  expect(texts(place("quiz"), "p")).toEqual(["It is on its way."]);
});

it("says of a part that cannot be made that nothing comes, and leaves the others", () => {
  worker().say({ kind: "failed", cell: cell("quiz"), why: "no" });
  expect(texts(document, ".coming")).toEqual(["This part could not be made. The rest of the lesson works.", "It is on its way."]);
  expect([place("quiz"), place("table")].map((node) => node.hasAttribute("aria-busy"))).toEqual([false, true]);
});

it("says of a part that it waits for what it needs, which takes a while", () => {
  worker().say({ kind: "loading", cell: cell("table"), packages: ["numpy", "pandas"] });
  expect(texts(document, ".coming")).toEqual(["It is on its way.", "Fetching what this part needs for its numbers and tables. This takes a while, once."]);
});

it("says what could not be fetched, and asks for the same part again when the reader wishes", () => {
  const before = worker().asked.length;
  worker().say({ kind: "unfetched", cell: cell("table"), packages: ["pandas", "scipy"] });
  expect(texts(place("table"), "[role=alert]")[0]).toContain("its tables and statistics could not be fetched");
  place("table").querySelector("button").click();
  expect(worker().asked.slice(before)).toEqual([{ kind: "run", cell: cell("table"), source: "table()", needs: ["pandas"] }]);
  expect(place("table").getAttribute("aria-busy")).toBe("true");
});

it("says when the questions cannot start, and where answers are kept", () => {
  worker().say({ kind: "ready", keeps: "nowhere" });
  expect(place("state").textContent).toContain("keeps nothing for this page");
  worker().say({ kind: "ready", keeps: "here" });
  expect(place("state").hidden).toBe(true);
  worker().say({ kind: "broken", why: "no" });
  expect(place("state").textContent).toContain("The questions cannot start.");
  expect(place("state").hidden).toBe(false);
});

it("says when an answer could not be kept, with the reason", () => {
  worker().say({ kind: "unsaved", why: "the disk is full" });
  expect([place("state").hidden, place("state").textContent]).toEqual([false, "Your answers could not be kept in this browser: the disk is full"]);
});

it("says how far Python is on its way, and that answers go elsewhere where another tab keeps them", () => {
  worker().say({ kind: "progress", step: 2, of: 4, doing: "Unpacking the course" });
  expect(place("state").textContent).toBe("The questions are on their way: Unpacking the course (step 2 of 4).");
  worker().say({ kind: "ready", keeps: "elsewhere" });
  expect(place("state").textContent).toContain("open in another tab");
});

it("says that a learning platform cannot be told, and that something went wrong outside any part", () => {
  worker().say({ kind: "untold", why: "no" });
  expect(place("state").textContent).toContain("Your learning platform cannot be told of your answers.");
  worker().say({ kind: "failed", cell: "", why: "no" });
  expect(place("state").textContent).toContain("Something went wrong.");
});
