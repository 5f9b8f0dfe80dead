import { beforeEach, describe, expect, it, vi } from "vitest";
import { tellNewPage } from "../../../../ibc_edu/views/kit/pages.js";
import { countsOf } from "../../../../ibc_edu/views/presenter/text.js";
import { choose, press, texts } from "../../open.js";
import { notes, show, span, stage, step, STEPS, words } from "./lecture.js";

beforeEach(() => { Element.prototype.requestFullscreen = () => Promise.reject(new Error("not here")); });

it("says what there is to present", () => {
  const { page, root } = show();
  expect(page.getByText("Present: Colors")).toBeTruthy();
  expect(page.getByText(countsOf(STEPS))).toBeTruthy();
  expect(root.dataset.role).toBe("card");
});

it("offers phones only where there is something to ask them", () => {
  const phones = { available: true };
  const offered = (steps) => !show({ phones, steps }).page.getByText("Let phones answer").closest("section").hidden;
  expect(offered(STEPS)).toBe(true);
  expect(offered([step("One"), step("Two")])).toBe(false);
});

it("leaves the focus where the reader has it when a lesson opens", () => {
  document.body.focus();
  show();
  expect(document.activeElement).toBe(document.body);
});

describe("speaker notes", () => {
  it("show this step's notes and what comes next", () => {
    const { root } = notes({ position: 0 });
    expect(texts(root, ".ibc-presenter-notes p")).toEqual(["Note of One", "Two", "Text of Two"]);
    expect(texts(root, ".ibc-presenter-bar span")[0]).toBe("1 of 3");
  });

  it("say when there are none, and when it is the last step", () => {
    expect(texts(notes({ position: 2 }).root, ".ibc-presenter-notes p")).toEqual(["No notes for this step.", "This is the last step."]);
  });

  it("are not for the room: the stage shows none", async () => {
    const { root } = await stage();
    expect(root.querySelector(".ibc-presenter-notes").hidden).toBe(true);
  });

  it("have open what is folded in them, for nobody can press there while speaking", () => {
    const folded = { kind: "details", summary: "More", blocks: [words("Behind it")] };
    const { root } = notes({ steps: [step("One", { notes: [folded], blocks: [folded] })] });
    expect([".ibc-presenter-notes details", ".ibc-presenter-stage details"].map((each) => root.querySelector(each).open)).toEqual([true, false]);
  });

  it("follow the stage", () => {
    const shown = notes();
    shown.model.receive({ position: 1 });
    expect(shown.page.getByText("Note of Two")).toBeTruthy();
  });

  it("keep the keys when what had the focus goes with its step", async () => {
    const headline = document.createElement("p");
    headline.tabIndex = -1;
    const host = { getWidget: async () => ({ render: ({ el }) => { el.append(headline); headline.focus(); } }) };
    const { page, root, model } = show({ live: { 0: "anywidget:question" } }, host);
    page.getByText("Speaker notes here").click();
    await vi.waitFor(() => expect(document.activeElement).toBe(headline));
    press(headline, "PageDown");
    expect(document.activeElement).toBe(root.querySelector(".ibc-presenter-stage"));
    press(document.activeElement, "ArrowRight");
    expect(model.get("position")).toBe(2);
    const jump = page.getByLabelText("Go to step");
    jump.focus();
    model.receive({ position: 0 }); // by another view: the focus stays where it is
    expect(document.activeElement).toBe(jump);
  });

  it("say whether the screen is black, which the speaker does not see", () => {
    const { model, page, root } = notes();
    const black = page.getByLabelText("Black screen");
    expect(black.getAttribute("aria-pressed")).toBe("false");
    model.receive({ dark: true });
    expect([black.getAttribute("aria-pressed"), root.querySelector(".ibc-presenter-cover").hidden]).toEqual(["true", true]);
    black.click();
    expect(black.getAttribute("aria-pressed")).toBe("false");
  });

  it("tell the time since the start", () => {
    vi.useFakeTimers({ now: 1_000_000_000 });
    const shown = notes({ started: 1_000_000_000 - 125_000 });
    expect(shown.page.getByRole("timer").textContent).toBe("2:05");
    vi.advanceTimersByTime(3000);
    expect(shown.page.getByRole("timer").textContent).toBe("2:08");
    vi.useRealTimers();
  });
});

it("says which way it goes no further, and keeps both ways open in between", async () => {
  const { model, page } = await stage();
  const ended = () => ["Back", "Next"].map((name) => page.getByText(name, { selector: "button" }).getAttribute("aria-disabled"));
  const told = [0, 1, 2].map((position) => {
    model.receive({ position });
    return ended();
  });
  expect(told).toEqual([["true", null], [null, null], [null, "true"]]);
});

it("begins each step at its top, and names it once", async () => {
  const heading = { kind: "heading", level: 1, spans: [span("Two")] };
  const { model, area, root } = await stage({ steps: [step("One"), step("Two", { blocks: [heading] })] });
  const head = () => root.querySelector(".ibc-presenter-head").textContent;
  expect(head()).toBe("One");
  area.scrollTop = 300;
  model.receive({ position: 1 });
  expect([area.scrollTop, head()]).toEqual([0, ""]);
});

