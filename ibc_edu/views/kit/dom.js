// Helpers of every view of the course.

import { keepOpen } from "./folds.js";
import { guardKeys } from "./keys.js";
import { listen, talk } from "./messages.js";
import { comeTo, keepPlace } from "./place.js";
import { whenReaderReturns } from "./program.js";
import "./kit.css";

/**
 * What stands below an element: elements, text, numbers, lists of such; what is null, undefined or false is left out.
 * @typedef {Node | string | number | null | undefined | false | any[]} Child
 */

/**
 * @template {string} Tag
 * @typedef {Tag extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Tag] : Tag extends keyof SVGElementTagNameMap ? SVGElementTagNameMap[Tag] : HTMLElement} ElementOf
 */

/**
 * @typedef {import("@anywidget/types").AnyModel<Record<string, any>>} Model
 * @typedef {{model: Model, el: HTMLElement, host?: import("@anywidget/types").Host}} Context what anywidget gives to render
 * @typedef {ReturnType<typeof openWidget>} Widget
 */

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "tspan", "title", "desc", "defs", "marker", "use"]);

/**
 * Make an element. Children are elements or text; text is set as text, never as HTML.
 * Attributes: `on: {click: f}` listens, `dataset: {key: value}` sets data attributes, booleans switch an attribute on
 * or off, null and undefined leave it out, everything else is set as it stands.
 *
 * @template {string} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {ElementOf<Tag>}
 */
export function el(tag, attributes = {}, ...children) {
  const node = /** @type {any} */ (SVG_TAGS.has(tag) ? document.createElementNS(SVG_NAMESPACE, tag) : document.createElement(tag));
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "dataset") Object.assign(node.dataset, value);
    else setAttribute(node, name, value);
  }
  fill(node, ...children);
  return node;
}

/**
 * Set, switch or remove one attribute. One that stays as it is is left in peace: the page would work its style out anew.
 * @param {Element} node
 * @param {string} name
 * @param {string | number | boolean | null | undefined} value
 */
export function setAttribute(node, name, value) {
  const text = value === null || value === undefined || value === false ? null : value === true ? "" : String(value);
  if (text === null) node.removeAttribute(name);
  else if (node.getAttribute(name) !== text) node.setAttribute(name, text);
}

/**
 * Replace the children of a node; nulls are left out, lists are flattened, anything else that is no node is text.
 * @template {Element} Parent
 * @param {Parent} node
 * @param {...Child} children
 */
export function fill(node, ...children) {
  const nodes = /** @type {any[]} */ (children).flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
  node.replaceChildren(...nodes.map((child) => (child instanceof Node ? child : document.createTextNode(String(child)))));
  return node;
}

/**
 * Change a node's text only if it differs, so that selections and screen readers are left in peace.
 * @param {Element} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

let lastId = 0;
/**
 * An id that no other element of the page has.
 * @param {string} prefix
 */
export function uniqueId(prefix) {
  lastId += 1;
  return `ibc-${prefix}-${Date.now().toString(36)}-${lastId}`;
}

/**
 * The widget's one live region; returns a function that has a text read out. Texts given at once are joined.
 * @param {HTMLElement} root
 */
function announcer(root) {
  const region = el("div", { class: "ibc-live ibc-visually-hidden", role: "status", "aria-live": "polite", "aria-atomic": "true" });
  root.append(region);
  /** @type {string[]} what one reply gives, which may be more than one text; another would take it away unread */
  let texts = [];
  return (/** @type {string} */ text) => {
    if (texts.push(text) === 1) setTimeout(() => (texts = []), 0);
    // Once what runs now is through, and so after a focus that it moves. A new element each time, without a pause to
    // empty the region: the same sentence twice in a row is read twice.
    queueMicrotask(() => fill(region, el("span", {}, texts.join(" "))));
  };
}

/**
 * Move the focus to a node that need not be focusable by itself, such as a heading or a feedback panel.
 * @param {HTMLElement | null | undefined} node
 * @param {FocusOptions} [options]
 */
export function focusOn(node, options = {}) {
  if (!node) return;
  if (!node.matches("button, input, select, textarea, summary, a[href], [tabindex]")) node.setAttribute("tabindex", "-1");
  node.focus(options);
}

/** True if the learner asked the system for less motion. */
export function prefersReducedMotion() {
  return window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
}

/**
 * Bring a node into view, smoothly unless less motion is wished.
 * @param {Element} node
 */
export function scrollIntoView(node) {
  comeTo(node, prefersReducedMotion() ? "auto" : "smooth");
}

const ICON_PATHS = {
  right: "M4.5 12.5l5 5L19.5 7",
  wrong: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  partial: "M5 12.5h14",
  missed: "M12 5.5v9M12 18.2v.3",
  info: "M12 10.5v8M12 6v.3",
  up: "M12 19V5.5M6 11l6-6 6 6",
  down: "M12 5v13.5M6 13l6 6 6-6",
  flag: "M6.5 21V4.5h10.5l-2.4 4 2.4 4H6.5",
};

