import { beforeEach, describe, expect, it } from "vitest";
import { texts } from "../open.js";
import { $, ITEMS, answers, arrive, choice, socket, state, submit, visible } from "./phone.js";

beforeEach(arrive);

describe("each kind", () => {
  const act = {
    single: () => $("parts").querySelectorAll("input")[1].click(),
    multiple: () => $("parts").querySelectorAll("input").forEach((box) => box.click()),
    numeric: () => { $("parts").querySelector("input").value = " 20 "; },
    short_text: () => { $("parts").querySelector("input").value = "biopsy"; },
    matching: () => { $("parts").querySelector("select").value = "y"; },
    categorise: () => { $("parts").querySelector("select").value = "x"; },
    ordering: () => $("parts").querySelectorAll("button")[1].click(),
  };
  const response = { single: "b", multiple: ["a", "b"], numeric: "20", short_text: "biopsy", matching: { l: "y" }, categorise: { e: "x" }, ordering: ["b", "a"] };
  it.each(Object.keys(ITEMS))("%s is asked, answered and sent", (kind) => {
    socket().hear(state({ item: { answered_as: kind, stem: "What is it?", instruction: "", ...ITEMS[kind] } }));
    expect($("stem").textContent).toBe("What is it?");
    act[kind]();
    submit("ask");
    expect(answers()).toEqual([response[kind]]);
    socket().hear({ type: "taken", place: "q1 1", answer: response[kind] });
    expect($("line").textContent).toBe("Your answer is in.");
    expect($("send").textContent).toBe("Change my answer");
  });

  it.each(Object.keys(ITEMS))("%s is out of reach while it is sent, and until it is to be changed", (kind) => {
    const controls = () => [...$("parts").querySelectorAll("input, select, button")].map(({ disabled }) => disabled);
    socket().hear(state({ item: { answered_as: kind, stem: "?", instruction: "", ...ITEMS[kind] } }));
    act[kind]();
    submit("ask");
    expect([$("line").textContent, $("send").textContent, new Set(controls())]).toEqual(["Sending your answer…", "Change my answer", new Set([true])]);
    socket().hear({ type: "taken", place: "q1 1", answer: response[kind] });
    expect(new Set(controls())).toEqual(new Set([true]));
    submit("ask");
    expect(controls().filter(Boolean)).toHaveLength(kind === "ordering" ? 2 : 0); // up at the first, down at the last
    expect([visible("line"), $("send").textContent]).toEqual([false, "Send my answer"]);
    submit("ask"); // as it was
    expect(answers()).toEqual([response[kind], response[kind]]);
  });

  it.each(Object.keys(ITEMS))("%s has a name and its own direction of writing at each thing to choose or write", (kind) => {
    socket().hear(state({ item: { answered_as: kind, stem: "?", instruction: "", ...ITEMS[kind] } }));
    const named = [...$("parts").querySelectorAll("input, select, button")].map((control) => control.getAttribute("aria-label") ?? control.closest("label").querySelector("[dir=auto]").textContent);
    const choices = ["Answer a", "Answer b"];
    const names = { single: choices, multiple: choices, numeric: ["Your answer"], short_text: ["Your answer"], matching: ["Answer l"], categorise: ["Answer e"], ordering: ["Move up: Answer a", "Move down: Answer a", "Move up: Answer b", "Move down: Answer b"] };
    expect(named).toEqual(names[kind]);
    const rows = { single: ".choice", multiple: ".choice", numeric: ".row", short_text: ".row", matching: ".pair", categorise: ".pair", ordering: ".row" };
    expect([...$("parts").children].every((row) => row.matches(rows[kind]))).toBe(true); // by which the sheet lays them out
    if (kind === "ordering") expect(texts($("parts"), "[dir=auto]")).toEqual(choices);
  });

  it("numeric shows the unit beside its field and asks for the keys of numbers, and words have neither", () => {
    const field = (kind) => {
      socket().hear(state({ place: kind, item: { answered_as: kind, stem: "?", instruction: "", ...ITEMS[kind] } }));
      const input = $("parts").querySelector("input");
      return [input.inputMode, $("parts").textContent, input.value];
    };
    expect([field("numeric"), field("short_text")]).toEqual([["decimal", "%", ""], ["text", "", ""]]);
  });

  it.each(["matching", "categorise"])("%s begins with nothing chosen, offers every answer, and takes a choice back", (kind) => {
    socket().hear(state({ item: { answered_as: kind, stem: "?", instruction: "", ...ITEMS[kind] } }));
    const menu = $("parts").querySelector("select");
    expect([menu.selectedOptions[0].text, texts(menu, "option")]).toEqual(["Choose…", ["Choose…", "Answer x", "Answer y"]]);
    menu.value = "x";
    menu.selectedIndex = 0;
    submit("ask");
    expect([answers(), $("problem").textContent]).toEqual([[], "Choose or write an answer first."]);
    menu.selectedIndex = 2;
    submit("ask");
    expect([answers(), $("problem").textContent]).toEqual([[Object.fromEntries([[{ matching: "l", categorise: "e" }[kind], "y"]])], ""]);
  });

  const shown = {
    single: ["b"], multiple: ["a", "b"], numeric: ["20"], short_text: ["biopsy"], matching: ["y"], categorise: ["x"], ordering: ["1.Answer b↑↓", "2.Answer a↑↓"],
  };
  it.each(Object.keys(ITEMS))("%s is shown as it was answered when the page is loaded anew", (kind) => {
    socket().hear(state({ answered: true, answer: response[kind], item: { answered_as: kind, stem: "?", instruction: "", ...ITEMS[kind] } }));
    const parts = [...$("parts").querySelectorAll("input, select")];
    const ticked = parts.map((box, place) => (box.checked ? "ab"[place] : null)).filter(Boolean);
    const typed = parts.filter(({ type }) => !["radio", "checkbox"].includes(type)).map(({ value }) => value);
    expect(kind === "ordering" ? [...$("parts").children].map(({ textContent }) => textContent) : [...ticked, ...typed]).toEqual(shown[kind]);
  });
});

