// A plotly figure with its sentence and its numbers. Python puts FIGURE_THEME in front: the template of every figure, and
// what each of its colors becomes in the dark theme.

import { el, fill, openWidget, prefersReducedMotion, setAttribute, setText, uniqueId } from "../kit/dom.js";
import { pagePlotly } from "./page_plotly.js";
import "./plot_view.css";

const PLOTLY_CONFIG = { displayModeBar: false, doubleClick: false, scrollZoom: false, showTips: false, typesetMath: false };
const NARROW_PX = 528; // below this width text is a little smaller
const NARROW_FONT_PX = 13;
const TEXT_PX = 16; // size of the page's text for which figures are drawn; another one scales the whole figure
const ANNOUNCE_MS = 900; // so long a sentence must stay the same before it is read out
const HOVER_MS = 80; // between two messages about what is pointed at
const CALM_MS = 40; // a change that comes so soon after a drawing waits for the next frame

function render(context) {
  const { model } = context;
  const title = () => model.get("figure").layout.title?.text ?? model.get("figure").layout.title;
  const widget = openWidget(context, { className: "ibc-plot-view", label: title() });
  const sentenceId = uniqueId("sentence");
  const heading = el("p", { class: "ibc-title" });
  const sentence = el("p", { class: "ibc-plot-sentence", id: sentenceId });
  const canvas = el("div", { class: "ibc-plot-canvas" });
  const loading = el("p", { class: "ibc-plot-loading" }, "Drawing the figure…");
  const box = el("div", { class: "ibc-plot", role: "img", "aria-describedby": sentenceId }, canvas, loading);
  const numbers = numbersFold(model, widget);
  widget.root.prepend(heading, box, sentence, numbers.node);

  const tell = () => {
    setText(heading, title());
    setAttribute(widget.root, "aria-label", title());
    setAttribute(box, "aria-label", title());
    setText(sentence, model.get("sentence"));
    widget.root.classList.toggle("ibc-large", model.get("large"));
  };
  tell();
  const redraw = painter({ model, widget, box, canvas, loading });
  let quiet;
  widget.on("change:figure change:sentence change:large", () => { tell(); redraw(); });
  widget.on("change:numbers", numbers.update);
  widget.on("change:sentence", () => {
    clearTimeout(quiet);
    if (model.get("announce")) quiet = setTimeout(() => widget.announce(model.get("sentence")), ANNOUNCE_MS);
  });
  widget.signal.addEventListener("abort", () => clearTimeout(quiet));
  return widget.close;
}

/** Draws the figure now and whenever its size or the theme changes; returns a function that draws it again. */
function painter({ model, widget, box, canvas, loading }) {
  let plotly = null;
  let shown = {};
  let drawing = Promise.resolve();
  let waiting = false;
  let drawnAt = -Infinity;

  const paint = async () => {
    waiting = false;
    const at = circumstances(widget.root, box);
    if (!plotly || widget.signal.aborted || !at.width) return;
    const figure = dressed(model.get("figure"), at);
    Object.assign(canvas.style, { width: `${figure.layout.width}px`, transform: at.scale === 1 ? "" : `scale(${at.scale})` });
    box.style.height = `${figure.layout.height * at.scale}px`;
    shown = at;
    await plotly.react(canvas, figure.data, figure.layout, PLOTLY_CONFIG);
    if (drawnAt < 0) relayEvents(canvas, model, widget);
    drawnAt = performance.now();
    loading.remove();
  };
  const fail = (error) => {
    console.warn("The figure could not be drawn.", error);
    setText(loading, "This figure could not be drawn here. The words and numbers below say what it shows.");
    box.append(loading);
  };
  // A single change is drawn at once. Of changes that come faster than they can be drawn, each frame draws the last.
  const calm = () => (performance.now() - drawnAt < CALM_MS ? nextFrame() : null);
  const redraw = () => {
    if (waiting) return;
    waiting = true;
    drawing = drawing.then(calm).then(paint).catch(fail);
  };
  const redrawIfChanged = () => {
    const at = circumstances(widget.root, box);
    if (Object.keys(at).some((name) => at[name] !== shown[name])) redraw();
  };

  box.style.height = `${model.get("figure").layout.height ?? 400}px`;
  const size = new ResizeObserver(redrawIfChanged);
  size.observe(box);
  const theme = new MutationObserver(redrawIfChanged);
  for (const node of [document.body, document.documentElement]) theme.observe(node, { attributes: true });
  widget.signal.addEventListener("abort", () => {
    size.disconnect();
    theme.disconnect();
    if (plotly) drawing.then(() => plotly.purge(canvas));
  });
  pagePlotly(model, widget).then((loaded) => { plotly = loaded; redraw(); }).catch(fail);
  return redraw;
}

