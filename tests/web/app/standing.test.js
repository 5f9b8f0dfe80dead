import { beforeEach, expect, it } from "vitest";
import { showStanding } from "../../../ibc_edu/app/template/standing.js";

const row = (questions, answered, due = 0) => ({ questions, answered, right: 0, due });

beforeEach(() => {
  document.body.innerHTML = `<p id="begin"><a href="/lessons/start">Begin</a></p><p id="due" hidden></p>
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
