import { beforeEach, expect, it, vi } from "vitest";
import { showStanding } from "../../../ibc_edu/app/template/standing.js";

const row = (questions, answered, due = 0) => ({ questions, answered, right: 0, due });

beforeEach(() => {
  document.body.innerHTML = `<p id="begin"><a data-begin href="/lessons/start">Begin</a></p><p id="due" hidden></p>
    <section id="first"><h2><span data-before>Or try</span><span data-after hidden>Your first</span></h2></section><p id="go-on" hidden><a data-begin href="/lessons/start">Begin</a></p>
    <ol>${["start", "staging", "review"].map((name) => `<li data-lesson="${name}"><a href="/lessons/${name}">${name}</a><span data-standing></span></li>`).join("")}</ol>`;
});

const said = (name) => document.querySelector(`[data-lesson="${name}"] [data-standing]`)?.textContent;
const begin = () => /** @type {HTMLAnchorElement} */ (document.querySelector("#begin a"));

it("lets a beginner begin, without a table of zeros", () => {
  showStanding({ lessons: { start: row(1, 0), staging: row(20, 0) }, due: 0, begun: false, next: "start" });
  expect([said("start"), said("staging"), said("review")]).toEqual(["", "", ""]);
  expect(begin().textContent).toBe("Begin");
  expect(document.querySelector("#due").hidden).toBe(true);
});

it("says what is done and due, and where to go on", () => {
  showStanding({ lessons: { start: row(1, 1), staging: row(20, 4, 2) }, due: 2, begun: true, next: "staging" });
  expect(said("start")).toBe("done");
  expect(said("staging")).toBe("4 of 20 answered, 2 to look at again");
  expect(begin().textContent).toBe("Continue: staging");
  expect(begin().pathname).toBe("/lessons/staging");
  expect(document.querySelector("#due").textContent).toBe("2 questions are due to be looked at again. Look at them");
  expect(document.querySelector("#due a").pathname).toBe("/lessons/review");
});

it("goes nowhere in particular when all is done", () => {
  showStanding({ lessons: { start: row(1, 1) }, due: 1, begun: true, next: null });
  expect(begin().textContent).toBe("Begin");
  expect(document.querySelector("#due").textContent).toContain("One question is due");
});

it("asks the first question of who has not begun, and of nobody else", () => {
  const begun = { lessons: { start: row(1, 1) }, due: 0, begun: true, next: "staging" };
  showStanding(begun);
  expect(document.documentElement.hasAttribute("data-begun")).toBe(true);
  expect(localStorage.getItem("ibc-edu-begun")).toBe("");
  showStanding({ lessons: { start: row(1, 0) }, due: 0, begun: false, next: "start" });
  expect(document.documentElement.hasAttribute("data-begun")).toBe(false);
  expect(localStorage.getItem("ibc-edu-begun")).toBe(null);
});

it("leaves a question that was answered here, and leads on below it", () => {
  document.querySelector("#first").dataset.used = "";
  showStanding({ lessons: { start: row(1, 1) }, due: 0, begun: true, next: "staging" });
  expect(document.documentElement.hasAttribute("data-begun")).toBe(false);
  expect(document.querySelector("#go-on").hidden).toBe(false);
  expect(document.querySelector("#go-on a").textContent).toBe("Continue: staging");
  expect(document.querySelector("#begin").hasAttribute("data-moved")).toBe(true);
  expect(begin().textContent).toBe("Begin"); // out of sight, and as wide and high as it was
});

it("asks to try a question only until it was answered", () => {
  const shown = () => [...document.querySelectorAll("#first span")].filter((each) => !each.hidden).map((each) => each.textContent);
  showStanding({ lessons: { start: row(1, 0) }, due: 0, begun: false, next: "start" });
  expect(shown()).toEqual(["Or try"]);
  document.querySelector("#first").dataset.used = "";
  showStanding({ lessons: { start: row(1, 1) }, due: 0, begun: true, next: "staging" });
  expect(shown()).toEqual(["Your first"]);
});

it("names one way on, above for who comes back and below for who answered here", () => {
  const standing = { lessons: { start: row(1, 1) }, due: 0, begun: true, next: "staging" };
  const ways = () => [...document.querySelectorAll("#begin:not([data-moved]), #go-on:not([hidden])")].map((each) => each.id);
  showStanding(standing);
  expect(ways()).toEqual(["begin"]);
  document.querySelector("#first").dataset.used = "";
  showStanding(standing);
  expect(ways()).toEqual(["go-on"]);
});

it("says of a finished lesson that a choice is left in it", () => {
  showStanding({ lessons: { start: { ...row(1, 1), asks: true } }, due: 0, begun: true, next: "start" });
  expect(said("start")).toBe("still to choose: keep your answers?");
});

it("shows what is due while something is, and a finished lesson as done however it is counted", () => {
  const due = () => document.querySelector("#due");
  showStanding({ lessons: { start: row(1, 2, 1), staging: row(20, 20) }, due: 1, begun: true, next: "nowhere" });
  expect([said("start"), said("staging"), due().hidden, due().textContent]).toEqual(["done, 1 to look at again", "done", false, "One question is due to be looked at again. Look at them"]);
  expect([begin().textContent, begin().pathname]).toEqual(["Begin", "/lessons/start"]);
  showStanding({ lessons: { start: row(1, 1), staging: row(20, 0, 1) }, due: 0, begun: true, next: "staging" });
  expect([said("start"), said("staging"), due().hidden, begin().textContent]).toEqual(["done", "1 to look at again", true, "Continue: staging"]);
});

it("lets who has not begun begin at the start, wherever the course would go on", () => {
  showStanding({ lessons: {}, due: 0, begun: false, next: "staging" });
  expect([begin().textContent, begin().pathname, said("start")]).toEqual(["Begin", "/lessons/start", ""]);
});

it("says what it can on a page that has a part of this only", () => {
  document.body.innerHTML = '<ol><li data-lesson="start"><a href="/lessons/start">Start</a><span data-standing></span></li><li data-lesson="staging">Staging</li></ol>';
  const standing = { lessons: { start: row(1, 1), staging: row(20, 4) }, due: 2, begun: true, next: "staging" };
  showStanding(standing);
  expect(said("start")).toBe("done");
  document.body.insertAdjacentHTML("beforeend", '<p id="due" hidden></p>');
  showStanding(standing);
  expect(document.querySelector("#due").textContent).toBe("2 questions are due to be looked at again.");
});

it("says how far the reader is where the browser keeps nothing", () => {
  vi.stubGlobal("localStorage", { setItem: () => { throw new Error("no storage"); }, clear: () => {} });
  showStanding({ lessons: { start: row(1, 1) }, due: 0, begun: true, next: "staging" });
  expect([said("start"), begin().textContent]).toEqual(["done", "Continue: staging"]);
});
