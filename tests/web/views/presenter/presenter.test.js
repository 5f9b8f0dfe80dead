import { beforeEach, describe, expect, it, vi } from "vitest";
import presenter from "../../../../ibc_edu/views/presenter/presenter.js";
import { tellNewPage } from "../../../../ibc_edu/views/kit/pages.js";
import { countsOf } from "../../../../ibc_edu/views/presenter/text.js";
import { choose, open, press, texts } from "../../open.js";

const span = (text, more = {}) => ({ text, bold: false, italic: false, code: false, ...more });
const words = (text) => ({ kind: "paragraph", spans: [span(text)] });
const step = (title, more = {}) => ({ title, label: `Label of ${title}`, kind: "text", blocks: [words(`Text of ${title}`)], notes: [words(`Note of ${title}`)], ...more });
const STEPS = [step("One"), step("Two", { kind: "question" }), step("Three", { notes: [] })];
const TRAITS = { title: "Colors", steps: STEPS, position: 0, live: {}, dark: false, started: 0, ends: 0, phones: { available: false }, joining: false };

const show = (traits = {}, host = {}) => open(presenter, { ...TRAITS, ...traits }, host);
const notes = (traits) => {
  const shown = show(traits);
  shown.page.getByText("Speaker notes here").click();
  return shown;
};
const stage = async (traits, host) => {
  const shown = show(traits, host);
  shown.page.getByText("Present on the full screen").click();
  await new Promise((resolve) => setTimeout(resolve, 0));
  return { ...shown, area: shown.root.querySelector(".ibc-presenter-stage") };
};

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

  it("follow the stage", () => {
    const shown = notes();
    shown.model.receive({ position: 1 });
    expect(shown.page.getByText("Note of Two")).toBeTruthy();
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

describe("keys on the stage", () => {
  const forward = ["PageDown", "ArrowRight", "ArrowDown", " ", "Enter"];
  const back = ["PageUp", "ArrowLeft", "ArrowUp", "Backspace"];

  it.each(forward)("%s goes on", async (key) => {
    const { model, area } = await stage();
    expect(press(area, key)).toBe(false);
    expect(model.get("position")).toBe(1);
  });

  it.each(back)("%s goes back", async (key) => {
    const { model, area } = await stage({ position: 2 });
    press(area, key);
    expect(model.get("position")).toBe(1);
  });

  it("Home and End go to the ends, and nothing goes beyond them", async () => {
    const { model, area } = await stage();
    press(area, "PageUp");
    expect(model.get("position")).toBe(0);
    press(area, "End");
    press(area, "PageDown");
    expect(model.get("position")).toBe(2);
    press(area, "Home");
    expect(model.get("position")).toBe(0);
  });

  it.each(["b", "B", "."])("%s turns the screen black and back", async (key) => {
    const { model, area, root } = await stage();
    press(area, key);
    expect(model.get("dark")).toBe(true);
    expect(root.querySelector(".ibc-presenter-cover").hidden).toBe(false);
    press(area, key);
    expect(root.querySelector(".ibc-presenter-cover").hidden).toBe(true);
  });

  it("with Ctrl, Alt or the command key stay the browser's", async () => {
    const { model, area } = await stage();
    for (const held of ["ctrlKey", "altKey", "metaKey"]) expect(press(area, "ArrowRight", { [held]: true })).toBe(true);
    expect(model.get("position")).toBe(0);
  });

  it("Escape ends it, and the card is there again", async () => {
    const { area, root } = await stage();
    press(area, "Escape");
    expect(root.dataset.role).toBe("card");
  });

  it("never reach the notebook", async () => {
    const { area } = await stage();
    const heard = vi.fn();
    document.addEventListener("keydown", heard);
    for (const key of [...forward, ...back, "x", "b"]) press(area, key);
    document.removeEventListener("keydown", heard);
    expect(heard).not.toHaveBeenCalled();
  });

  it("F5, which a clicker sends to start, does not load the page anew", async () => {
    const { area, root } = await stage();
    expect(press(area, "F5")).toBe(false);
    expect(root.dataset.role).toBe("stage");
  });
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

describe("at a question", () => {
  const asked = async (html, traits) => {
    const child = { render: ({ el: into }) => { into.innerHTML = `<div class="ibc-quiz"><div class="ibc-item" data-present data-hands>${html}</div></div>`; } };
    const shown = await stage({ position: 1, live: { 1: "ref" }, ...traits }, { getWidget: () => Promise.resolve(child) });
    const item = shown.root.querySelector(".ibc-item");
    const heard = [];
    item.addEventListener("keydown", (event) => {
      heard.push(event.shiftKey ? event.key.toUpperCase() : event.key);
      if ("abr".includes(event.key.toLowerCase())) event.preventDefault();
    });
    return { ...shown, heard, control: item.firstElementChild };
  };

  it.each([" ", "Enter", "ArrowRight", "ArrowDown", "PageDown"])("%s goes on, also while a button that counts has the focus", async (key) => {
    const { model, control } = await asked("<button>minus</button>");
    const clicked = vi.fn();
    control.addEventListener("click", clicked);
    press(control, "Tab");
    control.focus();
    expect(press(control, key)).toBe(false);
    expect(model.get("position")).toBe(2);
    expect(clicked).not.toHaveBeenCalled();
  });

  it("letters reach it wherever the focus is; B is an answer there and the period key still turns it black", async () => {
    const { model, area, root, heard } = await asked("<button>plus</button>");
    expect(root.querySelector(".ibc-item").contains(document.activeElement)).toBe(false);
    press(area, "a");
    press(area, "A", { shiftKey: true });
    press(area, "b");
    press(area, "r");
    expect(heard).toEqual(["a", "A", "b", "r"]);
    expect(model.get("dark")).toBe(false);
    press(area, ".");
    expect(model.get("dark")).toBe(true);
  });

  it("what is typed into a field stays there, and a clicker still goes on", async () => {
    const { model, control, heard } = await asked("<input>");
    expect([press(control, "x"), press(control, " "), press(control, ".")]).toEqual([true, true, true]);
    expect([heard, model.get("position")]).toEqual([["x", " ", "."], 1]);
    press(control, "PageDown");
    expect(model.get("position")).toBe(2);
  });
});

describe("a control", () => {
  const live = async (html) => {
    const child = { render: ({ el: into }) => { into.innerHTML = html; } };
    const shown = await stage({ live: { 0: "ref" } }, { getWidget: () => Promise.resolve(child) });
    return { ...shown, control: shown.root.querySelector(".ibc-presenter-live").firstElementChild };
  };

  it("that was clicked leaves Space to the steps, one that was reached with Tab is pressed", async () => {
    const { model, area, root } = await live("<button>Run</button>");
    press(root.querySelector(".ibc-presenter-live button"), " ");
    expect(model.get("position")).toBe(1);
    press(area, "ArrowLeft");
    await new Promise((resolve) => setTimeout(resolve, 0));
    press(area, "Tab");
    const button = root.querySelector(".ibc-presenter-live button");
    expect([" ", "Enter", "ArrowRight"].map((key) => press(button, key))).toEqual([true, true, false]);
    expect(model.get("position")).toBe(1); // by the arrow, which does not press it
  });

  it("that arrows steer keeps them, and Space still goes on", async () => {
    const { model, control } = await live('<input type="range">');
    expect(press(control, "ArrowRight")).toBe(true);
    press(control, " ");
    expect(model.get("position")).toBe(1);
  });
});

it("asks before it clears what a class has answered", () => {
  const { page, model } = show();
  const asks = () => !page.getByText("Keep them").closest("[hidden]");
  expect(asks()).toBe(false);
  page.getByText("New class").click();
  expect(asks()).toBe(true);
  page.getByText("Keep them").click();
  expect([model.sent, asks()]).toEqual([[], false]);
  page.getByText("New class").click();
  expect(document.activeElement.textContent).toBe("Keep them");
  page.getByText("Clear them").click();
  expect(model.sent.map(({ type }) => type)).toEqual(["new_class"]);
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