/**
 * A small line drawing; decoration only, the word beside it carries the meaning.
 * @param {keyof typeof ICON_PATHS} name
 */
export function icon(name) {
  const attributes = { class: `ibc-icon ibc-icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" };
  return el("svg", attributes, el("path", { d: ICON_PATHS[name] }));
}

/**
 * Line that says what went wrong, that an answer is slow to come, or that the program that gives it has stopped.
 * @param {Model} model
 * @param {HTMLElement} root
 * @param {(text: string) => void} announce
 * @param {AbortSignal} signal
 * @param {string} moment said and shown, by the sheet of whoever gives it, while a reply is slow to come; may be empty
 */
function problemLine(model, root, announce, signal, moment) {
  const line = el("p", { class: "ibc-problem", hidden: true, "data-moment": moment || null });
  root.append(line);
  const show = (/** @type {string} */ text) => {
    setAttribute(line, "hidden", !text);
    setText(line, text);
    if (text) announce(text);
  };
  const slow = (/** @type {boolean} */ on) => {
    setAttribute(root, "data-waiting", on);
    if (on && moment) announce(moment);
  };
  return { line, ...talk(model, { show, shown: () => line.textContent, slow }, signal) };
}

/**
 * Link to another notebook of the course, which lies in the same folder as this one, or to a cell of it (or of this one).
 *
 * JupyterLab opens it with its own handler for links in Markdown, which knows the folder, scrolls to the cell and, unlike
 * its command linker, asks for no trust while some cells have not been run. Without that handler it is a plain link.
 *
 * @param {Model} model
 * @param {string} text
 * @param {string} notebook
 * @param {string | null} [cell]
 */
function notebookLink(model, text, notebook, cell = null) {
  const fragment = cell ? `#cell-id=${cell}` : "";
  const link = el("a", { class: "ibc-link", href: encodeURI(notebook) + fragment }, text);
  const { context, rendermime } = /** @type {any} */ (model.widget_manager ?? {}); // JupyterLab's own, not of anywidget
  if (context && rendermime?.linkHandler) {
    const folder = context.path.slice(0, context.path.lastIndexOf("/") + 1);
    rendermime.linkHandler.handleLink(link, folder + notebook, fragment);
  }
  return link;
}

/**
 * Set up a widget's root inside the host element that anywidget gives: keys guarded, one live region, one line for
 * problems. A render function ends with `return widget.close`.
 *
 *   root      append the widget's content here
 *   announce  has a text read out
 *   problem   line that says what went wrong; move it to where the learner is, if the widget is large
 *   send      sends {type, ...fields} to Python, and again if no reply comes; returns the message's number
 *   awaits    tells whether the reply to the message of this number is still to come
 *   hears     tells whether what Python says now is its reply to the message of this number
 *   save      sets traits and sends them; all at once, so that whoever listens sees no state in between
 *   onReturn  calls a function when the reader comes back to this page from another one
 *   link      (text, notebook, cell) makes a link to a notebook of the course
 *   on        listens to the model ("change:name" or "msg:custom") until the view closes; what the listener draws moves
 *             nothing that the reader acts in further down, and folds nothing up that they have opened
 *   signal    aborts when the view closes; hand it to addEventListener of anything outside the root
 *
 * @param {Context} context
 * @param {{className: string, label: string, moment?: string}} names
 */
export function openWidget({ model, el: host }, { className, label, moment = "" }) {
  const page = uniqueId("page");
  const controller = new AbortController();
  const { signal } = controller;
  const root = el("div", { class: `ibc-root ${className}`, role: "group", "aria-label": label });
  guardKeys(root, signal);
  const announce = announcer(root);
  const { line: problem, send, awaits } = problemLine(model, root, announce, signal, moment);
  host.append(root);
  let sent = 0;
  return {
    root,
    announce,
    problem,
    awaits,
    hears: (/** @type {string} */ number) => number !== "" && model.get("answered") === number,
    signal,
    on: (/** @type {string} */ events, /** @type {(...values: any[]) => void} */ listener) =>
      listen(model, events, (...values) => keepPlace(root, () => keepOpen(root, () => listener(...values))), signal),
    link: (/** @type {string} */ text, /** @type {string} */ notebook, /** @type {string | null} */ cell = null) => notebookLink(model, text, notebook, cell),
    onReturn: (/** @type {() => void} */ action) => whenReaderReturns(root, action, signal),
    send: (/** @type {string} */ type, /** @type {Record<string, any>} */ fields = {}) => {
      sent += 1;
      // Numbered, so that Python acts once on what is sent again because no reply came.
      const message = `${page}-${sent}`;
      send({ type, ...fields, message });
      return message;
    },
    save: (/** @type {Record<string, any>} */ values) => {
      /** @type {any} */ (model).set(values);
      model.save_changes();
    },
    close: () => {
      controller.abort();
      root.remove();
    },
  };
}
