import { expect, it } from "vitest";
import { keepOpen } from "../../../../ibc_edu/views/kit/folds.js";

/** A part whose `place` is filled with folds: [summary, what it is about], and what stands in it. */
function part(...folds) {
  const root = document.body.appendChild(document.createElement("div"));
  root.innerHTML = "<details class='own'><summary>Own</summary></details><div class='place'></div>";
  const place = /** @type {HTMLElement} */ (root.querySelector(".place"));
  const put = (...all) => {
    place.innerHTML = all.map(([words, about, inside = ""]) => `<p ${about ? `data-about="${about}"` : ""}><details><summary>${words}</summary>${inside}</details></p>`).join("");
    for (const [index, [, about]] of all.entries()) if (about) place.querySelectorAll(":scope > details")[index].setAttribute("data-about", about);
  };
  put(...folds);
  return { root, place, put, open: () => [...root.querySelectorAll("details")].filter((fold) => fold.open).map((fold) => fold.textContent) };
}
const openAll = ({ root }) => root.querySelectorAll("details").forEach((fold) => { fold.open = true; });

it("opens again what was open, also where its count has changed, and nothing else", () => {
  const { root, place, put, open } = part(["Sources (2)"], ["Numbers"]);
  place.querySelectorAll("details")[0].open = true;
  keepOpen(root, () => put(["More"], ["Numbers"], ["Sources (12)"]));
  expect(open()).toEqual(["Sources (12)"]);
});

it("leaves a fold that stays as the redraw left it", () => {
  const { root, put, open } = part(["Sources"]);
  const own = /** @type {HTMLDetailsElement} */ (root.querySelector(".own"));
  own.open = true;
  keepOpen(root, () => { own.open = false; put(["Own"]); });
  expect(open()).toEqual([]);
});

it("tells folds with the same words apart by what they are about", () => {
  const shown = part(["Sources", "one"], ["Sources", "two"]);
  shown.place.querySelectorAll("details")[1].open = true;
  keepOpen(shown.root, () => shown.put(["Sources", "three"], ["Sources", "two"], ["Sources", "one"]));
  expect([...shown.place.querySelectorAll("details")].map((fold) => fold.open)).toEqual([false, true, false]);
});

it("begins folded where the same place is about something else, and where nobody knows which of several it was", () => {
  const shown = part(["Sources"]);
  openAll(shown);
  keepOpen(shown.root, () => { shown.place.dataset.about = "another"; shown.put(["Sources"]); });
  expect(shown.open()).toEqual(["Own"]);
  openAll(shown);
  keepOpen(shown.root, () => shown.put(["Sources"], ["Sources"]));
  expect(shown.open()).toEqual(["Own"]);
});

it("opens what was open inside a fold with it, and not what has the same words elsewhere", () => {
  const inner = "<details><summary>Figures</summary></details>";
  const shown = part(["Sources", "", inner], ["More", "", inner]);
  shown.place.querySelectorAll("details")[0].open = true;
  shown.place.querySelectorAll("details")[1].open = true;
  keepOpen(shown.root, () => shown.put(["More", "", inner], ["Sources", "", inner]));
  expect([...shown.place.querySelectorAll("details")].map((fold) => fold.open)).toEqual([false, false, true, true]);
});

it("tells folds with the same words apart by the place that they stand in, where that place stays", () => {
  const root = document.body.appendChild(document.createElement("div"));
  root.innerHTML = "<section></section><section></section>";
  const places = [...root.children];
  const put = () => places.forEach((place) => { place.innerHTML = "<div><details><summary>Sources</summary></details></div>"; });
  put();
  root.querySelectorAll("details")[1].open = true;
  keepOpen(root, put);
  expect([...root.querySelectorAll("details")].map((fold) => fold.open)).toEqual([false, true]);
});

it("opens again what stands in more, or fewer, frames without a meaning, and a fold without words", () => {
  const root = document.body.appendChild(document.createElement("div"));
  const folds = "<details><summary>Sources</summary></details><details>Numbers</details>";
  root.innerHTML = `<div>${folds}</div>`;
  openAll({ root });
  for (const redrawn of [`<div><p></p><section>${folds}</section></div>`, folds]) {
    keepOpen(root, () => { root.innerHTML = redrawn; });
    expect([...root.querySelectorAll("details")].map((fold) => fold.open)).toEqual([true, true]);
  }
});

it("begins folded where a frame around it is about something else, however its numbers changed", () => {
  const root = document.body.appendChild(document.createElement("div"));
  const put = (about, words) => { root.innerHTML = `<div data-about="${about}"><p><details><summary>${words}</summary></details></p></div>`; };
  put("one", "12 sources of 120");
  openAll({ root });
  keepOpen(root, () => put("one", "7 sources of 9"));
  expect(root.querySelector("details").open).toBe(true);
  keepOpen(root, () => put("two", "7 sources of 9"));
  expect(root.querySelector("details").open).toBe(false);
});
