// A figure as it is drawn here and now: in the theme's colors, at this width, with these values. Python puts
// FIGURE_THEME in front of a view's script: the template of every figure, and its colors in the dark theme.

import { prefersReducedMotion } from "../kit/dom.js";

const NARROW_PX = 528; // below this width text is a little smaller
const NARROW_FONT_PX = 13;
const TEXT_PX = 16; // size of the page's text for which figures are drawn; another one scales the whole figure

const USUAL_HEIGHT = 400; // px, as the next
const LEAST_HEIGHT = 200;
const SHARE = 0.6; // of a panel that stays in sight: the rest is for its words

/** What a drawing depends on besides the figure: width in px, scale of the text, dark or not, and how high it may be. */
export function circumstances(root, box) {
  const style = getComputedStyle(root);
  const panel = box.closest?.(".ibc-in-sight");
  const tallest = panel ? Math.round(SHARE * parseFloat(getComputedStyle(panel).maxHeight)) || undefined : undefined;
  return { width: box.clientWidth, scale: parseFloat(style.fontSize) / TEXT_PX, dark: style.colorScheme.includes("dark"), tallest };
}

/** The figure with the course's template, in the theme's colors, at this width. Always a new object: plotly keeps it. */
export function dressed(figure, { width, scale, dark, tallest = Infinity }) {
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
  const height = Math.min(layout.height ?? USUAL_HEIGHT, Math.max(LEAST_HEIGHT, tallest / scale));
  return { data, layout: { ...layout, height, width: room, autosize: false } };
}

/** A color of the theme, with or without opacity, as it is in the dark theme; any other stays. */
export function darkColor(color) {
  const dark = FIGURE_THEME.dark[color.slice(0, 7).toLowerCase()];
  return dark ? dark + color.slice(7) : color;
}

/**
 * A figure of Python's with values of the page's: `values` are parts of traces by the trace's name, `changes` is laid
 * over the layout. The figure itself stays as it is.
 */
export function filled({ data, layout }, values, changes = {}) {
  const changed = structuredClone(layout);
  overlay(changed, changes);
  return { data: data.map((trace) => ({ ...trace, ...values[trace.name] })), layout: changed };
}

/** Lay a patch over an object, key by key, and over a list of objects, first over first; all else is exchanged. */
function overlay(target, patch) {
  for (const [key, value] of Object.entries(patch)) {
    if (isDeep(value) && isDeep(target[key])) overlay(target[key], value);
    else target[key] = value;
  }
}

function isDeep(value) {
  return value !== null && typeof value === "object" && !(Array.isArray(value) && (value[0] === null || typeof value[0] !== "object"));
}
