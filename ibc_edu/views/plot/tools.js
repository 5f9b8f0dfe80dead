// What a reader can do with a chart: look closer, by mouse, finger or keys, and save it as a picture.

import { el, setAttribute } from "../kit/dom.js";
import { dressed } from "./dress.js";
import { pictureFigure } from "./picture.js";

const CLOSER = 1.5; // by which a key press enlarges
const MOVE = 0.15; // of what is shown, by which an arrow moves
const KEYS = {
  "+": (ends) => scaled(ends, 1 / CLOSER), "=": (ends) => scaled(ends, 1 / CLOSER), "-": (ends) => scaled(ends, CLOSER),
  ArrowLeft: (ends, axis) => (axis === "x" ? moved(ends, -MOVE) : ends), ArrowRight: (ends, axis) => (axis === "x" ? moved(ends, MOVE) : ends),
  ArrowDown: (ends, axis) => (axis === "y" ? moved(ends, -MOVE) : ends), ArrowUp: (ends, axis) => (axis === "y" ? moved(ends, MOVE) : ends),
};

/**
 * The tools of a chart (see `plotChart`). Returns {node, ready(), zoomedIn(figure)}: ready() shows them, zoomedIn()
 * gives a dressed figure the part of its axes that is looked at.
 */
export function chartTools(chart, widget, redraw) {
  let zooming = false;
  /** @type {any} the ends of the axes without zoom */
  let whole = null;
  const zoom = el("button", { type: "button", class: "ibc-button ibc-plain", "aria-pressed": "false", hidden: true, on: { click: () => switchZoom() } }, "Zoom");
  const save = el("button", { type: "button", class: "ibc-button ibc-plain", on: { click: () => savePicture(chart, widget) } }, "Save picture");
  const hint = el("p", { class: "ibc-muted ibc-small", hidden: true }, "Drag over the chart, or press + and - and the arrow keys on it. 0 shows all of it.");
  const node = el("div", { class: "ibc-plot-tools", hidden: true }, hint, zoom, save);

  const show = (ends) => {
    chart.zoomed = ends;
    redraw();
  };
  const switchZoom = () => {
    zooming = !zooming;
    setAttribute(zoom, "aria-pressed", String(zooming));
    setAttribute(hint, "hidden", !zooming);
    setAttribute(chart.box, "tabindex", zooming ? "0" : null);
    show(null);
    if (zooming) chart.box.focus();
  };
  chart.box.addEventListener("keydown", (event) => {
    if (!zooming || event.ctrlKey || event.metaKey || event.altKey) return;
    const change = KEYS[event.key];
    if (!change && event.key !== "0") return;
    event.preventDefault();
    const ends = chart.zoomed ?? whole;
    show(change ? { x: inside(change(ends.x, "x"), whole.x), y: inside(change(ends.y, "y"), whole.y) } : null);
  });
  const ready = () => {
    setAttribute(node, "hidden", null);
    setAttribute(zoom, "hidden", !chart.figure.layout.meta?.zoom);
    chart.canvas.on("plotly_relayout", (change) => {
      const ends = (axis) => [0, 1].map((end) => change[`${axis}axis.range[${end}]`]);
      if (zooming && ends("x").concat(ends("y")).every(Number.isFinite)) show({ x: ends("x"), y: ends("y") });
    });
    chart.canvas.on("plotly_doubleclick", () => { if (zooming) show(null); });
  };
  const zoomedIn = (figure) => {
    const { layout } = figure;
    if (!layout.meta?.zoom) return figure;
    whole = { x: [...layout.xaxis.range], y: [...layout.yaxis.range] };
    if (zooming) layout.dragmode = "zoom";
    for (const axis of ["x", "y"]) {
      layout[`${axis}axis`].fixedrange = !zooming;
      if (!chart.zoomed) continue;
      layout[`${axis}axis`].range = [...chart.zoomed[axis]];
      const shown = chart.zoomed[axis][1] - chart.zoomed[axis][0];
      if (shown < (whole[axis][1] - whole[axis][0]) / 2) delete layout[`${axis}axis`].dtick; // plotly chooses others
    }
    return figure;
  };
  return { node, ready, zoomedIn };
}

/** Ends of an axis with the same middle, so many times as far apart. */
function scaled([low, high], by) {
  const [middle, half] = [(low + high) / 2, ((high - low) / 2) * by];
  return [middle - half, middle + half];
}

function moved([low, high], by) {
  return [low + by * (high - low), high + by * (high - low)];
}

/** Ends of an axis, brought back inside those of the whole. */
function inside([low, high], [lowest, highest]) {
  const length = Math.min(high - low, highest - lowest);
  const from = Math.min(Math.max(low, lowest), highest - length);
  return [from, from + length];
}

/** Saves the chart as it is shown, with its name, what its lines stand for and what it says of itself. */
async function savePicture(chart, widget) {
  try {
    const { data, layout } = pictureFigure(dressed(chart.figure, chart.at), chart);
    if (chart.zoomed) for (const axis of ["x", "y"]) layout[`${axis}axis`].range = [...chart.zoomed[axis]];
    const { width, height } = layout;
    const url = await chart.plotly.toImage({ data, layout }, { format: "png", width, height, scale: 2 });
    const name = `${chart.figure.layout.title.text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}.png`;
    el("a", { href: url, download: name }).click();
    widget.announce(`The picture was saved as ${name}.`);
  } catch (error) {
    console.warn("The picture could not be saved.", error);
    widget.announce("The picture could not be saved here.");
  }
}
