import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sayOnItsWay } from "../../../ibc_edu/app/site/web/patience.js";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function spot() {
  const place = document.createElement("p");
  document.body.append(place);
  return place;
}

it("says after half a minute without anything new that it takes long, and what to do", () => {
  const place = spot();
  sayOnItsWay(place, "Fetching Python.");
  vi.advanceTimersByTime(29_000);
  expect(place.textContent).toBe("Fetching Python.");
  vi.advanceTimersByTime(2_000);
  expect(place.textContent).toMatch(/^Fetching Python\. Nothing new has come for half a minute\..*open this page again/);
});

it("counts anew with each step, and leaves other words alone", () => {
  const place = spot();
  sayOnItsWay(place, "Fetching Python.");
  vi.advanceTimersByTime(20_000);
  sayOnItsWay(place, "Unpacking.");
  vi.advanceTimersByTime(20_000);
  expect(place.textContent).toBe("Unpacking.");
  place.textContent = "";
  vi.advanceTimersByTime(60_000);
  expect(place.textContent).toBe("");
});
