import { expect, it } from "vitest";
import presenter from "../../../../ibc_edu/views/presenter/presenter.js";
import { open } from "../../open.js";

const STEPS = [{ title: "Two", label: "Two", kind: "question", blocks: [], notes: [] }];
const ROOM = { available: true, url: "http://192.0.2.2:8780/abcdef", qr: ["10", "01"], phones: 2, keeping: false };
const TRAITS = { title: "Colors", steps: STEPS, position: 0, live: {}, dark: false, started: 0, ends: 0, joining: false };

/** What the card says when the room is about to end. */
function ending(phones) {
  const { page } = open(presenter, { ...TRAITS, phones: { ...ROOM, ...phones } });
  const end = page.getByText("End the room");
  end.click();
  return end.closest("section").textContent;
}

it("says that answers are forgotten, and speaks of a file only where there is one", () => {
  expect(ending({})).toContain("End the room? Its answers are forgotten.");
  expect(ending({ keeping: true })).toContain("forgotten, except those in the file.");
});

it("says the command for tables of what was kept, with its folder", () => {
  expect(ending({ kept: "/home/ann/My class/staging.csv" })).toContain('type: ibc-edu class "/home/ann/My class" --out class.html');
  expect(ending({ kept: "C:\\class\\staging.csv" })).toContain('ibc-edu class "C:\\class" --out class.html');
});
