import { describe, expect, it, vi } from "vitest";
import cards from "../../../ibc_edu/parts/cards/view.js";
import { choose, open, press, texts } from "../open.js";
import { unworn } from "./sheet.js";

const card = (more = {}) => ({
  key: "card:words:a:meaning", deck: "Words", new: true, context: "", ask: "What does it mean?", front: "a word", back: "Its meaning.",
  sources: [{ kind: "beyond", label: "A label", text: "A fact.", date: "2026-11", caveat: null, checked: true, gate: null }],
  waits: ["in about 4 hours", "in about 1 day", "in about 2 days", "in about 8 days"], ...more,
});
const show = (more = {}) => open(cards, {
  decks: [{ key: "words", title: "Words" }], deck: "", card: card(), number: 1, counts: "0 due now", nothing: "", has_new: true, ...more,
});
const front = ({ root }) => /** @type {HTMLElement} */ (root.querySelector(".ibc-cards-front"));
const answer = ({ root }) => root.querySelector(".ibc-cards-answer:not([hidden])");

const finger = (node, type, x, y, more = {}) => {
  const event = Object.assign(new Event(type, { bubbles: true }), { pointerId: 7, pointerType: "touch", isPrimary: true, clientX: x, clientY: y, ...more });
  node.dispatchEvent(event);
};

