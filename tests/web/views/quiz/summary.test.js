import { within } from "@testing-library/dom";
import { expect, it, vi } from "vitest";
import { submitBar } from "../../../../ibc_edu/views/quiz/summary.js";
import { press } from "../../open.js";

it("is not handed in by Escape, which leads back to the button", () => {
  const submit = vi.fn();
  const page = within(document.body.appendChild(submitBar({ submit, go: () => {} }).node));
  page.getByText("Hand in…").click();
  expect(document.activeElement).toBe(page.getByRole("group", { name: "Hand in?" }));
  press(document.activeElement, "Escape");
  expect(page.queryByRole("group", { name: "Hand in?" })).toBeNull();
  expect(document.activeElement?.textContent).toBe("Hand in…");
  page.getByText("Hand in…").click();
  page.getByText("Keep working").click();
  expect(submit).not.toHaveBeenCalled();
});
