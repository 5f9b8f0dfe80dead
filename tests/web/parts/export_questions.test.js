import { expect, it } from "vitest";
import view from "../../../ibc_edu/parts/export_questions/view.js";
import { open, openOn, savedFiles, texts } from "../open.js";

const MADE = {
  file: "staging-gift.gift.txt", folder: "/home/me/workspace", at_hand: true, count: 27, total: 28, loaded_by: "Choose Import there.",
  losses: [
    { effect: "left out", what: "It has no place there.", questions: ["staging-one"] },
    { effect: "exact", what: "Its hint is lost.", questions: ["staging-two", "staging-three"] },
  ],
};
const show = (made = null) => open(view, { formats: { gift: "GIFT", xlsx: "XLSX" }, lessons: { staging: "Staging" }, made });

it("sends the system and the lesson that were chosen", () => {
  const { root, page, model } = show();
  expect(texts(root, "option")).toEqual(["GIFT", "XLSX", "All lessons", "Staging"]);
  page.getByLabelText("System").value = "xlsx";
  page.getByLabelText("Questions").value = "staging";
  page.getByText("Make the file").click();
  expect(model.sent.at(-1)).toMatchObject({ type: "write", format: "xlsx", lesson: "staging" });
});

it("says where the file is and what is lost, and moves the focus there", async () => {
  const { root, page, model, spoken } = show();
  page.getByText("Make the file").click();
  model.receive({ made: MADE, handled: 1 });
  expect(await spoken()).toContain("staging-gift.gift.txt has 27 of 28 questions.");
  expect(document.activeElement?.textContent).toContain("staging-gift.gift.txt");
  expect(texts(root, "li strong")).toEqual(["Left out:"]);
  expect(texts(root, "li")[1]).toMatch(/^Its hint is lost\./);
  expect(texts(root, "summary")).toEqual(["1 question", "2 questions"]);
  expect(root.textContent).toContain("staging-two, staging-three");
});

it("tells of the file each time that it is made, and of none that was there or is only saved", async () => {
  const { root, page, model, spoken } = show(MADE);
  expect([root.textContent.includes("has 27 of 28 questions."), await spoken()]).toEqual([true, ""]);
  let handled = 0;
  const press = (name) => {
    const button = page.getByText(name);
    button.focus();
    button.click();
    handled += 1;
    model.receive({ made: MADE, handled });
    return button;
  };
  for (let times = 0; times < 2; times += 1) {
    const save = press("Save staging-gift.gift.txt");
    expect(document.activeElement).toBe(save);
    expect(await spoken()).toBe(times ? "staging-gift.gift.txt has 27 of 28 questions." : "");
    press("Make the file");
    expect(await spoken()).toBe("staging-gift.gift.txt has 27 of 28 questions.");
    expect(document.activeElement?.textContent).toBe("staging-gift.gift.txt has 27 of 28 questions.");
  }
});

it("shows nothing of the file before while another one is made, nor when nothing comes of it", async () => {
  const { root, page, model, spoken } = show(MADE);
  page.getByText("Make the file").click();
  expect(root.querySelector("section").textContent).toBe("");
  model.receive({ problem: "The disk is full.", handled: 1 });
  expect(await spoken()).toBe("The disk is full.");
  expect(root.querySelector("section").textContent).toBe("");
});

it("names no folder that the educator cannot open", () => {
  expect(show(MADE).root.textContent).toContain("/home/me/workspace");
  expect(show({ ...MADE, at_hand: false }).root.textContent).not.toContain("/home/me/workspace");
});

it("says where the other system loads the file, where that is known", () => {
  expect(texts(show(MADE).root, "section p")).toContain("Choose Import there.");
  const { root } = show({ ...MADE, at_hand: false, loaded_by: "" });
  expect(texts(root, "section p").filter((text) => text === "")).toEqual([]);
});

it("says so when nothing is lost", () => {
  const { root } = show({ ...MADE, losses: [] });
  expect(root.textContent).toContain("Nothing is lost.");
});

it("asks for the file", () => {
  const { page, model } = show(MADE);
  page.getByText("Save staging-gift.gift.txt").click();
  expect(model.sent.at(-1)).toMatchObject({ type: "download" });
});

it("saves the file that Python made, and says so", async () => {
  const saved = savedFiles();
  const { page, model, spoken } = show(MADE);
  page.getByText("Save staging-gift.gift.txt").click();
  model.hear({ type: "file", name: MADE.file }, new Uint8Array(7));
  expect(saved.map(({ name, blob }) => [name, blob.size])).toEqual([[MADE.file, 7]]);
  expect(await spoken()).toBe("The file was saved.");
});

it("moves the focus and saves in the view where somebody asked, and in no other view of the same part", async () => {
  const saved = savedFiles();
  const one = show();
  const other = openOn(one.model, view);
  one.page.getByText("Make the file").click();
  one.model.receive({ made: MADE, handled: 1 });
  expect(one.root.contains(document.activeElement)).toBe(true);
  expect(other.root.textContent).toContain("staging-gift.gift.txt has 27 of 28 questions.");
  other.page.getByText("Make the file").click();
  one.model.receive({ made: { ...MADE, count: 26 }, handled: 2 });
  expect(other.root.contains(document.activeElement)).toBe(true);
  one.page.getByText("Save staging-gift.gift.txt").click();
  one.model.hear({ type: "file", name: MADE.file }, new Uint8Array(7));
  expect(saved).toHaveLength(1);
  expect(await one.spoken()).toContain("The file was saved.");
  expect(await other.spoken()).not.toContain("saved");
});

it("leaves the focus where it is when a cell of the notebook makes the file", () => {
  const { page, model } = show();
  page.getByText("Make the file").click();
  model.receive({ made: MADE, handled: 1 });
  page.getByLabelText("System").focus();
  model.receive({ made: { ...MADE, count: 1 }, answered: "" });
  expect(document.activeElement).toBe(page.getByLabelText("System"));
});

it("lists a loss that is the only one", () => {
  const { root } = show({ ...MADE, losses: MADE.losses.slice(0, 1) });
  expect(texts(root, ".ibc-losses > li").length).toBe(1);
  expect(root.textContent).not.toContain("Nothing is lost.");
});
