import { expect, it } from "vitest";
import view from "../../../ibc_edu/parts/begin/view.js";
import { open, texts } from "../open.js";

const BEGIN = { label: "Begin", title: "Staging", notebook: "01 staging.ipynb" };

it("leads to the lesson that comes next, and says which", () => {
  const { root, model } = open(view, { state: BEGIN });
  const link = root.querySelector("a");
  expect([link.textContent, link.getAttribute("href")]).toEqual(["Begin", "01%20staging.ipynb"]);
  expect(texts(root, ".ibc-begin-title")).toEqual(["Staging"]);
  expect(link.matches(".ibc-button.ibc-primary")).toBe(true); // what to press first, as everywhere
  model.receive({ state: { ...BEGIN, label: "Continue with lesson 2" } });
  expect(texts(root, "a")).toEqual(["Continue with lesson 2"]);
});

it("asks for what is new when the reader comes back, and shows nothing where nothing comes next", () => {
  const { root, model, close } = open(view, { state: { label: "", title: "", notebook: "" } });
  expect(root.querySelector("a")).toBe(null);
  window.dispatchEvent(new Event("focus"));
  expect(model.sent.map(({ type }) => type)).toEqual(["refresh"]);
  close();
  window.dispatchEvent(new Event("focus"));
  expect(model.sent.length).toBe(1);
});

it("takes the link away once nothing comes next", () => {
  const { root, model } = open(view, { state: BEGIN });
  model.receive({ state: { label: "", title: "", notebook: "" } });
  expect(root.querySelector("a")).toBe(null);
  expect(texts(root, ".ibc-begin-title")).toEqual([]);
});
