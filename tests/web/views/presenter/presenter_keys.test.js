import { beforeEach, describe, expect, it, vi } from "vitest";
import { press } from "../../open.js";
import { notes, show, stage } from "./lecture.js";

beforeEach(() => { Element.prototype.requestFullscreen = () => Promise.reject(new Error("not here")); });

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

  it("Shift with Space goes back", async () => {
    const { model, area } = await stage({ position: 2 });
    press(area, " ", { shiftKey: true });
    expect(model.get("position")).toBe(1);
  });

  it("G goes to the list of steps, whose keys are its own then", async () => {
    const { model, area, page } = await stage();
    press(area, "g");
    expect(document.activeElement).toBe(page.getByLabelText("Go to step"));
    press(document.activeElement, "ArrowDown");
    expect(model.get("position")).toBe(0);
  });

  it("Q shows the address for phones, and takes it away", async () => {
    const { model, area } = await stage({ phones: { available: true, url: "http://192.0.2.7/r", phones: 0, qr: ["1"] } });
    const shown = ["q", "Q"].map((key) => {
      press(area, key);
      return model.get("joining");
    });
    expect(shown).toEqual([true, false]);
  });

  it("Escape ends it, and the card is there again", async () => {
    const { area, root } = await stage();
    expect(root.querySelector(".ibc-presenter-card").hidden).toBe(true);
    press(area, "Escape");
    expect(root.dataset.role).toBe("card");
    const shown = ["card", "head", "stage", "bar", "notes"].filter((name) => !root.querySelector(`.ibc-presenter-${name}`).hidden);
    expect(shown).toEqual(["card"]);
  });

  it("never reach the notebook", async () => {
    const { area } = await stage();
    const heard = vi.fn();
    document.addEventListener("keydown", heard);
    for (const key of [...forward, ...back, "x", "b"]) press(area, key);
    document.removeEventListener("keydown", heard);
    expect(heard).not.toHaveBeenCalled();
  });

  it("with Shift are left to the browser, but for Space, which goes back, and letters", async () => {
    const { model, area } = await stage({ position: 1 });
    for (const key of ["ArrowRight", "ArrowLeft", "Enter", "Backspace", "Home", "End"]) expect(press(area, key, { shiftKey: true })).toBe(true);
    expect(model.get("position")).toBe(1);
    expect(press(area, "G", { shiftKey: true })).toBe(false);
  });

  it("that mean nothing are left to the browser, and so is Tab", async () => {
    const { model, area } = await stage({ position: 1 });
    const { saves } = model;
    for (const key of ["x", "Tab", "F1", "Shift", "0"]) expect(press(area, key)).toBe(true);
    expect(model.saves).toBe(saves);
  });

  it("are as they were before somebody presents: on the card none of them does anything", () => {
    const { model, root } = show({ position: 1 });
    const first = root.querySelector(".ibc-presenter-card button");
    for (const key of [...forward, ...back, "Home", "End", "Escape", "F5", "b", ".", "g", "q"]) expect(press(first, key)).toBe(true);
    expect([model.get("position"), model.get("dark"), model.saves, root.dataset.role]).toEqual([1, false, 0, "card"]);
  });

  it("steer from the notes too", () => {
    const { model, root } = notes();
    press(root.querySelector(".ibc-presenter-notes"), "PageDown");
    expect(model.get("position")).toBe(1);
  });

  it("arrive whatever a live part does with its own", async () => {
    const { model, area } = await stage({ position: 2 });
    const part = area.querySelector(".ibc-presenter-live").appendChild(document.createElement("button"));
    for (const type of ["keydown", "keyup", "pointerdown"]) part.addEventListener(type, (event) => event.stopPropagation());
    const release = (key) => part.dispatchEvent(new KeyboardEvent("keyup", { key, bubbles: true, cancelable: true }));
    press(part, "Tab");
    expect(press(part, " ")).toBe(true);
    part.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    expect([press(part, " "), release("Shift"), press(part, " "), release(" ")]).toEqual([false, true, false, false]);
    press(part, "PageUp");
    expect(model.get("position")).toBe(1);
  });

  it("F5, which a clicker sends to start, does not load the page anew", async () => {
    const { area, root } = await stage();
    expect(press(area, "F5")).toBe(false);
    expect(root.dataset.role).toBe("stage");
  });
});

