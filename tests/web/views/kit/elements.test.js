import { expect, it, vi } from "vitest";
import { el, fill, focusOn, openWidget, prefersReducedMotion, setAttribute } from "../../../../ibc_edu/views/kit/dom.js";
import { NEW_PAGE, turnPage } from "../../../../ibc_edu/views/kit/pages.js";
import { fakeModel } from "../../open.js";

it("makes an element that listens, with data, and with attributes as they stand", () => {
  const click = vi.fn();
  const node = el("button", { on: { click, focus: click }, dataset: { about: "one", itemId: 2 }, hidden: true, value: 0, class: "", "aria-label": undefined }, "Press");
  document.body.append(node);
  node.click();
  expect(click).toHaveBeenCalledOnce();
  expect(Object.fromEntries(node.getAttributeNames().map((name) => [name, node.getAttribute(name)]))).toEqual({ "data-about": "one", "data-item-id": "2", hidden: "", value: "0", class: "" });
});

it("writes an attribute only where it changes, so that the page works nothing out anew", () => {
  const node = el("p", { title: "one", hidden: true });
  const written = vi.spyOn(node, "setAttribute");
  for (const [name, value] of [["title", "one"], ["hidden", true], ["hidden", ""]]) setAttribute(node, name, value);
  expect(written).not.toHaveBeenCalled();
  setAttribute(node, "title", 2);
  expect(node.title).toBe("2");
  for (const nothing of [null, undefined, false]) {
    setAttribute(node, "title", "here");
    setAttribute(node, "title", nothing);
    expect(node.hasAttribute("title")).toBe(false);
  }
});

it("puts in lists of lists in their order, an empty text and a number, and gives the element back", () => {
  const [one, two] = [el("b"), el("i")];
  const node = el("p");
  expect(fill(node, [one, [[1, ""], false]], two, null)).toBe(node);
  expect([...node.childNodes].map((child) => child.nodeName)).toEqual(["B", "#text", "#text", "I"]);
  expect([node.firstChild, node.lastChild, node.textContent]).toEqual([one, two, "1"]);
});

it("moves the focus as it is told, leaves what can have it as it is, and minds no node that is not there", () => {
  for (const nothing of [null, undefined]) focusOn(nothing);
  const link = document.body.appendChild(el("a", { href: "#" }));
  const box = document.body.appendChild(el("div", { tabindex: 0 }));
  const text = document.body.appendChild(el("a", {}, "no link"));
  const focused = vi.spyOn(box, "focus");
  for (const node of [link, box, text]) focusOn(node, { preventScroll: true });
  expect(focused).toHaveBeenCalledExactlyOnceWith({ preventScroll: true });
  expect([link, box, text].map((node) => node.getAttribute("tabindex"))).toEqual([null, "0", "-1"]);
});

it("moves as usual where a browser does not tell what is wished", () => {
  vi.stubGlobal("matchMedia", undefined);
  expect(prefersReducedMotion()).toBe(false);
});

it.each([
  ["staging.ipynb", null, { context: { path: "01.ipynb" } }, "staging.ipynb", []],
  ["staging.ipynb", "a", undefined, "staging.ipynb#cell-id=a", []],
  ["staging.ipynb", "a", { rendermime: { linkHandler: {} } }, "staging.ipynb#cell-id=a", []],
  ["staging.ipynb", null, { context: { path: "01.ipynb" }, rendermime: { linkHandler: {} } }, "staging.ipynb", [["staging.ipynb", ""]]],
  ["", "a", { context: { path: "here/01.ipynb" }, rendermime: { linkHandler: {} } }, "#cell-id=a", [["here/", "#cell-id=a"]]],
])("links to %s, cell %s, by what the notebook lends", (notebook, cell, manager, href, handled) => {
  const handleLink = vi.fn();
  if (manager?.rendermime) manager.rendermime.linkHandler.handleLink = handleLink;
  const model = Object.assign(fakeModel({}), { widget_manager: manager });
  const { link } = openWidget({ model, el: document.body }, { className: "ibc-sample", label: "A view" });
  const made = link("Staging", notebook, cell);
  expect([made.getAttribute("href"), made.textContent, made.className]).toEqual([href, "Staging", "ibc-link"]);
  expect(handleLink.mock.calls).toEqual(handled.map((given) => [made, ...given]));
});

it("turns a page: what stood there is gone, nothing of it counts as opened, and whoever is around hears of it", () => {
  const place = document.body.appendChild(el("div", {}, "old"));
  const heard = vi.fn();
  document.body.addEventListener(NEW_PAGE, heard, { once: true });
  turnPage(place, el("p", {}, "new"));
  const { about } = place.dataset;
  expect([place.innerHTML, heard.mock.lastCall[0].target]).toEqual(["<p>new</p>", place]);
  turnPage(place, "newer");
  expect(place.dataset.about).not.toBe(about);
});
