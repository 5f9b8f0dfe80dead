import { expect, it, vi } from "vitest";
import view from "../../../ibc_edu/parts/import_questions/view.js";
import { open, openOn, savedFiles, texts } from "../open.js";

const BROUGHT = {
  name: "theirs.gift", file: "theirs.toml", questions: ["Choose. Where does <b>lymph</b> flow?"],
  losses: [
    { effect: "left out", what: "It is an essay.", questions: ["question 2"] },
    { effect: "exact", what: "It came without lesson.", questions: ["question 1"] },
  ],
};
const show = (brought = null, most = 100) => open(view, {
  formats: { gift: "GIFT", qti3: "QTI 3.0" }, suffixes: { gift: ".gift.txt", qti3: ".zip" }, lessons: { staging: "Staging" }, most, brought,
});

/** Has the learner choose a file. */
function choose(input, name, bytes) {
  Object.defineProperty(input, "files", { value: [new File([bytes], name)], configurable: true });
  input.dispatchEvent(new Event("change"));
}

/** Has the learner send a file. */
async function sendFile({ page, model }) {
  const before = model.sent.length;
  choose(page.getByLabelText("Your file"), "theirs.gift", new Uint8Array(3));
  page.getByText("Read the file").click();
  await vi.waitFor(() => expect(model.sent.length).toBe(before + 1));
}

it("sends the file with the system that its name tells, and the lesson", async () => {
  const { page, model } = show();
  choose(page.getByLabelText("Your file"), "Mine.ZIP", new Uint8Array([0, 255, 80]));
  expect(page.getByLabelText("System").value).toBe("qti3");
  page.getByLabelText("Lesson").value = "staging";
  page.getByText("Read the file").click();
  await vi.waitFor(() => expect(model.sent.at(-1)).toMatchObject({ type: "read", format: "qti3", lesson: "staging", name: "Mine.ZIP", content: "AP9Q" }));
});

it("says so when no file is chosen, and sends nothing of a file that is too large", async () => {
  const { root, page, model, spoken } = show();
  page.getByText("Read the file").click();
  expect(await spoken()).toContain("Choose a file first.");
  choose(page.getByLabelText("Your file"), "large.xml", new Uint8Array(101));
  page.getByText("Read the file").click();
  expect(root.textContent).toContain("This file is larger than");
  expect(model.sent).toEqual([]);
});

it("says so when a file cannot be read, and sends nothing of it", async () => {
  vi.stubGlobal("FileReader", class extends EventTarget { readAsDataURL() { this.dispatchEvent(new Event("error")); } });
  const { root, page, model } = show();
  choose(page.getByLabelText("Your file"), "gone.xml", new Uint8Array(3));
  page.getByText("Read the file").click();
  await vi.waitFor(() => expect(root.textContent).toContain("This file cannot be read. Choose it again."));
  expect(model.sent).toEqual([]);
});

it("says how large a file may be, in the unit that it names", () => {
  const { root, page } = show(null, 2_500_000);
  choose(page.getByLabelText("Your file"), "large.xml", new Uint8Array(2_500_001));
  page.getByText("Read the file").click();
  expect(root.textContent).toContain("This file is larger than 2.5 MB.");
});

it("says what came in and what is missing, as text, and moves the focus there", async () => {
  const { root, page, model, spoken } = show();
  await sendFile({ page, model });
  model.receive({ brought: BROUGHT, handled: 1 });
  expect(await spoken()).toContain("1 question came in from theirs.gift.");
  expect(document.activeElement?.textContent).toContain("1 question came in");
  expect(texts(root, "ol li")).toEqual(BROUGHT.questions);
  expect(texts(root, "li strong")).toEqual(["Left out:"]);
  expect(texts(root, "li summary")).toEqual(["1 place", "1 place"]);
});

it("tells what came in though the same came in before, in place of why another file was not read", async () => {
  const { root, page, model, spoken } = show(BROUGHT);
  choose(page.getByLabelText("Your file"), "large.gift.txt", new Uint8Array(101));
  page.getByText("Read the file").click();
  expect(root.textContent).toContain("This file is larger than");
  choose(page.getByLabelText("Your file"), "theirs.gift.txt", new Uint8Array(3));
  page.getByText("Read the file").click();
  await vi.waitFor(() => expect(model.sent).toHaveLength(1));
  model.receive({ brought: BROUGHT, handled: 1 });
  expect(root.querySelector("section").textContent).not.toContain("This file is larger than");
  expect(await spoken()).toBe("1 question came in from theirs.gift.");
  expect(document.activeElement?.textContent).toContain("1 question came in");
});

it("asks for the drafts, saves what Python sends, and says so", async () => {
  const saved = savedFiles();
  const { page, model, spoken } = show(BROUGHT);
  page.getByText("Save theirs.toml").click();
  expect(model.sent.at(-1)).toMatchObject({ type: "download" });
  model.hear({ type: "file", name: "theirs.toml", text: "[[questions]]" });
  expect(saved.map(({ name, blob }) => [name, blob.type, blob.size])).toEqual([["theirs.toml", "application/toml", 13]]);
  expect(await spoken()).toBe("The file was saved.");
});

it("says so when nothing is missing", () => {
  expect(show({ ...BROUGHT, losses: [] }).root.textContent).toContain("Nothing is missing.");
});

it("moves the focus and saves in the view where somebody asked, and in no other view of the same part", async () => {
  const saved = savedFiles();
  const one = show();
  const other = openOn(one.model, view);
  await sendFile(one);
  one.model.receive({ brought: BROUGHT, handled: 1 });
  expect(one.root.contains(document.activeElement)).toBe(true);
  expect(other.root.textContent).toContain("1 question came in");
  one.page.getByText("Save theirs.toml").click();
  one.model.hear({ type: "file", name: "theirs.toml", text: "[[questions]]" });
  expect(saved).toHaveLength(1);
});
