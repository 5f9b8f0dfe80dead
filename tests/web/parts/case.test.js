import { expect, it } from "vitest";
import { counts, walk } from "../../../ibc_edu/parts/case/walk.js";
import view from "../../../ibc_edu/parts/case/view.js";
import { NEW_PAGE } from "../../../ibc_edu/views/kit/pages.js";
import { open, press, texts } from "../open.js";

const choice = (text, to, more = {}) => ({ text, to, consequence: `Then ${text}.`, feedback: `Why ${text}.`, reasoned: false, belief: null, adds: {}, sources: [], ...more });
const source = { kind: "beyond", label: "A book", text: "Ice is cold.", date: "2026", caveat: null, checked: true, gate: null };
const story = {
  key: "ice", title: "On the ice", person: "Kim, 9.", lesson: "Water", start: "shore", ask: ["How thick is it?"],
  counters: [{ key: "hours", name: "Hours", start: 1 }],
  scenes: {
    shore: { title: "The shore", seen: "Ice.", heard: "“Come!”", asked: "What now?", choices: [
      choice("run", "middle", { belief: { statement: "Ice holds.", correction: "Not all." }, adds: { hours: 4 } }),
      choice("ask", "home", { reasoned: true, sources: ["F-1"], adds: { hours: 1 } })] },
    middle: { title: "The middle", seen: "", heard: "A crack.", asked: "And now?", choices: [choice("back", "home", { reasoned: true }), choice("stay", "middle")] },
  },
  endings: { home: { title: "at home", text: "It is warm.", sources: ["F-1"] } }, reasoned: [1],
};
const show = (values = {}) => open(view, { content: { cases: [story], sources: { "F-1": source } }, case: "", path: [], read: 0, ...values });
const here = (root) => root.querySelector(".ibc-case-here").textContent;

it("walks a path, stops where a number is no choice, and adds up what the choices cost", () => {
  expect(walk(story, [0, 0]).place).toBe("home");
  const cut = walk(story, [0, 7, 0]);
  expect([cut.place, cut.steps.length]).toEqual(["middle", 1]);
  expect(counts(story, cut.steps)).toEqual([{ name: "Hours", value: 5 }]);
});

it("opens a case and shows its first scene: what is seen, heard and asked, without saying which choice is reasoned", () => {
  const { page, root, model } = show();
  page.getByRole("button", { name: /On the ice/ }).click();
  expect(model.get("case")).toBe("ice");
  expect(here(root)).toBe("Scene 1: The shore");
  expect(root.textContent).toContain("What you see: Ice.");
  expect(root.textContent).toContain("Hours: 1");
  expect(texts(root, ".ibc-case-choice")).toEqual(["Arun", "Bask"]);
  expect(root.textContent).not.toContain("Why ask");
  expect(page.queryByText("One step back")).toBeNull();
  expect(document.activeElement).toBe(root.querySelector(".ibc-case-here"));
});

it("tells the consequence, the reason and the belief behind a choice, and goes back to choose differently", async () => {
  const { page, root, model, spoken } = show({ case: "ice" });
  page.getByRole("button", { name: /run/ }).click();
  expect(await spoken()).toBe("You chose A: run");
  expect(root.textContent).toContain("What happens: Then run.");
  expect(root.textContent).toContain("What speaks for another way. Why run.");
  expect(root.textContent).toContain("A common belief: “Ice holds.” Not all.");
  expect(root.textContent).toContain("Hours: 5");
  page.getByRole("button", { name: "Choose differently" }).click();
  expect([model.get("path"), here(root)]).toEqual([[], "Scene 1: The shore"]);
});

it("answers a choice that is made after a step back, too", () => {
  const { page, root } = show({ case: "ice", path: [0], read: 1 });
  page.getByRole("button", { name: "One step back" }).click();
  expect(here(root)).toBe("Scene 1: The shore");
  page.getByRole("button", { name: /ask/ }).click();
  expect(here(root)).toBe("You chose B: ask");
});

it("ends with the path taken beside the reasoned one, the sources once each, and what to ask", () => {
  const { page, root } = show({ case: "ice", path: [0], read: 1 });
  page.getByRole("button", { name: /^A ?back/ }).click();
  page.getByRole("button", { name: "Go on" }).click();
  expect(here(root)).toBe("How it ends: at home");
  expect(texts(root, ".ibc-case-path li")).toEqual([
    "The shore Another way is reasoned. A: run", "The middle A reasoned choice. A: back", "The shore A reasoned choice. B: ask",
  ]);
  expect([...root.querySelectorAll(".ibc-case-path .ibc-icon")].map((each) => each.classList[1])).toEqual(["ibc-icon-info", "ibc-icon-right", "ibc-icon-right"]);
  expect(texts(root, ".ibc-case-path p")).toEqual(["Hours: 5", "Hours: 2"]);
  expect(root.textContent).toContain("a reasoned choice ·  another way is reasoned");
  expect(root.textContent).toContain("1 of 2 choices on your path can be reasoned from the sources. There is no blame in a path.");
  expect(root.textContent).toContain("Sources of this case (1)");
  expect(texts(root, ".ibc-bullets li")).toEqual(["How thick is it?"]);
  page.getByRole("button", { name: "Take another path" }).click();
  expect(here(root)).toBe("Scene 1: The shore");
});

