import { describe, expect, it } from "vitest";
import view from "../../../ibc_edu/parts/stage_explorer/view.js";
import { chosenIn, open, press, texts } from "../open.js";

const site = (key, name) => ({ key, name, where: `Where ${key}`, can_cause: [`Pain in ${key}`], treatment_help: `Help for ${key}`, sources: [] });
const result = (stage) => ({ stage_group: stage, reason: `Reason for ${stage}`, sources: [] });
const content = {
  nodes: ["N0", "N1", "N2", "N3"].map((key) => ({ key, label: key, words: `words of ${key}` })),
  sites: [site("bones", "Bones"), site("liver", "Liver"), site("lungs", "Lungs"), site("brain", "Brain")],
  results: Object.fromEntries(["N0", "N1", "N2", "N3"].flatMap((key) => [[`${key}-M0`, result(`${key} III`)], [`${key}-M1`, result(`${key} IV`)]])),
};
const show = (more = {}) => open(view, { content, nodes: "N0", sites: [], ...more });
const stage = (root) => texts(root, ".ibc-stage-group, .ibc-stage-result > p:first-child");
const lit = (root) => [...root.querySelectorAll(".ibc-map-dots")].filter((dots) => dots.hasAttribute("data-on")).map((dots) => dots.dataset.place);

it("takes a tap on the rim of an organ and on the way to its label", () => {
  const { root, model } = show();
  const reaches = [...root.querySelectorAll(".ibc-map-reach")];
  expect(reaches.length).toBe(4);
  const liver = reaches[[...root.querySelectorAll(".ibc-map-site")].findIndex((node) => node.getAttribute("aria-label") === "Liver")];
  liver.querySelector(".ibc-map-way").dispatchEvent(new MouseEvent("click", { bubbles: true }));
  expect(model.get("sites")).toEqual(["liver"]);
  liver.querySelector("rect").dispatchEvent(new MouseEvent("click", { bubbles: true }));
  expect(model.get("sites")).toEqual([]);
});

it("tells the stage of the nodes and the spread that are chosen", async () => {
  const { root, page, model, spoken } = show();
  expect(stage(root)).toEqual(["T4d N0 M0", "N0 III"]);
  page.getByLabelText("N2 words of N2").click();
  page.getByLabelText("Liver", { selector: "input" }).click();
  expect(model.get("nodes")).toBe("N2");
  expect(model.get("sites")).toEqual(["liver"]);
  expect(stage(root)).toEqual(["T4d N2 M1", "N2 IV"]);
  expect(await spoken()).toContain("Anatomic stage N2 IV. Reason for N2 IV");
});

it("shows first what the stage rests on, and folds the rest, counted", () => {
  const source = (text) => ({ kind: "beyond", label: "A page", text, date: "2026", caveat: null, checked: true, gate: null });
  const results = { ...content.results, "N0-M0": { ...result("III"), sources: ["One.", "Two.", "Three."].map(source) } };
  const { root } = show({ content: { ...content, results } });
  const support = root.querySelector(".ibc-stage-support");
  expect(texts(support, "summary")).toEqual(["More behind it (2)"]);
  expect(texts(support, ".ibc-source-list > li > p:first-child")).toEqual(["One.", "Two.", "Three."]);
});

it("takes a site away again, and all of them at once", () => {
  const { page, model, root } = show({ sites: ["bones", "liver"] });
  page.getByLabelText("Bones", { selector: "input" }).click();
  expect(model.get("sites")).toEqual(["liver"]);
  page.getByLabelText("None found").click();
  expect(model.get("sites")).toEqual([]);
  expect(stage(root)[0]).toBe("T4d N0 M0");
});

it("has a map whose sites are buttons, by mouse and by both keys of a button, that say whether they are chosen", () => {
  const { page, model } = show();
  const brain = page.getByRole("button", { name: "Brain" });
  expect(press(brain, "Enter")).toBe(false);
  expect(model.get("sites")).toEqual(["brain"]);
  expect(brain.getAttribute("aria-pressed")).toBe("true");
  expect(page.getByRole("button", { name: "Liver" }).getAttribute("aria-pressed")).toBe("false");
  brain.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  expect(model.get("sites")).toEqual([]);
  press(brain, "x");
  expect(model.get("sites")).toEqual([]);
  expect(press(brain, " ")).toBe(false); // nor does the page scroll
  expect(model.get("sites")).toEqual(["brain"]);
});

