import { fireEvent } from "@testing-library/dom";
import { afterEach, expect, it, vi } from "vitest";
import { wordPattern } from "../../../ibc_edu/parts/glossary/in_text.js";
import view from "../../../ibc_edu/parts/glossary/view.js";
import { open, texts } from "../open.js";

const word = (term, plain, more = {}) => ({ term, plain, also: [], in_text: true, sources: [], ...more });
const source = { kind: "article", label: "FAQ", text: "Spread.", date: null, caveat: null, checked: null, gate: null };
const content = {
  words: [
    word("biopsy", "A small piece of tissue."),
    word("ER", "The receptor for estrogen.", { also: ["estrogen receptor"] }),
    word("grade", "How cells look.", { in_text: false }),
    word("HER2", "A protein."),
    word("HER2-low", "A little of it."),
    word("metastasis", "A new tumor.", { sources: ["faq/a1/s1"] }),
  ],
  sources: { "faq/a1/s1": source },
};

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** Open the view beside prose, as a notebook would. */
function besideProse(...html) {
  vi.useFakeTimers();
  const prose = html.map((each) => {
    const place = document.createElement("div");
    place.className = "jp-RenderedMarkdown";
    place.innerHTML = each;
    return document.body.appendChild(place);
  });
  const opened = open(view, { content });
  vi.advanceTimersByTime(200);
  return { ...opened, prose };
}

const marks = () => texts(document.body, ".ibc-word");

it("shows no word until something is typed, then those that hold it, with their source", async () => {
  const { root, page, spoken } = open(view, { content });
  expect(texts(root, "dt")).toEqual([]);
  fireEvent.input(page.getByLabelText("Look up a word"), { target: { value: "META" } });
  expect(texts(root, "dt")).toEqual(["metastasis"]);
  expect(page.getByText("Where this comes from (1)")).toBeTruthy();
  expect(await spoken()).toBe("1 word");
  fireEvent.input(page.getByLabelText("Look up a word"), { target: { value: "estrogen" } });
  expect(texts(root, "dt")).toEqual(["ER (estrogen receptor)"]);
  fireEvent.input(page.getByLabelText("Look up a word"), { target: { value: "tissue" } });
  expect(texts(root, "dt")).toEqual(["biopsy"]);
  fireEvent.input(page.getByLabelText("Look up a word"), { target: { value: "new" } });
  expect(texts(root, "dt")).toEqual(["metastasis"]);
  fireEvent.input(page.getByLabelText("Look up a word"), { target: { value: "it" } }); // too short for what it means
  expect(texts(root, "dt")).toEqual([]);
});

it("brings the first word that was found into view, or how many there are where that is none", () => {
  const shown = vi.spyOn(Element.prototype, "scrollIntoView");
  const { page } = open(view, { content });
  expect(shown).not.toHaveBeenCalled();
  const type = (value) => fireEvent.input(page.getByLabelText("Look up a word"), { target: { value } });
  type("her2");
  expect(shown.mock.instances.map((node) => node.dataset.about)).toEqual(["HER2"]);
  expect(shown).toHaveBeenCalledWith(expect.objectContaining({ block: "nearest" }));
  type("nothing of the kind");
  expect(shown.mock.instances.at(-1).textContent).toBe("0 words");
  shown.mockRestore();
});

it("shows all words on request, and hides them again", () => {
  const { root, page } = open(view, { content });
  const all = page.getByRole("button", { name: "Show all 6 words" });
  fireEvent.click(all);
  expect(texts(root, "dt")).toHaveLength(6);
  fireEvent.click(all);
  expect(texts(root, "dt")).toHaveLength(0);
});

it("marks the first use in a section, and again in the next one", () => {
  besideProse("<h2>One</h2><p>A biopsy, and two biopsies.</p>", "<p>One more biopsy.</p>", "<h2>Two</h2><p>Biopsies show metastases.</p>");
  expect(marks()).toEqual(["biopsy", "Biopsies", "metastases"]);
});

