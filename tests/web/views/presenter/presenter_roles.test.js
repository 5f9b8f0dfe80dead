import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import presenter from "../../../../ibc_edu/views/presenter/presenter.js";
import { countsOf } from "../../../../ibc_edu/views/presenter/text.js";
import { choose, openOn, press, texts } from "../../open.js";
import { notes, show, stage, step, STEPS } from "./lecture.js";
import { OPEN } from "./room.js";

const soon = () => new Promise((resolve) => setTimeout(resolve, 0));
const ROOM = { phones: { ...OPEN, poll: null } };

/** The browser with this element on the full screen, or none. */
function fullScreen(element) {
  Object.defineProperty(document, "fullscreenElement", { value: element, configurable: true });
  document.dispatchEvent(new Event("fullscreenchange"));
}

beforeEach(() => { Element.prototype.requestFullscreen = vi.fn(() => Promise.reject(new Error("not here"))); });
afterEach(() => { Reflect.deleteProperty(document, "fullscreenElement"); });

const asked = () => vi.mocked(Element.prototype.requestFullscreen).mock;

it("has on its card the two ways to begin, side by side, and the rest in reach of one click", () => {
  const { root, page } = show();
  expect(texts(root, ".ibc-presenter-card > h3.ibc-title")).toEqual(["Present: Colors"]);
  expect(texts(root, ".ibc-presenter-card > .ibc-presenter-actions > button")).toEqual(["Present on the full screen", "Speaker notes here"]);
  expect(page.getByText("Present on the full screen").matches(".ibc-primary")).toBe(true);
  const inSight = [...root.querySelectorAll("button, select, summary")].filter((control) => !control.closest("[hidden]"));
  expect(inSight.map(({ textContent }) => textContent)).toEqual(["Present on the full screen", "Speaker notes here", "New class", "Keys"]);
});

it("shows the room the step, the speaker the step and the notes, and whoever has not begun neither", async () => {
  const inSight = (root) => ["card", "head", "stage", "notes", "bar"].filter((name) => !root.querySelector(`.ibc-presenter-${name}`).hidden);
  expect(inSight(show().root)).toEqual(["card"]);
  expect(inSight(notes().root)).toEqual(["head", "stage", "notes", "bar"]);
  expect(inSight((await stage()).root)).toEqual(["head", "stage", "bar"]);
});

it("has a name for each of its controls while it presents", async () => {
  const { root } = await stage(ROOM);
  const controls = [...root.querySelectorAll(".ibc-presenter-bar > :is(button, select)")];
  expect(controls.map((control) => control.getAttribute("aria-label") ?? control.textContent)).toEqual(["Back", "Next", "Go to step", "Countdown", "Phones (Q)", "Restart timer", "Black screen", "End presenting in this view"]);
  expect(root.getAttribute("aria-label")).toBe("Present: Colors");
});

it("goes on, back, black and away by its buttons as by its keys", async () => {
  const { model, page, root } = await stage();
  const click = (name) => page.getByRole("button", { name }).click();
  const after = (name) => {
    click(name);
    return [model.get("position"), texts(root, ".ibc-presenter-bar > .ibc-muted")[0], model.get("dark")];
  };
  expect(after("Next")).toEqual([1, "2 of 3", false]);
  expect(after("Next")).toEqual([2, "3 of 3", false]);
  const { saves } = model;
  expect(after("Next")).toEqual([2, "3 of 3", false]);
  expect(model.saves).toBe(saves); // nothing to tell the other views
  expect(after("Back")).toEqual([1, "2 of 3", false]);
  expect(after("Black screen")).toEqual([1, "2 of 3", true]);
  expect(after("Black screen")).toEqual([1, "2 of 3", false]);
  click("End presenting in this view");
  expect([root.dataset.role, document.activeElement.textContent]).toEqual(["card", "Present on the full screen"]);
});

