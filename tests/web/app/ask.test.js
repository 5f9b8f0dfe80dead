import { expect, it, vi } from "vitest";
import { ask } from "../../../ibc_edu/app/template/ask.js";

it.each([
  ["no cookie", "", {}],
  ["cookies of others", "theme=dark; my_xsrf=no; session=1", {}],
  ["the hub's mark alone", "_xsrf=2|ab=cd", { headers: { "X-XSRFToken": "2|ab=cd" } }],
  ["the hub's mark among others", "theme=dark; _xsrf=2|abcd; session=1", { headers: { "X-XSRFToken": "2|abcd" } }],
  ["a mark that is empty", "_xsrf=; session=1", {}],
])("asks with the mark of a hub where there is one, and gives what comes: %s", async (_what, cookie, options) => {
  const answer = new Response("here");
  vi.stubGlobal("fetch", vi.fn(async () => answer));
  vi.spyOn(document, "cookie", "get").mockReturnValue(cookie);
  expect(await ask("/course/standing")).toBe(answer);
  expect(fetch).toHaveBeenCalledExactlyOnceWith("/course/standing", options);
});