it("marks the lymph nodes that N stands for", () => {
  expect(["N0", "N1", "N2", "N3"].map((nodes) => lit(show({ nodes }).root))).toEqual([[], ["armpit"], ["armpit"], ["armpit", "collarbone"]]);
  expect(show({ nodes: "N2" }).root.querySelector(".ibc-map-matted").hasAttribute("data-on")).toBe(true);
  expect(show({ nodes: "N1" }).root.querySelector(".ibc-map-matted").hasAttribute("data-on")).toBe(false);
});

it("says in words what the map shows", () => {
  expect(show({ nodes: "N1", sites: ["lungs", "bones"] }).root.querySelector("desc").textContent)
    .toBe("Affected breast marked. Lymph nodes: words of N1. Distant spread: bones, lungs.");
  expect(show().root.querySelector("desc").textContent).toContain("Distant spread: none found.");
});

it("tells of each chosen site, and of no other", () => {
  const { root } = show({ sites: ["lungs"] });
  expect(texts(root, ".ibc-site-card h3")).toEqual(["Lungs"]);
  expect(texts(root, ".ibc-site-card li")).toEqual(["Pain in lungs"]);
  expect(root.querySelector(".ibc-site-card").textContent).toContain("Help for lungs");
});

it("leads from each place to its name, up to the side of the name that faces the body", () => {
  const { root } = show();
  const gaps = [...root.querySelectorAll(".ibc-map-site")].map((node) => {
    const [from, height, to] = node.querySelector(".ibc-map-leader").getAttribute("d").match(/-?\d+/g).map(Number);
    const [x, y] = ["x", "y"].map((name) => Number(node.querySelector("text").getAttribute(name)));
    return Math.abs(height - y) < 10 && (x < to ? from > x && from < to : from < x && from > to);
  });
  expect(gaps).toEqual([true, true, true, true]);
});

it("marks the affected breast on the side of its lymph nodes", () => {
  const { root } = show({ nodes: "N3" });
  const middle = 120; // of the body's outline
  const across = [...root.querySelectorAll(".ibc-map-breast, .ibc-map-dots circle")].map((circle) => Number(circle.getAttribute("cx")) > middle);
  expect(across.length).toBeGreaterThan(3);
  expect(new Set(across)).toEqual(new Set([true]));
});

it("keeps \"None found\" ticked as long as no site is, also when it is clicked", () => {
  const { page, model } = show();
  const none = page.getByLabelText("None found");
  none.click();
  expect(none.checked).toBe(true);
  page.getByLabelText("Liver", { selector: "input" }).click();
  expect(none.checked).toBe(false);
  page.getByLabelText("Liver", { selector: "input" }).click();
  expect([none.checked, model.get("sites")]).toEqual([true, []]);
});

it("leaves a site's sources open while only the lymph nodes change", () => {
  const source = { kind: "article", label: "FAQ", text: "Spread.", date: null, caveat: null, checked: null, gate: null };
  const { root, page } = open(view, { content: { ...content, sites: [{ ...content.sites[0], sources: [source] }] }, nodes: "N0", sites: ["bones"] });
  root.querySelector(".ibc-site-card details").open = true;
  page.getByLabelText("N2 words of N2").click();
  expect(root.querySelector(".ibc-site-card details").open).toBe(true);
});

it("leaves sources open that somebody opened, of the stage and of each place, when another place is added", () => {
  const source = { kind: "article", label: "FAQ", text: "Read there.", date: null, caveat: null, checked: null, gate: null };
  const sites = content.sites.map((each) => ({ ...each, sources: [source] }));
  const results = Object.fromEntries(Object.entries(content.results).map(([key, found]) => [key, { ...found, sources: [source, source] }]));
  const { root, page } = open(view, { content: { ...content, sites, results }, nodes: "N0", sites: ["liver"] });
  root.querySelectorAll("details").forEach((fold) => { fold.open = true; });
  page.getByLabelText("Bones", { selector: "input" }).click();
  expect(texts(root, ".ibc-site-card:has(details[open]) h3")).toEqual(["Liver"]);
  expect(texts(root, ".ibc-stage-support details[open] > summary")).toEqual(["More behind it (1)"]);
});

it("says nothing by itself when it is opened", async () => {
  expect(await show().spoken()).toBe("");
});

