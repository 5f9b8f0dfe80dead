// What a report opens: therapy classes with their drugs, and lines that lead there from what the report found.

import { el, fill, icon, setAttribute, setText } from "../../views/kit/dom.js";
import "./therapy_options.css";

const STATUS_WORDS = { open: "Opens", test: "Needs a test", closed: "Closed" };
const STATUS_ICONS = { open: "right", test: "missed", closed: "partial" };

/** Where an option stands once the results of further tests are taken in: "open", "test" or "closed". */
export function settledStatus({ status, test, needs, otherwise }, testResults) {
  if (status !== "test") return status;
  const result = testResults[test] ?? "not-done";
  const rest = otherwise ? settledStatus(otherwise, testResults) : "closed";
  if (needs.includes(result) || rest === "open") return "open";
  return result === "not-done" ? "test" : rest;
}

/** A line with the variables that hold a class's color in both themes. */
export function therapyColor({ light, dark }) {
  return `--ibc-therapy-light: ${light}; --ibc-therapy-dark: ${dark}`;
}

/**
 * The therapy classes, always in the same order, so that a change can be seen.
 *
 * classes: [{key, name, color, drugs: [{key, name}]}]; tests: {key: {name, results: [{key, label}]}}.
 * Returns {node, rows (nodes by key), update(result, testResults) -> numbers of classes by status}.
 */
export function therapyRows(classes, tests) {
  const made = new Map(classes.map((therapy) => [therapy.key, therapyRow(therapy, tests)]));
  const node = el("ul", { class: "ibc-therapy-list", "aria-label": "Therapy classes and drugs" }, [...made.values()].map((row) => row.node));
  const update = (result, testResults) => {
    const counts = { open: 0, test: 0, closed: 0 };
    for (const [key, row] of made) counts[row.update(result.classes[key], result.drugs, testResults)] += 1;
    return counts;
  };
  return { node, rows: new Map([...made].map(([key, row]) => [key, row.node])), update };
}

/**
 * The list of a class's drugs. A class without any has an empty place there, of which nobody hears.
 * @param {string} className
 * @param {string} name of the class
 * @param {any[]} items one for each drug
 */
export function drugList(className, name, items) {
  const told = items.length ? { "aria-label": `Drugs: ${name}` } : { role: "presentation" };
  return el("ul", { class: className, ...told }, items);
}

function therapyRow({ name, color, drugs }, tests) {
  const chip = el("span", { class: "ibc-therapy-status" });
  const why = el("p", { class: "ibc-small" });
  const list = drugList("ibc-therapy-drugs", name, drugs.map(() => null));
  const node = el("li", { class: "ibc-therapy", style: therapyColor(color) },
    el("div", { class: "ibc-therapy-class" },
      el("p", { class: "ibc-therapy-head" }, el("strong", {}, name), chip),
      why),
    list);
  const update = (option, drugOptions, testResults) => {
    const status = settledStatus(option, testResults);
    setAttribute(node, "data-status", status);
    fill(chip, icon(STATUS_ICONS[status]), ` ${STATUS_WORDS[status]}`);
    setText(why, option.status === "test" && status !== "test" ? testSentence(option, testResults, tests) : option.why);
    fill(list, status === "closed" ? [] : drugs.map((drug) => drugChip(drug, drugOptions[drug.key], testResults, tests)));
    setAttribute(list, "hidden", status === "closed");
    return status;
  };
  return { node, update };
}

function drugChip({ key, name }, option, testResults, tests) {
  const status = settledStatus(option, testResults);
  const told = status === "test" ? `needs a test: ${testNames(option, tests)}` : STATUS_WORDS[status].toLowerCase();
  return el("li", { class: "ibc-therapy-drug", dataset: { key, status } }, icon(STATUS_ICONS[status]), ` ${name}`,
    el("span", { class: "ibc-visually-hidden" }, ` (${told})`));
}

function testNames({ test, otherwise }, tests) {
  const name = test === "ish" ? "gene test (ISH)" : tests[test].name;
  return otherwise ? `${name}, or ${testNames(otherwise, tests)}` : name;
}

/** The results, as far as they are known, of the tests that decide about an option. */
export function testSentence({ test, otherwise }, testResults, tests) {
  const { name, results } = tests[test];
  const known = results.find(({ key }) => key === testResults[test]);
  const own = known && known.key !== "not-done" ? `${name}: ${known.label}.` : "";
  return [own, otherwise ? testSentence(otherwise, testResults, tests) : ""].filter(Boolean).join(" ");
}

/**
 * Lines across the gap between the report and the therapy classes.
 *
 * findings and rows: nodes by key; draw(result, testResults) draws what leads to classes that are not closed.
 */
export function therapyLinks(grid, findings, rows, signal) {
  const node = el("svg", { class: "ibc-therapy-links", "aria-hidden": "true", focusable: "false" });
  /** @type {{result: any, testResults: Record<string, string>} | null} */
  let shown = null;
  let waiting = false;
  // What is measured is in pixels of the screen; what is drawn grows with the page where that is shown smaller.
  const box = (/** @type {Element} */ part) => {
    const { left, right, top, height } = part.getBoundingClientRect();
    const zoom = /** @type {any} */ (grid).currentCSSZoom ?? 1;
    return { left: left / zoom, right: right / zoom, top: top / zoom, height: height / zoom };
  };
  const paint = () => {
    waiting = false;
    if (!shown || signal.aborted) return;
    const frame = box(grid);
    const left = box(findings.get("her2")).right;
    const width = box(rows.values().next().value).left - left;
    // Only over the gap: nothing drawn lies on top of a text.
    Object.assign(node.style, { left: `${left - frame.left}px`, width: `${Math.max(width, 0)}px` });
    const paths = [];
    for (const [key, row] of rows) {
      for (const link of shown.result.classes[key].links) {
        const status = settledStatus(link, shown.testResults);
        const from = box(findings.get(link.finding));
        if (status === "closed" || !from.height) continue;
        const to = box(row);
        const start = from.top + from.height / 2 - frame.top;
        const end = to.top + Math.min(to.height / 2, 24) - frame.top;
        paths.push(el("path", {
          d: `M0 ${start} C${width / 2} ${start} ${width / 2} ${end} ${width} ${end}`,
          dataset: { status, from: link.finding, to: key },
          style: row.getAttribute("style"),
        }));
      }
    }
    fill(node, paths);
  };
  const redraw = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(paint);
  };
  const size = new ResizeObserver(redraw);
  size.observe(grid);
  signal.addEventListener("abort", () => size.disconnect());
  const draw = (result, testResults) => {
    shown = { result, testResults };
    redraw();
  };
  return { node, draw };
}