it("ends with the sources of the reasoned path too, where another one was taken", () => {
  const cliff = { title: "in the water", text: "It is cold.", sources: [] };
  const content = { cases: [{ ...story, endings: { ...story.endings, cliff }, scenes: { ...story.scenes,
    shore: { ...story.scenes.shore, choices: [choice("run", "cliff"), story.scenes.shore.choices[1]] } } }], sources: { "F-1": source } };
  const { root } = show({ content, case: "ice", path: [0], read: 1 });
  expect(here(root)).toBe("How it ends: in the water");
  expect(root.textContent).toContain("Sources of this case (1)");
});

it("says so when every choice can be reasoned, and goes back to the list", () => {
  const { page, root, model } = show({ case: "ice", path: [1], read: 1 });
  expect(root.textContent).toContain("Every choice on your path can be reasoned");
  expect(root.textContent).not.toContain("another way is reasoned");
  page.getByRole("button", { name: "All cases" }).click();
  expect([model.get("case"), model.get("path"), here(root)]).toEqual(["", [], "Choose a case"]);
});

it("says once where a path leads, also when it is left from deep within", async () => {
  const shown = show({ case: "ice", path: [0, 1], read: 2 });
  const said = async (name) => {
    shown.page.getByRole("button", { name }).click();
    return shown.spoken();
  };
  expect(await said("One step back")).toBe("Scene 2: The middle");
  expect(await said("All cases")).toBe("Choose a case");
  expect(shown.model.get("path")).toEqual([]);
  const ended = show({ case: "ice", path: [0, 0], read: 2 });
  ended.page.getByRole("button", { name: "Take another path" }).click();
  expect(await ended.spoken()).toBe("Scene 1: The shore");
});

it("counts raised hands by button and by letter, with their shares, on the page alone", () => {
  const { page, root, model } = show({ case: "ice" });
  const saved = model.saves;
  const hands = /** @type {HTMLDetailsElement} */ (root.querySelector("[data-present]"));
  page.getByLabelText("One hand more for B").click();
  for (const key of ["b", "a", "a", "b"]) expect(press(hands, key)).toBe(false); // taken: B counts, and does not black the screen out
  press(hands, "c");
  press(hands, "A", { shiftKey: true });
  expect(hands.open).toBe(true);
  expect(texts(root, ".ibc-count")).toEqual(["1", "3"]);
  expect(texts(root, ".ibc-share:not([hidden] *)")).toEqual(["1 (25%)", "3 (75%)"]);
  for (let times = 0; times < 3; times += 1) press(hands, "a", { shiftKey: true });
  expect(texts(root, ".ibc-count")).toEqual(["0", "3"]);
  expect(press(hands, "x")).toBe(true);
  expect(model.saves).toBe(saved);
});

it("counts no hand for what the browser is asked with Ctrl, Alt or the command key", () => {
  const { root } = show({ case: "ice" });
  const hands = /** @type {HTMLElement} */ (root.querySelector("[data-present]"));
  for (const held of ["ctrlKey", "altKey", "metaKey"]) expect(press(hands, "a", { [held]: true })).toBe(true);
  expect(texts(root, ".ibc-count")).toEqual(["0", "0"]);
});

it("says of each source whether it was read or recalled, and when, beside a choice and at the end", () => {
  const recalled = { ...source, checked: false };
  const content = { content: { cases: [story], sources: { "F-1": recalled } } };
  for (const place of [{ path: [1], read: 0 }, { path: [1], read: 1 }]) {
    const { root } = show({ ...content, case: "ice", ...place });
    expect(texts(root, ".ibc-source-list")).toEqual(["Ice is cold.Beyond the article: A book, as of 2026, recalled, not yet read in a source"]);
  }
});

it("leads the focus, and speaks, in the view where somebody chooses, and in no other view of the same case", async () => {
  const stage = show({ case: "ice" });
  const notes = document.body.appendChild(document.createElement("div"));
  const close = view.render({ model: stage.model, el: notes });
  stage.page.getByRole("button", { name: /run/ }).click();
  expect(await stage.spoken()).toBe("You chose A: run");
  expect(document.activeElement).toBe(stage.root.querySelector(".ibc-case-here"));
  expect([here(notes), notes.querySelector("[role=status]").textContent]).toEqual(["You chose A: run", ""]);
  close();
});

it("says that a page is new, so that the presenter fits it anew", () => {
  const { page, root } = show();
  let told = 0;
  root.parentElement?.addEventListener(NEW_PAGE, () => { told += 1; });
  page.getByRole("button", { name: /On the ice/ }).click();
  page.getByRole("button", { name: /run/ }).click();
  expect(told).toBe(2);
});

it("lets go of the model when it is closed", () => {
  const { model, close } = show();
  close();
  expect(model.listening()).toBe(0);
});
