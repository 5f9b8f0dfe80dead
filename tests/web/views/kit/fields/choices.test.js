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
