import { expect, it } from "vitest";
import view from "../../../ibc_edu/parts/record/view.js";
import { open, openOn, press, savedFiles, texts } from "../open.js";

const lesson = (title, answered, right, total) => ({ title, notebook: `${title}.ipynb`, answered, right, total });
const STATE = { consent: "unknown", where: "/home/me/record", notice: null, progress: [lesson("Start", 1, 0, 2), lesson("Staging", 8, 5, 28)], due: [], next_due: null };
const show = (more = {}) => open(view, { state: { ...STATE, ...more } });
const buttons = (root) => texts(root, ".ibc-consent-actions button");

it("asks before anything is kept, tells who would get it, and sends the choice", () => {
  const { root, page, model } = show();
  expect(root.querySelector(".ibc-consent").textContent).toContain("on this computer? Nobody else gets them. Until you choose");
  expect(buttons(root)).toEqual(["Yes, keep my answers", "No, keep nothing"]);
  page.getByText("No, keep nothing").click();
  page.getByText("Yes, keep my answers").click();
  expect(model.sent.map(({ type }) => type)).toEqual(["decline", "grant"]);
});

it("says where answers are kept, and offers to stop", () => {
  const { root } = show({ consent: "granted" });
  expect(texts(root, ".ibc-consent")).toEqual(["Your answers are kept on this computer, in /home/me/record. Nobody else gets them."]);
  expect(buttons(root)).toEqual(["Stop keeping answers"]);
});

it("says what consent means where the course is served to others", async () => {
  const words = { unknown: "May it be kept on the server?", granted: "It is kept on the server." };
  const { root, model, spoken } = show({ words });
  expect(texts(root, ".ibc-consent")).toEqual([words.unknown]);
  model.receive({ state: { ...STATE, words, consent: "granted" } });
  expect(texts(root, ".ibc-consent")).toEqual([words.granted]);
  expect(await spoken()).toContain(words.granted);
});

it("offers nothing where nothing can be kept, and says why", () => {
  const { root } = show({ consent: "impossible", notice: "The disk is full." });
  expect(buttons(root)).toEqual([]);
  expect(texts(root, "section .ibc-problem")).toEqual(["The disk is full."]);
});

it("says what has changed after a choice, and puts the focus there", async () => {
  const { root, page, model, spoken } = show();
  page.getByText("No, keep nothing").click();
  model.receive({ state: { ...STATE, consent: "declined" }, handled: 1 });
  expect(await spoken()).toContain("Nothing more is kept.");
  expect(document.activeElement).toBe(root.querySelector(".ibc-consent"));
});

it("leaves the focus where it is in another view, and when the choice was made elsewhere", () => {
  const one = show();
  const other = openOn(one.model, view);
  one.page.getByText("No, keep nothing").click();
  one.model.receive({ state: { ...STATE, consent: "declined" }, handled: 1 });
  expect(one.root.contains(document.activeElement)).toBe(true);
  const elsewhere = document.body.appendChild(document.createElement("button"));
  elsewhere.focus();
  window.dispatchEvent(new Event("focus")); // the reader comes back from another notebook
  one.model.receive({ state: { ...STATE, consent: "granted" }, handled: 2 });
  expect(document.activeElement).toBe(elsewhere);
  expect(texts(one.root, ".ibc-consent")).toEqual(texts(other.root, ".ibc-consent"));
});

it("shows progress lesson by lesson: answered of all, and right", () => {
  const { root } = show();
  expect(texts(root, "table thead th")).toEqual(["Lesson", "Questions answered", "Right in the end"]);
  expect([...root.querySelectorAll("tbody tr")].map((row) => texts(row, "th, td"))).toEqual([["Start", "1 of 2", "0"], ["Staging", "8 of 28", "5"]]);
  expect(root.querySelector("tbody a").getAttribute("href")).toBe("Start.ipynb");
});

it("counts what is due, lists five of it, and says when the next comes", () => {
  const due = Array.from({ length: 7 }, (_, index) => ({ stem: `Stem ${index}`, place: "Staging", why: "You were wrong." }));
  const { root } = show({ due, next_due: "tomorrow" });
  const section = root.querySelector("[aria-label='Due today']");
  expect(texts(section, "strong")).toEqual(["Due for review now: 7"]);
  expect(texts(section, "li").length).toBe(5);
  expect(texts(section, "li")[0]).toBe("Stem 0 You were wrong. From Staging.");
  expect(texts(section, "p").slice(1)).toEqual(["and 2 more", "The next question comes back tomorrow."]);
  expect(texts(show().root, "[aria-label='Due today']")).toEqual(["Nothing is due for review now."]);
});

it("lists all that is due where that is five, and speaks of no more", () => {
  const due = Array.from({ length: 5 }, (_, index) => ({ stem: `Stem ${index}`, place: "Staging", why: "You were wrong." }));
  const section = show({ due }).root.querySelector("[aria-label='Due today']");
  expect(texts(section, "li").length).toBe(5);
  expect(section.textContent).not.toContain("more");
});

