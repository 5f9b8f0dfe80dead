import { expect, it } from "vitest";
import view from "../../../ibc_edu/parts/eligibility_desk/view.js";
import { chosenIn, open, texts } from "../open.js";
import { unworn } from "./sheet.js";

const rule = (key) => ({ key, text: `Text of ${key}`, why: `Why ${key}`, sources: [] });
const content = {
  people: [{ key: "ana", name: "Ana", file: [["Age", "54"]] }, { key: "ben", name: "Ben", file: [["Age", "61"]] }],
  trials: [{ key: "one", name: "Trial 1", about: "About 1", rules: [rule("adult"), rule("heart")] }, { key: "two", name: "Trial 2", about: "About 2", rules: [rule("adult")] }],
  made_up: "Made up.", may_join: "Not must join.", may_not_join: "Only this trial.",
};
const TRAITS = { content, decisions: {}, outcomes: {}, person: "ana", trial: "one" };
const show = (more = {}) => open(view, { ...TRAITS, ...more });
const signs = (root) => [...root.querySelectorAll(".ibc-desk-checked li")].map((item) => [item.querySelector("p").textContent, item.querySelector(".ibc-icon-right") !== null]);

it("shows the file of the person who is chosen", () => {
  const { root, page, model } = show();
  expect(texts(root, ".ibc-desk-file dd")).toEqual(["54"]);
  page.getByLabelText("Ben").click();
  expect(model.get("person")).toBe("ben");
  expect(texts(root, ".ibc-desk-sheet h3")).toEqual(["Ben's file", "Trial 1"]);
  expect(texts(root, ".ibc-desk-file dd")).toEqual(["61"]);
});

it("keeps a decision for this person and this trial, and only when it is handed in", () => {
  const { page, model } = show({ decisions: { "ben/two": "join" } });
  page.getByLabelText("Not met: Text of heart").click();
  expect(model.saves).toBe(0);
  page.getByText("Check my decision").click();
  expect(model.get("decisions")).toEqual({ "ben/two": "join", "ana/one": "heart" });
});

it("says whether the decision was right, and which rule is not met", async () => {
  const { root, model, spoken } = show({ decisions: { "ana/one": "heart" } });
  expect(root.querySelector(".ibc-desk-checked")).toBeNull();
  model.receive({ outcomes: { "ana/one": ["heart"] } });
  expect(await spoken()).toBe("Right. Ana may not join Trial 1.");
  expect(signs(root)).toEqual([["Met: Text of adult", true], ["Not met: Text of heart", false]]);
  expect(root.textContent).toContain("Why heart");
  expect(root.textContent).not.toContain("Why adult");
  expect(root.textContent).toContain("Only this trial.");
});

it("is not right when somebody may join and was kept out, or may not and was let in", () => {
  expect(show({ decisions: { "ana/one": "adult" }, outcomes: { "ana/one": [] } }).page.getByText("Look again. Ana may join Trial 1.")).toBeTruthy();
  expect(show({ decisions: { "ana/one": "join" }, outcomes: { "ana/one": ["adult"] } }).page.getByText("Look again. Ana may not join Trial 1.")).toBeTruthy();
  expect(show({ decisions: { "ana/one": "join" }, outcomes: { "ana/one": [] } }).page.getByText("Right. Ana may join Trial 1.")).toBeTruthy();
});

it("counts what is decided, each in the row of the person and the column of the trial", () => {
  const { root } = show({ decisions: { "ana/two": "join", "ben/one": "heart" }, outcomes: { "ana/two": [], "ben/one": ["heart"] } });
  expect(root.querySelector("details summary").textContent).toBe("Your desk so far: 2 of 4 decided");
  expect([...root.querySelectorAll("tbody tr")].map((row) => texts(row, "th, td"))).toEqual([["Ana", "open", "may join"], ["Ben", "may not join", "open"]]);
  const waiting = show({ decisions: { "ana/one": "join" } }); // Python has not told yet
  expect(texts(waiting.root, "details summary")).toEqual(["Your desk so far: 1 of 4 decided"]);
});

it("tells in the overview who may join, whatever was decided, and marks what was right", () => {
  const { root } = show({ decisions: { "ana/one": "join", "ana/two": "adult", "ben/one": "heart" }, outcomes: { "ana/one": ["heart"], "ana/two": [], "ben/one": ["heart"] } });
  const cells = [...root.querySelectorAll(".ibc-desk-overview tbody td")].map((cell) => [cell.textContent.trim(), cell.querySelector(".ibc-icon-right") !== null]);
  expect(cells).toEqual([["may not join", false], ["may join", false], ["may not join", true], ["open", false]]);
});

