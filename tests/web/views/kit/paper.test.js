import { expect, it, vi } from "vitest";
import { paperPage, printPaper, savePaper } from "../../../../ibc_edu/views/kit/paper.js";
import { savedFiles, textOf } from "../../open.js";

const page = () => {
  const made = paperPage("When to call", "p { margin: 0; }");
  made.body.append(made.node("p", "<b>555</b>", "number"));
  return made;
};

it("sets text as text, and has a title and a style of its own", () => {
  const { body } = page();
  expect(body.ownerDocument.documentElement.lang).toBe("en");
  expect(body.innerHTML).toBe('<p class="number">&lt;b&gt;555&lt;/b&gt;</p>');
  expect([body.ownerDocument.title, body.ownerDocument.querySelector("style").textContent]).toEqual(["When to call", "p { margin: 0; }"]);
});

it("prints from a frame that nobody sees or hears of, and takes it away later", () => {
  vi.useFakeTimers();
  savedFiles();
  printPaper(page(), "My page");
  const frame = document.querySelector("iframe");
  expect([frame.title, frame.tabIndex, frame.getAttribute("aria-hidden")]).toEqual(["My page", -1, "true"]);
  const print = vi.fn();
  Object.defineProperty(frame, "contentWindow", { value: { print } });
  expect(print).not.toHaveBeenCalled();
  frame.dispatchEvent(new Event("load"));
  expect(print).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(60_000);
  expect(frame.isConnected).toBe(false);
});

it("saves it as a web page under the name that is given", () => {
  const saved = savedFiles();
  savePaper(page(), "page.html");
  expect(saved.map(({ name, blob }) => [name, blob.type])).toEqual([["page.html", "text/html;charset=utf-8"]]);
});

it("is a whole web page, whose parts have a class only where they are given one", async () => {
  const made = page();
  made.body.append(made.node("p", "Fever ≥ 38 °C"), made.node("hr"));
  const text = await textOf(made.blob());
  expect(text).toMatch(/^<!doctype html><html[^>]* lang="en">/);
  expect(text).toContain("<title>When to call</title><style>p { margin: 0; }</style>");
  expect(text).toContain('<p class="number">&lt;b&gt;555&lt;/b&gt;</p><p>Fever ≥ 38 °C</p><hr');
  expect(made.blob().type).toBe("text/html;charset=utf-8");
});

it("holds a printed or a saved page no longer than it is needed, and that long", () => {
  vi.useFakeTimers();
  savedFiles();
  const freed = vi.spyOn(URL, "revokeObjectURL");
  savePaper(page(), "page.html");
  vi.advanceTimersByTime(5000);
  expect(freed).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(freed.mock.calls).toEqual([["blob:x"]]);
  printPaper(page(), "My page");
  const frame = document.querySelector("iframe");
  Object.defineProperty(frame, "contentWindow", { value: null }); // as of a frame that a browser has emptied
  frame.dispatchEvent(new Event("load"));
  vi.advanceTimersByTime(30_000);
  expect([frame.isConnected, frame.src, freed.mock.calls.length]).toEqual([true, "blob:x", 1]);
  vi.advanceTimersByTime(60_000);
  expect([frame.isConnected, freed.mock.calls]).toEqual([false, [["blob:x"], ["blob:x"]]]);
});
