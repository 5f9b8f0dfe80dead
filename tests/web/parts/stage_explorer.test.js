import { expect, it } from "vitest";
import view from "../../../ibc_edu/parts/stage_explorer/view.js";
import { chosenIn, open, press, texts } from "../open.js";
import { unworn } from "./sheet.js";

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

it("draws each site with a label in sight, a leader between the two, and room for a finger around the label", () => {
  const { root, page } = show();
  const [left, top, width, height] = page.getByRole("group", { name: "Body map" }).getAttribute("viewBox").split(" ").map(Number);
  const number = (node, name) => Number(node.getAttribute(name));
  const reaches = [...root.querySelectorAll(".ibc-map-reach")];
  [...root.querySelectorAll(".ibc-map-site")].forEach((place, index) => {
    const [label, target, room] = [place.querySelector(".ibc-map-label"), place.querySelector(".ibc-map-target"), reaches[index].querySelector("rect")];
    const [x, y] = [number(label, "x"), number(label, "y")];
    expect([x >= left, x <= left + width - 40, y >= top, y <= top + height]).toEqual([true, true, true, true]);
    for (const box of [target, room]) {
      const [dx, dy] = [x - number(box, "x"), y - number(box, "y")];
      expect([dx > 0, dy > 12, dx + 60 < number(box, "width"), dy + 4 < number(box, "height")], box.outerHTML).toEqual([true, true, true, true]);
    }
    const ends = (path) => path.getAttribute("d").match(/-?[\d.]+/g).map(Number);
    const [start, way] = [ends(place.querySelector(".ibc-map-leader")), ends(reaches[index].querySelector(".ibc-map-way"))];
    expect(start.slice(2)).toEqual(way.slice(2)); // both lead to the organ
    expect(Math.abs(y - start[1])).toBeLessThan(10);
    const inRoom = way[0] > number(room, "x") && way[0] < number(room, "x") + number(room, "width");
    expect([inRoom, y > way[1]]).toEqual([true, true]);
    const drawn = [...place.querySelectorAll(".ibc-map-bone, .ibc-map-shape")].map((path) => path.getAttribute("d"));
    expect(drawn.length).toBeGreaterThan(0);
    expect([...reaches[index].querySelectorAll("path:not(.ibc-map-way)")].map((path) => path.getAttribute("d"))).toEqual(drawn);
  });
  expect([...root.querySelectorAll(".ibc-map > g:not([role])")].map((group) => group.getAttribute("aria-hidden"))).toEqual(["true", "true", "true"]);
});

it("has all that its sheet styles, in one view or another, and describes its map in words", () => {
  const { root, page } = show({ nodes: "N2", sites: ["bones"] });
  const map = page.getByRole("group", { name: "Body map" });
  const description = root.querySelector(`[id="${map.getAttribute("aria-describedby")}"]`);
  expect(description.textContent).not.toBe("");
  expect(map.contains(description)).toBe(true);
  expect(unworn([root], "stage_explorer/view.css")).toEqual([]);
});
