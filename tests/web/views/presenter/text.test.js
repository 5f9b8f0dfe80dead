import { expect, it } from "vitest";
import { blockOf, countsOf, notesOf } from "../../../../ibc_edu/views/presenter/text.js";
import { texts } from "../../open.js";

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

it.each([
  [["text", "question", "part"], "3 steps, 1 of them a question to ask the room."],
  [["question", "question"], "2 steps, 2 of them questions to ask the room."],
  [["text", "part"], "2 steps."],
])("counts what is asked among %s", (kinds, said) => {
  expect(countsOf(kinds.map((kind) => ({ kind })))).toBe(said);
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
  expect([...at(0).querySelectorAll("details")].map(({ open }) => open)).toEqual([true, false]);
  expect(texts(at(1), "h3, p")).toEqual(["Notes", "No notes for this step.", "Next", "This is the last step."]);
});
