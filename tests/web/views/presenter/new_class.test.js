import { within } from "@testing-library/dom";
import { expect, it, vi } from "vitest";
import { newClass } from "../../../../ibc_edu/views/presenter/new_class.js";
import { press, texts } from "../../open.js";

function shown() {
  const clear = vi.fn();
  return { clear, page: within(document.body.appendChild(newClass(clear).node)) };
}

it("asks before it clears what a class has answered", () => {
  const { page, clear } = shown();
  page.getByText("New class").click();
  expect(texts(document.body, ".ibc-presenter-ask > .ibc-presenter-actions > button")).toEqual(["Keep them", "Clear them"]); // side by side
  expect(page.getByRole("group", { name: "New class" }).textContent).toMatch(/^Clear all counts, rounds and answers of this class, and go to the first step\?/);
  page.getByText("Keep them").click();
  expect(clear).not.toHaveBeenCalled();
  expect([page.queryByRole("group", { name: "New class" }), document.activeElement?.textContent]).toEqual([null, "New class"]);
  page.getByText("New class").click();
  expect(document.activeElement?.textContent).toBe("Keep them");
  page.getByText("Clear them").click();
  expect(clear).toHaveBeenCalledTimes(1);
});

it("clears nothing by Escape, and gives the focus back to the button", () => {
  const { page, clear } = shown();
  page.getByText("New class").click();
  press(document.activeElement, "Escape");
  expect(page.queryByRole("button", { name: "Clear them" })).toBeNull();
  expect(document.activeElement?.textContent).toBe("New class");
  expect(clear).not.toHaveBeenCalled();
});