it("has nodes and sites chosen as they are on the map, also where another view chose them", () => {
  const { root, model } = show({ nodes: "N2", sites: ["liver"] });
  expect(chosenIn(root)).toEqual(["N2 words of N2", "Liver"]);
  model.receive({ nodes: "N0", sites: ["bones", "brain"] });
  expect(chosenIn(root)).toEqual(["N0 words of N0", "Bones", "Brain"]);
});

describe("the body map", () => {
  const numbers = (node, ...names) => names.map((name) => Number(node.getAttribute(name)));
  const sitesOf = (root) => [...root.querySelectorAll(".ibc-map-site")];

  it("is called so, described in words, and lets those who listen come to its sites alone", () => {
    const { root, page } = show({ nodes: "N3", sites: ["lungs"] });
    const map = page.getByRole("group", { name: "Body map" });
    expect(root.querySelector(`#${map.getAttribute("aria-describedby")}`).textContent).toContain("Distant spread: lungs.");
    const heard = [...map.children].filter((part) => part.getAttribute("aria-hidden") !== "true");
    expect(heard.map((part) => part.getAttribute("role") ?? part.tagName)).toEqual(["desc", "button", "button", "button", "button"]);
    expect(heard.slice(1).map((part) => [part.getAttribute("tabindex"), part.getAttribute("aria-label"), part.querySelector("text").textContent, part.getAttribute("aria-pressed")])).toEqual([
      ["0", "Bones", "Bones", "false"], ["0", "Brain", "Brain", "false"], ["0", "Lungs", "Lungs", "true"], ["0", "Liver", "Liver", "false"]]);
  });

  it("draws the body below, what a finger may hit besides above it, then the sites, the bones first, and the marks on top", () => {
    const { root } = show();
    const order = ".ibc-map-body, .ibc-map-reach, .ibc-map-site, .ibc-map-marks";
    const drawn = [...root.querySelectorAll(order)].map((node) => node.getAttribute("class").split(" ")[0]);
    expect(drawn).toEqual(["ibc-map-body", ...Array(4).fill("ibc-map-reach"), ...Array(4).fill("ibc-map-site"), "ibc-map-marks"]);
    expect(sitesOf(root)[0].getAttribute("aria-label")).toBe("Bones");
    expect(texts(root, ".ibc-map-marks .ibc-map-note")).toEqual(["Breast"]);
  });

  it("gives each organ its shapes, and takes a tap on the rim of every one of them", () => {
    const { root, model } = show();
    const reaches = [...root.querySelectorAll(".ibc-map-reach")];
    sitesOf(root).forEach((organ, place) => {
      const shapes = [...organ.querySelectorAll(".ibc-map-shape, .ibc-map-bone")].map((path) => path.getAttribute("d"));
      const rims = [...reaches[place].querySelectorAll("path:not(.ibc-map-way)")];
      expect(rims.map((path) => path.getAttribute("d")).sort()).toEqual([...shapes].sort());
      expect(shapes.every((d) => d.startsWith("M"))).toBe(true);
      for (const rim of rims) rim.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      expect(model.get("sites").length).toBe(rims.length % 2); // each tap turns it over
      model.receive({ sites: [] });
    });
    const bones = sitesOf(root)[0];
    expect([bones.querySelectorAll(".ibc-map-bone").length, bones.querySelectorAll(".ibc-map-shape").length]).toEqual([3, 2]);
    expect(sitesOf(root).map((organ) => organ.querySelectorAll(".ibc-map-shape").length > 0)).toEqual([true, true, true, true]);
    expect(sitesOf(root).slice(1).map((organ) => organ.querySelectorAll(".ibc-map-bone").length)).toEqual([0, 0, 0]);
  });

  it("has the name of each site within its frame, and that within the room around it, where no other site's reaches", () => {
    const { root } = show();
    const rooms = [...root.querySelectorAll(".ibc-map-reach")].map((reach) => numbers(reach.querySelector("rect"), "x", "y", "width", "height"));
    const [left, top, width, height] = root.querySelector(".ibc-map").getAttribute("viewBox").split(" ").map(Number);
    const within = ([x, y, w, h], [outerX, outerY, outerW, outerH]) => x >= outerX && y >= outerY && x + w <= outerX + outerW && y + h <= outerY + outerH;
    sitesOf(root).forEach((organ, place) => {
      const target = numbers(organ.querySelector(".ibc-map-target"), "x", "y", "width", "height");
      const [x, y] = numbers(organ.querySelector("text"), "x", "y");
      expect(within([x, y - 12, 56, 16], target)).toBe(true); // the letters stand on y
      expect(within(target, rooms[place])).toBe(true);
      expect(within(rooms[place], [left, top, width, height])).toBe(true);
      const [wayX, wayY] = root.querySelectorAll(".ibc-map-way")[place].getAttribute("d").match(/-?\d+/g).map(Number);
      expect(within([wayX, wayY, 0, 0], target)).toBe(true);
    });
    const meet = ([x, y, w, h], [x2, y2, w2, h2]) => x < x2 + w2 && x2 < x + w && y < y2 + h2 && y2 < y + h;
    expect(rooms.flatMap((one, place) => rooms.slice(place + 1).filter((other) => meet(one, other)))).toEqual([]);
  });

  it("leads from the word for the breast to the breast", () => {
    const { root } = show();
    const [fromX, fromY, toX, toY] = root.querySelector(".ibc-map-marks .ibc-map-leader").getAttribute("d").match(/-?\d+/g).map(Number);
    const [x, y] = numbers(root.querySelector(".ibc-map-note"), "x", "y");
    const [cx, cy, r] = numbers(root.querySelector(".ibc-map-breast"), "cx", "cy", "r");
    expect([fromX > x, Math.abs(fromY - y) < 10, Math.abs(Math.hypot(toX - cx, toY - cy) - r) < 3]).toEqual([true, true, true]);
  });

  it("leaves other keys to the page, and shows a site that another view chose", () => {
    const { page, model } = show();
    const liver = page.getByRole("button", { name: "Liver" });
    expect([press(liver, "Tab"), press(liver, "ArrowDown"), press(liver, "Escape")]).toEqual([true, true, true]);
    model.receive({ sites: ["liver"] });
    expect(liver.getAttribute("aria-pressed")).toBe("true");
    expect(model.saves).toBe(0);
  });
});

