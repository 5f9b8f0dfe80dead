import { fireEvent, within } from "@testing-library/dom";
import { expect, it, vi } from "vitest";
import { searchField } from "../../../../../ibc_edu/views/kit/fields/search_field.js";

it("tells of each letter, and gives what is typed in small letters and without space around it", () => {
  const search = vi.fn();
  const field = searchField("Look up a word", search);
  const input = within(document.body.appendChild(field.node)).getByRole("searchbox", { name: "Look up a word" });
  expect(field.words()).toBe("");
  fireEvent.input(input, { target: { value: " Two WORDS " } });
  expect(search).toHaveBeenCalledTimes(1);
  expect(field.words()).toBe("two words");
});

it("has a label of its own where there are several on a page, and takes a button beside it", () => {
  const button = document.createElement("button");
  const fields = [searchField("One", () => {}), searchField("Other", () => {}, button)];
  document.body.append(...fields.map(({ node }) => node));
  const page = within(document.body);
  expect(page.getByLabelText("One")).not.toBe(page.getByLabelText("Other"));
  expect(fields[1].node.lastElementChild).toBe(button);
  expect(fields[1].node.className).toBe("ibc-search");
});