it("keeps the focus at the step that is moved, also where it cannot go further", () => {
  const steps = ["a", "b", "c"].map(choice);
  socket().hear(state({ item: { answered_as: "ordering", stem: "?", instruction: "", steps } }));
  const down = () => /** @type {HTMLButtonElement} */ (document.querySelector('[aria-label="Move down: Answer a"]'));
  const order = () => [...$("parts").querySelectorAll("[dir=auto]")].map((node) => node.textContent.at(-1)).join("");
  expect($("parts").querySelectorAll("button:disabled")).toHaveLength(2);
  down().focus();
  down().click();
  expect([order(), document.activeElement]).toEqual(["bac", down()]);
  down().click();
  expect([order(), down().disabled, document.activeElement.getAttribute("aria-label")]).toEqual(["bca", true, "Move up: Answer a"]);
});

it.each(["single", "multiple", "numeric", "short_text", "matching", "categorise"])("sends no empty answer to a question of the kind %s", (kind) => {
  socket().hear(state({ item: { answered_as: kind, stem: "?", instruction: "", ...ITEMS[kind] } }));
  submit("ask");
  expect(answers()).toEqual([]);
  expect($("problem").textContent).toBe("Choose or write an answer first.");
});

it("says why an answer was not taken, and lets it be changed", () => {
  socket().hear(state({ item: { answered_as: "numeric", stem: "?", instruction: "", unit: "" } }));
  $("parts").querySelector("input").value = "many";
  submit("ask");
  socket().hear({ type: "problem", text: "Write a number." });
  expect([$("problem").textContent, visible("line"), $("send").textContent]).toEqual(["Write a number.", false, "Send my answer"]);
  expect($("parts").querySelector("input").disabled).toBe(false);
  socket().hear(state({ keeping: true, item: { answered_as: "numeric", stem: "?", instruction: "", unit: "" } }));
  expect([answers(), $("problem").textContent, $("parts").querySelector("input").value]).toEqual([["many"], "Write a number.", "many"]); // not sent again by itself
  $("parts").querySelector("input").value = "20";
  submit("ask");
  expect([answers(), $("problem").textContent]).toEqual([["many", "20"], ""]);
});

it("shows the answer that is in last as it was given, out of reach until it is to be changed", () => {
  socket().hear(state({ answered: true, answer: "b" })); // the page was loaded anew
  const boxes = () => [...$("parts").querySelectorAll("input")].map(({ checked, disabled }) => [checked, disabled]);
  expect([$("line").textContent, $("send").textContent]).toEqual(["Your answer is in.", "Change my answer"]);
  expect(boxes()).toEqual([[false, true], [true, true]]);
  submit("ask");
  expect(boxes()).toEqual([[false, false], [true, false]]);
  expect($("send").textContent).toBe("Send my answer");
  expect(answers()).toEqual([]);
  $("parts").querySelector("input").click();
  submit("ask");
  socket().hear({ type: "taken", place: "q1 1", answer: "a" });
  submit("ask"); // to change it once more
  expect(boxes()).toEqual([[true, false], [false, false]]);
});

it("moves a step with the focus on its button, and not beyond the ends", () => {
  socket().hear(state({ item: { answered_as: "ordering", stem: "?", instruction: "", steps: ["a", "b", "c"].map(choice) } }));
  const row = (place) => [...$("parts").children[place].querySelectorAll("button")];
  expect([0, 1, 2].map((place) => row(place).map(({ disabled }) => disabled))).toEqual([[true, false], [false, false], [false, true]]);
  row(0)[1].click();
  expect([...$("parts").children].map(({ textContent }) => textContent.replace(/[↑↓]/g, ""))).toEqual(["1.Answer b", "2.Answer a", "3.Answer c"]);
  expect(document.activeElement?.ariaLabel).toBe("Move down: Answer a");
});