it("asks the requirements of the trial that is chosen, with nothing decided yet", () => {
  const { root, page, model } = show();
  const asked = () => texts(root, "fieldset:has(+ .ibc-primary) label");
  expect(asked()).toEqual(["Not met: Text of adult", "Not met: Text of heart", "May join: all of these are met"]);
  page.getByLabelText("Not met: Text of heart").click();
  page.getByLabelText("Trial 2").click();
  expect(asked()).toEqual(["Not met: Text of adult", "May join: all of these are met"]);
  page.getByText("Check my decision").click();
  expect(model.get("decisions")).toEqual({});
  page.getByLabelText("May join: all of these are met").click();
  page.getByText("Check my decision").click();
  expect(model.get("decisions")).toEqual({ "ana/two": "join" });
});

it("keeps the focus and the choice where a decision is handed in, so that another can be tried", () => {
  const { page, model } = show();
  const choice = page.getByLabelText("Not met: Text of adult");
  choice.click();
  const check = page.getByText("Check my decision");
  check.focus();
  check.click();
  model.receive({ outcomes: { "ana/one": ["heart"] } });
  expect(document.activeElement).toBe(check);
  expect(choice.isConnected && choice.checked).toBe(true);
});

it("keeps the overview open while it is worked on", () => {
  const { root, page, model } = show();
  const overview = () => [...root.querySelectorAll("details")].find((fold) => fold.querySelector(".ibc-desk-overview"));
  expect(overview().open).toBe(false);
  overview().open = true;
  page.getByLabelText("Ben").click();
  expect(overview().open).toBe(true);
  model.receive({ decisions: { "ben/one": "join" }, outcomes: { "ben/one": [] } });
  expect(overview().open).toBe(true);
  expect(overview().querySelector("summary").textContent).toBe("Your desk so far: 1 of 4 decided");
});

it("leaves sources open that somebody opened when they try another decision, and begins folded with another trial", () => {
  const source = { kind: "beyond", label: "A page", text: "Read there.", date: "2026", caveat: null, checked: true, gate: null };
  const rules = content.trials[0].rules.map((each) => ({ ...each, sources: [source] }));
  const trials = content.trials.map((each) => ({ ...each, rules }));
  const unmet = ["adult", "heart"];
  const { root, page } = show({ content: { ...content, trials }, decisions: { "ana/one": "adult", "ana/two": "adult" }, outcomes: { "ana/one": unmet, "ana/two": unmet } });
  const unfolded = () => [...root.querySelectorAll(".ibc-desk-checked details")].map((fold) => fold.open);
  root.querySelectorAll(".ibc-desk-checked details")[1].open = true;
  page.getByLabelText("Not met: Text of heart").click();
  page.getByText("Check my decision").click();
  expect(unfolded()).toEqual([false, true]);
  page.getByLabelText("Trial 2").click();
  expect(unfolded()).toEqual([false, false]);
});

it("keeps a choice that is not handed in while another pair is decided elsewhere", () => {
  const { page, model } = show();
  page.getByLabelText("Not met: Text of heart").click();
  model.receive({ decisions: { "ben/two": "join" }, outcomes: { "ben/two": [] } });
  expect(page.getByLabelText("Not met: Text of heart").checked).toBe(true);
  page.getByText("Check my decision").click();
  expect(model.get("decisions")).toEqual({ "ben/two": "join", "ana/one": "heart" });
});

it("says nothing by itself when it is opened", async () => {
  expect(await show({ decisions: { "ana/one": "heart" }, outcomes: { "ana/one": ["heart"] } }).spoken()).toBe("");
});

it("is not right when somebody who may not join was kept out for a reason that is met", () => {
  const { page } = show({ decisions: { "ana/one": "adult" }, outcomes: { "ana/one": ["heart"] } });
  expect(page.getByText("Look again. Ana may not join Trial 1.")).toBeTruthy();
  expect(show({ decisions: { "ana/one": "heart" }, outcomes: { "ana/one": ["adult", "heart"] } }).page.getByText("Right. Ana may not join Trial 1.")).toBeTruthy();
});

it("has the person and the trial chosen that it shows, also where another view chose them", () => {
  const { root, model } = show({ person: "ben", trial: "two" });
  expect(chosenIn(root)).toEqual(["Ben", "Trial 2"]);
  model.receive({ person: "ana", trial: "one" });
  expect(chosenIn(root)).toEqual(["Ana", "Trial 1"]);
});

it("has all that its sheet styles, with a decision on it", () => {
  const { root } = show({ decisions: { "ana/one": "heart" }, outcomes: { "ana/one": ["heart"] } });
  expect(unworn([root], "eligibility_desk/view.css")).toEqual([]);
});