it("takes the longest word, leaves other words and other meanings alone, and marks nothing in links, titles or code", () => {
  besideProse("<h3>HER2</h3><p>An error, a grade, <code>ER</code>, <a href='#'>ER</a>, HER2-low, HER2 and ER-positive.</p>");
  expect(marks()).toEqual(["HER2-low", "HER2", "ER"]);
});

it("opens the meaning by click and closes it by click or Escape; the text stays the text", () => {
  const { prose } = besideProse("<p>A biopsy shows it.</p>");
  const before = prose[0].textContent;
  const button = /** @type {HTMLElement} */ (prose[0].querySelector(".ibc-word"));
  fireEvent.click(button);
  expect(button.getAttribute("aria-expanded")).toBe("true");
  expect(prose[0].querySelector("[role=note]")?.textContent).toBe("biopsy: A small piece of tissue.");
  fireEvent.keyDown(button, { key: "Escape" });
  expect(prose[0].querySelector("[role=note]")).toBeNull();
  expect(button.getAttribute("aria-expanded")).toBe("false");
  expect(prose[0].textContent).toBe(before);
});

it("keeps keys on a word from the notebook", () => {
  const { prose } = besideProse("<p>A biopsy shows it.</p>");
  const heard = [];
  const listener = (event) => heard.push(event.key);
  document.addEventListener("keydown", listener);
  for (const key of ["Enter", "x", "ArrowDown", "Escape"]) fireEvent.keyDown(/** @type {HTMLElement} */ (prose[0].querySelector(".ibc-word")), { key });
  document.removeEventListener("keydown", listener);
  expect(heard).toEqual([]);
});

it("marks text that comes later, once, and stops when it is closed", async () => {
  const { close } = besideProse("<p>Nothing here.</p>");
  const later = () => {
    const place = document.createElement("div");
    place.className = "jp-RenderedMarkdown";
    place.innerHTML = "<h2>Later</h2><p>A biopsy.</p>";
    return document.body.appendChild(place);
  };
  later();
  await vi.advanceTimersByTimeAsync(500);
  expect(marks()).toEqual(["biopsy"]);
  document.body.append(document.createElement("p"));
  await vi.advanceTimersByTimeAsync(500);
  expect(marks()).toEqual(["biopsy"]);
  close();
  later();
  await vi.advanceTimersByTimeAsync(500);
  expect(marks()).toEqual(["biopsy"]);
});

it("marks no word a second time in a section whose text comes bit by bit", async () => {
  const { prose } = besideProse("<h2>One</h2><p>A biopsy.</p>");
  const later = document.createElement("div");
  later.className = "jp-RenderedMarkdown";
  later.innerHTML = "<p>One more biopsy.</p><h2>Two</h2><p>Another biopsy.</p>";
  prose[0].after(later);
  await vi.advanceTimersByTimeAsync(500);
  expect(texts(later, "p:has(.ibc-word)")).toEqual(["Another biopsy."]);
});

it("finds words at the start of a sentence and in the plural, and none inside another word", () => {
  const found = (text, ...terms) => [...text.matchAll(wordPattern(terms.map((term) => ({ term, plain: "" }))))].map(([match]) => match);
  expect(found("Genes and a gene; genetics", "gene")).toEqual(["Genes", "gene"]);
  expect(found("after ER, never hER or under", "ER")).toEqual(["ER"]);
  expect(found("CDK4/6 inhibitors and a cdk4/6 inhibitor", "CDK4/6 inhibitor")).toEqual(["CDK4/6 inhibitors"]);
});

it("leaves the sources of a word open that somebody opened while they go on typing", () => {
  const words = ["metastasis", "metastatic"].map((term) => word(term, "It is spread.", { sources: ["faq/a1/s1"] }));
  const { root, page } = open(view, { content: { ...content, words } });
  const type = (value) => fireEvent.input(page.getByLabelText("Look up a word"), { target: { value } });
  type("meta");
  root.querySelectorAll("details")[1].open = true;
  type("metastat");
  type("metasta");
  expect([...root.querySelectorAll("details")].map((fold) => fold.open)).toEqual([false, true]);
});
