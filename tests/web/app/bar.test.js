import { expect, it, vi } from "vitest";
import { makeBar } from "../../../ibc_edu/app/jupyter/labextensions/ibc-edu/static/bar.js";
import { desk } from "./desk.js";

/** The line of a notebook that is so wide, in px. */
function barOf(width) {
  const { panel, header, lent } = desk([]);
  Object.defineProperty(panel.node, "clientWidth", { value: width });
  const fit = vi.spyOn(panel, "fit");
  return { bar: makeBar(panel, lent.Widget), header: header.node, fit };
}
const lineOf = (header) => /** @type {HTMLElement} */ (header.querySelector(".ibc-lesson-bar"));

it("says a sentence with one thing to press, which takes both away and does it once", () => {
  const { bar, header } = barOf(1000);
  const press = vi.fn();
  bar.say("It has stopped.", "Start it again", press);
  expect([bar.said(), lineOf(header).getAttribute("role")]).toEqual(["It has stopped.", "status"]);
  const button = header.querySelector("button");
  expect(button?.textContent).toBe("Start it again");
  button?.click();
  expect(press).toHaveBeenCalledOnce();
  expect([header.textContent, bar.said()]).toEqual(["", ""]);
});

it("says one thing at a time", () => {
  const { bar, header } = barOf(1000);
  bar.say("It is slow.", "Close", () => {});
  bar.say("It has stopped.", "Start", () => {});
  expect(header.textContent).toBe("It has stopped.Start");
});

it("takes the room of two lines where text and button stand below each other, of one elsewhere, and none when it is empty", () => {
  const room = (width) => {
    const { bar, header, fit } = barOf(width);
    bar.say("It has stopped.", "Start", () => {});
    expect(fit).toHaveBeenCalledOnce();
    const taken = [lineOf(header).style.minHeight, lineOf(header).style.maxHeight, header.style.maxHeight].map(parseFloat);
    expect(new Set(taken).size).toBe(1);
    bar.clear();
    expect(header.style.maxHeight).toBe("");
    return taken[0];
  };
  expect(room(360)).toBe(2 * room(1000));
});

it("keeps what is said by what was pressed, and takes the room of one line from 640 px on", () => {
  const { bar, header } = barOf(640);
  bar.say("It has stopped.", "Start", () => bar.say("It starts.", "Close", () => {}));
  const oneLine = lineOf(header).style.minHeight;
  header.querySelector("button").click();
  expect([header.textContent, lineOf(header).style.minHeight, header.querySelector("button").type]).toEqual(["It starts.Close", oneLine, "button"]);
  const room = (width) => {
    const narrow = barOf(width);
    narrow.bar.say("It has stopped.", "Start", () => {});
    return parseFloat(lineOf(narrow.header).style.minHeight);
  };
  expect([room(639), room(640)]).toEqual([2 * parseFloat(oneLine), parseFloat(oneLine)]);
});
