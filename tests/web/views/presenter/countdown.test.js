import { expect, it, vi } from "vitest";
import { clockText, countdown } from "../../../../ibc_edu/views/presenter/countdown.js";
import { choose } from "../../open.js";

const NOW = 1_000_000_000;
const shown = (ends, role = "stage") => {
  vi.useFakeTimers({ now: NOW });
  const made = countdown({ start: () => {} });
  made.show(ends, role);
  return made;
};

it("writes seconds as minutes and two digits of seconds", () => {
  expect([0, 9, 60, 125, 300].map(clockText)).toEqual(["0:00", "0:09", "1:00", "2:05", "5:00"]);
});

it("says that the time is over when it is over, and not in the second before", () => {
  const said = (ends) => [shown(ends).clock.textContent, shown(ends).clock.hasAttribute("data-over")];
  expect(said(NOW + 29_900)).toEqual(["0:30", false]);
  expect(said(NOW + 1)).toEqual(["0:01", false]);
  expect(said(NOW)).toEqual(["Time", true]);
  expect(said(NOW - 5_000)).toEqual(["Time", true]);
});

it("is for the room and the speaker, and not on the card", () => {
  const hidden = (ends, role) => shown(ends, role).clock.hidden;
  expect([hidden(NOW + 1, "stage"), hidden(NOW + 1, "notes"), hidden(NOW + 1, "card"), hidden(0, "stage")]).toEqual([false, false, true, true]);
  expect(shown(0).clock.hasAttribute("data-over")).toBe(false);
});

it("is not in sight before anybody knows of one, and is called what it is", () => {
  const { clock, node } = countdown({ start: () => {} });
  expect([clock.hidden, clock.getAttribute("aria-label"), node.getAttribute("aria-label")]).toEqual([true, "Time left", "Countdown"]);
  expect([...node.options].map(({ value, text }) => [value, text])).toEqual([["0", "No countdown"], ["30", "30 seconds"], ["60", "1 minute"], ["120", "2 minutes"], ["180", "3 minutes"], ["300", "5 minutes"]]);
});

it("starts with the seconds that are chosen, and its menu says so when there is none any more", () => {
  const started = [];
  const { node, show } = countdown({ start: (seconds) => started.push(seconds) });
  choose(node, "120");
  expect(started).toEqual([120]);
  show(NOW, "stage");
  expect(node.value).toBe("120");
  show(0, "stage"); // ended by another view
  expect(node.value).toBe("0");
});