it("leaves the stage when the browser leaves the full screen, and not when it comes to it", async () => {
  const { root } = await stage();
  const change = (element) => {
    Object.defineProperty(document, "fullscreenElement", { value: element, configurable: true });
    document.dispatchEvent(new Event("fullscreenchange"));
    Reflect.deleteProperty(document, "fullscreenElement");
    return root.dataset.role;
  };
  expect([change(root), change(null)]).toEqual(["stage", "card"]);
});

it("keeps the time since the start when it is presented again, and begins anew when asked", async () => {
  vi.useFakeTimers({ now: 1_000_000_000, toFake: ["Date"] });
  const { model, page } = await stage({ started: 999_000_000 });
  expect(model.get("started")).toBe(999_000_000);
  page.getByText("Restart timer").click();
  expect(model.get("started")).toBe(1_000_000_000);
});

it("shows a new page of a part at full size, whatever the page before was shrunk to", async () => {
  const { area } = await stage();
  const content = /** @type {HTMLElement} */ (area?.firstElementChild);
  content.style.setProperty("zoom", "0.5");
  tellNewPage(content);
  expect(content.style.getPropertyValue("zoom")).toBe("1");
});

it("hands a letter to whatever counts hands in a live part", async () => {
  const { area } = await stage();
  const counter = /** @type {HTMLElement} */ (area?.querySelector(".ibc-presenter-live")?.appendChild(document.createElement("details")));
  counter.dataset.present = "";
  const pressed = [];
  counter.addEventListener("keydown", (event) => { pressed.push(event.key); if (event.key === "b") event.preventDefault(); });
  press(area, "b");
  expect(pressed).toEqual(["b"]);
});

it("tells Python of a new class", () => {
  const { page, model } = show();
  page.getByText("Clear them").click();
  expect(model.sent.map(({ type }) => type)).toEqual(["new_class"]);
  expect([page.getByLabelText("New class", { selector: "[role=group]" }).hidden, document.activeElement?.textContent]).toEqual([true, "New class"]);
});

it("shows the question of the new class in place of that of the class before", async () => {
  const child = (text) => ({ render: ({ el: into }) => { into.append(text); } });
  const { model, root } = await stage({ live: { 0: "before" } }, { getWidget: (reference) => Promise.resolve(child(reference)) });
  expect(texts(root, ".ibc-presenter-live")).toEqual(["before"]);
  model.receive({ live: { 0: "after" } });
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(texts(root, ".ibc-presenter-live")).toEqual(["after"]);
});

it("asks whether the notebook has changed when it begins, and takes over the steps", async () => {
  const { model, page, root } = await stage();
  expect(model.sent.map(({ type }) => type)).toEqual(["catch_up"]);
  model.receive({ steps: [step("Other")] });
  expect(texts(page.getByLabelText("Go to step"), "option")).toEqual(["Step 1: Label of Other"]);
  expect(root.querySelector(".ibc-presenter-stage").textContent).toBe("Text of Other");
});

it("counts down for the room", async () => {
  vi.useFakeTimers({ now: 1_000_000_000, toFake: ["Date", "setInterval", "clearInterval"] });
  const { model, root, page } = await stage();
  const clock = root.querySelector(".ibc-presenter-countdown");
  expect(clock.hidden).toBe(true);
  choose(page.getByLabelText("Countdown", { selector: "select" }), "60");
  expect([model.get("ends"), clock.textContent]).toEqual([1_000_060_000, "1:00"]);
  vi.advanceTimersByTime(51_000);
  expect(clock.textContent).toBe("0:09");
  vi.advanceTimersByTime(10_000);
  expect(clock.textContent).toBe("Time");
  choose(page.getByLabelText("Countdown", { selector: "select" }), "0");
  expect(clock.hidden).toBe(true);
  vi.useRealTimers();
});

it("goes to the step that is chosen from the list", async () => {
  const { model, page } = await stage();
  expect(texts(page.getByLabelText("Go to step"), "option")).toEqual(["Step 1: Label of One", "Step 2: Label of Two", "Step 3: Label of Three"]);
  choose(page.getByLabelText("Go to step"), "2");
  expect(model.get("position")).toBe(2);
});

it("says the step when it changes, and has it chosen in the list", async () => {
  const { model, page, spoken } = await stage();
  model.receive({ position: 1 });
  expect(page.getByLabelText("Go to step").value).toBe("1");
  expect(await spoken()).toContain("Step 2 of 3: Two");
});

it("says what to do when a live part cannot be shown", async () => {
  const { root } = await stage({ live: { 0: "ref" } }, { getWidget: () => Promise.reject(new Error("gone")) });
  expect(root.textContent).toContain("This part cannot be shown here. It is in the lesson itself.");
});