describe("the full screen", () => {
  it("is asked for the presentation alone, without the browser's own bars; where it is refused the lesson begins all the same", async () => {
    vi.useFakeTimers({ now: 1_000_000_000, toFake: ["Date"] });
    const { root, model } = await stage();
    expect([asked().contexts, asked().calls, root.dataset.role]).toEqual([[root], [[{ navigationUI: "hide" }]], "stage"]);
    expect(model.get("started")).toBe(1_000_000_000);
  });

  it("is asked for again by a clicker's start key, but not while the lesson has it", async () => {
    const { root, area } = await stage();
    press(area, "F5");
    expect(asked().contexts).toEqual([root, root]);
    fullScreen(root);
    press(area, "F5");
    expect(asked().calls).toHaveLength(2);
    fullScreen(document.body); // something else has it
    expect(root.dataset.role).toBe("card");
  });

  it("is not for the notes: they neither ask for it nor go when another view leaves it", () => {
    const { root } = notes();
    expect(press(root.querySelector(".ibc-presenter-stage"), "F5")).toBe(false); // and no reload
    fullScreen(null);
    expect([asked().calls, root.dataset.role]).toEqual([[], "notes"]);
  });

  it("is left with the presentation that has it, and with no other", async () => {
    document.exitFullscreen = vi.fn(() => Promise.resolve());
    const { root, area } = await stage();
    press(area, "Escape");
    expect(document.exitFullscreen).not.toHaveBeenCalled();
    root.querySelector(".ibc-presenter-card button").click();
    fullScreen(root);
    await soon();
    press(area, "Escape");
    expect([vi.mocked(document.exitFullscreen).mock.calls.length, root.dataset.role]).toEqual([1, "card"]);
    Reflect.deleteProperty(document, "exitFullscreen");
  });
});

describe("the focus", () => {
  it("is on the step as it begins, without a jump of the page around the notes and the card", async () => {
    const focus = vi.spyOn(HTMLElement.prototype, "focus");
    const { root, page } = show();
    expect(focus).not.toHaveBeenCalled();
    const last = () => [focus.mock.contexts.at(-1).className.split(" ")[0], focus.mock.lastCall[0].preventScroll];
    page.getByText("Speaker notes here").click();
    expect(last()).toEqual(["ibc-presenter-stage", true]);
    press(root.querySelector(".ibc-presenter-stage"), "Escape");
    expect([last(), document.activeElement.textContent]).toEqual([["ibc-button", true], "Present on the full screen"]);
    page.getByText("Present on the full screen").click();
    await soon();
    expect(last()).toEqual(["ibc-presenter-stage", false]);
  });

  it("leaves what the step before had, and stays at the bar's own controls", async () => {
    const { area, model, page } = await stage();
    const inside = area.querySelector(".ibc-presenter-live").appendChild(document.createElement("button"));
    inside.focus();
    model.receive({ position: 1 });
    expect(document.activeElement).toBe(area);
    const next = page.getByText("Next", { selector: "button" });
    next.focus();
    next.click();
    expect(document.activeElement).toBe(next);
  });

  it("is nobody's to take from the speaker while the stage, in another view, goes on", () => {
    const { model } = notes();
    const elsewhere = document.body.appendChild(document.createElement("textarea"));
    elsewhere.focus();
    model.receive({ position: 1 });
    expect(document.activeElement).toBe(elsewhere);
  });

  it("comes to the stage from a button for phones that goes, and stays on the card at what remains", async () => {
    const { page, area, model, root } = await stage({ ...ROOM, steps: [STEPS[1], STEPS[0]], phones: OPEN });
    page.getByText("Close answers").focus();
    page.getByText("Close answers").click();
    expect(document.activeElement).toBe(area);
    page.getByText("Phones (Q)").click();
    const back = page.getByText("Back to the lesson (Q)");
    back.focus();
    back.click();
    expect(document.activeElement).toBe(area);
    press(area, "Escape");
    const box = page.getByLabelText(/^Keep answers/);
    box.focus();
    box.click();
    expect(document.activeElement).toBe(box);
    expect(model.sent.filter(({ type }) => type === "phones")).toMatchObject([{ do: "close" }, { do: "keep", on: true }]);
    expect(root.dataset.role).toBe("card");
  });
});