describe("a flash card", () => {
  it("is turned over by a finger drawn sideways, and by no other way of drawing", () => {
    const drawn = (x, y, more = {}, end = "pointerup") => {
      const shown = show();
      finger(front(shown), "pointerdown", 200, 100, more);
      finger(front(shown), end, x, y, more);
      return answer(shown) !== null;
    };
    expect(drawn(100, 110)).toBe(true);
    expect(drawn(300, 90)).toBe(true);
    expect(drawn(170, 100)).toBe(false); // a trembling tap, whose click is another matter
    expect(drawn(120, 180)).toBe(false); // a scroll
    expect(drawn(100, 100, {}, "pointercancel")).toBe(false); // the browser scrolled
    expect(drawn(100, 100, { pointerType: "mouse" })).toBe(false); // text is being selected
  });

  it("is turned over by one finger that goes far and level enough, to the edge of both, in one go", () => {
    const turned = (...steps) => {
      const shown = show();
      for (const [type, x, y, more] of steps) finger(front(shown), type, x, y, more);
      return answer(shown) !== null;
    };
    const down = ["pointerdown", 200, 100];
    expect(turned(down, ["pointerup", 152, 100])).toBe(true);
    expect(turned(down, ["pointerup", 153, 100])).toBe(false);
    expect(turned(down, ["pointerup", 100, 150])).toBe(true);
    expect(turned(down, ["pointerup", 100, 151])).toBe(false);
    expect(turned(["pointerup", 100, 100])).toBe(false);
    expect(turned(down, ["pointerup", 100, 100, { pointerId: 8 }])).toBe(false); // another finger
    expect(turned(down, ["pointercancel", 200, 100], ["pointerup", 100, 100])).toBe(false);
    expect(turned(down, ["pointerup", 195, 100], ["pointerup", 100, 100])).toBe(false);
  });

  it("says which deck it is of, and whether it is new", () => {
    const said = (more) => show({ card: card(more) }).texts(".ibc-cards-front > p:first-child");
    expect([said({}), said({ new: false })]).toEqual([["Words · new"], ["Words"]]);
  });

  it("is graded by no gesture", () => {
    const shown = show();
    front(shown).click();
    for (const node of [front(shown), /** @type {HTMLElement} */ (answer(shown))]) {
      finger(node, "pointerdown", 200, 100);
      finger(node, "pointerup", 20, 100);
    }
    expect(shown.model.sent).toEqual([]);
  });

  it("says whether what it rests on was read or recalled", () => {
    const shown = show({ card: card({ sources: [{ kind: "beyond", label: "A label", text: "A fact.", date: "2026-11", caveat: null, checked: false, gate: null }] }) });
    front(shown).click();
    expect(answer(shown)?.textContent).toContain("as of 2026-11, recalled, not yet read in a source");
  });

  it("shows its front, and the back once it is turned over, with sources and when it comes back", async () => {
    const shown = show();
    expect(answer(shown)).toBeNull();
    shown.page.getByText("Turn the card over").click();
    expect(shown.page.getByText("Turn the card over").hidden).toBe(true);
    expect(answer(shown)?.textContent).toContain("Its meaning.");
    expect(shown.page.getByText("Turn the card over").hidden).toBe(true);
    expect(answer(shown)?.textContent).toContain("Beyond the article: A label, as of 2026-11, read in the source");
    expect(answer(shown)?.textContent).toContain("comes back in about 8 days");
    expect(document.activeElement?.textContent).toBe("Its meaning.");
    expect(await shown.spoken()).toBe("Its meaning.");
  });

  it("turns over by a tap on it too, and by Space", () => {
    const tapped = show();
    front(tapped).click();
    expect(answer(tapped)).not.toBeNull();
    const typed = show();
    press(front(typed), " ");
    expect(answer(typed)).not.toBeNull();
  });

  it("is graded with a button or a key, and not before it was turned over", () => {
    const shown = show();
    press(front(shown), "3");
    expect(shown.model.sent).toEqual([]);
    front(shown).click();
    press(/** @type {HTMLElement} */ (answer(shown)), "3");
    shown.page.getByText("Easy (4)").click();
    expect(shown.model.sent.map(({ type, card: key, grade }) => [type, key, grade])).toEqual([
      ["grade", "card:words:a:meaning", 3], ["grade", "card:words:a:meaning", 4],
    ]);
  });

  it("is graded by the keys 1 to 4 and by no other", () => {
    const shown = show();
    front(shown).click();
    for (const key of ["0", "1", "2", "3", "4", "5"]) press(/** @type {HTMLElement} */ (answer(shown)), key);
    expect(shown.model.sent.map(({ grade }) => grade)).toEqual([1, 2, 3, 4]);
  });

  it("is not graded by a key that is held down since the card before", () => {
    const shown = show();
    front(shown).click();
    press(/** @type {HTMLElement} */ (answer(shown)), "1");
    press(/** @type {HTMLElement} */ (answer(shown)), "1", { repeat: true });
    expect(shown.model.sent).toHaveLength(1);
    press(shown.page.getByText("Good (3)"), "Enter", { repeat: true });
    expect(shown.model.sent).toHaveLength(1);
  });

  it("gives way to the next one, which begins with its front and has the focus", async () => {
    const shown = show();
    front(shown).click();
    await shown.spoken();
    shown.model.receive({ card: card({ key: "b", front: "another", context: "a drug", new: false }), number: 2 });
    expect(answer(shown)).toBeNull();
    expect(document.activeElement).toBe(front(shown));
    expect(front(shown).textContent).toContain("Treatment: a drug");
    expect(await shown.spoken()).toBe("a drug another. What does it mean?");
  });

  it("says whether it is new, and how many are due once it has come", () => {
    const shown = show();
    expect(texts(front(shown), "p:first-child")).toEqual(["Words · new"]);
    shown.model.receive({ card: card({ key: "b", new: false }), counts: "3 due now", number: 2 });
    expect(texts(front(shown), "p:first-child")).toEqual(["Words"]);
    expect(shown.page.getByText("3 due now")).toBeTruthy();
  });

  it("is in sight when it comes, and its grades when it is turned, also where a tap puts the focus on nothing", () => {
    const shown = show();
    const seen = [];
    Element.prototype.scrollIntoView = function seenNow() { seen.push(this.className); };
    front(shown).click();
    /** @type {HTMLElement} */ (document.activeElement).blur();
    shown.page.getByText("Good (3)").click();
    shown.model.receive({ card: card({ key: "b", front: "another" }), number: 2 });
    expect(seen).toEqual(["ibc-cards-answer", "ibc-cards-front"]);
    expect(document.activeElement).toBe(front(shown));
  });

  it("leaves the focus where it is when the cards are changed from outside or by the list of decks", () => {
    const shown = show();
    document.body.focus();
    choose(shown.page.getByLabelText("Cards"), "words");
    expect(shown.model.sent.map(({ type, deck }) => [type, deck])).toEqual([["choose", "words"]]);
    shown.model.receive({ card: card({ key: "b" }), number: 2 });
    expect(document.activeElement).not.toBe(front(shown));
  });

  it("leaves the focus in the list of decks, where somebody may choose on with the arrows", () => {
    const shown = show();
    const deck = shown.page.getByLabelText("Cards");
    deck.focus();
    choose(deck, "words");
    shown.model.receive({ card: card({ key: "b" }), deck: "words", number: 2 });
    expect(document.activeElement).toBe(deck);
  });

  it("follows what was asked for once: after a grade, too, the list of decks keeps the focus", () => {
    const shown = show();
    front(shown).click();
    shown.page.getByText("Good (3)").click();
    shown.model.receive({ card: card({ key: "b", front: "another" }), number: 2 });
    expect(document.activeElement).toBe(front(shown));
    const deck = shown.page.getByLabelText("Cards");
    deck.focus();
    choose(deck, "words");
    shown.model.receive({ card: card({ key: "c" }), deck: "words", number: 3 });
    expect(document.activeElement).toBe(deck);
  });

  it("has its deck chosen in the list, also where it was chosen elsewhere", () => {
    const shown = show({ deck: "words" });
    expect(shown.page.getByLabelText("Cards").value).toBe("words");
    shown.model.receive({ card: card({ key: "b" }), deck: "", number: 2 });
    expect(shown.page.getByLabelText("Cards").value).toBe("");
  });

  it("leaves keys to the browser and to its own controls", () => {
    const shown = show();
    expect(press(front(shown), " ", { altKey: true })).toBe(true);
    front(shown).click();
    const back = /** @type {HTMLElement} */ (answer(shown));
    for (const held of ["ctrlKey", "metaKey", "altKey"]) expect(press(back, "1", { [held]: true })).toBe(true);
    for (const control of [shown.page.getByLabelText("Cards"), shown.page.getByText(/Where this comes from/)]) expect(press(control, "1")).toBe(true);
    expect(shown.model.sent).toEqual([]);
  });

  it("keeps from the notebook the keys that it answers to, and no others", () => {
    const shown = show();
    const turn = shown.page.getByText("Turn the card over");
    for (const [node, key] of [[turn, " "], [turn, "Enter"], [front(shown), "Enter"], [front(shown), "2"]]) expect(press(node, key), key).toBe(true);
    expect(answer(shown)).toBeNull();
    expect(press(turn, "Enter", { repeat: true })).toBe(false); // held down since the card before
    expect(press(front(shown), " ")).toBe(false);
    const back = /** @type {HTMLElement} */ (answer(shown));
    for (const key of [" ", "F1", "Enter", "5"]) expect(press(back, key), key).toBe(true);
    expect(press(shown.page.getByText("Good (3)"), "Enter")).toBe(true);
    expect(shown.model.sent).toEqual([]);
    expect(press(back, "2")).toBe(false);
    expect(shown.model.sent).toHaveLength(1);
  });

  it("gives way to the sentence that none is due, which has the focus and is said; there is nothing to turn over or to grade", async () => {
    const shown = show();
    front(shown).click();
    await shown.spoken();
    shown.page.getByText("Good (3)").click();
    shown.model.receive({ card: null, nothing: "No card is due now.", number: 2 });
    const end = shown.page.getByText("No card is due now.", { selector: "p" });
    expect(document.activeElement).toBe(end);
    expect(await shown.spoken()).toBe("No card is due now.");
    expect(shown.page.queryByText("Turn the card over")).toBeNull();
    for (const key of [" ", "3"]) expect(press(end, key), key).toBe(true);
    expect(shown.model.sent.map(({ type }) => type)).toEqual(["grade"]);
    shown.page.getByText("More new cards").click();
    shown.model.receive({ card: card({ key: "b", front: "another" }), number: 3 });
    expect(document.activeElement).toBe(front(shown));
    expect(await shown.spoken()).toBe("another. What does it mean?");
  });

  it("tells its sides, its grades and how to lay them out by name", () => {
    const shown = show({ card: card({ context: "a drug" }) });
    expect([...shown.root.querySelectorAll("option")].map(({ value, text }) => [value, text])).toEqual([["", "All"], ["words", "Words"]]);
    expect(front(shown).hasAttribute("data-turned")).toBe(false);
    front(shown).click();
    expect(front(shown).hasAttribute("data-turned")).toBe(true);
    const grades = shown.page.getByRole("group", { name: "How well did you know it?" });
    expect(texts(grades, "button")).toEqual([
      "Again (1)I did not know itcomes back in about 4 hours", "Hard (2)I knew it, with effortcomes back in about 1 day",
      "Good (3)I knew itcomes back in about 2 days", "Easy (4)I knew it at oncecomes back in about 8 days"]);
    expect(shown.texts(".ibc-cards-text[dir=auto], .ibc-cards-back[dir=auto]")).toEqual(["a word", "Its meaning."]); // an older word may be in another script
    expect(unworn([shown.root, show({ card: null, nothing: "No card is due now." }).root], "cards/view.css")).toEqual([]);
  });

  it("moves the page only to bring a card into sight, not to put the focus on it", () => {
    const focus = vi.spyOn(HTMLElement.prototype, "focus");
    const shown = show();
    front(shown).click();
    shown.model.receive({ card: card({ key: "b" }), number: 2 });
    expect(focus.mock.calls).toEqual([[{ preventScroll: true }], [{ preventScroll: true }]]);
  });

  it("is followed by a sentence when none is due, and by more if wanted", () => {
    const shown = show({ card: null, nothing: "No card is due now." });
    expect(shown.page.getByText("No card is due now.")).toBeTruthy();
    shown.page.getByText("More new cards").click();
    expect(shown.model.sent.map(({ type }) => type)).toEqual(["more"]);
    const all = show({ card: null, nothing: "No card is due now.", has_new: false });
    expect(all.page.queryByText("More new cards")).toBeNull();
  });
});

it("begins each card with its sources folded", () => {
  const shown = show();
  front(shown).click();
  const fold = () => /** @type {HTMLDetailsElement} */ (shown.root.querySelector(".ibc-sources"));
  fold().open = true;
  shown.model.receive({ card: card({ front: "another word" }), number: 2 });
  expect(fold().open).toBe(false);
});