it("says why it is this stage, anew after each choice, under the name of the result", () => {
  const { page } = show();
  const outcome = page.getByRole("group", { name: "Result" });
  expect(texts(outcome, "p")).toEqual(["T4d N0 M0", "Anatomic stage", "N0 III", "Reason for N0 III"]);
  page.getByLabelText("N3 words of N3").click();
  page.getByLabelText("Bones", { selector: "input" }).click();
  expect(texts(outcome, "p")).toEqual(["T4d N3 M1", "Anatomic stage", "N3 IV", "Reason for N3 IV"]);
});

it("tells of the sites in their own order, whichever was chosen first, and leaves the focus in a card while the nodes change", () => {
  const source = { kind: "article", label: "FAQ", text: "Spread.", date: null, caveat: null, checked: null, gate: null };
  const sites = content.sites.map((each) => ({ ...each, sources: [source] }));
  const { root, page } = open(view, { content: { ...content, sites }, nodes: "N0", sites: ["brain"] });
  page.getByLabelText("Bones", { selector: "input" }).click();
  expect([...root.querySelectorAll(".ibc-site-card")].map((card) => texts(card, "h3, p, li").slice(0, 6))).toEqual([
    ["Bones", "Where bones", "What it can cause", "Pain in bones", "What treatment does", "Help for bones"],
    ["Brain", "Where brain", "What it can cause", "Pain in brain", "What treatment does", "Help for brain"]]);
  const fold = root.querySelector(".ibc-site-card:last-child summary");
  fold.focus();
  page.getByLabelText("N2 words of N2").click();
  expect(document.activeElement).toBe(fold);
  expect(fold.isConnected).toBe(true);
});

it("asks two questions, and keeps the answer of one view apart from that of another", () => {
  const [one, other] = [show({ nodes: "N1" }), show({ nodes: "N2" })];
  expect([one, other].map(({ root }) => texts(root, "legend"))).toEqual([["Nearby lymph nodes (N)", "Distant spread (M)"], ["Nearby lymph nodes (N)", "Distant spread (M)"]]);
  other.page.getByLabelText("N3 words of N3").click();
  expect([chosenIn(one.root), chosenIn(other.root)]).toEqual([["N1 words of N1", "None found"], ["N3 words of N3", "None found"]]);
  expect(new Set([...one.root.querySelectorAll("input[type=radio]")].map((input) => input.name)).size).toBe(1);
});