it("opens without a word, and with the focus where the reader has it", async () => {
  expect(await show({ consent: "granted" }).spoken()).toBe("");
  expect(document.activeElement).toBe(document.body);
});

it("shows no table of zeros before anything was answered", () => {
  const { root } = show({ progress: [lesson("Start", 0, 0, 2)] });
  expect(root.querySelector("table")).toBe(null);
  expect(root.querySelector("[aria-label='Due today']").textContent).toBe("");
  expect(show().root.querySelector("table")).not.toBe(null);
});

it("shows progress to who has answered, though nothing was right yet", () => {
  const { root } = show({ progress: [lesson("Start", 1, 0, 2)] });
  expect(texts(root, "tbody td")).toEqual(["1 of 2", "0"]);
  expect(texts(root, "[aria-label='Due today']")).toEqual(["Nothing is due for review now."]);
});

it("offers a copy and the removal of the answers, and asks before it removes", () => {
  const { root, page, model } = show({ consent: "granted", offers_copy: true });
  page.getByText("Download a copy of my answers").click();
  page.getByText("Remove my answers").click();
  expect(root.textContent).toContain("It cannot be undone.");
  page.getByText("Keep them").click();
  page.getByText("Remove my answers").click();
  page.getByText("Yes, remove them").click();
  expect(model.sent.map(({ type }) => type)).toEqual(["export", "erase"]);
  model.receive({ state: { ...STATE, offers_copy: false } });
  expect(root.querySelector("[aria-label='A copy of your answers']").hidden).toBe(true);
});

it("keeps the focus with the question, and with the button that asks it when the answers are kept", () => {
  const { page, model } = show({ consent: "granted", offers_copy: true });
  for (const leave of [() => page.getByText("Keep them").click(), () => press(document.activeElement, "Escape")]) {
    page.getByText("Remove my answers").click();
    expect(document.activeElement?.textContent).toBe("Yes, remove them");
    leave();
    expect(document.activeElement?.textContent).toBe("Remove my answers");
    expect(page.queryByRole("button", { name: "Yes, remove them" })).toBeNull();
  }
  expect(model.sent).toEqual([]);
});

it("goes on asking whether to remove the answers, with the focus there, when the reader comes back to the page", () => {
  const { page, model } = show({ consent: "granted", offers_copy: true });
  page.getByText("Remove my answers").click();
  model.receive({ state: { ...STATE, consent: "granted", offers_copy: true, progress: [lesson("Start", 2, 1, 2)] } });
  expect(document.activeElement?.textContent).toBe("Yes, remove them");
});

it("says what removing does where that is not the usual", () => {
  const { root, page } = show({ consent: "granted", offers_copy: true, words: { erase: "From the school's server." } });
  page.getByText("Remove my answers").click();
  expect(root.textContent).toContain("From the school's server.");
});

it("offers no copy of nothing", () => {
  const { root } = show({ consent: "granted" });
  expect(root.querySelector("[aria-label='A copy of your answers']").hidden).toBe(true);
});

it("leaves the focus on what is asked while only the progress changes", () => {
  const { page, model } = show();
  const yes = page.getByText("Yes, keep my answers");
  yes.focus();
  model.receive({ state: { ...STATE, progress: [lesson("Start", 2, 1, 2)] } });
  expect(document.activeElement).toBe(yes);
});

it("saves the copy that Python wrote under the name that it has", async () => {
  const saved = savedFiles();
  const { page, model } = show({ consent: "granted", offers_copy: true });
  page.getByText("Download a copy of my answers").click();
  model.hear({ type: "other" });
  model.hear({ type: "file", name: "answers.csv", text: "id,right" });
  expect(saved.map(({ name, blob }) => [name, blob.type, blob.size])).toEqual([["answers.csv", "text/csv", 8]]);
});

it("asks for what came in elsewhere when the reader comes back to the page", () => {
  const { model } = show();
  document.dispatchEvent(new Event("visibilitychange"));
  expect(model.sent.map(({ type }) => type)).toEqual(["refresh"]);
});

it("says nothing by itself when it is opened, and leaves the focus where it is", async () => {
  const { spoken } = show({ consent: "granted" });
  expect(await spoken()).toBe("");
  expect(document.activeElement).toBe(document.body);
});

it("says that more is due only where more is", () => {
  const due = (count) => Array.from({ length: count }, (_, index) => ({ stem: `Stem ${index}`, place: "Staging", why: "You were wrong." }));
  const more = (count) => texts(show({ due: due(count), next_due: null }).root, "[aria-label='Due today'] > p").slice(1);
  expect([5, 6].map(more)).toEqual([[], ["and 1 more"]]);
});