describe("at a question", () => {
  const asked = async (html, traits) => {
    const child = { render: ({ el: into }) => { into.innerHTML = `<div class="ibc-quiz"><div class="ibc-item" data-present>${html}</div></div>`; } };
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
    const { model, control } = await asked("<button data-hands>minus</button>");
    const clicked = vi.fn();
    control.addEventListener("click", clicked);
    press(control, "Tab");
    control.focus();
    expect(press(control, key)).toBe(false);
    expect(model.get("position")).toBe(2);
    expect(clicked).not.toHaveBeenCalled();
  });

  it.each(["<button>Hint</button>", "<details><summary>Where this comes from (1)</summary></details>"])("%s, which has no letter, is pressed once it was reached with Tab", async (html) => {
    const { area, model, root, control } = await asked(html);
    press(area, "Tab");
    expect(["Enter", " "].map((key) => press(root.querySelector("summary") ?? control, key))).toEqual([true, true]);
    expect(model.get("position")).toBe(1);
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

  it("is told of letters alone, and none that it has no use for stays without its meaning", async () => {
    const { model, area, heard } = await asked("<button>plus</button>");
    for (const key of ["Home", "End", " ", "Backspace", "Escape"]) press(area, key);
    expect([heard, model.get("position")]).toEqual([[], 1]);
    const { area: again, page, heard: letters } = await asked("<button>plus</button>");
    press(again, "g");
    expect([letters, document.activeElement]).toEqual([["g"], page.getByLabelText("Go to step")]);
  });

  it.each(["ArrowRight", "Enter"])("%s goes on from an answer that hands are counted for", async (key) => {
    const { model, control } = await asked('<input type="radio" data-hands>');
    press(control, "Tab");
    expect(press(control, key)).toBe(false);
    expect(model.get("position")).toBe(2);
  });

  it.each(["<textarea></textarea>", "<select></select>", '<div contenteditable="true"></div>', '<input type="search">'])("%s keeps what is typed, and a clicker goes back all the same", async (html) => {
    const { model, control } = await asked(html);
    for (const key of [".", " ", "Backspace", "ArrowLeft", "Home", "q", "g", "Enter"]) expect(press(control, key)).toBe(true);
    expect([model.get("position"), model.get("dark")]).toEqual([1, false]);
    expect(press(control, "PageUp")).toBe(false);
    expect(model.get("position")).toBe(0);
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

  it("that was reached with Tab leaves Space to the steps again once another one is clicked", async () => {
    const { model, area, root } = await live("<button>Run</button>");
    press(area, "Tab");
    const run = root.querySelector(".ibc-presenter-live button");
    run.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    expect(press(run, " ")).toBe(false);
    expect(model.get("position")).toBe(1);
  });

  it("that has the focus is not pressed as the space bar comes up, where its way down went on", async () => {
    const { area, page } = await stage();
    const next = page.getByText("Next", { selector: "button" });
    const release = () => next.dispatchEvent(new KeyboardEvent("keyup", { key: " ", bubbles: true, cancelable: true }));
    press(next, " ");
    expect([release(), release()]).toEqual([false, true]);
    press(area, "Tab");
    press(next, " ");
    expect(release()).toBe(true);
  });

  it.each(['<input type="range">', '<input type="radio">', '<div role="slider" tabindex="0"></div>', '<button role="tab"></button>', '<button role="radio"></button>'])("that arrows steer keeps them and what leads to its ends, and leaves all else: %s", async (html) => {
    const { model, control } = await live(html);
    const own = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"];
    expect(own.filter((key) => !press(control, key))).toEqual([]);
    expect(model.get("position")).toBe(0);
    press(control, "b");
    expect(model.get("dark")).toBe(true);
    expect(press(control, " ")).toBe(false);
    expect(model.get("position")).toBe(1);
  });

  it.each(["<button>Run</button>", "<summary>More</summary>", '<a href="#x">There</a>', '<input type="checkbox">'])("that is pressed and was reached with Tab keeps Space and Enter, not the arrows: %s", async (html) => {
    const { model, area, control } = await live(html);
    press(area, "Tab");
    expect([" ", "Enter"].map((key) => press(control, key))).toEqual([true, true]);
    expect(model.get("position")).toBe(0);
    expect(press(control, "ArrowDown")).toBe(false);
    expect(model.get("position")).toBe(1);
  });

  it.each([" ", "Enter"])("that was clicked, and a place that only can be scrolled, have no use for %j", async (key) => {
    const { model, control } = await live("<button>Run</button>");
    expect(press(control, key)).toBe(false);
    const scrolled = await live('<div tabindex="0">Long</div>');
    press(scrolled.control, "Tab");
    expect(press(scrolled.control, key)).toBe(false);
    expect([model.get("position"), scrolled.model.get("position")]).toEqual([1, 1]);
  });
});