function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** What a drawing depends on besides the figure: width in px, scale of the text, dark or not. */
function circumstances(root, box) {
  const style = getComputedStyle(root);
  return { width: box.clientWidth, scale: parseFloat(style.fontSize) / TEXT_PX, dark: style.colorScheme.includes("dark") };
}

/** The figure with the course's template, in the theme's colors, at this width. Always a new object: plotly keeps it. */
function dressed(figure, { width, scale, dark }) {
  const recolor = (key, value) => (dark && typeof value === "string" && value.startsWith("#") ? darkColor(value) : value);
  const templated = { ...figure, layout: { ...figure.layout, template: FIGURE_THEME.template } };
  const { data, layout } = JSON.parse(JSON.stringify(templated), recolor);
  const room = Math.floor(width / scale);
  const narrow = layout.meta?.narrow;
  if (room < NARROW_PX) layout.font = { ...layout.font, size: NARROW_FONT_PX };
  if (room < narrow?.below) {
    overlay(layout, narrow.layout ?? {});
    overlay(data, narrow.data ?? []);
  }
  delete layout.title; // it is shown above, where it can wrap
  if (prefersReducedMotion()) delete layout.transition;
  return { data, layout: { height: 400, ...layout, width: room, autosize: false } };
}

/** A color of the theme, with or without opacity, as it is in the dark theme; any other stays. */
function darkColor(color) {
  const dark = FIGURE_THEME.dark[color.slice(0, 7).toLowerCase()];
  return dark ? dark + color.slice(7) : color;
}

/** Lay a patch over an object or list, key by key. */
function overlay(target, patch) {
  for (const [key, value] of Object.entries(patch)) {
    if (value && typeof value === "object" && target[key] && typeof target[key] === "object") overlay(target[key], value);
    else target[key] = value;
  }
}

/** Send clicks and hovers to Python, if it listens. */
function relayEvents(canvas, model, widget) {
  const listens = model.get("listens");
  const point = ({ points: [at] }) => ({ trace: at.data.name, index: at.pointNumber, x: at.x, y: at.y, key: at.customdata });
  if (listens.includes("click")) {
    canvas.on("plotly_click", (event) => widget.send("click", point(event)));
    canvas.on("plotly_clickannotation", ({ annotation }) => widget.send("click", { key: annotation.name }));
  }
  if (listens.includes("hover")) {
    let timer;
    canvas.on("plotly_hover", (event) => {
      const pointed = point(event);
      clearTimeout(timer);
      timer = setTimeout(() => widget.send("hover", pointed), HOVER_MS);
    });
    widget.signal.addEventListener("abort", () => clearTimeout(timer));
  }
}

/** "Show the numbers": the table is built when it is opened. */
function numbersFold(model, widget) {
  const place = el("div", { class: "ibc-plot-numbers", role: "region", tabindex: "0" });
  const update = () => {
    if (!node.open) return;
    const { columns, numeric, rows } = model.get("numbers");
    setAttribute(place, "aria-label", `Numbers: ${widget.root.getAttribute("aria-label")}`);
    const kind = (index) => ({ class: numeric[index] ? "ibc-number" : null });
    const head = columns.map((name, index) => el("th", { scope: "col", ...kind(index) }, name));
    const cell = (text, index) => (index ? el("td", kind(index), text) : el("th", { scope: "row", ...kind(index) }, text));
    fill(place, el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows.map((row) => el("tr", {}, row.map(cell))))));
  };
  const node = el("details", { on: { toggle: update } }, el("summary", {}, "Show the numbers"), place);
  return { node, update };
}

export default { render };
