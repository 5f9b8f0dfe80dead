import { beforeAll, describe, expect, it, vi } from "vitest";
import card from "../../../../ibc_edu/views/quiz/card.js";
import { open, texts } from "../../open.js";
import { judged, question, quiz } from "./examples.js";

// As the card itself is linked with all kinds.
beforeAll(() => Promise.all(Object.values(import.meta.glob("../../../../ibc_edu/views/quiz/kinds/*.js")).map((load) => load())));

const show = (...items) => open(card, { view: quiz(items) });
/** The messages as they were sent, without the numbers by which they are told apart. */
const sent = ({ model }) => model.sent.map((fields) => { const rest = { ...fields }; delete rest.message; return rest; });
const button = (root, name) => [...root.querySelectorAll("button")].find(({ textContent }) => textContent === name);

/** What a view does when it leads somewhere: where it puts the focus, and what it brings into the window. */
function led() {
  const steps = [];
  vi.spyOn(HTMLElement.prototype, "focus").mockImplementation(/** @this {HTMLElement} */ function focus(how) { steps.push(["focus", this.className.split(" ")[0], how?.preventScroll]); });
  vi.spyOn(Element.prototype, "scrollIntoView").mockImplementation(/** @this {HTMLElement} */ function scroll() { steps.push(["scroll", this.className.split(" ")[0]]); });
  return steps;
}

describe("what is asked for", () => {
  it("names its question, and how things stand there", () => {
    const asked = (name, item, mode) => {
      const shown = open(card, { view: quiz([question("numeric"), item], { mode }) });
      const node = shown.root.querySelector(`[data-item=${item.id}]`) ?? shown.root;
      button(node, name).click();
      return sent(shown)[0];
    };
    const hint = { available: true, text: null };
    expect(asked("Hint", question("single", { hint }), "practice")).toEqual({ type: "hint", item: "single" });
    expect(asked("Show answer", question("single"), "practice")).toEqual({ type: "show_answer", item: "single" });
    expect(asked("Try again", judged("single", "incorrect", [], { can_retry: true }), "practice")).toEqual({ type: "retry", item: "single" });
    expect(asked("Come back to this", question("single"), "exam")).toEqual({ type: "flag", item: "single", on: true });
    expect(asked("Come back to this", question("single", { flagged: true }), "exam")).toEqual({ type: "flag", item: "single", on: false });
  });

  it("has what goes wrong told below its own buttons", async () => {
    const shown = show(question("single"), question("multiple"));
    for (const kind of ["multiple", "single"]) {
      button(shown.root.querySelector(`[data-item=${kind}]`), "Show answer").click();
      shown.model.receive({ handled: shown.model.sent.length, problem: `Not ${kind}.` });
      await shown.spoken();
      expect(texts(shown.root, `[data-item=${kind}] > .ibc-actions + .ibc-problem`)).toEqual([`Not ${kind}.`]);
    }
  });

  it("is spoken of when it is the answer, with the focus on it and it in sight; the focus does not scroll by itself", async () => {
    for (const [name, status, can_retry] of [["Show answer", "shown", false], ["Check answer", "incorrect", true]]) {
      const shown = show(question("single"));
      shown.page.getByLabelText("Red").click();
      const steps = led();
      shown.page.getByText(name).click();
      shown.model.receive({ view: quiz([judged("single", status, [], { response: "a", can_retry })]), handled: 1 });
      expect(await shown.spoken()).toContain(`It is ${status}. Because.`);
      expect(steps).toEqual(can_retry ? [["scroll", "ibc-panel"]] : [["focus", "ibc-headline", true], ["scroll", "ibc-panel"]]);
      vi.restoreAllMocks();
      shown.close();
    }
  });

  it("leaves everything where it is when it was asked for in another view", async () => {
    const shown = show(question("single"));
    shown.page.getByLabelText("Red").click();
    const steps = led();
    shown.model.receive({ view: quiz([judged("single", "correct", [], { response: "a" })]) });
    expect(await shown.spoken()).toBe("");
    expect(steps).toEqual([]);
  });

  it("is spoken of once, not again when something else changes", async () => {
    const shown = show(question("single"));
    shown.page.getByLabelText("Red").click();
    shown.page.getByText("Check answer").click();
    const wrong = judged("single", "incorrect", [], { response: "a", can_retry: true });
    shown.model.receive({ view: quiz([wrong]), handled: 1 });
    expect(await shown.spoken()).toContain("It is incorrect.");
    const said = shown.root.querySelector("[role=status]").firstElementChild;
    shown.model.receive({ view: quiz([{ ...wrong, tries: 2 }]) }); // another view has tried again
    await shown.spoken();
    expect(shown.root.querySelector("[role=status]").firstElementChild).toBe(said);
  });

  it("may be another try, which says what to do, at the answer to change", async () => {
    const shown = show(judged("numeric", "incorrect", [], { response: "2", can_retry: true }));
    shown.page.getByText("Try again").click();
    shown.model.receive({ view: quiz([question("numeric", { tries: 1, response: "2" })]), handled: 1 });
    expect(await shown.spoken()).toBe("Change your answer and check it again.");
    expect(document.activeElement).toBe(shown.page.getByLabelText("Your answer"));
  });
});

describe("a hint", () => {
  const hinted = (text, more = {}) => question("single", { hint: { available: true, text }, ...more });

  it("is asked for once while it is on its way, and is closed again by its button without a word", async () => {
    const shown = show(hinted(null));
    const opener = shown.page.getByText("Hint");
    expect(opener.getAttribute("aria-expanded")).toBe("false");
    opener.click();
    opener.click();
    expect(sent(shown)).toEqual([{ type: "hint", item: "single" }]);
    shown.model.receive({ view: quiz([hinted("Think.")]), handled: 1 });
    expect(await shown.spoken()).toBe("Hint: Think.");
    const said = shown.root.querySelector("[role=status]").firstElementChild;
    opener.click();
    await shown.spoken();
    expect([shown.root.querySelector("[role=status]").firstElementChild, opener.getAttribute("aria-expanded")]).toEqual([said, "false"]);
    opener.click();
    expect(await shown.spoken()).toBe("Hint: Think.");
    expect(shown.root.querySelector("[role=status]").firstElementChild).not.toBe(said); // read again
    expect([shown.root.querySelector(".ibc-hint").hidden, opener.getAttribute("aria-expanded")]).toEqual([false, "true"]);
  });

  it("stays closed when it was closed, whatever changes", () => {
    const shown = show(hinted("Think."));
    shown.page.getByText("Hint").click();
    shown.page.getByLabelText("Red").click();
    shown.model.receive({ view: quiz([hinted("Think.", { flagged: true })]) });
    expect([shown.root.querySelector(".ibc-hint").hidden, shown.page.getByText("Hint").getAttribute("aria-expanded")]).toEqual([true, "false"]);
  });

  it("takes no room where there is none", () => {
    expect(show(question("single")).root.querySelector(".ibc-hint").hidden).toBe(true);
  });
});
