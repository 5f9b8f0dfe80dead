import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const PAGE = readFileSync(join(import.meta.dirname, "../../../ibc_edu/app/site/coming.html"), "utf-8");

describe("a notebook beside the site that is on its way", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    document.body.innerHTML = PAGE;
    Function(document.querySelector("script").textContent)(); // jsdom runs no script of a page
  });
  afterEach(() => vi.useRealTimers());

  it("says after half a minute that it takes long, and what to do", () => {
    const coming = document.getElementById("coming");
    vi.advanceTimersByTime(29_999);
    expect(coming.textContent).toBe("The notebook is on its way.");
    vi.advanceTimersByTime(1);
    expect(coming.textContent).toContain("load this page again");
  });

  it("says nothing once it is there", () => {
    document.body.append(Object.assign(document.createElement("div"), { id: "main" }));
    vi.advanceTimersByTime(60_000);
    expect(document.getElementById("coming").textContent).toBe("The notebook is on its way.");
  });
});
