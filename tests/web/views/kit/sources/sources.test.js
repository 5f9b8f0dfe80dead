import { expect, it } from "vitest";
import notice from "../../../../../ibc_edu/views/kit/notice.js";
import { foldedSources, sourceItem, sourceList } from "../../../../../ibc_edu/views/kit/sources/source_list.js";
import panel from "../../../../../ibc_edu/views/kit/sources/source_panel.js";
import { open, texts } from "../../../open.js";

const ARTICLE = { kind: "article", label: "Treatment", text: "A sentence.", date: null, caveat: null, checked: null, gate: null };
const FACT = { kind: "beyond", label: "A label", text: "A fact.", date: "2025-03", caveat: "It has changed.", checked: true, gate: null };

it("tells the article from what goes beyond it, with date and caveat", () => {
  const list = sourceList([ARTICLE, FACT]);
  expect(texts(list, "blockquote")).toEqual(["A sentence."]);
  expect(texts(list, "p.ibc-muted")).toEqual(["From the article, section “Treatment”", "Beyond the article: A label, as of 2025-03, read in the source"]);
  expect(texts(list, ".ibc-caveat")).toEqual(["What to know today: It has changed."]);
});

it("says of a fact that was only recalled that it was", () => {
  const list = sourceList([{ ...FACT, checked: false }]);
  expect(texts(list, "p.ibc-muted")).toEqual(["Beyond the article: A label, as of 2025-03, recalled, not yet read in a source"]);
});

it("counts what is folded, and folds nothing away when there is nothing", () => {
  expect(foldedSources("Sources", [ARTICLE, FACT]).querySelector("summary").textContent).toBe("Sources (2)");
  expect(foldedSources("Sources", [])).toBeNull();
});

it("lists the lesson's sources under the kind that they are of", () => {
  const { root } = open(panel, { sources: [FACT, ARTICLE, FACT] });
  expect(texts(root, "summary")).toEqual(["Sentences of the article (1)", "Facts beyond the article, with their dates (2)"]);
  expect(root.querySelector("details").textContent).toContain("A sentence.");
});

it("keeps closed what some would rather not read, with a caution before it and what it rests on", () => {
  const gate = { title: "How long people live", caution: "Numbers of many are not yours.", rests_on: "n = 120, treated 2001 to 2008" };
  const [item] = sourceList([{ ...FACT, caveat: null, gate }]).children;
  const fold = item.querySelector(".ibc-gate");
  expect(fold.open).toBe(false);
  expect([...fold.children].map((child) => child.textContent)).toEqual([gate.title, gate.caution, "A fact.", gate.rests_on]);
  expect(item.firstElementChild).toBe(fold);
});

it("warns of facts that are past the date of their next check, be it one or several, and of none otherwise", () => {
  const warned = (overdue) => texts(open(panel, { sources: [FACT], overdue }).root, ".ibc-source-panel > .ibc-caveat");
  expect(warned(0)).toEqual([]);
  expect(warned(1)).toEqual(["1 fact of this lesson is past the date of the next check and may be out of date."]);
  expect(warned(3)[0]).toContain("3 facts of this lesson are past");
});

it("shows a notice as it is", () => {
  expect(open(notice, { text: "Nothing is due." }).page.getByText("Nothing is due.")).toBeTruthy();
});

it("shows the article's words as a quotation, whatever way they are written, and each part where its sheet looks for it", () => {
  const gate = { title: "How long people live", caution: "", rests_on: "n = 120" };
  const [article, gated] = sourceList([ARTICLE, { ...FACT, date: null, gate }]).children;
  const [plain] = sourceList([FACT]).children;
  expect([...article.children].map((part) => [part.tagName, part.className, part.dir])).toEqual([["BLOCKQUOTE", "ibc-quote", "auto"], ["P", "ibc-muted ibc-small", ""]]);
  expect([...plain.children].map((part) => [part.tagName, part.className, part.dir])).toEqual([["P", "", "auto"], ["P", "ibc-muted ibc-small", ""], ["P", "ibc-caveat", ""]]);
  const fold = gated.firstElementChild;
  expect([fold.className, fold.dataset.about, texts(fold, ":scope > *"), fold.querySelector(".ibc-caveat")]).toEqual(["ibc-gate", "A fact.", [gate.title, "A fact.", gate.rests_on], null]);
  expect([...fold.children].map((part) => part.className)).toEqual(["", "", "ibc-muted ibc-small"]);
  expect(texts(gated, ":scope > .ibc-muted")).toEqual(["Beyond the article: A label, read in the source"]);
});

it("is a list, folded up where it is counted, and puts what it is given above the text of one source", () => {
  expect([sourceList([ARTICLE]).className, sourceList([]).children.length]).toEqual(["ibc-source-list", 0]);
  const fold = foldedSources("Sources", [ARTICLE]);
  expect([fold.className, fold.open, fold.lastElementChild.className]).toEqual(["ibc-sources", false, "ibc-source-list"]);
  const mark = document.createElement("b");
  expect(sourceItem(ARTICLE, mark).firstElementChild).toBe(mark);
});

it("keeps the lines of a notice apart", () => {
  const line = open(notice, { text: "One.\nTwo." }).page.getByText(/One/);
  expect([line.textContent, line.style.whiteSpace]).toEqual(["One.\nTwo.", "pre-line"]);
});
