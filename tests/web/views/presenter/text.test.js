import { expect, it } from "vitest";
import { blockOf, countsOf, notesOf } from "../../../../ibc_edu/views/presenter/text.js";
import presenter from "../../../../ibc_edu/views/presenter/presenter.js";
import { open, texts } from "../../open.js";

const span = (text, more = {}) => ({ text, bold: false, italic: false, code: false, ...more });
const words = (text) => ({ kind: "paragraph", spans: [span(text)] });

it("builds text from blocks, with nothing taken as HTML", () => {
  const blocks = [
    { kind: "heading", level: 1, spans: [span("A < B")] },
    { kind: "list", ordered: true, start: 4, items: [[span("four", { bold: true })], [span("five", { code: true })]] },
    { kind: "table", rows: [[[span("Head")]], [[span("<i>Cell</i>")]]] },
    { kind: "details", summary: "More", blocks: [{ kind: "quote", blocks: [words("Quoted")] }] },
  ];
  const area = document.createElement("div");
  area.append(...blocks.map((block) => blockOf(block)));
  expect(texts(area, "h2")).toEqual(["A < B"]);
  expect(area.querySelector("ol").getAttribute("start")).toBe("4");
  expect(texts(area, "li strong, li code")).toEqual(["four", "five"]);
  expect(texts(area, "th[scope=col], td")).toEqual(["Head", "<i>Cell</i>"]);
  expect(texts(area, "details blockquote p")).toEqual(["Quoted"]);
});

it("sets words as they are: bold, italic, as code, each and together", () => {
  const line = blockOf({ kind: "paragraph", spans: [span("plain "), span("bold", { bold: true }), span("italic", { italic: true }), span("code", { code: true }), span("all", { bold: true, italic: true, code: true })] });
  expect([line.matches("p[dir=auto]"), line.textContent]).toEqual([true, "plain bolditaliccodeall"]);
  expect(["strong", "em", "code", "strong > em > code"].map((tag) => texts(line, tag))).toEqual([["bold", "all"], ["italic", "all"], ["code", "all"], ["all"]]);
});

it("makes of each block what a reader and the sheet know it by, in the direction that it is written in", () => {
  const table = { kind: "table", rows: [[[span("Head")]], [[span("one")]], [[span("two", { bold: true })]]] };
  const made = [
    { kind: "heading", level: 1, spans: [span("First")] },
    { kind: "heading", level: 2, spans: [span("Second")] },
    { kind: "list", ordered: false, items: [[span("point")]] },
    { kind: "quote", blocks: [words("Said")] },
    { kind: "image", src: "data:,x", alt: "A map" },
    { kind: "details", summary: "More", blocks: [words("Deeper")] },
    table,
  ].map((block) => blockOf(block));
  const kinds = ["h2.ibc-slide-heading[dir=auto]", "h3.ibc-slide-heading[dir=auto]", "ul.ibc-slide-list:not([start])", "blockquote.ibc-slide-quote", "img.ibc-slide-image[src='data:,x'][alt='A map']", "details:not([open])", "table.ibc-slide-table"];
  expect(made.map((node, place) => node.matches(kinds[place]))).toEqual(kinds.map(() => true));
  expect(made.map((node) => texts(node, "[dir=auto]"))).toEqual([[], [], ["point"], ["Said"], [], ["More", "Deeper"], ["Head", "one", "two"]]);
  expect([texts(made[6], "thead th[scope=col]"), texts(made[6], "tbody > tr > td:not([scope])")]).toEqual([["Head"], ["one", "two"]]);
});

it.each([
  [["text", "question", "part"], "3 steps, 1 of them a question to ask the room."],
  [["question", "question"], "2 steps, 2 of them questions to ask the room."],
  [["text", "part"], "2 steps."],
  [["text"], "1 step."],
  [["question"], "1 step, a question to ask the room."],
])("counts what is asked among %s", (kinds, said) => {
  expect(countsOf(kinds.map((kind) => ({ kind })))).toBe(said);
});

it("leaves a fold open while its step stays, and begins the next step folded", () => {
  const step = (title) => ({ title, label: title, kind: "text", blocks: [{ kind: "details", summary: "Going deeper", blocks: [words(title)] }], notes: [] });
  const traits = { title: "Colors", steps: [step("One"), step("Two")], position: 0, live: {}, dark: false, started: 0, ends: 0, phones: { available: false }, joining: false };
  const { root, page, model } = open(presenter, traits);
  page.getByText("Speaker notes here").click();
  const fold = () => /** @type {HTMLDetailsElement} */ (root.querySelector(".ibc-presenter-stage details"));
  fold().open = true;
  model.receive({ steps: [step("One, better said"), step("Two")] });
  expect([fold().open, fold().textContent]).toEqual([true, "Going deeperOne, better said"]);
  model.receive({ position: 1 });
  expect(fold().open).toBe(false);
});

it("gives the speaker all of the notes, folded text too, and what comes next as it will be shown", () => {
  const folded = { kind: "details", summary: "More", blocks: [words("Deeper")] };
  const steps = [{ title: "One", notes: [words("Say this."), folded], blocks: [] }, { title: "Two", notes: [], blocks: [folded] }];
  const at = (position) => {
    const area = document.createElement("div");
    area.append(...notesOf(steps, position).flat(Infinity));
    return area;
  };
  expect(texts(at(0), "h3, p, summary")).toEqual(["Notes", "Say this.", "More", "Deeper", "Next", "Two", "More", "Deeper"]);
  expect([...at(0).querySelectorAll("details")].map((fold) => fold.open)).toEqual([true, false]);
  expect(texts(at(1), "h3, p")).toEqual(["Notes", "No notes for this step.", "Next", "This is the last step."]);
  expect([texts(at(0), "h3.ibc-title"), texts(at(1), ".ibc-muted"), texts(at(0), ".ibc-presenter-next summary")]).toEqual([["Notes", "Next"], ["No notes for this step."], ["More"]]);
});
