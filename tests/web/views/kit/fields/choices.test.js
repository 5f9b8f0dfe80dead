import { within } from "@testing-library/dom";
import { expect, it } from "vitest";
import { radioField, sliderField } from "../../../../../ibc_edu/views/kit/fields/choices.js";
import { choose } from "../../../open.js";

it("chooses the option that was clicked, and marks the one that holds", () => {
  const chosen = [];
  const field = radioField("Which?", [{ key: "a", label: "First" }, { key: "b", label: "Second", words: "of two" }], (key) => chosen.push(key));
  const page = within(document.body.appendChild(field.node));
  page.getByLabelText("Second of two").click();
  expect(chosen).toEqual(["b"]);
  field.update("a");
  expect(page.getByLabelText("First").checked).toBe(true);
  expect(field.node.querySelector("legend").textContent).toBe("Which?");
});

it("tells a slider's value in words to the eye and to the ear", () => {
  const seen = [];
  const field = sliderField("Dose", { min: 0, max: 10 }, (value) => seen.push(value));
  const slider = within(document.body.appendChild(field.node)).getByLabelText("Dose");
  choose(slider, "7", "input");
  expect(seen).toEqual([7]);
  field.update(3, "3 Gy", "a small one");
  expect(slider.value).toBe("3");
  expect(slider.getAttribute("aria-valuetext")).toBe("3 Gy, a small one");
  expect(field.node.querySelector("output").textContent).toBe("3 Gy");
});

it("tells the new value in words where the reader has moved the slider there already", () => {
  const field = sliderField("Dose", { min: 0, max: 10 }, (value) => field.update(value, `${value} Gy`, "set by hand"));
  const slider = within(document.body.appendChild(field.node)).getByLabelText("Dose");
  field.update(3, "3 Gy", "a small one");
  choose(slider, "7", "input");
  expect(slider.getAttribute("aria-valuetext")).toBe("7 Gy, set by hand");
});

it("lets each group of a page have a choice of its own", () => {
  const options = [{ key: "a", label: "Few" }, { key: "b", label: "Many" }];
  const [first, second] = ["People", "Doses"].map((legend) => radioField(legend, options, () => {}));
  document.body.append(first.node, second.node);
  first.update("a");
  second.update("b");
  const chosen = ({ node }) => node.querySelector("input:checked")?.value;
  expect([chosen(first), chosen(second)]).toEqual(["a", "b"]);
});

it("has a named group of rows, each a button with its word and what it means, where its sheet looks for them", () => {
  const options = [{ key: "a", label: "Few", words: null }, { key: "b", label: "Many", words: "of two" }];
  const field = radioField("People", options, () => {}, { className: "ibc-people" });
  document.body.append(field.node);
  expect(within(document.body).getByRole("group", { name: "People" })).toBe(field.node);
  expect([field.node.className, radioField("Doses", options, () => {}).node.className.trim()]).toEqual(["ibc-fieldset ibc-people", "ibc-fieldset"]);
  expect([...field.node.querySelectorAll(".ibc-picks > .ibc-pick")].map((row) => [row.textContent, row.querySelector("strong").textContent, row.firstElementChild.value])).toEqual([["Few", "Few", "a"], ["Many of two", "Many", "b"]]);
  field.update("b");
  field.update(null);
  expect(field.node.querySelector("input:checked")).toBeNull();
});

it("shows a slider's value and what it means beside its name, in the steps that are given", () => {
  const seen = [];
  const field = sliderField("Dose", { min: 0, max: 1, step: 0.25 }, (value) => seen.push(value));
  const slider = within(document.body.appendChild(field.node)).getByRole("slider", { name: "Dose" });
  expect(["min", "max", "step"].map((name) => slider.getAttribute(name))).toEqual(["0", "1", "0.25"]);
  field.update(0.5, "0.5 Gy", "a small one");
  const head = field.node.querySelector(".ibc-slider-head");
  expect([field.node.className, [...head.children].map((part) => [part.className, part.textContent])]).toEqual(["ibc-slider", [["", "Dose"], ["ibc-slider-value", "0.5 Gy"], ["ibc-slider-meaning", "a small one"]]]);
  expect(head.querySelector("output").getAttribute("for")).toBe(slider.id);
  choose(slider, "0.75", "input");
  expect(seen).toEqual([0.75]);
  expect(sliderField("Days", { min: 0, max: 9 }, () => {}).node.querySelector("input").step).toBe("1");
});