describe("the black screen", () => {
  it("is the room's: the speaker goes on reading, and a reader hears how to end it", async () => {
    const { model, root } = await stage();
    const { root: speaker } = openOn(model, presenter);
    speaker.querySelectorAll(".ibc-presenter-card button")[1].click();
    model.receive({ dark: true });
    const cover = (view) => [view.querySelector(".ibc-presenter-cover").hidden, view.querySelector("[aria-label='Black screen']").ariaPressed];
    expect([cover(root), cover(speaker)]).toEqual([[false, "true"], [true, "true"]]);
    expect(texts(root, ".ibc-presenter-cover > .ibc-visually-hidden")).toEqual(["The screen is black. Press B or the period key to go on."]);
    press(root.querySelector(".ibc-presenter-stage"), "Escape");
    expect(cover(root)[0]).toBe(true);
  });

  it("goes with the step", async () => {
    const { model, page, root } = await stage({ dark: true });
    expect(root.querySelector(".ibc-presenter-cover").hidden).toBe(false);
    choose(page.getByLabelText("Go to step"), "0");
    expect(model.get("dark")).toBe(true); // the same step: nothing has changed
    choose(page.getByLabelText("Go to step"), "2");
    expect([model.get("dark"), root.querySelector(".ibc-presenter-cover").hidden, root.querySelector("[aria-label='Black screen']").ariaPressed]).toEqual([false, true, "false"]);
  });
});

describe("the address for phones", () => {
  it("is not there to show while no room is open", async () => {
    const { model, area, page } = await stage({ phones: { available: true } });
    const { saves } = model;
    expect(press(area, "q")).toBe(false);
    expect([model.get("joining"), model.saves, page.queryByText("Phones (Q)").hidden]).toEqual([false, saves, true]);
  });

  it("is asked for from the notes for the stage in the other view, and the notes stay", async () => {
    const { model, root } = notes(ROOM);
    press(root.querySelector(".ibc-presenter-stage"), "q");
    await soon();
    expect([model.get("joining"), root.dataset.role, root.querySelector(".ibc-presenter-join").hidden, asked().calls]).toEqual([true, "notes", true, []]);
  });

  it("comes over the stage that is there, which does not begin anew for it", async () => {
    const { model, area, root } = await stage(ROOM);
    for (const wanted of [true, false]) {
      press(area, "q");
      await soon();
      expect([model.get("joining"), root.querySelector(".ibc-presenter-join").hidden]).toEqual([wanted, !wanted]);
    }
    expect([model.sent.map(({ type }) => type), asked().calls.length, document.activeElement]).toEqual([["catch_up"], 1, area]);
  });
});

it("looks for changes of the notebook when the reader comes back to the page", async () => {
  const { model } = show();
  expect(model.sent).toEqual([]);
  window.dispatchEvent(new Event("focus"));
  expect(model.sent.map(({ type }) => type)).toEqual(["catch_up"]);
});

it("says nothing on the card while another view goes from step to step", async () => {
  const { model, spoken, root } = show();
  model.receive({ position: 1 });
  expect([await spoken(), texts(root, ".ibc-presenter-stage")]).toEqual(["", [""]]);
});

it("takes over other steps on the card, and presents them from there", () => {
  const { model, page, root } = show();
  model.receive({ steps: [step("Only")] });
  expect(page.getByText("Present: Colors").nextElementSibling.textContent).toBe(countsOf([step("Only")]));
  page.getByText("Speaker notes here").click();
  expect([texts(root, ".ibc-presenter-bar > .ibc-muted"), texts(root, ".ibc-presenter-head")]).toEqual([["1 of 1"], ["Only"]]);
});

it("names a step that has nothing but a live part, or nothing at all", () => {
  const { root } = notes({ steps: [step("Bare", { blocks: [] })] });
  expect([texts(root, ".ibc-presenter-head"), texts(root, ".ibc-presenter-stage")]).toEqual([["Bare"], [""]]);
});

it("makes what is too long for the screen smaller, and not what the speaker can scroll", async () => {
  let draw;
  vi.stubGlobal("requestAnimationFrame", (/** @type {() => void} */ each) => { draw = each; return 1; });
  const zoom = ({ root }) => {
    const area = root.querySelector(".ibc-presenter-stage");
    Object.defineProperty(area, "scrollHeight", { value: 1000 });
    draw();
    return Number(area.firstElementChild.style.getPropertyValue("zoom"));
  };
  expect(zoom(notes())).toBe(1);
  expect(zoom(await stage())).toBeLessThan(1);
});

it("shows no time before somebody begins", () => {
  const { page } = notes();
  expect(page.getByRole("timer").textContent).toBe("0:00");
});

it("lets go of the page and of the model when it is closed", async () => {
  const { model, root, close } = await stage();
  close();
  expect(model.listening()).toBe(0);
  fullScreen(null);
  expect(root.dataset.role).toBe("stage"); // nothing acts on it any longer
  const sent = model.sent.length;
  window.dispatchEvent(new Event("focus"));
  expect(model.sent).toHaveLength(sent);
});
